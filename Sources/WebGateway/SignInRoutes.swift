import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Platform

/// Signing up, in and out from a browser.
struct SignInRoutes: Sendable {
    let sessions: BrowserSessions
    let peers: Peers

    /// What a browser is told about its session.
    struct SessionView: Codable, Sendable {
        let store: StoreProfile
        let staff: StaffSummary?
        let role: Role
        let rights: [Right]
        /// The paired terminal that the browser is, or that somebody works at.
        let terminalId: TerminalID?
        /// The table that a guest sits at.
        let tableId: TableID?
        let csrfToken: String
    }

    func add(to router: Router<AppContext>) {
        let bff = router.group("bff")
        bff.post("sign-in") { request, context in try await open("/api/v1/sessions", request, context) }
        bff.post("sign-up") { request, context in try await open("/api/v1/stores", request, context) }
        bff.post("pair") { request, context in try await open("/api/v1/terminals/pair", request, context) }
        bff.post("guest") { request, context in try await open("/api/v1/qr-sessions", request, context) }
        bff.post("pin", use: switchStaff)
        bff.post("sign-out", use: signOut)
        bff.get("session", use: session)
        bff.get("usernames/:name") { request, context in
            let path = request.uri.path.replacing("/bff/", with: "/api/v1/", maxReplacements: 1)
            return try await peers.forward(.store, .get, path, headers: forwarded(request, context))
        }
    }

    /// Headers that travel on: the reader's language, the device and the address that limits are counted by.
    private func forwarded(_ request: Request, _ context: AppContext) -> HTTPFields {
        var headers: HTTPFields = [.forwardedFor: context.clientAddress(request)]
        headers[.acceptLanguage] = request.headers[.acceptLanguage]
        headers[.userAgent] = request.headers[.userAgent]
        headers[.contentType] = request.headers[.contentType]
        headers[.idempotencyKey] = request.headers[.idempotencyKey]
        return headers
    }

    private func open(_ path: String, _ request: Request, _ context: AppContext) async throws -> Response {
        // A form on somebody else's page must not sign a browser in.
        let site = HTTPField.Name("Sec-Fetch-Site").flatMap { request.headers[$0] }
        guard site != "cross-site", request.headers[.contentType]?.hasPrefix("application/json") == true else {
            throw GatewayRejection.csrfTokenInvalid
        }
        let body = try await request.bytes()
        let head = HTTPRequest(
            method: .post, scheme: "http", authority: nil, path: path, headerFields: forwarded(request, context))
        let response = try await peers.forward(.store, Request(head: head, body: RequestBody(buffer: body)))
        guard response.status.kind == .successful else { return response }
        let tokens = try JSON.decode(SessionTokens.self, from: Data(try await response.bytes().readableBytesView))
        guard
            let claims = try await sessions.verifier.claims(
                of: tokens.accessToken, audience: AccessClaims.audience, at: .now)
        else { throw GatewayRejection.signedOut }
        let opened = BrowserSessions.Session(token: tokens.accessToken, claims: claims, renewed: tokens)
        var headers: HTTPFields = [:]
        headers[.idempotencyReplayed] = response.headers[.idempotencyReplayed]
        return sessions.keeping(
            tokens, in: try Reply.json(try await view(opened), status: response.status, headers: headers))
    }

    private func view(_ session: BrowserSessions.Session) async throws -> SessionView {
        let claims = session.claims
        let store: StoreProfile = try await peers.call(.store, .get, "/internal/store/profile", store: claims.store)
        var staff: StaffSummary?
        if claims.role.rank > 0 {
            staff = try await peers.call(.store, .get, "/internal/store/staff/\(claims.sub)", store: claims.store)
        }
        return SessionView(
            store: store, staff: staff, role: claims.role, rights: claims.rights, terminalId: claims.terminal,
            tableId: claims.table, csrfToken: session.csrfToken)
    }

    @Sendable func session(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try await sessions.session(of: request, at: .now)
        return sessions.keeping(session.renewed, in: try Reply.json(try await view(session)))
    }

    @Sendable func signOut(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try await sessions.session(of: request, at: .now)
        try sessions.checkCSRF(request, session)
        _ = try await peers.forward(
            .store, .delete, "/api/v1/sessions/current", headers: [.authorization: "Bearer \(session.token)"])
        let cleared = sessions.clearing(Reply.nothing())
        // A paired till stays paired when the person leaves.
        return sessions.keeping(try await sessions.terminal(of: request, at: .now)?.renewed, in: cleared)
    }

    /// Lets somebody work at the paired terminal that this browser is; whoever was there before is signed out.
    @Sendable func switchStaff(_ request: Request, _ context: AppContext) async throws -> Response {
        let before = try await sessions.session(of: request, at: .now)
        try sessions.checkCSRF(request, before)
        var headers = forwarded(request, context)
        headers[.authorization] = "Bearer \(before.token)"
        let head = HTTPRequest(
            method: .post, scheme: "http", authority: nil, path: "/api/v1/sessions/pin", headerFields: headers)
        let body = RequestBody(buffer: try await request.bytes())
        let response = try await peers.forward(.store, Request(head: head, body: body))
        guard response.status.kind == .successful else { return response }
        let tokens = try JSON.decode(SessionTokens.self, from: Data(try await response.bytes().readableBytesView))
        guard
            let claims = try await sessions.verifier.claims(
                of: tokens.accessToken, audience: AccessClaims.audience, at: .now)
        else { throw GatewayRejection.signedOut }
        if before.claims.role.rank > 0 {
            _ = try await peers.forward(
                .store, .delete, "/api/v1/sessions/current", headers: [.authorization: "Bearer \(before.token)"])
        }
        let opened = BrowserSessions.Session(token: tokens.accessToken, claims: claims, renewed: tokens)
        return sessions.handing(
            tokens, over: request, before, in: try Reply.json(try await view(opened), status: .created))
    }
}
