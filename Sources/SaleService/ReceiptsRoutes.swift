import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Platform

/// Receipts over HTTP: the form follows the Accept header.
struct ReceiptsRoutes: Sendable {
    let receipts: Receipts

    func add(to router: Router<AppContext>) {
        let api = router.group("api/v1/sales/:id")
        api.get("receipt", use: receipt)
        api.post("prints", use: countPrint)
    }

    @Sendable func receipt(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let columns = try columns(request)
        let id: SaleID = try context.id("id")
        _ = try await receipts.sales.sale(id, for: caller)
        let receipt = try await receipts.receipt(id, store: caller.store)
        switch request.preferred(of: ["application/json", "text/html", "text/plain"]) {
        case "text/plain":
            let text = ReceiptText.render(receipt, columns: columns, language: context.language)
            return Reply.text(text, "text/plain; charset=utf-8")
        case "text/html":
            return Reply.text(ReceiptHTML.render(receipt, language: context.language), "text/html; charset=utf-8")
        default: return try Reply.json(receipt)
        }
    }

    private func columns(_ request: Request) throws -> Int {
        switch request.query("columns") {
        case nil, "42": 42
        case "32": 32
        default: throw SaleRejection.columnsInvalid
        }
    }

    @Sendable func countPrint(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.caller(with: .sell)
        let stamp = try request.stamp(secretFree: [String: String]())
        return Reply.answer(
            try await receipts.countPrint(try context.id("id"), stamp: stamp, by: caller, at: .now))
    }
}
