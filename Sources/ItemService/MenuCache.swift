import Contracts
import NIOCore
import Synchronization

/// Menus as they were last rendered, the newest per store and kind of reader, within a bound of memory.
final class MenuCache: Sendable {
    /// Whose menu: with or without costs.
    struct Key: Hashable, Sendable {
        let store: StoreID
        let withCost: Bool
    }

    /// A rendered menu; it reads the same until the catalogue changes or a sold-out item comes back.
    struct Rendered: Sendable {
        let version: Int64
        let tag: String
        let body: ByteBuffer
        let goodUntil: Timestamp?
        /// What was left of the things that are counted; nil for a menu that counts nothing.
        var counts: StockCounts?

        func isGood(version: Int64, at now: Timestamp) -> Bool {
            self.version == version && goodUntil.map { now < $0 } ?? true
        }
    }

    private struct Entry {
        let menu: Rendered
        var usedAt: UInt64
    }

    private struct State {
        var entries: [Key: Entry] = [:]
        var bytes = 0
        var clock: UInt64 = 0
    }

    private let state = Mutex(State())
    private let mostBytes: Int
    private let mostEntries: Int

    init(mostBytes: Int = 64 << 20, mostEntries: Int = 1000) {
        self.mostBytes = mostBytes
        self.mostEntries = mostEntries
    }

    /// The menu of a store, when it is kept and still good.
    func menu(_ key: Key, version: Int64, at now: Timestamp) -> Rendered? {
        state.withLock { state in
            guard let entry = state.entries[key], entry.menu.isGood(version: version, at: now) else { return nil }
            state.clock += 1
            state.entries[key]?.usedAt = state.clock
            return entry.menu
        }
    }

    /// Keeps a menu and lets those go that were not asked for longest.
    func keep(_ menu: Rendered, as key: Key) {
        let size = menu.body.readableBytes
        guard size <= mostBytes else { return }
        state.withLock { state in
            state.clock += 1
            let replaced = state.entries.updateValue(Entry(menu: menu, usedAt: state.clock), forKey: key)
            state.bytes += size - (replaced?.menu.body.readableBytes ?? 0)
            while state.bytes > mostBytes || state.entries.count > mostEntries,
                let oldest = state.entries.min(by: { $0.value.usedAt < $1.value.usedAt })
            {
                state.entries[oldest.key] = nil
                state.bytes -= oldest.value.menu.body.readableBytes
            }
        }
    }
}
