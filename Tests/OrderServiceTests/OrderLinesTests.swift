import Contracts
import Testing

@testable import OrderService

@Suite struct OrderLinesTests {
    @Test(arguments: [Channel.takeout, .delivery, .kiosk, .qr])
    func `A paid order is not changed, except by new lines at a table`(channel: Channel) throws {
        let paid = try Order.of(.sample(5000), channel: channel).paid()
        #expect(paid.status == .paid)
        for act in [
            { try paid.taking([.sample(1000)]) }, { try paid.discounted([]) }, { try paid.cancelled(because: "또") },
            { try paid.moved(to: (.make(), "1")) },
        ] { #expect(throws: OrderRejection.orderAlreadyPaid) { try act() } }
        #expect(try Order.of(.sample(5000)).paid().taking([.sample(1000)]).status == .open)
    }

    @Test func `A cancelled order is not changed any more`() throws {
        let line = LineID.make()
        let order = try Order.of(.sample(5000, id: line)).cancelled(because: "손님 감")
        let acts: [() throws -> Order] = [
            { try order.taking([.sample(1)]) }, { try order.changing(line, .quantity(2), options: nil) },
            { try order.voiding(line, .remove(), newId: .make()) }, { try order.sending(nil) },
            { try order.discounted([]) }, { try order.cancelled(because: "또") },
            { try order.moved(to: (.make(), "1")) }, { try order.claimed() },
        ]
        for act in acts { #expect(throws: OrderRejection.orderCancelled) { try act() } }
        #expect(order.total == 0)
        #expect(try order.line(line).status == .removed)
    }

    @Test func `what was sent counts as sent, also after it was voided`() throws {
        let id = LineID.make()
        let sent = try Order.of(.sample(5000, id: id)).sent()
        #expect(sent.hasSentLines)
        #expect(try sent.voiding(id, .cancel(), newId: .make()).hasSentLines)
        #expect(try !Order.of(.sample(5000, id: id)).voiding(id, .remove(), newId: .make()).hasSentLines)
    }

    @Test func `a draft's cost follows its options`() throws {
        let id = LineID.make()
        let plain = try Order.of(.sample(5000, cost: 100, id: id))
        let oat = ChosenOption(id: .make(), name: "오트", price: 700, cost: 300)
        let dear = try plain.changing(id, .quantity(1), options: [oat])
        #expect(try dear.line(id).unitCost == 400)
        #expect(try dear.changing(id, .quantity(1), options: []).line(id).unitCost == 100)
    }

    @Test func `An order takes at most 5,000 lines`() throws {
        let full = try Order.sample().taking((0..<5000).map { _ in .sample(10) })
        #expect(full.total == 50_000)
        #expect(throws: OrderRejection.tooManyLines) { try full.taking([.sample(10)]) }
    }

    @Test func `An order comes to at most ten billion`() throws {
        let id = LineID.make()
        let full = try Order.of(.sample(.limit), .sample(0), .sample(0, id: id))
        #expect(full.total == 10_000_000_000)
        let free = try full.discounted([.percent(100)])
        #expect(throws: OrderRejection.totalTooLarge, "whatever is taken off again") { try free.taking([.sample(1)]) }
        #expect(throws: OrderRejection.totalTooLarge) { try Order.of(.sample(.limit, x: 999, options: [.limit])) }
        let half = try Order.of(.sample(5_000_000_001, id: id))
        #expect(throws: OrderRejection.totalTooLarge) { try half.changing(id, .quantity(2), options: nil) }
    }

    @Test func `A line id is used once in an order`() throws {
        let id = LineID.make()
        let order = try Order.of(.sample(5000, id: id))
        #expect(throws: OrderRejection.lineIdReused) { try order.taking([.sample(1000, id: id)]) }
        let twin = LineID.make()
        #expect(throws: OrderRejection.lineIdReused) { try order.taking([.sample(1, id: twin), .sample(1, id: twin)]) }
    }

    @Test func `A line that is not in the order is absent`() throws {
        let order = try Order.of(.sample(5000))
        let stranger = LineID.make()
        #expect(throws: OrderRejection.lineUnknown) { try order.changing(stranger, .quantity(2), options: nil) }
        #expect(throws: OrderRejection.lineUnknown) { try order.voiding(stranger, .remove(), newId: .make()) }
        #expect(throws: OrderRejection.lineUnknown) { try order.sending([order.lines[0].id, stranger]) }
        #expect(throws: OrderRejection.lineUnknown) { try order.discounted([.amount(1, on: stranger)]) }
        #expect(OrderRejection.lineUnknown.status == 404)
    }

    @Test func `A line is changed as it is now`() throws {
        let id = LineID.make()
        let order = try Order.of(.sample(5000, id: id)).changing(id, .quantity(2, version: 1), options: nil)
        #expect(throws: OrderRejection.lineVersionStale) {
            try order.changing(id, .quantity(3, version: 1), options: nil)
        }
        #expect(throws: OrderRejection.lineVersionStale) { try order.voiding(id, .remove(version: 1), newId: .make()) }
        #expect(try order.changing(id, .quantity(3, version: 2), options: nil).total == 15_000)
        #expect(OrderRejection.lineVersionStale.status == 412)
    }

    @Test func `A line that was sent to the kitchen is not changed but voided`() throws {
        let id = LineID.make()
        let order = try Order.of(.sample(5000, id: id)).sent()
        #expect(throws: OrderRejection.lineAlreadySent) { try order.changing(id, .quantity(2), options: nil) }
        #expect(try order.voiding(id, .cancel(), newId: .make()).total == 0)
    }

    @Test func `A line that was voided stays as it is`() throws {
        let id = LineID.make()
        let order = try Order.of(.sample(5000, id: id), .sample(1000)).sent().voiding(id, .loss(), newId: .make())
        #expect(throws: OrderRejection.lineVoided) { try order.voiding(id, .cancel(), newId: .make()) }
        #expect(throws: OrderRejection.lineVoided) { try order.changing(id, .quantity(2), options: nil) }
        #expect(try order.line(id).status == .loss)
    }

    @Test func `A draft is removed, a sent line is cancelled or written off as loss`() throws {
        let id = LineID.make()
        let draft = try Order.of(.sample(5000, id: id), .sample(700))
        let sent = try draft.sent()
        for void in [LineVoid.cancel(), .loss()] {
            #expect(throws: OrderRejection.voidActionInvalid) { try draft.voiding(id, void, newId: .make()) }
        }
        #expect(throws: OrderRejection.voidActionInvalid) { try sent.voiding(id, .remove(), newId: .make()) }
        for (order, void, status) in [
            (draft, LineVoid.remove(), Line.Status.removed), (sent, .cancel(), .cancelled), (sent, .loss(), .loss),
        ] {
            let after = try order.voiding(id, void, newId: .make())
            #expect(try after.line(id).status == status)
            #expect(try after.line(id).reason == void.reason)
            #expect(try after.line(id).amount == 0)
            #expect(after.total == 700)
        }
    }

    @Test(arguments: [0, -1, 4, 1000])
    func `a void takes back at least one and no more than there is`(quantity: Int) throws {
        let id = LineID.make()
        let order = try Order.of(.sample(5000, x: 3, id: id)).sent()
        #expect(throws: OrderRejection.quantityInvalid(pointer: "/quantity")) {
            try order.voiding(id, .cancel(quantity), newId: .make())
        }
    }

    @Test func `a part taken back stays visible as a struck line and the sum is right`() throws {
        let id = LineID.make()
        let part = LineID.make()
        let order = try Order.of(.sample(5000, x: 3, options: [500], id: id), .sample(700)).sent()
        let after = try order.voiding(id, .cancel(1), newId: part)
        #expect(after.lines.count == 3)
        #expect(try after.line(id).quantity == 2)
        #expect(try after.line(id).status == .sent)
        #expect(try after.line(part).quantity == 1)
        #expect(try after.line(part).status == .cancelled)
        #expect(try after.line(part).reason == "변심")
        #expect(after.total == 11_700)
        #expect(after.sumOfChecks == 11_700)
        #expect(Set(after.lines.map(\.position)).count == 3)
        let rest = try after.voiding(id, .loss(2), newId: .make())
        #expect(rest.lines.count == 3)
        #expect(rest.total == 700)
    }

    @Test func `A note, a name or a reason is not empty where needed and not too long`() throws {
        let id = LineID.make()
        let order = try Order.of(.sample(5000, id: id))
        for reason in ["", "  \n", String(repeating: "가", count: 201)] {
            #expect(throws: OrderRejection.textInvalid(pointer: "/reason")) {
                try order.voiding(id, .remove(reason: reason), newId: .make())
            }
            #expect(throws: OrderRejection.textInvalid(pointer: "/reason")) { try order.cancelled(because: reason) }
            #expect(throws: OrderRejection.textInvalid(pointer: "/0/reason")) {
                try order.discounted([.amount(1, reason: reason)])
            }
        }
        #expect(throws: OrderRejection.textInvalid(pointer: "/note")) {
            try order.changing(id, .quantity(nil, note: String(repeating: "가", count: 501)), options: nil)
        }
        let changed = try order.changing(id, .quantity(nil, note: " 덜 맵게 "), options: nil)
        #expect(try changed.line(id).note == "덜 맵게")
    }

    @Test func `only drafts are sent, all of them or those named`() throws {
        let (first, second) = (LineID.make(), LineID.make())
        let order = try Order.of(.sample(1, id: first), .sample(2, id: second))
        let one = try order.sending([first])
        #expect(one.lines.map(\.status) == [.sent, .draft])
        #expect(one.lines.map(\.version) == [2, 1])
        let both = try one.sending(nil)
        #expect(both.lines.map(\.status) == [.sent, .sent])
        #expect(both.lines.map(\.version) == [2, 2])
    }

    @Test func `a cancelled order removes drafts and cancels what was sent, and owes nothing`() throws {
        let sent = try Order.of(.sample(4000)).sent().taking([.sample(3000)])
        let order = try sent.cancelled(because: "손님 감")
        #expect(order.lines.map(\.status) == [.cancelled, .removed])
        #expect(order.lines.allSatisfy { $0.reason == "손님 감" })
        #expect(order.total == 0)
        #expect(order.sumOfChecks == 0)
        #expect(throws: OrderRejection.orderAlreadyPaid) { try Order.of(.sample(1)).paid().cancelled(because: "x") }
        #expect(throws: OrderRejection.checkClaimed) { try Order.of(.sample(1)).claimed().cancelled(because: "x") }
    }

    @Test func `Courses are numbered 1 to 9`() throws {
        let id = LineID.make()
        let order = try Order.of(.sample(5000, id: id))
        let course = { (number: Int) in
            LineChange(quantity: nil, options: nil, note: nil, course: number, version: nil)
        }
        #expect(try order.changing(id, course(9), options: nil).line(id).course == 9)
        #expect(
            try order.changing(id, course(2), options: nil).changing(id, course(0), options: nil).line(id).course == nil
        )
        for number in [-1, 10] {
            #expect(throws: OrderRejection.courseInvalid(pointer: "/course")) {
                try order.changing(id, course(number), options: nil)
            }
        }
    }
}
