import Contracts
import Foundation
import Logging
import ServiceLifecycle

/// Follows a publisher's journal from now on, without a mark of its own: for screens, which only want what is new.
package struct JournalWatch: Service {
    package typealias Handle = @Sendable ([RecordedEvent]) async -> Void

    private let source: Database
    private let logger: Logger
    private let handle: Handle

    package init(_ source: Database, logger: Logger, handle: @escaping Handle) {
        self.source = source
        self.logger = logger
        self.handle = handle
    }

    package func run() async throws {
        let dirty = source.commits.follow()
        defer { source.commits.unfollow(dirty) }
        let heads = try await heads()
        await cancelWhenGracefulShutdown { await follow(dirty, from: heads) }
    }

    private func follow(_ dirty: DirtyStores, from heads: [StoreID: Int64]) async {
        var seen = heads
        while !Task.isCancelled {
            for store in await dirty.next() {
                do {
                    let events = try await news(of: store, after: seen[store] ?? 0)
                    seen[store] = events.last?.seq ?? seen[store]
                    if !events.isEmpty { await handle(events) }
                } catch {
                    logger.error("journal watch failed", metadata: ["error": "\(error)"])
                }
            }
        }
    }

    private func heads() async throws -> [StoreID: Int64] {
        try await source.read { session in
            Dictionary(
                try session.rows("SELECT store_id, seq FROM store_head").map {
                    (StoreID.stored(try $0.text(0)), try $0.int(1))
                }, uniquingKeysWith: max)
        }
    }

    /// Events of a store after a sequence number, at most 500.
    package func news(of store: StoreID, after seq: Int64) async throws -> [RecordedEvent] {
        try await source.read { try Journal.events(of: source.service, store: store, after: seq, limit: 500, in: $0) }
    }
}
