import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Platform

/// Signing in and out over HTTP.
struct SessionsRoutes: Sendable {
    let sessions: Sessions
    let signIns = RateLimit(burst: 40, interval: 1)

    func add(to router: Router<AppContext>) {
        let api = router.group("api/v1")
        api.post("sessions", use: signIn)
        api.post("sessions/refresh", use: refresh)
        api.post("sessions/pin", use: switchStaff)
        api.get("sessions", use: list)
        api.delete("sessions/current", use: endCurrent)
        api.delete("sessions/:id", use: end)
        api.post("approvals", use: approve)
        router.get("internal/store/staff/:id", use: summary)
    }

    struct SignInForm: Codable, Sendable {
        let username: String
        let password: String
    }

    @Sendable func signIn(_ request: Request, _ context: AppContext) async throws -> Response {
        try signIns.take(context.clientAddress(request), at: .now)
        let form = try await request.decoded(SignInForm.self)
        guard form.password.utf8.count <= 1000 else { throw StoreRejection.wrongCredentials }
        let tokens = try await sessions.signIn(
            username: form.username, password: form.password, device: request.headers[.userAgent], at: .now)
        return try Reply.json(tokens, status: .created)
    }

    struct RefreshForm: Codable, Sendable {
        let refreshToken: String
    }

    @Sendable func refresh(_ request: Request, _ context: AppContext) async throws -> Response {
        let form = try await request.decoded(RefreshForm.self)
        return try Reply.json(try await sessions.refresh(form.refreshToken, at: .now), status: .created)
    }

    struct PINForm: Codable, Sendable {
        let pin: String
    }

    @Sendable func switchStaff(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let form = try await request.decoded(PINForm.self)
        return try Reply.json(
            try await sessions.switchStaff(pin: form.pin, by: caller, at: .now), status: .created)
    }

    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> Response {
        try Reply.json(try request.page(of: try await sessions.list(of: try context.authenticated())))
    }

    @Sendable func endCurrent(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        guard let id = caller.session.flatMap(SessionID.init) else { throw AccessRejection.notFound }
        try await sessions.end(id, by: caller, at: .now)
        return Reply.nothing()
    }

    @Sendable func end(_ request: Request, _ context: AppContext) async throws -> Response {
        try await sessions.end(try context.id("id"), by: try context.authenticated(), at: .now)
        return Reply.nothing()
    }

    struct ApprovalForm: Codable, Sendable {
        let pin: String
        let act: String
    }

    @Sendable func approve(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let form = try await request.decoded(ApprovalForm.self)
        guard let act = Right.allCases.first(where: { $0.code == form.act || $0.rawValue == form.act }) else {
            throw AccessRejection.fieldInvalid(pointer: "/act")
        }
        let token = try await sessions.approve(pin: form.pin, act: act, by: caller, at: .now)
        return try Reply.json(["token": token], status: .created)
    }

    @Sendable func summary(_ request: Request, _ context: AppContext) async throws -> Response {
        let store = try context.internalCaller().store
        let id: StaffID = try context.id("id")
        guard let member = try await sessions.database.read({ try $0.staffMember(id, of: store) }) else {
            throw AccessRejection.notFound
        }
        return try Reply.json(member.summary)
    }
}
