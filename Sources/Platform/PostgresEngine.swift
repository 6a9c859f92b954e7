import CLibPQ
import Foundation

/// One schema of a PostgreSQL database over libpq: a single connection on a thread of its own.
package final class PostgresEngine: SQLEngine {
    private let queue: WriteQueue
    private let session: PostgresSession

    /// Connects and makes the schema; `url` is a libpq connection string, `schema` may hold any character.
    package init(url: String, schema: String) throws {
        let session = try PostgresSession(url: url, schema: schema)
        self.session = session
        queue = WriteQueue(name: "salesync.postgres", batch: 1) { jobs in
            for job in jobs { Self.commit(job, in: session) }
        }
    }

    package func write<T: Sendable>(_ body: @escaping @Sendable (any SQLSession) throws -> T) async throws -> T {
        try await queue.submit(body)
    }

    package func read<T: Sendable>(_ body: @escaping @Sendable (any SQLSession) throws -> T) async throws -> T {
        try await queue.submit { session in
            try session.script("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            return try body(session)
        }
    }

    package func close() async throws {
        // The connection is closed on its own thread, after the jobs before it.
        try await queue.submit { [session] _ in session.finish() }
        queue.close()
    }

    private static func commit(_ job: WriteJob, in session: PostgresSession) {
        do {
            try session.reconnectIfLost()
            try session.script("BEGIN")
            try job.run(session)
            if session.isOpen { try session.commit() }
            job.finish(nil)
        } catch {
            session.rollBack()
            job.finish(error)
        }
    }
}

/// The connection; only ever used on the queue's thread (hence @unchecked).
final class PostgresSession: SQLSession, @unchecked Sendable {
    private var connection: OpaquePointer?
    private var prepared: [String: String] = [:]
    private let url: String
    private let schema: String

    init(url: String, schema: String) throws {
        self.url = url
        self.schema = schema
        try connect()
    }

    private func connect() throws {
        connection = PQconnectdb(url)
        guard PQstatus(connection) == CONNECTION_OK else {
            let text = message
            finish()
            throw SQLError.unavailable(text)
        }
        let quoted = "\"" + schema.replacing("\"", with: "\"\"") + "\""
        try script("SET client_min_messages = warning")
        try script("CREATE SCHEMA IF NOT EXISTS \(quoted); SET search_path = \(quoted)")
    }

    var isOpen: Bool { connection != nil }

    /// A connection that the server or the network cut is made again before the next job.
    func reconnectIfLost() throws {
        guard PQstatus(connection) != CONNECTION_OK else { return }
        finish()
        prepared = [:]
        try connect()
    }

    /// Commits, and throws when PostgreSQL rolled back instead because a statement had failed before.
    func commit() throws {
        let result = PQexec(connection, "COMMIT")
        defer { PQclear(result) }
        try check(result)
        guard PQcmdStatus(result).map({ String(cString: $0) }) == "COMMIT" else {
            throw SQLError.failed("the transaction had failed and was rolled back")
        }
    }

    /// Ends a failed transaction; a lost connection has ended it already.
    func rollBack() {
        guard isOpen, PQstatus(connection) == CONNECTION_OK else { return }
        PQclear(PQexec(connection, "ROLLBACK"))
    }

    /// One migration at a time, over all processes, until the transaction ends.
    func lockSchema() throws { try script("SELECT pg_advisory_xact_lock(7305811)") }

    func finish() {
        PQfinish(connection)
        connection = nil
    }

    private var message: String {
        PQerrorMessage(connection).map { String(cString: $0).trimmingCharacters(in: .whitespacesAndNewlines) } ?? ""
    }

    func script(_ text: String) throws {
        let result = PQexec(connection, text)
        defer { PQclear(result) }
        try check(result)
    }

    func rows(_ statement: SQL) throws -> [SQLRow] {
        try statement.checkTexts()
        let name = try prepare(statement.text)
        let result = withCStrings(statement.arguments.map(\.wireText)) { values in
            PQexecPrepared(connection, name, Int32(values.count), values, nil, nil, 0)
        }
        defer { PQclear(result) }
        try check(result)
        let columns = PQnfields(result)
        return (0..<PQntuples(result)).map { row in
            SQLRow(values: (0..<columns).map { column in value(result, row, column) })
        }
    }

    /// Single-row mode: the rows come as the server sends them, and none is kept.
    func each(_ statement: SQL, _ body: (SQLRow) throws -> Void) throws {
        try statement.checkTexts()
        let name = try prepare(statement.text)
        let sent = withCStrings(statement.arguments.map(\.wireText)) { values in
            PQsendQueryPrepared(connection, name, Int32(values.count), values, nil, nil, 0)
        }
        guard sent == 1, PQsetSingleRowMode(connection) == 1 else { throw SQLError.unavailable(message) }
        var failure: (any Error)?
        // The connection takes no other statement before the last result was taken.
        while let result = PQgetResult(connection) {
            defer { PQclear(result) }
            guard failure == nil else { continue }
            do {
                if PQresultStatus(result) != PGRES_SINGLE_TUPLE { try check(result) }
                let columns = PQnfields(result)
                for row in 0..<PQntuples(result) {
                    try body(SQLRow(values: (0..<columns).map { value(result, row, $0) }))
                }
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
    }

    func tables() throws -> [StoredTable] {
        try StoredTable.all(
            from: rows(
                """
                SELECT table_name, column_name, data_type
                FROM information_schema.columns WHERE table_schema = current_schema()
                ORDER BY table_name, ordinal_position
                """))
    }

    var byteOrder: String { " COLLATE \"C\"" }

    private func prepare(_ text: String) throws -> String {
        if let name = prepared[text] { return name }
        let name = "s\(prepared.count)"
        let result = PQprepare(connection, name, text, 0, nil)
        defer { PQclear(result) }
        try check(result)
        prepared[text] = name
        return name
    }

    private func check(_ result: OpaquePointer?) throws {
        let status = PQresultStatus(result)
        guard status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK else { return }
        guard PQstatus(connection) == CONNECTION_OK else { throw SQLError.unavailable(message) }
        let state = PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) } ?? ""
        switch state.prefix(2) {
        case "23" where state == "23505": throw SQLError.unique(message)
        case "53", "58": throw SQLError.storage(message)
        case "57", "08": throw SQLError.unavailable(message)
        default: throw SQLError.failed("\(state) \(message)")
        }
    }

    /// Text results by the type's number in pg_type: 16 bool, 20/21/23 integers, 700/701 floats.
    private func value(_ result: OpaquePointer?, _ row: Int32, _ column: Int32) -> SQLValue {
        guard PQgetisnull(result, row, column) == 0, let raw = PQgetvalue(result, row, column) else { return .null }
        let text = String(cString: raw)
        switch PQftype(result, column) {
        case 16: return .bool(text == "t")
        case 20, 21, 23: return Int64(text).map(SQLValue.int) ?? .text(text)
        case 700, 701: return Double(text).map(SQLValue.real) ?? .text(text)
        default: return .text(text)
        }
    }
}

extension SQLValue {
    fileprivate var wireText: String? {
        switch self {
        case .null: nil
        case .text(let value): value
        case .int(let value): String(value)
        case .real(let value): String(value)
        case .bool(let value): value ? "t" : "f"
        }
    }
}

/// Lends C strings for the time of the call.
private func withCStrings<T>(_ texts: [String?], _ body: ([UnsafePointer<CChar>?]) -> T) -> T {
    let copies = texts.map { $0.map { strdup($0) } ?? nil }
    defer { for copy in copies { free(copy) } }
    return body(copies.map { $0.map { UnsafePointer($0) } })
}
