import Contracts
import Hummingbird
import Platform

/// Refunds over HTTP.
struct RefundsRoutes: Sendable {
    let refunds: Refunds

    func add(to router: Router<AppContext>) {
        router.group("api/v1/sales").post(":id/refunds", use: refund)
        let api = router.group("api/v1/refunds")
        api.get(use: list)
        api.get(":id", use: get)
    }

    @Sendable func refund(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let form = try await request.decoded(RefundForm.self)
        let stamp = try request.stamp(id: form.id?.text, secretFree: form)
        return Reply.answer(
            try await refunds.refund(form, of: try context.id("id"), stamp: stamp, by: caller, at: .now))
    }

    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.caller(with: .sell)
        return try Reply.json(
            try await refunds.list(
                from: try request.date("from") ?? .stored("0000-01-01"),
                to: try request.date("to") ?? .stored("9999-12-31"), after: request.query("after"),
                limit: try request.limit(), of: caller.store))
    }

    @Sendable func get(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.caller(with: .sell)
        return try Reply.json(RefundView(try await refunds.refund(try context.id("id"), of: caller.store).refund))
    }
}
