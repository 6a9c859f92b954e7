import Contracts
import Testing

@testable import OrderService

@Suite struct KitchenTicketPageTests {
    private typealias Ticket = KitchenTicketPage.Ticket
    private typealias Style = PrintPage.Style

    private static func ticket(_ lines: KitchenTicketPage.Line..., kind: Ticket.Kind = .add) -> Ticket {
        Ticket(
            station: "주방", kind: kind, place: .table("3"), orderNumber: "A-017", guests: 4, time: "14:32", lines: lines)
    }

    /// The texts of a page, without their styles.
    private func texts(_ ticket: Ticket, _ language: Language = .ko) -> [String] {
        KitchenTicketPage.render(ticket, language: language).elements.compactMap {
            switch $0 {
            case .text(let text, _, _): text
            case .row(let left, let right, _): "\(left)|\(right)"
            default: nil
            }
        }
    }

    @Test func `a ticket says where, what and how, and ends with a cut`() {
        var ticket = Self.ticket(
            .init(2, "김치찌개", options: ["라면사리"], note: "덜 맵게"), .init(12, "소주"))
        ticket.note = "땅콩 알레르기"
        let page = KitchenTicketPage.render(ticket, language: .ko)
        let dish = Style(bold: true, tall: true)
        #expect(
            page.elements == [
                .row(left: "주방", right: "14:32", Style(bold: true)),
                .text("테이블 3", .headline, indent: 0),
                .row(left: "주문 A-017", right: "4명", .plain),
                .rule("="),
                .text("  2 김치찌개", dish, indent: 4),
                .text("    + 라면사리", .plain, indent: 6),
                .text("    * 덜 맵게", Style(bold: true), indent: 6),
                .feed(1),
                .text(" 12 소주", dish, indent: 4),
                .rule("="),
                .text("메모: 땅콩 알레르기", dish, indent: 0),
                .cut,
            ])
    }

    @Test func `a void ticket says so in large letters and with a minus`() {
        let void = Self.ticket(.init(1, "김치찌개"), kind: .void)
        #expect(texts(void).contains(" ** 취소 ** "))
        #expect(texts(void).contains(" -1 김치찌개"))
        #expect(texts(void, .en).contains(" ** VOID ** "))
        #expect(!texts(Self.ticket(.init(1, "김치찌개"))).contains { $0.contains("취소") })
    }

    @Test func `a ticket that may have been printed before carries the reprint mark on top`() {
        var again = Self.ticket(.init(1, "김치찌개"))
        again.reprint = true
        #expect(KitchenTicketPage.render(again, language: .ko).elements.first == .text("[재출력]", .headline, indent: 0))
        #expect(texts(again, .en).first == "[REPRINT]")
        #expect(!texts(Self.ticket(.init(1, "김치찌개"))).contains("[재출력]"))
    }

    @Test func `a struck line stays visible and no longer asks for cooking`() {
        let part = texts(Self.ticket(.init(3, "쌀국수", options: ["고수"], struck: 1)))
        #expect(part.contains("  2 쌀국수"))
        #expect(part.contains("    - 취소 1"))
        #expect(part.contains("    + 고수"))
        let whole = texts(Self.ticket(.init(2, "쌀국수", options: ["고수"], struck: 2)))
        #expect(whole.contains(" 취소 2 쌀국수 "))
        #expect(!whole.contains { $0.contains("+ 고수") || $0.hasSuffix("2 쌀국수") })
    }

    @Test func `a guest without a table is called by a number, and guests are counted only when known`() {
        var ticket = Self.ticket(.init(1, "라떼"))
        ticket.place = .call("018")
        ticket.guests = nil
        #expect(texts(ticket).contains("호출 018"))
        #expect(texts(ticket).contains("주문 A-017|"))
        #expect(texts(ticket, .en).contains("No. 018"))
        ticket.guests = 1
        #expect(texts(ticket, .en).contains("Order A-017|1 guest"))
    }

    @Test func `a small void ticket has exactly these bytes on 32 columns`() {
        var ticket = Self.ticket(.init(1, "똠얌꿍", options: ["ICE"]), kind: .void)
        ticket.reprint = true
        let bytes = EscPos(columns: 32).bytes(KitchenTicketPage.render(ticket, language: .ko))
        // Put together by hand from Epson's reference and Python's codec, a printed row a line.
        let blanks = { String(repeating: "20", count: $0) }
        let rule = String(repeating: "3d", count: 32)
        let rows = [
            "1b401c261b61011b45011d21115bc0e7c3e2b7c25d0a",
            "1b45001d2100c0ccb9cc20b3aabfc220c1d6b9aebcadc0cf20bcf620c0d6bdc0b4cfb4d90a",
            "1b61001b4501c1d6b9e6" + blanks(23) + "31343a33320a",
            "1b61011d21111d4201202a2a20c3ebbcd2202a2a200a",
            "1d4200c5d7c0ccbaed20330a",
            "1b61001b45001d2100c1d6b9ae20412d303137" + blanks(19) + "34b8ed0a",
            rule + "0a",
            "1b45011d2101202d31208c63bee4b2e10a",
            "1b45001d2100202020202b204943450a",
            rule + "0a",
            "1d564200",
        ]
        #expect(bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() == rows.joined())
    }

    @Test(arguments: [42, 32])
    func `no row of a ticket is wider than the paper, however long its words are`(columns: Int) {
        let long = String(repeating: "가나다 a·※", count: 12)
        let ticket = Ticket(
            station: long, kind: .void, place: .table(long), orderNumber: long, guests: .max, time: long, note: long,
            lines: [.init(1_000_000, long, options: [long], note: long, struck: 1)], reprint: true)
        let page = KitchenTicketPage.render(ticket, language: .ko)
        let rows = EscPos(columns: columns).bytes(page).split(separator: 0x0A)
        // Commands are at most 13 bytes at a row's beginning: this catches a row that was not broken at all.
        #expect(rows.allSatisfy { $0.count <= columns + 13 })
    }
}
