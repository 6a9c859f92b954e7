import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Platform

/// Payments under way over HTTP.
struct PendingSalesRoutes: Sendable {
    let pendings: PendingSales

    func add(to router: Router<AppContext>) {
        let api = router.group("api/v1/sales")
        api.get("pending", use: list)
        api.post(":id/tenders", use: ask)
        api.post(":id/tenders/:tender/result", use: answer)
        api.delete(":id", use: cancel)
    }

    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.caller(with: .sell)
        return try Reply.json(Page(data: try await pendings.open(of: caller.store)))
    }

    @Sendable func ask(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let form = try await request.decoded(TenderForm.self)
        let stamp = try request.stamp(id: form.id?.text, secretFree: form)
        return Reply.answer(
            try await pendings.ask(form, of: try context.id("id"), stamp: stamp, by: caller, at: .now))
    }

    @Sendable func answer(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let result = try await request.decoded(TenderResult.self)
        return try Reply.json(
            try await pendings.answer(
                try context.id("tender"), of: try context.id("id"), result, by: caller, at: .now))
    }

    @Sendable func cancel(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        try await pendings.cancel(try context.id("id"), by: caller, at: .now)
        return Reply.nothing()
    }
}
