import Contracts
import Foundation
import TestSupport
import Testing

@testable import Platform

@Suite struct MigratorTests {
    private let first = SchemaStep("t-1", "CREATE TABLE t (n BIGINT PRIMARY KEY); INSERT INTO t (n) VALUES (1)")
    private let second = SchemaStep(
        "t-2", "ALTER TABLE t ADD COLUMN name TEXT; INSERT INTO t (n, name) VALUES (2, 'b')")

    private func numbers(_ engine: any SQLEngine) async throws -> [Int64] {
        try await engine.read { try $0.rows("SELECT n FROM t ORDER BY n").map { try $0.int(0) } }
    }

    private func steps(_ engine: any SQLEngine) async throws -> Set<String> {
        Set(try await engine.read { try $0.rows("SELECT name FROM schema_steps").map { try $0.text(0) } })
    }

    @Test(arguments: TestEngine.available)
    func `Every step of a schema runs once, in order`(engine: TestEngine) async throws {
        let engine = try engine.engine()
        for _ in 0..<2 { try await Migrator.migrate(engine, steps: [first]) }
        #expect(try await numbers(engine) == [1])
        for _ in 0..<2 { try await Migrator.migrate(engine, steps: [first, second]) }
        #expect(try await numbers(engine) == [1, 2])
        #expect(try await steps(engine) == ["platform-1", "platform-2", "t-1", "t-2"])
        try await engine.close()
    }

    @Test(arguments: TestEngine.available)
    func `A failing step leaves nothing behind and runs again when it is mended`(engine: TestEngine) async throws {
        let engine = try engine.engine()
        let broken = SchemaStep("t-2", "INSERT INTO t (n) VALUES (2); INSERT INTO nowhere (n) VALUES (1)")
        await #expect(throws: SQLError.self) { try await Migrator.migrate(engine, steps: [first, broken]) }
        #expect(try await numbers(engine) == [1])
        #expect(try await steps(engine) == ["platform-1", "platform-2", "t-1"])
        try await Migrator.migrate(engine, steps: [first, second])
        #expect(try await numbers(engine) == [1, 2])
        try await engine.close()
    }

    @Test(arguments: TestEngine.available)
    func `Two migrations at once are as good as one`(engine: TestEngine) async throws {
        let engine = try engine.engine()
        let all = [first, second]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { try await Migrator.migrate(engine, steps: all) } }
            try await group.waitForAll()
        }
        #expect(try await numbers(engine) == [1, 2])
        try await engine.close()
    }

    @Test(arguments: TestEngine.available)
    func `A program may run on a schema that a newer one has extended`(engine: TestEngine) async throws {
        let engine = try engine.engine()
        try await Migrator.migrate(engine, steps: [first, second])
        try await Migrator.migrate(engine, steps: [first])
        #expect(try await numbers(engine) == [1, 2])
        try await engine.close()
    }
}
