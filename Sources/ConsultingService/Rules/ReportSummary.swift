/// The plain paragraph on top of a report, made from its fact table alone: it can say no figure that is not there.
package enum ReportSummary {
    package static func text(_ facts: [ReportFact], language: ReportLanguage) -> String {
        let reader = FactReader(facts)
        guard let orders = reader.number("orders"), orders > 0 else {
            return language == .ko ? "이 기간에는 결제된 주문이 없어요." : "No order was paid in this period."
        }
        let sentences = language == .ko ? korean(reader) : english(reader)
        return sentences.compactMap { $0 }.joined(separator: " ")
    }

    private static func korean(_ facts: FactReader) -> [String?] {
        [
            facts.sentence(["days", "orders", "net-sales"]) {
                "\($0[0])일 동안 주문 \($0[1])건, 매출 \($0[2])원(부가세 제외)이었어요."
            },
            facts.sentence(["average-order"]) { "주문 한 건은 평균 \($0[0])원이에요." },
            facts.sentence(["best-seller", "best-seller-units"]) { "가장 많이 팔린 메뉴는 “\($0[0])”, \($0[1])개예요." },
            facts.sentence(["items-sold", "stars", "plowhorses", "puzzles", "dogs"]) {
                "메뉴 \($0[0])개 가운데 잘 팔리고 많이 남는 메뉴는 \($0[1])개, 잘 팔리지만 적게 남는 메뉴는 \($0[2])개, "
                    + "많이 남지만 덜 팔리는 메뉴는 \($0[3])개, 둘 다 아닌 메뉴는 \($0[4])개예요."
            },
            facts.sentence(["insufficient"], unlessZero: true) { "\($0[0])개는 자료가 모자라 아직 판단하지 않았어요." },
            facts.sentence(["pairs-recommended"], unlessZero: true) { "함께 권할 만한 조합은 \($0[0])개예요." },
            facts.sentence(["busiest-hour"]) { "주문은 \($0[0])시에 가장 많아요." },
            facts.sentence(["strongest-weekday"]) { "하루 매출은 \($0[0])에 가장 커요." },
        ]
    }

    private static func english(_ facts: FactReader) -> [String?] {
        [
            facts.sentence(["days", "orders", "net-sales"]) {
                "Days in the period: \($0[0]); paid orders: \($0[1]); sales net of VAT: \($0[2]) won."
            },
            facts.sentence(["average-order"]) { "An order brought \($0[0]) won on average." },
            facts.sentence(["best-seller", "best-seller-units"]) {
                "The best seller is “\($0[0])” (\($0[1]) sold)."
            },
            facts.sentence(["items-sold", "stars", "plowhorses", "puzzles", "dogs"]) {
                "Menu items sold: \($0[0]). Popular with a high margin: \($0[1]); popular with a low margin: \($0[2]); "
                    + "less popular with a high margin: \($0[3]); neither: \($0[4])."
            },
            facts.sentence(["insufficient"], unlessZero: true) { "Too early to tell: \($0[0])." },
            facts.sentence(["pairs-recommended"], unlessZero: true) { "Pairs worth offering together: \($0[0])." },
            facts.sentence(["busiest-hour"]) { "The busiest hour begins at \($0[0])." },
            facts.sentence(["strongest-weekday"]) { "\($0[0]) brings the most sales per day." },
        ]
    }
}

/// Looks facts up by id and writes them out.
private struct FactReader {
    private let values: [String: FactValue]

    init(_ facts: [ReportFact]) {
        values = Dictionary(facts.map { ($0.id, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    func number(_ id: String) -> Double? {
        guard case .number(let number) = values[id] else { return nil }
        return number
    }

    /// Nil when a fact is missing, or, if asked, when the first one is 0.
    func sentence(_ ids: [String], unlessZero: Bool = false, _ write: ([String]) -> String) -> String? {
        let words = ids.compactMap { id in values[id].map(written) }
        guard words.count == ids.count, !(unlessZero && words.first == "0") else { return nil }
        return write(words)
    }

    private func written(_ value: FactValue) -> String {
        switch value {
        case .number(let number): PlainNumbers.grouped(PlainNumbers.whole(number))
        case .text(let text): text
        }
    }
}
