import Contracts
import HTTPTypes
import Platform
import TestSupport
import Testing

@testable import OrderService

@Suite struct BillsRoutesTests {
    private struct Bill: Decodable {
        struct Line: Decodable {
            struct Share: Decodable, Equatable {
                let num, den, amount: Int64
            }

            let id: LineID
            let shares: [Share]?
            let status: String
        }

        struct Check: Decodable {
            let id: CheckID
            let total: Int64
            let parentId: CheckID?
        }

        struct From: Decodable {
            let orderId: OrderID
        }

        let id: OrderID
        let lines: [Line]
        let checks: [Check]
        let total: Int64
        let guests: Int
        let status: String
        let undo: String?
        let mergedInto: OrderID?
        let mergedFrom: [From]?
        let tableId: TableID?
    }

    private struct Tickets: Decodable {
        struct Ticket: Decodable {
            struct Line: Decodable {
                let lineId: LineID
                let quantity, struck: Int
                let status: String
            }

            let id: TicketID
            let orderId: OrderID
            let kind, status, station: String
            let tableName: String?
            let lines: [Line]
        }

        let data: [Ticket]
    }

    private func bill(_ id: OrderID, in shop: Shop) async throws -> Bill { try await shop.get("orders/\(id)").decode() }

    private func tickets(_ shop: Shop, _ query: String = "") async throws -> [Tickets.Ticket] {
        try (await shop.get("kitchen/tickets" + query).decode() as Tickets).data
    }

    @Test(arguments: TestEngine.available)
    func `a check is split, put back and split again over HTTP, and no ticket is sent`(engine: TestEngine) async throws
    {
        try await Shop.open(engine) { shop in
            let order = try await shop.order("table", x: 1, #", "send": true"#)
            let of = order.checks[0].id
            let made = try await shop.post(
                "orders/\(order.id)/checks", #"{"of": "\#(of)", "by": "people", "count": 4}"#)
            #expect(made.status == 201)
            let split: Bill = try made.decode()
            #expect(split.checks.map(\.total) == [2250, 2250, 2250, 2250])
            #expect(split.checks.dropFirst().allSatisfy { $0.parentId == of })
            #expect(split.lines[0].shares?.map(\.den) == [4, 4, 4, 4])
            #expect(split.undo == "split")
            let gone = try await shop.send(.delete, "orders/\(order.id)/checks/\(split.checks[3].id)")
            #expect(gone.status == 200)
            #expect((try gone.decode() as Bill).checks.map(\.total) == [4500, 2250, 2250])
            let back: Bill = try await shop.post("orders/\(order.id)/undo", "{}").decode()
            #expect(back.checks.map(\.total) == [9000])
            #expect(back.undo == nil)
            let none = try await shop.post("orders/\(order.id)/undo", "{}")
            #expect(none.code == "nothing-to-undo" && none.status == 409)
            let key = ["Idempotency-Key": "split-1"]
            let body = #"{"of": "\#(of)", "by": "amount", "amounts": [1000]}"#
            for _ in 0..<2 {
                let again: Bill = try await shop.send(
                    .post, "orders/\(order.id)/checks", body, headers: key
                ).decode()
                #expect(again.checks.map(\.total) == [1000, 8000])
            }
            #expect(try await tickets(shop).count == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `tables are moved, merged and parted over HTTP, and their tickets go with them`(engine: TestEngine)
        async throws
    {
        try await Shop.open(engine) { shop in
            try await shop.drawFloor()
            let seat = { (index: Int) in #", "guests": 2, "send": true, "tableId": "\#(shop.tables[index])""# }
            let one = try await shop.order("table", x: 1, seat(0))
            let two = try await shop.order("table", x: 2, seat(1))
            let into: Bill = try await shop.post(
                "orders/\(one.id)/merge", #"{"fromOrderId": "\#(two.id)"}"#
            ).decode()
            #expect(into.total == 27_000)
            #expect(into.guests == 4)
            #expect(into.mergedFrom?.map(\.orderId) == [two.id])
            let gone = try await bill(two.id, in: shop)
            #expect(gone.status == "cancelled" && gone.mergedInto == one.id && gone.lines.isEmpty)
            var seen = try await tickets(shop)
            #expect(seen.map(\.orderId) == [one.id, one.id])
            #expect(seen.map(\.tableName) == ["1", "1"])
            let served = try await shop.post("kitchen/tickets/\(seen[1].id)/serve", "{}")
            #expect(served.status == 200)
            #expect(try await bill(one.id, in: shop).lines.map(\.status) == ["sent", "served"])
            let parted: Bill = try await shop.post("orders/\(one.id)/undo", "{}").decode()
            #expect(parted.total == 9000)
            let other = try await bill(two.id, in: shop)
            #expect(other.total == 18_000 && other.status == "open" && other.tableId == shop.tables[1])
            #expect(other.lines.map(\.status) == ["served"])
            seen = try await tickets(shop, "?status=served")
            #expect(seen.map(\.orderId) == [two.id])
            let moved: Bill = try await shop.post(
                "orders/\(two.id)/move", #"{"tableId": "\#(shop.tables[0])"}"#
            ).decode()
            #expect(moved.tableId == shop.tables[0] && moved.undo == "move")
            let back: Bill = try await shop.post("orders/\(two.id)/undo", "{}").decode()
            #expect(back.tableId == shop.tables[1])
            #expect(try await tickets(shop).count + tickets(shop, "?status=served").count == 2)
        }
    }

    @Test(arguments: TestEngine.available)
    func `lines of two orders that were sent as one part into two tickets with their orders`(
        engine: TestEngine
    ) async throws {
        try await Shop.open(engine) { shop in
            let one = try await shop.order("table", x: 1)
            let two = try await shop.order("table", x: 2)
            _ = try await shop.post("orders/\(one.id)/merge", #"{"fromOrderId": "\#(two.id)"}"#)
            _ = try await shop.post("orders/\(one.id)/send", "{}")
            #expect(try await tickets(shop).map(\.lines.count) == [2])
            _ = try await shop.post("orders/\(one.id)/undo", "{}")
            let parted = try await tickets(shop)
            #expect(Set(parted.map(\.orderId)) == [one.id, two.id])
            #expect(parted.map(\.lines.count) == [1, 1])
            let theirs = try #require(parted.first { $0.orderId == two.id })
            _ = try await shop.post("kitchen/tickets/\(theirs.id)/ready", "{}")
            #expect(try await bill(two.id, in: shop).lines.map(\.status) == ["ready"])
            #expect(try await bill(one.id, in: shop).lines.map(\.status) == ["sent"])
            _ = try await shop.post(
                "orders/\(two.id)/lines/\(two.lines[0].id)/void", #"{"action": "loss", "reason": "쏟음"}"#)
            let struck = try await tickets(shop).first { $0.id == theirs.id }
            #expect(struck?.lines.map(\.struck) == [2])
        }
    }

    @Test(arguments: TestEngine.available)
    func `the kitchen sees, moves on and recalls what was sent, and strikes what was voided`(
        engine: TestEngine
    ) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order("takeout", x: 3, #", "send": true"#)
            let ticket = try #require(try await tickets(shop).first)
            #expect(ticket.station == "kitchen" && ticket.status == "queued")
            let cook = TestCaller.token(shop.store, .kitchen)
            for (step, status) in [("acknowledge", "acknowledged"), ("start", "cooking"), ("acknowledge", "cooking")] {
                let reply = try await shop.post("kitchen/tickets/\(ticket.id)/\(step)", "{}", as: cook)
                #expect((try reply.decode() as Tickets.Ticket).status == status)
            }
            let line = order.lines[0].id
            let stale = try await shop.post(
                "orders/\(order.id)/lines/\(line)/void",
                #"{"action": "cancel", "reason": "변심", "version": \#(order.lines[0].version)}"#)
            #expect(stale.status == 412, "the cook has begun meanwhile, and whoever voids is told")
            _ = try await shop.post(
                "orders/\(order.id)/lines/\(line)/void", #"{"action": "loss", "reason": "변심", "quantity": 1}"#)
            let seen = try await tickets(shop)
            #expect(seen.map(\.kind) == ["add", "void"])
            #expect(seen[0].lines.map(\.struck) == [1])
            #expect(seen[1].lines.map(\.quantity) == [1])
            let bumped: Tickets.Ticket = try await shop.post(
                "kitchen/tickets/\(ticket.id)/lines/\(line)/bump", "{}", as: cook
            ).decode()
            #expect(bumped.status == "ready")
            #expect(try await bill(order.id, in: shop).lines[0].status == "ready")
            let recalled = try await shop.post("kitchen/tickets/\(ticket.id)/recall", "{}", as: cook)
            #expect((try recalled.decode() as Tickets.Ticket).status == "cooking")
            #expect(try await bill(order.id, in: shop).lines[0].status == "cooking")
            let guest = TestCaller.token(shop.store, .guest)
            #expect(try await shop.send(.get, "kitchen/tickets", as: guest).status == 403)
            #expect(try await shop.send(.get, "orders/\(order.id)", as: cook).status == 403)
            let elsewhere = TestCaller.owner(.make())
            #expect(try await shop.post("kitchen/tickets/\(ticket.id)/serve", "{}", as: elsewhere).status == 404)
        }
    }

    @Test(arguments: TestEngine.available)
    func `what was eaten long ago is not cooked any more`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let then = #", "send": true, "placedAt": "2025-03-04T03:00:00Z""#
            _ = try await shop.order("takeout", x: 1, then)
            #expect(try await tickets(shop).isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `stations are replaced as a whole, against the version that was read`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let plan = """
                {"stations": [{"id": "main", "name": "주방", "categoryIds": [], "itemIds": [], "isDefault": true},
                {"id": "bar", "name": "바", "categoryIds": ["\(shop.food)"], "itemIds": [], "isDefault": false,
                "printer": {"host": "127.0.0.1", "port": 9100}}],
                "warnAfter": 200, "lateAfter": 400, "alarmAfter": 30}
                """
            #expect(try await shop.send(.put, "kitchen/stations", plan).status == 428)
            let first = try await shop.send(.put, "kitchen/stations", plan, headers: ["If-Match": "\"0\""])
            #expect(first.status == 200, "\(first.text)")
            let stale = try await shop.send(.put, "kitchen/stations", plan, headers: ["If-Match": "\"0\""])
            #expect(stale.status == 412)
            #expect(
                try await shop.send(.put, "kitchen/stations", plan, as: shop.cashier, headers: ["If-Match": "*"]).status
                    == 403)
            _ = try await shop.order("table", x: 1, #", "send": true"#)
            #expect(try await tickets(shop, "?station=bar").count == 1)
            #expect(try await tickets(shop, "?station=main").isEmpty)
            #expect(try await shop.get("kitchen/tickets?status=x").status == 422)
            struct Jobs: Decodable {
                struct Job: Decodable {
                    let id: PrintJobID
                }

                let data: [Job]
            }
            struct Leased: Decodable {
                let token, host, data: String
                let reprint: Bool
            }
            let jobs: Jobs = try await shop.get("print-jobs").decode()
            let path = "print-jobs/\(try #require(jobs.data.first).id)"
            let leased: Leased = try await shop.post(path + "/lease", "{}").decode()
            #expect(leased.host == "127.0.0.1" && !leased.reprint && leased.data.count > 40)
            #expect(try await shop.post(path + "/lease", "{}").code == "print-job-taken")
            #expect((try await shop.get("print-jobs").decode() as Jobs).data.isEmpty)
            #expect(try await shop.post(path + "/done", #"{"token": "other"}"#).code == "print-job-lost")
            let failed = #"{"token": "\#(leased.token)", "reason": "no paper"}"#
            #expect(try await shop.post(path + "/failed", failed).status == 200)
            #expect(try await shop.post(path + "/lease", "{}").code == "print-job-taken", "it waits a little first")
            let again = try await PrintJobs(database: shop.database).lease(
                try #require(jobs.data.first).id, language: .ko, by: shop.caller(), at: .now.advanced(seconds: 2))
            #expect(again.reprint, "an agent that cannot tell may have printed")
            #expect(try await shop.post(path + "/done", #"{"token": "\#(again.token)"}"#).status == 200)
            #expect((try await shop.get("print-jobs").decode() as Jobs).data.isEmpty)
        }
    }
}
