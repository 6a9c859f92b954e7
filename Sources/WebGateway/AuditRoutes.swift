import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Platform

/// `GET /api/v1/audit` and `/audit/verify`: the journals of all rooms as one, and whether they are whole.
struct AuditRoutes: Sendable {
    let peers: Peers

    /// A row as people read it.
    struct Row: Codable, Sendable {
        let service: ServiceName
        let seq: Int64
        let at: Timestamp
        let type: String
        let actor: String
        let actorName: String?
        let approver: String?
        let terminal: String?
        let data: Raw
    }

    /// What the check of a store's journals found.
    struct Verdict: Codable, Sendable {
        struct Place: Codable, Sendable {
            let service: ServiceName
            let seq: Int64
        }

        let ok: Bool
        let rows: Int64
        let firstAltered: Place?

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(ok, forKey: .ok)
            try container.encode(rows, forKey: .rows)
            try container.encode(firstAltered, forKey: .firstAltered)
        }
    }

    func add(to router: Router<AppContext>) {
        let api = router.group("api/v1/audit")
        api.get(use: page)
        api.get("verify", use: verify)
    }

    @Sendable func page(_ request: Request, _ context: AppContext) async throws -> Response {
        let store = try context.caller(with: .audit).store
        let limit = try request.limit()
        let (from, to) = try await range(request, store)
        let cursor = try request.query("after").map { text in
            guard let cursor = AuditCursor(text) else { throw AccessRejection.fieldInvalid(pointer: "/after") }
            return cursor
        }
        var rows: [JournalRow] = []
        for service in try services(request) {
            let bounds = cursor?.bounds(of: service) ?? (upTo: to, below: AuditCursor.unbounded)
            let query = JournalQuery(
                from: from, upTo: min(bounds.upTo, to),
                below: bounds.upTo <= to ? bounds.below : AuditCursor.unbounded, actor: request.query("actor"),
                limit: limit + 1)
            rows += try await peers.call(
                service, .post, "/internal/\(service.rawValue)/journal/page", store: store, body: query)
        }
        rows.sort { $0.place.isBefore($1.place) }
        let names = try await names(of: Set(rows.prefix(limit).map(\.actor)), in: store)
        return try Reply.json(
            Page(rows, limit: limit, cursor: { $0.place.text }) { row in
                Row(
                    service: row.service, seq: row.seq, at: row.at, type: row.type, actor: row.actor,
                    actorName: names[row.actor], approver: row.approver, terminal: row.terminal,
                    data: Raw(read: row.data))
            })
    }

    @Sendable func verify(_ request: Request, _ context: AppContext) async throws -> Response {
        let store = try context.caller(with: .audit).store
        var rows: Int64 = 0
        var first: Verdict.Place?
        for service in Self.rooms {
            let finding: JournalFinding = try await peers.call(
                service, .get, "/internal/\(service.rawValue)/journal/check", store: store)
            rows += finding.rows
            if first == nil { first = finding.firstAltered.map { Verdict.Place(service: service, seq: $0) } }
        }
        return try Reply.json(Verdict(ok: first == nil, rows: rows, firstAltered: first))
    }

    private static let rooms = ServiceName.allCases.filter { $0 != .gateway }

    private func services(_ request: Request) throws -> [ServiceName] {
        guard let text = request.query("service") else { return Self.rooms }
        guard let service = ServiceName(rawValue: text), Self.rooms.contains(service) else {
            throw AccessRejection.fieldInvalid(pointer: "/service")
        }
        return [service]
    }

    /// The first and the last moment; business dates count by the store's own clock.
    private func range(_ request: Request, _ store: StoreID) async throws -> (from: Int64, to: Int64) {
        guard request.query("from") != nil || request.query("to") != nil else { return (0, Self.farAway) }
        let profile: StoreProfile = try await peers.call(.store, .get, "/internal/store/profile", store: store)
        let day = profile.settings.businessDay
        func moment(_ name: String, _ shift: Int, _ otherwise: Int64) throws -> Int64 {
            guard let text = request.query(name) else { return otherwise }
            if let moment = Timestamp(text) { return moment.milliseconds }
            guard let date = try request.date(name), let day else { return otherwise }
            return day.start(of: date.advanced(days: shift)).milliseconds - Int64(shift)
        }
        return (try moment("from", 0, 0), try moment("to", 1, Self.farAway))
    }

    /// The year 9999, after which nothing is recorded.
    private static let farAway: Int64 = 253_402_300_799_999

    /// The names of those actors that are staff; terminals, guests and our own services have none.
    private func names(of actors: Set<String>, in store: StoreID) async throws -> [String: String] {
        var names: [String: String] = [:]
        for actor in actors where StaffID(actor) != nil {
            do {
                let staff: StaffSummary = try await peers.call(
                    .store, .get, "/internal/store/staff/\(actor)", store: store)
                names[actor] = staff.name
            } catch let problem as Problem where problem.status == 404 {
                continue
            }
        }
        return names
    }
}

extension JournalRow {
    fileprivate var place: AuditCursor { AuditCursor(at: at.milliseconds, service: service, seq: seq) }
}
