import Contracts

/// A receipt as fixed-width text, 42 or 32 columns, where Hangul and other East Asian characters are two wide.
package enum ReceiptText {
    package static func render(_ receipt: Receipt, columns: Int, language: Language) -> String {
        let words = ReceiptWording(language: language, currency: receipt.store.currency)
        let sale = receipt.sale
        let rule = String(repeating: "-", count: columns)
        var rows = head(receipt, columns: columns, words)
        rows.append(rule)
        for line in sale.lines { rows += item(line, columns: columns) }
        rows.append(rule)
        rows += words.sums(sale).map { pair($0.0, words.money($0.1), columns) }
        rows.append(pair(words.label("합계", "Total"), words.money(sale.total), columns))
        rows.append(rule)
        for tender in sale.tenders {
            rows.append(pair(words.method(tender.method), words.money(tender.received ?? tender.amount), columns))
            if let approval = tender.approval {
                let card = [approval.issuer, approval.maskedNumber].compactMap { $0 }.joined(separator: " ")
                if !card.isEmpty { rows.append("  " + card) }
                rows.append("  " + words.label("승인번호", "Approval") + " " + approval.number)
                if let months = approval.installments, months > 1 {
                    rows.append("  " + words.label("할부 \(months)개월", "\(months) months"))
                }
            }
        }
        if sale.change > .zero { rows.append(pair(words.label("거스름돈", "Change"), words.money(sale.change), columns)) }
        let printed = rows.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }
        return printed.flatMap { wrapped(trimmedEnd(String($0)), columns) }.joined(separator: "\n") + "\n"
    }

    private static func head(_ receipt: Receipt, columns: Int, _ words: ReceiptWording) -> [String] {
        let (store, sale) = (receipt.store, receipt.sale)
        var rows: [String] = [centred(words.label("영 수 증", "RECEIPT"), columns)]
        if receipt.reprint { rows.append(centred(words.label("[재발행]", "[REPRINT]"), columns)) }
        rows.append(centred(store.name, columns))
        if let number = store.businessNumber { rows.append(words.label("사업자번호 ", "Reg. no. ") + number) }
        rows.append(words.label("대표 ", "Owner ") + store.ownerName)
        if let address = store.address { rows += wrapped(address, columns) }
        rows.append(words.label("전화 ", "Tel. ") + receipt.phone)
        rows.append(pair(sale.receiptNumber, receipt.soldAtLocal, columns))
        let served = sale.staffName.map { words.label("담당 ", "Served by ") + $0 } ?? ""
        let place = words.place(sale).map { $0 + " · " } ?? ""
        rows.append(pair(place + sale.orderNumber, served, columns))
        return rows
    }

    private static func item(_ line: SaleLine, columns: Int) -> [String] {
        let share = line.num.map { " \($0)/\(line.den ?? 1)" } ?? ""
        var rows = wrapped(line.name + share, columns)
        let count = "  \(ReceiptWording.grouped(line.unitPrice)) x \(line.quantity)"
        rows.append(pair(count, ReceiptWording.grouped(line.amount), columns))
        for option in line.options {
            rows.append(pair("  + " + option.name, ReceiptWording.grouped(option.price), columns))
        }
        if line.discount > .zero { rows.append(pair("  -", ReceiptWording.grouped(.zero - line.discount), columns)) }
        return rows
    }

    /// Left and right on one row, or on two when they do not fit.
    static func pair(_ left: String, _ right: String, _ columns: Int) -> String {
        let space = columns - width(left) - width(right)
        if space >= 1 || right.isEmpty { return left + String(repeating: " ", count: max(space, 0)) + right }
        return left + "\n" + String(repeating: " ", count: max(0, columns - width(right))) + right
    }

    static func centred(_ text: String, _ columns: Int) -> String {
        String(repeating: " ", count: max(0, (columns - width(text)) / 2)) + text
    }

    static func wrapped(_ text: String, _ columns: Int) -> [String] {
        var rows = [""]
        for character in text {
            if width(rows[rows.count - 1]) + width(String(character)) > columns { rows.append("") }
            rows[rows.count - 1].append(character)
        }
        return rows
    }

    private static func trimmedEnd(_ text: String) -> String {
        var text = text
        while text.last == " " { text.removeLast() }
        return text
    }

    /// Columns that a text takes: wide and full-width characters (Unicode UAX #11) take two.
    package static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) {
            $0 + (isWide($1.value) ? 2 : $1.properties.canonicalCombiningClass.rawValue > 0 ? 0 : 1)
        }
    }

    private static func isWide(_ code: UInt32) -> Bool {
        switch code {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20A9,
            0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
