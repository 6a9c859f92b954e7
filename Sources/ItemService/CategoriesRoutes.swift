import Contracts
import HTTPTypes
import Hummingbird
import Platform

/// Categories over HTTP.
struct CategoriesRoutes: Sendable {
    let categories: Categories

    func add(to router: Router<AppContext>) {
        let api = router.group("api/v1")
        api.get("categories", use: list)
        api.post("categories", use: add)
        api.put("categories/order", use: reorder)
        api.patch("categories/:id", use: change)
        api.delete("categories/:id", use: hide)
    }

    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> Response {
        let (list, version) = try await categories.list(try context.caller(with: .readMenu).store)
        return try Reply.json(try request.page(of: list.map(CategoryView.init)), version: version)
    }

    @Sendable func add(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let form = try await request.decoded(CategoryChange.self)
        let stamp = try request.stamp(id: form.id?.text, secretFree: form)
        return Reply.answer(try await categories.add(form, stamp: stamp, by: caller, at: .now))
    }

    @Sendable func change(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let form = try await request.decoded(CategoryChange.self)
        let category = try await categories.change(
            try context.id("id"), form, expected: request.matchedVersion, by: caller, at: .now)
        return try Reply.json(CategoryView(category), version: category.version)
    }

    @Sendable func hide(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        try await categories.hide(try context.id("id"), expected: request.matchedVersion, by: caller, at: .now)
        return Reply.nothing()
    }

    @Sendable func reorder(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.caller(with: .manageMenu)
        guard request.headers[.ifMatch] != nil else { throw AccessRejection.versionRequired }
        let order = try await request.decoded([CategoryID].self)
        let (list, version) = try await categories.reorder(
            order, expected: request.matchedVersion, by: caller, at: .now)
        return try Reply.json(Page(data: list.map(CategoryView.init)), version: version)
    }
}
