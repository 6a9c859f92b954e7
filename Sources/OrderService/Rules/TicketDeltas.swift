import Contracts

/// What the kitchen has to hear of an act: lines sent, and pieces taken back before they were served.
struct TicketDelta: Sendable, Hashable {
    let line: Line
    let quantity: Int
}

extension Order {
    /// Lines that went to the kitchen between two states of the order.
    func sent(since before: Order?) -> [TicketDelta] {
        let known = Set((before?.lines ?? []).filter { $0.status != .draft }.map(\.id))
        return lines.filter { $0.status == .sent && !known.contains($0.id) }
            .map { TicketDelta(line: $0, quantity: $0.quantity) }
    }

    /// Pieces that the kitchen need not make, or serve, any more; what was served is no news to it.
    func struck(since before: Order) -> [TicketDelta] {
        before.lines.compactMap { line in
            guard [.sent, .cooking, .ready].contains(line.status) else { return nil }
            let now = lines.first { $0.id == line.id }
            let left = now.map { $0.status.isLive ? $0.quantity : 0 } ?? line.quantity
            return left < line.quantity ? TicketDelta(line: line, quantity: line.quantity - left) : nil
        }
    }

    /// What was sent before and is cancelled now: not made, so that it is there again.
    func cancelled(since before: Order) -> [TicketDelta] {
        let was = Dictionary(before.lines.map { ($0.id, $0.status) }, uniquingKeysWith: { first, _ in first })
        return lines.filter { line in
            guard line.status == .cancelled else { return false }
            // A line that was cancelled whole had been sent; a part of one is new under its own id.
            return was[line.id].map { $0.isLive && $0 != .draft } ?? true
        }.map { TicketDelta(line: $0, quantity: $0.quantity) }
    }

    /// One ticket for each station that some of the deltas concern, in the order of the lines.
    func tickets(
        _ kind: Ticket.Kind, for deltas: [TicketDelta], station: (ItemID, Line) -> String, at now: Timestamp,
        newId: () -> TicketID
    ) -> [Ticket] {
        var lines: [String: [Ticket.TicketLine]] = [:]
        var order: [String] = []
        for delta in deltas {
            for part in delta.parts {
                let station = station(part.itemId, delta.line)
                if lines[station] == nil { order.append(station) }
                lines[station, default: []].append(part)
            }
        }
        return order.map { station in
            Ticket(
                id: newId(), orderId: id, number: number, channel: channel, station: station, kind: kind,
                guests: guests, note: note, createdAt: now, status: .queued, lines: lines[station] ?? [], version: 1)
        }
    }
}

extension TicketDelta {
    /// The line as one thing to make, or a set as its parts.
    fileprivate var parts: [Ticket.TicketLine] {
        func part(_ item: ItemID, _ name: String, _ pieces: Int) -> Ticket.TicketLine {
            Ticket.TicketLine(
                lineId: line.id, itemId: item, name: name, options: line.options.map(\.name),
                quantity: quantity * pieces, note: line.note, course: line.course, status: .queued, struck: 0)
        }
        guard let components = line.components else { return [part(line.itemId, line.name, 1)] }
        return components.map { part($0.itemId, $0.name, $0.quantity) }
    }
}

extension Order {
    /// The order with a line where the kitchen says it is; voided lines stay as they are.
    func cooked(_ progress: [LineID: Ticket.Status]) -> Order {
        var order = self
        var touched = false
        for index in lines.indices {
            guard let status = progress[lines[index].id].map(Line.Status.init), lines[index].status.isLive,
                lines[index].status != .draft, lines[index].status != status
            else { continue }
            order.lines[index].status = status
            order.lines[index].version += 1
            touched = true
        }
        return touched ? order.advanced(touching: []) : self
    }
}

extension Line.Status {
    /// A line is where its slowest part is.
    fileprivate init(_ status: Ticket.Status) {
        self =
            switch status {
            case .queued, .acknowledged: .sent
            case .cooking: .cooking
            case .ready: .ready
            case .served: .served
            }
    }
}
