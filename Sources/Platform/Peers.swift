import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// Calls to other services: the same requests and JSON, whether the peer is a router in this process or a host.
package struct Peers: Sendable {
    package typealias Send = @Sendable (ServiceName, Request) async throws -> Response

    private let caller: ServiceName
    private let identity: InternalIdentity
    private let send: Send

    package init(caller: ServiceName, identity: InternalIdentity, send: @escaping Send) {
        self.caller = caller
        self.identity = identity
        self.send = send
    }

    /// Asks a peer in our own name, for a store; a problem document of the peer is thrown as it is.
    package func call<Out: Decodable>(
        _ service: ServiceName, _ method: HTTPRequest.Method, _ path: String, store: StoreID?,
        body: (any Encodable & Sendable)? = nil, as type: Out.Type = Out.self
    ) async throws -> Out {
        var buffer = ByteBuffer()
        if let body { buffer.writeBytes(try JSON.encode(body)) }
        let media = body == nil ? nil : "application/json"
        let bytes = try await bytes(service, method, path, store: store, body: buffer, media: media)
        return try JSON.decode(type, from: Data(bytes.readableBytesView))
    }

    /// Asks a peer in our own name with a body of any kind, for an answer of any kind.
    package func bytes(
        _ service: ServiceName, _ method: HTTPRequest.Method, _ path: String, store: StoreID?,
        body: ByteBuffer = ByteBuffer(), media: String? = nil
    ) async throws -> ByteBuffer {
        let token = "Internal " + identity.sign(from: caller, to: service, store: store, at: .now)
        var headers: HTTPFields = [.authorization: token]
        headers[.acceptLanguage] = Reader.language?.rawValue
        headers[.contentType] = media
        let head = HTTPRequest(method: method, scheme: "http", authority: nil, path: path, headerFields: headers)
        let response = try await send(service, Request(head: head, body: RequestBody(buffer: body)))
        let bytes = try await response.bytes()
        guard response.status.kind == .successful else {
            throw try JSON.decode(Problem.self, from: Data(bytes.readableBytesView))
        }
        return bytes
    }

    /// Hands a request on with the headers given, such as a session's own token.
    package func forward(
        _ service: ServiceName, _ method: HTTPRequest.Method, _ path: String, headers: HTTPFields,
        body: (any Encodable & Sendable)? = nil
    ) async throws -> Response {
        var buffer = ByteBuffer()
        var headers = headers
        if let body {
            buffer.writeBytes(try JSON.encode(body))
            headers[.contentType] = "application/json"
        }
        let head = HTTPRequest(method: method, scheme: "http", authority: nil, path: path, headerFields: headers)
        return try await send(service, Request(head: head, body: RequestBody(buffer: buffer)))
    }

    package func forward(_ service: ServiceName, _ request: Request) async throws -> Response {
        try await send(service, request)
    }
}

/// The peers within one process: requests go straight to the router, with no socket between.
package final class LocalTransport: Sendable {
    /// Boxed: a bare closure read through a generic container is wrapped in one more thunk by every read.
    private final class Responder: Sendable {
        let respond: @Sendable (Request, AppContext) async throws -> Response

        init(_ respond: @escaping @Sendable (Request, AppContext) async throws -> Response) { self.respond = respond }
    }

    private let responder = Mutex<Responder?>(nil)
    private let logger: Logger

    package init(logger: Logger) { self.logger = logger }

    /// Names the router once it is built; before that nobody answers.
    package func connect(_ responder: @escaping @Sendable (Request, AppContext) async throws -> Response) {
        let boxed = Responder(responder)
        self.responder.withLock { $0 = boxed }
    }

    package func send(_ service: ServiceName, _ request: Request) async throws -> Response {
        guard let responder = responder.withLock({ $0 }) else { throw SQLError.unavailable("not started") }
        var logger = logger
        logger[metadataKey: "hb.request.id"] = "\(RequestID())"
        return try await responder.respond(request, AppContext(logger: logger))
    }
}

extension AppContext {
    /// The context of a call within the process.
    package init(logger: Logger) {
        self.init(coreContext: .init(source: LocalSource(logger: logger)), remoteAddress: "")
        trustsProxy = true
    }

    private init(coreContext: CoreRequestContextStorage, remoteAddress: String) {
        self.coreContext = coreContext
        self.remoteAddress = remoteAddress
    }
}

private struct LocalSource: RequestContextSource {
    let logger: Logger
}

extension Response {
    /// The whole body of an answer.
    package func bytes() async throws -> ByteBuffer {
        let collector = BodyCollector()
        try await body.write(collector)
        return collector.buffer.withLock { $0 }
    }
}

private final class BodyCollector: ResponseBodyWriter, Sendable {
    let buffer = Mutex(ByteBuffer())

    func write(_ bytes: ByteBuffer) async throws {
        buffer.withLock { _ = $0.writeImmutableBuffer(bytes) }
    }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
