import Contracts
import Foundation

/// What a check of a journal found: how many rows hold, and the first that does not.
package struct JournalFinding: Codable, Sendable, Hashable {
    package let rows: Int64
    package let firstAltered: Int64?
}

/// Follows a store's chain from its first row; between two steps others may write, since rows are only ever added.
package struct JournalCheck: Sendable {
    /// How many rows a step looks at, so that a long check holds nobody up.
    static let step = 500

    private let service: ServiceName
    private let store: StoreID
    private var expected: Int64 = 1
    private var previous = ""
    private var known = Int64.min

    package init(of service: ServiceName, store: StoreID) {
        self.service = service
        self.store = store
    }

    /// Looks at the next rows; nil while there are more.
    package mutating func next(in session: any SQLSession) throws -> JournalFinding? {
        let rows = try session.rows(
            """
            SELECT seq, id, type, at, actor, approver, terminal, data, hash FROM journal
            WHERE store_id = \(store) AND seq > \(known) ORDER BY seq LIMIT \(Self.step)
            """)
        for row in rows {
            let event: RecordedEvent
            do {
                event = try Journal.event(row, of: service, store: store)
            } catch SQLError.unexpected {
                return altered(expected)  // A field of another type than was ever written.
            }
            // A row before the first, or one that should not be there, is named itself; a missing one by its number.
            guard event.seq == expected else { return altered(min(event.seq, expected)) }
            // Bytes are compared: to Swift, two texts that look alike are equal.
            guard Journal.hash(after: previous, event).utf8.elementsEqual(event.hash.utf8) else {
                return altered(expected)
            }
            previous = event.hash
            known = event.seq
            expected += 1
        }
        return rows.count < Self.step ? try end(in: session) : nil
    }

    /// Holds the last row against the head: the one row that the chain itself cannot vouch for.
    private func end(in session: any SQLSession) throws -> JournalFinding {
        let head = try session.row("SELECT seq, hash FROM store_head WHERE store_id = \(store)")
        guard let head else { return expected == 1 ? whole : altered(expected - 1) }
        let (seq, hash): (Int64, String)
        do {
            (seq, hash) = (try head.int(0), try head.text(1))
        } catch SQLError.unexpected {
            return altered(max(expected - 1, 1))
        }
        guard seq == expected - 1 else { return altered(min(max(seq, 0) + 1, expected)) }
        return hash.utf8.elementsEqual(previous.utf8) ? whole : altered(max(seq, 1))
    }

    private var whole: JournalFinding { JournalFinding(rows: expected - 1, firstAltered: nil) }

    private func altered(_ seq: Int64) -> JournalFinding { JournalFinding(rows: expected - 1, firstAltered: seq) }
}

extension Journal {
    /// The first row whose content does not match its hash, or that is missing; nil when the chain is whole.
    package static func firstAltered(
        of publisher: ServiceName, store: StoreID, in session: any SQLSession
    ) throws -> Int64? {
        var check = JournalCheck(of: publisher, store: store)
        while true {
            if let finding = try check.next(in: session) { return finding.firstAltered }
        }
    }

    /// Every store that has a head or a row, so that rows of a store that nobody knows are found too.
    package static func stores(in session: any SQLSession) throws -> [StoreID] {
        try session.rows("SELECT store_id FROM store_head UNION SELECT store_id FROM journal ORDER BY store_id")
            .map { StoreID.stored(try $0.text(0)) }
    }
}

extension Database {
    /// Checks a store's journal, some rows at a time.
    package func checkJournal(of store: StoreID) async throws -> JournalFinding {
        var check = JournalCheck(of: service, store: store)
        while true {
            let before = check
            let (after, finding) = try await read { session in
                var check = before
                let finding = try check.next(in: session)
                return (check, finding)
            }
            if let finding { return finding }
            check = after
        }
    }
}
