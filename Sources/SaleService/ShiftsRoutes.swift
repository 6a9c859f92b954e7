import Contracts
import HTTPTypes
import Hummingbird
import Platform

/// Shifts over HTTP.
struct ShiftsRoutes: Sendable {
    let shifts: Shifts

    func add(to router: Router<AppContext>) {
        let api = router.group("api/v1/shifts")
        api.post(use: open)
        api.get(use: list)
        api.get("current", use: current)
        api.post(":id/movements", use: move)
        api.get(":id/report", use: report)
        api.post(":id/close", use: close)
    }

    @Sendable func open(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let form = try await request.decoded(Shifts.OpenForm.self)
        let stamp = try request.stamp(id: form.id?.text, secretFree: form)
        return Reply.answer(try await shifts.open(form, stamp: stamp, by: caller, at: .now))
    }

    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.caller(with: .sell)
        return try Reply.json(
            try await shifts.list(
                from: try request.date("from") ?? .stored("0000-01-01"),
                to: try request.date("to") ?? .stored("9999-12-31"), after: request.query("after"),
                limit: try request.limit(), of: caller.store))
    }

    @Sendable func current(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.caller(with: .sell)
        guard let terminal = request.query("terminalId").flatMap(TerminalID.init) ?? caller.terminal else {
            throw AccessRejection.fieldInvalid(pointer: "/terminalId")
        }
        return try Reply.json(try await shifts.current(of: terminal, store: caller.store))
    }

    @Sendable func move(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let form = try await request.decoded(Shifts.MovementForm.self)
        let stamp = try request.stamp(id: form.id?.text, secretFree: form)
        return Reply.answer(
            try await shifts.move(form, of: try context.id("id"), stamp: stamp, by: caller, at: .now))
    }

    @Sendable func report(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.caller(with: .sell)
        return try Reply.json(try await shifts.report(try context.id("id"), for: caller))
    }

    @Sendable func close(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let form = try await request.decoded(Shifts.CloseForm.self)
        let stamp = try request.stamp(secretFree: form)
        return Reply.answer(
            try await shifts.close(form, of: try context.id("id"), stamp: stamp, by: caller, at: .now))
    }
}
