/// What kind of step an action is.
package enum ActionKind: RawRepresentable, Sendable, Hashable, Codable {
    /// A plowhorse: sells well, leaves little.
    case raisePrice
    /// A pair that is bought together oftener than by chance.
    case suggestPair
    /// A puzzle: leaves much, sells little.
    case promote
    /// A dog: neither.
    case rework
    /// Items whose cost is unknown.
    case enterCosts
    /// A word of a later version.
    case other(String)

    private static let known: [String: ActionKind] = [
        "raise-price": .raisePrice, "suggest-pair": .suggestPair, "promote": .promote, "rework": .rework,
        "enter-costs": .enterCosts,
    ]

    package init(rawValue: String) {
        self = Self.known[rawValue] ?? .other(rawValue)
    }

    package var rawValue: String {
        switch self {
        case .raisePrice: "raise-price"
        case .suggestPair: "suggest-pair"
        case .promote: "promote"
        case .rework: "rework"
        case .enterCosts: "enter-costs"
        case .other(let word): word
        }
    }
}

/// One thing the owner can do, with the figures it rests on.
package struct AdvisedAction: Sendable, Hashable, Codable {
    /// Kind and item ids: the same advice keeps its id from report to report.
    package var id: String
    package var kind: ActionKind
    package var title: String
    package var evidence: String
    package var itemIds: [String]
    /// Won per 30 days; null when the figures do not carry it, and the evidence says so.
    package var expectedMonthlyGain: Int64?
    /// Won per 30 days; a loss is negative.
    package var low: Int64?
    /// Won per 30 days.
    package var high: Int64?

    init(kind: ActionKind, itemIds: [String], text: ActionText, gain: MonthlyGain?) {
        let named = kind == .enterCosts ? [] : itemIds
        id = ([kind.rawValue] + named).joined(separator: "-")
        self.kind = kind
        self.itemIds = itemIds
        title = text.title
        evidence = text.evidence
        expectedMonthlyGain = gain?.expected
        low = gain?.low
        high = gain?.high
    }

    enum CodingKeys: String, CodingKey {
        case id, kind, title, evidence, itemIds, expectedMonthlyGain, low, high
    }

    /// Writes an unknown gain as null, not as a missing field.
    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(id, forKey: .id)
        try fields.encode(kind, forKey: .kind)
        try fields.encode(title, forKey: .title)
        try fields.encode(evidence, forKey: .evidence)
        try fields.encode(itemIds, forKey: .itemIds)
        try fields.encode(expectedMonthlyGain, forKey: .expectedMonthlyGain)
        try fields.encode(low, forKey: .low)
        try fields.encode(high, forKey: .high)
    }
}
