import Contracts
import Foundation
import Logging
import ServiceLifecycle

/// Feeds one listener from a publisher's journal in the same process: woken by commits, one store after the other.
package struct JournalTail: Service {
    /// How many events share a transaction of the listener.
    static let batch = 200

    package let listener: Listener
    package let source: Database
    let logger: Logger

    package init(_ listener: Listener, from source: Database, logger: Logger) {
        self.listener = listener
        self.source = source
        self.logger = logger
    }

    package func run() async throws {
        let dirty = source.commits.follow()
        defer { source.commits.unfollow(dirty) }
        for store in try await behind() { dirty.mark(store) }
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                for store in await dirty.next() { await follow(store) }
            }
        }
    }

    /// The stores whose journal is ahead of the listener's mark.
    private func behind() async throws -> [StoreID] {
        let heads = try await source.read { session in
            try session.rows("SELECT store_id, seq FROM store_head").map { (try $0.text(0), try $0.int(1)) }
        }
        let marks = try await listener.database.read { session in
            try session.rows(
                """
                SELECT store_id, seq FROM listener_marks
                WHERE handler = \(listener.handler) AND publisher = \(listener.publisher)
                """
            ).map { (try $0.text(0), try $0.int(1)) }
        }
        let seen = Dictionary(marks, uniquingKeysWith: max)
        return heads.filter { $0.1 > seen[$0.0] ?? 0 }.map { StoreID.stored($0.0) }
    }

    /// Brings one store up to date; a failing event is tried again, then parks the store's stream.
    package func follow(_ store: StoreID) async {
        do {
            while !Task.isCancelled {
                let mark = try await listener.database.read { try listener.mark(of: store, in: $0) }
                guard mark.parked == nil else { return }
                let events = try await source.read {
                    try Journal.events(
                        of: listener.publisher, store: store, after: mark.seq, limit: Self.batch, in: $0)
                }
                guard !events.isEmpty else { return }
                do {
                    try await listener.deliver(events, of: store)
                } catch {
                    try await deliverSingly(events, of: store)
                }
            }
        } catch {
            logger.error("listener stopped", metadata: describe(store, error))
        }
    }

    private func deliverSingly(_ events: [RecordedEvent], of store: StoreID) async throws {
        for event in events {
            for attempt in 1... {
                do {
                    try await listener.deliver([event], of: store)
                    break
                } catch  where attempt < 4 {
                    try await Task.sleep(for: .milliseconds(50 << attempt))
                } catch {
                    try await listener.park(store, because: "seq \(event.seq): \(error)")
                    throw error
                }
            }
        }
    }

    private func describe(_ store: StoreID, _ error: any Error) -> Logger.Metadata {
        [
            "handler": "\(listener.handler)", "publisher": "\(listener.publisher.rawValue)", "store": "\(store)",
            "error": "\(error)",
        ]
    }
}
