import Contracts

/// A receipt as fixed-width text, 42 or 32 columns, where Hangul and other East Asian characters are two wide.
package enum ReceiptText {
    package static func render(_ receipt: Receipt, columns: Int, language: Language) -> String {
        let words = ReceiptWording(language: language, currency: receipt.store.currency)
        let sale = receipt.sale
        let rule = String(repeating: "-", count: columns)
        let columns = TextColumns(columns)
        var rows = head(receipt, columns: columns, words)
        rows.append(rule)
        for line in sale.lines { rows += item(line, columns: columns) }
        rows.append(rule)
        rows += words.sums(sale).flatMap { columns.pair($0.0, words.money($0.1)) }
        rows += columns.pair(words.label("합계", "Total"), words.money(sale.total))
        rows.append(rule)
        for tender in sale.tenders {
            rows += columns.pair(words.method(tender.method), words.money(tender.received ?? tender.amount))
            if let approval = tender.approval {
                let card = [approval.issuer, approval.maskedNumber].compactMap { $0 }.joined(separator: " ")
                if !card.isEmpty { rows.append("  " + card) }
                rows.append("  " + words.label("승인번호", "Approval") + " " + approval.number)
                if let months = approval.installments, months > 1 {
                    rows.append("  " + words.label("할부 \(months)개월", "\(months) months"))
                }
            }
        }
        if sale.change > .zero { rows += columns.pair(words.label("거스름돈", "Change"), words.money(sale.change)) }
        return rows.flatMap { columns.wrapped(trimmedEnd($0)) }.joined(separator: "\n") + "\n"
    }

    private static func head(_ receipt: Receipt, columns: TextColumns, _ words: ReceiptWording) -> [String] {
        let (store, sale) = (receipt.store, receipt.sale)
        var rows: [String] = [columns.centred(words.label("영 수 증", "RECEIPT"))]
        if receipt.reprint { rows.append(columns.centred(words.label("[재발행]", "[REPRINT]"))) }
        rows.append(columns.centred(store.name))
        if let number = store.businessNumber { rows.append(words.label("사업자번호 ", "Reg. no. ") + number) }
        rows.append(words.label("대표 ", "Owner ") + store.ownerName)
        if let address = store.address { rows += columns.wrapped(address) }
        rows.append(words.label("전화 ", "Tel. ") + receipt.phone)
        rows += columns.pair(sale.receiptNumber, receipt.soldAtLocal)
        let served = sale.staffName.map { words.label("담당 ", "Served by ") + $0 } ?? ""
        let place = words.place(sale).map { $0 + " · " } ?? ""
        rows += columns.pair(place + sale.orderNumber, served)
        return rows
    }

    private static func item(_ line: SaleLine, columns: TextColumns) -> [String] {
        let share = line.num.map { " \($0)/\(line.den ?? 1)" } ?? ""
        var rows = columns.wrapped(line.name + share)
        let count = "  \(ReceiptWording.grouped(line.unitPrice)) x \(line.quantity)"
        rows += columns.pair(count, ReceiptWording.grouped(line.amount))
        for option in line.options {
            rows += columns.pair("  + " + option.name, ReceiptWording.grouped(option.price), indent: 4)
        }
        if line.discount > .zero { rows += columns.pair("  -", ReceiptWording.grouped(.zero - line.discount)) }
        return rows
    }

    private static func trimmedEnd(_ text: String) -> String {
        var text = text
        while text.last == " " { text.removeLast() }
        return text
    }
}
