import Contracts
import Foundation
import Logging
import Platform
import ServiceLifecycle
import Synchronization

/// Hands news of all journals to the screens of their store.
package final class LiveHub: Sendable {
    /// What a screen is told.
    enum Message: Sendable {
        case events([RecordedEvent])
        case beat
        case behind
    }

    struct Subscription: Sendable {
        let id: UUID
        let messages: AsyncStream<Message>
    }

    /// Raised by a restore, so that screens know that their position means nothing any more.
    let epoch = 1
    private let watches: [ServiceName: JournalWatch]
    private let screens: Screens

    package init(sources: [Database], logger: Logger) {
        let screens = Screens()
        self.screens = screens
        watches = Dictionary(
            uniqueKeysWithValues: sources.map { source in
                (
                    source.service,
                    JournalWatch(source, logger: logger, isWatched: screens.hasAny) { screens.tell(.events($0)) }
                )
            })
    }

    package var jobs: [any Service] { Array(watches.values) }

    func subscribe(_ store: StoreID) -> Subscription { screens.add(store) }
    func unsubscribe(_ id: UUID, of store: StoreID) { screens.remove(id, of: store) }

    /// What a screen missed since a position; nil when that cannot be told and the screen must reload.
    func missed(since position: LivePosition, store: StoreID) async throws -> [RecordedEvent]? {
        guard position.epoch == epoch else { return nil }
        var events: [RecordedEvent] = []
        for (service, watch) in watches {
            guard let seq = position.seqs[service.rawValue] else { return nil }
            let news = try await watch.news(of: store, after: seq)
            guard news.count < 500 else { return nil }
            events += news
        }
        return events.sorted { ($0.at, $0.seq) < ($1.at, $1.seq) }
    }

    /// Where all journals stand for a store.
    func position(of store: StoreID, in heads: [ServiceName: Int64]) -> LivePosition {
        LivePosition(
            epoch: epoch, seqs: Dictionary(uniqueKeysWithValues: heads.map { ($0.key.rawValue, $0.value) }))
    }

    var services: [ServiceName] { Array(watches.keys) }
}

/// The open streams of this process, by store.
final class Screens: Sendable {
    private struct Screen {
        let id: UUID
        let continuation: AsyncStream<LiveHub.Message>.Continuation
    }

    private let byStore = Mutex<[StoreID: [Screen]]>([:])

    func add(_ store: StoreID) -> LiveHub.Subscription {
        let (stream, continuation) = AsyncStream.makeStream(
            of: LiveHub.Message.self, bufferingPolicy: .bufferingNewest(256))
        let id = UUID()
        byStore.withLock { $0[store, default: []].append(Screen(id: id, continuation: continuation)) }
        return LiveHub.Subscription(id: id, messages: stream)
    }

    func remove(_ id: UUID, of store: StoreID) {
        let gone = byStore.withLock { screens -> Screen? in
            guard let index = screens[store]?.firstIndex(where: { $0.id == id }) else { return nil }
            let screen = screens[store]?.remove(at: index)
            if screens[store]?.isEmpty == true { screens[store] = nil }
            return screen
        }
        gone?.continuation.finish()
    }

    @Sendable func hasAny(_ store: StoreID) -> Bool { byStore.withLock { $0[store] != nil } }

    func tell(_ message: LiveHub.Message) {
        guard case .events(let events) = message, let store = events.first?.store else { return }
        for screen in byStore.withLock({ $0[store] ?? [] }) {
            if case .dropped = screen.continuation.yield(message) { screen.continuation.yield(.behind) }
        }
    }
}
