import Contracts
import Foundation

/// The prices that an import uses: a list, mended by aliases and single prices.
struct PriceSheet: Sendable {
    private var prices: [String: Int64] = [:]
    private let aliases: [String: String]

    /// `records`: a header with `product_name` and `price`; `aliases`: the order file's name = the list's name;
    /// `single`: prices that the list lacks.
    init(
        _ records: [(line: Int, fields: [String])], aliases: [String: String], single: [String: String]
    ) throws {
        guard let header = records.first?.fields.map({ $0.trimmingCharacters(in: .whitespaces) }) else {
            throw ImportError.empty
        }
        guard let name = header.firstIndex(of: "product_name") else { throw ImportError.column("product_name") }
        guard let price = header.firstIndex(of: "price") else { throw ImportError.column("price") }
        for record in records.dropFirst() where record.fields.count > max(name, price) {
            guard let amount = Self.amount(record.fields[price]) else {
                throw ImportError.price(record.fields.joined(separator: ","))
            }
            prices[record.fields[name].trimmingCharacters(in: .whitespaces)] = amount
        }
        for (name, text) in single {
            guard let amount = Self.amount(text) else { throw ImportError.price("\(name)=\(text)") }
            prices[name] = amount
        }
        self.aliases = aliases
    }

    private static func amount(_ text: String) -> Int64? {
        guard let number = Double(text.trimmingCharacters(in: .whitespaces)), number == number.rounded(), number >= 0,
            number <= Double(Money.limit.minor)
        else { return nil }
        return Int64(number)
    }

    /// The price of an item under the order file's name; nil when nobody named one.
    func price(of name: String) -> Money? { (prices[name] ?? aliases[name].flatMap { prices[$0] }).map { Money($0) } }

    /// Splits `NAME=VALUE` options.
    static func pairs(_ options: [String]) throws -> [String: String] {
        try options.reduce(into: [:]) { pairs, option in
            guard let cut = option.lastIndex(of: "="), cut != option.startIndex else {
                throw ImportError.option(option)
            }
            pairs[String(option[..<cut])] = String(option[option.index(after: cut)...])
        }
    }
}
