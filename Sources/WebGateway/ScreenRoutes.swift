import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Platform

/// One call for a whole screen, composed of the services' own answers as they are.
struct ScreenRoutes: Sendable {
    let sessions: BrowserSessions
    let peers: Peers

    /// A part of a screen: its name in the answer and where it comes from.
    struct Part: Sendable {
        let name: String
        let service: ServiceName
        let path: String
    }

    func add(to router: Router<AppContext>) {
        let bff = router.group("bff")
        bff.get("till", use: till)
        bff.get("dashboard", use: dashboard)
    }

    @Sendable func till(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try await sessions.session(of: request, at: .now)
        let parts = [
            Part(name: "store", service: .store, path: "/api/v1/store"),
            Part(name: "menu", service: .item, path: "/api/v1/menu"),
            Part(name: "floor", service: .order, path: "/api/v1/floor"),
            Part(name: "orders", service: .order, path: "/api/v1/orders?status=open&limit=200"),
        ]
        var fields = try await collect(parts, request, session)
        if let orders = fields["orders"] { fields["orders"] = try await all(orders, request, session) }
        let store = try JSON.decode(StoreProfile.self, from: fields["store"] ?? "")
        let today = store.settings.businessDay?.date(of: .now)
        fields["shift"] = try await shift(of: session)
        fields["businessDate"] = "\"\(today?.text ?? "")\""
        return sessions.keeping(session.renewed, in: tagged(fields, request, at: .now))
    }

    @Sendable func dashboard(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try await sessions.session(of: request, at: .now)
        let range = ["from", "to"].compactMap { name in request.query(name).map { "\(name)=\($0)" } }
            .joined(separator: "&")
        if request.query("from") != nil { _ = try request.date("from") }
        if request.query("to") != nil { _ = try request.date("to") }
        let parts = [
            Part(name: "summary", service: .dashboard, path: "/api/v1/dashboard/summary?\(range)"),
            Part(name: "hours", service: .dashboard, path: "/api/v1/dashboard/hours?\(range)"),
            Part(name: "items", service: .dashboard, path: "/api/v1/dashboard/items?\(range)"),
            Part(name: "payments", service: .dashboard, path: "/api/v1/dashboard/payments?\(range)"),
            Part(name: "live", service: .dashboard, path: "/api/v1/dashboard/live"),
        ]
        let fields = try await collect(parts, request, session)
        let body = fields.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",")
        return sessions.keeping(
            session.renewed, in: Reply.text("{\(body)}", "application/json; charset=utf-8"))
    }

    /// Asks for all parts at once; the first refusal is the screen's.
    private func collect(
        _ parts: [Part], _ request: Request, _ session: BrowserSessions.Session
    ) async throws -> [String: String] {
        var headers: HTTPFields = [.authorization: "Bearer \(session.token)"]
        headers[.acceptLanguage] = request.headers[.acceptLanguage]
        let asked = headers
        return try await withThrowingTaskGroup(of: (String, String).self) { group in
            for part in parts {
                group.addTask {
                    let response = try await peers.forward(part.service, .get, part.path, headers: asked)
                    let text = String(buffer: try await response.bytes())
                    guard response.status.kind == .successful else {
                        throw try JSON.decode(Problem.self, from: text)
                    }
                    return (part.name, text)
                }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    /// The open shift of the till's own drawer; none between shifts, for other screens, and while Sale is away.
    private func shift(of session: BrowserSessions.Session) async throws -> String {
        guard let terminal = session.claims.terminal, session.claims.rights.contains(.sell) else { return "null" }
        let answer = try await peers.forward(
            .sale, .get, "/api/v1/shifts/current?terminalId=\(terminal)",
            headers: [.authorization: "Bearer \(session.token)"])
        return answer.status == .ok ? String(buffer: try await answer.bytes()) : "null"
    }

    /// The open orders of all pages as one list, from the first page's `{"data": [...], "next": ...}`: a table that a
    /// till does not show is not paid.
    private func all(_ page: String, _ request: Request, _ session: BrowserSessions.Session) async throws -> String {
        struct Wrapped: Codable {
            let data: [Raw]
            let next: String?
        }
        var page = try JSON.decode(Wrapped.self, from: page)
        var orders = page.data
        while let next = page.next {
            let part = Part(
                name: "orders", service: .order, path: "/api/v1/orders?status=open&limit=200&after=\(next)")
            page = try JSON.decode(Wrapped.self, from: try await collect([part], request, session)["orders"] ?? "")
            orders += page.data
        }
        return try JSON.text(orders)
    }

    /// One JSON object of the parts, with an ETag over all but the time.
    private func tagged(_ fields: [String: String], _ request: Request, at now: Timestamp) -> Response {
        let body = fields.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",")
        let tag = "\"\(Secrets.fingerprint(body).prefix(32))\""
        guard request.headers[.ifNoneMatch] != tag else {
            return Response(status: .notModified, headers: [.eTag: tag])
        }
        return Reply.text(
            "{\(body),\"at\":\"\(now)\"}", "application/json; charset=utf-8",
            headers: [.eTag: tag, .cacheControl: "private, no-cache"])
    }
}
