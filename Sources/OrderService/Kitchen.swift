import Contracts
import Platform

/// Kitchen tickets: made in the transaction that sends or voids, moved on by the cooks.
package struct Kitchen: Sendable {
    let database: Database

    /// A step that a cook takes.
    enum Step: String, Sendable {
        case acknowledge, start, ready, serve, recall

        var status: Ticket.Status? {
            switch self {
            case .acknowledge: .acknowledged
            case .start: .cooking
            case .ready: .ready
            case .serve: .served
            case .recall: nil
            }
        }
    }

    func take(
        _ step: Step, with ticket: TicketID, expecting version: Int64? = nil, stamp: CommandStamp?, by caller: Caller,
        at now: Timestamp
    ) async throws -> Answer {
        try await move(ticket, expecting: version, stamp: stamp, by: caller, at: now) { ticket in
            guard let status = step.status else { return try ticket.recalled(at: now) }
            return ticket.moved(to: status, at: now)
        }
    }

    func bump(
        _ line: LineID, of ticket: TicketID, expecting version: Int64? = nil, stamp: CommandStamp?, by caller: Caller,
        at now: Timestamp
    ) async throws -> Answer {
        try await move(ticket, expecting: version, stamp: stamp, by: caller, at: now) { try $0.bumping(line, at: now) }
    }

    private func move(
        _ id: TicketID, expecting version: Int64?, stamp: CommandStamp?, by caller: Caller, at now: Timestamp,
        _ decide: @escaping @Sendable (Ticket) throws -> Ticket
    ) async throws -> Answer {
        try caller.require(.cook)
        return try await database.command(stamp, by: caller, at: now, status: 200) { tx in
            guard let before = try tx.session.ticket(id, of: tx.store) else { throw AccessRejection.notFound }
            guard version ?? before.version == before.version else { throw AccessRejection.versionStale }
            let ticket = try decide(before)
            if ticket != before {
                try tx.update(ticket)
                try tx.follow(ticket)
                try tx.record(
                    TicketMoved(
                        ticketId: ticket.id, orderId: ticket.orderId, station: ticket.station,
                        status: ticket.status.rawValue))
            }
            return try TicketView(ticket, at: tx.session.place(of: ticket.orderId, store: tx.store))
        }
    }

    func replace(
        _ plan: KitchenPlan, expecting expected: Int64?, by caller: Caller, at now: Timestamp
    ) async throws -> Int64 {
        try caller.require(.manageMenu)
        try plan.check()
        return try await database.transaction(by: caller, at: now) { tx in
            let version = try tx.session.kitchenPlan(of: tx.store).version
            guard expected ?? version == version else { throw AccessRejection.versionStale }
            try tx.save(plan, version: version + 1)
            try tx.record(KitchenPlanChanged(version: version + 1))
            return version + 1
        }
    }
}

extension Transaction {
    /// What the kitchen made of an act: its new tickets, and whether it was paid beyond what is left.
    struct KitchenAnswer {
        var ticketIds: [TicketID]?
        var isOversold = false
    }

    /// Counts what an act sent or took back, makes its tickets, and strikes what older ones show of it.
    ///
    /// A fact is counted whatever is left of it, and also when it is past; a past order is not cooked any more.
    func tellKitchen(_ order: Order, since before: Order?, isFact: Bool = false) throws -> KitchenAnswer {
        guard order.isPast != true || isFact else { return KitchenAnswer() }
        let sent = order.sent(since: before)
        let struck = before.map { order.struck(since: $0) } ?? []
        let returned = before.map { order.cancelled(since: $0) } ?? []
        guard !sent.isEmpty || !struck.isEmpty || !returned.isEmpty else { return KitchenAnswer() }
        let plan = try session.kitchenPlan(of: store).plan
        // Who plans no stations and counts nothing needs nothing of the menu here.
        let holdsSets = (sent + struck).contains { $0.line.components != nil }
        let asks = try holdsSets || !plan.isPlain || session.countsStock(of: store)
        let items = asks ? Set((sent + struck + returned).map(\.line.itemId)) : []
        let list = try session.priceList(for: items, of: store)
        let station = { (item: ItemID, line: Line) in
            let known = list.items[item]
            return plan.station(
                of: item, named: item == line.itemId ? line.station : known?.station, category: known?.categoryId)
        }
        let isOversold = try count(order, since: before, by: list, isFact: isFact)
        guard order.isPast != true else { return KitchenAnswer(isOversold: isOversold) }
        let made =
            order.tickets(.add, for: sent, station: station, at: now) { .make(at: now) }
            + order.tickets(.void, for: struck, station: station, at: now) { .make(at: now) }
        if !struck.isEmpty { try strike(struck, of: order.id) }
        for ticket in made {
            try insert(ticket)
            guard plan.stations.first(where: { $0.id == ticket.station })?.printer != nil else { continue }
            try insert(
                PrintJob(
                    id: .make(at: now), ticketId: ticket.id, station: ticket.station, createdAt: now, status: .queued,
                    attempts: 0, maybePrinted: false))
        }
        return KitchenAnswer(ticketIds: made.map(\.id), isOversold: isOversold)
    }

    /// Tickets go where their lines went by a merge or its undoing; nothing is cooked or struck by that.
    func carryTickets(from source: OrderID, to order: Order) throws {
        let lines = Set(order.lines.map(\.id))
        for ticket in try session.tickets(of: source, store: store) {
            let gone = ticket.lines.filter { lines.contains($0.lineId) }
            guard !gone.isEmpty else { continue }
            guard gone.count < ticket.lines.count else {
                try update(ticket.carried(to: order.id, lines: gone))
                continue
            }
            // Lines of both orders were sent together; each order keeps a ticket of its own, and none is news.
            try update(ticket.carried(to: source, lines: ticket.lines.filter { !lines.contains($0.lineId) }))
            try insert(ticket.carried(to: order.id, lines: gone, as: .make(at: now)))
        }
    }

    private func strike(_ struck: [TicketDelta], of order: OrderID) throws {
        for ticket in try session.tickets(of: order, store: store) where ticket.kind == .add {
            var after = ticket
            for delta in struck {
                let pieces = Dictionary(
                    (delta.line.components ?? []).map { ($0.itemId, $0.quantity) }, uniquingKeysWith: +)
                after = after.striking(delta.quantity, of: delta.line.id) { pieces[$0] ?? 1 }
            }
            if after != ticket { try update(after) }
        }
    }

    /// Brings the order's lines to where the kitchen is with them: each to its slowest part.
    fileprivate func follow(_ moved: Ticket) throws {
        guard moved.kind == .add, let before = try session.order(moved.orderId, of: store) else { return }
        var progress: [LineID: Ticket.Status] = [:]
        for ticket in try session.tickets(of: moved.orderId, store: store) where ticket.kind == .add {
            for line in ticket.lines where line.isLive {
                let known = progress[line.lineId] ?? .served
                progress[line.lineId] = line.status.rank < known.rank ? line.status : known
            }
        }
        let own = Set(moved.lines.map(\.lineId))
        let order = before.cooked(progress.filter { own.contains($0.key) })
        if order != before { try update(order, from: before) }
    }
}
