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
        let ticketId: String?
        let ticketIds: [String]?
        let station: String?
        let act: OrderChanged.Act?
        let consultingId: String?
        let status: String?
        let progress: Int?
        let sale: SaleIds?
    }

    private struct Data: Encodable {
        let type: String
        let at: Timestamp
        let orderId: String?
        let ticketId: String?
        let station: String?
        let saleId: String?
        let consultingId: String?
        let status: String?
        let progress: Int?
    }

    /// What screens hear of an event, none when no screen shows it; throws when the event cannot be read.
    package static func all(of event: RecordedEvent) throws -> [LiveNotice] {
        let heard = audiences(of: event)
        guard !heard.isEmpty else { return [] }
        let ids = try JSON.decode(Ids.self, from: event.data)
        let data = try JSON.text(
            Data(
                type: event.type, at: event.at, orderId: ids.orderId ?? ids.sale?.orderId, ticketId: ids.ticketId,
                station: ids.station, saleId: ids.sale?.id, consultingId: ids.consultingId, status: ids.status,
                progress: ids.progress))
        // Tickets show where their order stands, so the kitchen hears of a table change too.
        let moves: Set<OrderChanged.Act> = [.moved, .merged, .undone]
        let cooks =
            ids.ticketId != nil || ids.ticketIds?.isEmpty == false || ids.act.map(moves.contains) ?? false
        return heard.filter { $0.name != "kitchen" || cooks || event.type == KitchenPlanChanged.type }
            .map { LiveNotice(name: $0.name, data: data, right: $0.right) }
    }

    private static let shiftTypes: Set = [ShiftOpened.type, ShiftClosed.type, DrawerMoved.type, DaySettled.type]

    private static func audiences(of event: RecordedEvent) -> [(name: String, right: Right)] {
        switch event.publisher {
        case .order where event.type == FloorChanged.type || event.type == StockChanged.type: [("menu", .readMenu)]
        case .order where event.type == PrintJobMoved.type || event.type == BillPrinted.type: []
        case .order where event.type == KitchenPlanChanged.type: [("kitchen", .cook)]
        case .order: [("order", .order), ("kitchen", .cook)]
        case .item: [("menu", .readMenu)]
        case .store where event.type == StoreChanged.type: [("menu", .readMenu)]
        case .sale where event.type == SalePaid.type || event.type == SaleRefunded.type: [("sale", .sell)]
        case .sale where shiftTypes.contains(event.type): [("shift", .sell)]
        case .consulting: [("consulting", .seeFigures)]
        default: []
        }
    }
}
