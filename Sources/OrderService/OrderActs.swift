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

    /// What an act made of an order, and what the journal keeps of it.
    struct Outcome: Sendable {
        let order: Order
        let act: OrderChanged.Act
        var lineIds: [LineID]?
        var reason: String?
        var detail: String?
        /// Told of voids, which are counted by the day.
        var businessDate: BusinessDate?
    }

    /// Guests and the note of an order, whenever they become known.
    struct DetailsForm: Codable, Sendable {
        let guests: Int?
        let note: String?
        let version: Int64?
    }

    func change(
        _ target: Target, to form: DetailsForm, by caller: Caller, at now: Timestamp
    ) async throws -> Answer {
        try caller.require(.order)
        let target = Target(id: target.id, version: target.version ?? form.version)
        return try await act(on: target, stamp: nil, by: caller, at: now) { before, _ in
            let order = try before.described(guests: form.guests, note: form.note)
            return order == before ? nil : Outcome(order: order, act: .described)
        }
    }

    func change(
        _ line: LineID, of target: Target, _ change: LineChange, by caller: Caller, at now: Timestamp
    ) async throws -> Answer {
        try caller.require(.order)
        return try await act(on: target, stamp: nil, by: caller, at: now) { before, tx in
            var options: [ChosenOption]?
            if let wanted = change.options, let current = before.lines.first(where: { $0.id == line }) {
                let list = try tx.session.priceList(for: [current.itemId], of: tx.store)
                options = try list.items[current.itemId].map { try list.chosen(wanted, of: $0, at: "/options") }
            }
            return Outcome(
                order: try before.changing(line, change, options: options), act: .lineChanged, lineIds: [line])
        }
    }

    func void(
        _ line: LineID, of target: Target, _ void: LineVoid, stamp: CommandStamp?, by caller: Caller,
        at now: Timestamp
    ) async throws -> Answer {
        try caller.require(void.action == .remove ? .order : .voidLine)
        return try await act(on: target, stamp: stamp, by: caller, at: now) { before, tx in
            Outcome(
                order: try before.voiding(line, void, newId: .make(at: now)), act: .lineVoided, lineIds: [line],
                reason: void.reason, detail: void.action.rawValue,
                businessDate: try tx.session.storeSettings(tx.store)?.businessDay?.date(of: now))
        }
    }

    func send(
        _ lines: [LineID]?, of target: Target, stamp: CommandStamp?, by caller: Caller, at now: Timestamp
    ) async throws -> Answer {
        try caller.require(.order)
        return try await act(on: target, stamp: stamp, by: caller, at: now) { before, _ in
            let order = try before.sending(lines)
            let sent = zip(before.lines, order.lines).filter { $0.status != $1.status }.map { $1.id }
            return sent.isEmpty ? nil : Outcome(order: order, act: .sent, lineIds: sent)
        }
    }

    func discount(
        _ forms: [DiscountForm], on target: Target, by caller: Caller, at now: Timestamp
    ) async throws -> Answer {
        try caller.require(.discount)
        let discounts = forms.map { form in
            OrderDiscount(
                id: form.id ?? .make(at: now), kind: form.kind, value: form.value, lineId: form.lineId,
                reason: form.reason.trimmingCharacters(in: .whitespacesAndNewlines),
                by: caller.approval?.by.text ?? caller.actor)
        }
        let detail = try JSON.text(discounts)
        return try await act(on: target, stamp: nil, by: caller, at: now) { before, _ in
            Outcome(order: try before.discounted(discounts), act: .discounted, detail: detail)
        }
    }

    func cancel(
        _ target: Target, reason: String, stamp: CommandStamp?, by caller: Caller, at now: Timestamp
    ) async throws -> Answer {
        try caller.require(.order)
        return try await act(on: target, stamp: stamp, by: caller, at: now) { before, _ in
            if before.hasSentLines { try caller.require(.cancelOrder) }
            return Outcome(order: try before.cancelled(because: reason), act: .cancelled, reason: reason)
        }
    }

    func move(
        _ target: Target, to table: TableID, stamp: CommandStamp?, by caller: Caller, at now: Timestamp
    ) async throws -> Answer {
        try caller.require(.order)
        return try await act(on: target, stamp: stamp, by: caller, at: now) { before, tx in
            guard let found = try Orders.table(table, in: tx) else { throw OrderRejection.tableUnknown }
            return Outcome(order: try before.moved(to: (found.id, found.name)), act: .moved)
        }
    }

    /// Load, decide, save, tell the kitchen, record; nothing when the act changes nothing.
    private func act(
        on target: Target, stamp: CommandStamp?, by caller: Caller, at now: Timestamp,
        _ decide: @escaping @Sendable (Order, Transaction) throws -> Outcome?
    ) async throws -> Answer {
        try await database.command(stamp, by: caller, at: now, status: 200) { tx in
            let before = try target.order(in: tx)
            guard let outcome = try decide(before, tx) else { return OrderView(before) }
            try tx.update(outcome.order, from: before)
            let tickets = try tx.tellKitchen(outcome.order, since: before).ticketIds
            try tx.record(
                OrderChanged(
                    outcome.order, outcome.act, lineIds: outcome.lineIds, reason: outcome.reason,
                    detail: outcome.detail, ticketIds: tickets, businessDate: outcome.businessDate))
            return OrderView(outcome.order)
        }
    }
}
