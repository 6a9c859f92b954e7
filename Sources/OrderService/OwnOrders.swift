import Contracts
import Platform

/// What kiosks and QR guests may do: place an order of their own, add to it and follow it; others' do not exist.
enum OwnOrders {
    /// The form as this caller may send it: a kiosk's or guest's channel and table are not its to choose, and neither
    /// are a printed number, a time or a price.
    static func checked(_ form: Orders.Form, by caller: Caller) throws -> Orders.Form {
        if caller.may(.order) { return form }
        try caller.require(.placeOwn)
        if form.placedAt != nil { try caller.require(.backdate) }
        try checkSize(form.lines ?? [], by: caller)
        guard caller.role != .guest || caller.table != nil else { throw AccessRejection.rightMissing(.placeOwn) }
        return Orders.Form(
            id: form.id, channel: caller.role == .guest ? .qr : .kiosk, tableId: caller.table, guests: form.guests,
            note: form.note, placedAt: nil, number: nil, send: caller.role == .guest && form.send == true,
            lines: form.lines, recorded: form.recorded)
    }

    /// Throws when somebody without the right to take orders wants more than a party eats.
    static func checkSize(_ lines: [LineRequest], by caller: Caller) throws {
        guard !caller.may(.order) else { return }
        guard lines.count <= 50, lines.allSatisfy({ $0.quantity <= 20 }) else { throw OrderRejection.ownOrderTooLarge }
    }

    /// The order, or 404 when the caller sees only its own and this is another's.
    static func visible(_ order: Order, to caller: Caller) throws -> Order {
        guard caller.may(.order) || order.placedBy == caller.actor else { throw AccessRejection.notFound }
        return order
    }
}
