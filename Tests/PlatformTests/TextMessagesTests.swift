import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization
import TestSupport
import Testing

@testable import Platform

/// What SNS would hear, on a real socket, and what it answers.
private final class StandIn: Sendable {
    struct Heard: Sendable {
        let path: String
        let headers: [String: String]
        let form: [String: String]
    }

    let heard = Mutex<[Heard]>([])

    /// Runs the body while the stand-in answers; `after` is how long it thinks about it.
    func serving(
        _ status: HTTPResponse.Status, _ body: String = "", after pause: Duration = .zero,
        _ test: (String) async throws -> Void
    ) async throws {
        let router = Router()
        router.post("/") { request, _ in
            let text = String(buffer: try await request.body.collect(upTo: 1 << 16))
            let headers = Dictionary(
                request.headers.map { ($0.name.canonicalName, $0.value) }, uniquingKeysWith: { first, _ in first }
            ).merging(["host": request.head.authority ?? ""]) { $1 }
            self.heard.withLock {
                $0.append(Heard(path: request.uri.path, headers: headers, form: Self.fields(text)))
            }
            try await Task.sleep(for: pause)
            return Response(status: status, body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
        }
        let (ports, running) = AsyncStream<Int>.makeStream()
        let app = Application(
            responder: router.buildResponder(),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { running.yield($0.localAddress?.port ?? 0) }, logger: quietLogger())
        let server = Task { try await app.run() }
        var iterator = ports.makeAsyncIterator()
        let port = try #require(await iterator.next())
        try await test("http://127.0.0.1:\(port)")
        server.cancel()
        _ = await server.result
    }

    private static func fields(_ text: String) -> [String: String] {
        Dictionary(
            text.split(separator: "&").compactMap { field in
                let parts = field.split(separator: "=", maxSplits: 1).map { $0.removingPercentEncoding ?? "" }
                return parts.count == 2 ? (parts[0], parts[1]) : nil
            }, uniquingKeysWith: { first, _ in first })
    }
}

@Suite(.timeLimit(.minutes(2))) struct TextMessagesTests {
    private let keys = AWSSignature.Keys(access: "AKIDEXAMPLE", secret: "SECRET", session: "SESSION")
    private let text = "[카페 봄날] 11/24 마감: 매출 1,234,000원 + 0 & 100%"

    private func send(to endpoint: String, patience: Duration = .seconds(10)) async throws {
        let account = try #require(AmazonSNS.Account(region: "ap-northeast-2", keys: keys, endpoint: endpoint))
        try await AmazonSNS(account, patience: patience).send(
            to: try #require(PhoneNumber("010-1234-5678")), text: text)
    }

    @Test func `SNS hears the phone, the text and whose message it is`() async throws {
        let standIn = StandIn()
        try await standIn.serving(.ok, "<PublishResponse/>") { url in
            try await send(to: url)
            let heard = try #require(standIn.heard.withLock { $0.count == 1 ? $0.first : nil })
            #expect(heard.path == "/")
            #expect(heard.form["Action"] == "Publish" && heard.form["Version"] == "2010-03-31")
            #expect(heard.form["PhoneNumber"] == "+821012345678" && heard.form["Message"] == text)
            #expect(heard.headers["host"] == String(url.dropFirst("http://".count)))
            #expect(heard.headers["x-amz-security-token"] == "SESSION")
            let authorization = heard.headers["authorization"] ?? ""
            #expect(authorization.hasPrefix("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/"))
            #expect(authorization.contains("/ap-northeast-2/sns/aws4_request, SignedHeaders=content-type;host;"))
        }
    }

    @Test func `What SNS will never take is refused, by its code and without the number it repeats`() async throws {
        let body = """
            <ErrorResponse><Error><Type>Sender</Type><Code>InvalidParameter</Code>
            <Message>Invalid parameter: PhoneNumber Reason: +821012345678 is not valid</Message></Error></ErrorResponse>
            """
        try await StandIn().serving(.badRequest, body) { url in
            await #expect(throws: TextMessageError.refused("SNS answered 400 InvalidParameter")) {
                try await send(to: url)
            }
        }
    }

    @Test(arguments: [
        (400, "Throttling"), (403, "SignatureDoesNotMatch"), (429, ""), (500, "InternalFailure"), (503, ""),
    ])
    func `What SNS cannot take now may be taken later`(status: Int, code: String) async throws {
        try await StandIn().serving(.init(code: status), "<Error><Code>\(code)</Code></Error>") { url in
            await #expect(throws: TextMessageError.unavailable("SNS answered \(status) \(code)")) {
                try await send(to: url)
            }
        }
    }

    @Test func `An SNS that hangs is waited for no longer than the patience`() async throws {
        try await StandIn().serving(.ok, after: .seconds(30)) { url in
            let started = ContinuousClock.now
            await #expect(throws: TextMessageError.unavailable("SNS did not answer within 0.3 seconds")) {
                try await send(to: url, patience: .milliseconds(300))
            }
            #expect(ContinuousClock.now - started < .seconds(10))
        }
    }

    @Test func `An SNS that is not there is unavailable`() async throws {
        let error = await #expect(throws: TextMessageError.self) { try await send(to: "http://127.0.0.1:1") }
        guard case .unavailable = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `Messages go line by line into a file of their owner alone, with the number masked`() async throws {
        let folder = try TestFolder.make() + "/data"
        let sender = try #require(TextMessages.sender(.file, folder: folder))
        let phone = try #require(PhoneNumber("010-1234-5678"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...20 { group.addTask { try await sender(phone, "마감\n\(number)") } }
            try await group.waitForAll()
        }
        let path = folder + "/messages.jsonl"
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
            try JSON.decode([String: String].self, from: String($0))
        }
        #expect(Set(lines.compactMap { $0["text"] }) == Set((1...20).map { "마감\n\($0)" }))
        #expect(lines.allSatisfy { $0["to"] == "+********5678" && Timestamp($0["at"] ?? "") != nil })
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func `A folder that cannot be written makes the file sender unavailable, none sends nothing`() async throws {
        let blocked = try TestFolder.make() + "/file"
        try Data().write(to: URL(fileURLWithPath: blocked))
        let sender = try #require(TextMessages.sender(.file, folder: blocked))
        let phone = try #require(PhoneNumber("010-1234-5678"))
        await #expect(throws: (any Error).self) { try await sender(phone, "마감") }
        #expect(TextMessages.sender(.none, folder: blocked) == nil)
    }
}
