import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Platform

/// `/bff/live`: Server-Sent Events of the browser's store, filtered by what the person may see.
struct LiveRoutes: Sendable {
    let sessions: BrowserSessions
    let peers: Peers
    let hub: LiveHub

    func add(to router: Router<AppContext>) {
        router.get("bff/live", use: live)
    }

    @Sendable func live(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try await sessions.session(of: request, at: .now)
        let store = session.claims.store
        let subscription = hub.subscribe(store)
        let stream: LiveStream
        do {
            stream = LiveStream(
                session: session, peers: peers, hub: hub, position: try await position(of: store),
                resume: HTTPField.Name("Last-Event-ID").flatMap { request.headers[$0] }, subscription: subscription)
        } catch {
            hub.unsubscribe(subscription.id, of: store)
            throw error
        }
        let response = Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: ResponseBody { writer in
                defer { hub.unsubscribe(subscription.id, of: store) }
                try await stream.run(writing: &writer)
                try await writer.finish(nil)
            })
        return sessions.keeping(session.renewed, in: response)
    }

    private func position(of store: StoreID) async throws -> LivePosition {
        var heads: [ServiceName: Int64] = [:]
        for service in hub.services {
            let head: JournalPosition = try await peers.call(
                service, .get, "/internal/\(service.rawValue)/head", store: store)
            heads[service] = head.seq
        }
        return hub.position(of: store, in: heads)
    }
}
