import Contracts
import Foundation
import Hummingbird

/// Shows a room's own journal to the gateway, which merges those of all rooms.
package struct JournalRoutes: Sendable {
    private let database: Database

    package init(database: Database) { self.database = database }

    package func add(to router: Router<AppContext>) {
        let group = router.group("internal/\(database.service.rawValue)/journal")
        group.post("page") { request, context in
            let caller = try context.internalCaller()
            let query = try await request.decoded(JournalQuery.self)
            let service = database.service
            return try Reply.json(
                try await database.read { try Journal.page(query, of: service, store: caller.store, in: $0) })
        }
        group.get("check") { _, context in
            try Reply.json(try await database.checkJournal(of: try context.internalCaller().store))
        }
    }
}
