import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Platform

/// Messages to the owner over HTTP.
struct MessagesRoutes: Sendable {
    let messages: Messages

    func add(to router: Router<AppContext>) {
        router.get("api/v1/messages", use: list)
    }

    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.caller(with: .seeFigures)
        var state: Message.State?
        if let text = request.query("state") {
            guard let known = Message.State(rawValue: text) else {
                throw AccessRejection.fieldInvalid(pointer: "/state")
            }
            state = known
        }
        return try Reply.json(
            try await messages.list(
                state, after: request.query("after"), limit: try request.limit(), of: caller.store,
                in: context.language))
    }
}
