import AsyncHTTPClient
import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
import Platform

/// A client of the public API for verbs that move data in: the same requests, to a running server or within the
/// process.
///
/// It goes through the use cases, never around them.
struct Client: Sendable {
    struct Reply: Sendable {
        let status: Int
        let replayed: Bool
        let body: Data

        func decoded<T: Decodable>(_ type: T.Type) throws -> T { try JSON.decode(type, from: body) }
    }

    typealias Send = @Sendable (HTTPRequest.Method, String, HTTPFields, Data) async throws -> Reply

    private let send: Send
    private let token: AccessToken
    /// The language that answers are in.
    var language = Language.en

    init(_ send: @escaping Send) {
        self.send = send
        token = AccessToken()
    }

    /// Talks to the routers of this process.
    static func within(_ composition: Composition) -> Client {
        let local = composition.local
        return Client { method, path, headers, body in
            let head = HTTPRequest(method: method, scheme: "http", authority: nil, path: path, headerFields: headers)
            let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: body)))
            let response = try await local.send(.gateway, request)
            return Reply(
                status: response.status.code, replayed: response.headers[.idempotencyReplayed] == "true",
                body: Data(try await response.bytes().readableBytesView))
        }
    }

    /// Talks to a server over HTTP.
    static func at(_ url: String) -> Client {
        Client { method, path, headers, body in
            var request = HTTPClientRequest(url: url + path)
            request.method = .init(rawValue: method.rawValue)
            for field in headers { request.headers.add(name: field.name.rawName, value: field.value) }
            if !body.isEmpty { request.body = .bytes(ByteBuffer(bytes: body)) }
            let response = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
            let bytes = try await response.body.collect(upTo: 64 << 20)
            return Reply(
                status: Int(response.status.code),
                replayed: response.headers.first(name: "Idempotency-Replayed") == "true",
                body: Data(bytes.readableBytesView))
        }
    }

    /// Signs in; later calls carry the token and renew it when it has expired.
    func signIn(_ username: String, _ password: String) async throws {
        let reply = try await call(.post, "/api/v1/sessions", ["username": username, "password": password])
        await token.set(try reply.decoded(SessionTokens.self))
    }

    /// Calls the API; any status that is not a success is thrown as the problem that came.
    @discardableResult
    func call(_ method: HTTPRequest.Method, _ path: String, _ body: (any Encodable & Sendable)? = nil) async throws
        -> Reply
    {
        let reply = try await attempt(method, path, body)
        guard reply.status == 401, let refresh = await token.refresh else { return try checked(reply) }
        let renewed = try await attempt(.post, "/api/v1/sessions/refresh", ["refreshToken": refresh])
        await token.set(try checked(renewed).decoded(SessionTokens.self))
        return try checked(try await attempt(method, path, body))
    }

    private func attempt(
        _ method: HTTPRequest.Method, _ path: String, _ body: (any Encodable & Sendable)?
    ) async throws -> Reply {
        var headers: HTTPFields = [.acceptLanguage: language.rawValue]
        if let access = await token.access { headers[.authorization] = "Bearer \(access)" }
        if method == .put { headers[.ifMatch] = "*" }
        let data = try body.map { try JSON.encode($0) } ?? Data()
        if !data.isEmpty { headers[.contentType] = "application/json" }
        return try await send(method, path, headers, data)
    }

    private func checked(_ reply: Reply) throws -> Reply {
        guard (200..<300).contains(reply.status) else { throw try reply.decoded(Problem.self) }
        return reply
    }
}

private actor AccessToken {
    private(set) var access: String?
    private(set) var refresh: String?

    func set(_ tokens: SessionTokens) {
        access = tokens.accessToken
        refresh = tokens.refreshToken
    }
}
