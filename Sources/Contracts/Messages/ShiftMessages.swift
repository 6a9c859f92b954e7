/// An order that is not paid yet, as a shift's end has to deal with it.
package struct OpenOrderSummary: Codable, Sendable, Hashable {
    package let orderId: OrderID
    package let number: String
    package let tableName: String?
    package let total: Money
    package let placedAt: Timestamp

    package init(orderId: OrderID, number: String, tableName: String?, total: Money, placedAt: Timestamp) {
        self.orderId = orderId
        self.number = number
        self.tableName = tableName
        self.total = total
        self.placedAt = placedAt
    }
}

/// What Sale sends to void an order at the end of a shift, for the person who closes it.
package struct OrderVoiding: Codable, Sendable {
    package let reason: String
    package let actor: String
    package let terminal: TerminalID?
    /// Who lent the right.
    package let approver: StaffID?

    package init(reason: String, actor: String, terminal: TerminalID?, approver: StaffID?) {
        self.approver = approver
        self.reason = reason
        self.actor = actor
        self.terminal = terminal
    }
}
