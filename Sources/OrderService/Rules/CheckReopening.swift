import Contracts

extension Order {
    /// The order with a check to be paid again: the same lines on a new check, since the paid one stays its sale's.
    ///
    /// Nil when nothing of it is left to pay for.
    func reopening(_ id: CheckID, as newId: CheckID) throws -> Order? {
        guard status != .cancelled, checks.contains(where: { $0.id == id && $0.status == .paid }),
            lines.contains(where: { $0.status.isLive && $0.isHeld(by: id) })
        else { return nil }
        var order = self
        order.checks.append(
            Check(
                id: newId, letter: nextLetter, status: .open, total: .zero, version: 1, flags: [Check.reopened]))
        for index in lines.indices where lines[index].isHeld(by: id) {
            order.lines[index] = try lines[index].handing(id, to: newId)
        }
        order.status = .open
        order.history = nil
        order.sumUp()
        return order.advanced(touching: [newId])
    }
}
