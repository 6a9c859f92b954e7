import Contracts
import Foundation

/// The catalogue as a table, one row an item.
struct MenuSheet: Sendable {
    /// The columns, in the order in which an export writes them.
    enum Column: String, CaseIterable, Sendable {
        case category, name, price, cost, taxClass, barcode, stock

        var isRequired: Bool { self == .category || self == .name || self == .price }
    }

    /// An item as a row tells it; an empty field of an item that exists leaves that value as it is.
    struct Row: Sendable, Equatable {
        var line: Int
        var category: String
        var name: String
        var price: Money
        var cost: Money?
        var taxClass: TaxClass?
        var barcode: String?
        var stock: Int?
    }

    static let mostRows = 20_000

    /// The rows that can be taken by themselves, in the order of the file.
    let rows: [Row]
    /// The others, and why.
    let bad: [BadRow]

    /// Reads a CSV file with a header row; throws when it is no such file.
    init(csv bytes: [UInt8]) throws {
        let records = try CSV.rows(of: bytes, most: Self.mostRows + 1)
        let header = try Header(records.first?.fields ?? [])
        var rows: [Row] = []
        var bad: [BadRow] = []
        for record in records.dropFirst() {
            do {
                rows.append(try header.row(record))
            } catch let reason as ItemRejection {
                bad.append(BadRow(line: record.line, reason: reason))
            }
        }
        self.rows = rows
        self.bad = bad
    }

    /// The catalogue as a file that `init(csv:)` reads back.
    static func csv(_ catalogue: Catalogue, withCost: Bool) -> String {
        var text = CSV.line(Column.allCases.map(\.rawValue))
        for (category, items) in catalogue.shelves {
            for item in items {
                text += CSV.line([
                    category.name, item.name, item.price.description,
                    withCost ? item.cost?.description ?? "" : "", item.taxClass.rawValue, item.barcode ?? "",
                    withCost ? item.stock.map(String.init) ?? "" : "",
                ])
            }
        }
        return text
    }

    /// Which field of a record stands in which column; unknown columns are passed over.
    private struct Header {
        let places: [Column: Int]
        let width: Int

        init(_ names: [String]) throws {
            let lowered = names.map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
            var places: [Column: Int] = [:]
            for column in Column.allCases {
                let found = lowered.indices.filter { lowered[$0] == column.rawValue.lowercased() }
                guard found.count <= 1 else { throw ItemRejection.repeated(pointer: "/rows/1") }
                guard found.count == 1 || !column.isRequired else { throw ItemRejection.columnMissing(column.rawValue) }
                places[column] = found.first
            }
            self.places = places
            width = names.count
        }

        func row(_ record: CSV.Row) throws -> Row {
            guard record.fields.count == width else { throw ItemRejection.fieldCountWrong }
            func field(_ column: Column) -> String {
                places[column].map { record.fields[$0].trimmingCharacters(in: .whitespacesAndNewlines) } ?? ""
            }
            func number(_ column: Column) throws -> Int64? {
                let text = field(column)
                guard !text.isEmpty else { return nil }
                guard let number = Int64(text) else { throw ItemRejection.numberInvalid(column: column.rawValue) }
                return number
            }
            guard let price = try number(.price) else { throw ItemRejection.numberInvalid(column: "price") }
            let tax = field(.taxClass)
            guard tax.isEmpty || TaxClass(rawValue: tax) != nil else { throw ItemRejection.taxClassUnknown }
            return Row(
                line: record.line, category: try Texts.required(field(.category), "/category", most: 100),
                name: try Texts.required(field(.name), "/name", most: 100),
                price: try Numbers.amount(Money(price), "/price"),
                cost: try number(.cost).map { try Numbers.amount(Money($0), "/cost") },
                taxClass: TaxClass(rawValue: tax),
                barcode: try Texts.optional(field(.barcode), "/barcode", most: 64),
                stock: try number(.stock).map { try Numbers.stock(Int($0), "/stock") })
        }
    }
}
