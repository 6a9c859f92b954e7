import Contracts
import HTTPTypes
import Platform
import TestSupport
import Testing

@testable import OrderService

@Suite struct FloorRoutesTests {
    @Test(arguments: TestEngine.available)
    func `the floor is replaced only by somebody who knows its version`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let empty = try await shop.get("floor")
            #expect(empty.header("ETag") == "\"0\"")
            let blind = try await shop.send(.put, "floor", shop.floor(shop.tables))
            #expect(blind.status == 428)
            #expect(blind.code == "version-required")
            let first = try await shop.send(.put, "floor", shop.floor(shop.tables), headers: ["If-Match": "\"0\""])
            #expect(first.status == 200)
            #expect(first.header("ETag") == "\"1\"")
            let stale = try await shop.send(.put, "floor", shop.floor([]), headers: ["If-Match": "\"0\""])
            #expect(stale.status == 412)
            #expect(stale.code == "version-stale")
            #expect(try await shop.get("floor").text.contains(shop.tables[1].text))
            #expect(try await shop.send(.put, "floor", shop.floor([]), headers: ["If-Match": "*"]).status == 200)
            let refused = try await shop.send(
                .put, "floor", shop.floor([]), as: shop.cashier, headers: ["If-Match": "*"])
            #expect(refused.status == 403)
            #expect(try await shop.recorded().map(\.type) == ["floor.changed", "floor.changed"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `A table with an open order cannot be taken off the floor`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            try await shop.drawFloor()
            let order = try await shop.order("table", x: 1, #", "tableId": "\#(shop.tables[0])""#)
            let without = shop.floor([shop.tables[1]])
            let refused = try await shop.send(.put, "floor", without, headers: ["If-Match": "*"])
            #expect(refused.status == 409)
            #expect(refused.code == OrderRejection.tableInUse(name: "1").code)
            #expect(refused.text.contains(OrderRejection.tableInUse(name: "1").words.ko))
            #expect(try await shop.get("floor").header("ETag") == "\"1\"")
            let renamed = shop.floor(shop.tables).replacing("홀", with: "루프탑")
            #expect(try await shop.send(.put, "floor", renamed, headers: ["If-Match": "\"1\""]).status == 200)
            _ = try await shop.post("orders/\(order.id)/cancel", #"{"reason": "손님 감"}"#)
            #expect(try await shop.send(.put, "floor", without, headers: ["If-Match": "\"2\""]).status == 200)
        }
    }

    @Test(arguments: TestEngine.available)
    func `of two people who draw the floor at once one is told`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        try await shop.send(.put, "floor", shop.floor(shop.tables), headers: ["If-Match": "\"0\""])
                            .status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.sorted() == [200] + Array(repeating: 412, count: 7))
        }
    }
}
