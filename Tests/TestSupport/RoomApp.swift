import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Platform

/// One or more rooms behind the real middleware, driven without a socket.
package struct RoomApp: Sendable {
    package let runtime: Runtime
    private let local: LocalTransport

    package init(_ modules: ServiceModule...) async throws {
        try await self.init(modules: modules)
    }

    package init(modules: [ServiceModule], local: LocalTransport? = nil) async throws {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let transport = local ?? LocalTransport(logger: logger)
        runtime = Runtime(
            modules: modules, verifier: TestCaller.verifier(), identity: InternalIdentity(secret: "test"),
            local: transport, metrics: PrometheusMetrics(), logger: logger)
        self.local = transport
    }

    /// Sends a request; `caller` is a token or nil.
    package func send(
        _ method: HTTPRequest.Method, _ path: String, as caller: String? = nil, body: String = "",
        type: String = "application/json", headers: [String: String] = [:]
    ) async throws -> TestReply {
        var fields: HTTPFields = [:]
        if let caller { fields[.authorization] = "Bearer \(caller)" }
        if !body.isEmpty { fields[.contentType] = type }
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        let head = HTTPRequest(method: method, scheme: "http", authority: nil, path: path, headerFields: fields)
        let response = try await local.send(
            .gateway, Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body))))
        return TestReply(
            status: response.status.code, headers: response.headers, text: String(buffer: try await response.bytes()))
    }
}

/// What came back.
package struct TestReply: Sendable {
    package let status: Int
    let headers: HTTPFields
    package let text: String

    package init(status: Int, headers: HTTPFields, text: String) {
        self.status = status
        self.headers = headers
        self.text = text
    }

    package func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }

    package func decode<T: Decodable>(_ type: T.Type = T.self) throws -> T { try JSON.decode(type, from: text) }

    /// The problem's code, when the answer is one.
    package var code: String? {
        struct Coded: Decodable { let code: String }
        do {
            return try JSON.decode(Coded.self, from: text).code
        } catch {
            return nil  // Not a problem document, which the caller's assertion will show.
        }
    }
}
