import Contracts
import TestSupport
import Testing

@testable import OrderService

extension Order {
    var printed: [Money?] { checks.map(\.printedTotal) }

    /// The order with a bill of every check printed.
    func allBilled() throws -> Order { try checks.reduce(self) { try $0.billed($1.id) } }
}

@Suite struct CheckBillingTests {
    private let coffee = Line.sample(4500, x: 3, options: [500])
    private let cake = Line.sample(6700)

    private func order() throws -> Order { try Order.of(coffee, cake) }

    @Test func `of several bills the largest total is remembered, and no version moves`() throws {
        let order = try order()
        let first = try order.billed(order.first)
        #expect(first.printed == [21_700] && first.checks[0].prints == 1)
        #expect(first.version == order.version && first.checks[0].version == order.checks[0].version)
        let less = try first.voiding(cake.id, .remove(), newId: .make()).billed(order.first)
        #expect(less.total == 15_000 && less.printed == [21_700] && less.checks[0].prints == 2)
        let more = try less.taking([.sample(9000)]).billed(order.first)
        #expect(more.printed == [24_000] && more.checks[0].prints == 3)
    }

    @Test func `a bill is of a check that is neither paid nor cancelled`() throws {
        let order = try order()
        #expect(throws: OrderRejection.checkUnknown) { try order.billed(.make()) }
        #expect(throws: OrderRejection.checkAlreadyPaid) { try order.paid().billed(order.first) }
        #expect(throws: OrderRejection.orderCancelled) { try order.cancelled(because: "x").billed(order.first) }
        #expect(try order.claimed().billed(order.first).printed == [21_700])
    }

    @Test func `a split shares what was printed, and putting back adds it up`() throws {
        let order = try order().allBilled()
        let split = try order.split(.people(3, of: order.first))
        #expect(split.printed == split.totals)
        let again = try split.split(.amounts([1000], of: split.checks[2].id))
        #expect(again.printed == again.totals)
        #expect(try again.puttingBack(again.checks[3].id).printed == split.printed)
        #expect(try split.unsplit()?.printed == [21_700])
        let plain = try self.order()
        let one = try plain.split(.amounts([5000], of: plain.first))
        let billed = try one.billed(one.checks[1].id)
        #expect(billed.printed == [nil, 16_700])
        #expect(try billed.unsplit()?.printed == [16_700])
    }

    @Test func `a bill larger than its check stays larger in all parts of it`() throws {
        let order = try order().allBilled().voiding(cake.id, .remove(), newId: .make())
        let split = try order.split(.people(2, of: order.first))
        #expect(split.totals == [7500, 7500] && split.printed == [10_850, 10_850])
    }

    @Test func `merged orders add up what was printed, and take it along when they part`() throws {
        let (one, two) = (try order().allBilled(), try Order.of(.sample(3000)).allBilled())
        let (into, from) = try one.merged(two)
        #expect(into.printed == [24_700] && from.printed == [nil])
        let (again, parted) = try into.unmerging(from)
        #expect(again.printed == [21_700] && parted.printed == [3000])
        let (fresh, rest) = try order().merged(try Order.of(.sample(3000)))
        let (left, right) = try fresh.allBilled().unmerging(rest)
        #expect(left.printed == [21_700] && right.printed == [3000])
        let (never, printed) = try order().merged(try Order.of(.sample(3000)))
        let (without, bills) = try never.unmerging(printed)
        #expect(without.printed == [nil] && bills.printed == [nil])
    }

    @Test func `however a party divides and joins, the sum of what was printed stays`() throws {
        var numbers = SeededNumbers(seed: 2_025_0304)
        for _ in 0..<300 {
            var order = try order().allBilled()
            for _ in 0..<8 {
                let check = order.checks.randomElement(using: &numbers)?.id ?? order.first
                do {
                    switch Int.random(in: 0..<4, using: &numbers) {
                    case 0: order = try order.split(.people(Int.random(in: 2...5, using: &numbers), of: check))
                    case 1: order = try order.split(.amounts([Money(.random(in: 1...999, using: &numbers))], of: check))
                    case 2: order = try order.puttingBack(check)
                    default: order = try order.unsplit() ?? order
                    }
                } catch is OrderRejection {}
                #expect(order.checks.compactMap(\.printedTotal).total() == 21_700)
                #expect(order.checks.allSatisfy { $0.printedTotal ?? .zero == $0.total })
            }
        }
    }

    @Test func `a check is below its bill by more than a discount's rounding`() throws {
        let order = try order().discounted([.percent(10)]).allBilled()
        #expect(order.printed == [19_530])
        #expect(!order.snapshot(of: 0).isBelowPrinted)
        var near = order
        near.checks[0].printedTotal = 19_532
        #expect(!near.snapshot(of: 0).isBelowPrinted)
        near.checks[0].printedTotal = 19_533
        #expect(near.snapshot(of: 0).isBelowPrinted)
        let plain = try self.order().allBilled().discounted([.amount(3)])
        #expect(plain.snapshot(of: 0).isBelowPrinted)
        #expect(try !self.order().snapshot(of: 0).isBelowPrinted)
    }
}
