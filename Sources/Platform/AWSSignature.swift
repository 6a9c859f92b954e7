import Crypto
import Foundation

/// The proof that Amazon asks for with each request: Signature Version 4, over the headers and the body.
package struct AWSSignature: Sendable {
    /// Whose account it is; a session token comes with keys that expire.
    package struct Keys: Sendable, Equatable {
        let access: String
        let secret: String
        let session: String?

        package init(access: String, secret: String, session: String? = nil) {
            self.access = access
            self.secret = secret
            self.session = session
        }
    }

    let keys: Keys
    let region: String
    let service: String

    /// The headers to send: those given, the date, the session token if there is one, and `authorization`.
    ///
    /// `headers` have names in lower case, `host` among them; the path is a plain one, without a query.
    func headers(
        signing headers: [String: String], _ method: String, path: String, body: Data, at date: Date
    ) -> [String: String] {
        let stamp = Self.stamp(date)
        var headers = headers
        headers["x-amz-date"] = stamp
        if let session = keys.session { headers["x-amz-security-token"] = session }
        let signed = headers.sorted { $0.key < $1.key }
        let names = signed.map(\.key).joined(separator: ";")
        let canonical =
            [method, path, ""] + signed.map { "\($0.key):\($0.value.trimmingCharacters(in: .whitespaces))" }
            + ["", names, Hex.text(SHA256.hash(data: body))]
        let scope = "\(stamp.prefix(8))/\(region)/\(service)/aws4_request"
        let request = Hex.text(SHA256.hash(data: Data(canonical.joined(separator: "\n").utf8)))
        let text = ["AWS4-HMAC-SHA256", stamp, scope, request].joined(separator: "\n")
        let signature = Hex.text(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key(of: stamp.prefix(8))))
        headers["authorization"] =
            "AWS4-HMAC-SHA256 Credential=\(keys.access)/\(scope), SignedHeaders=\(names), Signature=\(signature)"
        return headers
    }

    /// A key that is good for one day, region and service.
    private func key(of day: Substring) -> SymmetricKey {
        var key = SymmetricKey(data: Data("AWS4\(keys.secret)".utf8))
        for part in [String(day), region, service, "aws4_request"] {
            key = SymmetricKey(data: Data(HMAC<SHA256>.authenticationCode(for: Data(part.utf8), using: key)))
        }
        return key
    }

    /// A moment as `20150830T123600Z`.
    private static func stamp(_ date: Date) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
        func digits(_ part: Int?, _ count: Int = 2) -> String {
            let text = String(part ?? 0)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        return digits(parts.year, 4) + digits(parts.month) + digits(parts.day) + "T" + digits(parts.hour)
            + digits(parts.minute) + digits(parts.second) + "Z"
    }
}

extension AWSSignature.Keys: CustomStringConvertible, CustomReflectable {
    package var description: String { "keys of \(access)" }
    package var customMirror: Mirror { Mirror(self, children: ["access": access]) }
}
