import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Platform

/// Bills over HTTP: the form follows the Accept header.
struct PrintedBillsRoutes: Sendable {
    let bills: PrintedBills

    func add(to router: Router<AppContext>) {
        let api = router.group("api/v1/orders/:id/checks/:check")
        api.get("bill", use: bill)
        api.post("prints", use: countPrint)
    }

    @Sendable func bill(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let columns = try columns(request)
        let bill = try await bills.bill(
            try context.id("check"), of: try context.id("id"), for: caller, at: .now)
        let page = BillPage.render(bill, language: context.language)
        switch request.preferred(of: ["text/plain", "application/vnd.escpos"]) {
        case "application/vnd.escpos":
            return Reply.bytes(EscPos(columns: columns).bytes(page), "application/vnd.escpos")
        default: return Reply.text(PlainText(columns: columns).text(page), "text/plain; charset=utf-8")
        }
    }

    @Sendable func countPrint(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let stamp = try request.stamp(secretFree: [String: String]())
        return Reply.answer(
            try await bills.countPrint(
                of: try context.id("check"), order: try context.id("id"), stamp: stamp, by: caller, at: .now))
    }

    private func columns(_ request: Request) throws -> Int {
        switch request.query("columns") {
        case nil, "42": 42
        case "32": 32
        default: throw OrderRejection.columnsInvalid
        }
    }
}
