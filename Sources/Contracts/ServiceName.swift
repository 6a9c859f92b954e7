/// The rooms of the house: what a process can be, whose journal an event comes from, who calls whom.
package enum ServiceName: String, Codable, Sendable, CaseIterable {
    case store, item, order, sale, dashboard, consulting, gateway

    /// The name of the service's database file and schema.
    package var schema: String {
        switch self {
        case .store: "stores"
        case .item: "items"
        case .order: "orders"
        case .sale: "sales"
        case .dashboard: "dashboard"
        case .consulting: "consulting"
        case .gateway: "gateway"
        }
    }

    /// The rooms with data, each before those whose news it hears: read or written one after the other in this order,
    /// none has heard of something that its publisher's copy does not know.
    package static let listenersFirst: [ServiceName] = [.dashboard, .consulting, .order, .sale, .item, .store]
}
