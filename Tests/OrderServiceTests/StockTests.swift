import Contracts
import Platform
import TestSupport
import Testing

@testable import OrderService

@Suite struct StockTests {
    private func count(_ shop: Shop, _ pieces: Int) async throws {
        let stew = shop.item(shop.stew, "김치찌개", 9000, groups: [shop.extras], stock: pieces)
        try await shop.hear(.item, [stew, StockSet(id: shop.stew.text, count: pieces)])
    }

    private func left(_ shop: Shop) async throws -> Int? {
        let (store, stew) = (shop.store, shop.stew.text)
        return try await shop.database.read { try $0.stockLeft(of: stew, store: store) }
    }

    @Test(arguments: TestEngine.available)
    func `pieces are counted when they are sent, and no more are sent than there are`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            try await count(shop, 5)
            let order = try await shop.order("table", x: 3)
            #expect(try await left(shop) == 5, "a draft takes nothing")
            #expect(try await shop.post("orders/\(order.id)/send", "{}").status == 200)
            #expect(try await left(shop) == 2)
            let much = try await shop.post(
                "orders", #"{"channel": "table", "send": true, "lines": [\#(shop.stewLine(x: 3))]}"#)
            #expect(much.code == "item-sold-out" && much.status == 409)
            #expect(try await left(shop) == 2, "a refusal takes nothing")
            _ = try await shop.order("table", x: 2, #", "send": true"#)
            #expect(try await left(shop) == 0)
            let none = try await shop.post("orders", #"{"channel": "table", "lines": [\#(shop.stewLine())]}"#)
            #expect(none.code == "item-sold-out", "at zero it cannot even be added")
        }
    }

    @Test(arguments: TestEngine.available)
    func `what was cancelled unmade comes back, a loss does not`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            try await count(shop, 9)
            let order = try await shop.order("table", x: 6, #", "send": true"#)
            let void = "orders/\(order.id)/lines/\(order.lines[0].id)/void"
            _ = try await shop.post(void, #"{"action": "cancel", "quantity": 2, "reason": "변심"}"#)
            #expect(try await left(shop) == 5)
            _ = try await shop.post(void, #"{"action": "loss", "quantity": 1, "reason": "쏟음"}"#)
            #expect(try await left(shop) == 5)
            _ = try await shop.post("orders/\(order.id)/cancel", #"{"reason": "손님 감"}"#)
            #expect(try await left(shop) == 8)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a new count replaces the old one, and a menu change does not`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            try await count(shop, 5)
            _ = try await shop.order("table", x: 4, #", "send": true"#)
            try await shop.hear(.item, [shop.item(shop.stew, "김치찌개", 9900, groups: [shop.extras], stock: 5)])
            #expect(try await left(shop) == 1)
            try await count(shop, 5)
            #expect(try await left(shop) == 5)
            try await shop.hear(.item, [shop.item(shop.stew, "김치찌개", 9900, groups: [shop.extras])])
            _ = try await shop.order("table", x: 50, #", "send": true"#)
            #expect(try await left(shop) == 5, "what is not counted any more is not counted down")
        }
    }

    @Test(arguments: TestEngine.available)
    func `a served piece that is cancelled comes back too`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            try await count(shop, 9)
            let order = try await shop.order("table", x: 2, #", "send": true"#)
            struct Tickets: Decodable {
                struct Ticket: Decodable {
                    let id: TicketID
                }

                let data: [Ticket]
            }
            let tickets: Tickets = try await shop.get("kitchen/tickets").decode()
            for ticket in tickets.data { _ = try await shop.post("kitchen/tickets/\(ticket.id)/serve", "{}") }
            let void = "orders/\(order.id)/lines/\(order.lines[0].id)/void"
            _ = try await shop.post(void, #"{"action": "cancel", "quantity": 1, "reason": "안 나감"}"#)
            #expect(try await left(shop) == 8)
        }
    }

    @Test(arguments: TestEngine.available)
    func `screens hear of a count when few are left, and when they are back`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            try await count(shop, 9)
            let heard = {
                try await shop.recorded().compactMap { try $0.decoded(StockChanged.self)?.left }
            }
            let order = try await shop.order("table", x: 3, #", "send": true"#)
            #expect(try await heard() == [9], "six are many")
            _ = try await shop.order("table", x: 1, #", "send": true"#)
            #expect(try await heard() == [9, 5])
            _ = try await shop.post("orders/\(order.id)/cancel", #"{"reason": "손님 감"}"#)
            #expect(try await heard() == [9, 5, 8])
        }
    }

    @Test(arguments: TestEngine.available)
    func `what is paid beyond the count is never refused and shown as oversold`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            try await count(shop, 2)
            let order = try await shop.order("takeout", x: 2)
            let sent = try await shop.order("takeout", x: 1, #", "send": true"#)
            for order in [order, sent] {
                let sale = PaidCheck.Sale(id: .make(), orderId: order.id, checkId: order.checks[0].id)
                try await shop.database.transaction(by: .service(.sale, for: shop.store)) { tx in
                    try Claims.close(sale, in: tx)
                }
            }
            #expect(try await left(shop) == -1)
            let paid = try await shop.order(order.id)
            #expect(paid.status == "paid")
            #expect(paid.checks.map(\.flags) == [["oversold"]])
            #expect(try await shop.order(sent.id).checks.map(\.flags) == [[]], "that one was there")
        }
    }

    @Test(arguments: TestEngine.available)
    func `Only a staff terminal reports what it already sold`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            try await count(shop, 1)
            let line = LineID.make()
            let body = """
                {"channel": "takeout", "send": true, "placedAt": "2025-03-04T03:00:00.000Z",
                 "lines": [{"id": "\(line)", "itemId": "\(shop.stew)", "quantity": 2}],
                 "recorded": {"lines": [{"id": "\(line)", "unitPrice": 8500, "amount": 17000}]}}
                """
            let refused = try await shop.post("orders", body)
            #expect(refused.code == "recorded-elsewhere" && refused.status == 422)
            let till = shop.caller(.cashier, terminal: shop.till)
            let form = try JSON.decode(Orders.Form.self, from: body)
            let answer = try await Orders(database: shop.database).place(form, stamp: nil, by: till, at: .now)
            let order = try JSON.decode(OrderReply.self, from: answer.body)
            #expect(order.total == 17_000, "as printed, not as the menu has it")
            #expect(order.checks.map(\.flags) == [["price-differs", "oversold"]])
            #expect(try await left(shop) == -1, "the pieces are gone, however long ago")
        }
    }

    @Test(arguments: TestEngine.available)
    func `twenty tills that want the last five get five`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            try await count(shop, 5)
            let body = #"{"channel": "takeout", "send": true, "lines": [\#(shop.stewLine())]}"#
            let placed = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<20 { group.addTask { try await shop.post("orders", body).status } }
                return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
            }
            #expect(placed == [201: 5, 409: 15])
            #expect(try await left(shop) == 0)
        }
    }
}
