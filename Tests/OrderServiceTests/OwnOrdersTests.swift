import Contracts
import HTTPTypes
import Platform
import TestSupport
import Testing

@testable import OrderService

/// What a kiosk and a QR guest can send, and what of it counts.
@Suite struct OwnOrdersTests {
    private struct Placed: Decodable {
        let id: OrderID
        let number, channel: String
        let tableId: TableID?
        let total: Int64
    }

    private func guest(_ shop: Shop, at table: TableID?) -> String {
        TestCaller.sign(
            AccessClaims(
                sub: SessionID.make().text, store: shop.store, role: .guest, rights: Role.guest.rights, terminal: nil,
                sid: nil, table: table, at: .now))
    }

    @Test(arguments: TestEngine.available)
    func `a guest orders for its own table at the menu's prices, whatever it sends`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            try await shop.drawFloor()
            let guest = guest(shop, at: shop.tables[0])
            let body = """
                {"channel": "takeout", "tableId": "\(shop.tables[1])", "number": "A-999", "send": true,
                "lines": [{"itemId": "\(shop.stew)", "quantity": 2, "unitPrice": 1, "options": []}]}
                """
            let placed: Placed = try await shop.post("orders", body, as: guest).decode()
            #expect(placed.channel == "qr" && placed.tableId == shop.tables[0])
            #expect(placed.number == "Q-001")
            #expect(placed.total == 18_000)
            let open = #"{"channel": "qr", "lines": [{"itemId": "\#(shop.fish)", "quantity": 1, "unitPrice": 5}]}"#
            #expect(try await shop.post("orders", open, as: guest).status == 403, "market prices are staff's")
            let past = #"{"channel": "qr", "placedAt": "2025-03-04T03:00:00Z", "lines": [\#(shop.stewLine())]}"#
            #expect(try await shop.post("orders", past, as: guest).status == 403)
            let nowhere = self.guest(shop, at: nil)
            #expect(try await shop.post("orders", body, as: nowhere).status == 403)
            let own = try await shop.order(placed.id)
            for (path, body) in [
                ("send", "{}"), ("cancel", #"{"reason": "x"}"#), ("undo", "{}"),
                ("move", #"{"tableId": "\#(shop.tables[1])"}"#), ("merge", #"{"fromOrderId": "\#(OrderID.make())"}"#),
                ("checks", #"{"of": "\#(own.checks[0].id)", "by": "people", "count": 2}"#),
                ("lines/\(own.lines[0].id)/void", #"{"action": "cancel", "reason": "x"}"#),
            ] {
                #expect(try await shop.post("orders/\(placed.id)/\(path)", body, as: guest).status == 403, "\(path)")
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a kiosk's order is cooked when it is paid, not before`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let kiosk = TestCaller.token(shop.store, .kiosk, terminal: shop.till)
            let body = #"{"channel": "table", "send": true, "lines": [\#(shop.stewLine())]}"#
            let placed: OrderReply = try await shop.post("orders", body, as: kiosk).decode()
            let more = #"{"send": true, "lines": [\#(shop.stewLine())]}"#
            #expect(try await shop.post("orders/\(placed.id)/lines", more, as: kiosk).status == 201)
            #expect(try await shop.order(placed.id).lines.map(\.status) == ["draft", "draft"])
            #expect(placed.number.hasPrefix("A-"))
        }
    }

    @Test(arguments: TestEngine.available)
    func `A guest or a kiosk orders at most 50 lines of at most 20 pieces each`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            try await shop.drawFloor()
            let guest = guest(shop, at: shop.tables[0])
            let order = { (lines: [String]) in #"{"channel": "qr", "lines": [\#(lines.joined(separator: ","))]}"# }
            let many = Array(repeating: shop.stewLine(), count: 51)
            for lines in [many, [shop.stewLine(x: 21)]] {
                let reply = try await shop.post("orders", order(lines), as: guest)
                #expect(reply.status == 422 && reply.code == "own-order-too-large")
            }
            let placed: OrderReply = try await shop.post("orders", order([shop.stewLine(x: 20)]), as: guest).decode()
            let more = try await shop.post(
                "orders/\(placed.id)/lines", #"{"lines": [\#(shop.stewLine(x: 21))]}"#, as: guest)
            #expect(more.code == "own-order-too-large")
            #expect(try await shop.post("orders", order([shop.stewLine(x: 21)])).status == 201, "staff may")
        }
    }

    @Test(arguments: TestEngine.available)
    func `a guest's key is its own, so that it neither gets nor blocks another's answer`(
        engine: TestEngine
    ) async throws {
        try await Shop.open(engine) { shop in
            try await shop.drawFloor()
            let body = #"{"channel": "qr", "lines": [\#(shop.stewLine())]}"#
            let key = ["Idempotency-Key": "one"]
            let owner: OrderReply = try await shop.send(.post, "orders", body, headers: key).decode()
            let guest = guest(shop, at: shop.tables[0])
            for _ in 0..<2 {
                let reply = try await shop.send(.post, "orders", body, as: guest, headers: key)
                #expect((try reply.decode() as OrderReply).id != owner.id)
            }
            #expect((try await shop.get("orders").decode() as OrderPage).data.count == 2)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a table that orders too fast has to wait`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            try await shop.drawFloor()
            let body = #"{"channel": "qr", "lines": [\#(shop.stewLine())]}"#
            var seen: [Int: Int] = [:]
            for _ in 0..<10 {
                let reply = try await shop.post(
                    "orders", body, as: guest(shop, at: shop.tables[0]))
                seen[reply.status, default: 0] += 1
            }
            #expect(seen == [201: 6, 429: 4])
            #expect(try await shop.post("orders", body, as: guest(shop, at: shop.tables[1])).status == 201)
            #expect(try await shop.post("orders", body).status == 201, "staff are not held up")
        }
    }
}
