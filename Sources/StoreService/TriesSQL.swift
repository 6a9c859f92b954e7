import Contracts
import Platform

/// Wrong tries of a password or a PIN: the fifth locks, and every further one doubles the wait.
struct Tries: Sendable {
    let database: Database

    /// Seconds after which wrong tries are forgotten.
    static let memory: Int64 = 2 * 3600

    /// Seconds after the fifth wrong try; doubled by each further one, at most an hour.
    static func lockSeconds(after tries: Int64) -> Int64 { tries < 5 ? 0 : min(3600, 30 << min(tries - 5, 7)) }

    /// Counts a try before it is known to be right, so that many at once count like many in a row; throws while the
    /// subject is locked.
    func begin(_ subject: String, at now: Timestamp) async throws {
        let wait = try await database.engine.write { session -> Int64 in
            let row = try session.row("SELECT tries, locked_until, at FROM failed_tries WHERE subject = \(subject)")
            let until = try row?.int(1) ?? 0
            guard until <= now.milliseconds else { return until - now.milliseconds }
            let forgotten = try row.map { try $0.int(2) < now.advanced(seconds: -Self.memory).milliseconds } ?? true
            let tries = (forgotten ? 0 : try row?.int(0) ?? 0) + 1
            let lock = now.advanced(seconds: Self.lockSeconds(after: tries))
            try session.run(
                """
                INSERT INTO failed_tries (subject, tries, locked_until, at)
                VALUES (\(subject), \(tries), \(lock), \(now))
                ON CONFLICT (subject) DO UPDATE SET tries = excluded.tries, locked_until = excluded.locked_until,
                    at = excluded.at
                """)
            return 0
        }
        guard wait == 0 else { throw StoreRejection.signInLocked(seconds: Int((wait + 999) / 1000)) }
    }

    /// Takes back the try that was just counted, and no other: somebody's own PIN must not wipe out the wrong ones
    /// before it.
    func undo(_ subject: String) async throws {
        try await database.engine.write { session in
            try session.run("UPDATE failed_tries SET tries = tries - 1, locked_until = 0 WHERE subject = \(subject)")
        }
    }

    func succeeded(_ subject: String) async throws {
        try await database.engine.write { session in
            try session.run("DELETE FROM failed_tries WHERE subject = \(subject)")
        }
    }
}
