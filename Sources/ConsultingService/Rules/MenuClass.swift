/// The four classes of Kasavana and Smith, and the honest fifth one.
package enum MenuClass: RawRepresentable, Sendable, Hashable, Codable {
    /// Popular, with a margin at or above the mean.
    case star
    /// Popular, with a margin below the mean.
    case plowhorse
    /// Not popular, with a margin at or above the mean.
    case puzzle
    /// Neither.
    case dog
    /// The figures do not carry a class; `InsufficientReason` says why.
    case insufficient
    /// A word of a later version.
    case other(String)

    private static let known: [String: MenuClass] = [
        "star": .star, "plowhorse": .plowhorse, "puzzle": .puzzle, "dog": .dog, "insufficient": .insufficient,
    ]

    package init(rawValue: String) {
        self = Self.known[rawValue] ?? .other(rawValue)
    }

    init(popular: Bool, highMargin: Bool) {
        switch (popular, highMargin) {
        case (true, true): self = .star
        case (true, false): self = .plowhorse
        case (false, true): self = .puzzle
        case (false, false): self = .dog
        }
    }

    package var rawValue: String {
        switch self {
        case .star: "star"
        case .plowhorse: "plowhorse"
        case .puzzle: "puzzle"
        case .dog: "dog"
        case .insufficient: "insufficient"
        case .other(let word): word
        }
    }
}

/// Why an item has no class.
package enum InsufficientReason: RawRepresentable, Sendable, Hashable, Codable {
    /// The item was sold without a known cost, so its margin is unknown.
    case noCost
    /// Fewer than 30 units were sold.
    case rarelySold
    /// Fewer than two items of the category sold 30 units and have a cost: there is nothing to compare with.
    case tooFewItems
    /// Most units of the category were sold without a known cost, so its mean margin is unknown.
    case costsMissing
    /// Without the category's rarely sold items the class would be another one.
    case rareItemsDecide
    /// A word of a later version.
    case other(String)

    private static let known: [String: InsufficientReason] = [
        "no-cost": .noCost, "rarely-sold": .rarelySold, "too-few-items": .tooFewItems,
        "costs-missing": .costsMissing, "rare-items-decide": .rareItemsDecide,
    ]

    package init(rawValue: String) {
        self = Self.known[rawValue] ?? .other(rawValue)
    }

    package var rawValue: String {
        switch self {
        case .noCost: "no-cost"
        case .rarelySold: "rarely-sold"
        case .tooFewItems: "too-few-items"
        case .costsMissing: "costs-missing"
        case .rareItemsDecide: "rare-items-decide"
        case .other(let word): word
        }
    }
}
