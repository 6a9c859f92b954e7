import Contracts
import Platform
import TestSupport
import Testing

@testable import SaleService

@Suite struct SalesRacesTests {
    /// Sends requests at the same time and answers what came back.
    private func atOnce(_ bodies: [String], in shop: Shop) async throws -> [TestReply] {
        try await withThrowingTaskGroup(of: TestReply.self) { group in
            for body in bodies { group.addTask { try await shop.post("sales", body) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    private func liveSales(in shop: Shop) async throws -> Int {
        let store = shop.store
        return try await shop.sales.read { session in
            try session.rows("SELECT id FROM sales WHERE store_id = \(store) AND live").count
        }
    }

    @Test(arguments: TestEngine.available)
    func `of 64 people who pay one order at once exactly one has paid it`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order()
            let bodies = (0..<64).map { _ in shop.cash(order.id, id: .make()) }
            let replies = try await atOnce(bodies, in: shop)
            #expect(replies.map(\.status).sorted() == [201] + Array(repeating: 409, count: 63))
            let codes = Set(replies.compactMap(\.code))
            #expect(codes.isSubset(of: ["order-already-paid", "check-claimed"]))
            #expect(try await liveSales(in: shop) == 1)
            #expect(try await shop.booked().map(\.total) == [11_000])
            #expect(try await shop.recorded().map(\.type) == ["sale.paid"])
            let late = try await shop.post("sales", shop.cash(order.id))
            #expect(late.code == "order-already-paid", "at once, though Order has not heard of the payment")
            try await shop.hearSales()
            #expect(try await shop.status(of: order.id) == "paid")
            #expect(try await shop.post("sales", shop.cash(order.id)).code == "order-already-paid")
        }
    }

    @Test(arguments: TestEngine.available)
    func `a payment sent again is the same sale, and another body under its id is refused`(
        engine: TestEngine
    ) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order()
            let body = shop.cash(order.id, id: .make())
            let replies = try await atOnce(Array(repeating: body, count: 12), in: shop)
            #expect(replies.count { $0.status == 201 } == 1)
            #expect(replies.count { $0.status == 200 && $0.header("Idempotency-Replayed") == "true" } == 11)
            #expect(Set(replies.map(\.text)).count == 1)
            try await shop.hearSales()
            #expect(try await shop.post("sales", body).status == 200)
            let other = try await shop.post("sales", body.replacing("cash", with: "voucher"))
            #expect(other.status == 409)
            #expect(other.code == "id-reused")
            #expect(try await liveSales(in: shop) == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a payment sent again under a key is the same sale`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order()
            let key = ["Idempotency-Key": "till-1-0001"]
            let first = try await shop.post("sales", shop.cash(order.id), headers: key)
            let again = try await shop.post("sales", shop.cash(order.id), headers: key)
            #expect(first.status == 201)
            #expect(again.status == 200)
            #expect(again.text == first.text)
            #expect(try await shop.post("sales", shop.cash(order.id, 1), headers: key).code == "id-reused")
        }
    }

    @Test(arguments: TestEngine.available)
    func `two bodies that race under one id leave the sold check closed to others`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            for _ in 0..<5 {
                let order = try await shop.order()
                let body = shop.cash(order.id, id: .make())
                let bodies = [body] + (0..<7).map { body.replacing("}]", with: #", "received": \#(12_000 + $0)}]"#) }
                let replies = try await atOnce(bodies, in: shop)
                #expect(replies.count { $0.status == 201 } == 1)
                #expect(replies.count { $0.code == "id-reused" } == 7)
                #expect(try await shop.checks(of: order.id) == ["claimed"])
                let void = try await shop.post(
                    "orders/\(order.id)/cancel", #"{"reason": "결제된 주문을 취소"}"#)
                #expect(void.status == 409, "a paid order is not cancelled")
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a payment too short under the id of one that sells does not open the sold check`(
        engine: TestEngine
    ) async throws {
        try await Shop.open(engine) { shop in
            var reopened = 0
            for _ in 0..<20 {
                let order = try await shop.order()
                let body = shop.cash(order.id, id: .make())
                let short = (0..<7).map { body.replacing("11000", with: "\(100 + $0)") }
                let replies = try await atOnce(([body] + short).shuffled(), in: shop)
                #expect(replies.count { $0.status == 201 } == 1)
                if try await shop.checks(of: order.id) != ["claimed"] { reopened += 1 }
            }
            #expect(reopened == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func `receipt numbers count every day without gap or double, under parallel sales`(
        engine: TestEngine
    ) async throws {
        try await Shop.open(engine) { shop in
            var (short, right) = ([String](), [String]())
            for index in 0..<24 {
                let order = try await shop.order()
                let soldAt = #", "soldAt": "2025-03-0\#(index.isMultiple(of: 2) ? 4 : 5)T03:00:00Z""#
                short.append(shop.cash(order.id, 10_000, soldAt))
                right.append(shop.cash(order.id, 11_000, soldAt))
            }
            let replies = try await atOnce((short + right).shuffled(), in: shop)
            #expect(Set(replies.map(\.status)).isSubset(of: [201, 409, 422]))
            // A payment that was too short may have held the check when the right one came; that one is sent again.
            _ = try await atOnce(right, in: shop)
            let sales = try await shop.booked()
            let counted = (1...12).map { Digits.padded($0, 4) }
            #expect(
                sales.map(\.receiptNumber).sorted()
                    == counted.map { "250304-S-" + $0 } + counted.map { "250305-S-" + $0 })
            for sale in sales {
                #expect(sale.receiptNumber.hasPrefix(sale.businessDate.dropFirst(2).replacing("-", with: "")))
            }
            #expect(sales.map(\.total).reduce(0, +) == 264_000)
            let paid = try await shop.recorded().compactMap { try $0.decoded(SalePaid.self)?.sale.total }
            #expect(paid.total() == Money(264_000))
        }
    }

    @Test(arguments: TestEngine.available)
    func `an order that is read right after its payment is paid`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            try await shop.whileNewsTravels {
                for _ in 0..<20 {
                    let order = try await shop.order()
                    #expect(try await shop.post("sales", shop.cash(order.id)).status == 201)
                    let read: OrderReply = try await shop.get("orders/\(order.id)").decode()
                    #expect(read.status == "paid")
                    #expect(read.checks.map(\.status) == ["paid"])
                }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a list by cursor names every sale once, the newest first`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            var sold: [SaleID] = []
            for moment in ["04T03:00", "04T03:00", "04T03:00", "04T05:00", "05T03:00", "05T03:00", "06T03:00"] {
                let body = shop.cash(try await shop.order().id, 11_000, #", "soldAt": "2025-03-\#(moment):00Z""#)
                sold.append(try await shop.post("sales", body).decode(SaleReply.self).id)
            }
            var listed: [SaleReply] = []
            var cursor: String?
            repeat {
                let after = cursor.map { "&after=\($0)" } ?? ""
                let page: SalePage = try await shop.get("sales?limit=2\(after)").decode()
                listed += page.data
                cursor = page.next
            } while cursor != nil && listed.count < 20
            #expect(listed.count == 7)
            #expect(Set(listed.map(\.id)) == Set(sold))
            #expect(listed.map(\.businessDate) == listed.map(\.businessDate).sorted(by: >))
            let day = try await shop.get("sales?from=2025-03-05&to=2025-03-05").decode(SalePage.self)
            #expect(Set(day.data.map(\.id)) == Set(sold[4...5]))
            #expect(try await shop.get("sales?after=nonsense").status == 422)
        }
    }
}
