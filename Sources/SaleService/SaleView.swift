import Contracts
import Platform

/// A sale as the API shows it: the stored document without costs.
struct SaleView: Codable, Sendable, Written {
    let sale: Sale
    let json: String?

    /// A sale whose document is at hand; its costs are cut out of the text instead of writing it a second time.
    init(_ sale: Sale, document: String) { self.init(sale, json: Self.withoutCosts(document)) }

    init(_ sale: Sale) { self.init(sale, json: nil) }

    private init(_ sale: Sale, json: String?) {
        self.sale = sale.withoutCosts
        self.json = json
    }

    /// The document without the members called `cost`.
    ///
    /// In JSON a quote within a text follows a backslash, so `"cost":` is always a key; keys are sorted, so another
    /// member follows and the comma goes with this one.
    static func withoutCosts(_ document: String) -> String {
        let key = Array("\"cost\":".utf8)
        let bytes = Array(document.utf8)
        var kept: [UInt8] = []
        kept.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == key[0], bytes[index...].starts(with: key) {
                while index < bytes.count, bytes[index] != UInt8(ascii: ",") { index += 1 }
            } else {
                kept.append(bytes[index])
            }
            index += 1
        }
        return String(decoding: kept, as: UTF8.self)
    }

    init(from decoder: any Decoder) throws {
        sale = try Sale(from: decoder)
        json = nil
    }

    func encode(to encoder: any Encoder) throws { try sale.encode(to: encoder) }
}

/// One sale with its refunds, when there are any.
struct SaleDetail: Encodable, Sendable {
    let sale: SaleView
    let refunds: [RefundView]

    enum CodingKeys: CodingKey { case refunds }

    func encode(to encoder: any Encoder) throws {
        try sale.encode(to: encoder)
        guard !refunds.isEmpty else { return }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(refunds, forKey: .refunds)
    }
}
