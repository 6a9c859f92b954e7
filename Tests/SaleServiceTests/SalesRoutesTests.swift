import Contracts
import HTTPTypes
import Platform
import TestSupport
import Testing

@testable import SaleService

@Suite struct SalesRoutesTests {
    @Test(arguments: TestEngine.available)
    func `a sale copies the order as it was priced and shows no cost`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order(x: 3)
            let discounts = #"[{"kind": "percent", "value": 10, "reason": "단골"}]"#
            _ = try await shop.send(.put, "orders/\(order.id)/discounts", discounts)
            let forged = #", "total": 1, "tax": 0, "lines": [{"unitPrice": 1}], "discount": 29699"#
            let reply = try await shop.post("sales", shop.cash(order.id, 29_700, forged), as: shop.cashier)
            #expect(reply.status == 201)
            #expect(!reply.text.contains("\"cost\""))
            let sale = try reply.decode(SaleReply.self)
            #expect(sale.status == "paid")
            #expect([sale.subtotal, sale.discount, sale.total] == [33_000, 3300, 29_700])
            #expect([sale.tax, sale.net, sale.deposit, sale.rounding] == [2700, 27_000, 0, 0])
            #expect(sale.lines.map(\.amount) == [33_000])
            #expect(sale.lines.map(\.discount) == [3300])
            #expect(sale.lines.map(\.unitPrice) == [11_000])
            #expect(sale.flags.isEmpty)
            try await shop.hearSales()
            #expect(try await shop.status(of: order.id) == "paid")
            let read = try await shop.get("sales/\(sale.id)")
            #expect(read.text == reply.text)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a forged price buys nothing`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let line = #"{"itemId": "\#(shop.stew)", "quantity": 1, "unitPrice": 1, "amount": 1}"#
            let order: OrderReply = try await shop.post(
                "orders", #"{"channel": "takeout", "lines": [\#(line)]}"#
            ).decode()
            #expect(order.total == 11_000)
            let cheap = try await shop.post("sales", shop.cash(order.id, 1, #", "total": 1"#))
            #expect(cheap.status == 422)
            #expect(cheap.code == "tenders-do-not-cover")
            #expect(try await shop.booked().isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a check is free again after a payment that was refused`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order()
            let path = "orders/\(order.id)/lines"
            for amount in [Int64(10_999), 11_001, 0, -11_000, .min, .max, 10_000_000_001] {
                let reply = try await shop.post("sales", shop.cash(order.id, amount))
                #expect(reply.status == 422, "\(amount): \(reply.text)")
                #expect(try await shop.checks(of: order.id) == ["open"])
            }
            #expect(try await shop.post("sales", shop.cash(order.id).replacing("11000", with: "1e30")).status == 422)
            #expect(try await shop.post("sales", shop.cash(order.id).replacing("11000", with: "11000.5")).status == 422)
            let line = #"{"lines": [{"itemId": "\#(shop.stew)", "quantity": 1}]}"#
            #expect(try await shop.post(path, line).status == 201, "the check takes lines again")
            let sale: SaleReply = try await shop.post("sales", shop.cash(order.id, 22_000)).decode()
            #expect(sale.receiptNumber.hasSuffix("-S-0001"), "refused payments use up no number")
            #expect(try await shop.recorded().map(\.type) == ["sale.paid"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `several tenders and a card's approval are kept as given`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order(x: 5)
            let approval = #"{"number": "30012345", "issuer": "국민카드", "maskedNumber": "5327-50**-****-1234"}"#
            let reply = try await shop.post(
                "sales",
                #"""
                {"orderId": "\#(order.id)", "tenders": [
                    {"method": "cash", "amount": 15000, "received": 20000},
                    {"method": "card", "amount": 40000, "approval": \#(approval)}]}
                """#)
            #expect(reply.status == 201)
            #expect(reply.text.contains("30012345"))
            let sale = try reply.decode(SaleReply.self)
            #expect(sale.change == 5000)
            #expect(sale.tenders.map(\.amount) == [15_000, 40_000])
            #expect(sale.tenders.map(\.received) == [20_000, nil])
            #expect(try await shop.get("sales?method=card").decode(SalePage.self).data.map(\.id) == [sale.id])
            #expect(try await shop.get("sales?method=voucher").decode(SalePage.self).data.isEmpty)
            #expect(try await shop.get("sales?method=gold").status == 422)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a check of nothing is sold with no tender`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order()
            let gift = #"[{"kind": "amount", "value": 99999, "reason": "서비스"}]"#
            _ = try await shop.send(.put, "orders/\(order.id)/discounts", gift)
            let reply = try await shop.post("sales", #"{"orderId": "\#(order.id)", "tenders": []}"#)
            #expect(reply.status == 201)
            #expect(try reply.decode(SaleReply.self).total == 0)
            try await shop.hearSales()
            #expect(try await shop.status(of: order.id) == "paid")
        }
    }

    @Test(arguments: TestEngine.available)
    func `an order or a sale of another store does not exist`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order()
            let stranger = TestCaller.owner(.make())
            let foreign = try await shop.post("sales", shop.cash(order.id), as: stranger)
            #expect(foreign.status == 404)
            #expect(try await shop.checks(of: order.id) == ["open"])
            let sale: SaleReply = try await shop.post("sales", shop.cash(order.id)).decode()
            for path in ["sales/\(sale.id)", "sales/\(sale.id)/receipt"] {
                #expect(try await shop.send(.get, path, as: stranger).status == 404)
            }
            #expect(try await shop.post("sales/\(sale.id)/prints", "", as: stranger).status == 404)
            #expect(try await shop.send(.get, "sales", as: stranger).decode(SalePage.self).data.isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `selling needs the right, and the void question is for Order alone`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order()
            let server = TestCaller.server(shop.store)
            #expect(try await shop.post("sales", shop.cash(order.id), as: server).code == "right-missing")
            #expect(try await shop.send(.get, "sales", as: server).status == 403)
            #expect(try await shop.app.send(.post, "/api/v1/sales", body: shop.cash(order.id)).status == 401)
            let sale = SaleID.make()
            let question = try await shop.app.send(
                .post, "/internal/sale/sales/\(sale)/question", as: shop.owner, body: "{}")
            #expect(question.status == 404)
            #expect(try await shop.post("sales", shop.cash(order.id, id: sale)).status == 201)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a payment for a check that has grown since it was seen is refused`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order()
            let seen = order.checks[0].version
            _ = try await shop.post(
                "orders/\(order.id)/lines", #"{"lines": [{"itemId": "\#(shop.stew)", "quantity": 1}]}"#)
            let stale = try await shop.post("sales", shop.cash(order.id, 11_000, #", "checkVersion": \#(seen)"#))
            #expect(stale.status == 412)
            #expect(stale.code == "check-version-stale")
            let sold = try await shop.post("sales", shop.cash(order.id, 22_000, #", "checkVersion": \#(seen + 1)"#))
            #expect(sold.status == 201)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a late check at a paid table is sold by itself`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order(x: 2, "table")
            #expect(try await shop.post("sales", shop.cash(order.id, 22_000)).status == 201)
            try await shop.hearSales()
            _ = try await shop.post(
                "orders/\(order.id)/lines", #"{"lines": [{"itemId": "\#(shop.stew)", "quantity": 1}]}"#)
            #expect(try await shop.status(of: order.id) == "open")
            #expect(try await shop.post("sales", shop.cash(order.id, 11_000)).status == 201)
            try await shop.hearSales()
            #expect(try await shop.status(of: order.id) == "paid")
            let sales = try await shop.booked()
            #expect(sales.map(\.total) == [11_000, 22_000])
            #expect(Set(sales.map(\.orderId)) == [order.id])
            #expect(try await shop.post("sales", shop.cash(order.id)).code == "order-already-paid")
        }
    }
}
