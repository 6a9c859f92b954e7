import ConsultingService

/// A small shop that shows one of each: by hand, in the category "food" n = 5, 1,820 units, bar 14 % = 254.8 units,
/// mean margin of the items with a cost (600 x 1,000 + 600 x 4,000 + 120 x 6,000 + 100 x 1,200) / 1,420 = 2,704.
func sampleShop(days: Int) -> SalesFacts {
    var uncosted = item("kimchi", sold: 400, price: 2000, cost: 0, category: "food")
    uncosted.hasCost = false
    let items = [
        item("soup", sold: 600, price: 5000, cost: 4000, category: "food"),  // plowhorse
        item("stew", sold: 600, price: 9000, cost: 5000, category: "food"),  // star
        item("crab", sold: 120, price: 20_000, cost: 14_000, category: "food"),  // puzzle
        item("salad", sold: 100, price: 4000, cost: 2800, category: "food"),  // dog
        uncosted,
        item("cake", sold: 250, price: 5000, cost: 2000, category: "cake"),
        item("tea", sold: 600, price: 4000, cost: 500, category: "tea"),
    ]
    var baskets = PairCounter()
    for _ in 0..<200 { baskets.add(["tea", "cake"]) }
    for _ in 0..<400 { baskets.add(["tea"]) }
    for _ in 0..<50 { baskets.add(["cake"]) }
    for _ in 0..<600 { baskets.add(["soup"]) }
    for _ in 0..<600 { baskets.add(["stew"]) }
    for _ in 0..<150 { baskets.add(["kimchi"]) }
    return SalesFacts(
        days: days, businessDayStart: 5, items: items, baskets: baskets,
        hours: [HourFact(hour: 12, orders: 1500, sales: 9_000_000), HourFact(hour: 19, orders: 500, sales: 9_500_000)],
        weekdays: [WeekdayFact(weekday: 6, orders: 2000, sales: 18_500_000, days: 4)])
}
