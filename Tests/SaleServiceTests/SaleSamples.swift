import Contracts

@testable import SaleService

extension SnapshotLine {
    static func sample(
        _ amount: Money, discount: Money = 0, _ taxClass: TaxClass = .taxable, name: String = "김치찌개",
        options: [ChosenOption] = [], x quantity: Int = 1
    ) -> SnapshotLine {
        SnapshotLine(
            lineId: .make(), itemId: .make(), name: name, category: "식사", quantity: quantity,
            unitPrice: Money(amount.minor / Int64(quantity)), options: options, amount: amount, discount: discount,
            taxClass: taxClass, cost: 300)
    }
}

extension ChosenOption {
    static func sample(_ name: String, _ price: Money) -> ChosenOption {
        ChosenOption(id: .make(), name: name, price: price, cost: 100)
    }
}

extension CardApproval {
    static func sample(
        _ number: String = "30012345", issuer: String? = "국민카드", masked: String? = "5327-50**-****-1234",
        installments: Int? = nil
    ) -> CardApproval {
        CardApproval(
            number: number, issuer: issuer, acquirer: nil, maskedNumber: masked, installments: installments,
            approvedAt: nil)
    }
}

extension Sale {
    /// A sale of the lines given, paid in cash unless told otherwise.
    static func sample(
        _ lines: SnapshotLine..., tenders: [TenderForm]? = nil, change: Money = 0, cashUnit: Int64 = 1
    ) throws -> Sale {
        try sample(lines, tenders: tenders, change: change, cashUnit: cashUnit)
    }

    static func sample(
        _ lines: [SnapshotLine], tenders: [TenderForm]? = nil, change: Money = 0, cashUnit: Int64 = 1
    ) throws -> Sale {
        let totals = SaleTotals(lines, taxRate: 10)
        let payment = try Payment(
            tenders ?? [TenderForm(method: .cash, amount: totals.total, received: totals.total + change)],
            for: totals.total, cashUnit: cashUnit
        ) { .make() }
        return Sale(
            id: .make(), orderId: .make(), orderNumber: "A-017", checkId: .make(), status: "paid",
            receiptNumber: "250304-S-0001", businessDate: .stored("2025-03-04"),
            soldAt: Timestamp(milliseconds: 1_741_057_200_000), channel: .table, tableId: .make(), tableName: "3",
            guests: 2, staffId: nil, staffName: "박직원", terminalId: nil, subtotal: totals.subtotal,
            discount: totals.discount, total: totals.total, taxable: totals.taxable, exempt: totals.exempt,
            deposit: totals.deposit, tax: totals.tax, net: totals.net, rounding: payment.rounding,
            change: payment.change,
            taxRate: 10, tenders: payment.tenders, lines: lines.map { SaleLine(id: .make(), $0) }, flags: [])
    }
}

extension Receipt {
    static func sample(
        _ sale: Sale, store: StoreSettings = .sample, phone: String = "02-123-4567", reprint: Bool = false
    ) -> Receipt {
        Receipt(store: store, phone: phone, sale: sale, soldAtLocal: "2025-03-04 12:00", reprint: reprint)
    }
}

extension StoreSettings {
    static let sample = StoreSettings(
        name: "서울식당", ownerName: "김사장", address: "서울시 중구 을지로 1", businessNumber: "123-45-67890",
        type: "restaurant", currency: "KRW", timezone: "Asia/Seoul", businessDayStart: "05:00",
        pricesIncludeTax: true, taxRate: 10)
}
