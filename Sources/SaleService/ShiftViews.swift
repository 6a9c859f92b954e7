import Contracts
import Platform

/// A shift as the API shows it; what should be in the drawer is for the report alone.
struct ShiftView: Codable, Sendable {
    let id: ShiftID
    let terminalId: TerminalID
    let businessDate: BusinessDate
    let openedAt: Timestamp
    let openedByName: String?
    let closedAt: Timestamp?
    let openingFloat: Money
    let status: Shift.Status
    let movements: [Shift.Movement]
    let number: Int?
    let difference: Money?

    init(_ shift: Shift, _ report: ShiftReport? = nil) {
        id = shift.id
        terminalId = shift.terminalId
        businessDate = shift.businessDate
        openedAt = shift.openedAt
        openedByName = shift.openedByName
        closedAt = shift.closedAt
        openingFloat = shift.openingFloat
        status = shift.status
        movements = shift.movements
        number = report?.number
        difference = report?.difference
    }
}

/// A report with what came after it.
struct ShiftReportView: Codable, Sendable {
    let report: ShiftReport
    let addenda: [Addendum]

    enum CodingKeys: CodingKey { case addenda }

    init(_ report: ShiftReport, addenda: [Addendum]) {
        self.report = report
        self.addenda = addenda
    }

    init(from decoder: any Decoder) throws {
        report = try ShiftReport(from: decoder)
        addenda = try decoder.container(keyedBy: CodingKeys.self).decode([Addendum].self, forKey: .addenda)
    }

    func encode(to encoder: any Encoder) throws {
        try report.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(addenda, forKey: .addenda)
    }
}
