import Contracts
import Testing

@testable import DashboardService

@Suite struct RefundFiguresTests {
    private let ramen = ItemID.make()

    @Test func `a refund takes revenue, tax and cost from the figures, and a deposit from its own column`() throws {
        let deposit = SoldLine(item: .make(), price: 100, taxClass: .deposit)
        let taken = try figures(of: [SoldLine(item: ramen, quantity: 2, price: 5_500, cost: 3_000), deposit])
        #expect(taken.totals.refunds == 11_000)
        #expect(taken.totals.sales == -11_000)
        #expect(taken.totals.tax == -1_000)
        #expect(taken.totals.cost == -3_000)
        #expect(taken.totals.deposit == -100)
        #expect([taken.totals.gross, taken.totals.discount] == [0, 0])
        #expect(taken.totals.orders == 0 && taken.totals.guests == 0)
        let item = try #require(taken.sorted.first { $0.dimension == .item })
        #expect(item.quantity == -2 && item.costedQuantity == -2)
        #expect(taken.sorted.first { $0.dimension == .tender }?.sales == -11_100)
        #expect(taken.sorted.first { $0.dimension == .hour }?.key == "15")
        #expect(taken.sorted.allSatisfy { $0.orders == 0 })
    }

    @Test func `a loss keeps its cost, and its pieces are sold no more`() throws {
        let taken = try figures(of: [SoldLine(item: ramen, quantity: 2, price: 5_500, cost: 3_000)]) { line in
            GivenBack(line, 1, 5_500, .loss)
        }
        let item = try #require(taken.sorted.first { $0.dimension == .item })
        #expect(item.cost == .zero && taken.totals.cost == .zero)
        #expect(item.quantity == -1 && item.costedQuantity == -1)
    }

    @Test func `what had no known cost takes none along`() throws {
        let taken = try figures(of: [SoldLine(item: ramen, quantity: 2, price: 5_500)])
        let item = try #require(taken.sorted.first { $0.dimension == .item })
        #expect(item.quantity == -2 && item.costedQuantity == 0)
    }

    @Test func `money alone takes no pieces and no options back`() throws {
        let large = ChosenOption(id: .make(), name: "곱빼기", price: 1_000, cost: nil)
        let sold = [SoldLine(item: ramen, quantity: 2, price: 5_000, cost: 900, options: [large])]
        let money = try figures(of: sold) { GivenBack($0, 0, 700, .loss) }
        let item = try #require(money.sorted.first { $0.dimension == .item })
        #expect(item.quantity == 0 && item.costedQuantity == 0 && item.sales == -700)
        #expect(!money.sorted.contains { $0.dimension == .option })
        let pieces = try figures(of: sold) { GivenBack($0, 1, 6_000) }
        let option = try #require(pieces.sorted.first { $0.dimension == .option })
        #expect(option.quantity == -1 && option.sales == -1_000)
    }

    @Test func `three payers of one bottle who get it back have bought none`() {
        let all = PaidShare.none.adding(1, over: 3).adding(1, over: 3).adding(1, over: 3)
        let two = all.subtracting(1, over: 3)
        let one = two.subtracting(1, over: 3)
        let none = one.subtracting(1, over: 3)
        #expect([all, two, one, none].map { $0.units(of: 1) } == [1, 1, 1, 0])
        #expect(none == .none)
        #expect(none.subtracting(1, over: 3) == .none)
    }

    /// What giving back each line of a sale takes, all of it unless told otherwise.
    private func figures(
        of lines: [SoldLine], _ given: (SaleLine) -> GivenBack = { GivenBack(all: $0) }
    ) throws -> RefundFigures {
        var log = SaleLog()
        let sale = try log.sell(lines)
        let refund = try log.refund(sale.lines.map(given), of: sale)
        return RefundFigures(
            SaleRefunded(refund: refund, hour: 15), sold: SoldDetails(sale), shares: [:])
    }
}
