import Contracts
import Platform

/// Wrong tries of a password or a PIN: the fifth locks, and every further one doubles the wait.
struct Tries: Sendable {
    let database: Database

    /// Seconds after the fifth wrong try; doubled by each further one, at most an hour.
    static func lockSeconds(after tries: Int64) -> Int64 { tries < 5 ? 0 : min(3600, 30 << min(tries - 5, 7)) }

    /// Counts a try before it is known to be right, so that many at once count like many in a row; throws while the
    /// subject is locked.
    func begin(_ subject: String, at now: Timestamp) async throws {
        let wait = try await database.engine.write { session -> Int64 in
            let row = try session.row("SELECT tries, locked_until FROM failed_tries WHERE subject = \(subject)")
            let until = try row?.int(1) ?? 0
            guard until <= now.milliseconds else { return until - now.milliseconds }
            let tries = (try row?.int(0) ?? 0) + 1
            let lock = now.advanced(seconds: Self.lockSeconds(after: tries))
            try session.run(
                """
                INSERT INTO failed_tries (subject, tries, locked_until) VALUES (\(subject), \(tries), \(lock))
                ON CONFLICT (subject) DO UPDATE SET tries = excluded.tries, locked_until = excluded.locked_until
                """)
            return 0
        }
        guard wait == 0 else { throw StoreRejection.signInLocked(seconds: Int((wait + 999) / 1000)) }
    }

    func succeeded(_ subject: String) async throws {
        try await database.engine.write { session in
            try session.run("DELETE FROM failed_tries WHERE subject = \(subject)")
        }
    }
}
