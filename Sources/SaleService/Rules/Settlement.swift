import Contracts

/// A business day's close: immutable; what comes later goes to its addenda.
package struct Settlement: Codable, Sendable, Hashable {
    /// A shift of the day.
    package struct ShiftSum: Codable, Sendable, Hashable {
        package let shiftId: ShiftID
        package let terminalId: TerminalID
        package let number: Int
        package let sales: Money
        package let difference: Money
    }

    package let businessDate: BusinessDate
    package let settledAt: Timestamp
    package let settledBy: String
    package let settledByName: String?
    package let totals: BookFigures.Totals
    package let tenders: [BookFigures.MethodSum]
    /// Orders of which something was sold; a bill that was split is still one.
    package let orders: Int
    package let shifts: [ShiftSum]
    package let receipts: [ReceiptSeries]
    /// Receipts that nobody has seen, over all letters.
    package var missing: [String] { receipts.flatMap(\.missing) }
}
