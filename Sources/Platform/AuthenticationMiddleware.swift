import Contracts
import Foundation
import HTTPTypes
import Hummingbird

/// Reads the token, the lent right and the internal identity of a request; refuses nothing itself.
package struct AuthenticationMiddleware: RouterMiddleware {
    package typealias Context = AppContext

    private let verifier: TokenVerifier
    private let identity: InternalIdentity
    private let services: Set<ServiceName>

    /// `services` are those that live in this process, the audiences we answer to.
    package init(verifier: TokenVerifier, identity: InternalIdentity, services: Set<ServiceName>) {
        self.verifier = verifier
        self.identity = identity
        self.services = services
    }

    package func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        guard let header = request.headers[.authorization] else { return try await next(request, context) }
        var context = context
        let now = Timestamp.now
        if header.hasPrefix("Bearer ") {
            let token = String(header.dropFirst(7))
            if let claims = try await verifier.claims(of: token, audience: AccessClaims.audience, at: now) {
                let approval = try await approval(request, for: claims, context: &context, at: now)
                context.caller = Caller(claims, approval: approval)
            } else {
                context.refusal = .unauthenticated
            }
        } else if header.hasPrefix("Internal "),
            let (from, store) = identity.verify(String(header.dropFirst(9)), at: now, to: services)
        {
            context.service = from
            context.caller = store.map { Caller.service(from, for: $0) }
        } else {
            context.refusal = .unauthenticated
        }
        return try await next(request, context)
    }

    private func approval(
        _ request: Request, for asker: AccessClaims, context: inout AppContext, at now: Timestamp
    ) async throws -> Approval? {
        guard let token = request.headers[.approval] else { return nil }
        guard
            let claims = try await verifier.claims(of: token, audience: AccessClaims.approvalAudience, at: now),
            claims.store == asker.store, claims.asker == asker.sub, let act = claims.act, let id = claims.jti,
            let by = StaffID(claims.sub)
        else {
            context.refusal = .approvalInvalid
            return nil
        }
        return Approval(id: id, by: by, right: act)
    }
}

extension Caller {
    init(_ claims: AccessClaims, approval: Approval?) {
        self.init(
            store: claims.store, actor: claims.sub, role: claims.role, rights: Set(claims.rights),
            terminal: claims.terminal, session: claims.sid, table: claims.table, approval: approval)
    }
}
