import Contracts
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Platform

@Suite struct RequestsTests {
    @Test(arguments: TestEngine.available)
    func `An id that was used for one body cannot be used for another`(engine: TestEngine) async throws {
        try await Probe.open(engine) { probe in
            let id = EventID.make()
            let first = try await probe.post(#"{"id": "\#(id)", "text": "one"}"#)
            #expect(first.status == 201 && first.header("Idempotency-Replayed") == nil)
            let again = try await probe.post(#"{"text": "one", "id": "\#(id)", "later": true}"#)
            #expect(again.status == 200 && again.header("Idempotency-Replayed") == "true")
            #expect(again.text == first.text)
            let other = try await probe.post(#"{"id": "\#(id)", "text": "two"}"#)
            #expect(other.status == 409 && other.code == "id-reused")
            let key = ["Idempotency-Key": "till-7-0001"]
            #expect(try await probe.post(#"{"text": "keyed"}"#, headers: key).status == 201)
            #expect(try await probe.post(#"{"text": "keyed"}"#, headers: key).status == 200)
            #expect(try await probe.post(#"{"text": "other"}"#, headers: key).code == "id-reused")
            #expect(try await probe.counts() == [2, 2])
        }
    }

    @Test func `An idempotency key has 1 to 200 characters`() async throws {
        try await Probe.open { probe in
            let long = try await probe.post(
                #"{"text": "x"}"#, headers: ["Idempotency-Key": String(repeating: "k", count: 201)])
            #expect(long.status == 422 && long.code == "field-invalid")
            let most = ["Idempotency-Key": String(repeating: "k", count: 200)]
            #expect(try await probe.post(#"{"text": "x"}"#, headers: most).status == 201)
        }
    }

    @Test func `What belongs to another store, or was never there, is absent`() async throws {
        try await Probe.open { probe in
            let id = EventID.make()
            #expect(try await probe.post(#"{"id": "\#(id)", "text": "ours"}"#).status == 201)
            let stranger = TestCaller.owner(.make())
            for (path, caller) in [
                ("notes/\(id)", stranger), ("notes/\(EventID.make())", TestCaller.owner(probe.store)),
                ("notes/not-an-id", TestCaller.owner(probe.store)),
            ] {
                let reply = try await probe.app.send(
                    .put, "/api/v1/" + path, as: caller, body: #"{"text": "theirs"}"#, headers: ["If-Match": "\"1\""])
                #expect(reply.status == 404 && reply.code == "not-found", "\(path)")
            }
            #expect(try await probe.counts() == [1, 1])
        }
    }

    @Test func `A change made from an outdated version is refused`() async throws {
        try await Probe.open { probe in
            let id = EventID.make()
            _ = try await probe.post(#"{"id": "\#(id)", "text": "one"}"#)
            #expect(try await put(id, in: probe, version: "\"1\"").status == 204)
            for version in ["\"1\"", "W/\"1\"", "\"3\"", "\"x\"", ""] {
                let stale = try await put(id, in: probe, version: version)
                #expect(stale.status == 412 && stale.code == "version-stale", "\(version)")
            }
            #expect(try await put(id, in: probe, version: "W/\"2\"").status == 204)
        }
    }

    @Test func `Replacing a whole needs the version that it replaces`() async throws {
        try await Probe.open { probe in
            let id = EventID.make()
            _ = try await probe.post(#"{"id": "\#(id)", "text": "one"}"#)
            let reply = try await put(id, in: probe, version: nil)
            #expect(reply.status == 428 && reply.code == "version-required")
            #expect(try await probe.counts() == [1, 1])
        }
    }

    @Test func `A body larger than the limit is refused`() async throws {
        try await Probe.open { probe in
            let most = String(repeating: "x", count: BodyLimit.json - 12)
            #expect(try await probe.post(#"{"text": "\#(most)"}"#).status == 201)
            for bytes in [BodyLimit.json - 11, 2 << 20, 20 << 20] {
                let reply = try await probe.post(#"{"text": "\#(String(repeating: "x", count: bytes))"}"#)
                #expect(reply.status == 413 && reply.code == "body-too-large", "\(bytes)")
                #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
            }
            #expect(try await probe.counts() == [1, 1])
        }
    }

    @Test(arguments: ["{", "", "not json", #"{"text": "a"} trailing"#, "{\"text\": \"\u{1}", #"{"text": nul}"#])
    func `A body that is not JSON is refused`(body: String) async throws {
        try await Probe.open { probe in
            let reply = try await probe.post(body)
            #expect(reply.status == 400 && reply.code == "unreadable", "\(reply.text)")
            #expect(try await probe.counts() == [0, 0])
        }
    }

    @Test(arguments: [
        (#"{}"#, "/text"), (#"{"text": 7}"#, "/text"), (#"{"text": null}"#, "/text"),
        (#"{"text": "a", "id": "seven"}"#, "/id"), (#"{"text": "a", "tags": [{"name": "b"}, {}]}"#, "/tags/1/name"),
        (#"{"text": "a", "tags": "b"}"#, "/tags"),
    ])
    func `A field that is missing or of the wrong form is refused by name`(body: String, pointer: String) async throws {
        try await Probe.open { probe in
            let reply = try await probe.post(body)
            #expect(reply.status == 422 && reply.code == "field-invalid")
            #expect(try reply.decode(Problem.self).errors?.map(\.pointer) == [pointer])
            #expect(try await probe.counts() == [0, 0])
        }
    }

    @Test func `Queries are read as dates and limits, or refused by name`() async throws {
        let request = try await captured("/x?from=2024-02-29&to=2024-02-30&limit=201&after=a%20b")
        #expect(try request.date("from")?.text == "2024-02-29")
        #expect(try request.date("none") == nil)
        #expect(throws: AccessRejection.fieldInvalid(pointer: "/to")) { try request.date("to") }
        #expect(throws: AccessRejection.fieldInvalid(pointer: "/limit")) { try request.limit() }
        #expect(request.query("after") == "a b")
        #expect(try await captured("/x").limit() == 50)
        #expect(try await captured("/x?limit=200").limit() == 200)
    }

    private func put(_ id: EventID, in probe: Probe, version: String?) async throws -> TestReply {
        try await probe.app.send(
            .put, "/api/v1/notes/\(id)", as: TestCaller.owner(probe.store), body: #"{"text": "new"}"#,
            headers: version.map { ["If-Match": $0] } ?? [:])
    }
}
