import Contracts
import Hummingbird
import Platform

/// The close of business days over HTTP.
struct SettlementsRoutes: Sendable {
    let settlements: Settlements

    func add(to router: Router<AppContext>) {
        let api = router.group("api/v1/settlements")
        api.post(use: settle)
        api.get(use: list)
        api.get(":date", use: get)
    }

    @Sendable func settle(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let form = try await request.decoded(Settlements.Form.self)
        let stamp = try request.stamp(secretFree: form)
        return Reply.answer(try await settlements.settle(form, stamp: stamp, by: caller, at: .now))
    }

    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.caller(with: .seeFigures)
        return try Reply.json(
            try await settlements.list(before: request.query("after"), limit: try request.limit(), of: caller.store))
    }

    @Sendable func get(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.caller(with: .seeFigures)
        guard let date = context.parameters.get("date").flatMap({ BusinessDate($0) }) else {
            throw AccessRejection.notFound
        }
        return try Reply.json(try await settlements.settlement(of: date, store: caller.store))
    }
}
