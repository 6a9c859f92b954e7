import Contracts

/// What sales and refunds come to, as a report shows it: day = receipts = tenders, with deposits and rounding named.
package struct BookFigures: Codable, Sendable, Hashable {
    /// `sales = gross - discount - refunds` with the tax inside, `net = sales - tax`; deposits stand by themselves.
    package struct Totals: Codable, Sendable, Hashable {
        package var gross = Money.zero
        package var discount = Money.zero
        package var refunds = Money.zero
        package var sales = Money.zero
        package var tax = Money.zero
        package var net = Money.zero
        package var exempt = Money.zero
        package var rounding = Money.zero
        package var deposit = Money.zero
        package var saleCount = 0
        package var refundCount = 0
    }

    /// What came in and went back by one method; `net = amount - refunded`.
    package struct MethodSum: Codable, Sendable, Hashable {
        package let method: TenderMethod
        package var amount = Money.zero
        package var refunded = Money.zero
        package var net = Money.zero
        package var count = 0
    }

    package private(set) var totals = Totals()
    package private(set) var tenders: [MethodSum] = []

    package init(_ sales: [Sale], _ refunds: [Refund]) {
        var sums = Dictionary(uniqueKeysWithValues: TenderMethod.allCases.map { ($0, MethodSum(method: $0)) })
        for sale in sales {
            let revenue = sale.lines.filter { $0.taxClass != .deposit }
            totals.gross += revenue.map(\.amount).total()
            totals.discount += revenue.map(\.discount).total()
            totals.deposit += sale.deposit
            totals.tax += sale.tax
            totals.exempt += sale.exempt
            totals.rounding += sale.rounding
            totals.saleCount += 1
            for tender in sale.tenders {
                sums[tender.method]?.amount += tender.amount
                sums[tender.method]?.count += 1
            }
        }
        for refund in refunds {
            totals.refunds += refund.total - refund.deposit
            totals.deposit -= refund.deposit
            totals.tax -= refund.tax
            totals.exempt -= refund.exempt
            totals.rounding -= refund.rounding
            totals.refundCount += 1
            for tender in refund.tenders { sums[tender.method]?.refunded += tender.amount }
        }
        totals.sales = totals.gross - totals.discount - totals.refunds
        totals.net = totals.sales - totals.tax
        tenders = TenderMethod.allCases.compactMap { method in
            guard var sum = sums[method], sum.count > 0 || sum.refunded > .zero else { return nil }
            sum.net = sum.amount - sum.refunded
            return sum
        }
    }

    /// What a method brought, and what went back through it.
    package func sum(_ method: TenderMethod) -> MethodSum {
        tenders.first { $0.method == method } ?? MethodSum(method: method)
    }

    /// True when the tenders give exactly what the books say.
    package var balances: Bool {
        tenders.map(\.net).total() == totals.sales + totals.deposit + totals.rounding
    }
}
