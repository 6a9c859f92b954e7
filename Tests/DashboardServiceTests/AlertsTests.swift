import Contracts
import HTTPTypes
import Platform
import TestSupport
import Testing

@testable import DashboardService

@Suite struct AlertsTests {
    private let ramen = ItemID.make()
    private let hana = StaffID.make()
    private let noon = Timestamp(milliseconds: 1_741_057_200_000)

    @Test(arguments: TestEngine.available)
    func `the fifth void of one person in a day is worth a look, and further ones count on`(
        engine: TestEngine
    ) async throws {
        let room = try await room(engine)
        var log = SaleLog()
        try log.hire(hana, "김하나")
        for turn in Int64(0)..<4 { try void(in: &log, at: turn) }
        try void(in: &log, at: 4, by: .make())
        try void(in: &log, at: 5, on: "2025-03-05")
        try void(in: &log, at: 6, "remove")
        try await room.hear(log)
        #expect(try await alerts(room, log).isEmpty)
        let order = try void(in: &log, at: 7, "loss")
        try await room.hear(log)
        let fifth = try await alerts(room, log)
        #expect(fifth.map(\.kind) == [.manyVoids] && fifth.map(\.count) == [5])
        #expect(fifth.map(\.staffId) == [hana] && fifth.map(\.staffName) == ["김하나"])
        #expect(fifth.map(\.orderId) == [order] && fifth.map(\.at) == [noon.advanced(seconds: 7)])
        #expect(fifth.map(\.businessDate.text) == ["2025-03-04"])
        #expect(fifth[0].text.contains("5번"))
        try void(in: &log, at: 8)
        try await room.hear(log)
        let sixth = try await alerts(room, log, .en)
        #expect(sixth.map(\.id) == fifth.map(\.id) && sixth.map(\.count) == [6])
        #expect(sixth[0].text.contains("6 times"))
        try await room.database.close()
    }

    @Test(arguments: TestEngine.available)
    func `the third refund of one person in a day is worth a look`(engine: TestEngine) async throws {
        let room = try await room(engine)
        var log = SaleLog()
        let sale = try log.sell([SoldLine(item: ramen, quantity: 9, price: 1_100)], on: "2025-03-04")
        for turn in 0..<3 {
            try await room.hear(log)
            #expect(try await alerts(room, log).isEmpty)
            try log.refund([GivenBack(sale.lines[0], 1, 1_100)], of: sale, on: "2025-03-04", by: hana.text) { refund in
                refund.staffId = turn == 0 ? hana : nil
            }
        }
        try log.refund([GivenBack(sale.lines[0], 1, 1_100)], of: sale, on: "2025-03-04", by: "service:sale")
        try await room.hear(log)
        let found = try await alerts(room, log)
        #expect(found.map(\.kind) == [.manyRefunds] && found.map(\.count) == [3] && found.map(\.amount) == [3_300])
        #expect(found.map(\.saleId) == [sale.id] && found.map(\.staffId) == [hana])
        try await room.database.close()
    }

    @Test(arguments: TestEngine.available)
    func `a drawer that holds a thousand less than it should is worth a look`(engine: TestEngine) async throws {
        let room = try await room(engine)
        var log = SaleLog()
        let shifts = [Money(-999), -1000, 5000].map { (ShiftID.make(), $0) }
        for (shift, difference) in shifts {
            try log.record(
                ShiftClosed(
                    shiftId: shift, terminalId: .make(), businessDate: .stored("2025-03-04"), number: 1,
                    expected: 50_000, counted: 50_000 + difference, difference: difference, staffId: hana,
                    staffName: nil, missing: [], report: "{}"),
                at: noon)
        }
        try await room.hear(log)
        let found = try await alerts(room, log)
        #expect(found.map(\.kind) == [.cashShort] && found.map(\.shiftId) == [shifts[1].0])
        #expect(found.map(\.amount) == [1000] && found.map(\.staffId) == [hana] && found.map(\.count) == [nil])
        try await room.database.close()
    }

    @Test(arguments: TestEngine.available)
    func `a sale below its printed bill is worth a look`(engine: TestEngine) async throws {
        let room = try await room(engine)
        var log = SaleLog()
        let sale = try log.sell([SoldLine(item: ramen, price: 1_100)], on: "2025-03-04") { sale in
            sale.flags = ["backdated", Sale.belowPrinted]
            sale.staffId = hana
        }
        try log.sell([SoldLine(item: ramen, price: 1_100)], on: "2025-03-04")
        let told = try log.sell([SoldLine(item: ramen, price: 100)], on: "2025-03-04") { sale in
            sale.flags = [Sale.priceDiffers]
        }
        try await room.hear(log)
        let all = try await alerts(room, log)
        #expect(all.filter { $0.kind == .priceDiffers }.map(\.saleId) == [told.id])
        let found = all.filter { $0.kind != .priceDiffers }
        #expect(found.map(\.kind) == [.belowPrinted] && found.map(\.saleId) == [sale.id])
        #expect(found.map(\.amount) == [1_100] && found.map(\.count) == [nil] && found.map(\.orderId) == [sale.orderId])
        let other = SaleLog()
        try await room.hear(other)
        #expect(try await alerts(room, other).isEmpty)
        try await room.database.close()
    }

    @Test(arguments: TestEngine.available)
    func `alerts come page by page, the newest first, and are counted again the same`(
        engine: TestEngine
    ) async throws {
        let room = try await room(engine)
        var log = SaleLog()
        try log.hire(hana, "김하나")
        for hour in [9, 10, 11, 12, 13] {
            try log.sell([SoldLine(item: ramen, price: 1_100)], on: "2025-03-04", hour: hour) { sale in
                sale.flags = [Sale.belowPrinted]
            }
        }
        for turn in Int64(0)..<5 { try void(in: &log, at: turn) }
        try await room.hear(log)
        var seen: [AlertView] = []
        var cursor: String?
        repeat {
            let page = try await room.dashboards.alerts(
                try range("2025-03-04", "2025-03-04"), after: cursor, limit: 2, language: .ko, of: log.store)
            seen += page.data
            cursor = page.next
        } while cursor != nil
        #expect(seen.count == 6 && Set(seen.map(\.id)).count == 6)
        #expect(seen.map(\.at) == seen.map(\.at).sorted(by: >))
        let before = try await room.fingerprint(log)
        try await room.forget(log)
        #expect(try await alerts(room, log).isEmpty)
        try await room.hear(log, inBatchesOf: 1)
        #expect(try await room.fingerprint(log) == before)
        try void(in: &log, at: 9)
        try await room.hear(log)
        #expect(try await room.fingerprint(log) != before)
        try await room.database.close()
    }

    @Test(arguments: TestEngine.available)
    func `alerts are read over HTTP in the reader's language, with the right to see figures`(
        engine: TestEngine
    ) async throws {
        let room = try await room(engine)
        var log = SaleLog()
        try log.sell([SoldLine(item: ramen, price: 1_100)], on: "2025-03-04") { $0.flags = [Sale.belowPrinted] }
        try await room.hear(log)
        let app = try await RoomApp(room.module)
        let path = "/api/v1/dashboard/alerts?from=2025-03-04&to=2025-03-04"
        let reply = try await app.send(
            .get, path, as: TestCaller.manager(log.store), headers: ["Accept-Language": "en"])
        #expect(reply.status == 200)
        let page = try reply.decode(Page<AlertView>.self)
        #expect(page.data.map(\.kind) == [.belowPrinted] && page.next == nil)
        #expect(page.data[0].text.hasPrefix("A check was paid"))
        #expect(try await app.send(.get, path, as: TestCaller.cashier(log.store)).status == 403)
        #expect(try await app.send(.get, path + "&after=x", as: TestCaller.owner(log.store)).status == 422)
        try await room.database.close()
    }

    @Test func `an alert accuses nobody`() {
        for kind in Alert.Kind.allCases {
            let alert = Alert(
                id: .make(), kind: kind, at: noon, businessDate: .stored("2025-03-04"), staffId: hana, staffName: "김하나",
                saleId: nil, orderId: nil, shiftId: nil, amount: nil, times: 7)
            for text in [alert.words.ko, alert.words.en] {
                #expect(!text.contains("김하나"))
                #expect(!["의심", "부정", "횡령", "fraud", "theft", "suspic"].contains { text.contains($0) })
            }
        }
    }

    @discardableResult
    private func void(
        in log: inout SaleLog, at seconds: Int64, _ action: String = "cancel", by person: StaffID? = nil,
        on day: String = "2025-03-04"
    ) throws -> OrderID {
        let order = OrderID.make()
        let void = OrderChanged(
            orderId: order, act: .lineVoided, lineIds: [.make()], reason: "변심", detail: action, total: .zero,
            status: "open", businessDate: .stored(day))
        try log.record(void, by: (person ?? hana).text, at: noon.advanced(seconds: seconds))
        return order
    }

    private func alerts(_ room: Room, _ log: SaleLog, _ language: Language = .ko) async throws -> [AlertView] {
        try await room.dashboards.alerts(
            try range("2025-03-04", "2025-03-04"), after: nil, limit: 50, language: language, of: log.store
        ).data
    }

    private func room(_ engine: TestEngine) async throws -> Room {
        Room(try await engine.database(.dashboard, schema: DashboardSQL.schema), peers: .none)
    }
}
