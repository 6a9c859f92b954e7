import Contracts
import Foundation
import Synchronization

/// Tells whoever follows a journal in this process that a store's journal has grown.
package final class CommitSignal: Sendable {
    private let followers = Mutex<[ObjectIdentifier: DirtyStores]>([:])

    /// Starts to collect grown stores for one follower.
    func follow() -> DirtyStores {
        let dirty = DirtyStores()
        followers.withLock { $0[ObjectIdentifier(dirty)] = dirty }
        return dirty
    }

    func unfollow(_ dirty: DirtyStores) {
        followers.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(dirty)) }
    }

    func raise(_ store: StoreID) {
        for dirty in followers.withLock({ Array($0.values) }) { dirty.mark(store) }
    }
}

/// The stores with news for one follower; many commits of a store are one entry.
final class DirtyStores: Sendable {
    private struct State {
        var stores: Set<StoreID> = []
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    func mark(_ store: StoreID) {
        let waiter = state.withLock { state in
            state.stores.insert(store)
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }

    /// Waits for news and takes it all; empty when the task was cancelled.
    func next() async -> Set<StoreID> {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let ready = state.withLock { state in
                    if !state.stores.isEmpty || Task.isCancelled { return true }
                    state.waiter = continuation
                    return false
                }
                if ready { continuation.resume() }
            }
        } onCancel: {
            state.withLock { state in
                defer { state.waiter = nil }
                return state.waiter
            }?.resume()
        }
        return state.withLock { state in
            defer { state.stores = [] }
            return state.stores
        }
    }
}
