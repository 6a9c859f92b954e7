import Contracts
import Foundation

/// Another till's export as a wide table: one order a row, one column an item.
struct WideOrderTable: Sendable {
    /// The columns that are no items.
    static let ownColumns: Set<String> = ["datetime", "day of week", "total", "place", "order_id"]

    /// One order as the file has it.
    struct Row: Sendable {
        let line: Int
        let orderId: String
        let soldAt: String
        let total: Int64
        let place: String?
        let quantities: [(name: String, quantity: Int)]
    }

    /// A row that cannot be an order, with the reason.
    struct Refusal: Sendable, Codable {
        let line: Int
        let reason: String
    }

    let items: [String]
    let rows: [Row]
    let refusals: [Refusal]

    /// Reads records of which the first names the columns; throws when a needed column is missing.
    init(_ records: [(line: Int, fields: [String])]) throws {
        guard let header = records.first?.fields.map({ $0.trimmingCharacters(in: .whitespaces) }) else {
            throw ImportError.empty
        }
        for name in ["datetime", "total", "order_id"] where !header.contains(name) { throw ImportError.column(name) }
        items = header.filter { !Self.ownColumns.contains($0) && !$0.isEmpty }
        var rows: [Row] = []
        var refusals: [Refusal] = []
        var seen: Set<String> = []
        for record in records.dropFirst() {
            do {
                let row = try Self.row(record, header: header)
                guard seen.insert(row.orderId).inserted else { throw RowError("order_id stands twice in the file") }
                rows.append(row)
            } catch let error as RowError {
                refusals.append(Refusal(line: record.line, reason: error.reason))
            }
        }
        self.rows = rows
        self.refusals = refusals
    }

    private static func row(_ record: (line: Int, fields: [String]), header: [String]) throws -> Row {
        guard record.fields.count <= header.count else { throw RowError("more fields than columns") }
        var values: [String: String] = [:]
        for (name, field) in zip(header, record.fields) {
            let text = field.trimmingCharacters(in: .whitespaces)
            if !text.isEmpty { values[name] = text }
        }
        guard let orderId = values["order_id"] else { throw RowError("no order_id") }
        guard let soldAt = values["datetime"] else { throw RowError("no time") }
        var quantities: [(String, Int)] = []
        for name in header where !ownColumns.contains(name) {
            guard let text = values[name] else { continue }
            guard let number = Double(text), number == number.rounded(), (0...999).contains(number) else {
                throw RowError("quantity of \(name) is \(text)")
            }
            if number > 0 { quantities.append((name, Int(number))) }
        }
        guard !quantities.isEmpty else { throw RowError("no item") }
        guard let totalText = values["total"] else { throw RowError("no total") }
        guard let total = Double(totalText), total == total.rounded(), total >= 0, total <= Double(Money.limit.minor)
        else { throw RowError("total is \(totalText)") }
        return Row(
            line: record.line, orderId: orderId, soldAt: soldAt, total: Int64(total), place: values["place"],
            quantities: quantities)
    }
}

/// Why a row cannot be an order.
struct RowError: Error {
    let reason: String
    init(_ reason: String) { self.reason = reason }
}

/// Why an import cannot begin.
enum ImportError: Error, CustomStringConvertible {
    case empty
    case column(String)
    case price(String)
    case option(String)
    case unreadable(String)

    var description: String {
        switch self {
        case .empty: "the file has no rows"
        case .column(let name): "the column \(name) is missing"
        case .price(let text): "the price list has no price in: \(text)"
        case .option(let text): "expected NAME=VALUE, got: \(text)"
        case .unreadable(let path): "the file \(path) cannot be read"
        }
    }
}
