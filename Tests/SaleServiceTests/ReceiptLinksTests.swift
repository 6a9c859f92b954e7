import Contracts
import Foundation
import HTTPTypes
import Platform
import TestSupport
import Testing

@testable import SaleService

@Suite struct ReceiptLinksTests {
    private struct Link: Decodable {
        let url: String
        let token: String
    }

    private func sold(_ shop: Shop) async throws -> SaleReply {
        try await shop.post("sales", shop.cash(try await shop.order().id)).decode()
    }

    private func open(_ shop: Shop, _ token: String, _ accept: String? = nil) async throws -> TestReply {
        try await shop.app.send(
            .get, "/api/v1/receipt-links/" + token, headers: accept.map { ["Accept": $0] } ?? [:])
    }

    @Test(arguments: TestEngine.available)
    func `a sale has one link of 128 random bits, however often it is asked for`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let (sale, other) = (try await sold(shop), try await sold(shop))
            let first = try await shop.post("sales/\(sale.id)/link", "", as: shop.cashier)
            #expect(first.status == 201)
            let link: Link = try first.decode()
            #expect(Base64URL.decode(link.token)?.count == 16)
            #expect(link.url == "/r/\(link.token)")
            for key in ["one", "one", "two"] {
                let again = try await shop.post("sales/\(sale.id)/link", "", headers: ["Idempotency-Key": key])
                #expect(again.status == 201)
                #expect(again.text == first.text)
            }
            let different: Link = try await shop.post("sales/\(other.id)/link", "").decode()
            #expect(different.token != link.token)
            let recorded = try await shop.recorded()
            #expect(recorded.filter { $0.type == ReceiptLinked.type }.count == 2)
            #expect(!recorded.contains { $0.data.contains(link.token) })
            #expect(try await shop.post("sales/\(SaleID.make())/link", "").status == 404)
            let server = TestCaller.server(shop.store)
            #expect(try await shop.post("sales/\(sale.id)/link", "", as: server).status == 403)
        }
    }

    @Test(arguments: TestEngine.available)
    func `whoever holds the link reads the receipt without signing in, and nothing else`(
        engine: TestEngine
    ) async throws {
        try await Shop.open(engine) { shop in
            let sale = try await sold(shop)
            let link: Link = try await shop.post("sales/\(sale.id)/link", "").decode()
            for _ in 0..<2 { _ = try await shop.post("sales/\(sale.id)/prints", "") }
            let page = try await open(shop, link.token)
            #expect(page.status == 200)
            #expect(page.header("Content-Type") == "text/html; charset=utf-8")
            #expect(page.text.contains(sale.receiptNumber) && page.text.contains("11,000원"))
            #expect(!page.text.contains("재발행"), "a screen is no second paper")
            #expect(try await open(shop, link.token, "text/plain").text.contains("영 수 증"))
            let json = try await open(shop, link.token, "application/json").text
            #expect(json.contains(#""receiptNumber":"\#(sale.receiptNumber)""#))
            #expect(!json.contains("\"cost\"") && !json.contains(sale.id.text))
            let printer = try await open(shop, link.token, "application/vnd.escpos")
            #expect(printer.header("Content-Type") == "text/html; charset=utf-8")
            for (name, value) in [
                ("Cache-Control", "no-store"), ("X-Robots-Tag", "noindex, nofollow"),
                ("Referrer-Policy", "no-referrer"),
                ("X-Content-Type-Options", "nosniff"),
            ] { #expect(page.header(name) == value, "\(name)") }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a customer sees that the sale was refunded`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let sale = try await sold(shop)
            let link: Link = try await shop.post("sales/\(sale.id)/link", "").decode()
            #expect(try await !open(shop, link.token, "text/plain").text.contains("환불"))
            let form = #"{"amount": 11000, "reason": "진상"}"#
            #expect(try await shop.post("sales/\(sale.id)/refunds", form).status == 201)
            let text = try await open(shop, link.token, "text/plain").text
            #expect(text.contains("[환불됨]") && text.contains("−11,000원"))
            #expect(try await !open(shop, link.token, "application/json").text.contains("진상"))
        }
    }

    @Test(arguments: TestEngine.available)
    func `a link that nobody made opens nothing, and guessing has to wait`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            for token in ["x", "AAAAAAAAAAAAAAAAAAAAAA", String(repeating: "A", count: 200), "%27%20OR%201"] {
                let reply = try await open(shop, token)
                #expect(reply.status == 404 && reply.code == "not-found", "\(token)")
            }
            var codes: Set<String> = []
            for _ in 0..<60 { codes.insert(try await open(shop, "AAAAAAAAAAAAAAAAAAAAAA").code ?? "") }
            #expect(codes.contains("too-many-requests"))
        }
    }

    @Test(arguments: TestEngine.available)
    func `printed receipts carry the link of a sale that has one, where the server knows its address`(
        engine: TestEngine
    ) async throws {
        try await Shop.open(engine) { shop in
            let sale = try await sold(shop)
            func link(_ address: String?) async throws -> String? {
                let receipts = Receipts(
                    database: shop.sales, sales: shop.selling, peers: .none, publicURL: address)
                return try await receipts.link(of: sale.id, store: shop.store)
            }
            #expect(try await link("https://pos.example.com") == nil)
            let made: Link = try await shop.post("sales/\(sale.id)/link", "").decode()
            #expect(try await link("https://pos.example.com") == "https://pos.example.com" + made.url)
            #expect(try await link(nil) == nil)
        }
    }
}
