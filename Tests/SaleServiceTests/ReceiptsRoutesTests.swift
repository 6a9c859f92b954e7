import Contracts
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
