import Contracts
import Hummingbird
import Platform

/// Claims over HTTP, for the Sale service only.
struct ClaimsRoutes: Sendable {
    let claims: Claims

    func add(to router: Router<AppContext>) {
        let api = router.group("internal/order/checks")
        api.post("claim") { request, context in
            let store = try context.internalCaller().store
            let claim = try await request.decoded(CheckClaim.self)
            return try Reply.json(try await claims.claim(claim, store: store, at: .now))
        }
        router.get("internal/order/orders/:id/holders") { _, context in
            let store = try context.internalCaller().store
            return try Reply.json(try await claims.holders(of: try context.id("id"), store: store))
        }
        router.get("internal/order/orders/:id/snapshot") { request, context in
            let store = try context.internalCaller().store
            let check = request.query("checkId").flatMap(CheckID.init)
            return try Reply.json(try await claims.snapshot(of: try context.id("id"), check, store: store))
        }
        api.post("release") { request, context in
            let store = try context.internalCaller().store
            let release = try await request.decoded(CheckRelease.self)
            try await claims.release(release, store: store, at: .now)
            return try Reply.json(["released": true])
        }
    }
}
