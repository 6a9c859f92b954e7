import Contracts
import Hummingbird
import Logging
import NIOCore
import Platform
import Synchronization
import TestSupport
import Testing

@testable import SaleService

/// A Sale room with its messages, a Store that knows the owner's phone, and a sender that notes what it is given.
private final class Outbox: Sendable {
    let database: Database
    let store = StoreID.make()
    let phone = Mutex("010-1234-5678")
    /// What the sender throws; nil while it takes everything.
    let fault = Mutex<TextMessageError?>(nil)
    let sent = Mutex<[String]>([])
    let log = Mutex<[String]>([])
    let start = Timestamp(milliseconds: 1_764_000_000_000)

    private init(_ database: Database) { self.database = database }

    static func open(_ engine: TestEngine, _ body: (Outbox) async throws -> Void) async throws {
        let outbox = Outbox(try await engine.database(.sale, schema: SalesSQL.schema))
        try await outbox.database.transaction(by: .service(.sale, for: outbox.store)) { try $0.keep(.sample) }
        try await body(outbox)
        try await outbox.database.close()
    }

    func settle(_ date: String = "2026-11-24", at now: Timestamp? = nil) async throws {
        let day = SettledDay.sample(date)
        try await database.transaction(by: .service(.sale, for: store), at: now ?? start) { try $0.tellOwner(of: day) }
    }

    func worker(configured: Bool = true) -> MessageSending {
        let sender: TextMessageSender = { phone, text in
            if let fault = self.fault.withLock({ $0 }) { throw fault }
            self.sent.withLock { $0.append("\(phone.e164) \(text)") }
        }
        let peers = Peers(caller: .sale, identity: InternalIdentity(secret: "test")) { _, _ in
            let profile = StoreProfile(
                id: self.store, settings: .sample, phone: self.phone.withLock { $0 }, createdAt: self.start, version: 1)
            return Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(bytes: try JSON.encode(profile))))
        }
        let logger = Logger(label: "test") { _ in Notes { line in self.log.withLock { $0.append(line) } } }
        return MessageSending(
            database: database, peers: peers, sender: configured ? sender : nil, logger: logger)
    }

    func messages(_ state: Message.State? = nil) async throws -> [Message] {
        let store = store
        return try await database.read { try $0.messages(state, after: nil, limit: 50, of: store) }
    }

    /// The one message there is.
    func message() async throws -> Message {
        let all = try await messages()
        return try #require(all.count == 1 ? all.first : nil)
    }
}

/// Keeps every log record with all it says.
private struct Notes: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace
    let keep: @Sendable (String) -> Void

    init(keep: @escaping @Sendable (String) -> Void) { self.keep = keep }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { keep("\(event.level) \(event.message) \(event.metadata ?? [:])") }
}

@Suite(.timeLimit(.minutes(2))) struct MessageSendingTests {
    @Test(arguments: TestEngine.available)
    func `A settled day is told to its owner's phone once, however often it is settled or asked for`(
        engine: TestEngine
    ) async throws {
        try await Outbox.open(engine) { outbox in
            try await outbox.settle()
            try await outbox.settle(at: outbox.start.advanced(seconds: 10))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 1...4 { group.addTask { try await outbox.worker().sendDue(at: outbox.start) } }
                try await group.waitForAll()
            }
            try await outbox.worker().sendDue(at: outbox.start.advanced(seconds: 100_000))
            let text = SettlementText(.sample(), .sample).text
            #expect(outbox.sent.withLock { $0 } == ["+821012345678 \(text)"])
            let message = try await outbox.message()
            #expect(message.state == .sent && message.attempts == 1 && message.endedAt == outbox.start)
        }
    }

    @Test(arguments: TestEngine.available)
    func `A day that is not settled in the end is not told`(engine: TestEngine) async throws {
        try await Outbox.open(engine) { outbox in
            await #expect(throws: SaleRejection.timeInFuture) {
                try await outbox.database.transaction(by: .service(.sale, for: outbox.store)) { tx in
                    try tx.tellOwner(of: .sample())
                    throw SaleRejection.timeInFuture
                }
            }
            let kept = try await outbox.messages()
            #expect(kept.isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `A message that cannot be sent is tried twelve times, then given up`(engine: TestEngine) async throws {
        try await Outbox.open(engine) { outbox in
            try await outbox.settle()
            outbox.fault.withLock { $0 = .unavailable("SNS answered 500") }
            var now = outbox.start
            for attempt in 1...12 {
                try await outbox.worker().sendDue(at: now)
                let message = try await outbox.message()
                #expect(message.attempts == attempt)
                #expect(message.state == (attempt < 12 ? .queued : .failed))
                // Not before its time.
                try await outbox.worker().sendDue(at: now.advanced(seconds: Message.pause(after: attempt) - 1))
                #expect(try await outbox.message().attempts == attempt)
                now = now.advanced(seconds: Message.pause(after: attempt))
            }
            #expect(try await outbox.message().failure == .messageUndelivered)
            let log = outbox.log.withLock { $0 }
            #expect(log.filter { $0.hasPrefix("warning a message will be tried again") }.count == 12)
            #expect(log.last?.hasPrefix("error a message was given up") == true)
            #expect(log.allSatisfy { !$0.contains("1234") && !$0.contains("5678") }, "no phone number in the logs")
        }
    }

    @Test(arguments: TestEngine.available)
    func `A message goes out once its sender is there again`(engine: TestEngine) async throws {
        try await Outbox.open(engine) { outbox in
            try await outbox.settle()
            outbox.fault.withLock { $0 = .unavailable("SNS did not answer") }
            try await outbox.worker().sendDue(at: outbox.start)
            outbox.fault.withLock { $0 = nil }
            try await outbox.worker().sendDue(at: outbox.start.advanced(seconds: 30))
            #expect(try await outbox.message().state == .sent)
            #expect(outbox.sent.withLock { $0.count } == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `A message whose worker died is sent by the next one a minute later`(engine: TestEngine) async throws {
        try await Outbox.open(engine) { outbox in
            try await outbox.settle()
            let message = try await outbox.message()
            let held = try #require(message.taken(at: outbox.start))
            try await outbox.database.transaction(by: .service(.sale, for: outbox.store)) { try $0.update(held) }
            try await outbox.worker().sendDue(at: outbox.start.advanced(seconds: 59))
            #expect(outbox.sent.withLock { $0.isEmpty })
            try await outbox.worker().sendDue(at: outbox.start.advanced(seconds: 60))
            #expect(try await outbox.message().state == .sent)
        }
    }

    @Test(arguments: TestEngine.available)
    func `A message that its sender refuses is not sent again`(engine: TestEngine) async throws {
        try await Outbox.open(engine) { outbox in
            try await outbox.settle()
            outbox.fault.withLock { $0 = .refused("SNS answered 400 InvalidParameter") }
            try await outbox.worker().sendDue(at: outbox.start)
            outbox.fault.withLock { $0 = nil }
            try await outbox.worker().sendDue(at: outbox.start.advanced(seconds: 100_000))
            let message = try await outbox.message()
            #expect(message.state == .failed && message.failure == .messageRefused && message.attempts == 1)
            #expect(outbox.sent.withLock { $0.isEmpty })
        }
    }

    @Test(arguments: TestEngine.available)
    func `A text message goes only to a phone number, which only in Korea may lack its country's code`(
        engine: TestEngine
    ) async throws {
        try await Outbox.open(engine) { outbox in
            try await outbox.settle()
            outbox.phone.withLock { $0 = "없음" }
            try await outbox.worker().sendDue(at: outbox.start)
            #expect(try await outbox.message().failure == .phoneUnusable)
        }
        #expect(PhoneNumber("020 7946 0958", country: nil) == nil)
    }

    @Test(arguments: TestEngine.available)
    func `Without a sender nothing is sent, and every message says so`(engine: TestEngine) async throws {
        try await Outbox.open(engine) { outbox in
            try await outbox.settle()
            try await outbox.settle("2026-11-25")
            try await outbox.worker(configured: false).sendDue(at: outbox.start)
            #expect(try await outbox.messages(.failed).map(\.failure) == [.senderMissing, .senderMissing])
            #expect(try await outbox.messages(.queued).isEmpty)
        }
    }
}
