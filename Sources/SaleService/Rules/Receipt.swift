import Contracts

/// What a sale's receipt says, ready to be laid out in any form.
package struct Receipt: Codable, Sendable {
    package let store: StoreSettings
    package let phone: String
    package let sale: Sale
    /// What was given back of it since, oldest first.
    package let refunds: [Refund]
    /// Local date and time of the sale.
    package let soldAtLocal: String
    package let reprint: Bool

    package init(
        store: StoreSettings, phone: String, sale: Sale, refunds: [Refund] = [], soldAtLocal: String, reprint: Bool
    ) {
        self.store = store
        self.phone = phone
        self.sale = sale.withoutCosts
        self.refunds = refunds.map(\.withoutCosts)
        self.soldAtLocal = soldAtLocal
        self.reprint = reprint
    }
}

/// What a refund's receipt says, ready to be laid out in any form.
package struct RefundReceipt: Codable, Sendable {
    package let store: StoreSettings
    package let phone: String
    package let refund: Refund
    /// What was sold; options and card approvals stand there.
    package let sale: Sale
    /// Local date and time of the refund.
    package let refundedAtLocal: String
    package let reprint: Bool

    package init(
        store: StoreSettings, phone: String, refund: Refund, sale: Sale, refundedAtLocal: String, reprint: Bool
    ) {
        self.store = store
        self.phone = phone
        self.refund = refund.withoutCosts
        self.sale = sale.withoutCosts
        self.refundedAtLocal = refundedAtLocal
        self.reprint = reprint
    }
}

extension Sale {
    /// The sale as everybody may see it.
    var withoutCosts: Sale {
        var shown = self
        for index in shown.lines.indices {
            shown.lines[index].cost = nil
            for option in shown.lines[index].options.indices { shown.lines[index].options[option].cost = nil }
        }
        return shown
    }
}

extension Refund {
    /// The refund as everybody may see it.
    var withoutCosts: Refund {
        var shown = self
        shown.lines = lines.map { line in
            RefundLine(
                saleLineId: line.saleLineId, lineId: line.lineId, itemId: line.itemId, name: line.name,
                category: line.category, quantity: line.quantity, amount: line.amount, taxClass: line.taxClass,
                restock: line.restock, cost: nil, num: line.num, den: line.den)
        }
        return shown
    }
}
