import Foundation
import Contracts

/// One forward-only step of a schema; once released its text never changes.
package struct SchemaStep: Sendable {
    package let name: String
    package let script: String

    package init(_ name: String, _ script: String) {
        self.name = name
        self.script = script
    }
}

/// Brings a schema to the newest step, once, in order, each step in a transaction.
package enum Migrator {
    /// The tables that every service has: the head row per store, the journal, commands and the listeners' marks.
    static let platformSteps: [SchemaStep] = [
        SchemaStep(
            "platform-1",
            """
            CREATE TABLE store_head (store_id TEXT PRIMARY KEY, seq BIGINT NOT NULL, hash TEXT NOT NULL);
            CREATE TABLE journal (
                store_id TEXT NOT NULL, seq BIGINT NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL, at BIGINT NOT NULL,
                actor TEXT NOT NULL, approver TEXT, terminal TEXT, data TEXT NOT NULL, hash TEXT NOT NULL,
                PRIMARY KEY (store_id, seq));
            CREATE TABLE commands (
                store_id TEXT NOT NULL, id TEXT NOT NULL, body_hash TEXT NOT NULL, status BIGINT NOT NULL,
                answer TEXT, at BIGINT NOT NULL, PRIMARY KEY (store_id, id));
            CREATE TABLE spent_approvals (store_id TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (store_id, id));
            CREATE TABLE listener_marks (
                handler TEXT NOT NULL, publisher TEXT NOT NULL, store_id TEXT NOT NULL, seq BIGINT NOT NULL,
                parked TEXT, PRIMARY KEY (handler, publisher, store_id));
            """),
        SchemaStep("platform-2", "CREATE INDEX journal_at ON journal (store_id, at, seq);"),
    ]

    /// Applies the steps that are missing; two processes that migrate at once do it one after the other.
    package static func migrate(_ engine: any SQLEngine, steps: [SchemaStep]) async throws {
        let wanted = platformSteps + steps
        try await engine.write { session in
            try session.lockSchema()
            try session.script(
                "CREATE TABLE IF NOT EXISTS schema_steps (name TEXT PRIMARY KEY, applied_at BIGINT NOT NULL)")
        }
        for step in wanted {
            try await engine.write { session in
                try session.lockSchema()
                guard try session.row("SELECT name FROM schema_steps WHERE name = \(step.name)") == nil else { return }
                try session.script(step.script)
                try session.run(
                    "INSERT INTO schema_steps (name, applied_at) VALUES (\(step.name), \(Timestamp.now.milliseconds))")
            }
        }
    }
}
