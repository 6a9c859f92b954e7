import Contracts
import Testing

@testable import SaleService

@Suite struct SaleTotalsTests {
    @Test(arguments: [(3200, 291), (11_000, 1000), (1000, 91), (500, 45), (11, 1), (5, 0), (6, 1), (0, 0)])
    func `the tax inside a price is a tenth of its net`(total: Int64, tax: Int64) {
        let sale = SaleTotals([.sample(Money(total))], taxRate: 10)
        #expect(sale.tax == Money(tax))
        #expect(sale.net == Money(total - tax))
    }

    @Test func `at ten percent the tax of every total is an eleventh, rounded half up`() {
        let wrong = (Int64(1)...20_000).filter { total in
            SaleTotals.tax(inside: Money(total), rate: 10) != Money((2 * total + 11) / 22)
        }
        #expect(wrong.isEmpty)
    }

    @Test(arguments: [
        (10_500, 5.0, 500), (10_825, 8.25, 825), (11_900, 19, 1900), (10_075, 0.75, 75), (20_000, 100, 10_000),
    ])
    func `other rates are exact as well`(total: Int64, rate: Double, tax: Int64) {
        #expect(SaleTotals.tax(inside: Money(total), rate: rate) == Money(tax))
    }

    @Test func `a store without tax has none`() {
        let sale = SaleTotals([.sample(3200), .sample(1000, .exempt)], taxRate: 0)
        #expect(sale.tax == 0)
        #expect(sale.net == 4200)
        #expect(sale.taxable == 3200)
    }

    @Test func `exempt goods and deposits bear no tax and have columns of their own`() {
        let sale = SaleTotals(
            [.sample(3200), .sample(5000, discount: 500, .exempt), .sample(300, .deposit)], taxRate: 10)
        #expect(sale.tax == 291)
        #expect(sale.taxable == 3200)
        #expect(sale.exempt == 4500)
        #expect(sale.deposit == 300)
        #expect(sale.subtotal == 8500)
        #expect(sale.discount == 500)
        #expect(sale.total == 8000)
        #expect(sale.net == 7709)
    }

    @Test func `the tax is that of the sum, not the sum of the lines' taxes`() {
        let lines = (0..<3).map { _ in SnapshotLine.sample(1005) }
        #expect(SaleTotals(lines, taxRate: 10).tax == 274)
        #expect(SaleTotals.tax(inside: 1005, rate: 10) * 3 == 273)
        #expect(SaleTotals([.sample(3500, discount: 300)], taxRate: 10).tax == 291)
    }

    @Test func `the largest sale there can be is taxed without overflow`() {
        let sale = SaleTotals([.sample(Money(10_000_000_000 * 999 * 5000))], taxRate: 10)
        #expect(sale.tax.minor == (2 * 10_000_000_000 * 999 * 5000 + 11) / 22)
    }
}
