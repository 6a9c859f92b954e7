import Contracts
import HTTPTypes
import Hummingbird
import Platform

/// Items over HTTP.
struct ItemsRoutes: Sendable {
    let items: Items

    func add(to router: Router<AppContext>) {
        let api = router.group("api/v1")
        api.get("items", use: list)
        api.post("items", use: add)
        api.put("items/costs", use: setCosts)
        api.get("items/:id", use: one)
        api.patch("items/:id", use: change)
        api.delete("items/:id", use: hide)
    }

    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.caller(with: .readMenu)
        let category: CategoryID? = try id(in: request, "categoryId")
        let cursor: ItemID? = try id(in: request, "after")
        let limit = try request.limit()
        // One more than asked for tells whether another page follows.
        let found = try await items.page(of: caller.store, in: category, after: cursor, limit: limit + 1)
        let shown = found.prefix(limit)
        return try Reply.json(
            Page(data: shown.map { view($0, for: caller) }, next: found.count > limit ? shown.last?.id.text : nil))
    }

    @Sendable func one(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.caller(with: .readMenu)
        let item = try await items.item(try context.id("id"), of: caller.store)
        return try Reply.json(view(item, for: caller), version: item.version)
    }

    @Sendable func add(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let form = try await request.decoded(ItemChange.self)
        let stamp = try request.stamp(id: form.id?.text, secretFree: form)
        return Reply.answer(try await items.add(form, stamp: stamp, by: caller, at: .now))
    }

    @Sendable func change(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let form = try await request.decoded(ItemChange.self)
        let item = try await items.change(
            try context.id("id"), form, expected: request.matchedVersion, by: caller, at: .now)
        return try Reply.json(view(item, for: caller), version: item.version)
    }

    @Sendable func hide(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        try await items.hide(try context.id("id"), expected: request.matchedVersion, by: caller, at: .now)
        return Reply.nothing()
    }

    @Sendable func setCosts(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.caller(with: .manageMenu)
        let changes = try await request.decoded([CostChange].self)
        return try Reply.json(try await items.setCosts(changes, by: caller, at: .now))
    }

    private func view(_ item: Item, for caller: Caller) -> ItemView {
        ItemView(item, withCost: caller.may(.seeCost), at: .now)
    }

    /// An id of the query; 422 when it is not one.
    private func id<T>(in request: Request, _ name: String) throws -> Identifier<T>? {
        guard let text = request.query(name) else { return nil }
        guard let id = Identifier<T>(text) else { throw AccessRejection.fieldInvalid(pointer: "/\(name)") }
        return id
    }
}
