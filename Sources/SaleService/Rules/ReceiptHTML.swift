import Contracts
import Foundation

/// A receipt as a small self-contained page that also prints well.
package enum ReceiptHTML {
    package static func render(_ receipt: Receipt, language: Language) -> String {
        let words = ReceiptWording(language: language, currency: receipt.store.currency)
        let sale = receipt.sale
        let lines = sale.lines.map { line($0, words) }.joined()
        let sums = words.sums(sale).map { row($0.0, words.money($0.1)) }.joined()
        let tenders = sale.tenders.map { tender($0, words) }.joined()
        let change = sale.change > .zero ? row(words.label("거스름돈", "Change"), words.money(sale.change)) : ""
        return """
            <!doctype html><html lang="\(language.rawValue)"><head><meta charset="utf-8">\
            <meta name="viewport" content="width=device-width,initial-scale=1">\
            <title>\(escaped(words.label("영수증", "Receipt"))) \(escaped(sale.receiptNumber))</title>\
            <style>\(style)</style></head><body><main><h1>\(escaped(receipt.store.name))</h1>\
            \(receipt.reprint ? "<p class=\"mark\">\(words.label("재발행", "REPRINT"))</p>" : "")\
            \(head(receipt, words))<table><tbody>\(lines)</tbody></table><table><tbody>\(sums)\
            <tr class="total"><th scope="row">\(words.label("합계", "Total"))</th><td>\(words.money(sale.total))</td></tr>\
            </tbody></table><table><tbody>\(tenders)\(change)</tbody></table></main></body></html>
            """
    }

    private static let style = """
        body{margin:0;background:#fff;color:#111;font:15px/1.5 "Pretendard Variable","Apple SD Gothic Neo",\
        "Noto Sans KR",system-ui,sans-serif}main{max-width:22rem;margin:0 auto;padding:1.25rem}h1{font-size:1.25rem;\
        margin:0 0 .5rem;text-align:center}p{margin:0 0 .25rem;color:#444}.mark{text-align:center;font-weight:700;\
        color:#111}table{width:100%;border-collapse:collapse;border-top:1px dashed #999;margin-top:.75rem;padding-top:.5rem}\
        th{font-weight:400;text-align:left;padding:.25rem 0;vertical-align:top}td{text-align:right;padding:.25rem 0 .25rem 1rem;\
        font-variant-numeric:tabular-nums;white-space:nowrap;vertical-align:top}small{display:block;color:#555}\
        .total th,.total td{font-size:1.25rem;font-weight:700}@media print{main{padding:0}}
        """

    private static func head(_ receipt: Receipt, _ words: ReceiptWording) -> String {
        let (store, sale) = (receipt.store, receipt.sale)
        let rows: [String?] = [
            store.businessNumber.map { words.label("사업자번호 ", "Reg. no. ") + $0 },
            words.label("대표 ", "Owner ") + store.ownerName, store.address,
            words.label("전화 ", "Tel. ") + receipt.phone,
            words.label("영수증 번호 ", "Receipt no. ") + sale.receiptNumber, receipt.soldAtLocal,
            [words.place(sale), sale.orderNumber].compactMap { $0 }.joined(separator: " · "),
            sale.staffName.map { words.label("담당 ", "Served by ") + $0 },
        ]
        return rows.compactMap { $0 }.map { "<p>\(escaped($0))</p>" }.joined()
    }

    private static func line(_ line: SaleLine, _ words: ReceiptWording) -> String {
        let share = line.num.map { " \($0)/\(line.den ?? 1)" } ?? ""
        var detail = "<small>\(words.money(line.unitPrice)) × \(line.quantity)</small>"
        for option in line.options {
            detail += "<small>+ \(escaped(option.name)) \(words.money(option.price))</small>"
        }
        let discount = line.discount > .zero ? "<small>\(words.money(.zero - line.discount))</small>" : ""
        return
            "<tr><th scope=\"row\">\(escaped(line.name + share))\(detail)</th><td>\(words.money(line.amount))\(discount)</td></tr>"
    }

    private static func tender(_ tender: Tender, _ words: ReceiptWording) -> String {
        var label = escaped(words.method(tender.method))
        if let approval = tender.approval {
            let card = [approval.issuer, approval.maskedNumber].compactMap { $0 }.joined(separator: " ")
            label += "<small>\(escaped(card)) \(words.label("승인", "approval")) \(escaped(approval.number))</small>"
        }
        return "<tr><th scope=\"row\">\(label)</th><td>\(words.money(tender.received ?? tender.amount))</td></tr>"
    }

    private static func row(_ label: String, _ amount: String) -> String {
        "<tr><th scope=\"row\">\(escaped(label))</th><td>\(amount)</td></tr>"
    }

    /// Text that cannot become markup.
    static func escaped(_ text: String) -> String {
        // Scalar by scalar: a bracket that carries a combining mark is another Character, but still a bracket.
        text.unicodeScalars.reduce(into: "") { out, scalar in
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            default: out.unicodeScalars.append(scalar)
            }
        }
    }
}
