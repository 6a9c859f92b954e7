import Foundation
import GRDB
import Synchronization

/// One SQLite file in WAL mode with `synchronous = FULL`: a single writer that commits in groups, many readers.
package final class SQLiteEngine: SQLEngine {
    /// The most transactions that share one commit, and so one disk sync.
    static let groupSize = 64

    private let pool: DatabasePool
    private let queue: WriteQueue

    /// Opens or creates the file; throws when the folder cannot be written or the settings did not take.
    package init(path: String) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 4
        configuration.label = URL(fileURLWithPath: path).lastPathComponent
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA cache_size = -8000; PRAGMA temp_store = MEMORY")
        }
        do {
            let pool = try DatabasePool(path: path, configuration: configuration)
            // DatabasePool sets NORMAL itself while it opens; FULL must come after, and is read back.
            let level = try pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA synchronous = FULL")
                return try Int.fetchOne(db, sql: "PRAGMA synchronous")
            }
            guard level == 2 else { throw SQLError.storage("synchronous is \(level ?? -1), not FULL, in \(path)") }
            self.pool = pool
        } catch let error as DatabaseError {
            throw SQLError(error)
        }
        queue = WriteQueue(name: "salesync.write", batch: Self.groupSize) { [pool] jobs in
            Self.commit(jobs, in: pool)
        }
    }

    package func write<T: Sendable>(_ body: @escaping @Sendable (any SQLSession) throws -> T) async throws -> T {
        try await queue.submit(body)
    }

    package func read<T: Sendable>(_ body: @escaping @Sendable (any SQLSession) throws -> T) async throws -> T {
        try await pool.read { db in
            let session = SQLiteSession(db)
            return try body(session)
        }
    }

    package func close() async throws {
        queue.close()
        try pool.close()
    }

    /// `PRAGMA synchronous` of the writer, for the test that holds it at FULL (2).
    package func synchronousLevel() throws -> Int? {
        try pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
    }

    /// Runs every job in its own savepoint and commits them together: a failing job rolls back alone, a failing
    /// commit fails all, and nobody is answered before the commit.
    private static func commit(_ jobs: [WriteJob], in pool: DatabasePool) {
        var failures = [(any Error)?](repeating: nil, count: jobs.count)
        do {
            try pool.writeWithoutTransaction { db in
                try db.execute(sql: "BEGIN IMMEDIATE")
                do {
                    let session = SQLiteSession(db)
                    for (index, job) in jobs.enumerated() {
                        failures[index] = try attempt(job, session: session, in: db)
                    }
                    try session.run("COMMIT")
                } catch {
                    if db.isInsideTransaction { try db.execute(sql: "ROLLBACK") }
                    throw error
                }
            }
        } catch {
            let failure = (error as? DatabaseError).map(SQLError.init) ?? error
            for (index, job) in jobs.enumerated() { job.finish(failures[index] ?? failure) }
            return
        }
        for (index, job) in jobs.enumerated() { job.finish(failures[index]) }
    }

    /// Returns the job's own error after undoing it; throws when the whole transaction is lost.
    private static func attempt(_ job: WriteJob, session: SQLiteSession, in db: GRDB.Database) throws -> (any Error)? {
        try session.run("SAVEPOINT job")
        do {
            try job.run(session)
            try session.run("RELEASE job")
            return nil
        } catch {
            // A full disk makes SQLite roll back everything by itself; then no neighbour may be told "done".
            guard db.isInsideTransaction else { throw error }
            try db.execute(sql: "ROLLBACK TO job; RELEASE job")
            return error
        }
    }
}

/// The statements of one transaction, prepared once per connection and kept.
final class SQLiteSession: SQLSession {
    private let db: GRDB.Database

    init(_ db: GRDB.Database) { self.db = db }

    func rows(_ statement: SQL) throws -> [SQLRow] {
        var result: [SQLRow] = []
        try each(statement) { result.append($0) }
        return result
    }

    func each(_ statement: SQL, _ body: (SQLRow) throws -> Void) throws {
        do {
            try statement.checkTexts()
            let prepared = try db.cachedStatement(sql: statement.text)
            // Of GRDB's two initialisers the one for existentials: the generic one makes a key path for every statement.
            let values: [(any DatabaseValueConvertible)?] = statement.arguments.map { $0.databaseValue }
            prepared.setUncheckedArguments(StatementArguments(values))
            guard prepared.columnCount > 0 else { return try prepared.execute() }
            let cursor = try Row.fetchCursor(prepared)
            while let row = try cursor.next() {
                try body(SQLRow(values: (0..<row.count).map { SQLValue(row[$0] as DatabaseValue) }))
            }
        } catch let error as DatabaseError {
            throw SQLError(error)
        }
    }

    func tables() throws -> [StoredTable] {
        try StoredTable.all(
            from: rows(
                """
                SELECT m.name, c.name, c.type FROM sqlite_master m, pragma_table_info(m.name) c
                WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, c.cid
                """))
    }

    /// SQLite compares texts by their bytes anyway.
    var byteOrder: String { "" }

    /// A file has one writer, and a data folder one process.
    func lockSchema() throws {}

    func script(_ text: String) throws {
        do {
            try db.execute(sql: text)
        } catch let error as DatabaseError {
            throw SQLError(error)
        }
    }
}

extension SQLValue {
    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .text(let value): value.databaseValue
        case .int(let value): value.databaseValue
        case .real(let value): value.databaseValue
        case .bool(let value): (value ? 1 : 0).databaseValue
        }
    }

    fileprivate init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let number): self = .int(number)
        case .double(let number): self = .real(number)
        case .string(let text): self = .text(text)
        case .blob(let data): self = .text(String(decoding: data, as: UTF8.self))
        }
    }
}

extension SQLError {
    fileprivate init(_ error: DatabaseError) {
        let text = error.message ?? "SQLite \(error.resultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_CONSTRAINT
        where [.SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY].contains(error.extendedResultCode):
            self = .unique(text)
        case .SQLITE_FULL, .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_IOERR, .SQLITE_PERM, .SQLITE_CORRUPT:
            self = .storage(text)
        case .SQLITE_BUSY, .SQLITE_MISUSE:
            self = .unavailable(text)
        default:
            self = .failed("\(text) in \(error.sql ?? "")")
        }
    }
}
