import Contracts

/// A drawer's working time: opened with a float, closed by a count.
package struct Shift: Codable, Sendable, Hashable {
    /// Money put into the drawer or taken out of it that is no sale.
    package struct Movement: Codable, Sendable, Hashable {
        package enum Kind: String, Codable, Sendable {
            case `in`, out
        }

        package let id: MovementID
        package let kind: Kind
        package let amount: Money
        package let reason: String
        package let at: Timestamp
        package let by: String
        package let byName: String?
    }

    /// Shift: open -> closed, for good.
    package enum Status: String, Codable, Sendable {
        case open, closed
    }

    package let id: ShiftID
    package let terminalId: TerminalID
    package let businessDate: BusinessDate
    package let openedAt: Timestamp
    package let openedBy: String
    package let openedByName: String?
    package let openingFloat: Money
    package var status: Status
    package var movements: [Movement]
    package var closedAt: Timestamp?

    static let mostMovements = 1000
}

/// What was counted in the drawer: as one sum, or note by note.
package struct CashCount: Codable, Sendable, Hashable {
    /// Notes or coins of one kind.
    package struct Denomination: Codable, Sendable, Hashable {
        package let value: Money
        package let count: Int

        package init(value: Money, count: Int) {
            self.value = value
            self.count = count
        }
    }

    package let counted: Money?
    package let denominations: [Denomination]?

    package init(counted: Money? = nil, denominations: [Denomination]? = nil) {
        self.counted = counted
        self.denominations = denominations
    }

    /// The sum; throws unless it was told in exactly one way.
    package func sum() throws -> Money {
        switch (counted, denominations) {
        case (let counted?, nil):
            guard counted >= .zero, counted <= .limit else { throw SaleRejection.countInvalid }
            return counted
        case (nil, let notes?):
            guard Set(notes.map(\.value)).count == notes.count, notes.count <= 50,
                notes.allSatisfy({ $0.value > .zero && $0.value <= 1_000_000_000 && (0...100_000).contains($0.count) })
            else { throw SaleRejection.countInvalid }
            let sum = notes.map { $0.value * $0.count }.total()
            guard sum <= .limit else { throw SaleRejection.countInvalid }
            return sum
        default: throw SaleRejection.countInvalid
        }
    }
}

extension Shift {
    /// A drawer opened with what lies in it.
    static func open(
        _ id: ShiftID, terminal: TerminalID, on date: BusinessDate, float: Money, by actor: String, name: String?,
        at now: Timestamp
    ) throws -> Shift {
        guard float >= .zero, float <= .limit else { throw SaleRejection.floatInvalid }
        return Shift(
            id: id, terminalId: terminal, businessDate: date, openedAt: now, openedBy: actor, openedByName: name,
            openingFloat: float, status: .open, movements: [])
    }

    /// The shift with money put in or taken out.
    func moving(_ movement: Movement) throws -> Shift {
        guard status == .open else { throw SaleRejection.shiftClosed }
        guard movement.amount > .zero, movement.amount <= .limit, movements.count < Self.mostMovements else {
            throw SaleRejection.movementInvalid
        }
        var shift = self
        shift.movements.append(movement)
        return shift
    }

    func closed(at now: Timestamp) throws -> Shift {
        guard status == .open else { throw SaleRejection.shiftClosed }
        var shift = self
        shift.status = .closed
        shift.closedAt = now
        return shift
    }

    func moved(_ kind: Movement.Kind) -> Money { movements.filter { $0.kind == kind }.map(\.amount).total() }
}
