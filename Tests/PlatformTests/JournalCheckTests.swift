import Contracts
import Foundation
import TestSupport
import Testing

@testable import Platform

/// Alterations that leave every single field in its form.
@Suite struct JournalCheckTests {
    private struct Found: Error {
        let seq: Int64?
    }

    private let store = StoreID.make()

    private func filled(_ engine: TestEngine) async throws -> Database {
        let database = try await engine.database(.order, schema: [])
        for number in 1...6 {
            let caller = Caller(
                store: store, actor: "a\nb", role: .server, rights: [], terminal: number > 3 ? .make() : nil,
                approval: number == 2 ? Approval(id: "\(number)", by: .make(), right: .order) : nil)
            try await database.transaction(by: caller) { try $0.record(NoteWritten(text: "\(number)")) }
        }
        return database
    }

    /// What the check names after some statements, which are undone.
    private func found(_ database: Database, after scripts: String...) async throws -> Int64? {
        let store = store
        let found = await #expect(throws: Found.self) {
            try await database.engine.write { session in
                for script in scripts { try session.script(script) }
                throw Found(seq: try Journal.firstAltered(of: .order, store: store, in: session))
            }
        }
        return found?.seq
    }

    @Test func `Two rows that differ only in where a field ends have different hashes`() {
        func hash(_ type: String, _ actor: String, _ approver: String?, _ data: String) -> String {
            Journal.hash(
                after: "",
                RecordedEvent(
                    publisher: .order, store: store, seq: 1, id: .stored("x"), type: type, at: .earliest, actor: actor,
                    approver: approver, terminal: nil, data: data, hash: ""))
        }
        let rows = [
            hash("a", "b\nc", "d", "{}"), hash("a", "b", "c\nd", "{}"), hash("a\nb", "c", "d", "{}"),
            hash("a", "b", "", "{}"), hash("a", "b", nil, "{}"), hash("a", "", "b", "{}"), hash("a", "b", "-", "{}"),
            hash("a", "b", "1:c", "{}"), hash("a", "b1:c", "", "{}"), hash("a", "b", "c", "\n{}"),
            hash("a", "b", "c\n", "{}"),
        ]
        #expect(Set(rows).count == rows.count)
    }

    @Test(arguments: TestEngine.available)
    func `What was absent and is empty now is found, and the other way round`(engine: TestEngine) async throws {
        let database = try await filled(engine)
        #expect(try await found(database, after: "UPDATE journal SET approver = '' WHERE seq = 3") == 3)
        #expect(try await found(database, after: "UPDATE journal SET terminal = '' WHERE seq = 1") == 1)
        #expect(try await found(database, after: "UPDATE journal SET approver = NULL WHERE seq = 2") == 2)
        #expect(try await found(database, after: "UPDATE journal SET actor = 'a', approver = 'b' WHERE seq = 4") == 4)
        try await database.close()
    }

    @Test(arguments: TestEngine.available)
    func `Rows that were swapped, deleted or put in are found`(engine: TestEngine) async throws {
        let database = try await filled(engine)
        let swapped = try await found(
            database, after: "UPDATE journal SET seq = -3 WHERE seq = 3", "UPDATE journal SET seq = 3 WHERE seq = 4",
            "UPDATE journal SET seq = 4 WHERE seq = -3")
        #expect(swapped == 3)
        #expect(try await found(database, after: "DELETE FROM journal WHERE seq = 4") == 4)
        #expect(try await found(database, after: "DELETE FROM journal WHERE seq >= 5") == 5)
        #expect(try await found(database, after: "DELETE FROM journal") == 1)
        #expect(try await found(database, after: "DELETE FROM store_head") == 6)
        let copy =
            "INSERT INTO journal SELECT store_id, 0, id, type, at, actor, approver, terminal, data, hash FROM journal"
        #expect(try await found(database, after: copy + " WHERE seq = 1") == 0)
        try await database.close()
    }

    @Test(arguments: TestEngine.available)
    func `A row behind the head is found though it is chained to the last`(engine: TestEngine) async throws {
        let database = try await filled(engine)
        let store = store
        let found = await #expect(throws: Found.self) {
            try await database.engine.write { session in
                let last = try Journal.events(of: .order, store: store, after: 5, limit: 1, in: session)[0]
                let next = RecordedEvent(
                    publisher: .order, store: store, seq: 7, id: .make(), type: last.type, at: last.at,
                    actor: last.actor, approver: nil, terminal: nil, data: last.data, hash: "")
                try session.run(
                    """
                    INSERT INTO journal (store_id, seq, id, type, at, actor, data, hash) VALUES (\(store), 7,
                        \(next.id), \(next.type), \(next.at), \(next.actor), \(next.data),
                        \(Journal.hash(after: last.hash, next)))
                    """)
                throw Found(seq: try Journal.firstAltered(of: .order, store: store, in: session))
            }
        }
        #expect(found?.seq == 7)
        try await database.close()
    }

    @Test(arguments: TestEngine.available)
    func `A row that was moved to a store that nobody knows is found at both`(engine: TestEngine) async throws {
        let database = try await filled(engine)
        let other = StoreID.make()
        let store = store
        let stores = try await database.engine.write { session in
            try session.run("UPDATE journal SET store_id = \(other) WHERE store_id = \(store) AND seq = 6")
            return try Journal.stores(in: session)
        }
        #expect(Set(stores) == [store, other])
        #expect(try await database.checkJournal(of: store) == JournalFinding(rows: 5, firstAltered: 6))
        #expect(try await database.checkJournal(of: other).firstAltered == 1)
        try await database.close()
    }

    @Test func `A field of another type is found at its row`() async throws {
        let database = try await filled(.sqlite)
        #expect(try await found(database, after: "UPDATE journal SET at = 'noon' WHERE seq = 4") == 4)
        #expect(
            try await found(database, after: "UPDATE journal SET actor = x'610A62' WHERE seq = 7 OR seq = 2") == nil)
        #expect(try await found(database, after: "UPDATE store_head SET seq = 'many'") == 6)
        try await database.close()
    }

    @Test(arguments: TestEngine.available)
    func `A check in steps finds what a check at once finds`(engine: TestEngine) async throws {
        let database = try await engine.database(.order, schema: [])
        try await database.transaction(by: .service(.order, for: store)) { tx in
            for number in 1...1000 { try tx.record(NoteWritten(text: "\(number)")) }
        }
        #expect(try await database.checkJournal(of: store) == JournalFinding(rows: 1000, firstAltered: nil))
        try await database.engine.write { try $0.script("UPDATE journal SET type = 'note.read' WHERE seq = 777") }
        #expect(try await database.checkJournal(of: store) == JournalFinding(rows: 776, firstAltered: 777))
        try await database.close()
    }
}
