import Contracts
import HTTPTypes
import Platform
import TestSupport
import Testing

@testable import SaleService

@Suite struct ReceiptSeriesTests {
    private let day = BusinessDate.stored("2025-03-04")

    /// A sale that the till printed itself.
    private func printed(_ shop: Shop, _ number: Int, on date: BusinessDate) async throws {
        let order = try await shop.order()
        let till = TestCaller.token(shop.store, .cashier, terminal: shop.till)
        let receipt = ReceiptNumber.text(date, letter: "A", number: number)
        let reply = try await shop.post(
            "sales", shop.cash(order.id, 11_000, #", "receiptNumber": "\#(receipt)""#), as: till)
        #expect(reply.status == 201, "\(reply.text)")
        try await shop.hearSales()
    }

    private func open(_ shop: Shop) async throws -> ShiftView {
        try await shop.post("shifts", #"{"terminalId": "\#(shop.till)", "openingFloat": 0}"#).decode()
    }

    private func closing(_ shop: Shop, last number: Int?, on date: BusinessDate) -> String {
        let told = number.map {
            #", "lastReceipts": [{"terminalId": "\#(shop.till)", "number": "\#(ReceiptNumber.text(date, letter: "A", number: $0))"}]"#
        }
        return #"{"counted": 22000\#(told ?? "")}"#
    }

    @Test func `a series names what is missing up to the last that was given out`() {
        let series = ReceiptSeries(
            terminal: nil, letter: "A", on: day, seen: [1, 2, 5], from: 1, upTo: 7, reported: true)
        #expect(series.first == "250304-A-0001" && series.last == "250304-A-0007")
        #expect(series.missing == [3, 4, 6, 7].map { ReceiptNumber.text(day, letter: "A", number: $0) })
        let later = ReceiptSeries(
            terminal: nil, letter: "A", on: day, seen: [1, 2, 5, 8], from: 6, upTo: 0, reported: false)
        #expect(later.first == "250304-A-0006" && later.last == "250304-A-0008")
        #expect(later.missing.count == 2)
        let none = ReceiptSeries(terminal: nil, letter: "A", on: day, seen: [1], from: 2, upTo: 1, reported: true)
        #expect(none.first == nil && none.last == nil && none.missing.isEmpty)
    }

    @Test(arguments: TestEngine.available)
    func `a withheld receipt, the last one too, is named by the Z`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let shift = try await open(shop)
            for number in [1, 3] { try await printed(shop, number, on: shift.businessDate) }
            let z = try await shop.post(
                "shifts/\(shift.id)/close", closing(shop, last: 4, on: shift.businessDate), as: shop.cashier
            ).decode(ShiftReportView.self).report
            let series = try #require(z.receipts.first { $0.letter == "A" })
            #expect(series.terminalId == shop.till && series.reported)
            #expect(series.missing.map { $0.suffix(6) } == ["A-0002", "A-0004"])
            let next = try await open(shop)
            try await printed(shop, 5, on: next.businessDate)
            let second = try await shop.post(
                "shifts/\(next.id)/close", closing(shop, last: 5, on: next.businessDate)
            ).decode(ShiftReportView.self).report
            let after = try #require(second.receipts.first { $0.letter == "A" })
            #expect(after.first?.suffix(6) == "A-0005" && after.missing.isEmpty, "the next shift begins after it")
        }
    }

    @Test(arguments: TestEngine.available)
    func `a receipt that was deleted from the books is named by the close`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let shift = try await open(shop)
            for _ in 0..<5 {
                let order = try await shop.order()
                _ = try await shop.post("sales", shop.cash(order.id, 11_000, #", "terminalId": "\#(shop.till)""#))
            }
            let store = shop.store
            let stolen = "\(shift.businessDate.compact)-S-0005"
            try await shop.sales.engine.write { session in
                try session.run("DELETE FROM sales WHERE store_id = \(store) AND receipt_number = \(stolen)")
            }
            let z = try await shop.post("shifts/\(shift.id)/close", #"{"counted": 44000}"#)
                .decode(ShiftReportView.self).report
            #expect(z.receipts.flatMap(\.missing) == [stolen])
            #expect(z.difference == 0, "the drawer alone would not tell")
            let settled = try await shop.post("settlements", #"{"businessDate": "\#(shift.businessDate)"}"#)
            #expect(try settled.decode(SettlementView.self).settlement.missing == [stolen])
        }
    }

    @Test(arguments: TestEngine.available)
    func `A terminal that does not report its last receipt is signed off by a manager`(engine: TestEngine) async throws
    {
        try await Shop.open(engine) { shop in
            let shift = try await open(shop)
            try await printed(shop, 1, on: shift.businessDate)
            let silent = closing(shop, last: nil, on: shift.businessDate)
            let refused = try await shop.post("shifts/\(shift.id)/close", silent, as: shop.cashier)
            #expect(refused.status == 403 && refused.code == "receipts-unreported")
            let z = try await shop.post("shifts/\(shift.id)/close", silent).decode(ShiftReportView.self).report
            #expect(z.receipts.first?.reported == false)
        }
    }

    @Test(arguments: TestEngine.available)
    func `The last receipt of a terminal is of this day and its own letter, and not far beyond what is in the books`(
        engine: TestEngine
    ) async throws {
        try await Shop.open(engine) { shop in
            let shift = try await open(shop)
            try await printed(shop, 1, on: shift.businessDate)
            let day = shift.businessDate.compact
            for number in ["990101-A-0001", "\(day)-B-0001", "\(day)-A-1002", "\(day)-A-0000", "x", ""] {
                let body =
                    #"{"counted": 11000, "lastReceipts": [{"terminalId": "\#(shop.till)", "number": "\#(number)"}]}"#
                #expect(
                    try await shop.post("shifts/\(shift.id)/close", body).code == "last-receipt-invalid", "\(number)")
            }
        }
    }
}
