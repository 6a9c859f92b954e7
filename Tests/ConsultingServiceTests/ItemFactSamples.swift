import ConsultingService

/// An item that always sold at one price; won per unit, net of VAT.
func item(_ id: String, sold: Int, price: Int64, cost: Int64, category: String = "all") -> ItemFact {
    ItemFact(
        itemID: id, name: id, category: category, quantity: sold, netSales: price * Int64(sold),
        cost: cost * Int64(sold), hasCost: true)
}

/// Orders of two items: how many hold both, a alone, b alone, something else.
func orders(both: Int, a: Int, b: Int, neither: Int) -> PairCounter {
    var counter = PairCounter()
    for _ in 0..<both { counter.add(["a", "b"]) }
    for _ in 0..<a { counter.add(["a"]) }
    for _ in 0..<b { counter.add(["b"]) }
    for _ in 0..<neither { counter.add(["z"]) }
    return counter
}
