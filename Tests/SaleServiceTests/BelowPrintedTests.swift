import Contracts
import HTTPTypes
import Platform
import TestSupport
import Testing

@testable import SaleService

@Suite struct BelowPrintedTests {
    @Test(arguments: TestEngine.available)
    func `a sale below the printed bill of its check is flagged`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            for (less, flags) in [(false, []), (true, [Sale.belowPrinted])] {
                let order = try await shop.order(x: 2)
                let print = try await shop.post("orders/\(order.id)/checks/\(order.checks[0].id)/prints", "")
                #expect(print.status == 201)
                if less {
                    let discounts = #"[{"kind": "amount", "value": 2000, "reason": "단골"}]"#
                    _ = try await shop.send(.put, "orders/\(order.id)/discounts", discounts)
                }
                let reply = try await shop.post("sales", shop.cash(order.id, less ? 20_000 : 22_000))
                #expect(try reply.decode(SaleReply.self).flags == flags, "\(reply.text)")
            }
            let listed = try await shop.get("sales?flag=below-printed").decode(SalePage.self)
            #expect(listed.data.map(\.total) == [20_000])
        }
    }
}
