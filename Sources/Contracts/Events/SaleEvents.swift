/// How money came in.
package enum TenderMethod: String, Codable, Sendable, CaseIterable {
    case cash, card, transfer, voucher
}

/// What a card terminal said; never more of the card than this.
package struct CardApproval: Codable, Sendable, Hashable {
    package let number: String
    package let issuer: String?
    package let acquirer: String?
    package let maskedNumber: String?
    package let installments: Int?
    package let approvedAt: Timestamp?

    package init(
        number: String, issuer: String?, acquirer: String?, maskedNumber: String?, installments: Int?,
        approvedAt: Timestamp?
    ) {
        self.number = number
        self.issuer = issuer
        self.acquirer = acquirer
        self.maskedNumber = maskedNumber
        self.installments = installments
        self.approvedAt = approvedAt
    }
}

/// One part of a payment: `amount` goes to the total, cash may bring more (`received`).
package struct Tender: Codable, Sendable, Hashable {
    package let id: TenderID
    package let method: TenderMethod
    package let amount: Money
    package let received: Money?
    package let approval: CardApproval?

    package init(id: TenderID, method: TenderMethod, amount: Money, received: Money?, approval: CardApproval?) {
        self.id = id
        self.method = method
        self.amount = amount
        self.received = received
        self.approval = approval
    }
}

/// A sold line, copied from the claimed check.
package struct SaleLine: Codable, Sendable, Hashable {
    package let id: SaleLineID
    package let lineId: LineID
    package let itemId: ItemID
    package let name: String
    package let category: String?
    package let quantity: Int
    package let unitPrice: Money
    package var options: [ChosenOption]
    package let amount: Money
    package let discount: Money
    package let taxClass: TaxClass
    package var cost: Money?
    package let num: Int?
    package let den: Int?

    package init(id: SaleLineID, _ line: SnapshotLine) {
        self.id = id
        lineId = line.lineId
        itemId = line.itemId
        name = line.name
        category = line.category
        quantity = line.quantity
        unitPrice = line.unitPrice
        options = line.options
        amount = line.amount
        discount = line.discount
        taxClass = line.taxClass
        cost = line.cost
        num = line.num
        den = line.den
    }
}

extension SaleLine {
    /// The tax that a store which prices without it has added; nil where it is inside the price, and of a part.
    package var addedTax: Money? {
        guard den == nil else { return nil }
        let added = amount - (unitPrice + options.map(\.price).total()) * quantity
        return added > .zero ? added : nil
    }
}

/// A paid check: stored as it was sold and never computed again.
package struct Sale: Codable, Sendable, Hashable {
    package var id: SaleID
    package var orderId: OrderID
    package var orderNumber: String
    package var checkId: CheckID
    /// paid; and, as it is read later, partly-refunded or refunded.
    package var status: String
    package var receiptNumber: String
    package var businessDate: BusinessDate
    package var soldAt: Timestamp
    package var channel: Channel
    package var tableId: TableID?
    package var tableName: String?
    package var guests: Int
    package var staffId: StaffID?
    package var staffName: String?
    package var terminalId: TerminalID?
    /// The drawer's shift that it was sold in; none without a drawer.
    package var shiftId: ShiftID?
    package var subtotal: Money
    package var discount: Money
    package var total: Money
    /// Totals by tax class: what is taxable (tax inside), exempt, and deposit.
    package var taxable: Money
    package var exempt: Money
    package var deposit: Money
    package var tax: Money
    package var net: Money
    package var rounding: Money
    package var change: Money
    package var taxRate: Double
    package var tenders: [Tender]
    package var lines: [SaleLine]
    package var flags: [String]
    /// What was given back of the total by now; nil while nothing was.
    package var refunded: Money?
    /// True when the store priced without tax and added it to each line.
    package var addsTax: Bool?

    package init(
        id: SaleID, orderId: OrderID, orderNumber: String, checkId: CheckID, status: String, receiptNumber: String,
        businessDate: BusinessDate, soldAt: Timestamp, channel: Channel, tableId: TableID?, tableName: String?,
        guests: Int, staffId: StaffID?, staffName: String?, terminalId: TerminalID?, shiftId: ShiftID? = nil,
        subtotal: Money, discount: Money,
        total: Money, taxable: Money, exempt: Money, deposit: Money, tax: Money, net: Money, rounding: Money,
        change: Money, taxRate: Double, tenders: [Tender], lines: [SaleLine], flags: [String]
    ) {
        self.id = id
        self.orderId = orderId
        self.orderNumber = orderNumber
        self.checkId = checkId
        self.status = status
        self.receiptNumber = receiptNumber
        self.businessDate = businessDate
        self.soldAt = soldAt
        self.channel = channel
        self.tableId = tableId
        self.tableName = tableName
        self.guests = guests
        self.staffId = staffId
        self.staffName = staffName
        self.terminalId = terminalId
        self.shiftId = shiftId
        self.subtotal = subtotal
        self.discount = discount
        self.total = total
        self.taxable = taxable
        self.exempt = exempt
        self.deposit = deposit
        self.tax = tax
        self.net = net
        self.rounding = rounding
        self.change = change
        self.taxRate = taxRate
        self.tenders = tenders
        self.lines = lines
        self.flags = flags
    }
}

/// A check was paid.
///
/// Times that figures need are computed once, by the room that knows the store's clock.
package struct SalePaid: Event {
    package static let type = "sale.paid"
    package let sale: Sale
    /// Hour of the store's clock, 0...23.
    package let hour: Int

    /// The event's JSON around a sale's stored document, so that the document is encoded once.
    package static func json(_ document: String, hour: Int) -> String { "{\"hour\":\(hour),\"sale\":\(document)}" }

    package init(sale: Sale, hour: Int) {
        self.sale = sale
        self.hour = hour
    }
}

/// A sale id was declared void before it was ever sold, so that a late commit under it must fail.
package struct SaleVoided: Event {
    package static let type = "sale.voided"
    package let saleId: SaleID

    package init(saleId: SaleID) { self.saleId = saleId }
}

/// A payment at a card terminal went a step: opened, asked, approved, declined, unknown or reversed.
package struct PaymentMoved: Event {
    package static let type = "payment.moved"
    package let saleId: SaleID
    package let orderId: OrderID
    package let state: String
    package let tenderId: TenderID?
    package let method: TenderMethod?
    package let amount: Money?
    /// The approval's number.
    package let approval: String?

    package init(
        saleId: SaleID, orderId: OrderID, state: String, tenderId: TenderID?, method: TenderMethod?, amount: Money?,
        approval: String?
    ) {
        self.saleId = saleId
        self.orderId = orderId
        self.state = state
        self.tenderId = tenderId
        self.method = method
        self.amount = amount
        self.approval = approval
    }
}

/// A receipt was printed; from the second time on it is a reprint.
package struct ReceiptPrinted: Event {
    package static let type = "receipt.printed"
    package let saleId: SaleID
    package let prints: Int

    package init(saleId: SaleID, prints: Int) {
        self.saleId = saleId
        self.prints = prints
    }
}

extension Sale {
    /// The flag of a sale that comes to less than a printed bill of its check asked for.
    package static let belowPrinted = "below-printed"
    /// The flag of a sale that a till without a network printed at other prices, total or tax than are known here.
    package static let priceDiffers = "price-differs"
}
