import Contracts

/// What one station cooks of one sending, or no longer has to cook; a delta, never a whole order.
package struct Ticket: Codable, Sendable, Hashable {
    /// Something to make, or something not to make any more.
    package enum Kind: String, Codable, Sendable {
        case add, void
    }

    /// Ticket: queued -> acknowledged -> cooking -> ready -> served; forward only, but for a recall.
    package enum Status: String, Codable, Sendable, CaseIterable {
        case queued, acknowledged, cooking, ready, served

        var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// What a line, or a set's part, asks of the station.
    package struct TicketLine: Codable, Sendable, Hashable {
        package let lineId: LineID
        package let itemId: ItemID
        package let name: String
        package let options: [String]
        package let quantity: Int
        package let note: String?
        package let course: Int?
        package var status: Status
        /// How many of the quantity were voided since; they stay visible.
        package var struck: Int

        var isLive: Bool { struck < quantity }
    }

    package var id: TicketID
    /// The order that its lines are in; another one after a merge.
    package var orderId: OrderID
    package let number: String
    package let channel: Channel
    package let station: String
    package let kind: Kind
    package let guests: Int
    package let note: String?
    package let createdAt: Timestamp
    package var status: Status
    package var lines: [TicketLine]
    package var acknowledgedAt: Timestamp?
    package var readyAt: Timestamp?
    package var servedAt: Timestamp?
    package var version: Int64
}

extension Ticket {
    /// The ticket moved on to a state; a ticket that is already there or further stays as it is.
    func moved(to wanted: Status, at now: Timestamp) -> Ticket {
        // Nothing is left to cook on a void or on a ticket whose lines were all struck: seen is done.
        let target: Status = kind == .void || !lines.contains(where: \.isLive) ? .served : wanted
        guard target.rank > status.rank else { return self }
        var ticket = self
        ticket.status = target
        for index in lines.indices where lines[index].isLive && target.rank >= Status.cooking.rank {
            if lines[index].status.rank < target.rank { ticket.lines[index].status = target }
        }
        return ticket.stamped(at: now)
    }

    /// The ticket taken back to the pans after it was called ready or served.
    func recalled(at now: Timestamp) throws -> Ticket {
        guard kind == .add, status == .ready || status == .served, lines.contains(where: \.isLive) else {
            throw OrderRejection.ticketNotRecallable
        }
        var ticket = self
        ticket.status = .cooking
        (ticket.readyAt, ticket.servedAt) = (nil, nil)
        for index in lines.indices where lines[index].isLive { ticket.lines[index].status = .cooking }
        ticket.version += 1
        return ticket
    }

    /// One line a step further: made, then served; the ticket follows when all its lines have.
    func bumping(_ line: LineID, at now: Timestamp) throws -> Ticket {
        let own = lines.indices.filter { lines[$0].lineId == line }
        guard !own.isEmpty else { throw OrderRejection.lineUnknown }
        if kind == .void { return moved(to: .served, at: now) }
        var ticket = self
        for index in own where lines[index].isLive {
            ticket.lines[index].status = lines[index].status.rank < Status.ready.rank ? .ready : .served
        }
        guard ticket.lines != lines else { return self }
        let least = ticket.lines.filter(\.isLive).map(\.status).min { $0.rank < $1.rank } ?? .served
        ticket.status = least.rank < Status.cooking.rank ? .cooking : least
        return ticket.stamped(at: now)
    }

    /// The ticket, or a part of it under an id of its own, with an order whose lines it holds.
    func carried(to order: OrderID, lines: [TicketLine], as id: TicketID? = nil) -> Ticket {
        var ticket = self
        ticket.id = id ?? self.id
        ticket.orderId = order
        ticket.lines = lines
        ticket.version += 1
        return ticket
    }

    /// The ticket with pieces of a line struck: not to be made any more, but still seen.
    func striking(_ quantity: Int, of line: LineID, share: (ItemID) -> Int) -> Ticket {
        var ticket = self
        for index in lines.indices where lines[index].lineId == line {
            let pieces = quantity * share(lines[index].itemId)
            ticket.lines[index].struck = min(lines[index].quantity, lines[index].struck + pieces)
        }
        if ticket != self { ticket.version += 1 }
        return ticket
    }

    private func stamped(at now: Timestamp) -> Ticket {
        var ticket = self
        ticket.version += 1
        if ticket.acknowledgedAt == nil { ticket.acknowledgedAt = now }
        if status.rank >= Status.ready.rank, readyAt == nil { ticket.readyAt = now }
        if status == .served { ticket.servedAt = now }
        return ticket
    }
}
