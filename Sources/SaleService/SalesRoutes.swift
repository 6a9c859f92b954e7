import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Platform

/// Sales over HTTP.
struct SalesRoutes: Sendable {
    let sales: Sales
    let pendings: PendingSales

    func add(to router: Router<AppContext>) {
        let api = router.group("api/v1/sales")
        api.post(use: sell)
        api.get(use: list)
        api.get(":id", use: get)
        router.post("internal/sale/sales/:id/question", use: question)
    }

    @Sendable func sell(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let form = try await request.decoded(Sales.Form.self)
        let stamp = try request.stamp(id: form.id?.text, secretFree: form)
        if form.pending == true {
            return Reply.answer(
                try await pendings.open(form, key: try request.idempotencyKey, stamp: stamp, by: caller, at: .now))
        }
        return Reply.answer(
            try await sales.sell(form, key: try request.idempotencyKey, stamp: stamp, by: caller, at: .now))
    }

    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.caller(with: .sell)
        var method: TenderMethod?
        if let text = request.query("method") {
            guard let known = TenderMethod(rawValue: text) else {
                throw AccessRejection.fieldInvalid(pointer: "/method")
            }
            method = known
        }
        let filter = SaleFilter(
            from: try request.date("from") ?? .stored("0000-01-01"),
            to: try request.date("to") ?? .stored("9999-12-31"),
            method: method, flag: try flag(request),
            limit: try request.limit())
        return try Reply.json(try await sales.list(filter, after: request.query("after"), of: caller.store))
    }

    /// A flag's name: letters and hyphens, so that it is no pattern.
    private func flag(_ request: Request) throws -> String? {
        guard let text = request.query("flag") else { return nil }
        guard !text.isEmpty, text.allSatisfy({ $0.isASCII && ($0.isLetter || $0 == "-") }) else {
            throw AccessRejection.fieldInvalid(pointer: "/flag")
        }
        return text
    }

    @Sendable func get(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let id: SaleID = try context.id("id")
        if let waiting = try await pendings.pending(id, for: caller), waiting.status != .paid {
            return try Reply.json(PendingSales.View(waiting))
        }
        return try Reply.json(try await sales.detail(id, for: caller))
    }

    @Sendable func question(_ request: Request, _ context: AppContext) async throws -> Response {
        let store = try context.internalCaller().store
        guard let check = request.query("checkId").flatMap(CheckID.init) else {
            throw AccessRejection.fieldInvalid(pointer: "/checkId")
        }
        let exists = try await sales.question(try context.id("id"), check: check, store: store, at: .now)
        return try Reply.json(["exists": exists])
    }
}
