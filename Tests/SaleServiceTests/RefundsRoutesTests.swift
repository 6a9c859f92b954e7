import Contracts
import HTTPTypes
import Platform
import TestSupport
import Testing

@testable import OrderService
@testable import SaleService

@Suite struct RefundsRoutesTests {
    private struct Sold: Decodable {
        struct Line: Decodable {
            let id: SaleLineID
        }

        struct Given: Decodable {
            let id: RefundID
            let total: Int64
        }

        let id: SaleID
        let status: String
        let refunded: Int64?
        let lines: [Line]
        let refunds: [Given]?
    }

    private func sell(_ shop: Shop, x quantity: Int = 2, _ channel: String = "takeout") async throws -> (
        OrderReply, Sold
    ) {
        let order = try await shop.order(x: quantity, channel, #", "send": true"#)
        let reply = try await shop.post("sales", shop.cash(order.id, Int64(quantity) * 11_000))
        try await shop.hearSales()
        return (order, try reply.decode())
    }

    private func pieces(_ sale: Sold, _ quantity: Int, _ more: String = "") -> String {
        #"{"lines": [{"saleLineId": "\#(sale.lines[0].id)", "quantity": \#(quantity)}], "reason": "변심"\#(more)}"#
    }

    @Test(arguments: TestEngine.available)
    func `a refund has its own number and leaves the sale as it was sold`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let (_, sale) = try await sell(shop)
            let reply = try await shop.post("sales/\(sale.id)/refunds", pieces(sale, 1))
            #expect(reply.status == 201)
            #expect(!reply.text.contains("\"cost\""))
            let given = try reply.decode(Refund.self)
            #expect([given.total, given.tax, given.net] == [11_000, 1000, 10_000])
            #expect(given.number.hasSuffix("-S-0002"), "sales and refunds share one series")
            #expect(given.tenders.map(\.amount) == [11_000])
            let after: Sold = try await shop.get("sales/\(sale.id)").decode()
            #expect(after.status == "partly-refunded" && after.refunded == 11_000)
            #expect(after.refunds?.map(\.id) == [given.id])
            #expect(try await shop.get("refunds/\(given.id)").text == reply.text)
            let listed = try await shop.get("refunds?from=\(given.businessDate)&to=\(given.businessDate)")
            #expect(try listed.decode(Page<RefundView>.self).data.map(\.refund.id) == [given.id])
            let rest = try await shop.post("sales/\(sale.id)/refunds", #"{"amount": 11000, "reason": "나머지"}"#)
            #expect(rest.status == 201)
            #expect(try await shop.get("sales/\(sale.id)").decode(Sold.self).status == "refunded")
            let more = try await shop.post("sales/\(sale.id)/refunds", #"{"amount": 1, "reason": "또"}"#)
            #expect(more.status == 409 && more.code == "refund-too-large")
            let goods = try await shop.post("sales/\(sale.id)/refunds", pieces(sale, 1))
            #expect(try goods.decode(Refund.self).total == 0, "the goods may still come back, without money")
            #expect(try await shop.post("sales/\(sale.id)/refunds", pieces(sale, 1)).code == "refund-too-large")
            #expect(
                try await shop.recorded().map(\.type) == ["sale.paid"] + Array(repeating: "sale.refunded", count: 3))
        }
    }

    @Test(arguments: TestEngine.available)
    func `sixty-four who refund the same sale at once give back what was sold, once`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let (_, sale) = try await sell(shop, x: 5)
            let answers = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<64 {
                    group.addTask { try await shop.post("sales/\(sale.id)/refunds", pieces(sale, 1)).status }
                }
                return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
            }
            #expect(answers == [201: 5, 409: 59])
            let after: Sold = try await shop.get("sales/\(sale.id)").decode()
            #expect(after.refunded == 55_000 && after.status == "refunded")
            #expect(after.refunds?.map(\.total).reduce(0, +) == 55_000)
        }
    }

    @Test(arguments: TestEngine.available)
    func `the same refund sent again is given once`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let (_, sale) = try await sell(shop)
            let body = pieces(sale, 1, #", "id": "\#(RefundID.make())""#)
            let first = try await shop.post("sales/\(sale.id)/refunds", body)
            let again = try await shop.post("sales/\(sale.id)/refunds", body)
            #expect(first.status == 201 && again.status == 200 && first.text == again.text)
            let other = try await shop.post("sales/\(sale.id)/refunds", body.replacing("변심", with: "불량"))
            #expect(other.code == "id-reused")
        }
    }

    @Test(arguments: TestEngine.available)
    func `A check is opened again only when all of it is given back at once`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let (order, sale) = try await sell(shop)
            let part = try await shop.post("sales/\(sale.id)/refunds", pieces(sale, 1, #", "reopen": true"#))
            #expect(part.code == "reopen-partly" && part.status == 422)
            try await shop.whileNewsTravels {
                let whole = try await shop.post("sales/\(sale.id)/refunds", pieces(sale, 2, #", "reopen": true"#))
                #expect(whole.status == 201)
            }
            #expect(try await shop.checks(of: order.id) == ["paid", "open"])
            #expect(try await shop.status(of: order.id) == "open")
            let again = try await shop.post("sales", shop.cash(order.id, 22_000))
            #expect(again.status == 201, "the same lines are sold again on the new check")
            try await shop.hearSales()
            #expect(try await shop.status(of: order.id) == "paid")
            let twice = try await shop.post("sales/\(sale.id)/refunds", #"{"amount": 1, "reason": "또"}"#)
            #expect(twice.code == "refund-too-large", "the first sale stays given back")
        }
    }

    private func count(_ shop: Shop, _ pieces: Int) async throws {
        try await shop.orders.transaction(by: .service(.order, for: shop.store)) { tx in
            try tx.keep(
                ItemChanged(
                    itemId: shop.stew, categoryId: .make(), name: "김치찌개", price: 11_000, cost: 3000,
                    taxClass: .taxable, openPrice: false, soldOut: false, soldOutUntil: nil, stock: pieces,
                    optionGroupIds: [], components: [], station: nil, hidden: false))
            try tx.count(StockSet(id: shop.stew.text, count: pieces))
        }
    }

    private func pieces(_ shop: Shop) async throws -> Int? {
        let (store, stew) = (shop.store, shop.stew.text)
        return try await shop.orders.read { try $0.stockLeft(of: stew, store: store) }
    }

    @Test(arguments: TestEngine.available)
    func `what is to be paid again was eaten, and a second payment was for nothing that was cooked`(
        engine: TestEngine
    ) async throws {
        try await Shop.open(engine) { shop in
            try await count(shop, 9)
            let (order, sale) = try await sell(shop)
            #expect(try await pieces(shop) == 7)
            _ = try await shop.post("sales/\(sale.id)/refunds", pieces(sale, 2, #", "reopen": true"#))
            try await shop.hearSales()
            #expect(try await pieces(shop) == 7, "nothing comes back onto the shelf")
            #expect(try await shop.post("sales", shop.cash(order.id, 22_000)).status == 201)
            try await shop.hearSales()
            #expect(try await pieces(shop) == 7)
            let till = TestCaller.token(shop.store, .cashier, terminal: shop.till)
            let check = try await shop.get("orders/\(order.id)").decode(OrderReply.self).checks[1].id
            let told = shop.cash(order.id, 22_000, #", "checkId": "\#(check)", "recorded": {"total": 22000}"#)
            let surplus: Sold = try await shop.post("sales", told, as: till).decode()
            let again = try await shop.post("sales/\(surplus.id)/refunds", pieces(surplus, 2, #", "reopen": true"#))
            #expect(again.code == "reopen-partly")
            #expect(try await shop.post("sales/\(surplus.id)/refunds", pieces(surplus, 2)).status == 201)
            try await shop.hearSales()
            #expect(try await pieces(shop) == 7)
            #expect(try await shop.checks(of: order.id) == ["paid", "paid"], "nobody owes again")
        }
    }

    @Test(arguments: TestEngine.available)
    func `goods that come back are counted again`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            try await count(shop, 9)
            let left = { try await pieces(shop) }
            let (_, sale) = try await sell(shop, x: 3)
            #expect(try await left() == 6)
            _ = try await shop.post("sales/\(sale.id)/refunds", pieces(sale, 1))
            try await shop.hearSales()
            #expect(try await left() == 7)
            let lost =
                #"{"lines": [{"saleLineId": "\#(sale.lines[0].id)", "quantity": 1, "restock": "loss"}], "reason": "쏟음"}"#
            _ = try await shop.post("sales/\(sale.id)/refunds", lost)
            _ = try await shop.post("sales/\(sale.id)/refunds", #"{"amount": 100, "reason": "사과"}"#)
            try await shop.hearSales()
            #expect(try await left() == 7)
        }
    }

    @Test(arguments: TestEngine.available)
    func `giving back needs the right, a reason and a sale of this store`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let (_, sale) = try await sell(shop)
            let path = "sales/\(sale.id)/refunds"
            #expect(try await shop.post(path, pieces(sale, 1), as: shop.cashier).code == "right-missing")
            #expect(try await shop.post(path, pieces(sale, 1), as: TestCaller.owner(.make())).status == 404)
            #expect(try await shop.get("refunds/\(RefundID.make())").status == 404)
            #expect(try await shop.send(.get, "refunds", as: TestCaller.server(shop.store)).status == 403)
            let unknown = pieces(sale, 1, #", "terminalId": "\#(TerminalID.make())""#)
            #expect(try await shop.post(path, unknown).code == "terminal-unknown")
            let early = pieces(sale, 1, #", "at": "2001-01-01T00:00:00Z""#)
            #expect(try await shop.post(path, early).code == "refund-invalid", "before it was sold")
            let late = pieces(sale, 1, #", "at": "2901-01-01T00:00:00Z""#)
            #expect(try await shop.post(path, late).code == "time-in-future")
        }
    }

    @Test(arguments: TestEngine.available)
    func `A reason has 1 to 200 characters`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let (_, sale) = try await sell(shop)
            for reason in ["", "  ", String(repeating: "가", count: 201)] {
                let body = #"{"amount": 100, "reason": "\#(reason)"}"#
                let refused = try await shop.post("sales/\(sale.id)/refunds", body)
                #expect(refused.code == "reason-invalid")
            }
        }
    }
}
