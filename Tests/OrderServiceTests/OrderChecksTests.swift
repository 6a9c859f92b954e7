import Contracts
import Testing

@testable import OrderService

@Suite struct OrderChecksTests {
    @Test func `A check that is not in the order is absent`() throws {
        let order = try Order.of(.sample(5000))
        #expect(throws: OrderRejection.checkUnknown) { try order.checkToPay(.make(), by: .make()) }
        #expect(try order.checkToPay(order.checks[0].id, by: .make()) == 0)
        #expect(OrderRejection.checkUnknown.status == 404)
    }

    @Test func `A check that is being paid is not changed`() throws {
        let id = LineID.make()
        let open = try Order.of(.sample(5000, id: id))
        let drafts = try open.claimed()
        let sent = try open.sent().claimed()
        #expect(throws: OrderRejection.checkClaimed) { try drafts.changing(id, .quantity(2), options: nil) }
        #expect(throws: OrderRejection.checkClaimed) { try drafts.voiding(id, .remove(), newId: .make()) }
        #expect(throws: OrderRejection.checkClaimed) { try sent.voiding(id, .cancel(), newId: .make()) }
        #expect(throws: OrderRejection.checkClaimed) { try sent.claiming(0, for: .make(), version: nil, at: .noon) }
        #expect(throws: OrderRejection.checkClaimed) { try sent.claimed() }
        #expect(throws: OrderRejection.checkClaimed) { try sent.cancelled(because: "손님 감") }
    }

    @Test func `A paid check is not changed`() throws {
        let id = LineID.make()
        let order = try Order.of(.sample(5000, id: id)).paid().taking([.sample(1000)])
        #expect(throws: OrderRejection.checkAlreadyPaid) { try order.voiding(id, .cancel(), newId: .make()) }
        #expect(throws: OrderRejection.checkAlreadyPaid) { try order.changing(id, .quantity(2), options: nil) }
        #expect(throws: OrderRejection.checkAlreadyPaid) {
            try order.claiming(0, for: .make(), version: nil, at: .noon)
        }
        let whole = try Order.of(.sample(5000)).paid()
        #expect(throws: OrderRejection.orderAlreadyPaid) {
            try whole.claiming(0, for: .make(), version: nil, at: .noon)
        }
        #expect(throws: OrderRejection.orderAlreadyPaid) { try whole.claimed() }
    }

    @Test func `With several open checks the payment names its check`() throws {
        var order = try Order.of(.sample(5000))
        let second = Check(id: .make(), letter: "B", status: .open, total: .zero, version: 1, flags: [])
        order.checks.append(second)
        #expect(try order.checkToPay(nil, by: .make()) == 0, "a check without lines is not in the way")
        var line = Line.sample(700)
        line.checkId = second.id
        line.position = 1
        order = try order.adding([line])
        #expect(throws: OrderRejection.checkRequired) { try order.checkToPay(nil, by: .make()) }
        #expect(try order.checkToPay(second.id, by: .make()) == 1)
        #expect(order.checks.map(\.total) == [5000, 700])
    }

    @Test func `A payment is for the check as it is now`() throws {
        let order = try Order.of(.sample(5000))
        let seen = order.checks[0].version
        let grown = try order.taking([.sample(1000)])
        #expect(throws: OrderRejection.checkVersionStale) { try grown.claimed(version: seen) }
        #expect(try grown.claimed(version: grown.checks[0].version).checks[0].status == .claimed)
        #expect(OrderRejection.checkVersionStale.status == 412)
    }

    @Test func `every change of what a check asks for makes its version stale`() throws {
        let id = LineID.make()
        let order = try Order.of(.sample(5000, x: 2, id: id))
        let changed = [
            try order.taking([.sample(1)]), try order.changing(id, .quantity(3), options: nil),
            try order.voiding(id, .remove(1), newId: .make()), try order.discounted([.amount(100)]),
        ]
        for later in changed {
            #expect(throws: OrderRejection.checkVersionStale) { try later.claimed(version: order.checks[0].version) }
        }
        #expect(try order.sent().claimed(version: order.checks[0].version).total == 10_000)
    }

    @Test func `An order without lines is not paid`() throws {
        #expect(throws: OrderRejection.orderEmpty) { try Order.sample().claimed() }
        let id = LineID.make()
        let emptied = try Order.of(.sample(5000, id: id)).voiding(id, .remove(), newId: .make())
        #expect(throws: OrderRejection.orderEmpty) { try emptied.claimed() }
        #expect(throws: OrderRejection.orderEmpty) { try emptied.claiming(0, for: .make(), version: nil, at: .noon) }
    }

    @Test func `a claim for the same sale changes nothing, however often it is asked`() throws {
        let sale = SaleID.make()
        let once = try Order.of(.sample(5000)).claimed(by: sale)
        let twice = try once.claimed(by: sale)
        #expect(twice == once)
        #expect(twice.snapshot(of: 0) == once.snapshot(of: 0))
        #expect(once.checks[0].saleId == sale)
        #expect(once.checks[0].claimedAt == .noon)
    }

    @Test func `a line added while the check is being paid goes to a new check`() throws {
        let sale = SaleID.make()
        let order = try Order.of(.sample(5000)).claimed(by: sale)
        let asked = order.snapshot(of: 0)
        let grown = try order.taking([.sample(1200)])
        #expect(grown.checks.map(\.letter) == ["A", "B"])
        #expect(grown.checks.map(\.total) == [5000, 1200])
        #expect(grown.checks[1].flags == ["while-paying"], "nothing was paid yet, so it is not late")
        #expect(grown.snapshot(of: 0) == asked)
        let paid = try #require(grown.paying(order.checks[0].id, by: sale))
        #expect(paid.status == .open)
        #expect(try paid.paid().status == .paid)
    }

    @Test func `only the sale that holds a check can let it go`() throws {
        let sale = SaleID.make()
        let order = try Order.of(.sample(5000)).claimed(by: sale)
        let check = order.checks[0].id
        #expect(try order.releasing(check, from: .make()) == nil)
        #expect(try order.releasing(.make(), from: sale) == nil)
        let free = try #require(try order.releasing(check, from: sale))
        #expect(free.checks[0].status == .open)
        #expect(free.checks[0].saleId == nil)
        #expect(try free.releasing(check, from: sale) == nil)
        let paid = try #require(order.paying(check, by: sale))
        #expect(try paid.releasing(check, from: sale) == nil)
    }

    @Test func `no discount is given while a check is being paid`() throws {
        let sale = SaleID.make()
        let order = try Order.of(.sample(5000)).claimed(by: sale)
        #expect(throws: OrderRejection.checkClaimed) { try order.discounted([.percent(10)]) }
        let free = try #require(try order.releasing(order.checks[0].id, from: sale))
        #expect(try free.discounted([.percent(10)]).total == 4500)
    }

    @Test func `a line that came while a payment held the check is on the same bill when that came to nothing`() throws
    {
        let sale = SaleID.make()
        let grown = try Order.of(.sample(5000)).claimed(by: sale).taking([.sample(1200)])
        let free = try #require(try grown.releasing(grown.checks[0].id, from: sale))
        #expect(free.checks.map(\.total) == [6200])
        #expect(free.checks[0].version > grown.checks[0].version, "whoever saw the smaller bill is told")
        #expect(try free.checkToPay(nil, by: .make()) == 0)
        let paid = try #require(grown.paying(grown.checks[0].id, by: sale))
        #expect(paid.checks.map(\.total) == [5000, 1200])
    }

    @Test func `An order that was merged into another goes on there`() throws {
        let one = try Order.of(.sample(5000))
        let gone = try one.merged(try Order.of(.sample(700))).from
        #expect(throws: OrderRejection.orderMerged) { try gone.taking([.sample(1)]) }
        #expect(throws: OrderRejection.orderMerged) { try gone.checkToPay(nil, by: .make()) }
        #expect(throws: OrderRejection.orderMerged) { try gone.split(.people(2, of: gone.checks[0].id)) }
        #expect(throws: OrderRejection.orderMerged) { try gone.cancelled(because: "x") }
        #expect(OrderRejection.orderMerged.status == 409)
    }

    @Test func `paying sends the drafts of the check to the kitchen and closes the order`() throws {
        let sale = SaleID.make()
        let order = try Order.of(.sample(5000), .sample(700), channel: .takeout).claimed(by: sale)
        let paid = try #require(order.paying(order.checks[0].id, by: sale))
        #expect(paid.status == .paid)
        #expect(paid.checks[0].status == .paid)
        #expect(paid.lines.map(\.status) == [.sent, .sent])
        #expect(paid.paying(order.checks[0].id, by: sale) == nil, "heard twice, done once")
    }

    @Test func `a late line at a paid table opens a new check that is flagged`() throws {
        let paid = try Order.of(.sample(5000)).paid()
        let late = try paid.taking([.sample(1200)])
        #expect(late.status == .open)
        #expect(late.checks.map(\.letter) == ["A", "B"])
        #expect(late.checks[1].flags == ["late"])
        #expect(late.checks.map(\.status) == [.paid, .open])
        #expect(late.total == 6200)
        #expect(late.checks.map(\.total) == [5000, 1200])
        #expect(try late.taking([.sample(100)]).checks.count == 2)
        #expect(try late.paid().status == .paid)
    }

    @Test func `the letters of checks run from A to Z, then AA`() {
        let letters = [0, 1, 25, 26, 27, 51, 52, 701, 702].map(CheckLetter.letter)
        #expect(letters == ["A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"])
        #expect(Set((0..<1000).map(CheckLetter.letter)).count == 1000)
    }

    @Test func `a snapshot carries what the receipt and the figures need, as ordered`() throws {
        let order = try Order.of(.sample(5000, x: 2, options: [500], cost: 1800), .sample(300, .deposit))
            .discounted([.amount(1000)]).claimed()
        let asked = order.snapshot(of: 0)
        #expect(asked.subtotal == 11_300)
        #expect(asked.discount == 1000)
        #expect(asked.total == 10_300)
        #expect(asked.lines.map(\.amount) == [11_000, 300])
        #expect(asked.lines.map(\.discount) == [1000, 0])
        #expect(asked.lines.map(\.cost) == [3600, nil])
        #expect(asked.orderNumber == "A-001")
        #expect(asked.checkVersion == order.checks[0].version)
    }
}
