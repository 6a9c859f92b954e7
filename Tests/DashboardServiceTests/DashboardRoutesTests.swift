import Contracts
import HTTPTypes
import Platform
import TestSupport
import Testing

@testable import DashboardService

@Suite struct DashboardRoutesTests {
    private let ramen = ItemID.make()

    @Test(arguments: TestEngine.available)
    func `the summary has exactly the fields of the API`(engine: TestEngine) async throws {
        try await withShop(engine) { app, store in
            let reply = try await app.send(
                .get, "/api/v1/dashboard/summary?from=2025-03-03&to=2025-03-04", as: TestCaller.owner(store))
            #expect(reply.status == 200)
            let summary = try reply.decode(Summary.self)
            #expect(summary.currency == "KRW")
            #expect(summary.days.map(\.totals.sales) == [5_000, 0])
            #expect(summary.totals.averageTicket == 5_000)
            let zero = "\"cost\":0,\"date\":\"2025-03-04\",\"deposit\":0"
            #expect(reply.text.contains("\"averageTicket\":null," + zero))
        }
    }

    @Test(arguments: TestEngine.available)
    func `figures are asked by range and answered by every dimension`(engine: TestEngine) async throws {
        try await withShop(engine) { app, store in
            let paths = [
                "summary", "items", "categories", "options", "hours", "weekdays", "payments", "staff", "tables",
                "channels", "receipts", "export.csv", "live", "alerts",
            ]
            for path in paths {
                let reply = try await app.send(
                    .get, "/api/v1/dashboard/\(path)?from=2025-03-03&to=2025-03-03", as: TestCaller.owner(store))
                #expect(reply.status == 200, "\(path): \(reply.text)")
            }
            let today = try await app.send(.get, "/api/v1/dashboard/summary", as: TestCaller.owner(store))
            #expect(try today.decode(Summary.self).days.count == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a range that cannot be is refused by field`(engine: TestEngine) async throws {
        try await withShop(engine) { app, store in
            let reversed = try await app.send(
                .get, "/api/v1/dashboard/items?from=2025-03-04&to=2025-03-03", as: TestCaller.owner(store))
            #expect(reversed.status == 422)
            #expect(reversed.code == "range-reversed")
            let unreadable = try await app.send(
                .get, "/api/v1/dashboard/items?from=2025-02-30", as: TestCaller.owner(store))
            #expect(unreadable.status == 422)
        }
    }

    @Test(arguments: TestEngine.available)
    func `figures need the right to see them`(engine: TestEngine) async throws {
        try await withShop(engine) { app, _ in
            let reply = try await app.send(.get, "/api/v1/dashboard/summary", as: nil)
            #expect(reply.status == 401)
        }
    }

    @Test(arguments: TestEngine.available)
    func `the internal figures are for our own services only`(engine: TestEngine) async throws {
        try await withShop(engine) { app, store in
            let reply = try await app.send(
                .get, "/internal/dashboard/items?from=2025-03-03&to=2025-03-03", as: TestCaller.owner(store))
            #expect(reply.status == 404)
        }
    }

    @Test(arguments: TestEngine.available)
    func `receipts are narrowed down by several figures`(engine: TestEngine) async throws {
        try await withShop(engine) { app, store in
            let base = "/api/v1/dashboard/receipts?from=2025-03-03&to=2025-03-03"
            let found = try await app.send(
                .get, base + "&item=\(ramen)&method=cash&hour=2&channel=takeout", as: TestCaller.owner(store))
            #expect(try found.decode(Page<Receipt>.self).data.count == 1)
            let none = try await app.send(.get, base + "&method=card", as: TestCaller.owner(store))
            #expect(try none.decode(Page<Receipt>.self).data.isEmpty)
            let wrong = try await app.send(.get, base + "&hour=25", as: TestCaller.owner(store))
            #expect(wrong.status == 422)
        }
    }

    @Test(arguments: TestEngine.available)
    func `an export is a table with a row for every day`(engine: TestEngine) async throws {
        try await withShop(engine) { app, store in
            let reply = try await app.send(
                .get, "/api/v1/dashboard/export.csv?from=2025-03-03&to=2025-03-05&by=day",
                as: TestCaller.owner(store))
            #expect(reply.header("content-type") == "text/csv; charset=utf-8")
            let lines = reply.text.split(separator: "\r\n")
            #expect(lines.count == 4)
            #expect(lines[1] == "2025-03-03,5000,0,0,5000,455,4545,0,0,0,4545,1,2,5000")
        }
    }

    /// A shop that sold one ramen at 2 in the night of 2025-03-03.
    private func withShop(_ engine: TestEngine, _ body: (RoomApp, StoreID) async throws -> Void) async throws {
        let database = try await engine.database(.dashboard, schema: DashboardSQL.schema)
        let room = Room(database, peers: .none)
        var log = SaleLog()
        try log.sell([SoldLine(item: ramen, price: 5_000)], hour: 2)
        try await room.hear(log)
        try await body(try await RoomApp(room.module), log.store)
        try await database.close()
    }
}
