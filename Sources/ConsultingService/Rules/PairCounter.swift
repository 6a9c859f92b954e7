/// Counts in how many paid orders each item, and each two items together, were bought.
///
/// Fed one basket at a time, it keeps counts only: memory grows with the menu, not with the number of orders.
package struct PairCounter: Sendable {
    /// Paid orders fed, including orders without any item.
    package private(set) var orders = 0
    private(set) var itemIDs: [String] = []
    private(set) var itemOrders: [Int] = []
    /// Key: the two positions in `itemIDs`, the smaller one in the upper half.
    private(set) var pairOrders: [UInt64: Int] = [:]
    private var positions: [String: Int] = [:]

    package init() {}

    /// Adds one paid order: the ids it holds, in any order; an id named twice counts once.
    package mutating func add(_ basket: some Sequence<String>) {
        orders += 1
        let held = Set(basket.map { position(of: $0) }).sorted()
        for (offset, first) in held.enumerated() {
            itemOrders[first] += 1
            for second in held[(offset + 1)...] {
                pairOrders[Self.key(first, second), default: 0] += 1
            }
        }
    }

    /// Adds what another counter saw of other orders, such as another day.
    package mutating func merge(_ other: PairCounter) {
        orders += other.orders
        let moved = other.itemIDs.map { position(of: $0) }
        for (theirs, ours) in moved.enumerated() {
            itemOrders[ours] += other.itemOrders[theirs]
        }
        for (key, count) in other.pairOrders {
            let (first, second) = Self.positions(of: key)
            pairOrders[Self.key(moved[first], moved[second]), default: 0] += count
        }
    }

    /// Orders that hold the item.
    package func orders(with id: String) -> Int {
        positions[id].map { itemOrders[$0] } ?? 0
    }

    /// Orders that hold both items; for the same id twice, the orders that hold it.
    package func orders(with a: String, and b: String) -> Int {
        guard let first = positions[a], let second = positions[b] else { return 0 }
        return first == second ? itemOrders[first] : pairOrders[Self.key(first, second)] ?? 0
    }

    static func key(_ first: Int, _ second: Int) -> UInt64 {
        UInt64(min(first, second)) << 32 | UInt64(max(first, second))
    }

    static func positions(of key: UInt64) -> (Int, Int) {
        (Int(key >> 32), Int(key & 0xFFFF_FFFF))
    }

    private mutating func position(of id: String) -> Int {
        if let known = positions[id] { return known }
        positions[id] = itemIDs.count
        itemIDs.append(id)
        itemOrders.append(0)
        return itemIDs.count - 1
    }
}
