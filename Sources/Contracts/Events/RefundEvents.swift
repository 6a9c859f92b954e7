/// Where the goods of a refund go: back into stock, or lost.
package enum Restock: String, Codable, Sendable {
    case back, loss
}

/// What of a sold line was given back.
package struct RefundLine: Codable, Sendable, Hashable {
    package let saleLineId: SaleLineID
    package let lineId: LineID
    package let itemId: ItemID
    package let name: String
    package let category: String?
    /// Pieces that came back; 0 when only money was given back.
    package let quantity: Int
    /// The money given back for it, its discount already off.
    package let amount: Money
    package let taxClass: TaxClass
    package let restock: Restock
    /// The cost of what went back into stock; nil for a loss, and where no cost is known.
    package let cost: Money?
    /// The fraction of the line that was sold, when it was divided.
    package let num: Int?
    package let den: Int?

    package init(
        saleLineId: SaleLineID, lineId: LineID, itemId: ItemID, name: String, category: String?, quantity: Int,
        amount: Money, taxClass: TaxClass, restock: Restock, cost: Money?, num: Int?, den: Int?
    ) {
        self.saleLineId = saleLineId
        self.lineId = lineId
        self.itemId = itemId
        self.name = name
        self.category = category
        self.quantity = quantity
        self.amount = amount
        self.taxClass = taxClass
        self.restock = restock
        self.cost = cost
        self.num = num
        self.den = den
    }
}

/// What went back through one of the sale's tenders.
package struct RefundTender: Codable, Sendable, Hashable {
    package let tenderId: TenderID
    package let method: TenderMethod
    package let amount: Money

    package init(tenderId: TenderID, method: TenderMethod, amount: Money) {
        self.tenderId = tenderId
        self.method = method
        self.amount = amount
    }
}

/// Money given back for a sale: stored as it happened and never computed again.
///
/// All amounts are positive.
package struct Refund: Codable, Sendable, Hashable {
    package var id: RefundID
    package var saleId: SaleID
    package var saleReceiptNumber: String
    package var saleBusinessDate: BusinessDate
    package var orderId: OrderID
    package var checkId: CheckID
    /// Its own receipt number.
    package var number: String
    package var businessDate: BusinessDate
    package var at: Timestamp
    package var channel: Channel
    package var tableId: TableID?
    package var tableName: String?
    package var staffId: StaffID?
    package var staffName: String?
    package var terminalId: TerminalID?
    package var shiftId: ShiftID?
    package var reason: String
    /// What the lines come to: taxable, exempt and deposit together.
    ///
    /// The tenders give `total + rounding` back.
    package var total: Money
    package var taxable: Money
    package var exempt: Money
    package var deposit: Money
    package var tax: Money
    package var net: Money
    package var rounding: Money
    package var taxRate: Double
    package var lines: [RefundLine]
    package var tenders: [RefundTender]
    /// True when the check is to be paid again.
    package var reopen: Bool
    /// True when nothing of the sale is left.
    package var whole: Bool
    package var flags: [String]

    package init(
        id: RefundID, of sale: Sale, number: String, businessDate: BusinessDate, at: Timestamp, staffId: StaffID?,
        staffName: String?, terminalId: TerminalID?, shiftId: ShiftID?, reason: String, total: Money, taxable: Money,
        exempt: Money, deposit: Money, tax: Money, rounding: Money, lines: [RefundLine], tenders: [RefundTender],
        reopen: Bool, whole: Bool, flags: [String]
    ) {
        self.id = id
        saleId = sale.id
        saleReceiptNumber = sale.receiptNumber
        saleBusinessDate = sale.businessDate
        orderId = sale.orderId
        checkId = sale.checkId
        self.number = number
        self.businessDate = businessDate
        self.at = at
        channel = sale.channel
        tableId = sale.tableId
        tableName = sale.tableName
        self.staffId = staffId
        self.staffName = staffName
        self.terminalId = terminalId
        self.shiftId = shiftId
        self.reason = reason
        self.total = total
        self.taxable = taxable
        self.exempt = exempt
        self.deposit = deposit
        self.tax = tax
        net = total - tax
        self.rounding = rounding
        taxRate = sale.taxRate
        self.lines = lines
        self.tenders = tenders
        self.reopen = reopen
        self.whole = whole
        self.flags = flags
    }
}

/// Money was given back.
package struct SaleRefunded: Event {
    package static let type = "sale.refunded"
    package let refund: Refund
    /// Hour of the store's clock, 0...23.
    package let hour: Int

    /// The event's JSON around a refund's stored document, so that the document is encoded once.
    package static func json(_ document: String, hour: Int) -> String { "{\"hour\":\(hour),\"refund\":\(document)}" }

    package init(refund: Refund, hour: Int) {
        self.refund = refund
        self.hour = hour
    }
}
