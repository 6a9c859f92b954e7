import Contracts
import Hummingbird
import Platform

/// Staff and terminals over HTTP.
struct StaffRoutes: Sendable {
    let staff: StaffMembers
    let terminals: Terminals
    let pairings = RateLimit(burst: 10, interval: 5)

    func add(to router: Router<AppContext>) {
        let api = router.group("api/v1")
        api.get("staff", use: list)
        api.post("staff", use: hire)
        api.patch("staff/:id", use: change)
        api.delete("staff/:id", use: dismiss)
        api.get("terminals", use: terminalList)
        api.post("terminals", use: addTerminal)
        api.post("terminals/pair", use: pair)
        api.get("terminals/self", use: ownTerminal)
        api.post("terminals/:id/code", use: renewCode)
        api.delete("terminals/:id", use: removeTerminal)
    }

    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        guard caller.role.rank > 0 else { throw AccessRejection.rightMissing(.manageStaff) }
        return try Reply.json(try request.page(of: try await staff.list(caller.store).map(StaffView.init)))
    }

    @Sendable func hire(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let form = try await request.decoded(StaffChange.self)
        let stamp = try request.stamp(id: form.id?.text, secretFree: form.secretFree)
        return Reply.answer(try await staff.hire(form, stamp: stamp, by: caller, at: .now))
    }

    @Sendable func change(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let form = try await request.decoded(StaffChange.self)
        let member = try await staff.change(
            try context.id("id"), form, expected: request.matchedVersion, by: caller, at: .now)
        return try Reply.json(StaffView(member), version: member.version)
    }

    @Sendable func dismiss(_ request: Request, _ context: AppContext) async throws -> Response {
        try await staff.dismiss(
            try context.id("id"), expected: request.matchedVersion, by: try context.authenticated(), at: .now)
        return Reply.nothing()
    }

    @Sendable func terminalList(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        guard caller.role.rank > 0 || caller.terminal != nil else { throw AccessRejection.rightMissing(.manageStaff) }
        return try Reply.json(try request.page(of: try await terminals.list(caller.store)))
    }

    @Sendable func addTerminal(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let form = try await request.decoded(Terminals.Form.self)
        let stamp = try request.stamp(id: form.id?.text, secretFree: form)
        return Reply.answer(try await terminals.add(form, stamp: stamp, by: caller, at: .now))
    }

    struct PairForm: Codable, Sendable {
        let code: String
    }

    @Sendable func pair(_ request: Request, _ context: AppContext) async throws -> Response {
        try pairings.take(context.clientAddress(request), at: .now)
        let form = try await request.decoded(PairForm.self)
        return try Reply.json(try await terminals.pair(code: form.code, at: .now), status: .created)
    }

    @Sendable func ownTerminal(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        guard let id = caller.terminal else { throw AccessRejection.notFound }
        return try Reply.json(try await terminals.view(id, of: caller.store))
    }

    @Sendable func renewCode(_ request: Request, _ context: AppContext) async throws -> Response {
        try Reply.json(
            try await terminals.renewCode(of: try context.id("id"), by: try context.authenticated(), at: .now))
    }

    @Sendable func removeTerminal(_ request: Request, _ context: AppContext) async throws -> Response {
        try await terminals.remove(try context.id("id"), by: try context.authenticated(), at: .now)
        return Reply.nothing()
    }
}
