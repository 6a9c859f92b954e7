import Contracts
import Testing

@testable import OrderService

extension Order {
    func merged(_ other: Order) throws -> (into: Order, from: Order) { try merging(other) { .make() } }
}

@Suite struct OrderMergingTests {
    private func pair() throws -> (Order, Order) {
        let one = try Order.of(.sample(9000, x: 2), .sample(3500)).discounted([.percent(10)])
        let two = try Order.of(.sample(7777)).sent().taking([.sample(100, x: 3)]).discounted([
            .amount(500), .percent(3),
        ])
        return (one, two)
    }

    @Test func `Merged tables keep the sum of both, their lines and their guests`() throws {
        let (one, two) = try pair()
        let (into, from) = try one.merged(two)
        #expect(into.total == one.total + two.total)
        #expect(into.guests == one.guests + two.guests)
        #expect(into.lines.map(\.id) == one.lines.map(\.id) + two.lines.map(\.id))
        #expect(into.lines.map(\.status) == one.lines.map(\.status) + two.lines.map(\.status))
        #expect(into.lines.map(\.position) == Array(0..<4))
        #expect(into.mergedFrom?.map(\.orderId) == [two.id])
        #expect(from.status == .cancelled)
        #expect(from.mergedInto == one.id)
        #expect(from.total == 0 && from.lines.isEmpty)
    }

    @Test func `A merge that is undone leaves both as they were; what came later stays`() throws {
        let (one, two) = try pair()
        var (into, from) = try one.merged(two)
        into = try into.taking([.sample(1000)])
        (into, from) = try into.unmerging(from)
        #expect(from.lines.map(\.id) == two.lines.map(\.id))
        #expect(from.total == two.total)
        #expect(from.status == .open && from.mergedInto == nil)
        #expect(from.discounts == two.discounts)
        #expect(from.lines.allSatisfy { $0.origin == nil && from.checks.map(\.id).contains($0.checkId) })
        #expect(into.total == one.total + 900)
        #expect(into.discounts == one.discounts)
        #expect(into.guests == one.guests)
        #expect(into.mergedFrom == nil)
    }

    @Test func `Three tables merged and undone one after the other keep every won`() throws {
        let (one, two) = try pair()
        let three = try Order.of(.sample(12_345)).discounted([.amount(345)])
        var (second, third) = try two.merged(three)
        var first = one
        (first, second) = try one.merged(second)
        #expect(first.total == one.total + two.total + three.total)
        #expect(first.origins == [one.id, two.id, three.id])
        (first, second) = try first.unmerging(second)
        #expect(second.total == two.total + three.total)
        #expect(second.lastMerged == three.id)
        (second, third) = try second.unmerging(third)
        #expect([first.total, second.total, third.total] == [one.total, two.total, three.total])
        #expect(third.discounts == three.discounts)
    }

    @Test func `An order is not merged into itself`() throws {
        let order = try Order.of(.sample(5000))
        #expect(throws: OrderRejection.mergeInvalid) { try order.merged(order) }
    }

    @Test func `An order that is being paid, paid or cancelled is not merged`() throws {
        let (one, two) = try pair()
        #expect(throws: OrderRejection.checkClaimed) { try one.merged(try two.claimed()) }
        #expect(throws: OrderRejection.orderAlreadyPaid) { try one.merged(try two.paid()) }
        #expect(throws: OrderRejection.orderAlreadyPaid) { try one.paid().merged(two) }
        #expect(throws: OrderRejection.orderCancelled) { try one.merged(try two.cancelled(because: "x")) }
        let half = try two.split(.people(2, of: two.first))
        #expect(throws: OrderRejection.checkAlreadyPaid) { try one.merged(try half.paying(half.first)) }
        #expect(try one.merged(half).into.total == one.total + two.total, "a split that nobody paid is put together")
    }

    @Test func `A discount over merged orders is taken off before they part`() throws {
        let (one, two) = try pair()
        let (into, from) = try one.merged(two)
        let given = try into.discounted(into.discounts + [.percent(50)])
        #expect(given.total < into.total)
        #expect(throws: OrderRejection.discountSpansMerge) { try given.unmerging(from) }
        let without = try given.discounted(into.discounts)
        #expect(try without.unmerging(from).from.total == two.total)
    }

    @Test func `Without a split, a move or a merge there is nothing to take back`() throws {
        let (one, two) = try pair()
        #expect(throws: OrderRejection.nothingToUndo) { try one.unmerging(two) }
        #expect(try one.unsplit() == nil)
        #expect(one.tableBeforeMove == nil)
    }

    @Test func `A move is taken back to the table it came from`() throws {
        let (one, _) = try pair()
        let table = (id: TableID.make(), name: "5")
        let moved = try one.moved(to: (table.id, table.name))
        #expect(moved.tableId == table.id)
        let before = try #require(moved.tableBeforeMove)
        let back = try moved.unmoved(to: before)
        #expect(back.tableId == one.tableId && back.tableName == one.tableName)
        #expect(back.history?.isEmpty == true)
    }

    @Test func `A late line on a closed table opens a new check, flagged`() throws {
        let order = try Order.of(.sample(5000)).paid().taking([.sample(700)])
        #expect(order.status == .open)
        #expect(order.checks.map(\.flags) == [[], ["late"]])
        #expect(order.totals == [5000, 700])
    }

    @Test func `Only orders of the same business day, both still to be cooked, are merged`() throws {
        let today = try Order.of(.sample(9000)).sent()
        var past = try Order.of(.sample(700))
        past.isPast = true
        #expect(throws: OrderRejection.mergeAcrossDays) { try past.merged(today) }
        #expect(throws: OrderRejection.mergeAcrossDays) { try today.merged(past) }
        let other = Order(
            id: .make(), number: "A-001", businessDate: .stored("2000-01-02"), channel: .table, placedAt: .noon,
            placedBy: "test", status: .open, guests: 2, checks: today.checks, discounts: [], subtotal: .zero,
            discount: .zero, total: .zero, version: 0)
        #expect(throws: OrderRejection.mergeAcrossDays) { try other.merged(today) }
    }

    @Test func `A merge keeps to the limits of an order`() throws {
        let dear = try Order.of(.sample(6_000_000_000))
        #expect(throws: OrderRejection.totalTooLarge) { try dear.merged(try Order.of(.sample(6_000_000_000))) }
        var crowd = try Order.of(.sample(1))
        crowd.guests = 998
        #expect(throws: OrderRejection.guestsInvalid) { try crowd.merged(try Order.of(.sample(1))) }
    }

    @Test func `A merge of a paid order is not undone`() throws {
        let (one, _) = try pair()
        let empty = Order.sample()
        let (into, from) = try one.merged(empty)
        #expect(throws: OrderRejection.orderAlreadyPaid) { try into.paid().unmerging(from) }
    }
}
