import Contracts

/// A place in the journals of all rooms merged by time, the newest first; within one moment by room, then by number.
package struct AuditCursor: Sendable, Hashable {
    package let at: Int64
    package let service: ServiceName
    package let seq: Int64

    package init(at: Int64, service: ServiceName, seq: Int64) {
        self.at = at
        self.service = service
        self.seq = seq
    }

    /// Written as `1764000000000.order.12`.
    package var text: String { "\(at).\(service.rawValue).\(seq)" }

    /// Nil when the text is not one of ours.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let at = Int64(parts[0]), let service = ServiceName(rawValue: String(parts[1])),
            let seq = Int64(parts[2])
        else { return nil }
        self.init(at: at, service: service, seq: seq)
    }

    /// The last moment at which a room may still have rows behind this place, and the number that they stay below then.
    package func bounds(of other: ServiceName) -> (upTo: Int64, below: Int64) {
        if other == service { return (at, seq) }
        return (other.rawValue < service.rawValue ? at - 1 : at, Self.unbounded)
    }

    /// No journal gets as long.
    package static let unbounded: Int64 = 1 << 53

    /// True when a row at this place is listed before one at the other.
    package func isBefore(_ other: AuditCursor) -> Bool {
        if at != other.at { return at > other.at }
        if service != other.service { return service.rawValue < other.service.rawValue }
        return seq > other.seq
    }
}
