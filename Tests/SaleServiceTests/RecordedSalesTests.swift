import Contracts
import HTTPTypes
import Platform
import TestSupport
import Testing

@testable import SaleService

/// Money that a till took without a network.
@Suite struct RecordedSalesTests {
    private func till(_ shop: Shop) -> String { TestCaller.token(shop.store, .cashier, terminal: shop.till) }

    private func told(_ shop: Shop, _ order: OrderID, _ amount: Int64, tax: Int64? = nil) -> String {
        let tax = tax.map { #", "tax": \#($0)"# } ?? ""
        return shop.cash(order, amount, #", "recorded": {"total": \#(amount)\#(tax)}"#)
    }

    @Test(arguments: TestEngine.available)
    func `Only a staff terminal reports money that it took already`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order()
            let refused = try await shop.post("sales", told(shop, order.id, 11_000))
            #expect(refused.status == 422 && refused.code == "recorded-elsewhere")
            let sold: SaleReply = try await shop.post("sales", told(shop, order.id, 11_000, tax: 1000), as: till(shop))
                .decode()
            #expect(sold.flags.isEmpty, "nothing differs")
            try await shop.hearSales()
            #expect(try await shop.status(of: order.id) == "paid")
        }
    }

    @Test(arguments: TestEngine.available)
    func `a second payment of a check is a fact: booked as surplus, in the drawer and named at its close`(
        engine: TestEngine
    ) async throws {
        try await Shop.open(engine) { shop in
            let shift: ShiftView = try await shop.post(
                "shifts", #"{"terminalId": "\#(shop.till)", "openingFloat": 0}"#
            ).decode()
            let order = try await shop.order()
            #expect(try await shop.post("sales", shop.cash(order.id)).status == 201)
            try await shop.hearSales()
            #expect(
                try await shop.post("sales", shop.cash(order.id)).code == "order-already-paid", "online it is refused")
            let second: SaleReply = try await shop.post("sales", told(shop, order.id, 11_000), as: till(shop)).decode()
            #expect(second.flags == ["surplus"] && second.total == 11_000)
            try await shop.hearSales()
            #expect(try await shop.checks(of: order.id) == ["paid"])
            let z = try await shop.post("shifts/\(shift.id)/close", #"{"counted": 11000}"#)
                .decode(ShiftReportView.self).report
            #expect(z.difference == 0, "the money is in the drawer")
            #expect(z.surplus?.map(\.saleId) == [second.id])
            let back = try await shop.post("sales/\(second.id)/refunds", #"{"amount": 11000, "reason": "이중 결제"}"#)
            #expect(back.status == 201)
        }
    }

    @Test(arguments: TestEngine.available)
    func `what was printed is booked as printed, and the difference is flagged`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            for printed in [Int64(9000), 12_500] {
                let order = try await shop.order()
                let sold: SaleReply = try await shop.post("sales", told(shop, order.id, printed), as: till(shop))
                    .decode()
                #expect(sold.total == printed && sold.flags == ["price-differs"])
                #expect(sold.lines.map { $0.amount - $0.discount }.reduce(0, +) == printed)
                #expect(sold.tax == (printed * 2 + 11) / 22, "the tax inside what was printed")
            }
            let order = try await shop.order()
            _ = try await shop.post("orders/\(order.id)/cancel", #"{"reason": "감"}"#)
            let sold: SaleReply = try await shop.post("sales", told(shop, order.id, 11_000), as: till(shop)).decode()
            #expect(sold.total == 11_000 && sold.flags == ["price-differs"], "even of an order that was cancelled")
            let short = told(shop, order.id, 11_000).replacing(
                #""recorded": {"total": 11000}"#, with: #""recorded": {"total": 12000}"#)
            #expect(try await shop.post("sales", short, as: till(shop)).code == "tenders-do-not-cover")
            for total in [Int64.min, -1, 10_000_000_001, .max] {
                let forged = #"{"orderId": "\#(order.id)", "tenders": [], "recorded": {"total": \#(total)}}"#
                #expect(try await shop.post("sales", forged, as: till(shop)).status == 422, "\(total)")
            }
            let unknown = try await shop.post("sales", told(shop, .make(), 11_000), as: till(shop))
            #expect(unknown.status == 404, "an order is told before its payment")
        }
    }

    @Test(arguments: TestEngine.available)
    func `an order that was told at other prices flags its sale too`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let line = LineID.make()
            let body = """
                {"channel": "takeout", "lines": [{"id": "\(line)", "itemId": "\(shop.stew)", "quantity": 1}],
                 "recorded": {"lines": [{"id": "\(line)", "unitPrice": 100}]}}
                """
            let order: OrderReply = try await shop.post("orders", body, as: till(shop)).decode()
            let sold: SaleReply = try await shop.post("sales", shop.cash(order.id, 100), as: till(shop)).decode()
            #expect(sold.flags == ["price-differs"])
        }
    }
}
