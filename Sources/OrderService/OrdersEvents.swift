import Contracts
import Platform

/// The part of ``SalePaid`` that closes a check; the rest of a sale is none of Order's business.
struct PaidCheck: Decodable, Sendable {
    struct Sale: Decodable, Sendable {
        let id: SaleID
        let orderId: OrderID
        let checkId: CheckID
    }

    let sale: Sale
}

/// What Order hears: the menu's prices, the store's settings and the payments of its checks.
enum OrdersEvents {
    static func listeners(into database: Database) -> [Listener] {
        [
            Listener("order", hears: .store, into: database) { tx, event in
                if let opened = try event.decoded(StoreOpened.self) { try tx.keep(opened.settings) }
                if let changed = try event.decoded(StoreChanged.self) { try tx.keep(changed.settings) }
                if let terminal = try event.decoded(TerminalChanged.self) { try tx.keep(terminal) }
            },
            Listener("order", hears: .item, into: database) { tx, event in
                if let item = try event.decoded(ItemChanged.self) { try tx.keep(item) }
                if let group = try event.decoded(OptionGroupChanged.self) { try tx.keep(group) }
                if let category = try event.decoded(CategoryChanged.self) { try tx.keep(category) }
                if let counted = try event.decoded(StockSet.self) { try tx.count(counted) }
            },
            Listener("order", hears: .sale, into: database) { tx, event in
                if let paid = try event.decoded(SalePaid.self, as: PaidCheck.self) {
                    try Claims.close(paid.sale, in: tx)
                }
                if let refunded = try event.decoded(SaleRefunded.self) { try Refunds.take(refunded.refund, in: tx) }
            },
        ]
    }
}
