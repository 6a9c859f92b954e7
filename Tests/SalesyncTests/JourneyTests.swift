import Contracts
import Foundation
import HTTPTypes
import Platform
import TestSupport
import Testing

@testable import Salesync

/// What people do with a shop, through every room, on both engines.
@Suite struct JourneyTests {
    @Test(arguments: TestEngine.available)
    func `a shop signs up, sells and sees its figures at once`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let shop = try await house.shop("first")
            let order = try await shop.order(3)
            #expect(order.total == 12_000)
            let sale = try await shop.pay(order, received: 20_000)
            #expect((sale.total, sale.tax, sale.net, sale.change) == (12_000, 1091, 10_909, 8000))
            #expect(sale.receiptNumber.hasSuffix("-S-0001"))
            #expect(try await shop.status(of: order.id) == "paid")
            let totals = try await shop.live()
            #expect((totals.sales, totals.tax, totals.net, totals.orders) == (12_000, 1091, 10_909, 1))
            #expect((totals.cost, totals.profit) == (2100, 8809))
        }
    }

    @Test(arguments: TestEngine.available)
    func `the order after a price change has the new price, the one before keeps the old`(
        engine: TestEngine
    ) async throws {
        try await House.open(on: engine) { house in
            let shop = try await house.shop("prices")
            let before = try await shop.order(1)
            for price in stride(from: 4100, through: 5000, by: 100) {
                try await shop.client.call(.patch, "/api/v1/items/\(shop.item)", ["price": price])
                #expect(try await shop.order(1).total == Int64(price))
            }
            #expect(try await shop.pay(before).total == 4000)
        }
    }

    @Test func `a forged price is ignored`() async throws {
        struct Forged: Codable, Sendable {
            struct Line: Codable, Sendable {
                let itemId: ItemID
                let quantity, unitPrice: Int
            }
            let channel: String
            let lines: [Line]
        }
        try await House.open { house in
            let shop = try await house.shop("forged")
            let form = Forged(
                channel: "takeout", lines: [.init(itemId: shop.item, quantity: 1, unitPrice: 1)])
            let order = try await shop.client.call(.post, "/api/v1/orders", form).decoded(Shop.OrderView.self)
            #expect(order.total == 4000)
        }
    }

    @Test(arguments: TestEngine.available)
    func `another store's things do not exist`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let (ours, theirs) = (try await house.shop("ours"), try await house.shop("theirs"))
            let order = try await theirs.order(1)
            let saleId = SaleID.make()
            _ = try await theirs.pay(order, id: saleId)
            let paths = [
                "/api/v1/orders/\(order.id)", "/api/v1/items/\(theirs.item)", "/api/v1/sales/\(saleId)",
                "/api/v1/sales/\(saleId)/receipt",
            ]
            for path in paths {
                #expect(try await refusal { try await ours.client.call(.get, path) } == "not-found", "\(path)")
            }
            #expect(try await refusal { _ = try await ours.pay(order) } == "not-found")
            let stolen = Shop(client: ours.client, store: ours.store, item: theirs.item)
            #expect(try await refusal { _ = try await stolen.order(1) } == "item-unknown")
            #expect(try await ours.live().orders == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func `two tills that pay the same order at once sell it once`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let shop = try await house.shop("twice")
            let order = try await shop.order(2)
            let codes = try await withThrowingTaskGroup(of: String?.self) { group in
                for _ in 0..<16 { group.addTask { try await refusal { _ = try await shop.pay(order) } } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(codes.filter { $0 == nil }.count == 1)
            #expect(Set(codes.compactMap { $0 }).isSubset(of: ["order-already-paid", "check-claimed"]))
            #expect(try await shop.live().sales == 8000)
        }
    }

    private struct Unnamed: Codable, Sendable {
        let orderId: OrderID
        var tenders = [SeedForms.Tender(method: .cash, amount: 4000)]
    }

    private struct Named: Decodable {
        let id: SaleID
    }

    @Test(arguments: TestEngine.available)
    func `the id of a finished sale holds no other order`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let shop = try await house.shop("reused")
            // Sold without an id of the client's: only the sale itself knows the id, no command does.
            let first = Unnamed(orderId: try await shop.order(1).id)
            let id = try await shop.client.call(.post, "/api/v1/sales", first).decoded(Named.self).id
            let other = try await shop.order(2)
            #expect(try await refusal { _ = try await shop.pay(other, id: id) } == "id-reused")
            #expect(try await shop.pay(other).total == 8000)
            #expect(try await shop.live().sales == 12_000)
        }
    }

    @Test func `everything is still there after a restart`() async throws {
        let folder = try TestFolder.make()
        let orderId = OrderID.make()
        try await House.open(folder: folder) { house in
            let shop = try await house.shop("again")
            _ = try await shop.pay(try await shop.order(5, id: orderId))
        }
        try await House.open(folder: folder) { house in
            try await house.client.signIn("again", "journey-password")
            let order = try await house.client.call(.get, "/api/v1/orders/\(orderId)").decoded(Shop.OrderView.self)
            #expect((order.status, order.total) == ("paid", 20_000))
            let live = try await house.client.call(.get, "/api/v1/dashboard/live").decoded(Shop.Live.self)
            #expect(live.totals.sales == 20_000)
            for (service, database) in house.composition.databases {
                let stores = try await database.read { session in
                    try session.rows("SELECT store_id FROM store_head").map { StoreID.stored(try $0.text(0)) }
                }
                for store in stores {
                    let altered = try await database.read {
                        try Journal.firstAltered(of: service, store: store, in: $0)
                    }
                    #expect(altered == nil, "\(service)")
                }
            }
        }
    }

    @Test func `an analysis is queued, runs and ends in one report`() async throws {
        struct Job: Decodable {
            struct Report: Decodable { let summary: String }
            let id: ConsultingID
            let status: String
            let report: Report?
        }
        try await House.open { house in
            let shop = try await house.shop("advice")
            for _ in 0..<3 { _ = try await shop.pay(try await shop.order(1)) }
            let today = BusinessDay(timezone: "Asia/Seoul", start: "05:00")?.date(of: .now) ?? .stored("2026-01-01")
            let form = SeedForms.Consulting(from: today, to: today, language: .ko)
            let queued = try await shop.client.call(.post, "/api/v1/consultings", form).decoded(Job.self)
            var job = queued
            while job.status == "queued" || job.status == "running" {
                job = try await shop.client.call(.get, "/api/v1/consultings/\(queued.id)").decoded(Job.self)
                await Task.yield()
            }
            #expect(job.status == "completed")
            #expect(job.report?.summary.isEmpty == false)
        }
    }
}
