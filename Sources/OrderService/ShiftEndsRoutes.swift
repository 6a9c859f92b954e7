import Contracts
import Hummingbird
import Platform

/// The end of a shift over HTTP, for the Sale service only.
struct ShiftEndsRoutes: Sendable {
    let ends: ShiftEnds

    func add(to router: Router<AppContext>) {
        router.get("internal/order/open-orders") { _, context in
            try Reply.json(try await ends.open(of: try context.internalCaller().store))
        }
        router.post("internal/order/orders/:id/void") { request, context in
            let store = try context.internalCaller().store
            let form = try await request.decoded(OrderVoiding.self)
            try await ends.void(try context.id("id"), form, store: store, at: .now)
            return try Reply.json(["voided": true])
        }
    }
}
