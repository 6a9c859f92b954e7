import Contracts
import Foundation
import Logging
import ServiceLifecycle
import Synchronization

/// Feeds one listener from a publisher's journal in the same process: woken by commits, one store after the other.
package struct JournalTail: Service {
    /// How many events share a transaction of the listener.
    static let batch = 200
    /// How long a store waits whose delivery failed for a reason that lies outside its events.
    static let pause = Duration.seconds(1)

    /// How following a store ended.
    package enum Outcome: Sendable {
        /// All that was there is applied, or the stream stands parked.
        case done
        /// A database could not be reached or written; nothing is wrong with the events.
        case later
    }

    package let listener: Listener
    package let source: Database
    let logger: Logger
    private let positions = Positions()

    package init(_ listener: Listener, from source: Database, logger: Logger) {
        self.listener = listener
        self.source = source
        self.logger = logger
    }

    package func run() async throws {
        let dirty = source.commits.follow()
        defer { source.commits.unfollow(dirty) }
        for store in try await behind() { dirty.mark(store) }
        try await listener.showParked()
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { retries in
                while !Task.isCancelled {
                    for store in await dirty.next() where await follow(store) == .later {
                        retries.addTask {
                            do { try await Task.sleep(for: Self.pause) } catch { return }  // The process ends.
                            dirty.mark(store)
                        }
                    }
                    // What comes meanwhile is marked, and read together after the rest.
                    guard let rest = listener.rest else { continue }
                    do { try await Task.sleep(for: rest) } catch { return }  // The process ends.
                }
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
    ///
    /// A database that is away or full parks nobody: the store is to be followed again later.
    @discardableResult
    package func follow(_ store: StoreID) async -> Outcome {
        do {
            while !Task.isCancelled {
                guard let mark = try await position(of: store) else { return .done }
                let events = try await source.read {
                    try Journal.events(of: listener.publisher, store: store, after: mark, limit: Self.batch, in: $0)
                }
                guard let last = events.last else { return .done }
                do {
                    try await listener.deliver(events, of: store)
                } catch {
                    positions.forget(store)
                    try await deliverSingly(events, of: store)
                }
                positions.keep(last.seq, of: store)
                // A commit that came meanwhile has marked the store again; nothing is lost by stopping here.
                guard events.count == Self.batch else { return .done }
            }
            return .done
        } catch let parked as Parked {
            positions.forget(store)
            logger.error("stream parked", metadata: describe(store, parked.cause))
            return .done
        } catch {
            positions.forget(store)
            logger.warning("listener will try again", metadata: describe(store, error))
            return .later
        }
    }

    /// Where to go on: what we delivered last, or what the listener's own database says; nil when it is parked.
    private func position(of store: StoreID) async throws -> Int64? {
        if let known = positions.of(store) { return known }
        let mark = try await listener.database.read { try listener.mark(of: store, in: $0) }
        return mark.parked == nil ? mark.seq : nil
    }

    private func deliverSingly(_ events: [RecordedEvent], of store: StoreID) async throws {
        for event in events {
            for attempt in 1... {
                do {
                    try await listener.deliver([event], of: store)
                    break
                } catch  where attempt < 4 {
                    // A passing fault, such as a busy file, gets a moment to pass before the stream is parked.
                    try await Task.sleep(for: .milliseconds(50 << attempt))
                } catch let outage as SQLError where outage.isOutage {
                    throw outage
                } catch {
                    try await listener.park(store, because: "seq \(event.seq): \(error)")
                    throw Parked(cause: error)
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

/// An event could not be applied, and its store's stream now waits for somebody to replay it.
private struct Parked: Error {
    let cause: any Error
}

/// How far each store was followed by this process; only a hint, since the listener's own mark decides.
private final class Positions: Sendable {
    private let seqs = Mutex<[StoreID: Int64]>([:])

    func of(_ store: StoreID) -> Int64? { seqs.withLock { $0[store] } }
    func keep(_ seq: Int64, of store: StoreID) { seqs.withLock { $0[store] = seq } }
    func forget(_ store: StoreID) { seqs.withLock { $0[store] = nil } }
}
