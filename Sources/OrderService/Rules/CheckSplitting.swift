import Contracts

/// How a check is split.
package struct CheckSplit: Codable, Sendable, Hashable {
    /// By shares of lines, evenly over people, or by amounts.
    package enum Way: String, Codable, Sendable {
        case items, people, amount
    }

    /// A fraction of a whole line.
    package struct LineShare: Codable, Sendable, Hashable {
        package let lineId: LineID
        package let num: Int64
        package let den: Int64
    }

    package let id: CommandID?
    package let of: CheckID
    package let by: Way
    package let shares: [LineShare]?
    package let count: Int?
    package let amounts: [Money]?
}

extension Order {
    static let mostChecks = 100

    /// The order with a check split; the check keeps its id and the first share, lines and tickets stay as they are.
    func splitting(_ split: CheckSplit, newId: () -> CheckID) throws -> Order {
        let check = try openCheck(split.of)
        guard lines.contains(where: { $0.status.isLive && $0.isHeld(by: check) }) else {
            throw OrderRejection.nothingToSplit
        }
        var order = self
        let made: [CheckID]
        switch split.by {
        case .items:
            made = [order.openNewCheck(newId(), beside: check)]
            try order.cut(split.shares ?? [], from: check, for: made[0])
        case .people, .amount:
            let total = checks.first { $0.id == check }?.total ?? .zero
            let targets = try split.targets(of: total)
            made = targets.dropFirst().map { _ in order.openNewCheck(newId(), beside: check) }
            try order.divide(check, over: targets, evenly: split.by == .people, for: made)
        }
        guard order.checks.count <= Self.mostChecks else { throw OrderRejection.tooManyChecks }
        order.remember(.split(of: check, made: made))
        order.sumUp()
        order.sharePrinted(of: check, over: made)
        return order.advanced(touching: Set([check] + made))
    }

    /// The order with a split-off check put back into the one it came from.
    func puttingBack(_ id: CheckID) throws -> Order {
        let check = try openCheck(id)
        guard let parent = checks.first(where: { $0.id == check })?.parentId,
            !checks.contains(where: { $0.parentId == check })
        else { throw OrderRejection.checkNotSplit }
        var order = try handingOver(check, to: try openCheck(parent))
        order.history = history?.compactMap { $0.without(check) }
        return order.advanced(touching: [parent])
    }

    /// A check's lines and shares handed to another one, and the check gone.
    func handingOver(_ check: CheckID, to other: CheckID) throws -> Order {
        var order = self
        for index in lines.indices { order.lines[index] = try lines[index].handing(check, to: other) }
        order.addPrinted([checks.first { $0.id == check }], to: other)
        order.checks.removeAll { $0.id == check }
        order.sumUp()
        return order
    }

    /// The check, if it can still be changed.
    func openCheck(_ id: CheckID) throws -> CheckID {
        guard let check = checks.first(where: { $0.id == id }) else { throw OrderRejection.checkUnknown }
        try checkNotCancelled()
        switch check.status {
        case .claimed: throw OrderRejection.checkClaimed
        case .paid: throw OrderRejection.checkAlreadyPaid
        case .open: return id
        }
    }

    /// Opens an empty check split off another, under the first letter that is free.
    private mutating func openNewCheck(_ id: CheckID, beside parent: CheckID) -> CheckID {
        checks.append(
            Check(
                id: id, letter: nextLetter, status: .open, total: .zero, version: 1, flags: [], parentId: parent))
        return id
    }

    private mutating func cut(_ wanted: [CheckSplit.LineShare], from check: CheckID, for other: CheckID) throws {
        guard !wanted.isEmpty, Set(wanted.map(\.lineId)).count == wanted.count else {
            throw OrderRejection.shareInvalid(pointer: "/shares")
        }
        for (place, want) in wanted.enumerated() {
            let pointer = "/shares/\(place)"
            guard let index = lines.firstIndex(where: { $0.id == want.lineId && $0.status.isLive }),
                let held = lines[index].share(of: check), want.num > 0, want.den >= want.num
            else { throw OrderRejection.shareInvalid(pointer: pointer) }
            let part = try Fraction(want.num, over: want.den)
            guard part <= held.part else { throw OrderRejection.shareInvalid(pointer: pointer) }
            let taken = try held.cut(part, for: other)
            let others = (lines[index].shares ?? []).filter { $0.checkId != check }
            lines[index] = try lines[index].held(by: [try held.without(taken)] + others + [taken])
        }
    }

    /// Shares everything that a check holds over it and its new neighbours, so that each pays its target exactly.
    private mutating func divide(
        _ check: CheckID, over targets: [Money], evenly: Bool, for made: [CheckID]
    ) throws {
        let held = lines.indices.compactMap { index in
            lines[index].status.isLive ? lines[index].share(of: check).map { (index, $0) } : nil
        }
        guard held.count * targets.count <= 20_000 else { throw OrderRejection.splitTooFine }
        let weights = evenly ? targets.map { _ in Money(1) } : targets
        var left = held.map(\.1.net)
        var nets: [[Money]] = held.map { _ in [] }
        for target in targets {
            // Each payer takes of every line in proportion to what is left of it; the last takes what remains.
            for (place, part) in target.spread(over: left).enumerated() {
                nets[place].append(part)
                left[place] -= part
            }
        }
        for (place, (index, share)) in held.enumerated() {
            let others = (lines[index].shares ?? []).filter { $0.checkId != check }
            let parts = try share.divided(nets[place], by: weights, for: [check] + made)
            lines[index] = try lines[index].held(by: [parts[0]] + others + parts.dropFirst())
        }
    }
}

extension CheckSplit {
    /// What each payer pays of a total: floor(T / N) for N people, the first T mod N one more; or the amounts named
    /// and, for one more payer, what is left over.
    func targets(of total: Money) throws -> [Money] {
        guard total > .zero else { throw OrderRejection.nothingToSplit }
        if by == .people {
            guard let count, (2...50).contains(count) else { throw OrderRejection.splitCountInvalid }
            let (share, more) = total.minor.quotientAndRemainder(dividingBy: Int64(count))
            return (0..<Int64(count)).map { Money(share + ($0 < more ? 1 : 0)) }
        }
        let named = amounts ?? []
        guard !named.isEmpty, named.count <= 50, named.allSatisfy({ $0 > .zero && $0 <= total }),
            named.total() <= total
        else { throw OrderRejection.splitAmountInvalid }
        let rest = total - named.total()
        let targets = rest > .zero ? named + [rest] : named
        guard targets.count > 1 else { throw OrderRejection.splitAmountInvalid }
        return targets
    }
}
