import Contracts
import Platform

/// Wrong tries of a password or a PIN: the fifth locks, and every further one doubles the wait.
struct Tries: Sendable {
    let database: Database

    /// Seconds after the fifth wrong try; doubled by each further one, at most an hour.
    static func lockSeconds(after tries: Int64) -> Int64 { tries < 5 ? 0 : min(3600, 30 << min(tries - 5, 7)) }

    /// Throws while the subject is locked.
    func check(_ subject: String, at now: Timestamp) async throws {
        let until = try await database.read { session in
            try session.row("SELECT locked_until FROM failed_tries WHERE subject = \(subject)")?.int(0) ?? 0
        }
        guard until <= now.milliseconds else {
            throw StoreRejection.signInLocked(seconds: Int((until - now.milliseconds + 999) / 1000))
        }
    }

    func failed(_ subject: String, at now: Timestamp) async throws {
        try await database.engine.write { session in
            let tries = try session.row(
                """
                INSERT INTO failed_tries (subject, tries, locked_until) VALUES (\(subject), 1, 0)
                ON CONFLICT (subject) DO UPDATE SET tries = failed_tries.tries + 1 RETURNING tries
                """)?.int(0)
            let lock = Self.lockSeconds(after: tries ?? 1)
            guard lock > 0 else { return }
            try session.run(
                "UPDATE failed_tries SET locked_until = \(now.advanced(seconds: lock)) WHERE subject = \(subject)")
        }
    }

    func succeeded(_ subject: String) async throws {
        try await database.engine.write { session in
            try session.run("DELETE FROM failed_tries WHERE subject = \(subject)")
        }
    }
}
