import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Platform
import TestSupport
import Testing
import WebGateway

@testable import Salesync

/// What a browser may do with its cookie, and what it must not.
@Suite struct BrowserSessionTests {
    /// A browser with a cookie jar, talking to the gateway of a house.
    final class Browser {
        let house: House
        var cookies: [String: String] = [:]
        var csrf = ""

        init(_ house: House) { self.house = house }

        func send(
            _ method: HTTPRequest.Method, _ path: String, body: String = "", csrf: String? = nil
        ) async throws -> TestReply {
            var fields: HTTPFields = [.contentType: "application/json"]
            if !cookies.isEmpty { fields[.cookie] = cookies.map { "\($0)=\($1)" }.joined(separator: "; ") }
            if let csrf, let name = HTTPField.Name("X-CSRF-Token") { fields[name] = csrf }
            let head = HTTPRequest(method: method, scheme: "http", authority: nil, path: path, headerFields: fields)
            let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body)))
            let response = try await house.composition.local.send(.gateway, request)
            for field in response.headers where field.name == .setCookie {
                let pair = field.value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
                cookies[String(pair[0])] = pair.count > 1 ? String(pair[1]) : nil
                #expect(field.value.contains("HttpOnly") && field.value.contains("SameSite=Strict"))
            }
            let text = String(buffer: try await response.bytes())
            return TestReply(status: response.status.code, headers: response.headers, text: text)
        }

        struct Opened: Decodable { let csrfToken: String }

        func signUp(_ username: String) async throws {
            let body = """
                {"name":"카페","ownerName":"주인","phone":"010-1234-5678","type":"cafe","username":"\(username)",
                "password":"journey-password"}
                """
            let reply = try await send(.post, "/bff/sign-up", body: body)
            #expect(reply.status == 201)
            csrf = try reply.decode(Opened.self).csrfToken
        }
    }

    @Test func `A browser without a session signs in first`() async throws {
        try await House.open { house in
            let browser = Browser(house)
            for path in ["/bff/session", "/bff/till", "/bff/dashboard", "/bff/api/v1/menu", "/bff/live"] {
                let reply = try await browser.send(.get, path)
                #expect(reply.status == 401 && reply.code == GatewayRejection.signedOut.code, "\(path)")
            }
        }
    }

    @Test func `A change from a browser carries the session's CSRF token`() async throws {
        try await House.open { house in
            let browser = Browser(house)
            try await browser.signUp("csrf")
            let (path, body) = ("/bff/api/v1/categories", #"{"name":"커피"}"#)
            for token in [nil, "", "forged"] {
                let reply = try await browser.send(.post, path, body: body, csrf: token)
                #expect(reply.status == 403 && reply.code == GatewayRejection.csrfTokenInvalid.code)
            }
            #expect(try await browser.send(.post, path, body: body, csrf: browser.csrf).status == 201)
        }
    }

    @Test func `the token of one session does not serve another`() async throws {
        try await House.open { house in
            let (one, other) = (Browser(house), Browser(house))
            try await one.signUp("one")
            try await other.signUp("other")
            let reply = try await one.send(
                .post, "/bff/api/v1/categories", body: #"{"name":"커피"}"#, csrf: other.csrf)
            #expect(reply.code == "csrf-token-invalid")
        }
    }

    @Test func `an expired access token is renewed without the browser noticing`() async throws {
        try await House.open { house in
            let browser = Browser(house)
            try await browser.signUp("renewed")
            browser.cookies["salesync_access"] = nil
            let refresh = browser.cookies["salesync_refresh"]
            #expect(try await browser.send(.get, "/bff/session").status == 200)
            #expect(browser.cookies["salesync_access"] != nil && browser.cookies["salesync_refresh"] != refresh)
        }
    }

    @Test func `a till screen comes in one answer, and unchanged it is not sent again`() async throws {
        try await House.open { house in
            let browser = Browser(house)
            try await browser.signUp("till")
            let first = try await browser.send(.get, "/bff/till")
            #expect(first.status == 200 && first.text.contains("\"menu\"") && first.text.contains("\"orders\":[]"))
            #expect(first.header("ETag") != nil)
            #expect(try await browser.send(.post, "/bff/sign-out", csrf: browser.csrf).status == 204)
            #expect(try await browser.send(.get, "/bff/till").status == 401)
        }
    }

    @Test func `a till stays paired while people come and go by their PIN`() async throws {
        struct View: Decodable {
            struct Staff: Decodable { let name: String }

            let staff: Staff?
            let terminalId: TerminalID?
            let csrfToken: String
        }
        struct Code: Decodable { let pairingCode: String }
        try await House.open { house in
            let shop = try await house.shop("till-house")
            for (name, pin) in [("하나", "1111"), ("두리", "2222")] {
                try await shop.client.call(
                    .post, "/api/v1/staff", SeedForms.Staff(id: .make(), name: name, role: .cashier, pin: pin))
            }
            let code = try await shop.client.call(.post, "/api/v1/terminals", ["name": "포스", "kind": "till"])
                .decoded(Code.self).pairingCode
            let till = Browser(house)
            let paired = try await till.send(.post, "/bff/pair", body: #"{"code": "\#(code)"}"#).decode(View.self)
            let id = try #require(paired.terminalId)
            let forged = try await till.send(.post, "/bff/pin", body: #"{"pin": "1111"}"#)
            #expect(forged.code == GatewayRejection.csrfTokenInvalid.code)
            let wrong = try await till.send(.post, "/bff/pin", body: #"{"pin": "9999"}"#, csrf: paired.csrfToken)
            #expect(wrong.code == "wrong-pin")
            let first = try await till.send(.post, "/bff/pin", body: #"{"pin": "1111"}"#, csrf: paired.csrfToken)
            let hana = try first.decode(View.self)
            #expect(first.status == 201 && hana.staff?.name == "하나" && hana.terminalId == id)
            let second = try await till.send(.post, "/bff/pin", body: #"{"pin": "2222"}"#, csrf: hana.csrfToken)
            let duri = try second.decode(View.self)
            #expect(duri.staff?.name == "두리" && duri.terminalId == id)
            #expect(try await till.send(.post, "/bff/sign-out", csrf: duri.csrfToken).status == 204)
            let alone = try await till.send(.get, "/bff/session").decode(View.self)
            #expect(alone.staff == nil && alone.terminalId == id, "the till is still paired")
            let again = try await till.send(.post, "/bff/pin", body: #"{"pin": "1111"}"#, csrf: alone.csrfToken)
            #expect(try again.decode(View.self).staff?.name == "하나")
            let owner = Browser(house)
            try await owner.signUp("no-till")
            let none = try await owner.send(.post, "/bff/pin", body: #"{"pin": "1111"}"#, csrf: owner.csrf)
            #expect(none.code == "terminal-required")
        }
    }
}
