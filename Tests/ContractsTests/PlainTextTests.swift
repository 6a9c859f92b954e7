import Contracts
import Testing

@Suite struct PlainTextTests {
    @Test func `a page as text keeps its columns, where Hangul is two wide`() {
        var page = PrintPage()
        page.text("계산서", .headline)
        page.row("합계", "16,200원", PrintPage.Style(bold: true, tall: true))
        page.text("끝", PrintPage.Style(.right))
        page.rule("=")
        page.feed()
        page.openDrawer()
        page.cut()
        #expect(
            PlainText(columns: 20).text(page) == """
                       계산서
                합계        16,200원
                                  끝
                ====================


                """)
    }

    @Test func `a long text is broken, and blanks at a row's end are left off`() {
        var page = PrintPage()
        page.text("아메리카노 아이스 라지", indent: 2)
        page.text("a    ")
        #expect(PlainText(columns: 16).text(page) == "아메리카노\n  아이스 라지\na\n")
    }
}
