/// Menu engineering after Kasavana and Smith (Menu Engineering: A Practical Guide to Menu Analysis, 1982).
///
/// Per category, over its n items with sales in the period:
/// - popular: share of the category's units >= 70 % of 1/n;
/// - high margin: (net sales - cost) / units >= the mean of the category, weighted by units (items with a cost).
///
/// An item gets no class when one of these holds, asked in this order:
/// 1. its cost is unknown;
/// 2. fewer than 30 units of it were sold;
/// 3. fewer than two items of its category sold 30 units and have a cost (nothing to compare with);
/// 4. more than half of the category's units have no known cost (the mean would speak for a minority);
/// 5. rarely sold items decide it: every rarely sold item lowers the bar 0.7/n for the others, so the class is
///    worked out twice, with all items and with only those that sold 30 units, and stands only if both agree.
///
/// All comparisons are made in whole numbers: an item exactly on the bar is popular on every machine.
package enum MenuEngineering {
    /// Units below which an item is rarely sold.
    package static let leastSold = 30

    /// One finding for each item with sales, by category, then the most sold first.
    package static func findings(_ items: [ItemFact]) -> [MenuFinding] {
        let categories = Dictionary(grouping: items.filter { $0.quantity > 0 }, by: \.category)
        return categories.sorted { $0.key < $1.key }.flatMap { _, members in
            let all = CategoryMeasure(members)
            let regulars = CategoryMeasure(members.filter { $0.quantity >= leastSold })
            return members.sorted { ($1.quantity, $0.itemID) < ($0.quantity, $1.itemID) }
                .map { finding($0, all: all, regulars: regulars) }
        }
    }

    private static func finding(_ item: ItemFact, all: CategoryMeasure, regulars: CategoryMeasure) -> MenuFinding {
        let reason = doubt(about: item, all: all, regulars: regulars)
        return MenuFinding(
            itemId: item.itemID, name: item.name, category: item.category,
            menuClass: reason == nil ? all.menuClass(of: item) : .insufficient,
            reason: reason,
            border: reason == nil && all.isNearBorder(item),
            share: Double(item.quantity) / Double(all.quantity),
            margin: item.margin,
            quantity: item.quantity,
            popularFrom: 7 / Double(10 * all.count),
            categoryMargin: all.meanMargin
        )
    }

    private static func doubt(
        about item: ItemFact, all: CategoryMeasure, regulars: CategoryMeasure
    ) -> InsufficientReason? {
        if !item.hasCost { return .noCost }
        if item.quantity < leastSold { return .rarelySold }
        if regulars.costedCount < 2 { return .tooFewItems }
        if all.costedQuantity * 2 < all.quantity { return .costsMissing }
        return all.menuClass(of: item) == regulars.menuClass(of: item) ? nil : .rareItemsDecide
    }
}

/// The two yardsticks of a category: how many units an item must sell and how much it must leave.
private struct CategoryMeasure {
    let count: Int
    let quantity: Int
    let costedCount: Int
    let costedQuantity: Int
    let contribution: Int64

    init(_ items: [ItemFact]) {
        let costed = items.filter(\.hasCost)
        count = items.count
        quantity = items.reduce(0) { $0 + $1.quantity }
        costedCount = costed.count
        costedQuantity = costed.reduce(0) { $0 + $1.quantity }
        contribution = costed.reduce(0) { $0 + $1.contribution }
    }

    /// Won per unit, weighted by units.
    var meanMargin: Double? {
        costedQuantity > 0 ? Double(contribution) / Double(costedQuantity) : nil
    }

    func menuClass(of item: ItemFact) -> MenuClass {
        MenuClass(popular: isPopular(item), highMargin: marginGap(of: item) >= 0)
    }

    /// share >= 0.7 / n, multiplied out.
    private func isPopular(_ item: ItemFact) -> Bool {
        10 * count * item.quantity >= 7 * quantity
    }

    /// margin - mean, multiplied by both unit counts; as wide as two Int64 multiplied.
    private func marginGap(of item: ItemFact) -> Int128 {
        Int128(item.contribution) * Int128(costedQuantity) - Int128(contribution) * Int128(item.quantity)
    }

    /// Share within 10 % of the popularity bar, or margin within 5 % of the mean; both ends included.
    func isNearBorder(_ item: ItemFact) -> Bool {
        let shareGap = 10 * count * item.quantity - 7 * quantity
        let nearShare = 10 * abs(shareGap) <= 7 * quantity
        let mean = Int128(contribution) * Int128(item.quantity)
        let nearMargin = 20 * marginGap(of: item).magnitude <= mean.magnitude
        return nearShare || nearMargin
    }
}
