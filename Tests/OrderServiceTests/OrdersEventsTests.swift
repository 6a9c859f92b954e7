import Contracts
import HTTPTypes
import Platform
import TestSupport
import Testing

@testable import OrderService

@Suite struct OrdersEventsTests {
    private func sale(_ id: SaleID, of check: CheckSnapshot) -> Sale {
        Sale(
            id: id, orderId: check.orderId, orderNumber: check.orderNumber, checkId: check.checkId, status: "paid",
            receiptNumber: "250304-S-0001", businessDate: check.orderBusinessDate, soldAt: .noon,
            channel: check.channel, tableId: nil, tableName: nil, guests: 0, staffId: nil, staffName: nil,
            terminalId: nil, subtotal: check.subtotal, discount: check.discount, total: check.total,
            taxable: check.total, exempt: 0, deposit: 0, tax: 0, net: check.total, rounding: 0, change: 0, taxRate: 10,
            tenders: [], lines: [], flags: [])
    }

    private func claim(_ order: OrderReply, for sale: SaleID, version: Int64? = nil, in shop: Shop) async throws
        -> CheckSnapshot
    {
        try await Claims(database: shop.database, peers: .none).claim(
            CheckClaim(orderId: order.id, checkId: nil, saleId: sale, checkVersion: version), store: shop.store,
            at: .now)
    }

    @Test(arguments: TestEngine.available)
    func `a payment heard twice closes its check once`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order("takeout")
            let id = SaleID.make()
            let paid = SalePaid(sale: sale(id, of: try await claim(order, for: id, in: shop)), hour: 12)
            #expect(try await shop.order(order.id).checks[0].status == "claimed")
            try await shop.hear(.sale, [paid])
            let version = try await shop.order(order.id).version
            try await shop.hear(.sale, [paid])
            let after = try await shop.order(order.id)
            #expect(after.version == version)
            #expect(after.status == "paid")
            #expect(after.lines[0].status == "sent")
            let acts = try await shop.recorded().compactMap { try $0.decoded(OrderChanged.self)?.act }
            #expect(acts == [.checkPaid])
            let late = try await shop.post("orders/\(order.id)/lines", #"{"lines": [\#(shop.stewLine())]}"#)
            #expect(late.code == "order-already-paid")
        }
    }

    @Test(arguments: TestEngine.available)
    func `a claim is answered the same again, and refused to another sale or an outdated view`(
        engine: TestEngine
    ) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order()
            let seen = order.checks[0].version
            _ = try await shop.post("orders/\(order.id)/lines", #"{"lines": [\#(shop.stewLine())]}"#)
            let id = SaleID.make()
            await #expect(throws: OrderRejection.checkVersionStale) {
                try await claim(order, for: id, version: seen, in: shop)
            }
            let asked = try await claim(order, for: id, version: seen + 1, in: shop)
            #expect(asked.total == 18_000)
            let frozen = try await shop.post(
                "orders/\(order.id)/lines/\(order.lines[0].id)/void", #"{"action": "remove", "reason": "x"}"#)
            #expect(frozen.code == "check-claimed")
            _ = try await shop.post("orders/\(order.id)/lines", #"{"lines": [\#(shop.stewLine())]}"#)
            #expect(try await claim(order, for: id, in: shop) == asked)
            await #expect(throws: OrderRejection.checkClaimed) {
                try await Claims(database: shop.database, peers: .none).claim(
                    CheckClaim(orderId: order.id, checkId: asked.checkId, saleId: .make(), checkVersion: nil),
                    store: shop.store, at: .now)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a claim is given back by its holder only, and then free for the next`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order()
            let claims = Claims(database: shop.database, peers: .none)
            let (first, second) = (SaleID.make(), SaleID.make())
            let check = try await claim(order, for: first, in: shop).checkId
            for (id, status) in [(second, "claimed"), (first, "open"), (first, "open")] {
                try await claims.release(
                    CheckRelease(orderId: order.id, checkId: check, saleId: id), store: shop.store, at: .now)
                #expect(try await shop.order(order.id).checks[0].status == status)
            }
            #expect(try await claim(order, for: second, in: shop).checkId == check)
        }
    }

    @Test(arguments: TestEngine.available)
    func `every old claim is questioned, however many wait before it`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let (held, now) = (Int64(230), Timestamp.now)
            try await shop.database.transaction(by: .service(.sale, for: shop.store), at: now) { tx in
                for _ in 0..<held { try tx.keepClaim(.make(), of: .make(), for: .make()) }
            }
            let page = { (last: ClaimRow?) in
                try await shop.database.read { try $0.claims(before: now.advanced(seconds: 1), after: last) }
            }
            var seen: Set<CheckID> = []
            var last: ClaimRow?
            repeat {
                let rows = try await page(last)
                seen.formUnion(rows.map(\.check))
                last = rows.last
            } while last != nil
            #expect(seen.count == held)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a payment of an order that is not here is an error, not silence`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let paid = PaidCheck.Sale(id: .make(), orderId: .make(), checkId: .make())
            await #expect(throws: AccessRejection.notFound) {
                try await shop.database.transaction(by: .service(.sale, for: shop.store)) { tx in
                    try Claims.close(paid, in: tx)
                }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `the doors between the rooms are closed to people`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order()
            let body = #"{"orderId": "\#(order.id)", "saleId": "\#(SaleID.make())"}"#
            for path in ["claim", "release"] {
                let reply = try await shop.app.send(
                    .post, "/internal/order/checks/\(path)", as: shop.owner, body: body)
                #expect(reply.status == 404)
            }
            #expect(try await shop.order(order.id).checks[0].status == "open")
        }
    }

    @Test(arguments: TestEngine.available)
    func `an order of a store whose settings have not arrived must wait`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let newcomer = TestCaller.owner(.make())
            let reply = try await shop.post("orders", #"{"channel": "table"}"#, as: newcomer)
            #expect(reply.status == 503)
            #expect(reply.header("Retry-After") == "1")
        }
    }
}
