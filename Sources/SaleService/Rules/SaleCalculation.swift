import Contracts

/// The amounts of a sale by tax class, computed once when it is sold.
package struct SaleTotals: Sendable, Hashable {
    package let subtotal: Money
    package let discount: Money
    package let total: Money
    package let taxable: Money
    package let exempt: Money
    package let deposit: Money
    package let tax: Money
    package let net: Money

    /// Sums the lines; the tax is that inside the taxable total, per sale and class.
    package init(_ lines: [SnapshotLine], taxRate: Double) {
        func total(_ taxClass: TaxClass) -> Money {
            lines.filter { $0.taxClass == taxClass }.map { $0.amount - $0.discount }.total()
        }
        subtotal = lines.map(\.amount).total()
        discount = lines.map(\.discount).total()
        self.total = subtotal - discount
        taxable = total(.taxable)
        exempt = total(.exempt)
        deposit = total(.deposit)
        tax = Self.tax(inside: taxable, rate: taxRate)
        net = self.total - tax
    }

    /// VAT inside a price: T - round(100 T / (100 + r)), half up; at 10 % the same as round(T / 11)
    /// (Korean VAT Act, article 29: the supply price is 100/110 of what was paid).
    package static func tax(inside total: Money, rate: Double) -> Money {
        let thousandths = Int64((rate * 1000).rounded())
        return total - total.scaled(by: 100_000, over: 100_000 + thousandths)
    }
}

/// A tender as a client sends it.
package struct TenderForm: Codable, Sendable, Hashable {
    package let id: TenderID?
    package let method: TenderMethod
    package let amount: Money
    package let received: Money?
    package let approval: CardApproval?

    package init(
        id: TenderID? = nil, method: TenderMethod, amount: Money, received: Money? = nil, approval: CardApproval? = nil
    ) {
        self.id = id
        self.method = method
        self.amount = amount
        self.received = received
        self.approval = approval
    }
}

/// What the tenders of a sale come to.
package struct Payment: Sendable, Hashable {
    package let tenders: [Tender]
    package let change: Money
    /// What cash was rounded by: negative, or zero.
    ///
    /// The tenders come to `total + rounding`.
    package let rounding: Money

    /// Checks that the tenders cover a total exactly; cash may have brought more, which is the change.
    ///
    /// What is left for cash may be rounded down to whole `cashUnit`s of minor units, so that nobody pays more.
    package init(
        _ forms: [TenderForm], for total: Money, cashUnit: Int64 = 1, newId: () -> TenderID
    ) throws {
        var change = Money.zero
        var paid = Money.zero
        var tenders: [Tender] = []
        for (index, form) in forms.enumerated() {
            let pointer = "/tenders/\(index)"
            guard form.amount > .zero, form.amount <= .limit else {
                throw SaleRejection.tenderInvalid(pointer: pointer + "/amount")
            }
            change += try Self.change(form, at: pointer)
            try Self.checkMasked(form.approval, at: pointer)
            paid += form.amount
            tenders.append(
                Tender(
                    id: form.id ?? newId(), method: form.method, amount: form.amount,
                    received: form.method == .cash ? form.received ?? form.amount : nil, approval: form.approval))
        }
        guard Set(tenders.map(\.id)).count == tenders.count, tenders.count <= 50 else {
            throw SaleRejection.tenderInvalid(pointer: "/tenders")
        }
        let cash = tenders.filter { $0.method == .cash }.map(\.amount).total()
        let missing = total - paid
        // Rounded down means: what was given is the largest whole number of units within what cash has to pay.
        let isRounded = cash > .zero && missing > .zero && missing.minor < cashUnit && cash.minor % cashUnit == 0
        guard missing <= .zero || isRounded else { throw SaleRejection.tendersDoNotCover(missing: missing) }
        guard missing >= .zero else { throw SaleRejection.tendersExceedTotal }
        rounding = .zero - missing
        self.tenders = tenders
        self.change = change
    }

    private static func change(_ form: TenderForm, at pointer: String) throws -> Money {
        guard let received = form.received else { return .zero }
        guard form.method == .cash || received == form.amount else {
            throw SaleRejection.changeOnlyForCash(pointer: pointer + "/received")
        }
        guard received >= form.amount, received <= .limit else {
            throw SaleRejection.receivedTooLittle(pointer: pointer + "/received")
        }
        return received - form.amount
    }

    /// A number that shows more than the first six and last four digits (PCI DSS 3.4) is not accepted.
    static func checkMasked(_ approval: CardApproval?, at pointer: String) throws {
        guard let approval else { return }
        let texts = [approval.number, approval.issuer, approval.acquirer, approval.maskedNumber].compactMap { $0 }
        guard texts.allSatisfy({ $0.count <= 40 }), (0...60).contains(approval.installments ?? 0) else {
            throw SaleRejection.tenderInvalid(pointer: pointer + "/approval")
        }
        for text in texts where text.filter(\.isNumber).count > 12 {
            throw SaleRejection.cardNumberNotMasked(pointer: pointer + "/approval")
        }
    }
}

/// Receipt numbers: date, the terminal's letter, and a counter that starts at 1 every business day.
package enum ReceiptNumber {
    package static func text(_ date: BusinessDate, letter: String, number: Int) -> String {
        "\(date.compact)-\(letter)-\(Digits.padded(number, 4))"
    }

    /// Throws unless a number is of this day and this terminal's letter.
    package static func check(_ text: String, of date: BusinessDate, letter: String?) throws {
        guard let letter, text.hasPrefix("\(date.compact)-\(letter)-") else { throw SaleRejection.receiptNumberForeign }
    }

    /// Throws unless the text has the form yymmdd-A-0001.
    package static func check(_ text: String) throws {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 6, parts[0].allSatisfy(\.isASCIIDigit),
            (1...3).contains(parts[1].count), parts[1].allSatisfy({ $0.isASCII && $0.isUppercase }),
            parts[2].count <= 5, let number = Int(parts[2]), number > 0, Digits.padded(number, 4) == parts[2]
        else { throw SaleRejection.receiptNumberInvalid }
        guard parts[1] != "S", parts[1] != "Q" else { throw SaleRejection.receiptLetterReserved }
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
