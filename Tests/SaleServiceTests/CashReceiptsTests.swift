import Contracts
import Platform
import TestSupport
import Testing

@testable import SaleService

/// What a provider does to a cash receipt, and a refund.
@Suite struct CashReceiptsTests {
    private func sold(_ shop: Shop) async throws -> SaleID {
        try await shop.post("sales", shop.cash(try await shop.order().id)).decode(SaleReply.self).id
    }

    private func ask(_ shop: Shop, _ id: SaleID, _ issue: @escaping IssueCashReceipt) async throws -> CashReceiptView {
        let receipts = CashReceipts(database: shop.sales, issue: issue)
        let form = CashReceiptForm(purpose: .incomeDeduction, number: "01012345678")
        let answer = try await receipts.request(form, of: id, stamp: nil, by: shop.caller(), at: .now)
        #expect(answer.status == 201)
        return try JSON.decode(CashReceiptView.self, from: answer.body)
    }

    private struct Away: Error {}

    @Test(arguments: TestEngine.available)
    func `a provider's yes or no is the answer, its silence leaves the request on the list`(
        engine: TestEngine
    ) async throws {
        try await Shop.open(engine) { shop in
            let yes = try await ask(shop, try await sold(shop)) { order in
                #expect(order.number == "01012345678" && order.amount == 11_000 && order.attempt == 1)
                return .issued(approvalNumber: "G7")
            }
            #expect(yes.state == "issued" && yes.approvalNumber == "G7")
            let no = try await ask(shop, try await sold(shop)) { _ in .failed(reason: "없는 번호") }
            #expect(no.state == "failed" && no.reason == "없는 번호")
            let silent = try await sold(shop)
            #expect(try await ask(shop, silent) { _ in throw Away() }.state == "requested")
            let waiting = try await shop.get("cash-receipts").decode(Page<CashReceiptView>.self)
            #expect(waiting.data.map(\.saleId) == [silent])
        }
    }

    @Test(arguments: TestEngine.available)
    func `a refund adjusts the cash receipt in its own transaction`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let id = try await sold(shop)
            #expect(try await ask(shop, id) { _ in .issued(approvalNumber: "G7") }.state == "issued")
            let caller = shop.caller()
            let store = shop.store
            let sale = try #require(try await shop.sales.read { try $0.sale(id, of: store) }).sale
            let some = try Refund.sample(of: sale, RefundForm(amount: 4000, reason: "변심"))
            try await shop.sales.transaction(by: caller) { try $0.adjustCashReceipt(for: some) }
            let rest = try #require(try await shop.sales.read { try $0.cashReceipt(of: id, store: store) })
            #expect(rest.state == .requested && rest.amount == 7000 && rest.attempt == 2)
            let moved = try await shop.recorded().compactMap { try $0.decoded(CashReceiptMoved.self) }
            #expect(moved.map(\.state) == [.requested, .issued, .cancelled, .requested])
            let whole = try Refund.sample(of: sale)
            try await shop.sales.transaction(by: caller) { try $0.adjustCashReceipt(for: whole) }
            let last = try await shop.sales.read { try $0.cashReceipt(of: id, store: store) }
            #expect(last?.state == .cancelled)
            try await shop.sales.transaction(by: caller) { try $0.adjustCashReceipt(for: whole) }
            #expect(try await shop.recorded().last?.type == CashReceiptMoved.type)
        }
    }

    @Test(arguments: TestEngine.available)
    func `twenty tills that ask for the same cash receipt at once get one`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let id = try await sold(shop)
            let body = #"{"purpose": "income-deduction"}"#
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<20 {
                    group.addTask { try await shop.post("sales/\(id)/cash-receipt", body).status }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.filter { $0 == 201 }.count == 1)
            #expect(statuses.filter { $0 == 409 }.count == 19)
        }
    }
}
