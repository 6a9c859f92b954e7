/// The value of a fact: a number, or words such as a weekday or an item's name.
package enum FactValue: Sendable, Hashable, Codable {
    case number(Double)
    case text(String)

    package init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        do {
            self = .number(try value.decode(Double.self))
        } catch DecodingError.typeMismatch {
            self = .text(try value.decode(String.self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .number(let number): try value.encode(number)
        case .text(let text): try value.encode(text)
        }
    }
}

/// One line of the fact table: whatever a summary or a narrative says in figures must stand here.
package struct ReportFact: Sendable, Hashable, Codable {
    package var id: String
    package var label: String
    package var value: FactValue

    package init(id: String, label: String, value: FactValue) {
        self.id = id
        self.label = label
        self.value = value
    }
}

extension ReportFact {
    /// The fact table of a report; what the period does not show has no line.
    package static func table(
        facts: SalesFacts, menu: [MenuFinding], pairs: [PairFinding], actions: [AdvisedAction],
        language: ReportLanguage
    ) -> [ReportFact] {
        let draft = FactDraft(language: language)
        return totals(facts, menu, draft) + classes(menu, draft) + pairCounts(pairs, draft) + times(facts, draft)
            + actions.flatMap { gains($0, draft) }
    }

    private static func totals(_ facts: SalesFacts, _ menu: [MenuFinding], _ draft: FactDraft) -> [ReportFact] {
        var lines = [
            draft.line("days", "기간(일)", "Days in the period", facts.days),
            draft.line("orders", "결제된 주문", "Paid orders", facts.paidOrders),
            draft.line("net-sales", "매출(부가세 제외, 원)", "Sales net of VAT (won)", Int(facts.netSales)),
            draft.line("items-sold", "판매된 메뉴 수", "Menu items sold", menu.count),
        ]
        if facts.paidOrders > 0 {
            let average = PlainNumbers.whole(Double(facts.netSales) / Double(facts.paidOrders))
            lines.append(
                draft.line("average-order", "주문당 평균(부가세 제외, 원)", "Mean per order, net of VAT (won)", Int(average)))
        }
        if let best = menu.max(by: { ($0.quantity, $1.itemId) < ($1.quantity, $0.itemId) }) {
            lines.append(draft.line("best-seller", "가장 많이 팔린 메뉴", "Best seller", best.name))
            lines.append(
                draft.line("best-seller-units", "가장 많이 팔린 메뉴의 판매 수", "Units of the best seller", best.quantity))
        }
        return lines
    }

    private static func classes(_ menu: [MenuFinding], _ draft: FactDraft) -> [ReportFact] {
        func count(_ menuClass: MenuClass) -> Int { menu.filter { $0.menuClass == menuClass }.count }
        return [
            draft.line("stars", "잘 팔리고 많이 남는 메뉴", "Popular, high margin", count(.star)),
            draft.line("plowhorses", "잘 팔리지만 적게 남는 메뉴", "Popular, low margin", count(.plowhorse)),
            draft.line("puzzles", "많이 남지만 덜 팔리는 메뉴", "High margin, less popular", count(.puzzle)),
            draft.line("dogs", "덜 팔리고 적게 남는 메뉴", "Low margin, less popular", count(.dog)),
            draft.line("insufficient", "아직 판단하기 이른 메뉴", "Too early to tell", count(.insufficient)),
        ]
    }

    private static func pairCounts(_ pairs: [PairFinding], _ draft: FactDraft) -> [ReportFact] {
        [
            draft.line("pairs", "함께 자주 팔린 조합", "Pairs often bought together", pairs.count),
            draft.line(
                "pairs-recommended", "함께 권할 만한 조합", "Pairs worth offering", pairs.filter(\.recommend).count),
        ]
    }

    private static func times(_ facts: SalesFacts, _ draft: FactDraft) -> [ReportFact] {
        let hours = HoursAndWeekdays.hours(facts.hours, businessDayStart: facts.businessDayStart)
        let weekdays = HoursAndWeekdays.weekdays(facts.weekdays)
        var lines: [ReportFact] = []
        if let hour = HoursAndWeekdays.busiest(hours) {
            lines.append(draft.line("busiest-hour", "주문이 가장 많은 시간(시)", "Busiest hour", hour.hour))
        }
        if let day = HoursAndWeekdays.strongest(weekdays) {
            let name = PlainNumbers.weekday(day.weekday, draft.language)
            lines.append(draft.line("strongest-weekday", "하루 매출이 가장 큰 요일", "Strongest weekday", name))
        }
        return lines
    }

    private static func gains(_ action: AdvisedAction, _ draft: FactDraft) -> [ReportFact] {
        let figures = [
            ("expected", "한 달 예상(원)", "expected per month (won)", action.expectedMonthlyGain),
            ("low", "한 달 최소(원)", "low per month (won)", action.low),
            ("high", "한 달 최대(원)", "high per month (won)", action.high),
        ]
        return figures.compactMap { name, korean, english, figure in
            figure.map {
                draft.line(
                    "\(action.id)-\(name)", "\(action.title): \(korean)", "\(action.title): \(english)", Int($0))
            }
        }
    }
}

/// Picks the label in the report's language.
private struct FactDraft {
    let language: ReportLanguage

    func line(_ id: String, _ korean: String, _ english: String, _ number: Int) -> ReportFact {
        ReportFact(id: id, label: language == .ko ? korean : english, value: .number(Double(number)))
    }

    func line(_ id: String, _ korean: String, _ english: String, _ text: String) -> ReportFact {
        ReportFact(id: id, label: language == .ko ? korean : english, value: .text(text))
    }
}
