/// The words of an action, plain Korean in the polite -요 form or plain English.
///
/// Item names stand in quotation marks with no particle behind them, so that any name reads right.
struct ActionText {
    let title: String
    let evidence: String

    static func raisePrice(
        _ finding: MenuFinding, rise: PriceRise, mean: Double, days: Int, _ language: ReportLanguage
    ) -> ActionText {
        let rate = PlainNumbers.percent(rise.rate)
        let (sold, average) = (PlainNumbers.grouped(finding.quantity), PlainNumbers.won(mean, language))
        let left = leaves(rise.margin, language)
        let even = breakEven(rise, language)
        let basis = priceBasis(days: days, language)
        switch language {
        case .ko:
            return ActionText(
                title: "“\(finding.name)” 가격을 \(rate) 올려 보세요",
                evidence: "\(sold)개 팔린 인기 메뉴예요. \(left) 같은 분류 평균은 \(average)이에요. \(even) \(basis)")
        case .en:
            return ActionText(
                title: "Try raising the price of “\(finding.name)” by \(rate)",
                evidence: "It is popular: \(sold) sold. \(left) The mean of its category is \(average). "
                    + "\(even) \(basis)")
        }
    }

    static func suggestPair(
        _ offer: PairOffer, pair: PairFinding, facts: SalesFacts, estimated: Bool, _ language: ReportLanguage
    ) -> ActionText {
        let (orders, both) = (PlainNumbers.grouped(facts.paidOrders), PlainNumbers.grouped(offer.both))
        let chance = PlainNumbers.grouped(PlainNumbers.whole(Double(offer.both) / pair.lift))
        let alone = PlainNumbers.grouped(offer.lacking)
        let basis = pairBasis(estimated: estimated, days: facts.days, language)
        switch language {
        case .ko:
            return ActionText(
                title: "“\(offer.bought.name)” 주문에 “\(offer.offered.name)” 함께 권해 보세요",
                evidence: "주문 \(orders)건 가운데 두 메뉴가 함께 나온 주문은 \(both)건이에요. 서로 상관없다면 \(chance)건쯤이었을 거예요. "
                    + "여러 조합을 살펴본 점을 감안해도 우연으로 보기 어려워요. “\(offer.bought.name)” 있고 "
                    + "“\(offer.offered.name)” 없는 주문은 \(alone)건이에요. \(basis)")
        case .en:
            return ActionText(
                title: "Offer “\(offer.offered.name)” to guests who order “\(offer.bought.name)”",
                evidence: "Of \(orders) orders, \(both) held both; were they unrelated, it would be about \(chance). "
                    + "Chance alone hardly explains this, even counting all the pairs looked at. "
                    + "\(alone) orders held “\(offer.bought.name)” without “\(offer.offered.name)”. \(basis)")
        }
    }

    static func promote(
        _ finding: MenuFinding, margin: Double, mean: Double, _ language: ReportLanguage
    ) -> ActionText {
        let (left, average) = (PlainNumbers.won(margin, language), PlainNumbers.won(mean, language))
        let ten = PlainNumbers.won(10 * (margin - mean), language)
        let (share, bar) = (PlainNumbers.percent(finding.share), PlainNumbers.percent(finding.popularFrom))
        switch language {
        case .ko:
            return ActionText(
                title: "“\(finding.name)” 더 잘 보이게 해 보세요",
                evidence: "한 개에 \(left) 남아 같은 분류 평균 \(average)보다 많지만, "
                    + "분류 판매의 \(share)로 기준 \(bar)보다 적어요. 다른 메뉴 대신 10개 더 팔리면 \(ten)쯤 더 남아요. "
                    + "몇 개 더 팔릴지는 이 자료로 알 수 없어 예상 금액은 적지 않았어요.")
        case .en:
            return ActionText(
                title: "Make “\(finding.name)” easier to notice",
                evidence: "One leaves \(left), more than its category's mean of \(average), but it makes up "
                    + "\(share) of the category's sales, under the bar of \(bar). Ten more sold in place of others leave about "
                    + "\(ten) more. These figures cannot tell how many more would sell, so no gain is named.")
        }
    }

    static func rework(
        _ finding: MenuFinding, margin: Double, mean: Double, _ language: ReportLanguage
    ) -> ActionText {
        let (left, average) = (leaves(margin, language), PlainNumbers.won(mean, language))
        let (share, bar) = (PlainNumbers.percent(finding.share), PlainNumbers.percent(finding.popularFrom))
        switch language {
        case .ko:
            return ActionText(
                title: "“\(finding.name)” 바꾸거나 빼는 것을 생각해 보세요",
                evidence: "분류 판매의 \(share)로 기준 \(bar)보다 적어요. \(left) 같은 분류 평균은 \(average)이에요. "
                    + "손님이 다른 메뉴로 옮겨 갈지는 이 자료로 알 수 없어 예상 금액은 적지 않았어요.")
        case .en:
            return ActionText(
                title: "Think about changing or dropping “\(finding.name)”",
                evidence: "It makes up \(share) of its category's sales, under the bar of \(bar). \(left) "
                    + "The mean of its category is \(average). These figures cannot tell whether guests would take something else, "
                    + "so no gain is named.")
        }
    }

    static func enterCosts(_ missing: [ItemFact], _ language: ReportLanguage) -> ActionText {
        let count = PlainNumbers.grouped(missing.count)
        let sales = PlainNumbers.won(missing.reduce(0) { $0 + $1.netSales }, language)
        let names = missing.prefix(3).map { "“\($0.name)”" }.joined(separator: ", ")
        let more = missing.count - min(3, missing.count)
        switch language {
        case .ko:
            return ActionText(
                title: "메뉴 \(count)개의 원가를 넣어 주세요",
                evidence: "\(names)\(more > 0 ? " 외 \(more)개" : ""): 원가가 없어 얼마나 남는지 알 수 없어요. "
                    + "이 메뉴들의 매출(부가세 제외)은 \(sales)이에요. 원가를 넣으면 그 뒤의 주문부터 함께 살펴볼게요.")
        case .en:
            return ActionText(
                title: "Enter the cost of \(count) menu item\(missing.count == 1 ? "" : "s")",
                evidence: "\(names)\(more > 0 ? " and \(more) more" : ""): without a cost nobody can tell what they "
                    + "leave. They sold \(sales) (net of VAT). Once entered, costs count for the orders that follow.")
        }
    }
}
