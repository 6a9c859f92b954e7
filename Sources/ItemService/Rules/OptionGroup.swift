import Contracts

/// Choices that an item offers, such as the size of a coffee.
struct OptionGroup: Sendable, Hashable {
    let id: OptionGroupID
    var name: String
    var min: Int
    var max: Int
    var options: [MenuOption]
    var hidden: Bool
    var version: Int64

    var changed: OptionGroupChanged {
        OptionGroupChanged(groupId: id, name: name, min: min, max: max, options: options, hidden: hidden)
    }

    /// The group as the next version, hidden.
    var removed: OptionGroup {
        var copy = self
        copy.hidden = true
        copy.version += 1
        return copy
    }

    /// Throws when an option has the id of another group's option, present or former.
    func checkOptionIDs(heldBy holders: [OptionID: OptionGroupID]) throws {
        for (index, option) in options.enumerated() where holders[option.id].map({ $0 != id }) ?? false {
            throw ItemRejection.optionIdTaken(pointer: "/options/\(index)/id")
        }
    }
}

/// What is sent to add or change an option group; absent fields stay as they are, `options` replaces them all.
struct OptionGroupChange: Codable, Sendable {
    /// An option; what is absent stays as it is in the option of the same id.
    struct Choice: Codable, Sendable {
        var id: OptionID?
        var name: String
        var price: Money?
        var cost: Change<Money> = .keep
        var soldOut: Bool?
        var stock: Change<Int> = .keep

        func applied(to option: MenuOption?, id: OptionID, at pointer: String) throws -> MenuOption {
            MenuOption(
                id: id, name: try Texts.required(name, pointer + "/name", most: 100),
                price: try Numbers.amount(price ?? option?.price ?? .zero, pointer + "/price"),
                cost: try cost.applied(to: option?.cost).map { try Numbers.amount($0, pointer + "/cost") },
                soldOut: soldOut ?? option?.soldOut ?? false,
                stock: try stock.applied(to: option?.stock).map { try Numbers.stock($0, pointer + "/stock") })
        }
    }

    var id: OptionGroupID?
    var name: String?
    var min: Int?
    var max: Int?
    var options: [Choice]?
    var version: Int64?

    /// A new group; without `max` all of its options may be chosen.
    func group(id: OptionGroupID, newOption: () -> OptionID) throws -> OptionGroup {
        guard name != nil else { throw ItemRejection.fieldMissing(pointer: "/name") }
        let blank = OptionGroup(
            id: id, name: "", min: 0, max: options?.count ?? 0, options: [], hidden: false, version: 0)
        return try applied(to: blank, newOption: newOption)
    }

    /// The checked next version, or the same one when nothing changes.
    func applied(to group: OptionGroup, newOption: () -> OptionID) throws -> OptionGroup {
        var changed = group
        if let name { changed.name = try Texts.required(name, "/name", most: 100) }
        if let options {
            try Lists.check(options.indices.map { options[$0].id?.text ?? "new \($0)" }, "/options")
            let present = Dictionary(uniqueKeysWithValues: group.options.map { ($0.id, $0) })
            changed.options = try options.enumerated().map { index, choice in
                try choice.applied(
                    to: choice.id.flatMap { present[$0] }, id: choice.id ?? newOption(), at: "/options/\(index)")
            }
        }
        changed.min = min ?? group.min
        changed.max = max ?? group.max
        guard 0 <= changed.min, changed.min <= changed.max, changed.max <= changed.options.count else {
            throw ItemRejection.choicesInvalid
        }
        if changed != group { changed.version += 1 }
        return changed
    }
}
