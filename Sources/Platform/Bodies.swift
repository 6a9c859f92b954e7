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
        // A NUL is no text that anybody types, and PostgreSQL cannot keep it.
        guard data.range(of: Data(#"\u0000"#.utf8)) == nil, !data.contains(0) else { throw AccessRejection.unreadable }
        do {
            return try JSON.decode(type, from: data)
        } catch let error as DecodingError {
            let refusal = AccessRejection(error)
            // Foundation calls a number that no integer holds "not JSON", and forgets where it stood.
            if refusal == .unreadable, let whole = try? JSONSerialization.jsonObject(with: data) {
                throw AccessRejection.fieldInvalid(pointer: Self.oddNumber(in: whole, at: "") ?? "")
            }
            throw refusal
        }
    }

    /// The pointer of the first number that no 64-bit integer holds.
    private static func oddNumber(in value: Any, at pointer: String) -> String? {
        switch value {
        case let object as [String: Any]:
            return object.keys.sorted().lazy.compactMap { key in
                object[key].flatMap { oddNumber(in: $0, at: pointer + "/" + key) }
            }.first
        case let array as [Any]:
            return array.enumerated().lazy.compactMap { oddNumber(in: $1, at: "\(pointer)/\($0)") }.first
        case let number as NSNumber: return Int64(exactly: number) == nil ? pointer : nil
        default: return nil
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

    /// The media type that the Accept header likes best among those offered; the first offered when it names none
    /// (RFC 9110, 12.5.1; the weights count, the order does not).
    package func preferred(of offered: [String]) -> String? {
        var best: (type: String, weight: Double)?
        for part in (headers[.accept] ?? "*/*").lowercased().split(separator: ",") {
            let fields = part.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
            let weight = fields.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            guard let type = offered.first(where: { $0 == fields.first }), weight > best?.weight ?? 0 else { continue }
            best = (type, weight)
        }
        return best?.type ?? offered.first
    }

    /// A query value, decoded.
    package func query(_ name: String) -> String? { uri.queryParameters[name[...]].map(String.init) }

    /// A business date of the query; 422 when it is not one.
    package func date(_ name: String) throws -> BusinessDate? {
        guard let text = query(name) else { return nil }
        guard let date = BusinessDate(text) else { throw AccessRejection.fieldInvalid(pointer: "/\(name)") }
        return date
    }

    /// A page of a list that is short enough to be at hand as a whole; the cursor is a position in it.
    package func page<Element: Codable & Sendable>(of all: [Element]) throws -> Page<Element> {
        let limit = try limit()
        var start = 0
        if let text = query("after") {
            guard let position = Int(text), (0...all.count).contains(position) else {
                throw AccessRejection.fieldInvalid(pointer: "/after")
            }
            start = position
        }
        let end = min(all.count, start + limit)
        return Page(data: Array(all[start..<end]), next: end < all.count ? String(end) : nil)
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
