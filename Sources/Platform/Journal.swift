import Contracts
import Crypto
import Foundation

/// The log of one service: every recorded event of a store, gapless, each row chained to the one before by its hash.
package enum Journal {
    /// The hash of a row: SHA-256 over the previous hash and the stored fields, in hexadecimal.
    static func hash(after previous: String, _ event: RecordedEvent) -> String {
        let fields = [
            previous, event.store.text, String(event.seq), event.id.text, event.type, String(event.at.milliseconds),
            event.actor, event.approver ?? "", event.terminal?.text ?? "", event.data,
        ]
        return Hex.text(SHA256.hash(data: Data(fields.joined(separator: "\n").utf8)))
    }

    /// Events of a store after a sequence number, in order.
    package static func events(
        of publisher: ServiceName, store: StoreID, after seq: Int64, limit: Int, in session: any SQLSession
    ) throws -> [RecordedEvent] {
        try session.rows(
            """
            SELECT seq, id, type, at, actor, approver, terminal, data, hash FROM journal
            WHERE store_id = \(store) AND seq > \(seq) ORDER BY seq LIMIT \(limit)
            """
        ).map { row in
            RecordedEvent(
                publisher: publisher, store: store, seq: try row.int(0), id: .stored(try row.text(1)),
                type: try row.text(2), at: Timestamp(milliseconds: try row.int(3)), actor: try row.text(4),
                approver: try row.textOrNil(5), terminal: try row.textOrNil(6).map(TerminalID.stored),
                data: try row.text(7), hash: try row.text(8))
        }
    }

    /// The last sequence number of a store; 0 when nothing was recorded.
    package static func head(_ store: StoreID, in session: any SQLSession) throws -> Int64 {
        try session.row("SELECT seq FROM store_head WHERE store_id = \(store)")?.int(0) ?? 0
    }

    /// The first row whose content does not match its hash, or that is missing; nil when the chain is whole.
    package static func firstAltered(
        of publisher: ServiceName, store: StoreID, in session: any SQLSession
    ) throws -> Int64? {
        var expected: Int64 = 1
        var previous = ""
        while true {
            let rows = try events(of: publisher, store: store, after: expected - 1, limit: 500, in: session)
            for row in rows {
                guard row.seq == expected, hash(after: previous, row) == row.hash else { return expected }
                previous = row.hash
                expected += 1
            }
            if rows.isEmpty { break }
        }
        let last = try session.row("SELECT seq, hash FROM store_head WHERE store_id = \(store)")
        guard let last else { return expected == 1 ? nil : expected }
        return try last.int(0) == expected - 1 && last.text(1) == previous ? nil : expected
    }
}

extension Identifier: SQLBindable { package var sqlValue: SQLValue { .text(text) } }
extension Money: SQLBindable { package var sqlValue: SQLValue { .int(minor) } }
extension Timestamp: SQLBindable { package var sqlValue: SQLValue { .int(milliseconds) } }
extension BusinessDate: SQLBindable { package var sqlValue: SQLValue { .text(text) } }
extension ServiceName: SQLBindable { package var sqlValue: SQLValue { .text(rawValue) } }

/// Bytes as lower-case hexadecimal.
package enum Hex {
    private static let digits = Array("0123456789abcdef".utf8)

    package static func text(_ bytes: some Sequence<UInt8>) -> String {
        var out: [UInt8] = []
        for byte in bytes {
            out.append(digits[Int(byte >> 4)])
            out.append(digits[Int(byte & 15)])
        }
        return String(decoding: out, as: UTF8.self)
    }
}
