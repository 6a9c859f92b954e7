import Contracts
import Foundation

/// A service's own database: commands go through the store's head row, reads see a snapshot.
package struct Database: Sendable {
    package let service: ServiceName
    package let engine: any SQLEngine
    package let commits: CommitSignal

    package init(service: ServiceName, engine: any SQLEngine) {
        self.service = service
        self.engine = engine
        commits = CommitSignal()
    }

    /// Load, decide, save, record: one synchronous transaction that holds the store's head row from its first
    /// statement, so that a store has one writer at a time.
    ///
    /// Answers after the commit is durable.
    package func transaction<T: Sendable>(
        by caller: Caller, at now: Timestamp = .now, _ body: @escaping @Sendable (Transaction) throws -> T
    ) async throws -> T {
        let service = service
        let (value, recorded) = try await engine.write { session in
            let tx = try Transaction(session: session, service: service, caller: caller, now: now)
            let value = try body(tx)
            return (value, try tx.seal())
        }
        if recorded { commits.raise(caller.store) }
        return value
    }

    /// Reads on a snapshot.
    package func read<T: Sendable>(_ body: @escaping @Sendable (any SQLSession) throws -> T) async throws -> T {
        try await engine.read(body)
    }

    /// The last recorded sequence number of a store.
    package func head(of store: StoreID) async throws -> Int64 {
        try await engine.read { try Journal.head(store, in: $0) }
    }
}

/// An open command: reads and writes of one store, and the events it records, all or nothing.
package final class Transaction {
    package let session: any SQLSession
    package let caller: Caller
    package let now: Timestamp
    private let service: ServiceName
    private var seq: Int64
    private var hash: String
    private var records = 0

    package var store: StoreID { caller.store }

    init(session: any SQLSession, service: ServiceName, caller: Caller, now: Timestamp) throws {
        self.session = session
        self.service = service
        self.caller = caller
        self.now = now
        let head = try session.row(
            """
            INSERT INTO store_head (store_id, seq, hash) VALUES (\(caller.store), 0, '')
            ON CONFLICT (store_id) DO UPDATE SET seq = store_head.seq RETURNING seq, hash
            """)
        seq = try head?.int(0) ?? 0
        hash = try head?.text(1) ?? ""
    }

    package func run(_ statement: SQL) throws { _ = try session.rows(statement) }
    package func rows(_ statement: SQL) throws -> [SQLRow] { try session.rows(statement) }
    package func row(_ statement: SQL) throws -> SQLRow? { try session.rows(statement).first }

    /// Writes one event to the journal, in this transaction.
    package func record<E: Event>(_ event: E) throws {
        try record(E.self, json: try JSON.text(event))
    }

    /// Writes an event whose JSON is at hand; it must be what the encoder would have written.
    package func record<E: Event>(_ event: E.Type, json: String) throws {
        try spendApproval()
        seq += 1
        let unsigned = RecordedEvent(
            publisher: service, store: store, seq: seq, id: .make(at: now), type: E.type, at: now, actor: caller.actor,
            approver: caller.approval?.by.text, terminal: caller.terminal, data: json, hash: "")
        hash = Journal.hash(after: hash, unsigned)
        try run(
            """
            INSERT INTO journal (store_id, seq, id, type, at, actor, approver, terminal, data, hash)
            VALUES (\(store), \(seq), \(unsigned.id), \(unsigned.type), \(now), \(unsigned.actor),
                \(unsigned.approver), \(unsigned.terminal), \(unsigned.data), \(hash))
            """)
        records += 1
    }

    /// A lent right serves once: the second use finds its id spent.
    private func spendApproval() throws {
        guard records == 0, let approval = caller.approval else { return }
        let fresh = try row(
            """
            INSERT INTO spent_approvals (store_id, id) VALUES (\(store), \(approval.id))
            ON CONFLICT (store_id, id) DO NOTHING RETURNING id
            """)
        guard fresh != nil else { throw AccessRejection.approvalSpent }
    }

    /// Moves the head row on; true when something was recorded.
    func seal() throws -> Bool {
        guard records > 0 else { return false }
        try run("UPDATE store_head SET seq = \(seq), hash = \(hash) WHERE store_id = \(store)")
        return true
    }
}

extension SQLSession {
    /// Throws when a lent right has served already; for acts that do something elsewhere before they record.
    package func checkUnspent(_ approval: Approval?, of store: StoreID) throws {
        guard let approval else { return }
        let spent = try row("SELECT id FROM spent_approvals WHERE store_id = \(store) AND id = \(approval.id)")
        guard spent == nil else { throw AccessRejection.approvalSpent }
    }
}
