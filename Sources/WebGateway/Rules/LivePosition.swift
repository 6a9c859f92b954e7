import Contracts

/// How far a screen has followed each journal: the id of a Server-Sent Event.
package struct LivePosition: Codable, Sendable, Hashable {
    package var epoch: Int
    package var seqs: [String: Int64]

    package init(epoch: Int, seqs: [String: Int64]) {
        self.epoch = epoch
        self.seqs = seqs
    }

    /// Written as `1;order=12;sale=5`, which fits on one line of an event stream.
    package var text: String {
        ([String(epoch)] + seqs.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }).joined(separator: ";")
    }

    /// Nil when the text is not one of ours.
    package init?(_ text: String) {
        let parts = text.split(separator: ";")
        guard let first = parts.first, let epoch = Int(first), parts.count <= 16 else { return nil }
        self.epoch = epoch
        seqs = [:]
        for part in parts.dropFirst() {
            let pair = part.split(separator: "=")
            guard pair.count == 2, ServiceName(rawValue: String(pair[0])) != nil, let seq = Int64(pair[1]) else {
                return nil
            }
            seqs[String(pair[0])] = seq
        }
    }
}

/// What a screen hears of an event: a name, the ids it concerns, and who may hear it.
package struct LiveNotice: Sendable, Hashable {
    package let name: String
    package let data: String
    package let right: Right

    private struct Ids: Decodable {
        struct SaleIds: Decodable {
            let id: String
            let orderId: String
            let total: Int64
        }

        let orderId: String?
        let consultingId: String?
        let status: String?
        let progress: Int?
        let sale: SaleIds?
    }

    private struct Data: Encodable {
        let type: String
        let at: Timestamp
        let orderId: String?
        let saleId: String?
        let consultingId: String?
        let status: String?
        let progress: Int?
    }

    /// Nil for events that no screen shows; throws when the event cannot be read.
    package init?(_ event: RecordedEvent) throws {
        switch event.publisher {
        case .order where event.type == FloorChanged.type: (name, right) = ("menu", .readMenu)
        case .order: (name, right) = ("order", .order)
        case .item: (name, right) = ("menu", .readMenu)
        case .store where event.type == StoreChanged.type: (name, right) = ("menu", .readMenu)
        case .sale where event.type == SalePaid.type: (name, right) = ("sale", .sell)
        case .consulting: (name, right) = ("consulting", .seeFigures)
        default: return nil
        }
        let ids = try JSON.decode(Ids.self, from: event.data)
        data = try JSON.text(
            Data(
                type: event.type, at: event.at, orderId: ids.orderId ?? ids.sale?.orderId, saleId: ids.sale?.id,
                consultingId: ids.consultingId, status: ids.status, progress: ids.progress))
    }
}
