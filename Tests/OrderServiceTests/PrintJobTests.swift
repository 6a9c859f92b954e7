import Contracts
import Testing

@testable import OrderService

@Suite struct PrintJobTests {
    private let job = PrintJob(
        id: .make(), ticketId: .make(), station: "bar", createdAt: .noon, status: .queued, attempts: 0,
        maybePrinted: false)

    @Test func `A print job is in one agent's hands at a time`() throws {
        let held = try job.leased(token: "one", at: .noon)
        #expect(held.attempts == 1)
        #expect(!held.isFree(at: .noon))
        #expect(throws: OrderRejection.printJobTaken) { try held.leased(token: "two", at: .noon.advanced(seconds: 29)) }
        #expect(!held.maybePrinted)
    }

    @Test func `A job whose agent fell silent is printed again and marked, since it may be on paper already`() throws {
        let held = try job.leased(token: "one", at: .noon)
        let again = try held.leased(token: "two", at: .noon.advanced(seconds: 30))
        #expect(again.maybePrinted)
        #expect(again.attempts == 2)
        #expect(throws: OrderRejection.printJobLost) { try again.done(token: "one") }
    }

    @Test func `A print job that has ended is not printed again`() throws {
        let done = try job.leased(token: "one", at: .noon).done(token: "one")
        #expect(try done.done(token: "one") == done)
        #expect(throws: OrderRejection.printJobEnded) { try done.leased(token: "two", at: .noon.advanced(seconds: 99)) }
    }

    @Test func `Only the agent that holds a print job says how it went`() throws {
        let held = try job.leased(token: "one", at: .noon)
        #expect(throws: OrderRejection.printJobLost) { try held.done(token: "two") }
        #expect(throws: OrderRejection.printJobLost) {
            try held.failed(token: "two", because: "", maybe: false, at: .noon)
        }
        #expect(throws: OrderRejection.printJobLost) { try job.done(token: "one") }
    }

    @Test
    func `A failed job waits again, goes to the alternate printer after three tries, and is given up after twelve`()
        throws
    {
        let first = Printer(host: "10.0.0.1", port: nil, columns: nil)
        let second = Printer(host: "10.0.0.2", port: nil, columns: 32)
        var station = KitchenPlan.Station(id: "bar", name: "바", categoryIds: [], itemIds: [], isDefault: true)
        (station.printer, station.alternatePrinter) = (first, second)
        var (job, used) = (job, [String]())
        var now = Timestamp.noon
        while job.status != .failed {
            job = try job.leased(token: "t", at: now)
            used.append(job.printer(of: station)?.host ?? "")
            job = try job.failed(token: "t", because: "no route", maybe: false, at: now)
            if job.status == .queued { #expect(!job.isFree(at: now), "it waits before the next try") }
            now = now.advanced(seconds: 60)
        }
        #expect(used.count == 12)
        #expect(used.prefix(7) == [first, first, first, second, second, second, first].map(\.host).prefix(7))
        #expect(!job.maybePrinted)
        #expect(throws: OrderRejection.printJobEnded) { try job.leased(token: "t", at: now) }
        station.alternatePrinter = nil
        #expect(try self.job.leased(token: "t", at: .noon).printer(of: station) == first)
    }

    @Test func `A page that may have come out is marked as a reprint`() throws {
        let ticket = Ticket(
            id: .make(), orderId: .make(), number: "A-017", channel: .takeout, station: "bar", kind: .add, guests: 0,
            note: nil, createdAt: .noon, status: .queued, lines: [], version: 1)
        let page = { (reprint: Bool) in
            ticket.page(station: "바", tableName: nil, time: "12:00", reprint: reprint, language: .ko)
        }
        let texts = { (page: PrintPage) in page.elements.map { "\($0)" }.joined() }
        #expect(texts(page(true)).contains("[재출력]"))
        #expect(!texts(page(false)).contains("[재출력]"))
        #expect(texts(page(false)).contains("호출 017"))
    }
}
