import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// How much a request may bring, in bytes.
package enum BodyLimit {
    package static let json = 1 << 20
    package static let imports = 32 << 20
    /// What is read and thrown away so that a client can still read the 413.
    static let drained = 16 << 20
}

extension Request {
    /// The whole body; 413 when it is larger than the limit, after draining so that the answer can be read.
    package func bytes(upTo limit: Int = BodyLimit.json) async throws -> ByteBuffer {
        var buffer = ByteBuffer()
        var total = 0
        for try await chunk in body {
            total += chunk.readableBytes
            if total <= limit { buffer.writeImmutableBuffer(chunk) }
            if total > max(limit, BodyLimit.drained) { break }
        }
        guard total <= limit else { throw AccessRejection.bodyTooLarge }
        return buffer
    }

    /// The body as JSON of a type; 400 when it is no JSON, 422 with the field when it does not fit.
    package func decoded<T: Decodable>(_ type: T.Type, upTo limit: Int = BodyLimit.json) async throws -> T {
        let data = Data(try await bytes(upTo: limit).readableBytesView)
        do {
            return try JSON.decode(type, from: data)
        } catch let error as DecodingError {
            let refusal = AccessRejection(error)
            // Foundation calls a whole number that does not fit "not JSON"; a body that can be read is a matter of fields.
            if refusal == .unreadable, (try? JSONSerialization.jsonObject(with: data)) != nil {
                throw AccessRejection.fieldInvalid(pointer: "")
            }
            throw refusal
        }
    }

    /// The client's idempotency key, at most 200 characters.
    package var idempotencyKey: String? {
        get throws {
            guard let key = headers[.idempotencyKey] else { return nil }
            guard !key.isEmpty, key.utf8.count <= 200 else {
                throw AccessRejection.fieldInvalid(pointer: "/Idempotency-Key")
            }
            return key
        }
    }

    /// What identifies this command: the header's key and the body's own id.
    package func stamp(id: String? = nil, secretFree: some Encodable) throws -> CommandStamp? {
        try CommandStamp(path: "\(method) \(uri.path)", key: try idempotencyKey, id: id, secretFree: secretFree)
    }

    /// The version in `If-Match`; nil when absent or `*`.
    package var matchedVersion: Int64? {
        guard let text = headers[.ifMatch], text != "*" else { return nil }
        let bare = text.hasPrefix("W/") ? text.dropFirst(2) : text[...]
        return Int64(bare.trimmingCharacters(in: CharacterSet(charactersIn: "\""))) ?? -1
    }

    /// A query value, decoded.
    package func query(_ name: String) -> String? { uri.queryParameters[name[...]].map(String.init) }

    /// A business date of the query; 422 when it is not one.
    package func date(_ name: String) throws -> BusinessDate? {
        guard let text = query(name) else { return nil }
        guard let date = BusinessDate(text) else { throw AccessRejection.fieldInvalid(pointer: "/\(name)") }
        return date
    }

    /// `limit` of a list: 50 unless told, 1 to 200.
    package func limit() throws -> Int {
        guard let text = query("limit") else { return 50 }
        guard let limit = Int(text), (1...200).contains(limit) else {
            throw AccessRejection.fieldInvalid(pointer: "/limit")
        }
        return limit
    }
}

extension AccessRejection {
    /// Turns the decoder's complaint into 400 (not JSON) or 422 (a field).
    init(_ error: DecodingError) {
        switch error {
        case .dataCorrupted(let context) where context.codingPath.isEmpty: self = .unreadable
        case .keyNotFound(let key, let context): self = .fieldInvalid(pointer: Self.pointer(context.codingPath + [key]))
        case .valueNotFound(_, let context), .typeMismatch(_, let context), .dataCorrupted(let context):
            self = .fieldInvalid(pointer: Self.pointer(context.codingPath))
        @unknown default: self = .unreadable
        }
    }

    private static func pointer(_ path: [any CodingKey]) -> String {
        path.map { "/" + ($0.intValue.map(String.init) ?? $0.stringValue) }.joined()
    }
}
