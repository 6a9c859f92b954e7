import Contracts
import HTTPTypes
import Platform
import TestSupport
import Testing

@testable import SaleService

@Suite struct ReceiptsRoutesTests {
    @Test(arguments: TestEngine.available)
    func `Text columns number 32 or 42`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let sale: SaleReply = try await shop.post("sales", shop.cash(try await shop.order().id)).decode()
            let text = ["Accept": "text/plain"]
            for columns in ["40", "0", "-1", "", "wide"] {
                let reply = try await shop.get("sales/\(sale.id)/receipt?columns=\(columns)", headers: text)
                #expect(reply.status == SaleRejection.columnsInvalid.status)
                #expect(reply.code == SaleRejection.columnsInvalid.code)
            }
            for (query, columns) in [("", 42), ("?columns=42", 42), ("?columns=32", 32)] {
                let reply = try await shop.get("sales/\(sale.id)/receipt\(query)", headers: text)
                #expect(reply.status == 200)
                #expect(reply.text.split(separator: "\n").map { TextColumns.width(String($0)) }.max() == columns)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a receipt comes in the form and the language asked for`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let sale: SaleReply = try await shop.post("sales", shop.cash(try await shop.order().id)).decode()
            let path = "sales/\(sale.id)/receipt"
            let html = try await shop.get(path, headers: ["Accept": "text/html", "Accept-Language": "en"])
            #expect(html.header("Content-Type") == "text/html; charset=utf-8")
            #expect(html.text.contains("Receipt \(sale.receiptNumber)"))
            let text = try await shop.get(path, headers: ["Accept": "text/plain"])
            #expect(text.header("Content-Type") == "text/plain; charset=utf-8")
            #expect(text.text.contains("영 수 증"))
            let weighed = try await shop.get(path, headers: ["Accept": "text/html;q=0.5, text/plain;q=0.9"])
            #expect(weighed.text == text.text)
            let json = try await shop.get(path, headers: ["Accept": "application/json"])
            #expect(json.text.contains(#""phone":"02-123-4567""#))
            #expect(!json.text.contains("\"cost\""))
            #expect(try await shop.get("sales/\(SaleID.make())/receipt").status == 404)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a receipt comes as bytes for a printer of either width`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let sale: SaleReply = try await shop.post("sales", shop.cash(try await shop.order().id)).decode()
            let printer = ["Accept": "application/vnd.escpos"]
            for (query, width) in [("", 42), ("?columns=32", 32)] {
                let reply = try await shop.get("sales/\(sale.id)/receipt\(query)", headers: printer)
                #expect(reply.status == 200)
                #expect(reply.header("Content-Type") == "application/vnd.escpos")
                #expect(reply.header("Cache-Control") == "no-store")
                #expect(reply.text.hasPrefix("\u{1B}@\u{1C}&"))
                #expect(reply.text.contains(String(repeating: "-", count: width) + "\n"))
                #expect(!reply.text.contains(String(repeating: "-", count: width + 1)))
            }
            let wrong = try await shop.get("sales/\(sale.id)/receipt?columns=48", headers: printer)
            #expect(wrong.code == SaleRejection.columnsInvalid.code)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a refund has a receipt of its own, with prints of its own`(engine: TestEngine) async throws {
        struct Given: Decodable {
            let id: RefundID
            let number: String
        }
        try await Shop.open(engine) { shop in
            let sale: SaleReply = try await shop.post("sales", shop.cash(try await shop.order().id)).decode()
            let given: Given = try await shop.post(
                "sales/\(sale.id)/refunds", #"{"amount": 5000, "reason": "식었음"}"#
            ).decode()
            let path = "refunds/\(given.id)"
            for (prints, mark) in [(1, false), (2, true)] {
                #expect(try await shop.post(path + "/prints", "").text == #"{"prints":\#(prints)}"#)
                let text = try await shop.get(path + "/receipt", headers: ["Accept": "text/plain"]).text
                #expect(text.contains("[환불]") && text.contains("원 영수증 \(sale.receiptNumber)"))
                #expect(text.contains(given.number) && text.contains("−5,000원"))
                #expect(text.contains("[재발행]") == mark)
            }
            let json = try await shop.get(path + "/receipt", headers: ["Accept": "application/json"])
            #expect(json.text.contains(#""number":"\#(given.number)""#) && !json.text.contains("\"cost\""))
            let sold = try await shop.get("sales/\(sale.id)/receipt", headers: ["Accept": "text/plain"]).text
            #expect(sold.contains("[일부 환불됨]") && sold.contains("환불 \(given.number)"))
            #expect(!sold.contains("재발행"), "a refund's prints are not the sale's")
            #expect(try await shop.get("refunds/\(RefundID.make())/receipt").status == 404)
            #expect(try await shop.post("refunds/\(RefundID.make())/prints", "").status == 404)
            let server = TestCaller.server(shop.store)
            #expect(try await shop.send(.get, path + "/receipt", as: server).status == 403)
            #expect(try await shop.recorded().filter { $0.type == RefundPrinted.type }.count == 2)
        }
    }

    @Test(arguments: TestEngine.available)
    func `the second print and all after it bear the reprint mark; reading counts nothing`(
        engine: TestEngine
    ) async throws {
        try await Shop.open(engine) { shop in
            let sale: SaleReply = try await shop.post("sales", shop.cash(try await shop.order().id)).decode()
            let path = "sales/\(sale.id)"
            for (prints, mark) in [(1, false), (2, true), (3, true)] {
                let counted = try await shop.post(path + "/prints", "")
                #expect(counted.status == 201)
                #expect(counted.text == #"{"prints":\#(prints)}"#)
                for _ in 0..<2 {
                    let text = try await shop.get(path + "/receipt", headers: ["Accept": "text/plain"]).text
                    #expect(text.contains("재발행") == mark)
                }
            }
            let key = ["Idempotency-Key": "print-4"]
            for status in [201, 200] {
                let counted = try await shop.post(path + "/prints", "", headers: key)
                #expect(counted.status == status)
                #expect(counted.text == #"{"prints":4}"#, "a print sent again is one print")
            }
            #expect(try await shop.post("sales/\(SaleID.make())/prints", "").status == 404)
            let types = try await shop.recorded().map(\.type)
            #expect(types == ["sale.paid"] + Array(repeating: "receipt.printed", count: 4))
        }
    }
}
