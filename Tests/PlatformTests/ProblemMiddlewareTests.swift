import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Synchronization
import TestSupport
import Testing

@testable import Platform

/// A request as a handler receives it.
func captured(_ path: String) async throws -> Request {
    Request(
        head: HTTPRequest(method: .get, scheme: "http", authority: nil, path: path),
        body: RequestBody(buffer: ByteBuffer()))
}

@Suite struct ProblemMiddlewareTests {
    @Test func `A path or a method that does not exist is said so`() async throws {
        try await Probe.open { probe in
            let path = try await probe.app.send(.get, "/api/v1/nothing?x=1", as: TestCaller.owner(probe.store))
            #expect(path.status == 404 && path.code == "not-found")
            #expect(path.header("Content-Type")?.hasPrefix("application/problem+json") == true)
            #expect(try path.decode(Problem.self).instance == "/api/v1/nothing")
            let method = try await probe.app.send(.delete, "/api/v1/notes", as: TestCaller.owner(probe.store))
            #expect(method.status == 405 && method.code == "method-not-allowed")
            #expect(method.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        }
    }

    @Test func `An unknown error tells the client nothing of itself`() async throws {
        try await Probe.open { probe in
            for kind in ["unknown", "statement"] {
                let reply = try await probe.app.send(.get, "/api/v1/failures/\(kind)")
                #expect(reply.status == 500 && reply.code == "internal-error")
                for secret in ["hunter2", "secret_column", "Leak", "SQLError", "Platform", ".swift"] {
                    #expect(!reply.text.contains(secret), "\(reply.text)")
                }
                #expect(reply.header("X-Request-Id")?.isEmpty == false)
            }
        }
    }

    @Test func `A full disk and a database that is away ask to try again, and say no more`() async throws {
        try await Probe.open { probe in
            let full = try await probe.app.send(.get, "/api/v1/failures/storage")
            #expect(full.status == 503 && full.code == "storage-unavailable")
            let away = try await probe.app.send(.get, "/api/v1/failures/away")
            #expect(away.status == 503 && away.code == "unavailable")
            for reply in [full, away] {
                #expect(reply.header("Retry-After") == "1")
                #expect(!reply.text.contains("/var/lib") && !reply.text.contains("10.0.0.7"))
            }
        }
    }

    @Test func `Too many tries in a short time must wait`() async throws {
        let limit = RateLimit(burst: 3, interval: 10)
        let start = Timestamp(milliseconds: 1_700_000_000_000)
        for _ in 0..<3 { try limit.take("10.0.0.1", at: start) }
        #expect(throws: AccessRejection.tooManyRequests(seconds: 10)) { try limit.take("10.0.0.1", at: start) }
        #expect(throws: AccessRejection.tooManyRequests(seconds: 1)) {
            try limit.take("10.0.0.1", at: start.advanced(seconds: 9))
        }
        try await Probe.open { probe in
            let reply = try await probe.app.send(.get, "/api/v1/failures/limited")
            #expect(reply.status == 429 && reply.code == "too-many-requests")
            #expect(reply.header("Retry-After") == "7")
        }
    }

    @Test func `A bucket fills again by one token per interval, for each key by itself`() throws {
        let limit = RateLimit(burst: 2, interval: 10)
        let start = Timestamp(milliseconds: 1_700_000_000_000)
        try limit.take("a", at: start)
        try limit.take("a", at: start)
        try limit.take("b", at: start)
        try limit.take("a", at: start.advanced(seconds: 10))
        #expect(throws: AccessRejection.self) { try limit.take("a", at: start.advanced(seconds: 10)) }
        try limit.take("a", at: start.advanced(seconds: 1000))
        try limit.take("a", at: start.advanced(seconds: 1000))
        #expect(throws: AccessRejection.self) { try limit.take("a", at: start.advanced(seconds: 1000)) }
    }

    @Test func `A clock that is set back locks nobody out`() throws {
        let limit = RateLimit(burst: 5, interval: 1)
        let start = Timestamp(milliseconds: 1_700_000_000_000)
        try limit.take("a", at: start)
        try limit.take("a", at: start.advanced(seconds: -3600))
    }

    @Test(arguments: [
        (nil, Language.ko), ("ko-KR,ko;q=0.9,en-US;q=0.8", .ko), ("*", .ko), ("en-US,en;q=0.9,ko;q=0.8", .en),
        ("EN", .en), ("fr-FR", .en), ("ko", .ko), ("", .ko),
    ])
    func `A problem speaks Korean unless the reader prefers another language`(
        header: String?, language: Language
    ) async throws {
        #expect(ProblemMiddleware.language(of: header) == language)
        try await Probe.open { probe in
            let reply = try await probe.app.send(
                .get, "/api/v1/nothing", headers: header.map { ["Accept-Language": $0] } ?? [:])
            #expect(try reply.decode(Problem.self).title == AccessRejection.notFound.words.text(language))
        }
    }

    @Test func `Every refusal of access has its own kebab-case code, two languages and a client error's status`() {
        let all: [AccessRejection] = [
            .unauthenticated, .rightMissing(.sell), .approvalSpent, .approvalInvalid, .idReused, .notFound,
            .versionStale, .versionRequired, .bodyTooLarge, .unreadable, .fieldInvalid(pointer: "/a"),
            .tooManyRequests(seconds: 1), .internalOnly, .methodNotAllowed,
        ]
        #expect(Set(all.map(\.code)).count == all.count)
        for rejection in all {
            #expect(rejection.code.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil)
            #expect((400..<500).contains(rejection.status))
            #expect(
                !rejection.words.ko.isEmpty && !rejection.words.en.isEmpty && rejection.words.ko != rejection.words.en)
        }
    }

    @Test func `A peer's problem document arrives as it was written`() async throws {
        try await Probe.open { probe in
            let peers = Peers(caller: .sale, identity: InternalIdentity(secret: "test"), send: probe.local.send)
            let found: [String: String] = try await peers.call(
                .order, .get, "/internal/order/secret", store: probe.store)
            #expect(found == ["store": probe.store.text])
            let problem = await #expect(throws: Problem.self) {
                let _: [String: String] = try await peers.call(.order, .get, "/internal/nothing", store: probe.store)
            }
            #expect(problem?.code == "not-found" && problem?.status == 404)
        }
    }
}
