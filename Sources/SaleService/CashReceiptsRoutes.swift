import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Platform

/// Cash receipts over HTTP.
struct CashReceiptsRoutes: Sendable {
    let receipts: CashReceipts

    struct IssuedForm: Codable, Sendable {
        let approvalNumber: String
    }

    struct FailedForm: Codable, Sendable {
        let reason: String
    }

    func add(to router: Router<AppContext>) {
        let sale = router.group("api/v1/sales/:id/cash-receipt")
        sale.post(use: request)
        sale.delete(use: cancel)
        let api = router.group("api/v1/cash-receipts")
        api.get(use: list)
        api.post(":id/issued", use: issued)
        api.post(":id/failed", use: failed)
    }

    @Sendable func request(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let form = try await request.decoded(CashReceiptForm.self)
        let stamp = try request.stamp(secretFree: form.masked)
        return Reply.answer(
            try await receipts.request(form, of: try context.id("id"), stamp: stamp, by: caller, at: .now))
    }

    @Sendable func cancel(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        try await receipts.cancel(try context.id("id"), by: caller, at: .now)
        return Reply.nothing()
    }

    @Sendable func issued(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let form = try await request.decoded(IssuedForm.self)
        return try Reply.json(
            try await receipts.issued(try context.id("id"), form.approvalNumber, by: caller, at: .now))
    }

    @Sendable func failed(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let form = try await request.decoded(FailedForm.self)
        return try Reply.json(try await receipts.failed(try context.id("id"), form.reason, by: caller, at: .now))
    }

    /// What is to be issued, unless another state is asked for.
    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.caller(with: .sell)
        let (from, to, limit) = (try request.date("from"), try request.date("to"), try request.limit())
        let state = request.query("state") ?? CashReceiptState.requested.rawValue
        if state == "missing" {
            let after = try cursor(request, SaleCursor.init)
            return try Reply.json(
                try await receipts.missing(
                    from: from, to: to, after: after, limit: limit, of: caller.store, at: .now))
        }
        guard let state = CashReceiptState(rawValue: state) else {
            throw AccessRejection.fieldInvalid(pointer: "/state")
        }
        let filter = CashReceiptFilter(
            state: state, from: from ?? .stored("0000-01-01"), to: to ?? .stored("9999-12-31"),
            after: try cursor(request, CashReceiptCursor.init), limit: limit)
        return try Reply.json(try await receipts.list(filter, of: caller.store))
    }

    private func cursor<Cursor>(_ request: Request, _ read: (String) -> Cursor?) throws -> Cursor? {
        try request.query("after").map { text in
            guard let cursor = read(text) else { throw AccessRejection.fieldInvalid(pointer: "/after") }
            return cursor
        }
    }
}
