import Contracts

/// What a client asks to be given back: pieces of sold lines, or an amount.
package struct RefundForm: Codable, Sendable, Hashable {
    /// Pieces of a sold line.
    package struct Line: Codable, Sendable, Hashable {
        package let saleLineId: SaleLineID
        package let quantity: Int
        package let restock: Restock?

        package init(saleLineId: SaleLineID, quantity: Int, restock: Restock? = nil) {
            self.saleLineId = saleLineId
            self.quantity = quantity
            self.restock = restock
        }
    }

    /// How much goes back through one of the sale's tenders.
    package struct Tender: Codable, Sendable, Hashable {
        package let tenderId: TenderID
        package let amount: Money

        package init(tenderId: TenderID, amount: Money) {
            self.tenderId = tenderId
            self.amount = amount
        }
    }

    package let id: RefundID?
    package let lines: [Line]?
    package let amount: Money?
    package let reason: String
    package let tenders: [Tender]?
    package let terminalId: TerminalID?
    package let reopen: Bool?
    package let at: Timestamp?

    package init(
        id: RefundID? = nil, lines: [Line]? = nil, amount: Money? = nil, reason: String, tenders: [Tender]? = nil,
        terminalId: TerminalID? = nil, reopen: Bool? = nil, at: Timestamp? = nil
    ) {
        self.id = id
        self.lines = lines
        self.amount = amount
        self.reason = reason
        self.tenders = tenders
        self.terminalId = terminalId
        self.reopen = reopen
        self.at = at
    }
}

/// What of a sale was not given back yet.
package struct KeptSale: Sendable, Hashable {
    /// What is left of a sold line.
    struct Line: Sendable, Hashable {
        let sold: SaleLine
        var quantity: Int
        var amount: Money
        var cost: Money?
    }

    let sale: Sale
    private(set) var lines: [Line]
    /// What is left of each tender, in the order of the sale.
    private(set) var tenders: [Money]

    /// The sale less its refunds so far.
    package init(_ sale: Sale, less refunds: [Refund]) {
        self.sale = sale
        lines = sale.lines.map {
            Line(sold: $0, quantity: $0.quantity, amount: $0.amount - $0.discount, cost: $0.cost)
        }
        tenders = sale.tenders.map(\.amount)
        for refund in refunds { take(refund.lines, refund.tenders) }
    }

    private mutating func take(_ given: [RefundLine], _ paidBack: [RefundTender]) {
        for line in given {
            guard let index = lines.firstIndex(where: { $0.sold.id == line.saleLineId }) else { continue }
            // A piece that is lost takes its cost along, so that the next one does not come back at the cost of both.
            lines[index].cost =
                line.cost.map { given in lines[index].cost.map { $0 - given } }
                ?? lines[index].cost.map { $0 - lines[index].part($0, of: line.quantity) }
            lines[index].quantity -= line.quantity
            lines[index].amount -= line.amount
        }
        for tender in paidBack {
            guard let index = sale.tenders.firstIndex(where: { $0.id == tender.tenderId }) else { continue }
            tenders[index] -= tender.amount
        }
    }

    package var total: Money { lines.map(\.amount).total() }

    /// True when nothing was given back yet.
    var isUntouched: Bool { self == KeptSale(sale, less: []) }

    private func total(_ taxClass: TaxClass) -> Money {
        lines.filter { $0.sold.taxClass == taxClass }.map(\.amount).total()
    }

    private var tax: Money { SaleTotals.tax(inside: total(.taxable), rate: sale.taxRate) }
}

/// What a refund comes to, computed once when it is given.
package struct RefundTotals: Sendable, Hashable {
    package let lines: [RefundLine]
    package let tenders: [RefundTender]
    package let total: Money
    package let taxable: Money
    package let exempt: Money
    package let deposit: Money
    /// VAT(kept before) - VAT(kept after), so that the refunds of a sale add up to its tax.
    package let tax: Money
    /// What the tenders give back beyond the total: the sale's own rounding, taken back with the last refund.
    package let rounding: Money
    package let whole: Bool
}

extension KeptSale {
    /// The refund that a form asks for; never more than is left.
    package func refunding(_ form: RefundForm) throws -> RefundTotals {
        let given = try form.lines.map { try pieces($0, form.amount) } ?? amount(form.amount)
        let total = given.map(\.amount).total()
        let moved = given.contains { $0.quantity > 0 }
        guard total > .zero || moved else { throw SaleRejection.nothingToRefund }
        var after = self
        after.take(given, [])
        let before = tenders.total()
        // Only rounding can leave the tenders short of the lines; the last refund gives back what is there.
        let money = after.total == .zero ? before : min(before, total)
        return RefundTotals(
            lines: given, tenders: try share(money, as: form.tenders), total: total,
            taxable: self.total(.taxable) - after.total(.taxable), exempt: self.total(.exempt) - after.total(.exempt),
            deposit: self.total(.deposit) - after.total(.deposit), tax: tax - after.tax, rounding: money - total,
            whole: after.total == .zero)
    }

    /// Pieces of lines; each piece of what is left costs its part of what is left, so that the last one ends at zero.
    private func pieces(_ forms: [RefundForm.Line], _ amount: Money?) throws -> [RefundLine] {
        guard amount == nil else { throw SaleRejection.refundInvalid(pointer: "/amount") }
        guard Set(forms.map(\.saleLineId)).count == forms.count else {
            throw SaleRejection.refundInvalid(pointer: "/lines")
        }
        return try forms.enumerated().map { index, form in
            guard let line = lines.first(where: { $0.sold.id == form.saleLineId }) else {
                throw SaleRejection.saleLineUnknown(pointer: "/lines/\(index)/saleLineId")
            }
            let divided = line.sold.den != nil
            guard form.quantity > 0, !divided || form.quantity == line.sold.quantity else {
                throw SaleRejection.refundInvalid(pointer: "/lines/\(index)/quantity")
            }
            guard form.quantity <= line.quantity else {
                throw SaleRejection.refundTooLarge(pointer: "/lines/\(index)/quantity")
            }
            return line.giving(form.quantity, form.restock ?? .back)
        }
    }

    /// An amount over what is left of the lines, by largest remainder; no goods come back.
    private func amount(_ amount: Money?) throws -> [RefundLine] {
        guard let amount, amount > .zero else { throw SaleRejection.refundInvalid(pointer: "/amount") }
        guard amount <= total else { throw SaleRejection.refundTooLarge(pointer: "/amount") }
        return zip(lines, amount.spread(over: lines.map(\.amount))).compactMap { line, part in
            part == .zero ? nil : line.giving(money: part)
        }
    }

    /// The money over the sale's tenders: as asked, or the latest first.
    private func share(_ money: Money, as asked: [RefundForm.Tender]?) throws -> [RefundTender] {
        guard let asked else {
            var rest = money
            var back: [RefundTender] = []
            for (tender, left) in zip(sale.tenders, tenders).reversed() where rest > .zero && left > .zero {
                let part = min(rest, left)
                back.append(RefundTender(tenderId: tender.id, method: tender.method, amount: part))
                rest -= part
            }
            return back
        }
        guard Set(asked.map(\.tenderId)).count == asked.count, asked.count <= 50,
            asked.allSatisfy({ $0.amount > .zero && $0.amount <= .limit }), asked.map(\.amount).total() == money
        else { throw SaleRejection.refundTendersDiffer }
        return try asked.enumerated().map { index, form in
            guard let known = sale.tenders.firstIndex(where: { $0.id == form.tenderId }) else {
                throw SaleRejection.tenderUnknown
            }
            guard form.amount <= tenders[known] else {
                throw SaleRejection.refundTooLarge(pointer: "/tenders/\(index)/amount")
            }
            return RefundTender(
                tenderId: form.tenderId, method: sale.tenders[known].method, amount: form.amount)
        }
    }
}

extension KeptSale.Line {
    fileprivate func giving(_ pieces: Int, _ restock: Restock) -> RefundLine {
        given(
            pieces, part(amount, of: pieces), restock,
            cost: restock == .back ? cost.map { part($0, of: pieces) } : nil)
    }

    /// What so many of the pieces that are left have of an amount; the last ones have the rest.
    fileprivate func part(_ money: Money, of pieces: Int) -> Money {
        if pieces == 0 { return .zero }
        return pieces == quantity ? money : money.scaled(by: Int64(pieces), over: Int64(quantity))
    }

    fileprivate func giving(money: Money) -> RefundLine { given(0, money, .loss, cost: nil) }

    private func given(_ pieces: Int, _ amount: Money, _ restock: Restock, cost: Money?) -> RefundLine {
        RefundLine(
            saleLineId: sold.id, lineId: sold.lineId, itemId: sold.itemId, name: sold.name, category: sold.category,
            quantity: pieces, amount: amount, taxClass: sold.taxClass, restock: restock, cost: cost, num: sold.num,
            den: sold.den)
    }
}
