import Contracts
import Platform

/// What the dashboard hears: sales become figures, settings say how the store counts its days.
enum DashboardEvents {
    static let handler = "dashboard"

    static func listeners(into database: Database) -> [Listener] {
        [
            Listener(handler, hears: .sale, into: database) { tx, event in
                if let paid = try event.decoded(SalePaid.self) { try tx.count(paid) }
            },
            Listener(handler, hears: .store, into: database) { tx, event in
                if let opened = try event.decoded(StoreOpened.self) { try tx.save(opened.settings) }
                if let changed = try event.decoded(StoreChanged.self) { try tx.save(changed.settings) }
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
}
