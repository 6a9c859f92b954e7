import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Platform

/// Splitting, merging and taking back over HTTP.
struct BillsRoutes: Sendable {
    let bills: Bills

    func add(to router: Router<AppContext>) {
        let api = router.group("api/v1/orders/:id")
        api.post("checks", use: split)
        api.delete("checks/:check", use: putBack)
        api.post("merge", use: merge)
        api.post("undo", use: undo)
    }

    @Sendable func split(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let form = try await request.decoded(CheckSplit.self)
        let stamp = try request.stamp(id: form.id?.text, secretFree: form)
        return Reply.answer(
            try await bills.split(form, of: try OrderActs.Target(request, context), stamp: stamp, by: caller, at: .now))
    }

    @Sendable func putBack(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let order = try await bills.putBack(
            try context.id("check"), of: try OrderActs.Target(request, context), by: caller, at: .now)
        return try Reply.json(OrderView(order), version: order.version)
    }

    struct MergeForm: Codable, Sendable {
        let fromOrderId: OrderID
    }

    @Sendable func merge(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let form = try await request.decoded(MergeForm.self)
        let stamp = try request.stamp(secretFree: form)
        return Reply.answer(
            try await bills.merge(
                form.fromOrderId, into: try OrderActs.Target(request, context), stamp: stamp, by: caller, at: .now))
    }

    @Sendable func undo(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let stamp = try request.stamp(secretFree: [String]())
        return Reply.answer(
            try await bills.undo(try OrderActs.Target(request, context), stamp: stamp, by: caller, at: .now))
    }
}
