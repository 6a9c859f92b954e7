import Contracts

/// A receipt on a printer's paper, cut at its end.
package enum ReceiptPage {
    static func render(_ sheet: ReceiptSheet) -> PrintPage {
        var page = PrintPage()
        for row in sheet.rows {
            switch row {
            case .title(let text): page.text(text, PrintPage.Style(.centre, bold: true))
            case .mark(let text): page.text(text, PrintPage.Style(.centre, bold: true, tall: true))
            case .name(let text): page.text(text, PrintPage.Style(.centre, bold: true, tall: true))
            case .note(let text), .item(let text): page.text(text)
            case .pair(let left, let right): page.row(left, right)
            case .detail(let left, let right): page.row("  " + left, right)
            case .total(let left, let right): page.row(left, right, PrintPage.Style(bold: true, wide: true, tall: true))
            case .rule: page.rule()
            case .link(let link, let words):
                page.text(words, PrintPage.Style(.centre))
                page.code(link)
            }
        }
        page.cut()
        return page
    }
}
