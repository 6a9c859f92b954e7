import Foundation

/// An open transaction of an engine; used on one thread, inside the closure that received it.
package protocol SQLSession: AnyObject {
    /// Runs one statement and returns its rows.
    func rows(_ statement: SQL) throws -> [SQLRow]
    /// Runs one statement and hands over its rows one by one, so that a whole table need not be held.
    func each(_ statement: SQL, _ body: (SQLRow) throws -> Void) throws
    /// The tables of this database, by name.
    func tables() throws -> [StoredTable]
    /// What is written behind a text column that is to be ordered by its bytes.
    var byteOrder: String { get }
    /// Runs a script of statements without parameters (schema steps only).
    func script(_ text: String) throws
    /// Holds off other migrations of the same database until the transaction ends.
    func lockSchema() throws
}

extension SQLSession {
    package func run(_ statement: SQL) throws { _ = try rows(statement) }
    package func row(_ statement: SQL) throws -> SQLRow? { try rows(statement).first }
}

/// A database: SQLite file or PostgreSQL schema, with the same statements and the same guarantees.
package protocol SQLEngine: Sendable {
    /// Runs the closure in a transaction; returns after the commit is durable. The closure cannot await.
    func write<T: Sendable>(_ body: @escaping @Sendable (any SQLSession) throws -> T) async throws -> T
    /// Runs the closure on a consistent snapshot.
    func read<T: Sendable>(_ body: @escaping @Sendable (any SQLSession) throws -> T) async throws -> T
    /// Ends all work and closes the files or sockets.
    func close() async throws
}

/// Work waiting for a writer; `run` is called inside the open transaction, `finish` once its fate is known.
struct WriteJob: Sendable {
    let run: @Sendable (any SQLSession) throws -> Void
    let finish: @Sendable ((any Error)?) -> Void
}

/// Jobs handed to one thread in batches, so that one commit can serve many callers (group commit).
final class WriteQueue: @unchecked Sendable {
    // `jobs` and `closed` are only touched while `condition` is locked; hence @unchecked.
    private let condition = NSCondition()
    private var jobs: [WriteJob] = []
    private var closed = false

    /// Starts the thread; `drain` receives at most `batch` jobs at a time and must finish each of them.
    init(name: String, batch: Int, drain: @escaping @Sendable ([WriteJob]) -> Void) {
        let thread = Thread { [self] in
            while let next = take(atMost: batch) { drain(next) }
        }
        thread.name = name
        thread.stackSize = 1 << 21
        thread.start()
    }

    /// Queues a closure and suspends until its transaction has ended.
    func submit<T: Sendable>(_ body: @escaping @Sendable (any SQLSession) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<T, any Error>) in
            let box = ResultBox<T>()
            let job = WriteJob(
                run: { box.value = try body($0) },
                finish: { error in
                    if let error {
                        continuation.resume(throwing: error)
                    } else if let value = box.value {
                        continuation.resume(returning: value)
                    } else {
                        continuation.resume(throwing: SQLError.failed("the job never ran"))
                    }
                })
            condition.lock()
            let refused = closed
            if !refused { jobs.append(job) }
            condition.signal()
            condition.unlock()
            if refused { job.finish(SQLError.unavailable("the database is closed")) }
        }
    }

    /// Lets the queued jobs end, then ends the thread.
    func close() {
        condition.lock()
        closed = true
        condition.signal()
        condition.unlock()
    }

    private func take(atMost limit: Int) -> [WriteJob]? {
        condition.lock()
        defer { condition.unlock() }
        while jobs.isEmpty {
            if closed { return nil }
            condition.wait()
        }
        let next = Array(jobs.prefix(limit))
        jobs.removeFirst(next.count)
        return next
    }
}

/// Carries a job's result from its run to its finish, both on the writer's thread.
private final class ResultBox<T>: @unchecked Sendable {
    var value: T?
}
