import Contracts

/// What a party eats: its lines, the checks that pay for them and the discounts given.
package struct Order: Codable, Sendable, Hashable {
    /// Order: open -> paid or cancelled; a late line at a table opens a paid one again.
    package enum Status: String, Codable, Sendable {
        case open, paid, cancelled
    }

    package let id: OrderID
    package let number: String
    package let businessDate: BusinessDate
    package let channel: Channel
    package let placedAt: Timestamp
    package let placedBy: String
    package var status: Status
    package var tableId: TableID?
    package var tableName: String?
    package var guests: Int
    package var note: String?
    package var checks: [Check]
    package var discounts: [OrderDiscount]
    package var subtotal: Money
    package var discount: Money
    package var total: Money
    package var version: Int64
    /// What can be taken back, the last act last.
    package var history: [Undoable]?
    /// The order that this one was merged into; it is cancelled and empty until that is undone.
    package var mergedInto: OrderID?
    package var mergedFrom: [MergedOrder]?
    /// True when it was told long after it happened: eaten already, so nothing of it is cooked or counted any more.
    package var isPast: Bool?
    /// Kept in rows of their own, so that a long order is not rewritten for every line.
    package var lines: [Line] = []

    enum CodingKeys: CodingKey {
        case id, number, businessDate, channel, placedAt, placedBy, status, tableId, tableName, guests, note, checks
        case discounts, subtotal, discount, total, version, history, mergedInto, mergedFrom, isPast
    }

    /// Seconds after which an order that is told late is past.
    static let pastAfter: Int64 = 3 * 3600

    /// A table's order may go on after a payment; pay-first orders may not.
    package var paysFirst: Bool { channel != .table }
}

/// A line: item and options as they were when ordered.
package struct Line: Codable, Sendable, Hashable {
    /// Line: draft -> sent -> cooking -> ready -> served, or removed, cancelled, loss.
    package enum Status: String, Codable, Sendable {
        case draft, sent, cooking, ready, served, removed, cancelled, loss

        /// True when the guest still owes the line.
        package var isLive: Bool { self != .removed && self != .cancelled && self != .loss }
    }

    package let id: LineID
    package let itemId: ItemID
    package let name: String
    package let category: String
    package let unitPrice: Money
    package var options: [ChosenOption]
    package var quantity: Int
    package let taxClass: TaxClass
    /// Cost of one, options included; nil when the item's cost is not known.
    package var unitCost: Money?
    package var status: Status
    package var note: String?
    package var course: Int?
    package let station: String?
    package var checkId: CheckID
    package var position: Int
    package var amount: Money
    package var ownDiscount: Money
    /// What the order's discounts give on this line, by the discount's id.
    package var orderDiscounts: [String: Money]
    package var reason: String?
    package var version: Int64
    /// Who pays what of a line that is divided; nil when the whole line is on one check.
    package var shares: [Share]?
    /// The order that the line was placed in, when it came by a merge.
    package var origin: OrderID?
    /// What a set holds, with the set's price shared over it.
    package var components: [LineComponent]?

    package var orderDiscount: Money { orderDiscounts.values.total() }
    package var discount: Money { ownDiscount + orderDiscount }

    /// Percent that a store adds which prices without tax; nil where it is inside the price.
    package var addedTaxRate: Double?

    /// Unit price and options times quantity, before discounts; from here on the tax is inside.
    package var grossAmount: Money {
        let base = (unitPrice + options.map(\.price).total()) * quantity
        guard let addedTaxRate else { return base }
        return base + base.scaled(by: Int64((addedTaxRate * 1000).rounded()), over: 100_000)
    }
}

/// A part of a set as it was ordered.
package struct LineComponent: Codable, Sendable, Hashable {
    package let itemId: ItemID
    package let name: String
    /// How many of it one set holds.
    package let quantity: Int
    /// Its share of one set's price.
    package let price: Money
}

/// What one payer pays.
package struct Check: Codable, Sendable, Hashable {
    /// Check: open -> claimed -> paid.
    package enum Status: String, Codable, Sendable {
        case open, claimed, paid
    }

    /// Opened by a line that came after a payment.
    static let late = "late"
    /// Opened by a line that came while a payment held the others; joined again when that comes to nothing.
    static let whilePaying = "while-paying"
    /// Paid although fewer were left than it holds.
    static let oversold = "oversold"
    /// Printed by a till without a network at other prices than the menu's.
    static let priceDiffers = "price-differs"
    /// Opened again because all of an earlier payment was given back.
    static let reopened = "reopened"

    package let id: CheckID
    package let letter: String
    package var status: Status
    package var total: Money
    package var version: Int64
    package var saleId: SaleID?
    package var claimedAt: Timestamp?
    package var flags: [String]
    /// The check that this one was split off.
    package var parentId: CheckID?
    /// The most that a printed bill of it asked for; nil when none was printed.
    package var printedTotal: Money?
    /// How many bills of it were printed.
    package var prints: Int?
}

/// A discount on a line or on the whole order; it belongs to the order, so that every check knows it.
package struct OrderDiscount: Codable, Sendable, Hashable {
    /// An amount in minor units or a percentage.
    package enum Kind: String, Codable, Sendable {
        case amount, percent
    }

    package let id: DiscountID
    package let kind: Kind
    package let value: Double
    package let lineId: LineID?
    package let reason: String
    package let by: String?
    /// The orders whose lines it is given on, after a merge; nil for all.
    package var scope: [OrderID]?
}
