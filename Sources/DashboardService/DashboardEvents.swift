import Contracts
import Platform

/// What the dashboard hears: sales and refunds become figures, what is worth a look becomes an alert, settings say how
/// the store counts its days.
enum DashboardEvents {
    static let handler = "dashboard"

    static func listeners(into database: Database) -> [Listener] {
        [
            Listener(handler, hears: .sale, into: database) { tx, event in
                if let paid = try event.decoded(SalePaid.self) {
                    try tx.count(paid)
                    try tx.notice(paid)
                }
                if let refunded = try event.decoded(SaleRefunded.self) {
                    try tx.count(refunded)
                    try tx.notice(refunded, by: event.actor)
                }
                if let closed = try event.decoded(ShiftClosed.self) { try tx.notice(closed, at: event.at) }
            },
            // An alert may come a second late, and most of what Order tells is none: it is read many at a time.
            Listener(handler, hears: .order, into: database, resting: .seconds(1)) { tx, event in
                guard event.data.contains(SentLineVoided.mark) else { return }
                if let void = try event.decoded(OrderChanged.self, as: SentLineVoided.self) {
                    try tx.notice(void, by: event.actor, at: event.at)
                }
            },
            Listener(handler, hears: .store, into: database) { tx, event in
                if let opened = try event.decoded(StoreOpened.self) { try tx.save(opened.settings) }
                if let changed = try event.decoded(StoreChanged.self) { try tx.save(changed.settings) }
                if let staff = try event.decoded(StaffChanged.self) { try tx.name(staff) }
            },
        ]
    }
}

extension Transaction {
    /// Adds a paid sale to all that it is part of; each sale comes here once.
    func count(_ paid: SalePaid) throws {
        let sale = paid.sale
        let known = try basket(of: sale.orderId)
        let split = Set(sale.lines.filter { $0.share != nil }.map(\.lineId)).sorted()
        let added = SaleFigures(paid, firstOfOrder: known == nil, shares: try paidShares(of: split))
        var basket = known ?? Basket(order: sale.orderId, day: sale.businessDate, items: [])
        basket.items.formUnion(added.items)
        if basket != known { try save(basket) }
        for (line, share) in added.shares.sorted(by: { $0.key < $1.key }) { try save(share, of: line) }
        try add(added.totals, on: sale.businessDate)
        try add(added.sorted, on: sale.businessDate)
        try insert(paid, figures: added)
    }

    /// Takes a refund from all that its sale was part of, on the refund's own day; each refund comes here once.
    func count(_ refunded: SaleRefunded) throws {
        let refund = refunded.refund
        let sold = try soldReceipt(of: refund)
        let split = Set(refund.lines.filter { $0.share != nil }.map(\.lineId)).sorted()
        let taken = RefundFigures(refunded, sold: sold.details, shares: try paidShares(of: split))
        for (line, share) in taken.shares.sorted(by: { $0.key < $1.key }) { try save(share, of: line) }
        try add(taken.totals, on: refund.businessDate)
        try add(try namedAsSold(taken.sorted), on: refund.businessDate)
        try insert(refunded, of: sold, figures: taken)
    }

    /// Figures under the names that their keys were last sold under: a refund brings no old name back.
    private func namedAsSold(_ figures: [Figure]) throws -> [Figure] {
        try figures.map { figure in
            let row = try row(
                """
                SELECT label, category FROM figures
                WHERE store_id = \(store) AND dimension = \(figure.dimension.rawValue) AND item_key = \(figure.key)
                ORDER BY day DESC LIMIT 1
                """)
            guard let row else { return figure }
            var named = figure
            named.label = try row.text(0)
            named.category = try row.text(1)
            return named
        }
    }
}
