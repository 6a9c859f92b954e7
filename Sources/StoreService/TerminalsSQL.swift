import Contracts
import Platform

extension Transaction {
    /// The next index for a letter; counted up, never down.
    func takeLetterIndex() throws -> Int {
        let row = try row(
            "UPDATE stores SET next_letter = next_letter + 1 WHERE store_id = \(store) RETURNING next_letter")
        guard let row else { throw AccessRejection.notFound }
        return Int(try row.int(0)) - 1
    }

    func insert(_ terminal: Terminal, codeHash: String, until: Timestamp) throws {
        try run(
            """
            INSERT INTO terminals (store_id, id, name, kind, letter, paired, removed, pairing_hash, pairing_until)
            VALUES (\(store), \(terminal.id), \(terminal.name), \(terminal.kind.rawValue), \(terminal.letter),
                \(false), \(false), \(codeHash), \(until))
            """)
    }

    func replaceCode(of id: TerminalID, hash: String, until: Timestamp) throws {
        try run(
            """
            UPDATE terminals SET pairing_hash = \(hash), pairing_until = \(until)
            WHERE store_id = \(store) AND id = \(id)
            """)
    }

    /// Uses a pairing code up; false when somebody else was faster.
    func takeCode(_ hash: String, of id: TerminalID) throws -> Bool {
        try row(
            """
            UPDATE terminals SET pairing_hash = NULL, pairing_until = NULL, paired = \(true)
            WHERE store_id = \(store) AND id = \(id) AND pairing_hash = \(hash) RETURNING id
            """) != nil
    }

    func removeTerminal(_ id: TerminalID) throws {
        try run(
            """
            UPDATE terminals SET removed = \(true), pairing_hash = NULL, pairing_until = NULL
            WHERE store_id = \(store) AND id = \(id)
            """)
    }
}

extension SQLSession {
    func terminals(of store: StoreID) throws -> [Terminal] {
        try rows(
            """
            SELECT id, name, kind, letter, paired FROM terminals
            WHERE store_id = \(store) AND removed = \(false) ORDER BY id
            """
        ).map(terminal)
    }

    func terminal(_ id: TerminalID, of store: StoreID) throws -> Terminal? {
        try row(
            """
            SELECT id, name, kind, letter, paired FROM terminals
            WHERE store_id = \(store) AND id = \(id) AND removed = \(false)
            """
        ).map(terminal)
    }

    func terminal(pairingHash hash: String, at now: Timestamp) throws -> (StoreID, TerminalID)? {
        try row(
            "SELECT store_id, id FROM terminals WHERE pairing_hash = \(hash) AND pairing_until > \(now) AND removed = \(false)"
        ).map { (.stored(try $0.text(0)), .stored(try $0.text(1))) }
    }

    private func terminal(_ row: SQLRow) throws -> Terminal {
        guard let kind = Terminal.Kind(rawValue: try row.text(2)) else {
            throw SQLError.unexpected(column: 2, row.values[2])
        }
        return Terminal(
            id: .stored(try row.text(0)), name: try row.text(1), kind: kind, letter: try row.text(3),
            paired: try row.bool(4))
    }
}
