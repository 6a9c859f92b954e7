import Contracts
import Testing

@testable import OrderService

extension CheckSplit {
    static func items(_ shares: [(LineID, Int64, Int64)], of check: CheckID) -> CheckSplit {
        CheckSplit(
            id: nil, of: check, by: .items, shares: shares.map { LineShare(lineId: $0.0, num: $0.1, den: $0.2) },
            count: nil, amounts: nil)
    }

    static func people(_ count: Int?, of check: CheckID) -> CheckSplit {
        CheckSplit(id: nil, of: check, by: .people, shares: nil, count: count, amounts: nil)
    }

    static func amounts(_ amounts: [Money], of check: CheckID) -> CheckSplit {
        CheckSplit(id: nil, of: check, by: .amount, shares: nil, count: nil, amounts: amounts)
    }
}

extension Order {
    var first: CheckID { checks[0].id }
    var totals: [Money] { checks.map(\.total) }

    func split(_ split: CheckSplit) throws -> Order { try splitting(split) { .make() } }

    /// The order with one check paid.
    func paying(_ check: CheckID) throws -> Order {
        let sale = SaleID.make()
        let index = try checkToPay(check, by: sale)
        return try #require(try claiming(index, for: sale, version: nil, at: .noon).paying(check, by: sale))
    }
}

@Suite struct CheckSplittingTests {
    private let coffee = Line.sample(4500, x: 3, options: [500])
    private let cake = Line.sample(6700)

    private func order() throws -> Order { try Order.of(coffee, cake) }

    @Test(arguments: [2, 3, 7, 50])
    func `Over N people each pays floor of T over N, the first T mod N one won more`(count: Int) throws {
        let whole = try order()
        let order = try whole.split(.people(count, of: whole.first))
        let (share, more) = (21_700 / Int64(count), 21_700 % Int64(count))
        #expect(order.totals.map(\.minor) == (0..<Int64(count)).map { share + ($0 < more ? 1 : 0) })
        #expect(order.checks.map(\.letter).prefix(3) == ["A", "B", "C"].prefix(min(3, count)))
        #expect(order.total == 21_700)
    }

    @Test func `A split by amounts gives each payer the amount and one more what is left`() throws {
        let order = try order()
        #expect(try order.split(.amounts([5000, 9000], of: order.first)).totals == [5000, 9000, 7700])
        #expect(try order.split(.amounts([5000, 16_700], of: order.first)).totals == [5000, 16_700])
        #expect(try order.split(.amounts([1], of: order.first)).totals == [1, 21_699])
    }

    @Test func `A split by items moves whole pieces and fractions, and what stays is never less than its part`() throws
    {
        let order = try order()
        let one = try order.split(.items([(coffee.id, 1, 3)], of: order.first))
        #expect(one.totals == [16_700, 5000])
        #expect(one.snapshot(of: 1).lines.map(\.quantity) == [1])
        #expect(one.snapshot(of: 1).lines[0].den == nil)
        #expect(one.snapshot(of: 0).lines.map(\.quantity) == [2, 1])
        let half = try one.split(.items([(cake.id, 1, 2), (coffee.id, 2, 3)], of: one.first))
        #expect(half.totals == [3350, 5000, 13_350])
        let third = try order.split(.items([(cake.id, 1, 3)], of: order.first))
        #expect(third.totals == [15_000 + 4467, 2233])
        #expect(third.snapshot(of: 1).lines[0].num == 1)
        #expect(third.snapshot(of: 1).lines[0].den == 3)
        #expect(third.snapshot(of: 1).lines[0].quantity == 1)
    }

    @Test func `Splits mix, until the rest is nothing`() throws {
        var order = try order()
        order = try order.split(.items([(cake.id, 1, 1)], of: order.first))
        order = try order.split(.people(2, of: order.checks[1].id))
        order = try order.split(.amounts([10_000], of: order.first))
        #expect(order.totals == [10_000, 3350, 3350, 5000])
        for check in order.checks { order = try order.paying(check.id) }
        #expect(order.status == .paid)
        #expect(order.total == 21_700)
    }

    @Test func `Costs and discounts of the shares add up to the line's`() throws {
        var order = try Order.of(.sample(10_001, x: 1, cost: 3333), .sample(999, cost: 7))
        order = try order.discounted([.percent(10), .amount(777, on: order.lines[0].id)])
        let before = order.snapshot(of: 0)
        order = try order.split(.people(3, of: order.first))
        let parts = order.checks.indices.map { order.snapshot(of: $0) }
        #expect(parts.map(\.total).total() == before.total)
        #expect(parts.map(\.discount).total() == before.discount)
        #expect(parts.flatMap(\.lines).compactMap(\.cost).total() == before.lines.compactMap(\.cost).total())
        #expect(parts.allSatisfy { $0.lines.allSatisfy { $0.discount <= $0.amount } })
    }

    @Test func `What others pay does not move when a check is paid, or when a line comes to another one`() throws {
        var order = try order().discounted([.percent(7)])
        order = try order.split(.people(3, of: order.first))
        let seen = order.totals
        order = try order.paying(order.checks[1].id)
        #expect(order.totals == seen)
        order = try order.taking([.sample(1000)])
        #expect(order.totals == [seen[0] + 930, seen[1], seen[2]])
    }

    @Test func `A divided line that loses a piece is shared anew over its open checks`() throws {
        var order = try Order.of(coffee)
        order = try order.split(.people(3, of: order.first))
        order = try order.sent().voiding(coffee.id, .cancel(1), newId: .make())
        #expect(order.total == 10_000)
        #expect(order.sumOfChecks == 10_000)
        #expect(order.totals == [3334, 3333, 3333])
        order = try order.paying(order.checks[2].id)
        #expect(throws: OrderRejection.checkAlreadyPaid) { try order.voiding(coffee.id, .cancel(1), newId: .make()) }
    }

    @Test func `An order whose rest is taken back after a payment is paid`() throws {
        var order = try order().sent()
        order = try order.split(.items([(cake.id, 1, 1)], of: order.first))
        order = try order.paying(order.first).voiding(cake.id, .loss(), newId: .make())
        #expect(order.status == .paid)
        #expect(order.total == 15_000)
    }

    @Test func `A check without anything to pay is not split`() throws {
        let empty = Order.sample()
        #expect(throws: OrderRejection.nothingToSplit) { try empty.split(.people(2, of: empty.first)) }
        let free = try Order.of(.sample(0))
        #expect(throws: OrderRejection.nothingToSplit) { try free.split(.people(2, of: free.first)) }
        #expect(try free.split(.items([(free.lines[0].id, 1, 2)], of: free.first)).checks.count == 2)
    }

    @Test func `A share is a fraction of a line, no more than the check holds of it`() throws {
        let order = try order()
        let bad: [[(LineID, Int64, Int64)]] = [
            [], [(.make(), 1, 1)], [(cake.id, 0, 1)], [(cake.id, -1, 2)], [(cake.id, 2, 1)], [(cake.id, 1, 0)],
            [(cake.id, 1, 2), (cake.id, 1, 2)],
        ]
        for shares in bad {
            let error = #expect(throws: OrderRejection.self) { try order.split(.items(shares, of: order.first)) }
            #expect(error?.pointer?.hasPrefix("/shares") == true)
        }
        let half = try order.split(.items([(cake.id, 1, 2)], of: order.first))
        #expect(throws: OrderRejection.shareInvalid(pointer: "/shares/0")) {
            try half.split(.items([(cake.id, 2, 3)], of: half.first))
        }
    }

    @Test(arguments: [nil, -1, 0, 1, 51])
    func `A check is split over 2 to 50 people`(count: Int?) throws {
        let order = try order()
        #expect(throws: OrderRejection.splitCountInvalid) { try order.split(.people(count, of: order.first)) }
    }

    @Test(arguments: [[], [0], [-5, 100], [21_700], [21_701], [20_000, 1701], [10_000_000_000_000]] as [[Money]])
    func `The amounts of a split are positive and come to no more than the check`(amounts: [Money]) throws {
        let order = try order()
        #expect(throws: OrderRejection.splitAmountInvalid) { try order.split(.amounts(amounts, of: order.first)) }
    }

    @Test func `A line is not divided into parts finer than a trillionth`() throws {
        let order = try order()
        #expect(throws: OrderRejection.splitTooFine) {
            try order.split(.items([(cake.id, 1, 1_000_000_000_001)], of: order.first))
        }
        let dear = try Order.of(.sample(9_999_999_967))
        let fine = try dear.split(.amounts([1_000_003], of: dear.first)).split(.people(50, of: dear.first))
        #expect(throws: OrderRejection.splitTooFine) { try fine.split(.people(3, of: fine.first)) }
        #expect(fine.sumOfChecks == 9_999_999_967)
    }

    @Test func `An order has at most 100 checks`() throws {
        var order = try Order.of(.sample(90_000))
        order = try order.split(.people(50, of: order.first))
        order = try order.split(.people(50, of: order.first))
        #expect(order.checks.count == 99)
        #expect(throws: OrderRejection.tooManyChecks) { try order.split(.people(3, of: order.first)) }
        #expect(try order.split(.people(2, of: order.first)).checks.count == 100)
    }

    @Test func `Only a check that was split off, and not split again, is put back`() throws {
        var order = try order()
        order = try order.split(.people(2, of: order.first))
        let (a, b) = (order.checks[0].id, order.checks[1].id)
        order = try order.split(.amounts([1000], of: b))
        let c = order.checks[2].id
        #expect(throws: OrderRejection.checkNotSplit) { try order.puttingBack(a) }
        #expect(throws: OrderRejection.checkNotSplit) { try order.puttingBack(b) }
        #expect(throws: OrderRejection.checkUnknown) { try order.puttingBack(.make()) }
        let back = try order.puttingBack(c).puttingBack(b)
        #expect(back.totals == [21_700])
        #expect(back.lines.allSatisfy { $0.shares == nil })
        #expect(back.history?.isEmpty == true)
        let claimed = try order.claiming(2, for: .make(), version: nil, at: .noon)
        #expect(throws: OrderRejection.checkClaimed) { try claimed.puttingBack(c) }
        #expect(throws: OrderRejection.checkAlreadyPaid) { try order.paying(b).puttingBack(c) }
    }

    @Test func `A split is taken back as one act, until one of its checks is paid`() throws {
        let order = try order()
        let split = try order.split(.people(3, of: order.first))
        let back = try #require(try split.unsplit())
        #expect(back.lines == order.lines)
        #expect(back.checks.map(\.id) == order.checks.map(\.id))
        #expect(back.checks.map(\.total) == order.checks.map(\.total))
        #expect(throws: OrderRejection.checkAlreadyPaid) { try split.paying(split.checks[2].id).unsplit() }
        #expect(throws: OrderRejection.checkAlreadyPaid) { try split.paying(split.first).unsplit() }
    }
}
