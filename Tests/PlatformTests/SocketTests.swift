import Contracts
import Foundation
import FoundationNetworking
import Hummingbird
import TestSupport
import Testing

@testable import Platform

@Suite(.timeLimit(.minutes(2))) struct SocketTests {
    /// A real client on a real socket, since only there can a server close before the client has read.
    private func serving(_ body: (URL, StoreID) async throws -> Void) async throws {
        try await Probe.open { probe in
            let (ports, running) = AsyncStream<Int>.makeStream()
            let app = probe.app.runtime.application(host: "127.0.0.1", port: 0) { running.yield($0) }
            let server = Task { try await app.run() }
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next())
            try await body(try #require(URL(string: "http://127.0.0.1:\(port)")), probe.store)
            server.cancel()
            _ = await server.result
        }
    }

    private func post(_ body: Data, to url: URL, as caller: String) async throws -> (Int, Data) {
        var request = URLRequest(url: url.appending(path: "api/v1/notes"))
        request.httpMethod = "POST"
        request.setValue("Bearer \(caller)", forHTTPHeaderField: "Authorization")
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        let (data, response) = try await URLSession.shared.upload(for: request, from: body)
        return ((response as? HTTPURLResponse)?.statusCode ?? 0, data)
    }

    @Test func `A client can read that its body is too large`() async throws {
        try await serving { url, store in
            for megabytes in [2, 12] {
                let (status, data) = try await post(
                    Data(repeating: UInt8(ascii: "x"), count: megabytes << 20), to: url, as: TestCaller.owner(store))
                #expect(status == 413)
                #expect(try JSON.decode(Problem.self, from: data).code == "body-too-large")
            }
            let (status, _) = try await post(Data(#"{"text": "a"}"#.utf8), to: url, as: TestCaller.owner(store))
            #expect(status == 201)
        }
    }
}
