import Contracts

/// A sale as the API shows it: the stored document without costs.
struct SaleView: Codable, Sendable {
    let sale: Sale

    init(_ sale: Sale) {
        var shown = sale
        for index in shown.lines.indices {
            shown.lines[index].cost = nil
            for option in shown.lines[index].options.indices { shown.lines[index].options[option].cost = nil }
        }
        self.sale = shown
    }

    init(from decoder: any Decoder) throws { sale = try Sale(from: decoder) }

    func encode(to encoder: any Encoder) throws { try sale.encode(to: encoder) }
}
