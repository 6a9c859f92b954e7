import Contracts
import HTTPTypes
import Platform
import TestSupport
import Testing

@testable import SaleService

@Suite struct SettlementsTests {
    private func settle(_ shop: Shop, _ date: BusinessDate) async throws -> TestReply {
        try await shop.post("settlements", #"{"businessDate": "\#(date)"}"#)
    }

    private func today(_ shop: Shop) async throws -> BusinessDate {
        let store = shop.store
        return try await shop.sales.transaction(by: .service(.sale, for: store)) {
            try $0.day(of: .now, terminal: nil).date
        }
    }

    @Test(arguments: TestEngine.available)
    func `a day's settlement is the sum of its receipts, and what comes later its addendum`(engine: TestEngine)
        async throws
    {
        try await Shop.open(engine) { shop in
            let date = try await today(shop)
            var sales: [SaleReply] = []
            for _ in 0..<2 {
                let order = try await shop.order()
                sales.append(try await shop.post("sales", shop.cash(order.id)).decode())
            }
            _ = try await shop.post("sales/\(sales[0].id)/refunds", #"{"amount": 1000, "reason": "사과"}"#)
            let first = try await settle(shop, date)
            #expect(first.status == 201)
            let settlement = try first.decode(SettlementView.self).settlement
            #expect(
                [settlement.totals.gross, settlement.totals.refunds, settlement.totals.sales] == [22_000, 1000, 21_000])
            #expect(settlement.tenders.map(\.net) == [21_000])
            #expect(settlement.orders == 2)
            #expect(settlement.receipts.map(\.letter) == ["S"] && settlement.missing.isEmpty)
            let order = try await shop.order()
            let late: SaleReply = try await shop.post("sales", shop.cash(order.id)).decode()
            #expect(late.flags == ["late"])
            _ = try await shop.post("sales/\(sales[1].id)/refunds", #"{"amount": 500, "reason": "사과"}"#)
            let read = try await shop.get("settlements/\(date)").decode(SettlementView.self)
            #expect(read.settlement == settlement, "what was settled stays")
            #expect(read.addenda.map(\.total) == [11_000, 500])
            #expect(read.addenda.map(\.kind) == [.sale, .refund])
            let told = try await shop.get("messages").text
            #expect(told.contains("매출 21,000원"), "the owner is told, in the same transaction")
            let listed = try await shop.get("settlements").decode(Page<Settlement>.self)
            #expect(listed.data.map(\.businessDate) == [date])
        }
    }

    @Test(arguments: TestEngine.available)
    func `what was sold in a closed shift and told later is an addendum to its Z`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let shift: ShiftView = try await shop.post(
                "shifts", #"{"terminalId": "\#(shop.till)", "openingFloat": 0}"#
            ).decode()
            let soldAt = Timestamp.now
            try await Task.sleep(for: .milliseconds(5))
            let z = try await shop.post("shifts/\(shift.id)/close", #"{"counted": 0}"#).decode(ShiftReportView.self)
            let order = try await shop.order()
            let till = TestCaller.token(shop.store, .cashier, terminal: shop.till)
            let late: SaleReply = try await shop.post(
                "sales", shop.cash(order.id, 11_000, #", "soldAt": "\#(soldAt)""#), as: till
            ).decode()
            #expect(late.flags == ["late"] && late.businessDate == shift.businessDate.text)
            let read = try await shop.get("shifts/\(shift.id)/report").decode(ShiftReportView.self)
            #expect(read.report == z.report)
            #expect(read.addenda.map(\.id) == [late.id.text])
            let settled = try await settle(shop, shift.businessDate).decode(SettlementView.self)
            #expect(settled.settlement.totals.sales == 11_000)
            let day = try await shop.get("settlements/\(shift.businessDate)").decode(SettlementView.self)
            #expect(day.addenda.isEmpty, "it is in the settlement already")
        }
    }

    @Test(arguments: TestEngine.available)
    func `A day is settled once`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let date = try await today(shop)
            #expect(try await settle(shop, date).status == 201)
            #expect(try await settle(shop, date).code == "day-settled")
            #expect(
                try await shop.post("settlements", #"{"businessDate": "\#(date)"}"#, as: shop.cashier).status == 403)
            #expect(try await shop.get("settlements/2025-01-01").status == 404)
            #expect(try await shop.get("settlements/x").status == 404)
        }
    }

    @Test(arguments: TestEngine.available)
    func `A day is settled when all its shifts are closed`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let shift: ShiftView = try await shop.post(
                "shifts", #"{"terminalId": "\#(shop.till)", "openingFloat": 0}"#
            ).decode()
            #expect(try await settle(shop, shift.businessDate).code == "shifts-open")
            _ = try await shop.post("shifts/\(shift.id)/close", #"{"counted": 0}"#)
            let settled = try await settle(shop, shift.businessDate).decode(SettlementView.self).settlement
            #expect(settled.shifts.map(\.number) == [1])
        }
    }

    @Test(arguments: TestEngine.available)
    func `A day that has not begun is not settled`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let tomorrow = try await today(shop).advanced(days: 1)
            #expect(try await settle(shop, tomorrow).code == "day-in-future")
        }
    }
}
