import Contracts
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
            for path in ["send", "cancel", "merge", "undo", "checks", "move"] {
                #expect(
                    try await shop.post("orders/\(placed.id)/\(path)", #"{"reason": "x"}"#, as: guest).status != 200)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a table that orders too fast has to wait`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            try await shop.drawFloor()
            let body = #"{"channel": "qr", "lines": [\#(shop.stewLine())]}"#
            var seen: [Int: Int] = [:]
            for index in 0..<10 {
                let reply = try await shop.post(
                    "orders", body, as: guest(shop, at: shop.tables[index % 2 == 0 ? 0 : 0]))
                seen[reply.status, default: 0] += 1
            }
            #expect(seen == [201: 6, 429: 4])
            #expect(try await shop.post("orders", body, as: guest(shop, at: shop.tables[1])).status == 201)
            #expect(try await shop.post("orders", body).status == 201, "staff are not held up")
        }
    }
}
