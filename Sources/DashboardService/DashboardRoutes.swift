import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Platform

/// The figures over HTTP; all of them need the right to see figures.
struct DashboardRoutes: Sendable {
    let dashboards: Dashboards

    func add(to router: Router<AppContext>) {
        let group = router.group("api/v1/dashboard")
        group.get("summary", use: summary)
        group.get("items", use: views(.item, \.itemView))
        group.get("categories", use: views(.category, \.categoryView))
        group.get("options", use: views(.option, \.optionView))
        group.get("payments", use: views(.tender, \.paymentView))
        group.get("staff", use: views(.staff, \.staffView))
        group.get("tables", use: views(.table, \.tableView))
        group.get("channels", use: views(.channel, \.channelView))
        group.get("hours", use: hours)
        group.get("weekdays", use: weekdays)
        group.get("live", use: live)
        group.get("receipts", use: receipts)
        group.get("export.csv", use: export)
    }

    private func question(_ request: Request, _ context: AppContext) async throws -> FiguresQuestion {
        try await FiguresQuestion(request, context, to: dashboards)
    }

    @Sendable private func summary(_ request: Request, _ context: AppContext) async throws -> Response {
        let asked = try await question(request, context)
        return try Reply.json(
            try await dashboards.summary(asked.range, currency: asked.currency, of: asked.store))
    }

    /// Answers the figures of a dimension, each as the view says.
    private func views<View: Codable & Sendable>(
        _ dimension: Dimension, _ view: @escaping @Sendable (Figure) -> View
    ) -> @Sendable (Request, AppContext) async throws -> Response {
        { request, context in
            let asked = try await question(request, context)
            let figures = try await dashboards.figures(dimension, in: asked.range, of: asked.store)
            return try Reply.json(Page(data: figures.map(view)))
        }
    }

    @Sendable private func hours(_ request: Request, _ context: AppContext) async throws -> Response {
        let asked = try await question(request, context)
        return try Reply.json(Page(data: try await dashboards.hours(asked.range, of: asked.store)))
    }

    @Sendable private func weekdays(_ request: Request, _ context: AppContext) async throws -> Response {
        let asked = try await question(request, context)
        return try Reply.json(Page(data: try await dashboards.weekdays(asked.range, of: asked.store)))
    }

    @Sendable private func live(_ request: Request, _ context: AppContext) async throws -> Response {
        let store = try context.caller(with: .seeFigures).store
        await dashboards.catchUp(store)
        return try Reply.json(try await dashboards.live(store, at: .now))
    }

    /// The receipts behind a figure: `item`, `category`, `option`, `hour`, `method`, `staff`, `table` and `channel`
    /// name its keys, several narrow the list down.
    @Sendable private func receipts(_ request: Request, _ context: AppContext) async throws -> Response {
        let asked = try await question(request, context)
        let marks = try Dimension.allCases.compactMap { dimension -> String? in
            guard let key = request.query(dimension.parameter) else { return nil }
            guard dimension == .hour else { return Figure.mark(dimension, key) }
            guard let hour = Int(key), (0...23).contains(hour) else {
                throw AccessRejection.fieldInvalid(pointer: "/hour")
            }
            return Figure.mark(dimension, Digits.padded(hour, 2))
        }
        return try Reply.json(
            try await dashboards.receipts(
                asked.range, marks: marks, after: request.query("after"), limit: try request.limit(), of: asked.store))
    }

    @Sendable private func export(_ request: Request, _ context: AppContext) async throws -> Response {
        let kind = try FiguresCSV.Kind(named: request.query("by"))
        let asked = try await question(request, context)
        let csv: String
        switch kind {
        case .day:
            let summary = try await dashboards.summary(asked.range, currency: asked.currency, of: asked.store)
            csv = FiguresCSV.text(summary.days)
        case .item:
            let figures = try await dashboards.figures(.item, in: asked.range, of: asked.store)
            csv = FiguresCSV.text(figures.map(\.itemView))
        case .hour:
            csv = FiguresCSV.text(try await dashboards.hours(asked.range, of: asked.store))
        }
        let name = "salesync-\(kind.rawValue)-\(asked.range.from)-\(asked.range.to).csv"
        return Reply.text(
            csv, "text/csv; charset=utf-8", headers: [.contentDisposition: "attachment; filename=\"\(name)\""])
    }
}

extension Dimension {
    /// Its name in a query.
    fileprivate var parameter: String { self == .tender ? "method" : rawValue }
}
