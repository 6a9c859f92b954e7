import Contracts
import Logging
import Platform
import TestSupport
import Testing

@testable import OrderService
@testable import SaleService

/// What becomes of a check when a payment stops half-way.
@Suite struct SalesClaimsTests {
    /// What is left when Sale's process is lost between the claim and the sale.
    private func crash(_ order: OrderReply, paying sale: SaleID, in shop: Shop) async throws {
        _ = try await shop.claims.claim(
            CheckClaim(orderId: order.id, checkId: nil, saleId: sale, checkVersion: nil), store: shop.store, at: .now)
    }

    private var halfAMinuteLater: Timestamp { Timestamp.now.advanced(seconds: 31) }

    @Test(arguments: TestEngine.available)
    func `A sale that was given up cannot be paid any more`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let (order, lost) = (try await shop.order(), SaleID.make())
            try await crash(order, paying: lost, in: shop)
            try await shop.claims.question(at: halfAMinuteLater, logger: Logger(label: "test"))
            await #expect(throws: SaleRejection.saleVoid) {
                try await shop.selling.sell(
                    try shop.form(shop.cash(order.id, id: lost)), key: nil, stamp: nil, by: shop.caller(), at: .now)
            }
            let late = try await shop.post("sales", shop.cash(order.id, id: lost))
            #expect(late.status == 409)
            #expect(late.code == "sale-void")
            #expect(try await shop.booked().isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a check whose payment was lost is free after half a minute, not before`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let (order, lost) = (try await shop.order(), SaleID.make())
            try await crash(order, paying: lost, in: shop)
            let early = try await shop.post("sales", shop.cash(order.id))
            #expect(early.status == 409)
            #expect(early.code == "check-claimed")
            try await shop.claims.question(at: Timestamp.now.advanced(seconds: 20), logger: Logger(label: "test"))
            #expect(try await shop.checks(of: order.id) == ["claimed"])
            try await shop.claims.question(at: halfAMinuteLater, logger: Logger(label: "test"))
            #expect(try await shop.checks(of: order.id) == ["open"])
            #expect(try await shop.recorded().map(\.type) == ["sale.voided"])
            try await shop.claims.question(at: halfAMinuteLater, logger: Logger(label: "test"))
            #expect(try await shop.recorded().count == 1, "asked once, answered for good")
            #expect(try await shop.post("sales", shop.cash(order.id, id: lost)).code == "sale-void")
            #expect(try await shop.checks(of: order.id) == ["open"], "the late sale lets go again")
            #expect(try await shop.post("sales", shop.cash(order.id)).status == 201)
            try await shop.hearSales()
            #expect(try await shop.status(of: order.id) == "paid")
        }
    }

    @Test(arguments: TestEngine.available)
    func `a check whose sale exists stays closed until its news arrives`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order()
            #expect(try await shop.post("sales", shop.cash(order.id)).status == 201)
            try await shop.claims.question(at: halfAMinuteLater, logger: Logger(label: "test"))
            #expect(try await shop.checks(of: order.id) == ["claimed"])
            #expect(try await shop.recorded().map(\.type) == ["sale.paid"])
            try await shop.hearSales()
            #expect(try await shop.checks(of: order.id) == ["paid"])
            try await shop.claims.question(at: halfAMinuteLater, logger: Logger(label: "test"))
            #expect(try await shop.booked().count == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a late check that somebody is paying is not called paid`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order(x: 1, "table")
            #expect(try await shop.post("sales", shop.cash(order.id)).status == 201)
            try await shop.hearSales()
            _ = try await shop.post(
                "orders/\(order.id)/lines", #"{"lines": [{"itemId": "\#(shop.stew)", "quantity": 1}]}"#)
            try await crash(order, paying: .make(), in: shop)
            let second = try await shop.post("sales", shop.cash(order.id))
            #expect(second.status == 409)
            #expect(second.code == "check-claimed")
        }
    }

    @Test(arguments: TestEngine.available)
    func `the same payment goes on after a crash`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let (order, sale) = (try await shop.order(), SaleID.make())
            try await crash(order, paying: sale, in: shop)
            let retried = try await shop.post("sales", shop.cash(order.id, id: sale))
            #expect(retried.status == 201)
            #expect(try await shop.post("sales", shop.cash(order.id, id: sale)).status == 200)
        }
    }

    @Test(arguments: TestEngine.available)
    func `the books hold one live sale of a check even if Order forgot the first`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let (order, first) = (try await shop.order(), SaleID.make())
            #expect(try await shop.post("sales", shop.cash(order.id, id: first)).status == 201)
            try await shop.claims.release(
                CheckRelease(orderId: order.id, checkId: order.checks[0].id, saleId: first), store: shop.store, at: .now
            )
            let second = try await shop.post("sales", shop.cash(order.id))
            #expect(second.status == 409)
            #expect(second.code == "order-already-paid")
            #expect(try await shop.booked().map(\.id) == [first])
        }
    }
}
