import Contracts

/// Figures as a table for spreadsheets (RFC 4180): amounts in minor units, field names as the API's.
package enum FiguresCSV {
    /// What a row stands for.
    package enum Kind: String, Sendable {
        case day, item, hour

        /// The kind of a name; by day when none is given.
        package init(named name: String?) throws {
            guard let kind = Kind(rawValue: name ?? Kind.day.rawValue) else { throw DashboardRejection.exportUnknown }
            self = kind
        }
    }

    package static func text(_ days: [Summary.Day]) -> String {
        let columns = [
            "date", "gross", "discount", "refunds", "sales", "tax", "net", "rounding", "deposit", "cost", "profit",
            "orders", "guests", "averageTicket",
        ]
        let rows = days.map { day in
            let totals = day.totals
            let amounts = [
                totals.gross, totals.discount, totals.refunds, totals.sales, totals.tax, totals.net, totals.rounding,
                totals.deposit, totals.cost, totals.profit,
            ]
            return [day.date.text] + amounts.map(\.description)
                + [String(totals.orders), String(totals.guests), totals.averageTicket?.description ?? ""]
        }
        return table([columns] + rows)
    }

    package static func text(_ items: [ItemView]) -> String {
        let columns = ["itemId", "name", "category", "quantity", "sales", "tax", "cost", "profit"]
        let rows = items.map { item in
            [item.itemId, harmless(item.name), harmless(item.category), String(item.quantity)]
                + [item.sales, item.tax, item.cost, item.profit].map(\.description)
        }
        return table([columns] + rows)
    }

    package static func text(_ hours: [HourView]) -> String {
        let rows = hours.map { [String($0.hour), $0.sales.description, String($0.orders)] }
        return table([["hour", "sales", "orders"]] + rows)
    }

    private static func table(_ rows: [[String]]) -> String {
        rows.map { $0.map(quoted).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func quoted(_ cell: String) -> String {
        guard cell.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else { return cell }
        // Scalar by scalar: a quote that carries a combining mark is another Character, but still a quote.
        let doubled = cell.unicodeScalars.reduce(into: "") { out, scalar in
            if scalar == "\"" { out += "\"" }
            out.unicodeScalars.append(scalar)
        }
        return "\"" + doubled + "\""
    }

    /// A name that a spreadsheet would run as a formula begins with an apostrophe (OWASP, CSV injection).
    private static func harmless(_ name: String) -> String {
        guard let first = name.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) else { return name }
        return "'" + name
    }
}
