import Contracts
import Foundation
import TestSupport
import Testing

@testable import Platform

@Suite struct CommandsTests {
    private static let schema = [
        SchemaStep("tally-1", "CREATE TABLE tally (store_id TEXT PRIMARY KEY, n BIGINT NOT NULL)")
    ]

    /// Counts how often it ran, which is what a repeated command must not do twice.
    private func tally(
        _ database: Database, _ store: StoreID, key: String?, id: String? = nil, body: String = "a"
    ) async throws -> Answer {
        let stamp = try CommandStamp(path: "POST /tally", key: key, id: id, secretFree: [body])
        return try await database.command(stamp, by: .service(.order, for: store)) { tx in
            let row = try tx.row(
                """
                INSERT INTO tally (store_id, n) VALUES (\(store), 1)
                ON CONFLICT (store_id) DO UPDATE SET n = tally.n + 1 RETURNING n
                """)
            try tx.record(NoteWritten(text: body))
            return ["n": try row?.int(0) ?? 0]
        }
    }

    private func opened(_ engine: TestEngine) async throws -> Database {
        try await engine.database(.order, schema: Self.schema)
    }

    @Test(arguments: TestEngine.available)
    func `Thirty-two equal commands at once run once and get one answer`(engine: TestEngine) async throws {
        let database = try await opened(engine)
        let store = StoreID.make()
        let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
            for _ in 0..<32 { group.addTask { try await tally(database, store, key: "k", id: "i") } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(answers.map(\.body)) == [#"{"n":1}"#])
        #expect(answers.filter { !$0.replayed }.map(\.status) == [201])
        #expect(answers.filter(\.replayed).count == 31)
        #expect(answers.filter(\.replayed).allSatisfy { $0.status == 200 })
        #expect(try await database.head(of: store) == 1)
        try await database.close()
    }

    @Test(arguments: TestEngine.available)
    func `A command is known by its key and by its id, each alone`(engine: TestEngine) async throws {
        let database = try await opened(engine)
        let store = StoreID.make()
        #expect(try await tally(database, store, key: "k", id: "i").replayed == false)
        #expect(try await tally(database, store, key: "k").replayed)
        #expect(try await tally(database, store, key: nil, id: "i").replayed)
        #expect(try await tally(database, store, key: "other", id: "i").replayed)
        await #expect(throws: AccessRejection.idReused) { try await tally(database, store, key: "k", body: "b") }
        await #expect(throws: AccessRejection.idReused) {
            try await tally(database, store, key: nil, id: "i", body: "b")
        }
        #expect(try await database.head(of: store) == 1)
        try await database.close()
    }

    @Test(arguments: TestEngine.available)
    func `A refused command may be sent again, and stores do not share ids`(engine: TestEngine) async throws {
        let database = try await opened(engine)
        let stores = [StoreID.make(), StoreID.make()]
        let stamp = try #require(try CommandStamp(path: "POST /tally", key: "k", id: nil, secretFree: ["a"]))
        await #expect(throws: AccessRejection.versionStale) {
            try await database.command(stamp, by: .service(.order, for: stores[0])) { tx -> [String] in
                try tx.record(NoteWritten(text: "never"))
                throw AccessRejection.versionStale
            }
        }
        for store in stores { #expect(try await tally(database, store, key: "k").replayed == false) }
        #expect(try await database.replay(stamp, by: .service(.order, for: stores[0]))?.body == #"{"n":1}"#)
        #expect(try await database.replay(stamp, by: .service(.order, for: .make())) == nil)
        #expect(try await database.replay(nil, by: .service(.order, for: stores[0])) == nil)
        try await database.close()
    }

    @Test(arguments: TestEngine.available)
    func `A command without an id runs every time`(engine: TestEngine) async throws {
        let database = try await opened(engine)
        let store = StoreID.make()
        for _ in 0..<3 { #expect(try await tally(database, store, key: nil).replayed == false) }
        #expect(try await database.head(of: store) == 3)
        try await database.close()
    }

    @Test func `Equal bodies sent to different paths are different commands`() throws {
        let one = try CommandStamp(path: "POST /a", key: "k", id: nil, secretFree: ["x"])
        let two = try CommandStamp(path: "POST /b", key: "k", id: nil, secretFree: ["x"])
        #expect(one != two)
        #expect(try one == CommandStamp(path: "POST /a", key: "k", id: nil, secretFree: ["x"]))
        #expect(try CommandStamp(path: "POST /a", key: nil, id: nil, secretFree: ["x"]) == nil)
    }
}
