import Contracts
import Foundation
import TestSupport
import Testing

@testable import Platform

@Suite struct JournalTests {
    private struct Refused: Error {}

    private struct Found: Error {
        let seq: Int64?
    }

    private func filled(_ engine: TestEngine, _ store: StoreID, events: Int = 12) async throws -> Database {
        let database = try await engine.database(.order, schema: [])
        let approval = Approval(id: "once", by: .make(), right: .order)
        let plain = Caller(store: store, actor: StaffID.make().text, role: .server, rights: [], terminal: .make())
        var helped = plain
        helped.approval = approval
        let callers = [helped] + Array(repeating: plain, count: events / 2 - 1)
        for (number, caller) in callers.enumerated() {
            try await database.transaction(by: caller) { tx in
                try tx.record(NoteWritten(text: "note \(number), ☕️"))
                try tx.record(NoteWritten(text: "its echo"))
            }
        }
        return database
    }

    @Test(arguments: TestEngine.available)
    func `Fifty commands at once leave a gapless, whole chain`(engine: TestEngine) async throws {
        let database = try await engine.database(.order, schema: [])
        let stores = [StoreID.make(), StoreID.make()]
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<50 {
                for store in stores {
                    group.addTask {
                        do {
                            try await database.transaction(by: .service(.order, for: store)) { tx in
                                for _ in 0...(number % 3) { try tx.record(NoteWritten(text: "\(number)")) }
                                if number % 5 == 4 { throw Refused() }
                            }
                        } catch {
                            #expect(error is Refused)
                        }
                    }
                }
            }
        }
        let expected = (0..<50).filter { $0 % 5 != 4 }.map { $0 % 3 + 1 }.reduce(0, +)
        for store in stores {
            let (head, seqs, fault) = try await database.read { session in
                (
                    try Journal.head(store, in: session),
                    try Journal.events(of: .order, store: store, after: 0, limit: 500, in: session).map(\.seq),
                    try Journal.firstAltered(of: .order, store: store, in: session)
                )
            }
            #expect(head == Int64(expected))
            #expect(seqs == Array(1...Int64(expected)))
            #expect(fault == nil)
        }
        try await database.close()
    }

    @Test(arguments: TestEngine.available)
    func `Any one altered byte of a journal is found at its row`(engine: TestEngine) async throws {
        let store = StoreID.make()
        let database = try await filled(engine, store)
        let columns: [(StaticString, SQL)] = [
            ("data", "SELECT seq, data FROM journal"), ("type", "SELECT seq, type FROM journal"),
            ("actor", "SELECT seq, actor FROM journal"), ("hash", "SELECT seq, hash FROM journal"),
            ("id", "SELECT seq, id FROM journal"),
            ("approver", "SELECT seq, approver FROM journal WHERE approver IS NOT NULL"),
            ("terminal", "SELECT seq, terminal FROM journal WHERE terminal IS NOT NULL"),
        ]
        for (column, query) in columns {
            let (tried, unnoticed) = try await database.engine.write { session in
                var (tried, unnoticed): (Int, [String]) = (0, [])
                for row in try session.rows(query) {
                    let (seq, text) = (try row.int(0), try row.text(1))
                    for altered in Self.alterations(of: text, all: seq == 5) {
                        tried += 1
                        try session.run("UPDATE journal SET \(raw: column) = \(altered) WHERE seq = \(seq)")
                        let found = try Journal.firstAltered(of: .order, store: store, in: session)
                        if found != seq { unnoticed.append("\(seq): \(altered)") }
                    }
                    try session.run("UPDATE journal SET \(raw: column) = \(text) WHERE seq = \(seq)")
                }
                return (tried, unnoticed)
            }
            #expect(tried > 3)
            #expect(unnoticed.isEmpty, "\(column)")
        }
        #expect(try await database.read { try Journal.firstAltered(of: .order, store: store, in: $0) } == nil)
        try await database.close()
    }

    /// The text with one character changed: at each place, or at the first, the middle and the last only.
    private static func alterations(of text: String, all: Bool) -> [String] {
        let scalars = Array(text.unicodeScalars)
        let places = all ? Array(scalars.indices) : [0, scalars.count / 2, scalars.count - 1]
        return places.map { place in
            var changed = scalars
            changed[place] = changed[place] == "0" ? "1" : "0"
            return String(String.UnicodeScalarView(changed))
        }
    }

    @Test(arguments: TestEngine.available)
    func `An altered time, order or approver of a row is found at its row`(engine: TestEngine) async throws {
        let store = StoreID.make()
        let database = try await filled(engine, store)
        let alterations: [(SQL, Int64)] = [
            ("UPDATE journal SET at = at + 1 WHERE seq = 3", 3), ("UPDATE journal SET seq = 100 WHERE seq = 5", 5),
            ("UPDATE journal SET approver = actor WHERE seq = 6", 6),
            ("UPDATE journal SET terminal = NULL WHERE seq = 7", 7),
            ("UPDATE store_head SET seq = seq + 1", 13), ("UPDATE store_head SET hash = ''", 12),
            ("UPDATE store_head SET seq = seq - 2", 11), ("DELETE FROM store_head", 12),
        ]
        for (alter, expected) in alterations {
            // Thrown, so that the alteration is undone before the next.
            let found = await #expect(throws: Found.self) {
                try await database.engine.write { session in
                    try session.run(alter)
                    throw Found(seq: try Journal.firstAltered(of: .order, store: store, in: session))
                }
            }
            #expect(found?.seq == expected, "\(alter.text)")
        }
        try await database.close()
    }

    @Test(arguments: TestEngine.available)
    func `A deleted row is named, the last one too`(engine: TestEngine) async throws {
        let store = StoreID.make()
        for seq in [Int64(1), 6, 12] {
            let database = try await filled(engine, store)
            let found = try await database.engine.write { session in
                try session.run("DELETE FROM journal WHERE store_id = \(store) AND seq = \(seq)")
                return try Journal.firstAltered(of: .order, store: store, in: session)
            }
            #expect(found == seq)
            try await database.close()
        }
    }

    @Test(arguments: TestEngine.available)
    func `A journal whose head row is gone is not whole`(engine: TestEngine) async throws {
        let store = StoreID.make()
        let database = try await filled(engine, store)
        let found = try await database.engine.write { session in
            try session.run("DELETE FROM store_head WHERE store_id = \(store)")
            return try Journal.firstAltered(of: .order, store: store, in: session)
        }
        #expect(found != nil)
        try await database.close()
    }

    @Test(arguments: TestEngine.available)
    func `A long journal is checked to its end`(engine: TestEngine) async throws {
        let store = StoreID.make()
        let database = try await engine.database(.order, schema: [])
        try await database.transaction(by: .service(.order, for: store)) { tx in
            for number in 1...1203 { try tx.record(NoteWritten(text: "\(number)")) }
        }
        #expect(try await database.read { try Journal.firstAltered(of: .order, store: store, in: $0) } == nil)
        let found = try await database.engine.write { session in
            try session.run("UPDATE journal SET data = '{}' WHERE seq = 1200")
            return try Journal.firstAltered(of: .order, store: store, in: session)
        }
        #expect(found == 1200)
        try await database.close()
    }

    @Test(arguments: TestEngine.available)
    func `A command that records nothing, or fails, does not move the head`(engine: TestEngine) async throws {
        let store = StoreID.make()
        let database = try await filled(engine, store)
        let caller = Caller.service(.order, for: store)
        try await database.transaction(by: caller) { _ in }
        await #expect(throws: Refused.self) {
            try await database.transaction(by: caller) { tx in
                try tx.record(NoteWritten(text: "never"))
                throw Refused()
            }
        }
        #expect(try await database.head(of: store) == 12)
        #expect(try await database.head(of: .make()) == 0)
        try await database.close()
    }
}
