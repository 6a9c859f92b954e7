import Contracts
import Testing

@testable import OrderService

@Suite struct OrderPricingTests {
    @Test(arguments: [
        OrderDiscount.amount(-1), .amount(0.5), .amount(10_000_000_001), .percent(-0.1), .percent(100.1),
        .amount(.infinity), .percent(.nan),
    ])
    func `A discount is an amount from 0 or a percentage from 0 to 100`(wanted: OrderDiscount) throws {
        let order = try Order.of(.sample(5000))
        #expect(throws: OrderRejection.discountInvalid(pointer: "/1/value")) {
            try order.discounted([.percent(10), wanted])
        }
        #expect(try order.discounted([.percent(0), .amount(0)]).total == 5000)
        #expect(try order.discounted([.percent(100)]).total == 0)
        let one = OrderDiscount.amount(100)
        #expect(throws: OrderRejection.discountInvalid(pointer: "")) { try order.discounted([one, one]) }
        #expect(throws: OrderRejection.discountInvalid(pointer: "")) {
            try order.discounted((0...100).map { _ in .amount(1) })
        }
    }

    @Test func `an amount is the unit price and its options times the quantity`() throws {
        let order = try Order.of(.sample(4500, x: 3, options: [500, -200]), .sample(1000))
        #expect(order.lines.map(\.amount) == [14_400, 1000])
        #expect(order.subtotal == 15_400)
        #expect(order.total == 15_400)
    }

    @Test func `a line's discounts come before the order's, which are spread by the largest remainder`() throws {
        let id = LineID.make()
        let order = try Order.of(.sample(1000, x: 1, id: id), .sample(1000), .sample(1000))
            .discounted([.amount(100), .percent(10, on: id)])
        #expect(order.lines.map(\.ownDiscount) == [100, 0, 0])
        // 100 over 900, 1000, 1000: 31.03, 34.48, 34.48; the won that is left goes to the largest remainder.
        #expect(order.lines.map(\.orderDiscount) == [31, 35, 34])
        #expect(order.discount == 200)
        #expect(order.total == 2800)
    }

    @Test(arguments: [(3335, 10.0, 334), (3325, 10, 333), (3324, 10, 332), (105, 50, 53), (999, 33.3, 333), (1, 50, 1)])
    func `a percentage rounds half up`(price: Int64, percent: Double, given: Int64) throws {
        let id = LineID.make()
        let order = try Order.of(.sample(Money(price), id: id))
        #expect(try order.discounted([.percent(percent, on: id)]).discount == Money(given))
        #expect(try order.discounted([.percent(percent)]).discount == Money(given))
    }

    @Test func `a discount above what it is given on is cut to it`() throws {
        let id = LineID.make()
        let order = try Order.of(.sample(5000, id: id), .sample(700))
        let line = try order.discounted([.amount(9000, on: id), .amount(1, on: id)])
        #expect(line.lines.map(\.discount) == [5000, 0])
        #expect(line.total == 700)
        let whole = try order.discounted([.amount(100_000), .percent(50)])
        #expect(whole.total == 0)
        #expect(whole.discount == 5700)
        #expect(whole.lines.map(\.discount) == [5000, 700])
    }

    @Test func `a percentage and an amount on one order are both of the sum before either`() throws {
        let order = try Order.of(.sample(7000), .sample(3000))
        let amountFirst = try order.discounted([.amount(1000), .percent(10)])
        let percentFirst = try order.discounted([.percent(10), .amount(1000)])
        #expect(amountFirst.discount == 2000)
        #expect(percentFirst.discount == 2000)
        #expect(try order.discounted([.percent(60), .percent(60)]).total == 0)
    }

    @Test func `a deposit takes no part in an order's discount`() throws {
        let order = try Order.of(.sample(5000), .sample(300, x: 2, .deposit), .sample(1000, .exempt))
        let discounted = try order.discounted([.percent(50)])
        #expect(discounted.lines.map(\.discount) == [2500, 0, 500])
        #expect(try order.discounted([.amount(9999)]).total == 600)
        #expect(try Order.of(.sample(300, .deposit)).discounted([.percent(100)]).total == 300)
    }

    @Test func `a line taken back frees its part of the discount`() throws {
        let id = LineID.make()
        let order = try Order.of(.sample(6000, id: id), .sample(4000)).discounted([.amount(1000), .amount(500, on: id)])
        #expect(order.total == 8500)
        let after = try order.voiding(id, .remove(), newId: .make())
        #expect(after.total == 3000)
        #expect(after.discount == 1000)
        #expect(try after.line(id).discount == 0)
    }

    @Test func `discounts that change after a payment leave the paid lines as they were sold`() throws {
        let order = try Order.of(.sample(10_000), .sample(5000)).discounted([.percent(10)]).paid()
        let late = try order.taking([.sample(2000)])
        let paidLines = Array(late.lines.prefix(2))
        #expect(paidLines.map(\.discount) == [1000, 500])
        for wanted in [[], [OrderDiscount.percent(50)], [.amount(100_000)], [.amount(700, on: paidLines[0].id)]] {
            let changed = try late.discounted(wanted)
            #expect(Array(changed.lines.prefix(2)) == paidLines)
            #expect(changed.checks[0].total == 13_500)
            #expect(changed.total == changed.sumOfChecks)
            #expect(changed.total == changed.subtotal - changed.discount)
        }
        #expect(try late.discounted([.percent(50)]).checks[1].total == 1000)
        #expect(throws: OrderRejection.orderAlreadyPaid) { try order.discounted([]) }
    }

    @Test(arguments: [300, 999, 1000, 1001, 5000])
    func `an amount that paid checks have used up is not given again to late lines`(late: Int64) throws {
        let paid = try Order.of(.sample(10_000)).discounted([.amount(1000)]).paid()
        #expect(paid.discount == 1000)
        let after = try paid.taking([.sample(Money(late))])
        #expect(after.discount == 1000)
        #expect(after.checks.map(\.total) == [9000, Money(late)])
    }

    @Test func `what paid checks left of an amount goes to late lines`() throws {
        let paid = try Order.of(.sample(600)).discounted([.amount(1000)]).paid()
        #expect(paid.total == 0)
        #expect(try paid.taking([.sample(300)]).discount == 900)
        #expect(try paid.taking([.sample(5000)]).discount == 1000)
    }

    @Test func `an amount given after a payment is not eaten by the percentage that was paid with`() throws {
        let percent = OrderDiscount.percent(10)
        let late = try Order.of(.sample(10_000)).discounted([percent]).paid().taking([.sample(5000)])
        #expect(late.lines.map(\.discount) == [1000, 500])
        let after = try late.discounted([percent, .amount(1000)])
        #expect(after.lines.map(\.discount) == [1000, 1500])
    }

    @Test func `a line may be bought for nothing`() throws {
        let order = try Order.of(.sample(0), .sample(0, x: 5)).discounted([.amount(100), .percent(10)])
        #expect(order.total == 0)
        #expect(order.discount == 0)
        #expect(try order.claimed().snapshot(of: 0).total == 0)
    }

    @Test func `the largest order that can be adds up without overflow`() throws {
        let order = try Order.sample().taking((0..<5000).map { _ in .sample(1_000_000, x: 2) })
        #expect(order.subtotal == .limit)
        let discounted = try order.discounted([.percent(33.333), .amount(7)])
        #expect(discounted.total == discounted.subtotal - discounted.discount)
        #expect(discounted.total == discounted.sumOfChecks)
        #expect(discounted.discount == order.subtotal.scaled(by: 33_333, over: 100_000) + 7)
    }

    @Test func `a store that prices without tax adds it line by line, and inside the total it is the same again`()
        throws
    {
        var order = Order.sample()
        let check = order.checkForNewLines(newId: .make())
        var list = PriceList()
        list.addedTaxRate = 7.5
        for taxClass in TaxClass.allCases {
            let item = ItemID.make()
            list.items[item] = ItemChanged(
                itemId: item, categoryId: .make(), name: "Latte", price: 999, cost: nil, taxClass: taxClass,
                openPrice: false, soldOut: false, soldOutUntil: nil, stock: nil, optionGroupIds: [], components: [],
                station: nil, hidden: false)
            let request = LineRequest(
                id: nil, itemId: item, quantity: 3, options: nil, note: nil, course: nil, unitPrice: nil)
            let line = try list.line(
                request, at: "", id: .make(), check: check, position: order.lines.count, now: .noon)
            order = try order.adding([line])
        }
        let amounts = Dictionary(uniqueKeysWithValues: order.lines.map { ($0.taxClass, $0.amount) })
        #expect(amounts == [.taxable: 3222, .exempt: 2997, .deposit: 2997], "29.97 and 7.5 % of it, 2.25")
        #expect(order.lines.allSatisfy { $0.unitPrice == 999 }, "the price on the menu stays")
        #expect(order.checks[0].total == 9216)
        #expect(Money(3222) - Money(3222).scaled(by: 100_000, over: 107_500) == 225)
    }
}
