import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Platform
import TestSupport
import Testing

@testable import ConsultingService

@Suite struct ConsultingJobsTests {
    private let store = StoreID.make()
    private let now = Timestamp(milliseconds: 1_741_000_000_000)

    @Test func `Advice is asked for a range that begins on or before the day it ends`() {
        #expect(throws: ConsultingRejection.rangeReversed) {
            try request("2025-03-02", "2025-03-01").job(by: "x", at: now)
        }
    }

    @Test func `Advice is asked for at most 1,100 days`() throws {
        let last = BusinessDate.stored("2025-03-01")
        let longest = ConsultingRequest(from: last.advanced(days: -1_099), to: last)
        #expect(try longest.job(by: "x", at: now).days == 1_100)
        let longer = ConsultingRequest(from: last.advanced(days: -1_100), to: last)
        #expect(throws: ConsultingRejection.rangeTooLong) { try longer.job(by: "x", at: now) }
    }

    @Test func `A question has at most 1,000 characters`() throws {
        var request = request()
        request.question = String(repeating: "왜", count: 1_000) + " "
        #expect(try request.job(by: "x", at: now).question?.count == 1_000)
        request.question = String(repeating: "왜", count: 1_001)
        #expect(throws: ConsultingRejection.questionTooLong) { try request.job(by: "x", at: now) }
    }

    @Test(arguments: TestEngine.available)
    func `A job that has ended cannot be cancelled`(engine: TestEngine) async throws {
        try await withRoom(engine) { room in
            let id = try await room.ask(request())
            #expect(try await room.worker(figures).work())
            await #expect(throws: ConsultingRejection.alreadyEnded) {
                try await room.consultings.cancel(id, by: room.caller, at: now)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a job is queued, runs and is completed, and each state is told`(engine: TestEngine) async throws {
        try await withRoom(engine) { room in
            let id = try await room.ask(request())
            #expect(try await room.worker(figures).work())
            #expect(try await room.worker(figures).work() == false)
            let job = try await room.consultings.job(id, of: store)
            #expect(job.status == .completed)
            #expect(job.progress == 100)
            let report = try JSON.decode(Report.self, from: try #require(job.report))
            #expect(report.menu.map(\.name) == ["라면"])
            #expect(report.hours.first?.hour == 5)
            let told = try await room.told()
            #expect(told.map(\.status).first == "queued")
            #expect(told.map(\.status).last == "completed")
            #expect(told.map(\.progress) == told.map(\.progress).sorted())
            #expect(told.filter { $0.status == "completed" }.count == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a job asked for twice is one job`(engine: TestEngine) async throws {
        try await withRoom(engine) { room in
            var form = request()
            form.id = .make()
            let first = try await room.ask(form)
            #expect(try await room.ask(form) == first)
            form.question = "왜요?"
            let other = form
            await #expect(throws: AccessRejection.idReused) { try await room.ask(other) }
            #expect(try await room.consultings.list(of: store, after: nil, limit: 50).data.count == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a worker that vanished is followed by another, and only that one reports`(engine: TestEngine) async throws {
        try await withRoom(engine) { room in
            let id = try await room.ask(request())
            let dead = try #require(try await room.leases.next(at: now))
            #expect(try await room.leases.next(at: now.advanced(seconds: 59)) == nil)
            let later = now.advanced(seconds: 61)
            let alive = try #require(try await room.leases.next(at: later))
            #expect(alive.job.id == id)
            #expect(alive.job.attempts == 2)
            await #expect(throws: LeaseLost.self) {
                try await room.leases.complete(dead, report: "{}", at: later)
            }
            try await room.leases.complete(alive, report: "{\"summary\":\"\"}", at: later)
            #expect(try await room.consultings.job(id, of: store).report == "{\"summary\":\"\"}")
        }
    }

    @Test(arguments: TestEngine.available)
    func `a store has one running job at a time, the oldest first`(engine: TestEngine) async throws {
        try await withRoom(engine) { room in
            let first = try await room.ask(request(), at: now)
            let second = try await room.ask(request(), at: now.advanced(seconds: 1))
            let lease = try #require(try await room.leases.next(at: now.advanced(seconds: 2)))
            #expect(lease.job.id == first)
            #expect(try await room.leases.next(at: now.advanced(seconds: 2)) == nil)
            try await room.leases.complete(lease, report: "{}", at: now.advanced(seconds: 3))
            #expect(try await room.leases.next(at: now.advanced(seconds: 3))?.job.id == second)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a cancelled job stops its worker and stays cancelled`(engine: TestEngine) async throws {
        try await withRoom(engine) { room in
            let id = try await room.ask(request())
            let lease = try #require(try await room.leases.next(at: now))
            try await room.consultings.cancel(id, by: room.caller, at: now)
            try await room.consultings.cancel(id, by: room.caller, at: now)
            await #expect(throws: LeaseLost.self) {
                try await room.leases.renew(lease, progress: 50, news: true, at: now)
            }
            #expect(try await room.consultings.job(id, of: store).status == .cancelled)
            #expect(try await room.told().filter { $0.status == "cancelled" }.count == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `after five tries a job has failed, with a reason in words`(engine: TestEngine) async throws {
        try await withRoom(engine) { room in
            let id = try await room.ask(request(language: .en))
            var moment = now
            for attempt in 1...5 {
                let lease = try #require(try await room.leases.next(at: moment), "\(attempt)")
                try await room.leases.tryLater(lease, because: FailureWords.noFigures, at: moment)
                moment = moment.advanced(seconds: 60)
            }
            #expect(try await room.leases.next(at: moment) == nil)
            let job = try await room.consultings.job(id, of: store)
            #expect(job.status == .failed)
            #expect(job.error == FailureWords.noFigures.en)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a job whose workers all die is not tried for ever`(engine: TestEngine) async throws {
        try await withRoom(engine) { room in
            let id = try await room.ask(request())
            var moment = now
            for _ in 1...5 {
                #expect(try await room.leases.next(at: moment) != nil)
                moment = moment.advanced(seconds: 61)
            }
            #expect(try await room.leases.next(at: moment) == nil)
            #expect(try await room.consultings.job(id, of: store).status == .failed)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a process that goes down gives its job back at once`(engine: TestEngine) async throws {
        try await withRoom(engine) { room in
            try await room.ask(request())
            let lease = try #require(try await room.leases.next(at: now))
            try await room.leases.giveBack(lease, at: now)
            let again = try #require(try await room.leases.next(at: now))
            #expect(again.job.attempts == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a dashboard that is away leaves the job for later`(engine: TestEngine) async throws {
        try await withRoom(engine) { room in
            let id = try await room.ask(request())
            #expect(try await room.worker(.none).work())
            let job = try await room.consultings.job(id, of: store)
            #expect(job.status == .queued)
            #expect(job.attempts == 1)
            #expect(try await room.worker(figures).work() == false)
        }
    }

    @Test(arguments: TestEngine.available)
    func `the worker wakes for a new job`(engine: TestEngine) async throws {
        try await withRoom(engine) { room in
            let running = Task { [peers = figures] in try await room.worker(peers).run() }
            let id = try await room.ask(request())
            try await room.wait(for: id, toBe: .completed)
            running.cancel()
            try await running.value
        }
    }

    @Test(arguments: TestEngine.available)
    func `a worker that is stopped at work gives its job back untried`(engine: TestEngine) async throws {
        try await withRoom(engine) { room in
            let running = Task { try await room.worker(.none, patience: 1_000).run() }
            let id = try await room.ask(request())
            try await room.wait(for: id, toBe: .running)
            running.cancel()
            try await running.value
            let job = try await room.consultings.job(id, of: store)
            #expect(job.status == .queued)
            #expect(job.attempts == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func `jobs are listed page by page, the newest first`(engine: TestEngine) async throws {
        try await withRoom(engine) { room in
            var asked: [ConsultingID] = []
            for turn in 0..<5 { asked.append(try await room.ask(request(), at: now.advanced(seconds: Int64(turn)))) }
            var seen: [ConsultingID] = []
            var cursor: String?
            repeat {
                let page = try await room.consultings.list(of: store, after: cursor, limit: 2)
                seen += page.data.map(\.id)
                cursor = page.next
            } while cursor != nil
            #expect(seen == asked.reversed())
        }
    }

    @Test(arguments: TestEngine.available)
    func `asking answers 202 with the place to look`(engine: TestEngine) async throws {
        let database = try await engine.database(.consulting, schema: ConsultingsSQL.schema)
        let app = try await RoomApp(
            ConsultingModule.make(database: database, peers: .none, logger: Logger(label: "test")))
        let owner = TestCaller.owner(store)
        let body = #"{"from":"2025-03-01","to":"2025-03-31","language":"ko"}"#
        let reply = try await app.send(.post, "/api/v1/consultings", as: owner, body: body)
        #expect(reply.status == 202)
        let place = try #require(reply.header("location"))
        let job = try await app.send(.get, place, as: owner)
        #expect(job.status == 200)
        #expect(job.text.hasSuffix(",\"report\":null}"))
        #expect(try job.decode(ConsultingView.self).status == "queued")
        let wrong = try await app.send(
            .post, "/api/v1/consultings", as: owner, body: #"{"from":"2025-03-01","to":"2025-03-31","language":"fr"}"#)
        #expect(wrong.status == 422)
        #expect(try await app.send(.delete, place, as: owner).status == 204)
        #expect(try await app.send(.get, place, as: nil).status == 401)
        try await database.close()
    }

    private struct Room {
        let database: Database
        let consultings: Consultings
        let leases: Leases
        let caller: Caller

        @discardableResult
        func ask(
            _ form: ConsultingRequest, at now: Timestamp = Timestamp(milliseconds: 1_741_000_000_000)
        ) async throws -> ConsultingID {
            let stamp = try CommandStamp(path: "/", key: nil, id: form.id?.text, secretFree: form)
            let answer = try await consultings.ask(form, stamp: stamp, by: caller, at: now)
            return try JSON.decode(Consultings.Accepted.self, from: answer.body).id
        }

        func worker(_ peers: Peers, patience: Int = 0) -> ConsultingWorker {
            ConsultingWorker(
                leases: leases, peers: peers, wake: consultings.wake, logger: Logger(label: "test"),
                patience: patience)
        }

        /// Waits, at most ten seconds.
        func wait(for id: ConsultingID, toBe status: ConsultingJob.Status) async throws {
            let deadline = ContinuousClock.now + .seconds(10)
            while try await consultings.job(id, of: caller.store).status != status {
                try #require(ContinuousClock.now < deadline)
                try await Task.sleep(for: .milliseconds(5))
            }
        }

        /// What the journal says of the jobs.
        func told() async throws -> [ConsultingChanged] {
            let store = caller.store
            return try await database.read { session in
                try Journal.events(of: .consulting, store: store, after: 0, limit: 200, in: session)
                    .compactMap { try $0.decoded(ConsultingChanged.self) }
            }
        }
    }

    private func request(
        _ from: String = "2025-03-01", _ to: String = "2025-03-31", language: Language = .ko
    ) -> ConsultingRequest {
        ConsultingRequest(from: .stored(from), to: .stored(to), language: language)
    }

    private func withRoom(_ engine: TestEngine, _ body: (Room) async throws -> Void) async throws {
        let database = try await engine.database(.consulting, schema: ConsultingsSQL.schema)
        let caller = Caller(store: store, actor: StaffID.make().text, role: .owner, rights: [.seeFigures])
        try await body(
            Room(
                database: database, consultings: Consultings(database: database, wake: WakeSignal()),
                leases: Leases(database: database), caller: caller))
        try await database.close()
    }

    /// A Dashboard that knows one item, two pages of baskets, a noon and a Monday.
    private var figures: Peers {
        let item = ItemFigures(
            itemId: .make(), name: "라면", category: "식사", quantity: 40, sales: 44_000, tax: 4_000, cost: 10_000,
            costedQuantity: 40)
        return Peers(caller: .consulting, identity: InternalIdentity(secret: nil)) { _, request in
            switch request.uri.path {
            case "/internal/dashboard/items": return try Reply.json([item])
            case "/internal/dashboard/baskets":
                let first = request.uri.queryParameters["after"] == nil
                return try Reply.json(BasketPage(baskets: [[item.itemId]], next: first ? "next" : nil))
            case "/internal/dashboard/hours":
                let hours = (Array(5...23) + Array(0...4)).map { HourFact(hour: $0, orders: 1, sales: 1_000) }
                return try Reply.json(Page(data: hours))
            default:
                return try Reply.json(Page(data: [WeekdayFact(weekday: 1, orders: 2, sales: 44_000, days: 1)]))
            }
        }
    }
}
