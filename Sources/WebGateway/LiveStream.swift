import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Platform
import ServiceLifecycle

/// One open stream to one screen.
struct LiveStream: Sendable {
    /// Seconds between heartbeats.
    static let heartbeat = 15
    /// Milliseconds that sales are gathered before the live totals are sent.
    static let gathering = 150

    let session: BrowserSessions.Session
    let peers: Peers
    let hub: LiveHub
    let position: LivePosition
    let resume: String?
    let subscription: LiveHub.Subscription

    private enum Wake: Sendable {
        case message(LiveHub.Message)
        case summary
    }

    func run(writing writer: inout any ResponseBodyWriter) async throws {
        var position = position
        try await writer.write(ByteBuffer(string: "retry: 2000\n\n"))
        try await greet(&position, &writer)
        let (wakes, wake) = AsyncStream.makeStream(of: Wake.self, bufferingPolicy: .bufferingNewest(512))
        let feeder = Task {
            for await message in subscription.messages { wake.yield(.message(message)) }
            wake.finish()
        }
        let pulse = Task {
            while !Task.isCancelled {
                // Proxies close a stream on which nothing comes for a while.
                try await Task.sleep(for: .seconds(Self.heartbeat))
                wake.yield(.message(.beat))
            }
        }
        defer {
            feeder.cancel()
            pulse.cancel()
        }
        var summaryDue = false
        for await next in wakes.cancelOnGracefulShutdown() {
            if session.claims.exp <= Timestamp.now.milliseconds / 1000 { return }
            switch next {
            case .message(.beat): try await writer.write(ByteBuffer(string: ": beat\n\n"))
            case .message(.behind):
                try await send("reset", "{}", at: position, &writer)
                return
            case .message(.events(let events)):
                try await tell(events, &position, &writer)
                if !summaryDue, seesFigures, events.contains(where: { $0.publisher == .sale }) {
                    summaryDue = true
                    Task {
                        // Many sales within this moment are one message.
                        try await Task.sleep(for: .milliseconds(Self.gathering))
                        wake.yield(.summary)
                    }
                }
            case .summary:
                summaryDue = false
                try await sendSummary(at: position, &writer)
            }
        }
    }

    private var seesFigures: Bool { session.claims.rights.contains(.seeFigures) }

    /// Says where the stream stands, or sends what a returning screen missed, or tells it to reload.
    private func greet(_ position: inout LivePosition, _ writer: inout any ResponseBodyWriter) async throws {
        guard let resume, !resume.isEmpty else {
            return try await send("hello", "{}", at: position, &writer)
        }
        guard let since = LivePosition(resume),
            let missed = try await hub.missed(since: since, store: session.claims.store)
        else { return try await send("reset", "{}", at: position, &writer) }
        position = since
        try await tell(missed, &position, &writer)
        try await send("hello", "{}", at: position, &writer)
    }

    private func tell(
        _ events: [RecordedEvent], _ position: inout LivePosition, _ writer: inout any ResponseBodyWriter
    ) async throws {
        for event in events where event.seq > position.seqs[event.publisher.rawValue] ?? 0 {
            position.seqs[event.publisher.rawValue] = event.seq
            for notice in try LiveNotice.all(of: event) where session.claims.rights.contains(notice.right) {
                try await send(notice.name, notice.data, at: position, &writer)
            }
        }
    }

    private func sendSummary(at position: LivePosition, _ writer: inout any ResponseBodyWriter) async throws {
        let response = try await peers.forward(
            .dashboard, .get, "/api/v1/dashboard/live", headers: [.authorization: "Bearer \(session.token)"])
        guard response.status == .ok else { return }
        try await send("summary", String(buffer: try await response.bytes()), at: position, &writer)
    }

    private func send(
        _ name: String, _ data: String, at position: LivePosition, _ writer: inout any ResponseBodyWriter
    ) async throws {
        // The position counts orders and sales, which is none of a guest's business; it starts afresh after a break.
        let id = session.claims.rights.contains(.order) || session.claims.rights.contains(.cook)
        try await writer.write(
            ByteBuffer(string: (id ? "id: \(position.text)\n" : "") + "event: \(name)\ndata: \(data)\n\n"))
    }
}
