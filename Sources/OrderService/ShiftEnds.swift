import Contracts
import Platform

/// What the end of a shift asks of Order: which orders are open, and to void some of them.
struct ShiftEnds: Sendable {
    let database: Database

    /// Orders that are not paid, oldest first; those without anything to pay for are left out.
    func open(of store: StoreID) async throws -> [OpenOrderSummary] {
        let orders = try await database.read { session in
            try session.orders(OrderFilter(status: .open, limit: 500), after: nil, of: store)
        }
        return orders.reversed().filter { order in order.lines.contains { $0.status.isLive } }.map {
            OpenOrderSummary(
                orderId: $0.id, number: $0.number, tableName: $0.tableName, total: $0.total, placedAt: $0.placedAt)
        }
    }

    /// Voids an order for the person who closes the shift; one that is cancelled already stays so.
    func void(_ id: OrderID, _ form: OrderVoiding, store: StoreID, at now: Timestamp) async throws {
        let person = Caller(
            store: store, actor: form.actor, role: .manager, rights: [.order, .cancelOrder], terminal: form.terminal)
        try await database.transaction(by: person, at: now) { tx in
            let before = try tx.order(id)
            guard before.status != .cancelled else { return }
            let order = try before.cancelled(because: form.reason)
            try tx.update(order, from: before)
            let tickets = try tx.tellKitchen(order, since: before).ticketIds
            try tx.record(OrderChanged(order, .cancelled, reason: form.reason, ticketIds: tickets))
        }
    }
}
