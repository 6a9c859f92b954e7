import Contracts
import Platform

extension SQLSession {
    /// The receipts of a shift: its own terminal's series from where the shift before ended, and the server's.
    func series(of shift: Shift, told: String?, store: StoreID) throws -> [ReceiptSeries] {
        let date = shift.businessDate
        let numbers = try receiptNumbers(on: date, of: store)
        var series = try serverSeries(on: date, among: numbers, of: store)
        guard let letter = try letter(of: shift.terminalId, store: store) else { return series }
        let seen = Set(numbers.compactMap { ReceiptNumber.counter($0, of: date, letter: letter) })
        let before = try lastNumber(of: letter, on: date, before: shift, store: store)
        let last = try told.map { text in
            let most = max(seen.max() ?? 0, before) + ReceiptSeries.mostAhead
            guard let number = ReceiptNumber.counter(text, of: date, letter: letter), (1...most).contains(number)
            else { throw SaleRejection.lastReceiptInvalid }
            return number
        }
        let isUsed = seen.contains { $0 > before } || last.map { $0 > before } ?? false
        if isUsed {
            series.insert(
                ReceiptSeries(
                    terminal: shift.terminalId, letter: letter, on: date, seen: seen, from: before + 1,
                    upTo: last ?? 0, reported: last != nil), at: 0)
        }
        return series
    }

    /// The server's own letters of a day, whatever the drawer.
    func serverSeries(
        on date: BusinessDate, among numbers: [String], of store: StoreID
    ) throws -> [ReceiptSeries] {
        try serverNumbers(on: date, of: store).map { letter, last in
            ReceiptSeries(
                terminal: nil, letter: letter, on: date,
                seen: Set(numbers.compactMap { ReceiptNumber.counter($0, of: date, letter: letter) }), from: 1,
                upTo: last, reported: true)
        }
    }

    /// Where the terminal's shift before this one on the same day ended.
    private func lastNumber(of letter: String, on date: BusinessDate, before shift: Shift, store: StoreID) throws -> Int
    {
        let reports = try shifts(on: date, of: store).filter {
            $0.shift.terminalId == shift.terminalId && $0.shift.openedAt < shift.openedAt
        }
        let last = reports.compactMap(\.report).flatMap(\.receipts).filter { $0.letter == letter }.compactMap(\.last)
        return last.compactMap { ReceiptNumber.counter($0, of: date, letter: letter) }.max() ?? 0
    }
}
