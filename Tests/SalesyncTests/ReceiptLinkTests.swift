import Contracts
import HTTPTypes
import Hummingbird
import NIOCore
import Platform
import TestSupport
import Testing

@testable import Salesync

/// What a customer's browser finds behind the link on a receipt.
@Suite struct ReceiptLinkTests {
    private struct Link: Decodable {
        let url: String
    }

    private func open(_ house: House, _ path: String, _ headers: HTTPFields = [:]) async throws -> TestReply {
        let head = HTTPRequest(method: .get, scheme: "http", authority: nil, path: path, headerFields: headers)
        let response = try await house.composition.local.send(
            .gateway, Request(head: head, body: RequestBody(buffer: ByteBuffer())))
        return TestReply(
            status: response.status.code, headers: response.headers, text: String(buffer: try await response.bytes()))
    }

    @Test(arguments: TestEngine.available)
    func `a customer opens the receipt's link in a browser that nobody signed in`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let shop = try await house.shop("linked")
            let id = SaleID.make()
            let sale = try await shop.pay(try await shop.order(2), id: id)
            let link = try await shop.client.call(.post, "/api/v1/sales/\(id)/link").decoded(Link.self)
            let browser: HTTPFields = [.accept: "text/html,application/xhtml+xml,*/*;q=0.8", .acceptLanguage: "en"]
            let page = try await open(house, link.url, browser)
            #expect(page.status == 200)
            #expect(page.header("Content-Type") == "text/html; charset=utf-8")
            #expect(page.text.contains("Receipt \(sale.receiptNumber)") && page.text.contains("₩8,000"))
            for (name, value) in [
                ("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer"),
                ("X-Robots-Tag", "noindex, nofollow"),
            ] { #expect(page.header(name) == value, "\(name)") }
            #expect(page.header("Content-Security-Policy")?.hasPrefix("default-src 'none'") == true)
            let json = try await open(house, link.url, [.accept: "application/json"])
            #expect(json.text.contains(#""receiptNumber":"\#(sale.receiptNumber)""#))
            for path in ["/r/AAAAAAAAAAAAAAAAAAAAAA", "/r/x"] {
                #expect(try await open(house, path, browser).status == 404, "\(path)")
            }
        }
    }
}
