import Contracts
import Foundation
import Platform

/// What happens to an order after it was placed; each act is one decision in one transaction.
package struct OrderActs: Sendable {
    let database: Database

    /// What a client sends as a discount.
    struct DiscountForm: Codable, Sendable {
        let id: DiscountID?
        let kind: OrderDiscount.Kind
        let value: Double
        let lineId: LineID?
        let reason: String
    }

    /// An order, and the version that the client means when it says one.
    struct Target: Sendable {
        let id: OrderID
        let version: Int64?

        /// The order, or 404, or 412 when it has moved on.
        func order(in tx: Transaction) throws -> Order {
            let order = try tx.order(id)
            guard version ?? order.version == order.version else { throw AccessRejection.versionStale }
            return order
        }
    }

    func change(
        _ line: LineID, of target: Target, _ change: LineChange, by caller: Caller, at now: Timestamp
    ) async throws -> Order {
        try caller.require(.order)
        return try await act(.lineChanged, on: target, lineIds: [line], by: caller, at: now) { order, tx in
            var options: [ChosenOption]?
            if let wanted = change.options, let current = order.lines.first(where: { $0.id == line }) {
                let list = try tx.session.priceList(for: [current.itemId], of: tx.store)
                options = try list.items[current.itemId].map { try list.chosen(wanted, of: $0, at: "/options") }
            }
            return try order.changing(line, change, options: options)
        }
    }

    func void(
        _ line: LineID, of target: Target, _ void: LineVoid, stamp: CommandStamp?, by caller: Caller,
        at now: Timestamp
    ) async throws -> Answer {
        try caller.require(void.action == .remove ? .order : .voidLine)
        return try await database.command(stamp, by: caller, at: now, status: 200) { tx in
            let before = try target.order(in: tx)
            let order = try before.voiding(line, void, newId: .make(at: now))
            try tx.update(order, from: before)
            try tx.record(
                OrderChanged(
                    order, .lineVoided, lineIds: [line], reason: void.reason, detail: void.action.rawValue))
            return OrderView(order)
        }
    }

    func send(
        _ lines: [LineID]?, of target: Target, stamp: CommandStamp?, by caller: Caller, at now: Timestamp
    ) async throws -> Answer {
        try caller.require(.order)
        return try await database.command(stamp, by: caller, at: now, status: 200) { tx in
            let before = try target.order(in: tx)
            let order = try before.sending(lines)
            let sent = zip(before.lines, order.lines).filter { $0.status != $1.status }.map { $1.id }
            guard !sent.isEmpty else { return OrderView(before) }
            try tx.update(order, from: before)
            try tx.record(OrderChanged(order, .sent, lineIds: sent))
            return OrderView(order)
        }
    }

    func discount(
        _ forms: [DiscountForm], on target: Target, by caller: Caller, at now: Timestamp
    ) async throws -> Order {
        try caller.require(.discount)
        let discounts = forms.map { form in
            OrderDiscount(
                id: form.id ?? .make(at: now), kind: form.kind, value: form.value, lineId: form.lineId,
                reason: form.reason.trimmingCharacters(in: .whitespacesAndNewlines),
                by: caller.approval?.by.text ?? caller.actor)
        }
        let detail = try JSON.text(discounts)
        return try await act(.discounted, on: target, detail: detail, by: caller, at: now) { order, _ in
            try order.discounted(discounts)
        }
    }

    func cancel(
        _ target: Target, reason: String, stamp: CommandStamp?, by caller: Caller, at now: Timestamp
    ) async throws -> Answer {
        try caller.require(.order)
        return try await database.command(stamp, by: caller, at: now, status: 200) { tx in
            let before = try target.order(in: tx)
            if before.hasSentLines { try caller.require(.cancelOrder) }
            let order = try before.cancelled(because: reason)
            try tx.update(order, from: before)
            try tx.record(OrderChanged(order, .cancelled, reason: reason))
            return OrderView(order)
        }
    }

    func move(
        _ target: Target, to table: TableID, stamp: CommandStamp?, by caller: Caller, at now: Timestamp
    ) async throws -> Answer {
        try caller.require(.order)
        return try await database.command(stamp, by: caller, at: now, status: 200) { tx in
            let before = try target.order(in: tx)
            guard let found = try Orders.table(table, in: tx) else { throw OrderRejection.tableUnknown }
            let order = try before.moved(to: (found.id, found.name))
            try tx.update(order, from: before)
            try tx.record(OrderChanged(order, .moved))
            return OrderView(order)
        }
    }

    /// Load, decide, save, record.
    private func act(
        _ act: OrderChanged.Act, on target: Target, lineIds: [LineID]? = nil, detail: String? = nil, by caller: Caller,
        at now: Timestamp, _ decide: @escaping @Sendable (Order, Transaction) throws -> Order
    ) async throws -> Order {
        try await database.transaction(by: caller, at: now) { tx in
            let before = try target.order(in: tx)
            let order = try decide(before, tx)
            try tx.update(order, from: before)
            try tx.record(OrderChanged(order, act, lineIds: lineIds, detail: detail))
            return order
        }
    }
}
