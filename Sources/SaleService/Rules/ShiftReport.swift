import Contracts
import Foundation

/// An X (in between, changes nothing) or a Z (the shift's end, numbered and immutable).
package struct ShiftReport: Codable, Sendable, Hashable {
    package enum Kind: String, Codable, Sendable {
        case x = "X"
        case z = "Z"
    }

    /// An order that was open when the shift was closed, and what became of it.
    package struct OpenOrder: Codable, Sendable, Hashable {
        package enum Fate: String, Codable, Sendable {
            case carry, void
        }

        package let orderId: OrderID
        package let number: String
        package let tableName: String?
        package let total: Money
        package let `do`: Fate
        package let reason: String?
    }

    /// A check's second payment, taken without a network.
    package struct Surplus: Codable, Sendable, Hashable {
        package let saleId: SaleID
        package let receiptNumber: String
        package let total: Money
    }

    package let shiftId: ShiftID
    package let terminalId: TerminalID
    package let kind: Kind
    package var number: Int?
    package let businessDate: BusinessDate
    package let openedAt: Timestamp
    package let openedByName: String?
    package var closedAt: Timestamp?
    package var closedByName: String?
    package let openingFloat: Money
    package let cashSales: Money
    package let cashRefunds: Money
    package let `in`: Money
    package let out: Money
    /// What should be in the drawer: openingFloat + cashSales - cashRefunds + in - out.
    package let expected: Money
    package var counted: Money?
    package var denominations: [CashCount.Denomination]?
    /// counted - expected: negative when money is short.
    package var difference: Money?
    package let totals: BookFigures.Totals
    package let tenders: [BookFigures.MethodSum]
    package let movements: [Shift.Movement]
    package var receipts: [ReceiptSeries]
    package var open: [OpenOrder]?
    /// Second payments of a check, to be given back or assigned anew.
    package let surplus: [Surplus]?
    /// SHA-256 over the hash of the Z before and this one without its hash.
    package var hash: String?

    package init(_ shift: Shift, _ figures: BookFigures, receipts: [ReceiptSeries], surplus: [Sale] = []) {
        shiftId = shift.id
        terminalId = shift.terminalId
        kind = shift.status == .closed ? .z : .x
        businessDate = shift.businessDate
        openedAt = shift.openedAt
        openedByName = shift.openedByName
        closedAt = shift.closedAt
        openingFloat = shift.openingFloat
        cashSales = figures.sum(.cash).amount
        cashRefunds = figures.sum(.cash).refunded
        `in` = shift.moved(.in)
        out = shift.moved(.out)
        expected = openingFloat + cashSales - cashRefunds + self.in - out
        totals = figures.totals
        tenders = figures.tenders
        movements = shift.movements
        self.receipts = receipts
        self.surplus =
            surplus.isEmpty
            ? nil : surplus.map { Surplus(saleId: $0.id, receiptNumber: $0.receiptNumber, total: $0.total) }
    }

    /// The report with what was counted.
    package func counted(_ count: CashCount) throws -> ShiftReport {
        var report = self
        let sum = try count.sum()
        report.counted = sum
        report.denominations = count.denominations
        report.difference = sum - expected
        return report
    }
}

/// What came for a closed shift or a settled day after it was closed: day = Z + addenda.
package struct Addendum: Codable, Sendable, Hashable {
    /// `sale` adds, `refund` takes away.
    package enum Kind: String, Codable, Sendable {
        case sale, refund
    }

    package let kind: Kind
    package let id: String
    package let number: String
    package let at: Timestamp
    package let bookedAt: Timestamp
    package let total: Money
    package let tax: Money
    package let deposit: Money
    package let rounding: Money
    /// By method; what a refund gave back is positive too.
    package let tenders: [RefundTender]

    package init(_ sale: Sale, at now: Timestamp) {
        kind = .sale
        id = sale.id.text
        number = sale.receiptNumber
        at = sale.soldAt
        bookedAt = now
        total = sale.total
        tax = sale.tax
        deposit = sale.deposit
        rounding = sale.rounding
        tenders = sale.tenders.map { RefundTender(tenderId: $0.id, method: $0.method, amount: $0.amount) }
    }

    package init(_ refund: Refund, at now: Timestamp) {
        kind = .refund
        id = refund.id.text
        number = refund.number
        at = refund.at
        bookedAt = now
        total = refund.total
        tax = refund.tax
        deposit = refund.deposit
        rounding = refund.rounding
        tenders = refund.tenders
    }
}
