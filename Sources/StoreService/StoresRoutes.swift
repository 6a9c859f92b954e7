import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Platform

/// Sign-up and the store's profile over HTTP.
struct StoresRoutes: Sendable {
    let stores: Stores
    let staff: StaffMembers
    let keys: SigningKeys
    let nameChecks = RateLimit(burst: 30, interval: 1)
    let signUps = RateLimit(burst: 60, interval: 1)

    func add(to router: Router<AppContext>) {
        let api = router.group("api/v1")
        api.post("stores", use: signUp)
        api.get("usernames/:name", use: isAvailable)
        api.get("store", use: profile)
        api.patch("store", use: change)
        api.put("store/password", use: replacePassword)
        router.get("internal/jwks") { _, _ in try Reply.json(try await keys.published()) }
        router.get("internal/store/profile") { _, context in
            try Reply.json(try await stores.profile(try context.internalCaller().store))
        }
    }

    @Sendable func signUp(_ request: Request, _ context: AppContext) async throws -> Response {
        try signUps.take(context.clientAddress(request), at: .now)
        let form = try await request.decoded(SignUp.self)
        let (opened, replayed) = try await stores.open(
            form, key: try request.idempotencyKey, device: request.headers[.userAgent], at: .now)
        return try Reply.json(
            opened, status: replayed ? .ok : .created, headers: replayed ? [.idempotencyReplayed: "true"] : [:])
    }

    @Sendable func isAvailable(_ request: Request, _ context: AppContext) async throws -> Response {
        try nameChecks.take(context.clientAddress(request), at: .now)
        let name = context.parameters.get("name")?.removingPercentEncoding ?? ""
        return try Reply.json(["available": try await stores.isAvailable(name)])
    }

    @Sendable func profile(_ request: Request, _ context: AppContext) async throws -> Response {
        let profile = try await stores.profile(try context.authenticated().store)
        return try Reply.json(profile, version: profile.version)
    }

    @Sendable func change(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let change = try await request.decoded(ProfileChange.self)
        let profile = try await stores.change(change, expected: request.matchedVersion, by: caller, at: .now)
        return try Reply.json(profile, version: profile.version)
    }

    struct PasswordForm: Codable, Sendable {
        let old: String
        let new: String

        enum CodingKeys: String, CodingKey {
            case old = "oldPassword"
            case new = "newPassword"
        }
    }

    @Sendable func replacePassword(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.authenticated()
        let form = try await request.decoded(PasswordForm.self)
        try await staff.replacePassword(old: form.old, new: form.new, by: caller, at: .now)
        return Reply.nothing()
    }
}
