import Contracts
import Platform

/// Reads the figures; every read first waits, at most three seconds, for the sales recorded when it was asked.
package struct Dashboards: Sendable {
    let database: Database
    let peers: Peers
    let listeners: [Listener]

    /// What today has brought so far, beside yesterday up to the same time of the clock.
    struct Live: Codable, Sendable {
        struct SoFar: Codable, Sendable {
            let sales: Money
            let orders: Int
        }

        let businessDate: BusinessDate
        let at: Timestamp
        /// The last of Sale's events that these figures hold.
        let asOf: Int64
        let totals: Totals
        let yesterdaySameTime: SoFar
    }

    /// Waits for what Sale has recorded by now; when Sale is away, or we are too slow, what there is must do.
    func catchUp(_ store: StoreID, with publisher: ServiceName = .sale) async {
        do {
            _ = try await peers.catchUp(listeners, with: publisher, store: store)
        } catch {
            // The events are in the journal and will be counted later; figures a little old are better than none.
            return
        }
    }

    /// Waits for what Sale has recorded by now, and refuses when we cannot know that all of it is counted.
    func catchUpFully(_ store: StoreID) async throws {
        let complete: Bool
        do {
            complete = try await peers.catchUp(listeners, with: .sale, store: store)
        } catch {
            throw DashboardRejection.salesAwaited
        }
        guard complete else { throw DashboardRejection.salesAwaited }
    }

    /// How the store counts; just after a sign-up its settings may still be on their way.
    func clock(of store: StoreID) async throws -> StoreClock {
        if let clock = try await database.read({ try $0.clock(of: store) }) { return clock }
        do {
            _ = try await peers.catchUp(listeners, with: .store, store: store)
        } catch {
            throw DashboardRejection.settingsAwaited
        }
        guard let clock = try await database.read({ try $0.clock(of: store) }) else {
            throw DashboardRejection.settingsAwaited
        }
        return clock
    }

    func summary(_ range: DateRange, currency: String, of store: StoreID) async throws -> Summary {
        let known = try await days(from: range.previous.from, to: range.to, of: store)
        return Summary(range, currency: currency, known: known)
    }

    func figures(_ dimension: Dimension, in range: DateRange, of store: StoreID) async throws -> [Figure] {
        try await database.read { try $0.figures(dimension, of: store, in: range) }
    }

    func hours(_ range: DateRange, of store: StoreID) async throws -> [HourView] {
        let order = try await clock(of: store).hours
        return try await figures(.hour, in: range, of: store).hours(inOrder: order)
    }

    func weekdays(_ range: DateRange, of store: StoreID) async throws -> [WeekdayView] {
        WeekdayView.week(of: try await days(from: range.from, to: range.to, of: store))
    }

    func live(_ store: StoreID, at now: Timestamp) async throws -> Live {
        let clock = try await clock(of: store)
        let today = clock.today(at: now)
        return try await database.read { session in
            let figures = try session.days(of: store, from: today, to: today)[today] ?? DayFigures()
            let before = try session.sold(
                on: today.advanced(days: -1), by: clock.sameTimeYesterday(now), of: store)
            return Live(
                businessDate: today, at: now, asOf: try session.applied(.sale, of: store), totals: Totals(figures),
                yesterdaySameTime: Live.SoFar(sales: before.sales, orders: before.orders))
        }
    }

    func receipts(
        _ range: DateRange, marks: [String], after cursor: String?, limit: Int, of store: StoreID
    ) async throws -> Page<Receipt> {
        let start = try cursor.map(ReceiptCursor.init) ?? ReceiptCursor(endOf: range)
        let found = try await database.read { session in
            try session.receipts(of: store, in: range, marks: marks, after: start, limit: limit + 1)
        }
        let page = Array(found.prefix(limit))
        let more = found.count > limit ? page.last.map { ReceiptCursor($0).text } : nil
        return Page(data: page, next: more)
    }

    /// What is worth a look, newest first, told in the reader's language.
    func alerts(
        _ range: DateRange, after cursor: String?, limit: Int, language: Language, of store: StoreID
    ) async throws -> Page<AlertView> {
        let start = try cursor.map { try AlertCursor($0) } ?? .start
        let found = try await database.read { session in
            try session.alerts(of: store, in: range, after: start, limit: limit + 1)
        }
        return Page(found, limit: limit, cursor: AlertCursor.text) { AlertView($0, language: language) }
    }

    private func days(
        from: BusinessDate, to: BusinessDate, of store: StoreID
    ) async throws -> [BusinessDate: DayFigures] {
        try await database.read { try $0.days(of: store, from: from, to: to) }
    }
}
