import Contracts
import Platform
import TestSupport
import Testing

@Suite struct OrderListsTests {
    /// All pages of a list, following the cursor.
    private func all(_ shop: Shop, _ query: String) async throws -> [OrderReply] {
        var found: [OrderReply] = []
        var cursor: String?
        for _ in 0..<50 {
            let after = cursor.map { "&after=\($0)" } ?? ""
            let page: OrderPage = try await shop.get("orders?limit=2\(query)\(after)").decode()
            #expect(page.data.count <= 2)
            found += page.data
            cursor = page.next
            if cursor == nil { return found }
        }
        Issue.record("the list never ends")
        return found
    }

    @Test(arguments: TestEngine.available)
    func `a list by cursor names every order once, the newest first`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            var placed: [OrderID] = []
            for moment in ["03:00:00", "03:00:00", "03:00:00", "04:00:00", "05:00:00", "05:00:00", "06:00:00"] {
                placed.append(try await shop.order("table", x: 1, #", "placedAt": "2025-03-04T\#(moment)Z""#).id)
            }
            let listed = try await all(shop, "")
            #expect(listed.count == 7)
            #expect(Set(listed.map(\.id)) == Set(placed))
            #expect(listed.first?.id == placed.last)
            #expect(Set(listed.suffix(3).map(\.id)) == Set(placed.prefix(3)))
            #expect(listed.allSatisfy { $0.lines.count == 1 })
        }
    }

    @Test(arguments: TestEngine.available)
    func `a last page that is just full promises no further one`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            for _ in 0..<4 { _ = try await shop.order() }
            let first: OrderPage = try await shop.get("orders?limit=2").decode()
            let cursor = try #require(first.next)
            let last: OrderPage = try await shop.get("orders?limit=2&after=\(cursor)").decode()
            #expect(last.data.count == 2)
            #expect(last.next == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `orders are found by status, table and business date`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            try await shop.drawFloor()
            let table = #", "tableId": "\#(shop.tables[0])""#
            let seated = try await shop.order("table", x: 1, table + #", "placedAt": "2025-03-04T19:59:00Z""#).id
            let next = try await shop.order("table", x: 1, #", "placedAt": "2025-03-04T20:00:00Z""#).id
            let gone = try await shop.order("takeout", x: 1, #", "placedAt": "2025-03-06T03:00:00Z""#).id
            _ = try await shop.post("orders/\(gone)/cancel", #"{"reason": "x"}"#)
            #expect(try await all(shop, "&status=open").map(\.id) == [next, seated])
            #expect(try await all(shop, "&status=cancelled").map(\.id) == [gone])
            #expect(try await all(shop, "&status=paid").isEmpty)
            #expect(try await all(shop, "&tableId=\(shop.tables[0])").map(\.id) == [seated])
            #expect(try await all(shop, "&tableId=\(shop.tables[0])&status=open").map(\.id) == [seated])
            #expect(try await all(shop, "&from=2025-03-04&to=2025-03-04").map(\.id) == [seated])
            #expect(try await all(shop, "&from=2025-03-05").map(\.id) == [gone, next])
            #expect(try await all(shop, "&status=open&from=2025-03-05&to=2025-03-05").map(\.id) == [next])
            for query in ["status=eaten", "tableId=1", "from=2025-02-30", "limit=0", "limit=201"] {
                #expect(try await shop.get("orders?\(query)").status == 422, "\(query)")
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a cursor that is none is refused by name`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            _ = try await shop.order()
            for cursor in ["nonsense", "1.2.3", "x.y"] {
                #expect(try await shop.get("orders?after=\(cursor)").status == 422, "\(cursor)")
            }
        }
    }
}
