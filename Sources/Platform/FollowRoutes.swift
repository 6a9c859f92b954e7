import Contracts
import Foundation
import Hummingbird

/// How far a journal or a listener has come, as services tell each other.
package struct JournalPosition: Codable, Sendable {
    package let seq: Int64
}

/// Lets services wait for each other's news: a publisher tells its head, a listener says when it has caught up.
package struct FollowRoutes: Sendable {
    /// Seconds that somebody is kept waiting for another room's news.
    package static let patience = 3.0

    private let service: ServiceName
    private let database: Database
    private let listeners: [Listener]

    package init(service: ServiceName, database: Database, listeners: [Listener]) {
        self.service = service
        self.database = database
        self.listeners = listeners
    }

    package func add(to router: Router<AppContext>) {
        let group = router.group("internal/\(service.rawValue)")
        group.get("head") { _, context in
            let caller = try context.internalCaller()
            return try Reply.json(JournalPosition(seq: try await database.head(of: caller.store)))
        }
        group.get("caught-up") { request, context in
            let caller = try context.internalCaller()
            guard let publisher = request.query("publisher").flatMap(ServiceName.init(rawValue:)),
                let seq = request.query("seq").flatMap({ Int64($0) })
            else { throw AccessRejection.fieldInvalid(pointer: "/publisher") }
            var caughtUp = true
            for listener in listeners where listener.publisher == publisher {
                let done = try await listener.caughtUp(caller.store, to: seq, within: FollowRoutes.patience)
                caughtUp = caughtUp && done
            }
            return try Reply.json(["caughtUp": caughtUp])
        }
    }
}

extension Peers {
    /// Waits, at most three seconds, until a service has applied what was just recorded here; rare writes (a price, a name)
    /// do this so that the very next order knows them.
    ///
    /// A service that is away is not waited for.
    package func settle(_ service: ServiceName, heard publisher: ServiceName, database: Database, store: StoreID) async
    {
        do {
            let seq = try await database.head(of: store)
            let _: [String: Bool] = try await call(
                service, .get, "/internal/\(service.rawValue)/caught-up?publisher=\(publisher.rawValue)&seq=\(seq)",
                store: store)
        } catch {
            // The event is in the journal and will be applied later; the answer must not fail because of that.
            return
        }
    }

    /// Waits, at most three seconds, until our own listeners have applied all that a publisher has recorded by now.
    package func catchUp(_ listeners: [Listener], with publisher: ServiceName, store: StoreID) async throws -> Bool {
        let head: JournalPosition = try await call(
            publisher, .get, "/internal/\(publisher.rawValue)/head", store: store)
        for listener in listeners where listener.publisher == publisher {
            guard try await listener.caughtUp(store, to: head.seq, within: FollowRoutes.patience) else { return false }
        }
        return true
    }
}
