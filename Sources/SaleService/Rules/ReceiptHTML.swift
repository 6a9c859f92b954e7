import Contracts

/// A receipt as a small self-contained page that also prints well.
package enum ReceiptHTML {
    static func render(_ sheet: ReceiptSheet) -> String {
        let title = sheet.language == .ko ? "영수증" : "Receipt"
        let sections = sheet.rows.split { $0 == .rule }.map(section).joined()
        return """
            <!doctype html><html lang="\(sheet.language.rawValue)"><head><meta charset="utf-8">\
            <meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">\
            <title>\(title) \(escaped(sheet.number))</title>\
            <style>\(style)</style></head><body><main>\(sections)</main></body></html>
            """
    }

    private static let style = """
        body{margin:0;background:#fff;color:#111;font:15px/1.5 "Pretendard Variable","Apple SD Gothic Neo",\
        "Noto Sans KR",system-ui,sans-serif}main{max-width:22rem;margin:0 auto;padding:1.25rem}h1{font-size:1.25rem;\
        margin:0 0 .5rem;text-align:center}p{margin:0 0 .25rem;color:#444}.title,.mark{text-align:center;color:#111}\
        .mark{font-weight:700}section+section{border-top:1px dashed #999;margin-top:.75rem;padding-top:.5rem}\
        table{width:100%;border-collapse:collapse}th{font-weight:400;text-align:left;padding:.25rem 0;\
        vertical-align:top;overflow-wrap:anywhere}td{text-align:right;padding:.25rem 0 .25rem 1rem;\
        font-variant-numeric:tabular-nums;white-space:nowrap;vertical-align:top}.item th{padding-bottom:0}\
        .detail th,.detail td{padding-top:0;padding-bottom:0;color:#555}.detail th{padding-left:.75rem}\
        .total th,.total td{font-size:1.25rem;font-weight:700}@media print{main{padding:0}}
        """

    /// What stands between two rules: words as paragraphs, figures in tables.
    private static func section(_ rows: some Sequence<ReceiptSheet.Row>) -> String {
        var (html, inTable) = ("<section>", false)
        for row in rows {
            let cells = cells(row)
            if (cells != nil) != inTable {
                html += inTable ? "</tbody></table>" : "<table><tbody>"
                inTable.toggle()
            }
            html += cells ?? paragraph(row)
        }
        return html + (inTable ? "</tbody></table>" : "") + "</section>"
    }

    private static func cells(_ row: ReceiptSheet.Row) -> String? {
        switch row {
        case .pair(let left, let right): "<tr>\(head(left))\(figure(right))</tr>"
        case .item(let name): "<tr class=\"item\"><th scope=\"row\" colspan=\"2\">\(escaped(name))</th></tr>"
        case .detail(let left, let right): "<tr class=\"detail\">\(head(left))\(figure(right))</tr>"
        case .total(let left, let right): "<tr class=\"total\">\(head(left))\(figure(right))</tr>"
        case .title, .mark, .name, .note, .rule, .link: nil
        }
    }

    private static func head(_ text: String) -> String { "<th scope=\"row\">\(escaped(text))</th>" }
    private static func figure(_ text: String) -> String { "<td>\(escaped(text))</td>" }

    private static func paragraph(_ row: ReceiptSheet.Row) -> String {
        switch row {
        case .title(let text): "<p class=\"title\">\(escaped(text))</p>"
        case .mark(let text): "<p class=\"mark\">\(escaped(text))</p>"
        case .name(let text): "<h1>\(escaped(text))</h1>"
        case .note(let text): "<p>\(escaped(text))</p>"
        case .link(let link, let words): "<p><a href=\"\(escaped(link))\">\(escaped(words))</a></p>"
        case .pair, .item, .detail, .total, .rule: ""
        }
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
