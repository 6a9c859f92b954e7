/// Who somebody is in a store: owner > manager > cashier > server; kitchen and kiosk are terminals, guest is a QR code.
package enum Role: String, Codable, Sendable, CaseIterable {
    case owner, manager, cashier, server, terminal, kitchen, kiosk, guest

    /// The order of the staff roles; things without staff rights stand below them.
    package var rank: Int {
        switch self {
        case .owner: 4
        case .manager: 3
        case .cashier: 2
        case .server: 1
        case .terminal, .kitchen, .kiosk, .guest: 0
        }
    }

    /// What the role may do when the staff member has no rights of their own.
    package var rights: Set<Right> {
        switch self {
        case .owner: Set(Right.allCases)
        case .manager: Set(Right.allCases).subtracting([.manageStore])
        case .cashier: [.order, .sell, .voidLine, .openPrice, .readMenu, .cook]
        case .server: [.order, .readMenu, .cook]
        case .terminal: [.readMenu]
        case .kitchen: [.readMenu, .cook]
        case .kiosk, .guest: [.readMenu, .placeOwn]
        }
    }
}

/// One named thing a person may do; a right that is missing can be lent by a higher PIN.
package enum Right: String, Codable, Sendable, CaseIterable {
    /// Take orders, add lines, send to the kitchen.
    case order
    /// Take payment.
    case sell
    /// Cancel or write off a line that was already sent.
    case voidLine
    /// Give a discount.
    case discount
    /// Cancel a whole order.
    case cancelOrder
    /// Name the price of a market-price item.
    case openPrice
    /// Give money back.
    case refund
    /// Change the catalogue and the floor.
    case manageMenu
    /// See costs and stock figures.
    case seeCost
    /// See the figures and the advice.
    case seeFigures
    /// Hire, change and dismiss staff; pair terminals.
    case manageStaff
    /// Change the store's profile and settings.
    case manageStore
    /// Say when something happened (moving in).
    case backdate
    /// Read the journal.
    case audit
    /// Read the menu.
    case readMenu
    /// Read kitchen tickets and move them on.
    case cook
    /// Place, pay and follow one's own order (kiosk and QR guest).
    case placeOwn

    /// The stable name on the wire, such as `void-line`.
    package var code: String {
        rawValue.reduce(into: "") { text, letter in
            if letter.isUppercase { text.append("-") }
            text.append(letter.lowercased())
        }
    }
}
