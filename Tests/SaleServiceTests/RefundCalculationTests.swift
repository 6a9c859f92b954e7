import Contracts
import Testing

@testable import SaleService

@Suite struct RefundCalculationTests {
    private func refund(_ sale: Sale, _ totals: RefundTotals) -> Refund {
        Refund(
            id: .make(), of: sale, number: "250304-S-0002", businessDate: sale.businessDate, at: sale.soldAt,
            staffId: nil, staffName: nil, terminalId: nil, shiftId: nil, reason: "변심", total: totals.total,
            taxable: totals.taxable, exempt: totals.exempt, deposit: totals.deposit, tax: totals.tax,
            rounding: totals.rounding, lines: totals.lines, tenders: totals.tenders, reopen: false,
            whole: totals.whole, flags: [])
    }

    private func pieces(_ line: SaleLine, _ quantity: Int, _ restock: Restock? = nil) -> RefundForm {
        RefundForm(
            lines: [RefundForm.Line(saleLineId: line.id, quantity: quantity, restock: restock)], reason: "변심")
    }

    @Test func `pieces of a line cost their part of what was paid, and the last one ends at zero`() throws {
        let sale = try Sale.sample(.sample(10_000, discount: 1, x: 3))
        var kept = KeptSale(sale, less: [])
        var given: [Refund] = []
        var amounts: [Int64] = []
        for _ in 0..<3 {
            let totals = try kept.refunding(pieces(sale.lines[0], 1))
            amounts.append(totals.total.minor)
            given.append(refund(sale, totals))
            kept = KeptSale(sale, less: given)
        }
        #expect(amounts == [3333, 3333, 3333])
        #expect(given.map(\.tax).total() == sale.tax)
        #expect(given.map { $0.lines[0].cost ?? .zero }.total() == 300, "what went back costs nothing any more")
        #expect(given.map(\.whole) == [false, false, true])
        #expect(kept.total == .zero)
    }

    @Test func `the tax of a refund is that of what was kept before less that of what is kept after`() throws {
        let sale = try Sale.sample(.sample(3200), .sample(4500), .sample(1000, .exempt), .sample(500, .deposit))
        let first = try KeptSale(sale, less: []).refunding(pieces(sale.lines[0], 1))
        #expect(first.tax == SaleTotals.tax(inside: 7700, rate: 10) - SaleTotals.tax(inside: 4500, rate: 10))
        let kept = KeptSale(sale, less: [refund(sale, first)])
        let rest = try kept.refunding(RefundForm(amount: 6000, reason: "전부"))
        #expect(first.tax + rest.tax == sale.tax)
        #expect([rest.taxable, rest.exempt, rest.deposit] == [4500, 1000, 500])
        #expect(rest.whole && rest.lines.allSatisfy { $0.quantity == 0 && $0.cost == nil })
    }

    @Test func `No more is given back than was sold and is not given back yet`() throws {
        let sale = try Sale.sample(.sample(6000, x: 2))
        let line = sale.lines[0]
        let kept = KeptSale(sale, less: [])
        #expect(throws: SaleRejection.refundTooLarge(pointer: "/lines/0/quantity")) {
            try kept.refunding(pieces(line, 3))
        }
        #expect(throws: SaleRejection.refundTooLarge(pointer: "/amount")) {
            try kept.refunding(RefundForm(amount: 6001, reason: "많이"))
        }
        let one = KeptSale(sale, less: [refund(sale, try kept.refunding(pieces(line, 1)))])
        #expect(throws: SaleRejection.refundTooLarge(pointer: "/lines/0/quantity")) {
            try one.refunding(pieces(line, 2))
        }
        #expect(throws: SaleRejection.refundTooLarge(pointer: "/amount")) {
            try one.refunding(RefundForm(amount: 3001, reason: "많이"))
        }
        #expect(try one.refunding(RefundForm(amount: 3000, reason: "나머지")).whole)
    }

    @Test func `A refund names pieces of sold lines or an amount, not both`() throws {
        let sale = try Sale.sample(.sample(6000, x: 2))
        let kept = KeptSale(sale, less: [])
        let line = RefundForm.Line(saleLineId: sale.lines[0].id, quantity: 1)
        for (form, pointer) in [
            (RefundForm(lines: [line], amount: 100, reason: "둘"), "/amount"),
            (RefundForm(reason: "없음"), "/amount"), (RefundForm(amount: 0, reason: "영"), "/amount"),
            (RefundForm(amount: -1, reason: "음수"), "/amount"),
            (RefundForm(lines: [line, line], reason: "두 번"), "/lines"),
            (pieces(sale.lines[0], 0), "/lines/0/quantity"), (pieces(sale.lines[0], -1), "/lines/0/quantity"),
        ] {
            #expect(throws: SaleRejection.refundInvalid(pointer: pointer)) { try kept.refunding(form) }
        }
    }

    @Test func `A refund gives something back`() throws {
        let sale = try Sale.sample(.sample(6000))
        #expect(throws: SaleRejection.nothingToRefund) {
            try KeptSale(sale, less: []).refunding(RefundForm(lines: [], reason: "빈"))
        }
    }

    @Test func `A line that was not sold with this sale is not given back`() throws {
        let sale = try Sale.sample(.sample(6000))
        #expect(throws: SaleRejection.saleLineUnknown(pointer: "/lines/0/saleLineId")) {
            try KeptSale(sale, less: []).refunding(pieces(try Sale.sample(.sample(1)).lines[0], 1))
        }
    }

    @Test func `money goes back through the sale's tenders, the latest first`() throws {
        let sale = try Sale.sample(
            .sample(10_000),
            tenders: [
                TenderForm(method: .card, amount: 3000, approval: .sample()),
                TenderForm(method: .voucher, amount: 5000),
                TenderForm(method: .cash, amount: 2000, received: 5000),
            ])
        let first = try KeptSale(sale, less: []).refunding(RefundForm(amount: 4000, reason: "일부"))
        #expect(first.tenders.map(\.method) == [.cash, .voucher])
        #expect(first.tenders.map(\.amount) == [2000, 2000])
        let rest = try KeptSale(sale, less: [refund(sale, first)]).refunding(RefundForm(amount: 6000, reason: "전부"))
        #expect(rest.tenders.map(\.method) == [.voucher, .card])
        #expect(rest.tenders.map(\.amount) == [3000, 3000])
    }

    @Test func `What goes back through the tenders is exactly what is given back`() throws {
        let sale = try Sale.sample(
            .sample(10_000),
            tenders: [TenderForm(method: .card, amount: 4000), TenderForm(method: .cash, amount: 6000)])
        let kept = KeptSale(sale, less: [])
        func asking(_ parts: (TenderID, Money)...) -> RefundForm {
            RefundForm(
                amount: 5000, reason: "지정", tenders: parts.map { RefundForm.Tender(tenderId: $0.0, amount: $0.1) })
        }
        let (card, cash) = (sale.tenders[0].id, sale.tenders[1].id)
        #expect(try kept.refunding(asking((card, 4000), (cash, 1000))).tenders.map(\.amount) == [4000, 1000])
        for form in [
            asking((card, 4000)), asking((cash, 5001)), asking((cash, 2500), (cash, 2500)), asking(),
            asking((card, 5001), (cash, -1)), asking((cash, Money(.max)), (card, Money(.max))),
        ] {
            #expect(throws: SaleRejection.refundTendersDiffer) { try kept.refunding(form) }
        }
        #expect(throws: SaleRejection.refundTooLarge(pointer: "/tenders/0/amount")) {
            try kept.refunding(asking((card, 5000)))
        }
        #expect(throws: SaleRejection.tenderUnknown) { try kept.refunding(asking((.make(), 5000))) }
    }

    @Test func `what cash was rounded by is taken back with the last refund`() throws {
        let sale = try Sale.sample(
            .sample(8707), tenders: [TenderForm(method: .cash, amount: 8700)], cashUnit: 10)
        #expect(sale.rounding == -7)
        let first = try KeptSale(sale, less: []).refunding(RefundForm(amount: 8705, reason: "거의"))
        #expect([first.total, first.rounding, first.tenders.map(\.amount).total()] == [8705, -5, 8700])
        let rest = try KeptSale(sale, less: [refund(sale, first)]).refunding(RefundForm(amount: 2, reason: "나머지"))
        #expect([rest.total, rest.rounding] == [2, -2])
        #expect(rest.tenders.isEmpty)
        let whole = try KeptSale(sale, less: []).refunding(pieces(sale.lines[0], 1))
        #expect([whole.total, whole.rounding, whole.tenders.map(\.amount).total()] == [8707, -7, 8700])
    }

    @Test func `a piece that comes back after one was lost brings its own cost, not both`() throws {
        for (first, second) in [(Restock.loss, Restock.back), (.back, .loss), (.back, .back), (.loss, .loss)] {
            let sale = try Sale.sample(.sample(6001, x: 2))
            let one = try KeptSale(sale, less: []).refunding(pieces(sale.lines[0], 1, first))
            let two = try KeptSale(sale, less: [refund(sale, one)]).refunding(pieces(sale.lines[0], 1, second))
            #expect(
                one.lines[0].cost == (first == .back ? 150 : nil) && two.lines[0].cost == (second == .back ? 150 : nil))
            #expect(one.total + two.total == 6001)
        }
    }

    @Test func `goods that are lost keep their cost`() throws {
        let sale = try Sale.sample(.sample(6000, x: 2))
        let kept = KeptSale(sale, less: [])
        #expect(try kept.refunding(pieces(sale.lines[0], 1, .loss)).lines[0].cost == nil)
        #expect(try kept.refunding(pieces(sale.lines[0], 1, .back)).lines[0].cost == 150)
        #expect(try kept.refunding(pieces(sale.lines[0], 1)).lines[0].restock == .back)
    }
}
