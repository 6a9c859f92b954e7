/// The sentences that say what a figure rests on, and what it does not.
extension ActionText {
    /// What one unit leaves, or loses.
    static func leaves(_ margin: Double, _ language: ReportLanguage) -> String {
        let amount = PlainNumbers.won(margin.magnitude, language)
        return switch (language, margin < 0) {
        case (.ko, false): "한 개에 \(amount) 남아요."
        case (.ko, true): "한 개에 \(amount) 손해예요."
        case (.en, false): "One leaves \(amount)."
        case (.en, true): "Each one loses \(amount)."
        }
    }

    /// How many sales may be lost before the higher price costs money; rounded down.
    static func breakEven(_ rise: PriceRise, _ language: ReportLanguage) -> String {
        guard let loss = rise.breakEvenLoss else {
            return language == .ko ? "지금 가격으로는 팔수록 손해예요." : "At today's price every sale loses money."
        }
        let share = PlainNumbers.percent((loss * 1000).rounded(.down) / 1000)
        return switch language {
        case .ko: "판매가 \(share) 넘게 줄지 않으면 이득이에요."
        case .en: "It pays unless more than \(share) of its sales are lost."
        }
    }

    /// Where the expected gain of a higher price comes from.
    static func priceBasis(days: Int, _ language: ReportLanguage) -> String {
        guard days >= MonthlyGain.leastDays else { return tooShort(days, language) }
        typealias Elasticity = MonthlyGain.Elasticity
        return switch language {
        case .ko:
            "예상 금액은 외식 가격 연구의 값(가격이 1% 오르면 판매가 \(Elasticity.mean)%, "
                + "적게는 \(Elasticity.low)%, 많게는 \(Elasticity.high)% 줄어요)으로 셈했고, 우리 매장에서 잰 값은 아니에요."
        case .en:
            "The expected gain uses published research on eating out (1% more in price: \(Elasticity.mean)% fewer sales, "
                + "\(Elasticity.low)% to \(Elasticity.high)%); it was not measured in your shop."
        }
    }

    /// Where the expected gain of an offer comes from, or why there is none.
    static func pairBasis(estimated: Bool, days: Int, _ language: ReportLanguage) -> String {
        if days < MonthlyGain.leastDays { return tooShort(days, language) }
        return switch (language, estimated) {
        case (.ko, true):
            "예상 금액은 권한 100번 가운데 1번 받아들인다고 보고 셈했고(0번에서 3번까지), 잰 값은 아니에요."
        case (.en, true):
            "The expected gain assumes that 1 guest in 100 accepts (0 to 3); this was not measured."
        case (.ko, false):
            "남는 금액을 알 수 없거나 너무 적어 예상 금액은 적지 않았어요."
        case (.en, false):
            "What it leaves is unknown or too little, so no gain is named."
        }
    }

    private static func tooShort(_ days: Int, _ language: ReportLanguage) -> String {
        switch language {
        case .ko: "\(days)일치 자료로는 한 달을 가늠하기 어려워 예상 금액은 적지 않았어요."
        case .en: "\(days) day\(days == 1 ? "" : "s") of figures cannot stand for a month, so no gain is named."
        }
    }
}
