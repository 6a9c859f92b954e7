import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Platform

/// Orders over HTTP.
struct OrdersRoutes: Sendable {
    let orders: Orders
    let acts: OrderActs
    let news: OrderNews
    /// A photograph of a table's QR code must not flood the kitchen.
    let guestOrders = RateLimit(burst: 6, interval: 20)

    func add(to router: Router<AppContext>) {
        let api = router.group("api/v1/orders")
        api.post(use: place)
        api.get(use: list)
        api.get(":id", use: get)
        api.patch(":id", use: describe)
        api.post(":id/lines", use: addLines)
        api.patch(":id/lines/:line", use: changeLine)
        api.post(":id/lines/:line/void", use: voidLine)
        api.post(":id/send", use: send)
        api.put(":id/discounts", use: discount)
        api.post(":id/cancel", use: cancel)
        api.post(":id/move", use: move)
    }

    @Sendable func place(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        try takeTurn(caller)
        let form = try await request.decoded(Orders.Form.self)
        let stamp = try request.stamp(id: form.id?.text, secretFree: form)
        return Reply.answer(try await orders.place(form, stamp: stamp, by: caller, at: .now))
    }

    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.caller(with: .order)
        var filter = OrderFilter(limit: try request.limit())
        if let text = request.query("status") {
            guard let status = Order.Status(rawValue: text) else {
                throw AccessRejection.fieldInvalid(pointer: "/status")
            }
            filter.status = status
        }
        if let text = request.query("tableId") {
            guard let id = TableID(text) else { throw AccessRejection.fieldInvalid(pointer: "/tableId") }
            filter.tableId = id
        }
        return try Reply.json(
            try await orders.list(
                filter, from: try request.date("from"), to: try request.date("to"), after: request.query("after"),
                of: caller.store))
    }

    @Sendable func get(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        if !caller.may(.order) { try caller.require(.placeOwn) }
        let order = try OwnOrders.visible(
            try await news.order(try context.id("id"), of: caller.store), to: caller)
        return try Reply.json(OrderView(order), version: order.version)
    }

    @Sendable func addLines(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        try takeTurn(caller)
        let form = try await request.decoded(Orders.AddForm.self)
        let stamp = try request.stamp(id: form.id?.text, secretFree: form)
        let id: OrderID = try context.id("id")
        do {
            return Reply.answer(try await orders.add(form, to: id, stamp: stamp, by: caller, at: .now))
        } catch OrderRejection.checkClaimed {
            // The payment may be booked already; then the answer is that it is paid.
            _ = try await news.order(id, of: caller.store)
            return Reply.answer(try await orders.add(form, to: id, stamp: stamp, by: caller, at: .now))
        }
    }

    @Sendable func describe(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let form = try await request.decoded(OrderActs.DetailsForm.self)
        return Reply.answer(
            try await acts.change(try OrderActs.Target(request, context), to: form, by: caller, at: .now))
    }

    @Sendable func changeLine(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let change = try await request.decoded(LineChange.self)
        return Reply.answer(
            try await acts.change(
                try context.id("line"), of: try OrderActs.Target(request, context), change, by: caller, at: .now))
    }

    @Sendable func voidLine(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let void = try await request.decoded(LineVoid.self)
        let stamp = try request.stamp(secretFree: void)
        return Reply.answer(
            try await acts.void(
                try context.id("line"), of: try OrderActs.Target(request, context), void, stamp: stamp, by: caller,
                at: .now))
    }

    struct SendForm: Codable, Sendable {
        let lineIds: [LineID]?
    }

    @Sendable func send(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let form = try await request.decoded(SendForm.self)
        let stamp = try request.stamp(secretFree: form)
        return Reply.answer(
            try await acts.send(
                form.lineIds, of: try OrderActs.Target(request, context), stamp: stamp, by: caller, at: .now))
    }

    @Sendable func discount(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let forms = try await request.decoded([OrderActs.DiscountForm].self)
        return Reply.answer(
            try await acts.discount(forms, on: try OrderActs.Target(request, context), by: caller, at: .now))
    }

    struct CancelForm: Codable, Sendable {
        let reason: String
    }

    @Sendable func cancel(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let form = try await request.decoded(CancelForm.self)
        let stamp = try request.stamp(secretFree: form)
        return Reply.answer(
            try await acts.cancel(
                try OrderActs.Target(request, context), reason: form.reason, stamp: stamp, by: caller, at: .now))
    }

    struct MoveForm: Codable, Sendable {
        let tableId: TableID
    }

    @Sendable func move(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let form = try await request.decoded(MoveForm.self)
        let stamp = try request.stamp(secretFree: form)
        return Reply.answer(
            try await acts.move(
                try OrderActs.Target(request, context), to: form.tableId, stamp: stamp, by: caller, at: .now))
    }

    private func takeTurn(_ caller: Caller) throws {
        if let table = caller.table { try guestOrders.take("\(caller.store) \(table)", at: .now) }
    }

}

extension OrderActs.Target {
    /// The order in the path, and the version in `If-Match`.
    init(_ request: Request, _ context: AppContext) throws {
        self.init(id: try context.id("id"), version: request.matchedVersion)
    }
}

/// Reading an order while one of its checks is being paid: Sale's news is waited for, so that the answer that says
/// "paid" is never followed by a read that says "open".
struct OrderNews: Sendable {
    let orders: Orders
    let listeners: [Listener]
    let peers: Peers

    func order(_ id: OrderID, of store: StoreID) async throws -> Order {
        let order = try await orders.order(id, of: store)
        guard order.checks.contains(where: { $0.status == .claimed }) else { return order }
        do {
            _ = try await peers.catchUp(listeners, with: .sale, store: store)
        } catch {
            return order  // Sale is away; what Order knows is still true.
        }
        return try await orders.order(id, of: store)
    }
}
