import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Platform

/// What is worth a look, over HTTP; it needs the right to see figures.
struct AlertsRoutes: Sendable {
    let dashboards: Dashboards

    func add(to router: Router<AppContext>) {
        router.get("api/v1/dashboard/alerts", use: alerts)
    }

    @Sendable private func alerts(_ request: Request, _ context: AppContext) async throws -> Response {
        let asked = try await FiguresQuestion(request, context, to: dashboards)
        await dashboards.catchUp(asked.store, with: .order)
        let page = try await dashboards.alerts(
            asked.range, after: request.query("after"), limit: try request.limit(), language: context.language,
            of: asked.store)
        return try Reply.json(page)
    }
}
