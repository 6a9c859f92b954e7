import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Platform

/// The kitchen's screens over HTTP.
struct KitchenRoutes: Sendable {
    let kitchen: Kitchen

    /// Seconds for which a ticket that nobody touches stays on the screen, and for which a served one can be recalled.
    static let openFor: Int64 = 24 * 3600
    static let recallableFor: Int64 = 3600

    struct PlanView: Codable, Sendable {
        let stations: [KitchenPlan.Station]
        let warnAfter: Int
        let lateAfter: Int
        let alarmAfter: Int
        let version: Int64

        init(_ plan: KitchenPlan, version: Int64) {
            stations = plan.stations
            warnAfter = plan.warnAfter
            lateAfter = plan.lateAfter
            alarmAfter = plan.alarmAfter
            self.version = version
        }
    }

    func add(to router: Router<AppContext>) {
        let api = router.group("api/v1/kitchen")
        api.get("stations", use: stations)
        api.put("stations", use: replaceStations)
        api.get("tickets", use: tickets)
        api.get("board", use: board)
        for step in [Kitchen.Step.acknowledge, .start, .ready, .serve, .recall] {
            api.post("tickets/:id/\(step.rawValue)") { request, context in
                let stamp = try request.stamp(secretFree: [String]())
                let caller = try context.authenticated()
                return Reply.answer(
                    try await kitchen.take(
                        step, with: try context.id("id"), expecting: request.matchedVersion, stamp: stamp, by: caller,
                        at: .now))
            }
        }
        api.post("tickets/:id/lines/:line/bump") { request, context in
            let stamp = try request.stamp(secretFree: [String]())
            let caller = try context.authenticated()
            return Reply.answer(
                try await kitchen.bump(
                    try context.id("line"), of: try context.id("id"), expecting: request.matchedVersion, stamp: stamp,
                    by: caller, at: .now))
        }
    }

    @Sendable func stations(_ request: Request, _ context: AppContext) async throws -> Response {
        let store = try context.caller(with: .cook).store
        let since = Timestamp.now.advanced(seconds: -Self.openFor)
        let (plan, version, used) = try await kitchen.database.read { session in
            let (plan, version) = try session.kitchenPlan(of: store)
            return (plan, version, try session.stationsInUse(of: store, since: since))
        }
        let known = Set(plan.stations.map(\.id))
        let unplanned = used.filter { !known.contains($0) }.map {
            KitchenPlan.Station(id: $0, name: $0, categoryIds: [], itemIds: [], isDefault: false)
        }
        let shown = KitchenPlan(
            stations: plan.stations + unplanned, warnAfter: plan.warnAfter, lateAfter: plan.lateAfter,
            alarmAfter: plan.alarmAfter)
        return try Reply.json(PlanView(shown, version: version), version: version)
    }

    @Sendable func replaceStations(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.caller(with: .manageMenu)
        guard request.headers[.ifMatch] != nil else { throw AccessRejection.versionRequired }
        let plan = try await request.decoded(KitchenPlan.self).tidied()
        let version = try await kitchen.replace(plan, expecting: request.matchedVersion, by: caller, at: .now)
        return try Reply.json(PlanView(plan, version: version), version: version)
    }

    @Sendable func tickets(_ request: Request, _ context: AppContext) async throws -> Response {
        let store = try context.caller(with: .cook).store
        let station = request.query("station")
        let served = try served(request.query("status"))
        let now = Timestamp.now
        let views = try await kitchen.database.read { session in
            let tickets =
                served
                ? try session.servedTickets(
                    of: store, station: station, since: now.advanced(seconds: -Self.recallableFor))
                : try session.openTickets(of: store, station: station, since: now.advanced(seconds: -Self.openFor))
            var places: [OrderID: OrderPlace] = [:]
            return try tickets.map { ticket in
                if places[ticket.orderId] == nil {
                    places[ticket.orderId] = try session.place(of: ticket.orderId, store: store)
                }
                return TicketView(ticket, at: places[ticket.orderId])
            }
        }
        return try Reply.json(Page(data: views))
    }

    private func served(_ status: String?) throws -> Bool {
        switch status {
        case nil, "open": false
        case "served": true
        default: throw AccessRejection.fieldInvalid(pointer: "/status")
        }
    }

    @Sendable func board(_ request: Request, _ context: AppContext) async throws -> Response {
        let store = try context.caller(with: .readMenu).store
        let since = Timestamp.now.advanced(seconds: -Self.openFor)
        let tickets = try await kitchen.database.read { try $0.openTickets(of: store, station: nil, since: since) }
        return try Reply.json(PickUpBoard(tickets))
    }
}

/// A ticket as the API shows it, with where its order stands now.
struct TicketView: Codable, Sendable, Versioned {
    let id: TicketID
    let orderId: OrderID
    let number: String
    let channel: Channel
    let tableId: TableID?
    let tableName: String?
    let station: String
    let kind: Ticket.Kind
    let status: Ticket.Status
    let guests: Int
    let note: String?
    let lines: [Ticket.TicketLine]
    let createdAt: Timestamp
    let acknowledgedAt: Timestamp?
    let readyAt: Timestamp?
    let version: Int64

    init(_ ticket: Ticket, at place: OrderPlace?) {
        id = ticket.id
        orderId = ticket.orderId
        number = ticket.number
        channel = ticket.channel
        tableId = place?.tableId
        tableName = place?.tableName
        station = ticket.station
        kind = ticket.kind
        status = ticket.status
        guests = ticket.guests
        note = ticket.note
        lines = ticket.lines
        createdAt = ticket.createdAt
        acknowledgedAt = ticket.acknowledgedAt
        readyAt = ticket.readyAt
        version = ticket.version
    }
}
