import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Platform

/// `/bff/api/v1/...`: the public API with the browser's session in place of a token.
struct ForwardRoutes: Sendable {
    let sessions: BrowserSessions
    let peers: Peers

    func add(to router: Router<AppContext>) {
        let api = router.group("bff/api/v1")
        for method in [HTTPRequest.Method.get, .post, .put, .patch, .delete] {
            api.on("**", method: method, use: forward)
        }
    }

    @Sendable func forward(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try await sessions.session(of: request, at: .now)
        try sessions.checkCSRF(request, session)
        let path = String((request.head.path ?? "").dropFirst("/bff".count))
        let prefix = path.split(separator: "/").dropFirst(2).first?.prefix { $0 != "?" } ?? ""
        guard let service = ServicePrefix.owner(of: String(prefix)) else { throw AccessRejection.notFound }
        var head = request.head
        head.path = path
        head.headerFields[.authorization] = "Bearer \(session.token)"
        head.headerFields[.cookie] = nil
        head.headerFields[.forwardedFor] = context.clientAddress(request)
        let response = try await peers.forward(service, Request(head: head, body: request.body))
        return sessions.keeping(session.renewed, in: response)
    }
}
