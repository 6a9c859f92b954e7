import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

extension HTTPField.Name {
    package static let idempotencyKey = HTTPField.Name("Idempotency-Key") ?? .eTag
    package static let idempotencyReplayed = HTTPField.Name("Idempotency-Replayed") ?? .eTag
    package static let approval = HTTPField.Name("X-Approval") ?? .eTag
    package static let forwardedFor = HTTPField.Name("X-Forwarded-For") ?? .eTag
}

/// Ways to answer.
package enum Reply {
    /// A value as JSON.
    package static func json(
        _ value: some Encodable, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) throws -> Response {
        raw(ByteBuffer(bytes: try JSON.encode(value)), "application/json; charset=utf-8", status, headers)
    }

    /// A mutable thing as JSON with its version as ETag.
    package static func json(
        _ value: some Encodable, version: Int64, status: HTTPResponse.Status = .ok
    ) throws -> Response {
        try json(value, status: status, headers: [.eTag: "\"\(version)\""])
    }

    /// A command's answer, marked when it is the first one again.
    package static func answer(_ answer: Answer) -> Response {
        var headers: HTTPFields = [:]
        if answer.replayed { headers[.idempotencyReplayed] = "true" }
        if let version = answer.version { headers[.eTag] = "\"\(version)\"" }
        return raw(
            ByteBuffer(string: answer.body), "application/json; charset=utf-8",
            HTTPResponse.Status(code: answer.status), headers)
    }

    /// Text of any media type.
    package static func text(_ text: String, _ type: String, headers: HTTPFields = [:]) -> Response {
        raw(ByteBuffer(string: text), type, .ok, headers)
    }

    package static func nothing() -> Response { Response(status: .noContent) }

    private static func raw(
        _ buffer: ByteBuffer, _ type: String, _ status: HTTPResponse.Status, _ headers: HTTPFields
    ) -> Response {
        var headers = headers
        headers[.contentType] = type
        if headers[.cacheControl] == nil { headers[.cacheControl] = "no-store" }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: buffer))
    }
}

/// A list's page: `next` is the cursor of the following one.
package struct Page<Element: Codable & Sendable>: Codable, Sendable {
    package let data: [Element]
    package let next: String?

    package init(data: [Element], next: String? = nil) {
        self.data = data
        self.next = next
    }

    /// A page of what was read with one row more than the limit: only then is there a next page.
    package init<Row>(_ rows: [Row], limit: Int, cursor: (Row) -> String, show: (Row) -> Element) {
        let shown = rows.prefix(limit)
        self.init(data: shown.map(show), next: rows.count > limit ? shown.last.map(cursor) : nil)
    }

    enum CodingKeys: CodingKey { case data, next }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(data, forKey: .data)
        try container.encode(next, forKey: .next)
    }
}

extension Reply {
    /// Bytes of any media type, such as what a printer reads.
    package static func bytes(_ bytes: [UInt8], _ type: String) -> Response {
        raw(ByteBuffer(bytes: bytes), type, .ok, [:])
    }
}
