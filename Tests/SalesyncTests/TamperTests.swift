import Contracts
import Foundation
import Platform
import TestSupport
import Testing

@testable import Salesync

/// The proof of the journal: whoever changes a byte of a shop's records is found, at the very row.
@Suite struct TamperTests {
    /// The columns of a journal, in the order in which they are read.
    private static let columns = [
        "store_id", "seq", "id", "type", "at", "actor", "approver", "terminal", "data", "hash",
    ]

    private struct Place {
        let service: ServiceName
        let store: StoreID
        let seq: Int64
        let values: [SQLValue]
    }

    @Test(arguments: TestEngine.available)
    func `Any one altered byte of a shop's journals is named at its row, 100 of 100`(engine: TestEngine) async throws {
        let folder = try TestFolder.make()
        try await House.open(on: engine, folder: folder) { house in
            for name in ["bytes-a", "bytes-b"] {
                let shop = try await house.shop(name)
                for quantity in 1...4 { _ = try await shop.pay(try await shop.order(quantity)) }
            }
        }
        // Nobody listens: what a room hears late would be recorded among the rows that are altered.
        let data = engine == .sqlite ? try copy(of: folder) : folder
        try await House.open(on: engine, folder: data, listening: false) { house in
            let databases = house.composition.databases
            #expect(try await JournalAudit.run(databases).altered.isEmpty)
            let places = try await Self.places(in: databases)
            #expect(Set(places.map(\.service)) == [.store, .item, .order, .sale])
            var dice = Dice(seed: 20_261_125)
            var named = 0
            while named < 100 {
                let place = places[Int.random(in: 0..<places.count, using: &dice)]
                let column = Int.random(in: 0..<Self.columns.count, using: &dice)
                let taken = places.filter { $0.service == place.service && $0.store == place.store }.map(\.seq)
                guard let altered = Self.alter(place.values[column], engine, &dice),
                    column != 1 || Self.isFree(altered, taken)
                else { continue }
                let database = try #require(databases[place.service])
                try await Self.set(column, of: place, to: altered, in: database, engine)
                let found = try await JournalAudit.run(databases).altered
                let expected = JournalAudit.Altered(service: place.service, store: place.store, seq: place.seq)
                // A row whose store was altered is missing in one and too much in the other.
                let exact = column == 0 ? found.contains(expected) : found == [expected]
                #expect(exact, "\(place.service) \(place.seq) \(Self.columns[column]): \(found)")
                try await Self.restore(column, of: place, from: altered, in: database, engine)
                named += exact ? 1 : 0
                guard exact else { return }
            }
            #expect(try await JournalAudit.run(databases).altered.isEmpty)
        }
    }

    private func copy(of folder: String) throws -> String {
        let other = try TestFolder.make()
        try FileManager.default.copyItem(atPath: folder + "/data", toPath: other + "/data")
        return other
    }

    private static func places(in databases: [ServiceName: Database]) async throws -> [Place] {
        var places: [Place] = []
        for (service, database) in databases.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            places += try await database.read { session in
                try session.rows(
                    """
                    SELECT store_id, seq, id, type, at, actor, approver, terminal, data, hash FROM journal
                    ORDER BY store_id, seq
                    """
                ).map { Place(service: service, store: .stored(try $0.text(0)), seq: try $0.int(1), values: $0.values) }
            }
        }
        return places
    }

    /// The value as bytes with one of them changed; nil where there is none.
    ///
    /// A number stays a number of the same length, and a text in PostgreSQL stays UTF-8.
    private static func alter(_ value: SQLValue, _ engine: TestEngine, _ dice: inout Dice) -> [UInt8]? {
        var bytes: [UInt8]
        switch value {
        case .text(let text): bytes = Array(text.utf8)
        case .int(let number): bytes = Array(String(number).utf8)
        default: return nil
        }
        guard !bytes.isEmpty else { return nil }
        let place = Int.random(in: 0..<bytes.count, using: &dice)
        let byte: UInt8
        if case .int = value {
            byte = UInt8(ascii: "1") + UInt8(Int.random(in: 0..<9, using: &dice))
        } else if engine == .postgres {
            guard bytes[place] < 128 else { return nil }
            byte = UInt8(32 + Int.random(in: 0..<95, using: &dice))
        } else {
            byte = UInt8(Int.random(in: 0..<256, using: &dice))
        }
        guard byte != bytes[place] else { return nil }
        bytes[place] = byte
        return bytes
    }

    /// True when no row has this number yet.
    private static func isFree(_ number: [UInt8], _ taken: [Int64]) -> Bool {
        guard let seq = Int64(String(decoding: number, as: UTF8.self)) else { return false }
        return !taken.contains(seq)
    }

    private static func set(
        _ column: Int, of place: Place, to bytes: [UInt8], in database: Database, _ engine: TestEngine
    ) async throws {
        let value = literal(bytes, like: place.values[column], engine)
        let script = """
            UPDATE journal SET \(columns[column]) = \(value)
            WHERE store_id = '\(place.store)' AND seq = \(place.seq)
            """
        try await database.engine.write { try $0.script(script) }
    }

    /// Puts the row back, which is found by what it has become.
    private static func restore(
        _ column: Int, of place: Place, from bytes: [UInt8], in database: Database, _ engine: TestEngine
    ) async throws {
        let became = literal(bytes, like: place.values[column], engine)
        let store = column == 0 ? became : "'\(place.store)'"
        let seq = column == 1 ? became : "\(place.seq)"
        var original: [UInt8] = []
        if case .text(let text) = place.values[column] { original = Array(text.utf8) }
        if case .int(let number) = place.values[column] { original = Array(String(number).utf8) }
        let value = literal(original, like: place.values[column], engine)
        let script = "UPDATE journal SET \(columns[column]) = \(value) WHERE store_id = \(store) AND seq = \(seq)"
        try await database.engine.write { try $0.script(script) }
    }

    /// SQLite takes any bytes as a text, PostgreSQL only proper ones.
    private static func literal(_ bytes: [UInt8], like value: SQLValue, _ engine: TestEngine) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        if case .int = value { return text }
        return engine == .sqlite
            ? "CAST(x'\(Hex.text(bytes))' AS TEXT)" : "'\(text.replacing("'", with: "''"))'"
    }
}
