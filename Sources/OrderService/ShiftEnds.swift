import Contracts
import Platform

/// What the end of a shift asks of Order: which orders are open, and to void some of them.
struct ShiftEnds: Sendable {
    let database: Database

    /// Orders that are not paid, oldest first; those without anything to pay for are left out.
    func open(of store: StoreID) async throws -> [OpenOrderSummary] {
        var orders: [Order] = []
        var more = true
        while more {
            let after = orders.last.map { (at: $0.placedAt.milliseconds, id: $0.id.text) }
            let page = try await database.read { session in
                try session.orders(OrderFilter(status: .open, limit: 200), after: after, of: store)
            }
            // One order more than the limit tells that there are further ones.
            more = page.count > 200
            orders += page.prefix(200)
        }
        return orders.reversed().filter { order in order.lines.contains { $0.status.isLive } }.map {
            OpenOrderSummary(
                orderId: $0.id, number: $0.number, tableName: $0.tableName, total: $0.total, placedAt: $0.placedAt)
        }
    }

    /// Voids an order for the person who closes the shift; one that is cancelled already stays so.
    func void(_ id: OrderID, _ form: OrderVoiding, store: StoreID, at now: Timestamp) async throws {
        // Sale has checked the right; the one who lent it stands in this journal too, once for each order.
        let approval = form.approver.map { Approval(id: "close \(id)", by: $0, right: .cancelOrder) }
        let person = Caller(
            store: store, actor: form.actor, role: .cashier, rights: [.order, .cancelOrder], terminal: form.terminal,
            approval: approval)
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
