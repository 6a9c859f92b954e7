import Contracts
import Foundation
import Logging
import ServiceLifecycle

/// Follows a publisher's journal from now on, without a mark of its own: for screens, which only want what is new.
package struct JournalWatch: Service {
    package typealias Handle = @Sendable ([RecordedEvent]) async -> Void

    private let source: Database
    private let logger: Logger
    private let isWatched: @Sendable (StoreID) -> Bool
    private let handle: Handle

    /// `isWatched`: whether anybody looks at a store; the journals of the others are not even read.
    package init(
        _ source: Database, logger: Logger, isWatched: @escaping @Sendable (StoreID) -> Bool, handle: @escaping Handle
    ) {
        self.source = source
        self.isWatched = isWatched
        self.logger = logger
        self.handle = handle
    }

    package func run() async throws {
        let dirty = source.commits.follow()
        defer { source.commits.unfollow(dirty) }
        await cancelWhenGracefulShutdown { await follow(dirty) }
    }

    /// A store that was not watched before begins a little before its head; screens drop what they have seen.
    private func follow(_ dirty: DirtyStores) async {
        var seen: [StoreID: Int64] = [:]
        while !Task.isCancelled {
            for store in await dirty.next() {
                guard isWatched(store) else {
                    seen[store] = nil
                    continue
                }
                do {
                    let head = try await source.head(of: store)
                    var events: [RecordedEvent]
                    repeat {
                        events = try await news(of: store, after: seen[store] ?? max(0, head - 100))
                        seen[store] = events.last?.seq ?? seen[store]
                        if !events.isEmpty { await handle(events) }
                    } while events.count == 500
                } catch {
                    logger.error("journal watch failed", metadata: ["error": "\(error)"])
                }
            }
        }
    }

    /// Events of a store after a sequence number, at most 500.
    package func news(of store: StoreID, after seq: Int64) async throws -> [RecordedEvent] {
        try await source.read { try Journal.events(of: source.service, store: store, after: seq, limit: 500, in: $0) }
    }
}
