import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Platform

/// The floor: read by everybody who takes orders, replaced as a whole by a manager.
struct FloorRoutes: Sendable {
    let database: Database

    struct View: Codable, Sendable {
        let areas: [Floor.Area]
        let version: Int64
    }

    func add(to router: Router<AppContext>) {
        let api = router.group("api/v1")
        api.get("floor", use: get)
        api.put("floor", use: put)
    }

    @Sendable func get(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.caller(with: .readMenu)
        let (floor, version) = try await database.read { try $0.floor(of: caller.store) }
        return try Reply.json(View(areas: floor.areas, version: version), version: version)
    }

    @Sendable func put(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.caller(with: .manageMenu)
        guard request.headers[.ifMatch] != nil else { throw AccessRejection.versionRequired }
        let expected = request.matchedVersion
        let floor = try await request.decoded(Floor.self)
        try floor.check()
        let version = try await database.transaction(by: caller) { tx in
            let (before, version) = try tx.session.floor(of: tx.store)
            guard expected ?? version == version else { throw AccessRejection.versionStale }
            let kept = Set(floor.tables.map(\.id))
            for table in before.tables where !kept.contains(table.id) {
                if try tx.session.hasOpenOrder(at: table.id, of: tx.store) {
                    throw OrderRejection.tableInUse(name: table.name)
                }
            }
            try tx.save(floor, version: version + 1)
            try tx.record(FloorChanged(version: version + 1))
            return version + 1
        }
        return try Reply.json(View(areas: floor.areas, version: version), version: version)
    }
}
