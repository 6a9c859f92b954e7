import Contracts
import Hummingbird
import Platform

/// Option groups over HTTP.
struct OptionGroupsRoutes: Sendable {
    let groups: OptionGroups

    func add(to router: Router<AppContext>) {
        let api = router.group("api/v1")
        api.get("option-groups", use: list)
        api.post("option-groups", use: add)
        api.patch("option-groups/:id", use: change)
        api.delete("option-groups/:id", use: hide)
    }

    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.caller(with: .readMenu)
        let withCost = caller.may(.seeCost)
        let list = try await groups.list(caller.store)
        return try Reply.json(try request.page(of: list.map { OptionGroupView($0, withCost: withCost) }))
    }

    @Sendable func add(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let form = try await request.decoded(OptionGroupChange.self)
        let stamp = try request.stamp(id: form.id?.text, secretFree: form)
        return Reply.answer(try await groups.add(form, stamp: stamp, by: caller, at: .now))
    }

    @Sendable func change(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let form = try await request.decoded(OptionGroupChange.self)
        let group = try await groups.change(
            try context.id("id"), form, expected: request.matchedVersion, by: caller, at: .now)
        return try Reply.json(OptionGroupView(group, withCost: caller.may(.seeCost)), version: group.version)
    }

    @Sendable func hide(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        try await groups.hide(try context.id("id"), expected: request.matchedVersion, by: caller, at: .now)
        return Reply.nothing()
    }
}
