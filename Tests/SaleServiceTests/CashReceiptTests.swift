import Contracts
import Testing

@testable import SaleService

@Suite struct CashReceiptTests {
    private let now = Timestamp(milliseconds: 1_741_057_300_000)

    /// 30,000 won: 10,000 by card, 5,000 by transfer, 15,000 in cash.
    private func mixed() throws -> Sale {
        try .sample(
            .sample(30_000, x: 3),
            tenders: [
                TenderForm(method: .card, amount: 10_000, approval: .sample()),
                TenderForm(method: .transfer, amount: 5000),
                TenderForm(method: .cash, amount: 15_000, received: 20_000),
            ])
    }

    private func request(
        _ sale: Sale, _ purpose: CashReceiptPurpose = .incomeDeduction, number: String? = nil, amount: Money? = nil,
        less refunds: [Refund] = [], after earlier: CashReceipt? = nil
    ) throws -> CashReceipt {
        let form = CashReceiptForm(purpose: purpose, number: number, amount: amount)
        return try .requested(form, for: sale, less: refunds, after: earlier, at: now)
    }

    @Test func `unless told otherwise it is over all that was paid in cash or by transfer`() throws {
        let receipt = try request(try mixed())
        #expect(receipt.amount == 20_000)
        #expect(receipt.state == .requested && receipt.attempt == 1)
        #expect(receipt.number == "0100001234", "nobody's number is the tax office's own")
        #expect(CashReceipt.mandatoryFrom == 100_000)
    }

    @Test func `A cash receipt is for something, and for no more than was paid in cash or by transfer and is kept`()
        throws
    {
        let sale = try mixed()
        #expect(try request(sale, amount: 20_000).amount == 20_000)
        #expect(try request(sale, amount: 1).amount == 1)
        for amount in [Money(20_001), 0, -1, .limit] {
            #expect(throws: SaleRejection.cashReceiptTooLarge) { try request(sale, amount: amount) }
        }
        let refund = try Refund.sample(of: sale, RefundForm(amount: 3000, reason: "변심"))
        #expect(try request(sale, less: [refund]).amount == 17_000, "cash goes back first")
        #expect(throws: SaleRejection.cashReceiptTooLarge) { try request(sale, amount: 17_001, less: [refund]) }
    }

    @Test func `What was not paid in cash or by transfer, or was given back, gets no cash receipt`() throws {
        let card = try Sale.sample(
            .sample(5000), tenders: [TenderForm(method: .card, amount: 5000, approval: .sample())])
        let voucher = try Sale.sample(.sample(5000), tenders: [TenderForm(method: .voucher, amount: 5000)])
        for sale in [card, voucher] {
            #expect(throws: SaleRejection.nothingForCashReceipt) { try request(sale) }
        }
        let cash = try Sale.sample(.sample(5000))
        let refund = try Refund.sample(of: cash)
        #expect(throws: SaleRejection.nothingForCashReceipt) { try request(cash, less: [refund]) }
    }

    @Test func `A sale has one cash receipt at a time`() throws {
        let sale = try mixed()
        let first = try request(sale)
        let issued = try first.issued("G12345678", at: now)
        for live in [first, issued] {
            #expect(throws: SaleRejection.cashReceiptExists) { try request(sale, after: live) }
        }
        for ended in [first.cancelled(at: now), issued.cancelled(at: now), try first.failed("거절", at: now)] {
            #expect(try request(sale, after: ended).attempt == 2)
        }
    }

    @Test(arguments: ["010-1234-5678", "0111234567", "1234 5678 9012 3456", "123456789012345678"])
    func `A cash receipt is made out to a phone, a business or a card, by its digits`(number: String) throws {
        let sale = try mixed()
        for purpose in CashReceiptPurpose.allCases {
            let kept = try request(sale, purpose, number: number).number
            #expect(kept == number.filter(\.isNumber))
        }
        #expect(try request(sale, .expenseProof, number: "120-81-47521").number == "1208147521")
        #expect(throws: SaleRejection.cashReceiptNumberInvalid, "a business deducts no income") {
            try request(sale, .incomeDeduction, number: "120-81-47521")
        }
        for wrong in [
            "", "010", "02-123-4567", "010-1234-56789", "120-81-47522", "900101-1234567", "０１０12345678", "010+12345678",
            String(repeating: "1", count: 20),
        ] {
            for purpose in CashReceiptPurpose.allCases {
                #expect(throws: SaleRejection.cashReceiptNumberInvalid, "\(wrong)") {
                    try request(sale, purpose, number: wrong)
                }
            }
        }
    }

    @Test func `A proof of expense names whose expense it is`() throws {
        #expect(throws: SaleRejection.cashReceiptNumberMissing) { try request(try mixed(), .expenseProof) }
    }

    @Test func `A cash receipt is issued once, and not after it was cancelled`() throws {
        let waiting = try request(try mixed())
        let issued = try waiting.issued("G12345678", at: now)
        #expect(issued.state == .issued && issued.approvalNumber == "G12345678")
        #expect(try issued.issued("G12345678", at: now.advanced(seconds: 60)) == issued, "the same again")
        #expect(throws: SaleRejection.cashReceiptClosed) { try issued.issued("G12345679", at: now) }
        #expect(throws: SaleRejection.cashReceiptClosed) { try issued.failed("거절", at: now) }
        let cancelled = issued.cancelled(at: now)
        #expect(cancelled.approvalNumber == "G12345678", "the tax office has to be told which")
        #expect(throws: SaleRejection.cashReceiptClosed) { try cancelled.issued("G12345678", at: now) }
        #expect(throws: SaleRejection.cashReceiptClosed) { try cancelled.failed("거절", at: now) }
        #expect(cancelled.cancelled(at: now.advanced(seconds: 60)) == cancelled)
        let failed = try waiting.failed("번호 오류", at: now)
        #expect(failed.state == .failed && failed.reason == "번호 오류")
        #expect(try failed.issued("G1", at: now).reason == nil, "issued by hand after all")
    }

    @Test func `An approval number has 1 to 20 letters and digits`() throws {
        let waiting = try request(try mixed())
        for number in ["", "G-1", "번호", String(repeating: "1", count: 21)] {
            #expect(throws: SaleRejection.approvalNumberInvalid) { try waiting.issued(number, at: now) }
        }
        #expect(try waiting.issued(String(repeating: "1", count: 20), at: now).state == .issued)
    }

    @Test func `a refund reduces one that waits, and cancels it when no cash is left`() throws {
        let sale = try mixed()
        let waiting = try request(sale)
        let some = try Refund.sample(of: sale, RefundForm(amount: 4000, reason: "변심"))
        let reduced = waiting.adjusted(for: [some], of: sale, at: now)
        #expect(reduced.map(\.amount) == [16_000] && reduced.map(\.state) == [.requested])
        #expect(waiting.adjusted(for: [], of: sale, at: now).isEmpty)
        #expect(
            try request(sale, amount: 16_000).adjusted(for: [some], of: sale, at: now).isEmpty, "the rest covers it")
        let rest = try Refund.sample(of: sale, less: [some])
        #expect(waiting.adjusted(for: [some, rest], of: sale, at: now).map(\.state) == [.cancelled])
        #expect(waiting.cancelled(at: now).adjusted(for: [some], of: sale, at: now).isEmpty)
    }

    @Test func `a refund cancels one that is issued, and asks anew over the rest`() throws {
        let sale = try mixed()
        let issued = try request(sale, number: "01012345678").issued("G12345678", at: now)
        let some = try Refund.sample(of: sale, RefundForm(amount: 4000, reason: "변심"))
        let both = issued.adjusted(for: [some], of: sale, at: now)
        #expect(both.map(\.state) == [.cancelled, .requested])
        #expect(both.map(\.amount) == [20_000, 16_000])
        #expect(both.map(\.attempt) == [1, 2])
        #expect(both.last?.number == "01012345678" && both.last?.approvalNumber == nil)
        #expect(issued.adjusted(for: [try .sample(of: sale)], of: sale, at: now).map(\.state) == [.cancelled])
    }

    @Test func `a number is told by its last four digits alone`() throws {
        #expect(CashReceiptNumber.masked("01012345678") == "*******5678")
        #expect(CashReceiptNumber.masked("123") == "123")
        let receipt = try request(try mixed(), number: "010-1234-5678")
        #expect(!(try JSON.text(CashReceiptMoved(receipt))).contains("1234"))
        #expect(!(try JSON.text(CashReceiptView(receipt))).contains("1234"))
        #expect(try JSON.text(CashReceiptView(receipt, toIssue: true)).contains("01012345678"))
        let issued = try receipt.issued("G12345678", at: now)
        #expect(CashReceiptView(issued, toIssue: true).number == nil, "nobody has to issue it any more")
    }
}
