/// A drawer was opened.
package struct ShiftOpened: Event {
    package static let type = "shift.opened"
    package let shiftId: ShiftID
    package let terminalId: TerminalID
    package let businessDate: BusinessDate
    package let openingFloat: Money

    package init(shiftId: ShiftID, terminalId: TerminalID, businessDate: BusinessDate, openingFloat: Money) {
        self.shiftId = shiftId
        self.terminalId = terminalId
        self.businessDate = businessDate
        self.openingFloat = openingFloat
    }
}

/// Money was put into a drawer or taken out of it that is no sale.
package struct DrawerMoved: Event {
    package static let type = "drawer.moved"
    package let shiftId: ShiftID
    /// in or out.
    package let kind: String
    package let amount: Money
    package let reason: String

    package init(shiftId: ShiftID, kind: String, amount: Money, reason: String) {
        self.shiftId = shiftId
        self.kind = kind
        self.amount = amount
        self.reason = reason
    }
}

/// A drawer was counted and closed.
package struct ShiftClosed: Event {
    package static let type = "shift.closed"
    package let shiftId: ShiftID
    package let terminalId: TerminalID
    package let businessDate: BusinessDate
    /// The Z's number.
    package let number: Int
    package let expected: Money
    package let counted: Money
    package let difference: Money
    package let staffId: StaffID?
    package let staffName: String?
    /// Receipts that nobody has seen.
    package let missing: [String]
    /// The Z as it was stored, so that the journal holds it too.
    package let report: String

    package init(
        shiftId: ShiftID, terminalId: TerminalID, businessDate: BusinessDate, number: Int, expected: Money,
        counted: Money, difference: Money, staffId: StaffID?, staffName: String?, missing: [String], report: String
    ) {
        self.shiftId = shiftId
        self.terminalId = terminalId
        self.businessDate = businessDate
        self.number = number
        self.expected = expected
        self.counted = counted
        self.difference = difference
        self.staffId = staffId
        self.staffName = staffName
        self.missing = missing
        self.report = report
    }
}

/// A business day was closed.
package struct DaySettled: Event {
    package static let type = "day.settled"
    package let businessDate: BusinessDate
    package let sales: Money
    package let missing: [String]
    /// The settlement as it was stored, so that the journal holds it too.
    package let document: String

    package init(businessDate: BusinessDate, sales: Money, missing: [String], document: String) {
        self.businessDate = businessDate
        self.sales = sales
        self.missing = missing
        self.document = document
    }
}
