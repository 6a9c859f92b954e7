/// Turns findings into steps.
///
/// An item near a border gives no step: a little chance would turn the advice around.
package enum Actions {
    /// Steps of one kind at most.
    package static let mostPerKind = 5

    /// Steps with a known gain first, the largest first; then promote, rework and costs to enter.
    package static func ranked(
        facts: SalesFacts, menu: [MenuFinding], pairs: [PairFinding], language: ReportLanguage
    ) -> [AdvisedAction] {
        let writer = ActionWriter(facts: facts, language: language)
        let clear = menu.filter { !$0.border }.sorted { ($1.quantity, $0.itemId) < ($0.quantity, $1.itemId) }
        let kinds = [
            clear.filter { $0.menuClass == .plowhorse }.compactMap(writer.raisePrice),
            pairs.filter(\.recommend).compactMap(writer.suggestPair),
            clear.filter { $0.menuClass == .puzzle }.compactMap(writer.promote),
            clear.filter { $0.menuClass == .dog }.compactMap(writer.rework),
        ]
        let steps = kinds.flatMap { byGain($0).prefix(mostPerKind) }
        return byGain(steps) + [writer.enterCosts(menu)].compactMap { $0 }
    }

    /// Largest expected gain first, unknown gains last; otherwise the order given.
    private static func byGain(_ actions: [AdvisedAction]) -> [AdvisedAction] {
        actions.enumerated()
            .sorted { one, other in
                let (left, right) = (one.element.expectedMonthlyGain ?? 0, other.element.expectedMonthlyGain ?? 0)
                return left == right ? one.offset < other.offset : left > right
            }
            .map(\.element)
    }
}

/// Writes one step from one finding.
private struct ActionWriter {
    let facts: SalesFacts
    let language: ReportLanguage
    let items: [String: ItemFact]

    init(facts: SalesFacts, language: ReportLanguage) {
        self.facts = facts
        self.language = language
        items = Dictionary(facts.items.map { ($0.itemID, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func raisePrice(_ finding: MenuFinding) -> AdvisedAction? {
        guard let item = items[finding.itemId], let mean = finding.categoryMargin,
            let rise = PriceRise(of: item, towards: mean)
        else { return nil }
        let gain = MonthlyGain.ofPriceRise(rise, days: facts.days)
        if gain == nil, facts.days >= MonthlyGain.leastDays { return nil }
        let text = ActionText.raisePrice(finding, rise: rise, mean: mean, days: facts.days, language)
        return AdvisedAction(kind: .raisePrice, itemIds: [finding.itemId], text: text, gain: gain)
    }

    func suggestPair(_ pair: PairFinding) -> AdvisedAction? {
        let offers = [offer(of: pair.b, to: pair.a), offer(of: pair.a, to: pair.b)].compactMap { $0 }
        guard let offer = offers.max(by: { ($0.worth, $0.lacking) < ($1.worth, $1.lacking) }) else { return nil }
        let gain = offer.margin.flatMap {
            MonthlyGain.ofSuggestion(orders: offer.lacking, margin: $0, days: facts.days)
        }
        let text = ActionText.suggestPair(offer, pair: pair, facts: facts, estimated: gain != nil, language)
        return AdvisedAction(kind: .suggestPair, itemIds: [pair.a, pair.b], text: text, gain: gain)
    }

    func promote(_ finding: MenuFinding) -> AdvisedAction? {
        guard let margin = finding.margin, let mean = finding.categoryMargin else { return nil }
        let text = ActionText.promote(finding, margin: margin, mean: mean, language)
        return AdvisedAction(kind: .promote, itemIds: [finding.itemId], text: text, gain: nil)
    }

    func rework(_ finding: MenuFinding) -> AdvisedAction? {
        guard let margin = finding.margin, let mean = finding.categoryMargin else { return nil }
        let text = ActionText.rework(finding, margin: margin, mean: mean, language)
        return AdvisedAction(kind: .rework, itemIds: [finding.itemId], text: text, gain: nil)
    }

    func enterCosts(_ menu: [MenuFinding]) -> AdvisedAction? {
        let missing = menu.filter { $0.reason == .noCost }.compactMap { items[$0.itemId] }
            .sorted { ($1.netSales, $0.itemID) < ($0.netSales, $1.itemID) }
        guard !missing.isEmpty else { return nil }
        let text = ActionText.enterCosts(missing, language)
        return AdvisedAction(kind: .enterCosts, itemIds: missing.map(\.itemID), text: text, gain: nil)
    }

    private func offer(of offered: String, to bought: String) -> PairOffer? {
        guard let second = items[offered], let first = items[bought] else { return nil }
        let both = facts.baskets.orders(with: bought, and: offered)
        let lacking = facts.baskets.orders(with: bought) - both
        return lacking > 0 ? PairOffer(bought: first, offered: second, both: both, lacking: lacking) : nil
    }
}

/// Offering one item to the guests who order another.
struct PairOffer {
    let bought: ItemFact
    let offered: ItemFact
    /// Orders with both.
    let both: Int
    /// Orders with the bought one alone: the guests who can be asked.
    let lacking: Int

    /// Won left by one unit more of the offered item; nil when unknown.
    var margin: Double? { offered.margin }
    /// Won if all were to accept; 0 when unknown.
    var worth: Double { Double(lacking) * max(0, margin ?? 0) }
}
