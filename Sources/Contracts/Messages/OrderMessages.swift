/// How an order came in.
package enum Channel: String, Codable, Sendable, CaseIterable {
    case table, takeout, delivery, kiosk, qr
}

/// An option as it was copied into a line.
package struct ChosenOption: Codable, Sendable, Hashable {
    package let id: OptionID
    package let name: String
    package let price: Money
    package var cost: Money?

    package init(id: OptionID, name: String, price: Money, cost: Money?) {
        self.id = id
        self.name = name
        self.price = price
        self.cost = cost
    }
}

/// A line, or the share of a line, that a check asks money for; all as of ordering.
package struct SnapshotLine: Codable, Sendable, Hashable {
    package let lineId: LineID
    package let itemId: ItemID
    package let name: String
    package let category: String
    package let quantity: Int
    package let unitPrice: Money
    package let options: [ChosenOption]
    package let amount: Money
    package let discount: Money
    package let taxClass: TaxClass
    /// Cost of the whole share; nil when the item's cost is not known.
    package let cost: Money?
    package let num: Int?
    package let den: Int?

    package init(
        lineId: LineID, itemId: ItemID, name: String, category: String, quantity: Int, unitPrice: Money,
        options: [ChosenOption], amount: Money, discount: Money, taxClass: TaxClass, cost: Money?, num: Int? = nil,
        den: Int? = nil
    ) {
        self.lineId = lineId
        self.itemId = itemId
        self.name = name
        self.category = category
        self.quantity = quantity
        self.unitPrice = unitPrice
        self.options = options
        self.amount = amount
        self.discount = discount
        self.taxClass = taxClass
        self.cost = cost
        self.num = num
        self.den = den
    }
}

/// What Order answers to a claim: the check, priced and frozen.
package struct CheckSnapshot: Codable, Sendable, Hashable {
    package let orderId: OrderID
    package let orderNumber: String
    package let orderBusinessDate: BusinessDate
    package let checkId: CheckID
    package let checkLetter: String
    package let checkVersion: Int64
    package let channel: Channel
    package let tableId: TableID?
    package let tableName: String?
    package let guests: Int
    package let placedAt: Timestamp
    package let lines: [SnapshotLine]
    package let subtotal: Money
    package let discount: Money
    package let total: Money
    /// The most that a printed bill of the check asked for; nil when none was printed.
    package let printedTotal: Money?

    /// True when somebody else holds or has paid the check, and this is only how it stands.
    package var heldElsewhere: Bool?
    /// True when a till told of its lines at other prices than the menu's.
    package var priceDiffers: Bool?

    package init(
        orderId: OrderID, orderNumber: String, orderBusinessDate: BusinessDate, checkId: CheckID, checkLetter: String,
        checkVersion: Int64, channel: Channel, tableId: TableID?, tableName: String?, guests: Int, placedAt: Timestamp,
        lines: [SnapshotLine], subtotal: Money, discount: Money, total: Money, printedTotal: Money? = nil
    ) {
        self.orderId = orderId
        self.orderNumber = orderNumber
        self.orderBusinessDate = orderBusinessDate
        self.checkId = checkId
        self.checkLetter = checkLetter
        self.checkVersion = checkVersion
        self.channel = channel
        self.tableId = tableId
        self.tableName = tableName
        self.guests = guests
        self.placedAt = placedAt
        self.lines = lines
        self.subtotal = subtotal
        self.discount = discount
        self.total = total
        self.printedTotal = printedTotal
    }
}

extension CheckSnapshot {
    /// True when the check asks for less than a bill that was printed of it.
    ///
    /// A discount of the whole order is rounded line by line, so a change elsewhere may move one minor unit a line.
    package var isBelowPrinted: Bool {
        guard let printedTotal else { return false }
        return total + Money(discount > .zero ? Int64(lines.count) : 0) < printedTotal
    }
}

/// Which sale holds or has paid a check; none when it is open.
package struct CheckHolder: Codable, Sendable, Hashable {
    package let checkId: CheckID
    package let saleId: SaleID?

    package init(checkId: CheckID, saleId: SaleID?) {
        self.checkId = checkId
        self.saleId = saleId
    }
}

/// What Sale sends to claim a check before it takes money.
package struct CheckClaim: Codable, Sendable {
    package let orderId: OrderID
    package let checkId: CheckID?
    package let saleId: SaleID
    package let checkVersion: Int64?
    /// Whose order it must be, when the payer sees only their own.
    package let placedBy: String?
    /// True for a payment at a card terminal, which holds the check for as long as people can see it.
    package let lasting: Bool?

    package init(
        orderId: OrderID, checkId: CheckID?, saleId: SaleID, checkVersion: Int64?, placedBy: String? = nil,
        lasting: Bool? = nil
    ) {
        self.orderId = orderId
        self.checkId = checkId
        self.saleId = saleId
        self.checkVersion = checkVersion
        self.placedBy = placedBy
        self.lasting = lasting
    }
}

/// What Sale sends to give a claim back when nothing was sold.
package struct CheckRelease: Codable, Sendable {
    package let orderId: OrderID
    package let checkId: CheckID
    package let saleId: SaleID

    package init(orderId: OrderID, checkId: CheckID, saleId: SaleID) {
        self.orderId = orderId
        self.checkId = checkId
        self.saleId = saleId
    }
}

/// What Order has left of the items and options that are counted, by id.
package struct StockCounts: Codable, Sendable, Hashable {
    /// Moves with every count.
    package let version: Int64
    package let left: [String: Int]

    package init(version: Int64, left: [String: Int]) {
        self.version = version
        self.left = left
    }
}
