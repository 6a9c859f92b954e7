import Contracts

extension Order {
    static let mostLines = 5000

    /// Throws unless lines may still be added: a cancelled order takes none, one that is paid or being paid only at a
    /// table.
    func checkTakesLines() throws {
        try checkNotCancelled()
        if status == .paid && paysFirst { throw OrderRejection.orderAlreadyPaid }
        if paysFirst && checks.contains(where: { $0.status == .claimed }) { throw OrderRejection.checkClaimed }
    }

    /// The check that new lines go to: the first open one, or a new one, flagged `late` when others are paid and
    /// `while-paying` when the others are held by a payment.
    mutating func checkForNewLines(newId: CheckID) -> CheckID {
        if let open = checks.first(where: { $0.status == .open }) { return open.id }
        let late = checks.contains { $0.status == .paid }
        let flags = late ? [Check.late] : checks.isEmpty ? [] : [Check.whilePaying]
        checks.append(
            Check(
                id: newId, letter: nextLetter, status: .open, total: .zero, version: 1,
                flags: flags))
        return newId
    }

    /// The first letter that no check of the order has.
    var nextLetter: String {
        let taken = Set(checks.map(\.letter))
        return (0...).lazy.map(CheckLetter.letter).first { !taken.contains($0) } ?? CheckLetter.letter(checks.count)
    }

    /// True while a check that is not paid still holds something.
    var isOwing: Bool {
        checks.contains { check in
            check.status != .paid && lines.contains { $0.status.isLive && $0.isHeld(by: check.id) }
        }
    }

    /// The order paid, when all that was left of it was taken back after some of it had been paid.
    func settled() -> Order {
        guard status == .open, !isOwing, checks.contains(where: { $0.status == .paid }) else { return self }
        var order = self
        order.status = .paid
        return order
    }

    /// The order with further lines; adds merge, whatever others did in between.
    func adding(_ added: [Line]) throws -> Order {
        try checkTakesLines()
        guard lines.count + added.count <= Self.mostLines else { throw OrderRejection.tooManyLines }
        var ids = Set(lines.map(\.id))
        for line in added where !ids.insert(line.id).inserted { throw OrderRejection.lineIdReused }
        var order = self
        order.status = .open
        order.lines += added
        return try order.repriced().checkedTotal().advanced(touching: Set(added.map(\.checkId)))
    }

    /// The order with a draft changed; what was sent is voided instead.
    func changing(_ id: LineID, _ change: LineChange, options: [ChosenOption]?) throws -> Order {
        let index = try openLine(id, version: change.version)
        guard lines[index].status == .draft else { throw OrderRejection.lineAlreadySent }
        var order = self
        if let quantity = change.quantity {
            guard (1...999).contains(quantity) else { throw OrderRejection.quantityInvalid(pointer: "/quantity") }
            order.lines[index].quantity = quantity
        }
        if let options {
            let change = options.compactMap(\.cost).total() - lines[index].options.compactMap(\.cost).total()
            order.lines[index].unitCost = lines[index].unitCost.map { $0 + change }
            order.lines[index].options = options
        }
        if let note = change.note { order.lines[index].note = try OrderTexts.optional(note, "/note", most: 500) }
        if let course = change.course {
            try Self.check(course: course, at: "/course")
            order.lines[index].course = course == 0 ? nil : course
        }
        order.lines[index].version += 1
        return try order.repriced().checkedTotal().advanced(touching: Set(lines[index].holders))
    }

    static func check(course: Int, at pointer: String) throws {
        guard (0...9).contains(course) else { throw OrderRejection.courseInvalid(pointer: pointer) }
    }

    /// The order itself, unless it comes to more than can be paid.
    func checkedTotal() throws -> Order {
        guard subtotal <= .limit else { throw OrderRejection.totalTooLarge }
        return self
    }

    /// The order with a line, or a part of it, taken back: a draft is removed, a sent line cancelled or a loss.
    func voiding(_ id: LineID, _ void: LineVoid, newId: LineID) throws -> Order {
        let index = try openLine(id, version: void.version)
        let reason = try OrderTexts.required(void.reason, "/reason")
        let quantity = void.quantity ?? lines[index].quantity
        guard (1...lines[index].quantity).contains(quantity) else {
            throw OrderRejection.quantityInvalid(pointer: "/quantity")
        }
        guard (lines[index].status == .draft) == (void.action == .remove) else {
            throw OrderRejection.voidActionInvalid
        }
        var order = self
        var struck = lines[index]
        if quantity < struck.quantity {
            order.lines[index].quantity -= quantity
            order.lines[index].version += 1
            struck = struck.part(id: newId, quantity: quantity, position: lines.count)
        }
        struck.status = void.action.status
        struck.reason = reason
        struck.version += 1
        if struck.id == id { order.lines[index] = struck } else { order.lines.append(struck) }
        return order.repriced().settled().advanced(touching: Set(lines[index].holders))
    }

    /// The order with drafts sent to the kitchen; all of them unless some are named.
    func sending(_ ids: [LineID]?) throws -> Order {
        try checkNotCancelled()
        let named = ids.map { Set($0) }
        if let named, !named.isSubset(of: Set(lines.map(\.id))) { throw OrderRejection.lineUnknown }
        var order = self
        for index in lines.indices where lines[index].status == .draft && named?.contains(lines[index].id) ?? true {
            order.lines[index].status = .sent
            order.lines[index].version += 1
        }
        return order.advanced(touching: [])
    }

    private func openLine(_ id: LineID, version: Int64?) throws -> Int {
        try checkNotCancelled()
        guard let index = lines.firstIndex(where: { $0.id == id }) else { throw OrderRejection.lineUnknown }
        guard lines[index].status.isLive else { throw OrderRejection.lineVoided }
        for check in lines[index].holders { _ = try openCheck(check) }
        if let version, version != lines[index].version { throw OrderRejection.lineVersionStale }
        return index
    }

    /// The next version of the order; the named open checks move on with it.
    func advanced(touching touched: Set<CheckID>) -> Order {
        var order = self
        order.version += 1
        for index in checks.indices where touched.contains(checks[index].id) && checks[index].status == .open {
            order.checks[index].version += 1
        }
        return order
    }
}

extension Line {
    /// A part of this line under an id of its own.
    func part(id: LineID, quantity: Int, position: Int) -> Line {
        Line(
            id: id, itemId: itemId, name: name, category: category, unitPrice: unitPrice, options: options,
            quantity: quantity, taxClass: taxClass, unitCost: unitCost, status: status, note: note, course: course,
            station: station, checkId: checkId, position: position, amount: .zero, ownDiscount: .zero,
            orderDiscounts: [:], reason: reason, version: 1, origin: origin, components: components,
            addedTaxRate: addedTaxRate)
    }
}

/// What may change in a draft; absent fields stay.
package struct LineChange: Codable, Sendable, Hashable {
    package let quantity: Int?
    package let options: [OptionID]?
    package let note: String?
    /// The course that it is eaten in; 0 for none.
    package let course: Int?
    package let version: Int64?
}

/// How a line is taken back.
package struct LineVoid: Codable, Sendable, Hashable {
    /// `remove` a draft, `cancel` what was not made, `loss` for what was.
    package enum Action: String, Codable, Sendable {
        case remove, cancel, loss

        var status: Line.Status {
            switch self {
            case .remove: .removed
            case .cancel: .cancelled
            case .loss: .loss
            }
        }
    }

    package let action: Action
    package let quantity: Int?
    package let reason: String
    package let version: Int64?
}

/// The letters of an order's checks: A to Z, then AA.
enum CheckLetter {
    static func letter(_ index: Int) -> String {
        let last = String(UnicodeScalar(UInt8(65 + index % 26)))
        return index < 26 ? last : letter(index / 26 - 1) + last
    }
}
