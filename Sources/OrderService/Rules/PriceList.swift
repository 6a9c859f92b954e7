import Contracts

/// What Order knows of the menu: enough to price a line by itself.
package struct PriceList: Sendable {
    package var items: [ItemID: ItemChanged] = [:]
    package var groups: [OptionGroupID: OptionGroupChanged] = [:]
    package var categories: [CategoryID: String] = [:]
    /// What is left of the items and options that are counted, by id.
    package var left: [String: Int] = [:]
    /// Percent that is added to the price of what is taxable; nil where prices have the tax inside.
    package var addedTaxRate: Double?

    package init() {}
}

/// A line as a client asks for it.
package struct LineRequest: Codable, Sendable, Hashable {
    package let id: LineID?
    package let itemId: ItemID
    package let quantity: Int
    package let options: [OptionID]?
    package let note: String?
    package let course: Int?
    package let unitPrice: Money?
}

/// What a till without a network sold and printed already, and tells now.
package struct RecordedOrder: Codable, Sendable, Hashable {
    /// A line as it was printed.
    package struct Line: Codable, Sendable, Hashable {
        package let id: LineID
        package let unitPrice: Money
        package let amount: Money?
    }

    package let lines: [Line]
}

extension PriceList {
    /// The line that a request stands for, priced from the menu; a price that the client sent counts only for a
    /// market-price item, or for a fact that was `recorded`: then the menu refuses nothing any more.
    func line(
        _ request: LineRequest, isFact: Bool = false, recorded: RecordedOrder.Line? = nil, at pointer: String,
        id: LineID, check: CheckID, position: Int, now: Timestamp
    ) throws -> Line {
        guard let item = items[request.itemId], !item.hidden || isFact else {
            throw OrderRejection.itemUnknown(pointer: pointer + "/itemId")
        }
        guard (1...999).contains(request.quantity) else {
            throw OrderRejection.quantityInvalid(pointer: pointer + "/quantity")
        }
        if let course = request.course { try Order.check(course: course, at: pointer + "/course") }
        guard isFact || (!item.isSoldOut(at: now) && (item.stock == nil || left[item.itemId.text] ?? 1 > 0)) else {
            throw OrderRejection.itemSoldOut(name: item.name)
        }
        let options = try chosen(request.options ?? [], of: item, isFact: isFact, at: pointer + "/options")
        let optionCost = options.compactMap(\.cost).total()
        return Line(
            id: id, itemId: item.itemId, name: item.name, category: categories[item.categoryId] ?? "",
            unitPrice: try price(of: item, recorded?.unitPrice, request, at: pointer + "/unitPrice"),
            options: options, quantity: request.quantity, taxClass: item.taxClass,
            unitCost: item.cost.map { $0 + optionCost }, status: .draft,
            note: try OrderTexts.optional(request.note, pointer + "/note", most: 500),
            course: request.course == 0 ? nil : request.course,
            station: item.station, checkId: check, position: position, amount: .zero, ownDiscount: .zero,
            orderDiscounts: [:], version: 1, components: components(of: item),
            addedTaxRate: item.taxClass == .taxable ? addedTaxRate : nil)
    }

    /// What a set holds, with the set's price shared in proportion to the list prices; nil for a single item.
    private func components(of set: ItemChanged) -> [LineComponent]? {
        guard !set.components.isEmpty else { return nil }
        let parts = set.components.map { (part: $0, item: items[$0.itemId]) }
        var weights = parts.map { ($0.item?.price ?? .zero) * $0.part.quantity }
        if weights.total() == .zero { weights = parts.map { _ in Money(1) } }
        return zip(parts, set.price.spread(over: weights)).map { part, price in
            LineComponent(
                itemId: part.part.itemId, name: part.item?.name ?? "", quantity: part.part.quantity, price: price)
        }
    }

    private func isSoldOut(_ option: MenuOption) -> Bool {
        option.soldOut || (option.stock != nil && left[option.id.text] ?? 1 <= 0)
    }

    private func price(
        of item: ItemChanged, _ recorded: Money?, _ request: LineRequest, at pointer: String
    ) throws -> Money {
        guard item.openPrice || recorded != nil else { return item.price }
        guard let price = recorded ?? request.unitPrice else { throw OrderRejection.priceRequired(pointer: pointer) }
        guard price >= .zero, price <= .limit else { throw OrderRejection.priceInvalid(pointer: pointer) }
        return price
    }

    /// True when a line was printed at another price than the menu has.
    func differs(_ line: Line, from printed: RecordedOrder.Line) -> Bool {
        let item = items[line.itemId]
        return item?.openPrice != true && item?.price != printed.unitPrice
            || printed.amount.map { $0 != line.grossAmount } ?? false
    }

    /// The options of an item by id; each group's count lies between its least and most.
    func chosen(
        _ ids: [OptionID], of item: ItemChanged, isFact: Bool = false, at pointer: String
    ) throws -> [ChosenOption] {
        let own = item.optionGroupIds.compactMap { groups[$0] }.filter { !$0.hidden }
        var left = Set(ids)
        // Fifty options at the highest price times the largest quantity still fit into an amount.
        guard left.count == ids.count, ids.count <= 50 else { throw OrderRejection.optionsInvalid(pointer: pointer) }
        var result: [ChosenOption] = []
        for group in own {
            let picked = group.options.filter { left.contains($0.id) }
            let fits = picked.count >= group.min && picked.count <= group.max && !picked.contains(where: isSoldOut)
            guard fits || isFact else {
                throw OrderRejection.optionsInvalid(pointer: pointer)
            }
            left.subtract(picked.map(\.id))
            result += picked.map { ChosenOption(id: $0.id, name: $0.name, price: $0.price, cost: $0.cost) }
        }
        guard left.isEmpty else { throw OrderRejection.optionsInvalid(pointer: pointer) }
        return result
    }
}
