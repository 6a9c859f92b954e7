import AsyncHTTPClient
import Contracts
import Foundation
import NIOCore
import NIOHTTP1

/// Text messages by Amazon SNS: its call `Publish`, straight to a phone.
package struct AmazonSNS: Sendable {
    /// Where and as whom to send.
    package struct Account: Sendable, Equatable {
        let region: String
        let keys: AWSSignature.Keys
        let endpoint: URL

        /// `endpoint` is the region's own unless another one is named; nil when what is named is no address.
        package init?(region: String, keys: AWSSignature.Keys, endpoint: String? = nil) {
            let named = endpoint ?? "https://sns.\(region).amazonaws.com"
            guard let url = URL(string: named), ["http", "https"].contains(url.scheme), url.host?.isEmpty == false,
                url.query == nil, ["", "/"].contains(url.path)
            else { return nil }
            self.region = region
            self.keys = keys
            self.endpoint = url
        }

        /// The host as the header of the same name says it: with the port, unless it is the usual one.
        var host: String {
            let host = endpoint.host ?? ""
            guard let port = endpoint.port, port != (endpoint.scheme == "https" ? 443 : 80) else { return host }
            return "\(host):\(port)"
        }
    }

    private let account: Account
    private let patience: Duration

    /// `patience`: how long SNS may take to answer.
    package init(_ account: Account, patience: Duration = .seconds(10)) {
        self.account = account
        self.patience = patience
    }

    /// Hands a message over; see `TextMessageSender`.
    @Sendable package func send(to phone: PhoneNumber, text: String) async throws {
        let request = request(to: phone, text: text, at: Date())
        let (status, code) = try await answer(to: request)
        switch status {
        case 200..<300: return
        // What SNS says of the message itself. Keys, limits and outages are matters that somebody will mend.
        case 400 where !Self.passing.contains(code): throw TextMessageError.refused("SNS answered 400 \(code)")
        default: throw TextMessageError.unavailable("SNS answered \(status) \(code)")
        }
    }

    /// Codes of a 400 that may go by: of limits and of keys.
    private static let passing: Set<String> = [
        "Throttling", "Throttled", "ThrottlingException", "RequestExpired", "ExpiredToken", "ExpiredTokenException",
        "IncompleteSignature", "MissingAuthenticationToken",
    ]

    /// What is sent for a message, signed at a moment.
    func signed(to phone: PhoneNumber, text: String, at date: Date) -> (headers: [String: String], body: Data) {
        let body = Self.form([
            ("Action", "Publish"), ("Version", "2010-03-31"), ("PhoneNumber", phone.e164), ("Message", text),
            ("MessageAttributes.entry.1.Name", "AWS.SNS.SMS.SMSType"),
            ("MessageAttributes.entry.1.Value.DataType", "String"),
            ("MessageAttributes.entry.1.Value.StringValue", "Transactional"),
        ])
        let signature = AWSSignature(keys: account.keys, region: account.region, service: "sns")
        let headers = ["host": account.host, "content-type": "application/x-www-form-urlencoded; charset=utf-8"]
        return (signature.headers(signing: headers, "POST", path: "/", body: body, at: date), body)
    }

    private func request(to phone: PhoneNumber, text: String, at date: Date) -> HTTPClientRequest {
        let (headers, body) = signed(to: phone, text: text, at: date)
        var request = HTTPClientRequest(url: "\(account.endpoint.scheme ?? "https")://\(account.host)/")
        request.method = .POST
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) { request.headers.add(name: name, value: value) }
        request.body = .bytes(ByteBuffer(bytes: body))
        return request
    }

    /// The status, and of a refusal its code; SNS' own sentence may repeat the phone number and is left alone.
    private func answer(to request: HTTPClientRequest) async throws -> (status: Int, code: String) {
        do {
            return try await withThrowingTaskGroup(of: (Int, String)?.self) { group in
                group.addTask {
                    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
                    let status = Int(response.status.code)
                    guard !(200..<300).contains(status) else { return (status, "") }
                    return (status, Self.code(in: String(buffer: try await response.body.collect(upTo: 64 << 10))))
                }
                group.addTask {
                    // The race that ends a request whose answer never comes; whoever is first cancels the other.
                    try await Task.sleep(for: patience)
                    return nil
                }
                defer { group.cancelAll() }
                guard let answer = try await group.next() ?? nil else {
                    throw TextMessageError.unavailable("SNS did not answer within \(patience)")
                }
                return answer
            }
        } catch let error as TextMessageError {
            throw error
        } catch {
            throw TextMessageError.unavailable("\(error)")
        }
    }

    /// What stands in `<Code>` of SNS' answer, if it is a plain word.
    private static func code(in text: String) -> String {
        guard let start = text.range(of: "<Code>"), let end = text[start.upperBound...].range(of: "</Code>") else {
            return ""
        }
        let code = text[start.upperBound..<end.lowerBound]
        return code.count <= 60 && code.allSatisfy { $0.isASCII && ($0.isLetter || $0 == ".") } ? String(code) : ""
    }

    /// Fields as a form's body; all but the unreserved characters of RFC 3986 are escaped.
    static func form(_ fields: [(name: String, value: String)]) -> Data {
        func escaped(_ text: String) -> String {
            let plain = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
            return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
        }
        return Data(fields.map { escaped($0.name) + "=" + escaped($0.value) }.joined(separator: "&").utf8)
    }
}
