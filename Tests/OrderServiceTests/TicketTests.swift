import Contracts
import Testing

@testable import OrderService

@Suite struct TicketTests {
    private static func station(_ item: ItemID, _ line: Line) -> String { line.station ?? "kitchen" }

    private func tickets(_ order: Order, since before: Order) -> [Ticket] {
        order.tickets(.add, for: order.sent(since: before), station: Self.station, at: .noon) { .make() }
            + order.tickets(.void, for: order.struck(since: before), station: Self.station, at: .noon) { .make() }
    }

    private func ticket(_ lines: Line...) throws -> Ticket {
        let order = try Order.sample().taking(lines)
        return try #require(tickets(try order.sent(), since: order).first)
    }

    @Test func `Tickets are deltas, one for each station, and empty ones are not sent`() throws {
        var noodles = Line.sample(9000, x: 2)
        let beer = Line(
            id: .make(), itemId: .make(), name: "맥주", category: "주류", unitPrice: 5000, options: [], quantity: 3,
            taxClass: .taxable, unitCost: nil, status: .draft, station: "bar", checkId: .make(), position: 1,
            amount: .zero, ownDiscount: .zero, orderDiscounts: [:], version: 1)
        noodles.note = "맵게"
        let draft = try Order.of(noodles, beer)
        let sent = try draft.sent()
        let made = tickets(sent, since: draft)
        #expect(made.map(\.station) == ["kitchen", "bar"])
        #expect(made.map { $0.lines.map(\.quantity) } == [[2], [3]])
        #expect(made[0].lines[0].note == "맵게")
        #expect(tickets(sent, since: sent).isEmpty)
        let more = try sent.taking([.sample(1000)])
        #expect(tickets(more, since: sent).isEmpty, "a draft is no news")
        #expect(tickets(try more.sent(), since: more).map { $0.lines.count } == [1])
    }

    @Test func `A voided piece is told to the kitchen until it was served`() throws {
        let line = Line.sample(9000, x: 3)
        let sent = try Order.of(line).sent()
        let less = try sent.voiding(line.id, .cancel(1), newId: .make())
        let void = tickets(less, since: sent)
        #expect(void.map(\.kind) == [.void])
        #expect(void[0].lines.map(\.quantity) == [1])
        #expect(void[0].lines.map(\.lineId) == [line.id])
        let rest = try less.voiding(line.id, .loss(), newId: .make())
        #expect(tickets(rest, since: less)[0].lines.map(\.quantity) == [2])
        let served = sent.cooked([line.id: .served])
        #expect(tickets(try served.voiding(line.id, .loss(), newId: .make()), since: served).isEmpty)
        #expect(tickets(try sent.cancelled(because: "손님 감"), since: sent)[0].lines.map(\.quantity) == [3])
    }

    @Test func `A set goes to the stations of its parts`() throws {
        var set = Line.sample(12_000, x: 2)
        let (burger, cola) = (ItemID.make(), ItemID.make())
        set.components = [
            LineComponent(itemId: burger, name: "버거", quantity: 1, price: 9000),
            LineComponent(itemId: cola, name: "콜라", quantity: 2, price: 3000),
        ]
        let draft = try Order.of(set)
        let made = try draft.sent().tickets(
            .add, for: try draft.sent().sent(since: draft), station: { item, _ in item == cola ? "bar" : "kitchen" },
            at: .noon, newId: { .make() })
        #expect(made.map(\.station) == ["kitchen", "bar"])
        #expect(made.map { $0.lines[0].quantity } == [2, 4])
        #expect(made.map { $0.lines[0].name } == ["버거", "콜라"])
    }

    @Test func `A ticket goes forward only: queued, acknowledged, cooking, ready, served`() throws {
        let ticket = try ticket(.sample(9000))
        let ready = ticket.moved(to: .acknowledged, at: .noon).moved(to: .cooking, at: .noon).moved(
            to: .ready, at: .noon)
        #expect(ready.status == .ready)
        #expect(ready.lines.map(\.status) == [.ready])
        #expect(ready.version == 4)
        #expect(ready.moved(to: .acknowledged, at: .noon) == ready)
        #expect(ready.moved(to: .ready, at: .noon) == ready)
        #expect(ticket.moved(to: .served, at: .noon).lines.map(\.status) == [.served])
    }

    @Test func `A ticket follows when all its lines were bumped`() throws {
        var ticket = try ticket(.sample(9000), .sample(1000))
        let (first, second) = (ticket.lines[0].lineId, ticket.lines[1].lineId)
        ticket = try ticket.bumping(first, at: .noon)
        #expect(ticket.status == .cooking)
        #expect(ticket.lines.map(\.status) == [.ready, .queued])
        ticket = try ticket.bumping(second, at: .noon)
        #expect(ticket.status == .ready)
        ticket = try ticket.bumping(first, at: .noon).bumping(second, at: .noon)
        #expect(ticket.status == .served)
        #expect(try ticket.bumping(first, at: .noon) == ticket)
        #expect(throws: OrderRejection.lineUnknown) { try ticket.bumping(.make(), at: .noon) }
    }

    @Test func `Only a ticket that was called ready or served is recalled`() throws {
        let ticket = try ticket(.sample(9000))
        for status in [Ticket.Status.queued, .acknowledged, .cooking] {
            #expect(throws: OrderRejection.ticketNotRecallable) {
                try ticket.moved(to: status, at: .noon).recalled(at: .noon)
            }
        }
        let back = try ticket.moved(to: .served, at: .noon).recalled(at: .noon)
        #expect(back.status == .cooking)
        #expect(back.lines.map(\.status) == [.cooking])
        #expect(back.servedAt == nil && back.readyAt == nil)
    }

    @Test func `Struck pieces stay visible, and a ticket of nothing else is done when it was seen`() throws {
        var ticket = try ticket(.sample(9000, x: 2))
        let line = ticket.lines[0].lineId
        ticket = ticket.striking(1, of: line) { _ in 1 }
        #expect(ticket.lines[0].struck == 1)
        #expect(ticket.moved(to: .acknowledged, at: .noon).status == .acknowledged)
        ticket = ticket.striking(5, of: line) { _ in 1 }
        #expect(ticket.lines[0].struck == 2)
        #expect(ticket.lines[0].quantity == 2)
        #expect(ticket.moved(to: .acknowledged, at: .noon).status == .served)
        #expect(throws: OrderRejection.ticketNotRecallable) {
            try ticket.moved(to: .acknowledged, at: .noon).recalled(at: .noon)
        }
    }

    @Test func `Waiting customers see their number being made, then ready`() throws {
        func waiting(_ number: String, _ status: Ticket.Status, _ channel: Channel = .takeout) throws -> Ticket {
            let order = Order(
                id: .make(), number: number, businessDate: .stored("2025-03-04"), channel: channel, placedAt: .noon,
                placedBy: "test", status: .open, guests: 0, checks: [], discounts: [], subtotal: .zero,
                discount: .zero, total: .zero, version: 0)
            return Ticket(
                id: .make(), orderId: order.id, number: number, channel: channel, station: "bar", kind: .add,
                guests: 0, note: nil, createdAt: .noon, status: status, lines: [], version: 1)
        }
        let half = try waiting("A-003", .ready)
        var other = try waiting("A-003", .cooking)
        other.orderId = half.orderId
        let board = PickUpBoard([
            try waiting("A-001", .queued), try waiting("A-002", .ready), half, other,
            try waiting("A-009", .ready, .table),
        ])
        #expect(Set(board.preparing.map(\.number)) == ["001", "003"])
        #expect(board.ready.map(\.number) == ["002"])
    }

    @Test func `Stations have ids and names of their own, one of them is the default, and times are in order`() {
        func plan(_ stations: [(String, String, Bool)], warn: Int = 300, late: Int = 600, alarm: Int = 60)
            -> KitchenPlan
        {
            KitchenPlan(
                stations: stations.map {
                    KitchenPlan.Station(id: $0.0, name: $0.1, categoryIds: [], itemIds: [], isDefault: $0.2)
                }, warnAfter: warn, lateAfter: late, alarmAfter: alarm)
        }
        #expect(throws: Never.self) { try KitchenPlan.plain.check() }
        #expect(throws: Never.self) { try plan([("a", "가", true), ("b", "나", false)]).check() }
        for bad in [
            plan([]), plan([("a", "가", false)]), plan([("a", "가", true), ("b", "나", true)]),
            plan([("a", "가", true), ("a", "나", false)]), plan([("", "가", true)]), plan([("a", "", true)]),
            plan([("a", "가", true)], warn: 700), plan([("a", "가", true)], alarm: 0),
        ] {
            #expect(throws: OrderRejection.self) { try bad.check() }
        }
    }

    @Test func `An item's own station wins, then the item's, then the category's, then the default`() {
        let (item, category) = (ItemID.make(), CategoryID.make())
        let plan = KitchenPlan(
            stations: [
                .init(id: "main", name: "주방", categoryIds: [], itemIds: [], isDefault: true),
                .init(id: "bar", name: "바", categoryIds: [category], itemIds: [], isDefault: false),
                .init(id: "fry", name: "튀김", categoryIds: [], itemIds: [item], isDefault: false),
            ], warnAfter: 300, lateAfter: 600, alarmAfter: 60)
        #expect(plan.station(of: item, named: "바", category: category) == "bar")
        #expect(plan.station(of: item, named: "숯불", category: category) == "숯불")
        #expect(plan.station(of: item, named: nil, category: category) == "fry")
        #expect(plan.station(of: .make(), named: nil, category: category) == "bar")
        #expect(plan.station(of: .make(), named: nil, category: nil) == "main")
    }
}
