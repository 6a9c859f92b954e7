import Contracts
import HTTPTypes
import Platform
import TestSupport
import Testing

@testable import SaleService

@Suite struct CashReceiptsRoutesTests {
    private let phone = "010-1234-5678"

    private func sold(_ shop: Shop, x quantity: Int = 1, _ more: String = "") async throws -> SaleReply {
        let order = try await shop.order(x: quantity)
        return try await shop.post("sales", shop.cash(order.id, Int64(quantity) * 11_000, more)).decode()
    }

    private func ask(_ shop: Shop, _ sale: SaleReply, _ more: String = "", key: String? = nil) async throws -> TestReply
    {
        try await shop.post(
            "sales/\(sale.id)/cash-receipt", #"{"purpose": "income-deduction"\#(more)}"#, as: shop.cashier,
            headers: key.map { ["Idempotency-Key": $0] } ?? [:])
    }

    private func listed(_ shop: Shop, _ query: String = "") async throws -> Page<CashReceiptView> {
        try await shop.get("cash-receipts" + query).decode()
    }

    @Test(arguments: TestEngine.available)
    func `a cash receipt is asked for, listed with its number, issued by hand and cancelled`(
        engine: TestEngine
    ) async throws {
        try await Shop.open(engine) { shop in
            let sale = try await sold(shop)
            let asked = try await ask(shop, sale, #", "number": "\#(phone)""#, key: "once")
            #expect(asked.status == 201)
            let again = try await ask(shop, sale, #", "number": "\#(phone)""#, key: "once")
            #expect(again.status == 200 && again.text == asked.text)
            #expect(try await ask(shop, sale).code == SaleRejection.cashReceiptExists.code)
            let view: CashReceiptView = try asked.decode()
            #expect(view.state == "requested" && view.amount == 11_000 && view.maskedNumber == "*******5678")
            #expect(view.number == nil)
            let waiting = try await listed(shop)
            #expect(waiting.data.map(\.number) == ["01012345678"] && waiting.next == nil)
            let path = "cash-receipts/\(sale.id)"
            let issued = try await shop.post(path + "/issued", #"{"approvalNumber": "G12345678"}"#, as: shop.cashier)
            #expect(issued.status == 200)
            #expect(try issued.decode(CashReceiptView.self).state == "issued")
            #expect(try await shop.post(path + "/issued", #"{"approvalNumber": "G12345678"}"#).text == issued.text)
            #expect(try await shop.post(path + "/failed", #"{"reason": "거절"}"#).status == 409)
            #expect(try await listed(shop).data.isEmpty)
            #expect(try await listed(shop, "?state=issued").data.map(\.approvalNumber) == ["G12345678"])
            let cancel = "sales/\(sale.id)/cash-receipt"
            #expect(try await shop.send(.delete, cancel, as: shop.cashier).code == "right-missing")
            for _ in 0..<2 { #expect(try await shop.send(.delete, cancel).status == 204) }
            #expect(try await listed(shop, "?state=cancelled").data.map(\.approvalNumber) == ["G12345678"])
            let recorded = try await shop.recorded()
            let states = try recorded.compactMap { try $0.decoded(CashReceiptMoved.self)?.state }
            #expect(states == [.requested, .issued, .cancelled])
            #expect(!recorded.contains { $0.data.contains("01012345678") || $0.data.contains(phone) })
        }
    }

    @Test(arguments: TestEngine.available)
    func `the number leaves its own table neither with the command nor with an answer`(
        engine: TestEngine
    ) async throws {
        try await Shop.open(engine) { shop in
            let asked = try await ask(shop, try await sold(shop), #", "number": "\#(phone)""#, key: "kept")
            #expect(!asked.text.contains("01012345678") && !asked.text.contains(phone))
            let kept = try await shop.sales.read { session in
                try session.rows("SELECT answer FROM commands").map { try $0.text(0) }
            }
            #expect(!kept.isEmpty && !kept.contains { $0.contains("01012345678") || $0.contains(phone) })
        }
    }

    @Test(arguments: TestEngine.available)
    func `one that failed is asked for again, or issued by hand after all`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let (first, second) = (try await sold(shop), try await sold(shop))
            for sale in [first, second] {
                #expect(try await ask(shop, sale).status == 201)
                let failed = try await shop.post("cash-receipts/\(sale.id)/failed", #"{"reason": "번호 오류"}"#)
                #expect(try failed.decode(CashReceiptView.self).reason == "번호 오류")
            }
            #expect(try await listed(shop, "?state=failed").data.count == 2)
            #expect(try await ask(shop, first, #", "number": "\#(phone)""#).status == 201)
            let byHand = try await shop.post("cash-receipts/\(second.id)/issued", #"{"approvalNumber": "G1"}"#)
            #expect(byHand.status == 200)
            #expect(try await listed(shop).data.map(\.saleId) == [first.id])
        }
    }

    @Test(arguments: TestEngine.available)
    func `the list goes on where it stopped, the oldest first`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            var asked: [SaleID] = []
            for _ in 0..<5 {
                let sale = try await sold(shop)
                #expect(try await ask(shop, sale).status == 201)
                asked.append(sale.id)
            }
            var (seen, after) = ([SaleID](), "")
            for _ in 0..<3 {
                let page = try await listed(shop, "?limit=2" + after)
                seen += page.data.map(\.saleId)
                after = page.next.map { "&after=" + $0 } ?? ""
            }
            #expect(Set(seen) == Set(asked) && seen.count == 5 && after.isEmpty)
            for query in ["?state=none", "?after=x", "?limit=0", "?state=missing&from=2020-01-01&to=2024-01-01"] {
                #expect(try await shop.get("cash-receipts" + query).code == "field-invalid", "\(query)")
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `sales from 100,000 won on without a cash receipt are listed as missing, today's unless told`(
        engine: TestEngine
    ) async throws {
        try await Shop.open(engine) { shop in
            let (large, covered, back) = (
                try await sold(shop, x: 10), try await sold(shop, x: 10), try await sold(shop, x: 10)
            )
            _ = try await sold(shop, x: 9)
            let card =
                #"{"orderId": "\#(try await shop.order(x: 10).id)", "tenders": [{"method": "card", "amount": 110000}]}"#
            #expect(try await shop.post("sales", card).status == 201)
            let old = try await sold(shop, x: 10, #", "soldAt": "2025-03-04T03:00:00.000Z""#)
            #expect(try await ask(shop, covered).status == 201)
            #expect(
                try await shop.post("sales/\(back.id)/refunds", #"{"amount": 110000, "reason": "변심"}"#).status == 201)
            let missing = try await listed(shop, "?state=missing")
            #expect(missing.data.map(\.saleId) == [large.id])
            #expect(missing.data.map(\.state) == ["missing"] && missing.data.map(\.amount) == [110_000])
            let range = "?state=missing&from=2025-03-04&to=2025-03-04"
            #expect(try await listed(shop, range).data.map(\.saleId) == [old.id])
            #expect(try await shop.send(.delete, "sales/\(covered.id)/cash-receipt").status == 204)
            let first = try await listed(shop, "?state=missing&limit=1")
            let second = try await listed(shop, "?state=missing&limit=1&after=\(first.next ?? "")")
            #expect(Set((first.data + second.data).map(\.saleId)) == [large.id, covered.id])
            #expect(second.next == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `what is absent or not allowed is said so`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let sale = try await sold(shop)
            let server = TestCaller.server(shop.store)
            let body = #"{"purpose": "income-deduction"}"#
            #expect(try await shop.post("sales/\(SaleID.make())/cash-receipt", body).status == 404)
            #expect(try await shop.post("sales/\(sale.id)/cash-receipt", body, as: server).status == 403)
            #expect(try await shop.post("sales/\(sale.id)/cash-receipt", #"{"purpose": "gift"}"#).status == 422)
            #expect(try await shop.send(.delete, "sales/\(sale.id)/cash-receipt").status == 404)
            #expect(try await shop.post("cash-receipts/\(sale.id)/issued", #"{"approvalNumber": "1"}"#).status == 404)
            #expect(try await shop.send(.get, "cash-receipts", as: server).status == 403)
        }
    }
}
