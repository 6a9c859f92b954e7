import Contracts
import Foundation
import Platform
import ServiceLifecycle

/// Runs work inside a process that has all services but no socket; listeners follow as they would in the server.
enum Headless {
    static func run(_ settings: Settings, _ work: @escaping @Sendable (Client) async throws -> Void) async throws {
        let composition = try await Composition(settings)
        let client = Client.within(composition)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for service in composition.runtime.background { group.addTask { try await service.run() } }
            try await work(client)
            try await caughtUp(composition)
            group.cancelAll()
            // Listeners end by cancellation; anything else they throw was already logged.
            while let result = await group.nextResult() { _ = result }
        }
        try await composition.runtime.close()
    }

    /// Waits until every listener has applied what was recorded, so that the figures are complete when we leave.
    private static func caughtUp(_ composition: Composition) async throws {
        for module in composition.runtime.modules {
            for listener in module.listeners {
                guard let source = composition.databases[listener.publisher] else { continue }
                let stores = try await source.read { session in
                    try session.rows("SELECT store_id, seq FROM store_head").map {
                        (StoreID.stored(try $0.text(0)), try $0.int(1))
                    }
                }
                for (store, seq) in stores { _ = try await listener.caughtUp(store, to: seq, within: 60) }
            }
        }
    }
}
