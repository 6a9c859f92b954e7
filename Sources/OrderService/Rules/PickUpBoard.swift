import Contracts

/// What customers see who wait for a pay-first order: its number, being made or ready to fetch.
struct PickUpBoard: Codable, Sendable, Hashable {
    /// A call number and since when it stands in its column.
    struct Call: Codable, Sendable, Hashable {
        let number: String
        let since: Timestamp
    }

    let preparing: [Call]
    let ready: [Call]

    /// Sorts the open tickets of pay-first orders; an order is ready when all that is left of it is.
    init(_ tickets: [Ticket]) {
        let waiting = tickets.filter { $0.kind == .add && $0.channel != .table }
        let orders = Dictionary(grouping: waiting, by: \.orderId).values.sorted { $0[0].createdAt < $1[0].createdAt }
        // Two terminals may have reached the same number; then their letters tell them apart.
        let heard = Dictionary(grouping: orders, by: { $0[0].callNumber }).filter { $0.value.count > 1 }
        func call(_ order: [Ticket], since: Timestamp) -> Call {
            let number = order[0].callNumber
            return Call(number: heard[number] == nil ? number : order[0].number, since: since)
        }
        preparing = orders.filter { !$0.allSatisfy(\.isReady) }.map { call($0, since: $0[0].createdAt) }
        ready = orders.filter { $0.allSatisfy(\.isReady) }
            .map { call($0, since: $0.compactMap(\.readyAt).max() ?? $0[0].createdAt) }
            .sorted { $0.since > $1.since }
    }
}

extension Ticket {
    fileprivate var isReady: Bool { status.rank >= Status.ready.rank }

    /// What is called out: `A-017` is 017.
    var callNumber: String { number.split(separator: "-").last.map(String.init) ?? number }
}
