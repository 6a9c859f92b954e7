import Contracts
import Testing

@testable import DashboardService

@Suite struct SaleFiguresTests {
    private let ramen = ItemID.make()
    private let bottle = ItemID.make()

    @Test func `a deposit is no revenue and no item`() throws {
        let added = try figures([
            SoldLine(item: ramen, price: 5_000), SoldLine(item: bottle, price: 100, taxClass: .deposit),
        ])
        #expect(added.totals.gross == 5_000)
        #expect(added.totals.sales == 5_000)
        #expect(added.totals.deposit == 100)
        #expect(added.items == [ramen])
        #expect(added.sorted.filter { $0.dimension == .item }.map(\.key) == [ramen.text])
        #expect(added.sorted.first { $0.dimension == .tender }?.sales == 5_100)
    }

    @Test func `the taxes of a sale's items add up to its own`() throws {
        let lines = (0..<7).map { SoldLine(item: .make(), price: 333 + Int64($0)) }
        let exempt = SoldLine(item: .make(), price: 2_000, taxClass: .exempt)
        let added = try figures(lines + [exempt])
        let items = added.sorted.filter { $0.dimension == .item }
        #expect(items.map(\.tax).total() == added.totals.tax)
        #expect(added.totals.tax > .zero)
        #expect(items.first { $0.key == exempt.item.text }?.tax == .zero)
    }

    @Test func `an unknown cost is not counted as none`() throws {
        let added = try figures([
            SoldLine(item: ramen, quantity: 3, price: 1_000, cost: 900), SoldLine(item: ramen, price: 1_000),
        ])
        let item = try #require(added.sorted.first { $0.dimension == .item })
        #expect(item.quantity == 4)
        #expect(item.costedQuantity == 3)
        #expect(item.cost == 900)
    }

    @Test func `options are counted with their own price`() throws {
        let large = ChosenOption(id: .make(), name: "곱빼기", price: 1_000, cost: nil)
        let added = try figures([SoldLine(item: ramen, quantity: 2, price: 5_000, options: [large])])
        let option = try #require(added.sorted.first { $0.dimension == .option })
        #expect(option.label == "곱빼기")
        #expect(option.quantity == 2)
        #expect(option.sales == 2_000)
        #expect(added.totals.gross == 12_000)
    }

    @Test func `three payers of one bottle sell one bottle`() {
        let first = PaidShare.none.adding(1, over: 3)
        let second = first.adding(1, over: 3)
        let third = second.adding(1, over: 3)
        #expect([first, second, third].map { $0.units(of: 1) } == [1, 1, 1])
        #expect(third == PaidShare(num: 1, den: 1))
        #expect([first, second, third].map { $0.part(of: 1_000) } == [333, 667, 1_000])
    }

    @Test func `four payers of four coffees sell one each`() {
        var share = PaidShare.none
        for paid in 1...4 {
            share = share.adding(1, over: 4)
            #expect(share.units(of: 4) == paid)
        }
    }

    @Test func `a share too fine for exact sums counts as the whole line`() {
        let fine = PaidShare(num: 1, den: Int64(Int32.max) * Int64(Int32.max))
        #expect(fine.adding(1, over: 999_983) == PaidShare(num: 1, den: 1))
    }

    @Test func `the average ticket rounds half up`() {
        #expect(Totals(DayFigures(gross: 25, orders: 10)).averageTicket == 3)
        #expect(Totals(DayFigures(gross: 24, orders: 10)).averageTicket == 2)
    }

    @Test func `there is no average ticket without orders`() throws {
        let totals = Totals(DayFigures(gross: 5_000))
        #expect(totals.averageTicket == nil)
        #expect(try JSON.text(totals).contains("\"averageTicket\":null"))
    }

    @Test func `profit is sales without tax less the known cost`() {
        let totals = Totals(DayFigures(gross: 11_000, discount: 500, refunds: 500, tax: 909, cost: 3_000))
        #expect(totals.sales == 10_000)
        #expect(totals.net == 9_091)
        #expect(totals.profit == 6_091)
    }

    private func figures(_ lines: [SoldLine]) throws -> SaleFigures {
        var log = SaleLog()
        let sale = try log.sell(lines)
        return SaleFigures(SalePaid(sale: sale, hour: 12), firstOfOrder: true, shares: [:])
    }
}
