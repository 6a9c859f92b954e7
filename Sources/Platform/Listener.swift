import Contracts
import Foundation
import Logging
import Metrics
import ServiceLifecycle

/// A room's ear: applies another room's events, each exactly once, in order, in its own database.
package struct Listener: Sendable {
    package let handler: String
    package let publisher: ServiceName
    package let database: Database
    /// How long its news may wait, so that many share a transaction; a listener that cannot wait hears at once.
    package let rest: Duration?
    package let apply: @Sendable (Transaction, RecordedEvent) throws -> Void

    package init(
        _ handler: String, hears publisher: ServiceName, into database: Database, resting rest: Duration? = nil,
        apply: @escaping @Sendable (Transaction, RecordedEvent) throws -> Void
    ) {
        self.rest = rest
        self.handler = handler
        self.publisher = publisher
        self.database = database
        self.apply = apply
    }

    /// How far this listener has come in a store, and why it stopped when it is parked.
    func mark(of store: StoreID, in session: any SQLSession) throws -> (seq: Int64, parked: String?) {
        let row = try session.row(
            """
            SELECT seq, parked FROM listener_marks
            WHERE handler = \(handler) AND publisher = \(publisher) AND store_id = \(store)
            """)
        return (try row?.int(0) ?? 0, try row?.textOrNil(1))
    }

    /// Applies events that follow the mark and moves it, in one transaction; what was seen is dropped, a gap throws.
    package func deliver(_ events: [RecordedEvent], of store: StoreID) async throws {
        try await database.transaction(by: .service(database.service, for: store)) { tx in
            var seen = try mark(of: store, in: tx.session).seq
            let start = seen
            for event in events where event.seq > seen {
                guard event.seq == seen + 1 else { throw ListenerError.gap(after: seen, next: event.seq) }
                try apply(tx, event)
                seen = event.seq
            }
            guard seen > start else { return }
            try tx.run(
                """
                INSERT INTO listener_marks (handler, publisher, store_id, seq) VALUES
                (\(handler), \(publisher), \(store), \(seen))
                ON CONFLICT (handler, publisher, store_id) DO UPDATE SET seq = excluded.seq
                """)
        }
    }

    /// Stops this store's stream for this listener until somebody replays it; nothing is skipped.
    func park(_ store: StoreID, because reason: String) async throws {
        try await database.transaction(by: .service(database.service, for: store)) { tx in
            try tx.run(
                """
                INSERT INTO listener_marks (handler, publisher, store_id, seq, parked) VALUES
                (\(handler), \(publisher), \(store), 0, \(reason))
                ON CONFLICT (handler, publisher, store_id) DO UPDATE SET parked = excluded.parked
                """)
        }
        try await showParked()
    }

    /// Sets the gauge of parked streams to what the database says.
    func showParked() async throws {
        let parked = try await database.read { session in
            try session.row(
                """
                SELECT COUNT(*) FROM listener_marks
                WHERE handler = \(handler) AND publisher = \(publisher) AND parked IS NOT NULL
                """)?.int(0) ?? 0
        }
        Gauge(
            label: "salesync_parked_streams", dimensions: [("handler", handler), ("publisher", publisher.rawValue)]
        ).record(parked)
    }

    /// Waits until the listener has applied up to `seq`, at most `within` seconds; false when it has not, or is parked.
    package func caughtUp(_ store: StoreID, to seq: Int64, within seconds: Double) async throws -> Bool {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while true {
            let state = try await database.read { try mark(of: store, in: $0) }
            if state.seq >= seq { return true }
            if state.parked != nil || ContinuousClock.now >= deadline { return false }
            // The mark may be moved by another process, which cannot wake us; rare writes alone wait here.
            try await Task.sleep(for: .milliseconds(3))
        }
    }
}

/// Why a delivery is refused.
package enum ListenerError: Error, Equatable {
    /// An event is missing between what was seen and what came.
    case gap(after: Int64, next: Int64)
}
