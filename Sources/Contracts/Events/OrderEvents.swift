/// An order was placed, with its first lines.
package struct OrderPlaced: Event {
    package static let type = "order.placed"
    package let orderId: OrderID
    package let number: String
    package let businessDate: BusinessDate
    package let channel: Channel
    package let tableId: TableID?
    package let guests: Int
    package let lineIds: [LineID]
    package let total: Money
    /// The kitchen tickets that it made, when some of it was sent at once.
    package let ticketIds: [TicketID]?

    package init(
        orderId: OrderID, number: String, businessDate: BusinessDate, channel: Channel, tableId: TableID?, guests: Int,
        lineIds: [LineID], total: Money, ticketIds: [TicketID]? = nil
    ) {
        self.orderId = orderId
        self.number = number
        self.businessDate = businessDate
        self.channel = channel
        self.tableId = tableId
        self.guests = guests
        self.lineIds = lineIds
        self.total = total
        self.ticketIds = ticketIds
    }
}

/// What changed about an order; one type for the acts that only name what they touched.
package struct OrderChanged: Event {
    /// The act, in the words of the API.
    package enum Act: String, Codable, Sendable {
        case linesAdded = "lines-added"
        case lineChanged = "line-changed"
        case lineVoided = "line-voided"
        case sent
        case discounted
        case described
        case moved
        case cancelled
        case checkClaimed = "check-claimed"
        case checkReleased = "check-released"
        case checkPaid = "check-paid"
        case checkReopened = "check-reopened"
        case split
        case checkPutBack = "check-put-back"
        case merged
        case undone
    }

    package static let type = "order.changed"
    package let orderId: OrderID
    package let act: Act
    package let lineIds: [LineID]?
    package let checkId: CheckID?
    package let saleId: SaleID?
    package let tableId: TableID?
    package let reason: String?
    package let detail: String?
    package let total: Money
    package let status: String
    /// The kitchen tickets that it made.
    package let ticketIds: [TicketID]?
    /// The business date on which a line was voided; other acts do not say it.
    package let businessDate: BusinessDate?

    package init(
        orderId: OrderID, act: Act, lineIds: [LineID]? = nil, checkId: CheckID? = nil, saleId: SaleID? = nil,
        tableId: TableID? = nil, reason: String? = nil, detail: String? = nil, total: Money, status: String,
        ticketIds: [TicketID]? = nil, businessDate: BusinessDate? = nil
    ) {
        self.orderId = orderId
        self.act = act
        self.lineIds = lineIds
        self.checkId = checkId
        self.saleId = saleId
        self.tableId = tableId
        self.reason = reason
        self.detail = detail
        self.total = total
        self.status = status
        self.ticketIds = ticketIds
        self.businessDate = businessDate
    }
}

/// A kitchen ticket moved on, or was taken back a step.
package struct TicketMoved: Event {
    package static let type = "ticket.moved"
    package let ticketId: TicketID
    package let orderId: OrderID
    package let station: String
    /// acknowledged, cooking, ready or served.
    package let status: String

    package init(ticketId: TicketID, orderId: OrderID, station: String, status: String) {
        self.ticketId = ticketId
        self.orderId = orderId
        self.station = station
        self.status = status
    }
}

/// The kitchen's stations were replaced.
package struct KitchenPlanChanged: Event {
    package static let type = "kitchen-plan.changed"
    package let version: Int64

    package init(version: Int64) { self.version = version }
}

/// The areas and tables were replaced.
package struct FloorChanged: Event {
    package static let type = "floor.changed"
    package let version: Int64

    package init(version: Int64) { self.version = version }
}

/// A counted item or option reached zero, or is there again.
package struct StockChanged: Event {
    package static let type = "stock.changed"
    /// The item's or the option's id.
    package let id: String
    package let left: Int

    package init(id: String, left: Int) {
        self.id = id
        self.left = left
    }
}

/// A print agent said how a job went.
package struct PrintJobMoved: Event {
    package static let type = "print-job.moved"
    package let jobId: PrintJobID
    package let ticketId: TicketID
    /// done, queued again, or failed.
    package let status: String
    package let attempts: Int
    package let reason: String?

    package init(jobId: PrintJobID, ticketId: TicketID, status: String, attempts: Int, reason: String?) {
        self.jobId = jobId
        self.ticketId = ticketId
        self.status = status
        self.attempts = attempts
        self.reason = reason
    }
}

/// The bill of a check was printed, so that its guests know what they owe.
package struct BillPrinted: Event {
    package static let type = "bill.printed"
    package let orderId: OrderID
    package let checkId: CheckID
    /// What this bill asks for.
    package let total: Money
    /// How many bills of the check there are with this one.
    package let prints: Int

    package init(orderId: OrderID, checkId: CheckID, total: Money, prints: Int) {
        self.orderId = orderId
        self.checkId = checkId
        self.total = total
        self.prints = prints
    }
}
