import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Platform

/// Advice over HTTP; all of it needs the right to see figures.
struct ConsultingsRoutes: Sendable {
    let consultings: Consultings

    func add(to router: Router<AppContext>) {
        let api = router.group("api/v1")
        api.post("consultings", use: ask)
        api.get("consultings", use: list)
        api.get("consultings/:id", use: job)
        api.delete("consultings/:id", use: cancel)
    }

    @Sendable func ask(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.caller(with: .seeFigures)
        let form = try await request.decoded(ConsultingRequest.self)
        let stamp = try request.stamp(id: form.id?.text, secretFree: form)
        let answer = try await consultings.ask(form, stamp: stamp, by: caller, at: .now)
        let accepted = try JSON.decode(Consultings.Accepted.self, from: answer.body)
        var response = Reply.answer(answer)
        response.headers[.location] = "/api/v1/consultings/\(accepted.id)"
        return response
    }

    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.caller(with: .seeFigures)
        return try Reply.json(
            try await consultings.list(
                of: caller.store, after: request.query("after"), limit: try request.limit()))
    }

    /// The job with its report, byte for byte as it was stored.
    @Sendable func job(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.caller(with: .seeFigures)
        let job = try await consultings.job(try context.id("id"), of: caller.store)
        let view = try JSON.text(ConsultingView(job))
        return Reply.text(
            view.dropLast() + ",\"report\":" + (job.report ?? "null") + "}", "application/json; charset=utf-8")
    }

    @Sendable func cancel(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.caller(with: .seeFigures)
        try await consultings.cancel(try context.id("id"), by: caller, at: .now)
        return Reply.nothing()
    }
}
