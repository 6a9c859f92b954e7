import Contracts
import Platform
import TestSupport
import Testing

@testable import SaleService

@Suite struct SalesTimesTests {
    @Test func `Nothing can be said to have been sold in the future`() async throws {
        let database = try await TestEngine.sqlite.database(.sale, schema: SalesSQL.schema)
        let store = StoreID.make()
        let caller = Caller(store: store, actor: StaffID.make().text, role: .owner, rights: Role.owner.rights)
        let now = Timestamp(milliseconds: 1_741_057_200_000)
        let sales = Sales(database: database, peers: .none)
        for (seconds, refused) in [(Int64(121), true), (86_400, true), (120, false)] {
            let soldAt = now.advanced(seconds: seconds)
            let text = #"{"orderId": "\#(OrderID.make())", "tenders": [], "soldAt": "\#(soldAt)"}"#
            let form = try JSON.decode(Sales.Form.self, from: text)
            do {
                _ = try await sales.sell(form, key: nil, stamp: nil, by: caller, at: now)
                Issue.record("there is no order")
            } catch let rejection as SaleRejection {
                #expect(rejection == .timeInFuture)
                #expect(refused)
            } catch {
                #expect(!refused, "an allowed time gets as far as asking Order, which is away")
            }
        }
        try await database.close()
    }

    @Test(arguments: TestEngine.available)
    func `Nothing can be said to have been sold before the year 2000`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order()
            let old = try shop.form(shop.cash(order.id, 11_000, #", "soldAt": "1999-12-31T23:59:59.999Z""#))
            await #expect(throws: SaleRejection.timeTooOld) {
                try await shop.selling.sell(old, key: nil, stamp: nil, by: shop.caller(), at: .now)
            }
            #expect(try await shop.checks(of: order.id) == ["open"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `when it was sold is said by staff at a till, or by who may say so anywhere`(
        engine: TestEngine
    ) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order()
            let past = shop.cash(order.id, 11_000, #", "soldAt": "2025-03-04T03:00:00Z""#)
            let refused = try await shop.post("sales", past, as: shop.cashier)
            #expect(refused.status == 403)
            #expect(refused.code == "right-missing")
            let future = try await shop.post(
                "sales", shop.cash(order.id, 11_000, #", "soldAt": "\#(Timestamp.now.advanced(seconds: 3600))""#))
            #expect(future.status == 422)
            #expect(future.code == "time-in-future")
            #expect(try await shop.checks(of: order.id) == ["open"])
            let sold = try await shop.post("sales", past)
            #expect(try sold.decode(SaleReply.self).businessDate == "2025-03-04")
            let second = past.replacing(order.id.text, with: try await shop.order().id.text)
            let till = TestCaller.token(shop.store, .cashier, terminal: shop.till)
            #expect(try await shop.post("sales", second, as: till).status == 201)
        }
    }

    @Test(arguments: TestEngine.available)
    func `A sale names staff of its own store`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order()
            let stranger = try shop.form(shop.cash(order.id, 11_000, #", "staffId": "\#(StaffID.make())""#))
            await #expect(throws: SaleRejection.staffUnknown) {
                try await shop.selling.sell(stranger, key: nil, stamp: nil, by: shop.caller(), at: .now)
            }
            let named = shop.cash(order.id, 11_000, #", "staffId": "\#(shop.waiter)""#)
            #expect(try await shop.post("sales", named, as: shop.cashier).code == "right-missing")
            let sold = try await shop.post("sales", named)
            #expect(sold.status == 201)
            #expect(sold.text.contains(#""staffName":"박직원""#))
        }
    }

    @Test(arguments: TestEngine.available)
    func `A sale names a terminal of its own store`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order()
            let stranger = try shop.form(shop.cash(order.id, 11_000, #", "terminalId": "\#(TerminalID.make())""#))
            await #expect(throws: SaleRejection.terminalUnknown) {
                try await shop.selling.sell(stranger, key: nil, stamp: nil, by: shop.caller(), at: .now)
            }
            #expect(try await shop.checks(of: order.id) == ["open"])
            let known = shop.cash(order.id, 11_000, #", "terminalId": "\#(shop.till)""#)
            let sold = try await shop.post("sales", known)
            #expect(sold.status == 201)
            #expect(try sold.decode(SaleReply.self).receiptNumber.contains("-S-"), "the till only names the drawer")
        }
    }

    @Test(arguments: TestEngine.available)
    func `a sale before the store's hour belongs to the day before`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            for (moment, date) in [
                ("2025-03-04T19:59:59.999Z", "2025-03-04"), ("2025-03-04T20:00:00Z", "2025-03-05"),
                ("2025-03-05T04:59:59+09:00", "2025-03-04"), ("2024-12-31T19:00:00Z", "2024-12-31"),
            ] {
                let body = shop.cash(try await shop.order().id, 11_000, #", "soldAt": "\#(moment)""#)
                let sale: SaleReply = try await shop.post("sales", body).decode()
                #expect(sale.businessDate == date, "\(moment)")
                #expect(sale.receiptNumber.hasPrefix(date.dropFirst(2).replacing("-", with: "") + "-S-"))
            }
            let hours = try await shop.recorded().compactMap { try $0.decoded(SalePaid.self)?.hour }
            #expect(hours == [4, 5, 4, 4])
        }
    }

    @Test(arguments: TestEngine.available)
    func `a number that was printed elsewhere is kept, checked and not given out again`(
        engine: TestEngine
    ) async throws {
        try await Shop.open(engine) { shop in
            let date = #", "soldAt": "2025-03-04T03:00:00Z""#
            let printed = #", "receiptNumber": "250304-A-0001""# + date
            let forged = printed.replacing("-A-", with: "-S-")
            for (more, code) in [
                (#", "receiptNumber": "1""#, "receipt-number-invalid"), (forged, "receipt-letter-reserved"),
            ] {
                #expect(try await shop.post("sales", shop.cash(try await shop.order().id, 11_000, more)).code == code)
            }
            let first = try await shop.post("sales", shop.cash(try await shop.order().id, 11_000, printed))
            #expect(try first.decode(SaleReply.self).receiptNumber == "250304-A-0001")
            let again = try await shop.post("sales", shop.cash(try await shop.order().id, 11_000, printed))
            #expect(again.code == "receipt-number-taken")
            let next = try await shop.post("sales", shop.cash(try await shop.order().id, 11_000, date))
            #expect(
                try next.decode(SaleReply.self).receiptNumber == "250304-S-0001", "the server's own counter goes on")
        }
    }
}
