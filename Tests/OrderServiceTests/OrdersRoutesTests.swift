import Contracts
import HTTPTypes
import Platform
import TestSupport
import Testing

@testable import OrderService

@Suite struct OrdersRoutesTests {
    @Test(arguments: TestEngine.available)
    func `a price is the menu's when ordered, whatever a client says and the menu says later`(
        engine: TestEngine
    ) async throws {
        try await Shop.open(engine) { shop in
            let forged = shop.stewLine(x: 2, #", "unitPrice": 1, "amount": 1, "options": ["\#(shop.egg)"]"#)
            let reply = try await shop.post("orders", #"{"channel": "table", "total": 1, "lines": [\#(forged)]}"#)
            #expect(reply.status == 201)
            #expect(!reply.text.contains("\"cost\""))
            let order = try reply.decode(OrderReply.self)
            #expect(order.total == 19_000)
            try await shop.hear(.item, [shop.item(shop.stew, "김치전골", 12_000, groups: [shop.extras])])
            #expect(try await shop.order(order.id).lines.map(\.unitPrice) == [9000])
            let added = try await shop.post("orders/\(order.id)/lines", #"{"lines": [\#(shop.stewLine())]}"#)
            #expect(added.status == 201)
            let lines = try added.decode(AddedReply.self)
            #expect(lines.lines.map(\.unitPrice) == [12_000])
            #expect(lines.total == 31_000)
            #expect(try await shop.order(order.id).lines.map(\.name) == ["김치찌개", "김치전골"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `eight writers who add fifty lines each lose none and double none`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order("table", x: 1)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<8 {
                    group.addTask {
                        for index in 0..<50 {
                            let body = #"{"id": "\#(CommandID.make())", "lines": [\#(shop.stewLine(x: writer + 1))]}"#
                            let reply = try await shop.post("orders/\(order.id)/lines", body, as: shop.server)
                            #expect(reply.status == 201)
                            guard index % 5 == 0 else { continue }
                            let again = try await shop.post("orders/\(order.id)/lines", body, as: shop.server)
                            #expect(again.status == 200, "a retry after a timeout adds nothing")
                        }
                    }
                }
                try await group.waitForAll()
            }
            let full = try await shop.order(order.id)
            #expect(full.lines.count == 401)
            #expect(Set(full.lines.map(\.id)).count == 401)
            for writer in 1...8 { #expect(full.lines.dropFirst().count { $0.quantity == writer } == 50) }
            #expect(full.total == 9000 * (1 + 50 * 36))
            #expect(full.checks.map(\.total) == [full.total])
            #expect(full.version == order.version + 400)
        }
    }

    @Test(arguments: TestEngine.available)
    func `an order sent again is the same order, and another body under its id is refused`(
        engine: TestEngine
    ) async throws {
        try await Shop.open(engine) { shop in
            let id = OrderID.make()
            let body = #"{"id": "\#(id)", "channel": "takeout", "lines": [\#(shop.stewLine())]}"#
            let replies = try await withThrowingTaskGroup(of: TestReply.self) { group in
                for _ in 0..<12 { group.addTask { try await shop.post("orders", body) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(replies.count { $0.status == 201 } == 1)
            #expect(replies.count { $0.status == 200 && $0.header("Idempotency-Replayed") == "true" } == 11)
            #expect(Set(replies.map(\.text)).count == 1)
            let other = body.replacing("takeout", with: "delivery")
            #expect(try await shop.post("orders", other).code == "id-reused")
            #expect(try await shop.get("orders").decode(OrderPage.self).data.map(\.id) == [id])
            #expect(try await shop.recorded().map(\.type) == ["order.placed"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `an order of another store does not exist`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order()
            let stranger = TestCaller.owner(.make())
            let path = "orders/\(order.id)"
            let line = "\(path)/lines/\(order.lines[0].id)"
            let calls: [(HTTPRequest.Method, String, String)] = [
                (.get, path, ""), (.post, path + "/lines", #"{"lines": [\#(shop.stewLine())]}"#),
                (.patch, line, #"{"quantity": 2}"#), (.post, line + "/void", #"{"action": "remove", "reason": "x"}"#),
                (.post, path + "/send", "{}"), (.put, path + "/discounts", "[]"),
                (.post, path + "/cancel", #"{"reason": "x"}"#),
                (.post, path + "/move", #"{"tableId": "\#(shop.tables[0])"}"#),
            ]
            for (method, path, body) in calls {
                let reply = try await shop.send(method, path, body, as: stranger)
                #expect(reply.status == 404, "\(method) \(path): \(reply.text)")
            }
            #expect(try await shop.send(.get, "orders", as: stranger).decode(OrderPage.self).data.isEmpty)
            #expect(try await shop.get("orders/nonsense").status == 404)
            #expect(try await shop.order(order.id).version == order.version)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a draft changed from an outdated version is refused`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order()
            let path = "orders/\(order.id)/lines/\(order.lines[0].id)"
            let changed = try await shop.send(.patch, path, #"{"quantity": 3, "version": 1}"#)
            #expect(try changed.decode(OrderReply.self).total == 27_000)
            let stale = try await shop.send(.patch, path, #"{"quantity": 5, "version": 1}"#)
            #expect(stale.status == 412)
            #expect(stale.code == "line-version-stale")
            let void = try await shop.post(path + "/void", #"{"action": "remove", "reason": "x", "version": 1}"#)
            #expect(void.status == 412)
            #expect(try await shop.order(order.id).total == 27_000)
        }
    }

    @Test(arguments: TestEngine.available)
    func `an act upon an order that has moved on is refused when it names the version it means`(
        engine: TestEngine
    ) async throws {
        try await Shop.open(engine) { shop in
            try await shop.drawFloor()
            let order = try await shop.order()
            let path = "orders/\(order.id)"
            let line = "\(path)/lines/\(order.lines[0].id)"
            let acts: [(HTTPRequest.Method, String, String)] = [
                (.patch, line, #"{"quantity": 2}"#), (.post, path + "/send", "{}"),
                (.put, path + "/discounts", "[]"), (.post, path + "/move", #"{"tableId": "\#(shop.tables[0])"}"#),
                (.post, line + "/void", #"{"action": "cancel", "reason": "x"}"#),
                (.post, path + "/cancel", #"{"reason": "x"}"#),
            ]
            _ = try await shop.post(path + "/lines", #"{"lines": [\#(shop.stewLine())]}"#)
            for (method, path, body) in acts {
                let stale = try await shop.send(
                    method, path, body, headers: ["If-Match": "\"\(order.version)\""])
                #expect(stale.status == 412, "\(method) \(path): \(stale.text)")
                #expect(stale.code == "version-stale")
                let now = try await shop.order(order.id).version
                let fresh = try await shop.send(method, path, body, headers: ["If-Match": "\"\(now)\""])
                #expect(fresh.status == 200, "\(method) \(path): \(fresh.text)")
                #expect(fresh.header("ETag") == "\"\(now + 1)\"")
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a part voided after sending is kept, struck, through the database`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order("table", x: 3, #", "send": true"#)
            #expect(order.lines.map(\.status) == ["sent"])
            let path = "orders/\(order.id)/lines/\(order.lines[0].id)/void"
            let body = #"{"action": "loss", "quantity": 1, "reason": "쏟음", "version": \#(order.lines[0].version)}"#
            let refused = try await shop.post(path, body, as: shop.server)
            #expect(refused.status == 403)
            #expect(refused.code == "right-missing")
            #expect(try await shop.post(path, body, as: shop.cashier).status == 200)
            let after = try await shop.order(order.id)
            #expect(after.lines.map(\.status) == ["sent", "loss"])
            #expect(after.lines.map(\.quantity) == [2, 1])
            #expect(after.total == 18_000)
            let event = try #require(try await shop.recorded().last?.decoded(OrderChanged.self))
            #expect(event.act == .lineVoided)
            #expect(event.reason == "쏟음")
        }
    }

    @Test(arguments: TestEngine.available)
    func `each right is asked for`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order("table", x: 1, #", "send": true"#)
            let path = "orders/\(order.id)"
            let discount = #"[{"kind": "percent", "value": 10, "reason": "단골"}]"#
            #expect(try await shop.send(.put, path + "/discounts", discount, as: shop.cashier).code == "right-missing")
            #expect(
                try await shop.post(path + "/cancel", #"{"reason": "x"}"#, as: shop.cashier).code == "right-missing")
            let kitchen = TestCaller.token(shop.store, .kitchen)
            #expect(try await shop.post("orders", #"{"channel": "table"}"#, as: kitchen).status == 403)
            #expect(try await shop.app.send(.get, "/api/v1/orders").status == 401)
            #expect(try await shop.send(.put, path + "/discounts", discount).decode(OrderReply.self).total == 8100)
            let cancelled = try await shop.post(path + "/cancel", #"{"reason": "손님 감"}"#)
            #expect(try cancelled.decode(OrderReply.self).status == "cancelled")
        }
    }

    @Test(arguments: TestEngine.available)
    func `a market price comes from staff only`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let body =
                #"{"channel": "table", "lines": [{"itemId": "\#(shop.fish)", "quantity": 1, "unitPrice": 70000}]}"#
            let server = try await shop.post("orders", body, as: shop.server)
            #expect(server.status == 403)
            #expect(server.code == "right-missing")
            #expect(try await shop.post("orders", body, as: shop.cashier).decode(OrderReply.self).total == 70_000)
            try await shop.hear(.item, [shop.item(shop.fish, "회", 0, openPrice: true, soldOut: true)])
            #expect(try await shop.post("orders", body, as: shop.cashier).code == "item-sold-out")
        }
    }

    @Test(arguments: TestEngine.available)
    func `guests and the note change whenever they become known`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            struct Details: Decodable {
                let guests: Int
                let note: String?
                let version: Int64
            }
            let order = try await shop.order("table", x: 2, #", "guests": 2, "send": true"#)
            let path = "orders/\(order.id)"
            let more = try await shop.send(.patch, path, #"{"guests": 4, "version": \#(order.version)}"#)
            #expect(more.status == 200)
            #expect(try more.decode(Details.self).guests == 4)
            let stale = try await shop.send(.patch, path, #"{"guests": 5, "version": \#(order.version)}"#)
            #expect(stale.status == 412)
            let noted = try await shop.send(.patch, path, #"{"note": "창가"}"#).decode(Details.self)
            #expect(noted.note == "창가" && noted.guests == 4)
            let same = try await shop.send(.patch, path, #"{"guests": 4}"#).decode(Details.self)
            #expect(same.version == noted.version, "what changes nothing is no change")
            #expect(try await shop.send(.patch, path, #"{"note": ""}"#).decode(Details.self).note == nil)
            #expect(try await shop.send(.patch, path, #"{"guests": 1000}"#).code == "guests-invalid")
            #expect(try await shop.send(.patch, path, #"{"guests": 1}"#, as: TestCaller.owner(.make())).status == 404)
            _ = try await shop.post("\(path)/cancel", #"{"reason": "감"}"#)
            #expect(try await shop.send(.patch, path, #"{"guests": 1}"#).code == "order-cancelled")
        }
    }
}
