import Contracts
import Testing

@testable import SaleService

@Suite struct PaymentTests {
    private func pay(_ total: Money, _ forms: TenderForm...) throws -> Payment {
        try Payment(forms, for: total) { .make() }
    }

    private func cash(_ amount: Money, received: Money? = nil, id: TenderID? = nil) -> TenderForm {
        TenderForm(id: id, method: .cash, amount: amount, received: received)
    }

    private func card(_ amount: Money, received: Money? = nil, _ approval: CardApproval? = .sample()) -> TenderForm {
        TenderForm(method: .card, amount: amount, received: received, approval: approval)
    }

    @Test(arguments: [0, 1, 9999])
    func `Tenders cover the total exactly`(paid: Int64) throws {
        #expect(throws: SaleRejection.tendersDoNotCover(missing: Money(10_000 - paid))) {
            try paid == 0 ? pay(10_000) : pay(10_000, cash(Money(paid)))
        }
        #expect(throws: SaleRejection.tendersDoNotCover(missing: 1)) {
            try pay(10_000, cash(5000, received: 50_000), card(4999))
        }
        #expect(try pay(10_000, cash(10_000)).change == 0)
    }

    @Test func `Tenders do not exceed the total; what a guest gives beyond it is received`() throws {
        #expect(throws: SaleRejection.tendersExceedTotal) { try pay(10_000, cash(10_001)) }
        #expect(throws: SaleRejection.tendersExceedTotal) { try pay(10_000, card(5000), cash(5001)) }
        #expect(throws: SaleRejection.tendersExceedTotal) { try pay(0, cash(1)) }
        let payment = try pay(10_000, cash(10_000, received: 50_000))
        #expect(payment.change == 40_000)
        #expect(payment.tenders.map(\.amount) == [10_000])
        #expect(payment.tenders.map(\.received) == [50_000])
    }

    @Test(arguments: [Money(0), -1, 10_000_000_001, Money(.max), Money(.min)])
    func `A tender's amount lies between 1 and the limit`(amount: Money) throws {
        #expect(throws: SaleRejection.tenderInvalid(pointer: "/tenders/1/amount")) {
            try pay(10_000, cash(10_000), cash(amount))
        }
        #expect(try pay(.limit, cash(.limit)).tenders.count == 1)
    }

    @Test func `a negative tender cannot balance a large one`() {
        #expect(throws: SaleRejection.tenderInvalid(pointer: "/tenders/1/amount")) {
            try pay(10_000, card(1_000_000), cash(-990_000))
        }
    }

    @Test func `Cash received is at least the amount it pays`() {
        for received in [Money(9999), 0, -1, 10_000_000_001, Money(.max)] {
            #expect(throws: SaleRejection.receivedTooLittle(pointer: "/tenders/0/received")) {
                try pay(10_000, cash(10_000, received: received))
            }
        }
    }

    @Test(arguments: [TenderMethod.card, .transfer, .voucher])
    func `Only cash gives change`(method: TenderMethod) throws {
        let form = TenderForm(method: method, amount: 10_000, received: 20_000)
        #expect(throws: SaleRejection.changeOnlyForCash(pointer: "/tenders/0/received")) { try pay(10_000, form) }
        let exact = try pay(10_000, TenderForm(method: method, amount: 10_000, received: 10_000))
        #expect(exact.tenders[0].received == nil)
        #expect(exact.change == 0)
    }

    @Test func `A card's number is kept masked, never whole`() throws {
        let whole = "5327501234561234"
        let named = SaleRejection.cardNumberNotMasked(pointer: "/tenders/0/approval")
        for masked in [whole, "5327-5012-3456-1234", "5327 5012 3456 123", "３２３４５６７８９０１２３"] {
            #expect(throws: named) { try pay(10_000, card(10_000, .sample(masked: masked))) }
        }
        #expect(throws: named) { try pay(10_000, card(10_000, .sample(whole))) }
        #expect(throws: named) { try pay(10_000, card(10_000, .sample(issuer: "국민 " + whole))) }
        #expect(try pay(10_000, card(10_000)).tenders[0].approval?.maskedNumber == "5327-50**-****-1234")
    }

    @Test func `what a card terminal said is kept within bounds`() {
        let invalid = SaleRejection.tenderInvalid(pointer: "/tenders/0/approval")
        let long = String(repeating: "카", count: 41)
        for approval in [
            CardApproval.sample(installments: 61), .sample(installments: -1), .sample(long), .sample(issuer: long),
        ] {
            #expect(throws: invalid) { try pay(10_000, card(10_000, approval)) }
        }
    }

    @Test func `several tenders pay one check, and the change is that of the cash`() throws {
        let payment = try pay(
            50_000, cash(10_000, received: 20_000), card(30_000), TenderForm(method: .transfer, amount: 4000),
            cash(6000, received: 10_000))
        #expect(payment.change == 14_000)
        #expect(payment.tenders.map(\.amount).total() == 50_000)
        #expect(Set(payment.tenders.map(\.id)).count == 4)
        #expect(payment.tenders.map(\.received) == [20_000, nil, nil, 10_000])
    }

    @Test func `a check of nothing is paid with no tender`() throws {
        let payment = try pay(0)
        #expect(payment.tenders.isEmpty)
        #expect(payment.change == 0)
    }

    @Test func `a tender's id is used once in a sale, and fifty tenders are enough`() throws {
        let id = TenderID.make()
        #expect(throws: SaleRejection.tenderInvalid(pointer: "/tenders")) {
            try pay(10_000, cash(5000, id: id), cash(5000, id: id))
        }
        let many = (0..<51).map { _ in cash(1) }
        #expect(throws: SaleRejection.tenderInvalid(pointer: "/tenders")) { try Payment(many, for: 51) { .make() } }
        #expect(try Payment(Array(many.dropLast()), for: 50) { .make() }.tenders.count == 50)
    }

    @Test func `A receipt number reads yymmdd-A-0001`() throws {
        for text in [
            "", "250304-A-001", "250304-a-0001", "250304-A-0001-1", "25034-A-0001", "250304--0001", "250304-ABCD-0001",
            "250304-A-", "250304-1-0001", "25030４-A-0001", "250304-가-0001", "250304-A-0001 ", "-250304-A-0001",
            "250304-A-00001", "250304-A-0000", "250304-A-123456", "250304-A-99999999",
        ] {
            #expect(throws: SaleRejection.receiptNumberInvalid, "\(text)") { try ReceiptNumber.check(text) }
        }
        for text in ["250304-A-0001", "250304-AA-9999", "250304-SQ-12345"] { try ReceiptNumber.check(text) }
        let date = BusinessDate.stored("2025-03-04")
        #expect(ReceiptNumber.text(date, letter: "S", number: 1) == "250304-S-0001")
        #expect(ReceiptNumber.text(date, letter: "AB", number: 12_345) == "250304-AB-12345")
        try ReceiptNumber.check(ReceiptNumber.text(date, letter: "B", number: 9999))
    }

    @Test func `A receipt number carries the terminal's own letter and the sale's business date`() throws {
        let date = BusinessDate.stored("2025-03-04")
        try ReceiptNumber.check("250304-A-0001", of: date, letter: "A")
        for (text, letter) in [("250304-B-0001", "A"), ("250305-A-0001", "A"), ("250304-AA-0001", "A")] {
            #expect(throws: SaleRejection.receiptNumberForeign) {
                try ReceiptNumber.check(text, of: date, letter: letter)
            }
        }
        #expect(throws: SaleRejection.receiptNumberForeign) {
            try ReceiptNumber.check("250304-A-0001", of: date, letter: nil)
        }
    }

    @Test(arguments: ["S", "Q"])
    func `The letters S and Q are the server's own`(letter: String) {
        #expect(throws: SaleRejection.receiptLetterReserved) { try ReceiptNumber.check("250304-\(letter)-0001") }
    }

    @Test func `cash may be rounded down to whole units where the shop does so`() throws {
        func pay(_ forms: TenderForm..., unit: Int64 = 10) throws -> Payment {
            try Payment(forms, for: 8707, cashUnit: unit) { .make() }
        }
        #expect(try pay(TenderForm(method: .cash, amount: 8700, received: 10_000)).rounding == -7)
        #expect(try pay(TenderForm(method: .cash, amount: 8700, received: 10_000)).change == 1300)
        #expect(try pay(TenderForm(method: .cash, amount: 8707)).rounding == 0, "the exact sum is welcome too")
        let mixed = try pay(TenderForm(method: .card, amount: 5002), TenderForm(method: .cash, amount: 3700))
        #expect(mixed.rounding == -5)
        #expect(throws: SaleRejection.tendersDoNotCover(missing: 7)) {
            try pay(TenderForm(method: .card, amount: 8700))
        }
        #expect(throws: SaleRejection.tendersDoNotCover(missing: 7)) {
            try pay(TenderForm(method: .cash, amount: 8700), unit: 1)
        }
        #expect(throws: SaleRejection.tendersDoNotCover(missing: 17)) {
            try pay(TenderForm(method: .cash, amount: 8690))
        }
        #expect(throws: SaleRejection.tendersDoNotCover(missing: 2)) {
            try pay(TenderForm(method: .cash, amount: 8705))
        }
        #expect(throws: SaleRejection.tendersExceedTotal) { try pay(TenderForm(method: .cash, amount: 8710)) }
    }
}
