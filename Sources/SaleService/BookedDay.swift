import Contracts
import Platform

/// Where money is booked: a drawer's shift and its business day, or the day of the store's clock.
struct BookedDay: Sendable {
    /// The store's settings that say so, read once for all that is booked.
    let settings: StoreSettings
    let date: BusinessDate
    /// Hour of the store's clock, 0...23.
    let hour: Int
    let shift: ShiftID?
    /// The shift, when its Z is written already.
    let closedShift: ShiftID?
    /// True when the day was settled already.
    let isSettled: Bool

    /// True when it belongs to an addendum.
    var isLate: Bool { closedShift != nil || isSettled }
    var flags: [String] { isLate ? ["late"] : [] }
}

/// A sale or a refund, as an addendum shows it.
enum LateEntry {
    case sale(Sale)
    case refund(Refund)
}

extension Transaction {
    /// The day that money moved at this moment belongs to; a drawer's money goes with its shift.
    func day(of moment: Timestamp, terminal: TerminalID?) throws -> BookedDay {
        guard let settings = try session.storeSettings(store), let day = settings.businessDay else {
            throw SQLError.unavailable("the store's settings have not arrived yet")
        }
        let shift = try terminal.flatMap { try session.shift(at: moment, of: $0, store: store) }
        let date = shift?.date ?? day.date(of: moment)
        return BookedDay(
            settings: settings, date: date, hour: day.hour(of: moment), shift: shift?.id,
            closedShift: shift?.isClosed == true ? shift?.id : nil,
            isSettled: try session.isSettled(date, of: store))
    }

    /// Names what came after the close in the addenda of its day.
    func addLate(_ entry: LateEntry, to day: BookedDay) throws {
        guard day.isLate else { return }
        switch entry {
        case .sale(let sale): try insert(Addendum(sale, at: now), to: day)
        case .refund(let refund): try insert(Addendum(refund, at: now), to: day)
        }
    }
}

extension Caller {
    /// True for staff at a paired till who may not act for others: its drawer is theirs, and no other.
    var isBound: Bool { isStaffAtTerminal && !may(.seeFigures) }

    /// Throws when somebody who is bound to a till names another drawer.
    func checkDrawer(_ named: TerminalID?) throws {
        guard let named, isBound, named != terminal else { return }
        throw SaleRejection.drawerForeign
    }
}
