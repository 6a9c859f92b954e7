import Contracts
import Crypto
import Foundation

/// The log of one service: every recorded event of a store, gapless, each row chained to the one before by its hash.
package enum Journal {
    /// The hash of a row: SHA-256 over the hash before it and every stored field, in hexadecimal (ADR 25).
    static func hash(after previous: String, _ event: RecordedEvent) -> String {
        var hashed: [UInt8] = []
        hashed.reserveCapacity(event.data.utf8.count + 400)
        let fields = [
            previous, event.store.text, String(event.seq), event.id.text, event.type, String(event.at.milliseconds),
            event.actor, event.approver, event.terminal?.text, event.data,
        ]
        // Each field stands behind its length, and what is absent is marked: no two rows are written alike.
        for field in fields {
            hashed.append(contentsOf: (field.map { String($0.utf8.count) } ?? "-").utf8)
            hashed.append(UInt8(ascii: ":"))
            hashed.append(contentsOf: (field ?? "").utf8)
        }
        return Hex.text(SHA256.hash(data: hashed))
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
        ).map { try event($0, of: publisher, store: store) }
    }

    static func event(_ row: SQLRow, of publisher: ServiceName, store: StoreID) throws -> RecordedEvent {
        RecordedEvent(
            publisher: publisher, store: store, seq: try row.int(0), id: .stored(try row.text(1)),
            type: try row.text(2), at: Timestamp(milliseconds: try row.int(3)), actor: try row.text(4),
            approver: try row.textOrNil(5), terminal: try row.textOrNil(6).map(TerminalID.stored),
            data: try row.text(7), hash: try row.text(8))
    }

    /// The last sequence number of a store; 0 when nothing was recorded.
    package static func head(_ store: StoreID, in session: any SQLSession) throws -> Int64 {
        try session.row("SELECT seq FROM store_head WHERE store_id = \(store)")?.int(0) ?? 0
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
