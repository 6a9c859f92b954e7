import Contracts
import Foundation
import TestSupport
import Testing

@testable import Platform

@Suite struct EnginesTests {
    /// What a job throws on purpose.
    private struct Refused: Error {}

    private static let table = "CREATE TABLE t (n BIGINT PRIMARY KEY, name TEXT, done BOOLEAN, share DOUBLE PRECISION)"

    private func open(_ engine: TestEngine, _ script: String = table) async throws -> any SQLEngine {
        let opened = try engine.engine()
        try await opened.write { try $0.script(script) }
        return opened
    }

    @Test(arguments: TestEngine.available)
    func `What was written is read back, of every kind and NULL`(engine: TestEngine) async throws {
        let engine = try await open(engine)
        let texts = [
            "", "별다방 ☕️", "it's \"quoted\" $1 \\ ; --", "line\nbreak\ttab", String(repeating: "가", count: 50_000),
        ]
        let numbers: [Int64] = [0, -1, .max, .min, 10_000_000_000]
        try await engine.write { session in
            for (number, text) in zip(numbers, texts) {
                try session.run(
                    "INSERT INTO t (n, name, done, share) VALUES (\(number), \(text), \(number == 0), \(2.5))")
            }
            try session.run("INSERT INTO t (n, name, done, share) VALUES (\(7), \(String?.none), \(Bool?.none), NULL)")
        }
        for (number, text) in zip(numbers, texts) {
            let row = try #require(
                try await engine.read { try $0.row("SELECT n, name, done, share FROM t WHERE n = \(number)") })
            #expect(try row.int(0) == number)
            #expect(try row.text(1) == text)
            #expect(try row.bool(2) == (number == 0))
            #expect(row.values[3] == .real(2.5))
        }
        let empty = try #require(try await engine.read { try $0.row("SELECT name, done, share FROM t WHERE n = 7") })
        #expect(empty.values == [.null, .null, .null])
        #expect(try empty.textOrNil(0) == nil)
        #expect(throws: SQLError.self) { try empty.text(0) }
        #expect(try await engine.read { try $0.row("SELECT n FROM t WHERE name = \(texts[2])") }?.int(0) == .max)
        try await engine.close()
    }

    @Test(arguments: TestEngine.available)
    func `A text with a NUL is stored whole or refused, never cut`(engine: TestEngine) async throws {
        let engine = try await open(engine)
        do {
            try await engine.write { try $0.run("INSERT INTO t (n, name) VALUES (1, \("a\u{0}b"))") }
        } catch {
            #expect(error is SQLError)
            try await engine.close()
            return
        }
        #expect(try await engine.read { try $0.row("SELECT name FROM t WHERE n = 1") }?.text(0) == "a\u{0}b")
        try await engine.close()
    }

    @Test(arguments: TestEngine.available)
    func `A unique index refuses the second row, and only that is called unique`(engine: TestEngine) async throws {
        let engine = try await open(
            engine,
            "CREATE TABLE t (n BIGINT PRIMARY KEY, name TEXT CHECK (name <> 'x')); CREATE UNIQUE INDEX u ON t (name)")
        try await engine.write { try $0.run("INSERT INTO t (n, name) VALUES (1, 'a')") }
        let twins: [SQL] = ["INSERT INTO t (n, name) VALUES (1, 'b')", "INSERT INTO t (n, name) VALUES (2, 'a')"]
        for twin in twins {
            let error = await #expect(throws: SQLError.self) { try await engine.write { try $0.run(twin) } }
            guard case .unique = error else {
                Issue.record("\(twin.text): \(String(describing: error))")
                continue
            }
        }
        let faults: [SQL] = ["INSERT INTO t (n, name) VALUES (3, 'x')", "SELECT nothing FROM t", "NONSENSE"]
        for fault in faults {
            let error = await #expect(throws: SQLError.self) { try await engine.write { try $0.run(fault) } }
            guard case .failed = error else {
                Issue.record("\(fault.text): \(String(describing: error))")
                continue
            }
        }
        try await engine.close()
    }

    @Test(arguments: TestEngine.available)
    func `A failing job rolls back alone while its neighbours commit`(engine: TestEngine) async throws {
        let engine = try await open(engine)
        let outcomes = await withTaskGroup(of: (Int64, Bool).self) { group in
            for number in Int64(0)..<200 {
                group.addTask {
                    do {
                        try await engine.write { session in
                            try session.run("INSERT INTO t (n) VALUES (\(number))")
                            try session.run("INSERT INTO t (n) VALUES (\(number + 1000))")
                            // Two ways to fail: an error of our own, and a statement that the engine refuses.
                            if number % 7 == 3 { throw Refused() }
                            if number % 7 == 5 { try session.run("INSERT INTO t (n) VALUES (\(number))") }
                        }
                        return (number, true)
                    } catch {
                        return (number, false)
                    }
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        let stored = try await numbers(engine)
        for number in Int64(0)..<200 {
            let succeeds = number % 7 != 3 && number % 7 != 5
            #expect(outcomes[number] == succeeds)
            #expect(stored.contains(number) == succeeds && stored.contains(number + 1000) == succeeds)
        }
        try await engine.close()
    }

    @Test(arguments: TestEngine.available)
    func `Whoever was told yes is stored and whoever was told no is not, also when the commit fails`(
        engine: TestEngine
    ) async throws {
        // A deferred foreign key is only looked at by the commit itself.
        let engine = try await open(
            engine,
            """
            CREATE TABLE parent (n BIGINT PRIMARY KEY);
            CREATE TABLE t (n BIGINT PRIMARY KEY, parent BIGINT REFERENCES parent (n) DEFERRABLE INITIALLY DEFERRED);
            """)
        let outcomes = await withTaskGroup(of: (Int64, Bool).self) { group in
            for number in Int64(0)..<100 {
                group.addTask {
                    let parent: Int64? = number % 50 == 49 ? 12_345 : nil
                    do {
                        try await engine.write {
                            try $0.run("INSERT INTO t (n, parent) VALUES (\(number), \(parent))")
                        }
                        return (number, true)
                    } catch {
                        return (number, false)
                    }
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        let stored = try await numbers(engine)
        for (number, said) in outcomes { #expect(stored.contains(number) == said, "\(number)") }
        #expect(outcomes[49] == false && outcomes[99] == false)
        // The writer lives on.
        try await engine.write { try $0.run("INSERT INTO t (n) VALUES (500)") }
        #expect(try await numbers(engine).contains(500))
        try await engine.close()
    }

    @Test(arguments: TestEngine.available)
    func `A job that passes over a refused statement is told the truth about what is stored`(
        engine: TestEngine
    ) async throws {
        let engine = try await open(engine)
        var said = true
        do {
            try await engine.write { session in
                try session.run("INSERT INTO t (n) VALUES (1)")
                do {
                    try session.run("INSERT INTO t (n) VALUES (1)")
                } catch SQLError.unique {
                    return
                }
            }
        } catch {
            said = false
        }
        #expect(try await numbers(engine).contains(1) == said)
        try await engine.close()
    }

    @Test(arguments: TestEngine.available.filter { $0 == .postgres })
    func `A connection that was cut is made again`(engine: TestEngine) async throws {
        let engine = try await open(engine)
        let cut = await #expect(throws: SQLError.self) {
            try await engine.write { try $0.run("SELECT pg_terminate_backend(pg_backend_pid())") }
        }
        guard case .unavailable = cut else {
            Issue.record("\(String(describing: cut))")
            return
        }
        try await engine.write { try $0.run("INSERT INTO t (n) VALUES (1)") }
        #expect(try await numbers(engine) == [1])
    }

    @Test(arguments: TestEngine.available)
    func `A read sees one moment and changes nothing`(engine: TestEngine) async throws {
        let engine = try await open(engine)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for number in Int64(0)..<100 {
                    try await engine.write { session in
                        try session.run("INSERT INTO t (n) VALUES (\(number))")
                        try session.run("INSERT INTO t (n) VALUES (\(number + 1000))")
                    }
                }
            }
            for _ in 0..<50 {
                group.addTask {
                    let pair = try await engine.read { session in
                        [
                            try session.row("SELECT COUNT(*) FROM t WHERE n < 1000")?.int(0),
                            try session.row("SELECT COUNT(*) FROM t WHERE n >= 1000")?.int(0),
                        ]
                    }
                    #expect(pair[0] == pair[1])
                }
            }
            try await group.waitForAll()
        }
        try await engine.close()
    }

    @Test(arguments: TestEngine.available)
    func `A closed database says that it is away`(engine: TestEngine) async throws {
        let engine = try await open(engine)
        try await engine.close()
        let error = await #expect(throws: SQLError.self) { try await engine.write { try $0.run("SELECT 1") } }
        guard case .unavailable = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `SQLite syncs fully at every commit, also after it was opened again`() async throws {
        let path = try TestFolder.make() + "/full.sqlite"
        for _ in 0..<2 {
            let engine = try SQLiteEngine(path: path)
            #expect(try engine.synchronousLevel() == 2)
            let mode = try await engine.read { try $0.row("PRAGMA journal_mode") }
            #expect(try mode?.text(0) == "wal")
            try await engine.close()
        }
    }

    @Test func `A file that cannot be made is a matter of storage`() {
        let error = #expect(throws: SQLError.self) { try SQLiteEngine(path: "/nowhere/at/all.sqlite") }
        guard case .storage = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `A data folder belongs to one process and to its owner alone`() throws {
        let path = try TestFolder.make() + "/data"
        let folder = try DataFolder(path)
        let error = #expect(throws: DataFolderError.self) { try DataFolder(path) }
        #expect(error?.description.contains("in use") == true)
        let permissions = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(permissions == 0o700)
        #expect(folder.file("orders") == path + "/orders.sqlite")
        #expect(throws: DataFolderError.self) { try DataFolder("/proc/none") }
    }

    private func numbers(_ engine: any SQLEngine) async throws -> Set<Int64> {
        Set(try await engine.read { try $0.rows("SELECT n FROM t").map { try $0.int(0) } })
    }
}
