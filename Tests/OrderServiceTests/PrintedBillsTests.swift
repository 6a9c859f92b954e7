import Contracts
import HTTPTypes
import Platform
import TestSupport
import Testing

@testable import OrderService

@Suite struct PrintedBillsTests {
    private struct Printed: Decodable {
        let prints: Int
        let total: Int64
        let printedTotal: Int64
    }

    private let text = ["Accept": "text/plain"]

    private func path(_ order: OrderReply, _ index: Int = 0) -> String {
        "orders/\(order.id)/checks/\(order.checks[index].id)"
    }

    @Test(arguments: TestEngine.available)
    func `a bill shows what a check asks for and that it is not paid, and changes nothing`(
        engine: TestEngine
    ) async throws {
        try await Shop.open(engine) { shop in
            try await shop.drawFloor()
            let seat = #", "guests": 2, "tableId": "\#(shop.tables[0])""#
            let order = try await shop.order("table", x: 2, seat)
            let discounts = #"[{"kind": "percent", "value": 10, "reason": "단골"}]"#
            _ = try await shop.send(.put, "orders/\(order.id)/discounts", discounts)
            let before = try await shop.recorded().count
            let reply = try await shop.send(.get, path(order) + "/bill", as: shop.server, headers: text)
            #expect(reply.status == 200 && reply.header("content-type") == "text/plain; charset=utf-8")
            let rows = reply.text.split(separator: "\n").map(String.init)
            for part in ["계산서", "서울식당", "테이블 1", order.number, "김치찌개", "9,000 x 2", "-1,800", "16,200원"] {
                #expect(reply.text.contains(part), "\(part) in\n\(reply.text)")
            }
            #expect(rows.last?.trimmingPrefix { $0 == " " } == "아직 결제 전이에요")
            #expect(rows.allSatisfy { TextColumns.width($0) <= 42 })
            let english = try await shop.send(
                .get, path(order) + "/bill", headers: ["Accept": "text/plain", "Accept-Language": "en"])
            #expect(english.text.contains("Not paid yet") && english.text.contains("BILL"))
            #expect(try await shop.recorded().count == before)
            #expect(try await shop.order(order.id).version == order.version + 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `A bill is 32 or 42 columns wide`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order()
            for columns in ["40", "0", "", "wide"] {
                let reply = try await shop.send(.get, path(order) + "/bill?columns=\(columns)", headers: text)
                #expect(reply.status == OrderRejection.columnsInvalid.status)
                #expect(reply.code == OrderRejection.columnsInvalid.code)
            }
            for (query, columns) in [("", 42), ("?columns=42", 42), ("?columns=32", 32)] {
                let reply = try await shop.send(.get, path(order) + "/bill" + query, headers: text)
                #expect(reply.text.split(separator: "\n").map { TextColumns.width(String($0)) }.max() == columns)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a printer gets the bill in its own language`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order()
            let reply = try await shop.send(
                .get, path(order) + "/bill?columns=32", headers: ["Accept": "application/vnd.escpos"])
            #expect(reply.status == 200 && reply.header("content-type") == "application/vnd.escpos")
            #expect(reply.text.hasPrefix("\u{1B}@"))
        }
    }

    @Test(arguments: TestEngine.available)
    func `a printed bill is counted once per command and recorded, and goes along to the payment`(
        engine: TestEngine
    ) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order(x: 2)
            for _ in 0..<2 {
                let reply = try await shop.send(
                    .post, path(order) + "/prints", "", as: shop.server, headers: ["Idempotency-Key": "bill-1"])
                #expect(reply.status == 201 || reply.header("idempotency-replayed") == "true")
                let printed: Printed = try reply.decode()
                #expect(printed.prints == 1 && printed.total == 18_000 && printed.printedTotal == 18_000)
            }
            let lines = try await shop.post(
                "orders/\(order.id)/lines/\(order.lines[0].id)/void",
                #"{"action": "remove", "quantity": 1, "reason": "변심"}"#)
            #expect(lines.status == 200)
            let again: Printed = try await shop.post(path(order) + "/prints", "").decode()
            #expect(again.prints == 2 && again.total == 9000 && again.printedTotal == 18_000)
            let bills = try await shop.recorded().compactMap { try $0.decoded(BillPrinted.self) }
            #expect(bills.map(\.total) == [18_000, 9000] && bills.map(\.prints) == [1, 2])
            #expect(bills.map(\.checkId) == [order.checks[0].id, order.checks[0].id])
            let claims = Claims(database: shop.database, peers: .none)
            let claim = CheckClaim(orderId: order.id, checkId: nil, saleId: .make(), checkVersion: nil)
            let snapshot = try await claims.claim(claim, store: shop.store, at: .now)
            #expect(snapshot.printedTotal == 18_000 && snapshot.total == 9000 && snapshot.isBelowPrinted)
        }
    }

    @Test(arguments: TestEngine.available)
    func `bills are for those who take orders, in their own store, while there is something to pay`(
        engine: TestEngine
    ) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order()
            for (method, name) in [(HTTPRequest.Method.get, "/bill"), (.post, "/prints")] {
                let kitchen = TestCaller.token(shop.store, .kitchen)
                #expect(try await shop.send(method, path(order) + name, as: kitchen).status == 403)
                let stranger = TestCaller.owner(.make())
                #expect(try await shop.send(method, path(order) + name, as: stranger).status == 404)
                let unknown = "orders/\(order.id)/checks/\(CheckID.make())" + name
                #expect(try await shop.send(method, unknown).code == "check-unknown")
            }
            _ = try await shop.post("orders/\(order.id)/cancel", #"{"reason": "노쇼"}"#)
            #expect(try await shop.send(.get, path(order) + "/bill").code == "order-cancelled")
            #expect(try await shop.send(.post, path(order) + "/prints").code == "order-cancelled")
        }
    }

    @Test(arguments: TestEngine.available)
    func `a void tells the business date that it was done on`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order("table", x: 2, #", "send": true"#)
            _ = try await shop.post(
                "orders/\(order.id)/lines/\(order.lines[0].id)/void",
                #"{"action": "cancel", "quantity": 1, "reason": "변심"}"#)
            let changes = try await shop.recorded().compactMap { try $0.decoded(OrderChanged.self) }
            let void = try #require(changes.last { $0.act == .lineVoided })
            #expect(void.businessDate?.text == order.businessDate && void.detail == "cancel")
            #expect(changes.filter { $0.act != .lineVoided }.allSatisfy { $0.businessDate == nil })
        }
    }
}
