import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Platform

/// Receipts over HTTP: the form follows the Accept header.
struct ReceiptsRoutes: Sendable {
    let receipts: Receipts

    func add(to router: Router<AppContext>) {
        let sales = router.group("api/v1/sales/:id")
        sales.get("receipt", use: receipt)
        sales.post("prints", use: countPrint)
        let refunds = router.group("api/v1/refunds/:id")
        refunds.get("receipt", use: refundReceipt)
        refunds.post("prints", use: countRefundPrint)
    }

    @Sendable func receipt(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let id: SaleID = try context.id("id")
        _ = try await receipts.sales.sale(id, for: caller)
        let receipt = try await receipts.receipt(id, store: caller.store)
        let form = try ReceiptForm(request)
        let link = form == .escPos ? try await receipts.link(of: id, store: caller.store) : nil
        return try form.reply(receipt, ReceiptSheet(receipt, language: context.language, link: link), request)
    }

    @Sendable func refundReceipt(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.caller(with: .sell)
        let id: RefundID = try context.id("id")
        let receipt = try await receipts.receipt(id, store: caller.store)
        return try ReceiptForm(request).reply(receipt, ReceiptSheet(receipt, language: context.language), request)
    }

    @Sendable func countPrint(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.caller(with: .sell)
        let stamp = try request.stamp(secretFree: [String: String]())
        let id: SaleID = try context.id("id")
        return Reply.answer(try await receipts.countPrint(id, stamp: stamp, by: caller, at: .now))
    }

    @Sendable func countRefundPrint(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.caller(with: .sell)
        let stamp = try request.stamp(secretFree: [String: String]())
        let id: RefundID = try context.id("id")
        return Reply.answer(try await receipts.countPrint(id, stamp: stamp, by: caller, at: .now))
    }
}

/// The form of a receipt that a request asks for.
enum ReceiptForm: String {
    case json = "application/json"
    case html = "text/html"
    case text = "text/plain"
    case escPos = "application/vnd.escpos"

    init(_ request: Request, offered: [ReceiptForm] = [.json, .html, .text, .escPos]) throws {
        self = request.preferred(of: offered.map(\.rawValue)).flatMap(Self.init) ?? .json
    }

    /// The answer in this form; `value` is its JSON.
    func reply(_ value: some Encodable, _ sheet: ReceiptSheet, _ request: Request) throws -> Response {
        let columns = try columns(request)
        switch self {
        case .json: return try Reply.json(value)
        case .html: return Reply.text(ReceiptHTML.render(sheet), "text/html; charset=utf-8")
        case .text: return Reply.text(ReceiptText.render(sheet, columns: columns), "text/plain; charset=utf-8")
        case .escPos:
            let bytes = EscPos(columns: columns).bytes(ReceiptPage.render(sheet))
            return Response(
                status: .ok, headers: [.contentType: rawValue, .cacheControl: "no-store"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        }
    }

    private func columns(_ request: Request) throws -> Int {
        switch request.query("columns") {
        case nil, "42": 42
        case "32": 32
        default: throw SaleRejection.columnsInvalid
        }
    }
}
