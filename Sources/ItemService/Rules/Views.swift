import Contracts

/// An item as the API shows it; cost and stock only to those who may see costs.
struct ItemView: Codable, Sendable, Versioned {
    let id: ItemID
    let categoryId: CategoryID
    let name: String
    let price: Money
    let cost: Money?
    let taxClass: TaxClass
    let barcode: String?
    let stock: Int?
    let soldOut: Bool
    let soldOutUntil: Timestamp?
    let openPrice: Bool
    let optionGroupIds: [OptionGroupID]
    let components: [SetComponent]
    let description: String?
    let color: String?
    let position: Int
    let station: String?
    let version: Int64

    init(_ item: Item, withCost: Bool, at now: Timestamp) {
        id = item.id
        categoryId = item.categoryId
        name = item.name
        price = item.price
        cost = withCost ? item.cost : nil
        taxClass = item.taxClass
        barcode = item.barcode
        stock = withCost ? item.stock : nil
        soldOut = item.isSoldOut(at: now)
        soldOutUntil = soldOut ? item.soldOutUntil : nil
        openPrice = item.openPrice
        optionGroupIds = item.optionGroupIds
        components = item.components
        description = item.description
        color = item.color
        position = item.position
        station = item.station
        version = item.version
    }
}

/// An option group as the API shows it; cost and stock only to those who may see costs.
struct OptionGroupView: Codable, Sendable, Versioned {
    let id: OptionGroupID
    let name: String
    let min: Int
    let max: Int
    let options: [MenuOption]
    let version: Int64

    init(_ group: OptionGroup, withCost: Bool) {
        id = group.id
        name = group.name
        min = group.min
        max = group.max
        options =
            withCost
            ? group.options
            : group.options.map {
                MenuOption(id: $0.id, name: $0.name, price: $0.price, cost: nil, soldOut: $0.soldOut, stock: nil)
            }
        version = group.version
    }
}
