import Contracts

/// An order as the API shows it; costs stay inside.
struct OrderView: Codable, Sendable, Versioned {
    let id: OrderID
    let number: String
    let businessDate: BusinessDate
    let status: Order.Status
    let channel: Channel
    let tableId: TableID?
    let tableName: String?
    let guests: Int
    let note: String?
    let placedAt: Timestamp
    let lines: [LineView]
    let checks: [CheckView]
    let discounts: [OrderDiscount]
    let subtotal: Money
    let discount: Money
    let total: Money
    let version: Int64
    /// What POST undo would take back.
    let undo: String?
    let mergedInto: OrderID?
    let mergedFrom: [MergedOrder]?

    init(_ order: Order) {
        undo = order.history?.last?.word
        mergedInto = order.mergedInto
        mergedFrom = order.mergedFrom
        id = order.id
        number = order.number
        businessDate = order.businessDate
        status = order.status
        channel = order.channel
        tableId = order.tableId
        tableName = order.tableName
        guests = order.guests
        note = order.note
        placedAt = order.placedAt
        lines = order.lines.map(LineView.init)
        checks = order.checks.map(CheckView.init)
        discounts = order.discounts
        subtotal = order.subtotal
        discount = order.discount
        total = order.total
        version = order.version
    }
}

/// A line as the API shows it.
struct LineView: Codable, Sendable {
    struct OptionView: Codable, Sendable {
        let id: OptionID
        let name: String
        let price: Money
    }

    /// What one check pays of a divided line.
    struct ShareView: Codable, Sendable {
        let checkId: CheckID
        let num: Int64
        let den: Int64
        let amount: Money
        let discount: Money
    }

    /// A part of a set and what the set's price gives for it.
    struct ComponentView: Codable, Sendable {
        let itemId: ItemID
        let name: String
        let quantity: Int
        let amount: Money
    }

    let id: LineID
    let itemId: ItemID
    let checkId: CheckID
    let name: String
    let category: String
    let unitPrice: Money
    let options: [OptionView]
    let quantity: Int
    let amount: Money
    let discount: Money
    let taxClass: TaxClass
    let status: Line.Status
    let note: String?
    let course: Int?
    let reason: String?
    let version: Int64
    let shares: [ShareView]?
    let components: [ComponentView]?
    let origin: OrderID?

    init(_ line: Line) {
        shares = line.shares?.map { share in
            ShareView(
                checkId: share.checkId, num: share.part.num, den: share.part.den, amount: share.amount,
                discount: share.discount)
        }
        components = line.components?.map { part in
            ComponentView(
                itemId: part.itemId, name: part.name, quantity: part.quantity * line.quantity,
                amount: part.price * line.quantity)
        }
        origin = line.origin
        id = line.id
        itemId = line.itemId
        checkId = line.checkId
        name = line.name
        category = line.category
        unitPrice = line.unitPrice
        options = line.options.map { OptionView(id: $0.id, name: $0.name, price: $0.price) }
        quantity = line.quantity
        amount = line.amount
        discount = line.discount
        taxClass = line.taxClass
        status = line.status
        note = line.note
        course = line.course
        reason = line.reason
        version = line.version
    }
}

/// A check as the API shows it.
struct CheckView: Codable, Sendable {
    let id: CheckID
    let letter: String
    let status: Check.Status
    let total: Money
    let version: Int64
    let saleId: SaleID?
    let flags: [String]
    let parentId: CheckID?

    init(_ check: Check) {
        parentId = check.parentId
        id = check.id
        letter = check.letter
        status = check.status
        total = check.total
        version = check.version
        saleId = check.saleId
        flags = check.flags
    }
}

/// What adding lines answers: the added ones and the new sums.
struct AddedView: Codable, Sendable, Versioned {
    let lines: [LineView]
    let checks: [CheckView]
    let subtotal: Money
    let discount: Money
    let total: Money
    let version: Int64

    init(_ order: Order, added: Set<LineID>) {
        lines = order.lines.filter { added.contains($0.id) }.map(LineView.init)
        checks = order.checks.map(CheckView.init)
        subtotal = order.subtotal
        discount = order.discount
        total = order.total
        version = order.version
    }
}
