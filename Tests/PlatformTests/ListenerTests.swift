import Contracts
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Platform

@Suite(.timeLimit(.minutes(2))) struct ListenerTests {
    private static let schema = [
        SchemaStep("heard-1", "CREATE TABLE heard (store_id TEXT NOT NULL, text TEXT NOT NULL)")
    ]

    /// What the listener cannot stomach.
    private final class Poison: Sendable {
        let text = Mutex<String?>(nil)
        let outage = Mutex(false)
    }

    private struct Sick: Error {}

    private struct Mark: Equatable {
        let seq: Int64
        var parked: String?
    }

    /// A publisher, a listener of another service, and a store that both know.
    private struct Pair {
        let source: Database
        let listener: Listener
        let poison = Poison()
        let store = StoreID.make()
        var tail: JournalTail { JournalTail(listener, from: source, logger: quietLogger()) }

        init(_ engine: TestEngine) async throws {
            source = try await engine.database(.order, schema: [])
            let poison = poison
            listener = Listener(
                "probe.orders", hears: .order, into: try await engine.database(.dashboard, schema: ListenerTests.schema)
            ) { tx, event in
                guard let note = try event.decoded(NoteWritten.self) else { return }
                try tx.run("INSERT INTO heard (store_id, text) VALUES (\(tx.store), \(note.text))")
                if poison.text.withLock({ $0 == note.text }) { throw Sick() }
                if poison.outage.withLock({ $0 }) { throw SQLError.storage("the disk is full") }
            }
        }

        func publish(_ texts: [String], of store: StoreID? = nil) async throws {
            for text in texts {
                try await source.transaction(by: .service(.order, for: store ?? self.store)) {
                    try $0.record(NoteWritten(text: text))
                }
            }
        }

        func events(after seq: Int64 = 0) async throws -> [RecordedEvent] {
            let store = store
            return try await source.read {
                try Journal.events(of: .order, store: store, after: seq, limit: 500, in: $0)
            }
        }

        func heard(_ store: StoreID? = nil) async throws -> [String] {
            let store = store ?? self.store
            return try await listener.database.read { session in
                try session.rows("SELECT text FROM heard WHERE store_id = \(store) ORDER BY text")
                    .map { try $0.text(0) }
            }
        }

        func mark() async throws -> Mark {
            let (listener, store) = (listener, store)
            let mark = try await listener.database.read { try listener.mark(of: store, in: $0) }
            return Mark(seq: mark.seq, parked: mark.parked)
        }

        func close() async throws {
            try await source.close()
            try await listener.database.close()
        }
    }

    @Test(arguments: TestEngine.available)
    func `An event delivered twice is applied once`(engine: TestEngine) async throws {
        let pair = try await Pair(engine)
        try await pair.publish(["a", "b", "c"])
        let events = try await pair.events()
        for _ in 0..<2 { try await pair.listener.deliver(events, of: pair.store) }
        try await pair.listener.deliver([events[1]], of: pair.store)
        try await pair.publish(["d"])
        try await pair.listener.deliver(Array(try await pair.events().dropFirst(1)), of: pair.store)
        #expect(try await pair.heard() == ["a", "b", "c", "d"])
        #expect(try await pair.mark() == Mark(seq: 4))
        try await pair.close()
    }

    @Test(arguments: TestEngine.available)
    func `Two deliverers at once apply every event once`(engine: TestEngine) async throws {
        let pair = try await Pair(engine)
        try await pair.publish((10..<60).map(String.init))
        let events = try await pair.events()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { try await pair.listener.deliver(events, of: pair.store) } }
            try await group.waitForAll()
        }
        #expect(try await pair.heard() == (10..<60).map(String.init))
        try await pair.close()
    }

    @Test(arguments: TestEngine.available)
    func `A gap is refused and nothing after it is applied`(engine: TestEngine) async throws {
        let pair = try await Pair(engine)
        try await pair.publish(["a", "b", "c", "d"])
        let events = try await pair.events()
        try await pair.listener.deliver([events[0]], of: pair.store)
        await #expect(throws: ListenerError.gap(after: 1, next: 3)) {
            try await pair.listener.deliver([events[2], events[3]], of: pair.store)
        }
        await #expect(throws: ListenerError.gap(after: 2, next: 4)) {
            try await pair.listener.deliver([events[1], events[3]], of: pair.store)
        }
        #expect(try await pair.heard() == ["a"])
        #expect(try await pair.mark() == Mark(seq: 1))
        try await pair.close()
    }

    @Test(arguments: TestEngine.available)
    func `An event that keeps failing parks its store, which goes on once the mark is cleared`(
        engine: TestEngine
    ) async throws {
        let pair = try await Pair(engine)
        let other = StoreID.make()
        try await pair.publish(["a", "b", "poison", "d"])
        try await pair.publish(["a", "b"], of: other)
        pair.poison.text.withLock { $0 = "poison" }
        await pair.tail.follow(pair.store)
        await pair.tail.follow(other)
        #expect(try await pair.heard() == ["a", "b"])
        #expect(try await pair.heard(other) == ["a", "b"])
        let mark = try await pair.mark()
        #expect(mark.seq == 2)
        #expect(mark.parked?.hasPrefix("seq 3:") == true)
        pair.poison.text.withLock { $0 = nil }
        await pair.tail.follow(pair.store)
        #expect(try await pair.heard() == ["a", "b"])
        let store = pair.store
        try await pair.listener.database.engine.write { session in
            try session.run("UPDATE listener_marks SET parked = NULL WHERE store_id = \(store)")
        }
        await pair.tail.follow(pair.store)
        #expect(try await pair.heard() == ["a", "b", "d", "poison"])
        #expect(try await pair.mark() == Mark(seq: 4))
        try await pair.close()
    }

    @Test(arguments: TestEngine.available)
    func `A full or absent database parks nobody, and the store is followed again`(engine: TestEngine) async throws {
        let pair = try await Pair(engine)
        try await pair.publish(["a", "b"])
        pair.poison.outage.withLock { $0 = true }
        #expect(await pair.tail.follow(pair.store) == .later)
        #expect(try await pair.mark() == Mark(seq: 0))
        pair.poison.outage.withLock { $0 = false }
        let running = Task { [tail = pair.tail] in try await tail.run() }
        #expect(try await pair.listener.caughtUp(pair.store, to: 2, within: 30))
        pair.poison.outage.withLock { $0 = true }
        try await pair.publish(["c"])
        #expect(try await pair.listener.caughtUp(pair.store, to: 3, within: 1.5) == false)
        pair.poison.outage.withLock { $0 = false }
        // Nobody commits any more: the tail itself must come back.
        #expect(try await pair.listener.caughtUp(pair.store, to: 3, within: 30))
        #expect(try await pair.heard() == ["a", "b", "c"])
        running.cancel()
        try await running.value
        try await pair.close()
    }

    @Test(arguments: TestEngine.available)
    func `A tail catches up after the start and follows from then on`(engine: TestEngine) async throws {
        let pair = try await Pair(engine)
        let early = (1000..<1450).map(String.init)
        try await pair.source.transaction(by: .service(.order, for: pair.store)) { tx in
            for text in early { try tx.record(NoteWritten(text: text)) }
        }
        let running = Task { [tail = pair.tail] in try await tail.run() }
        #expect(try await pair.listener.caughtUp(pair.store, to: 450, within: 30))
        #expect(try await pair.heard() == early)
        try await pair.publish((1450..<1480).map(String.init))
        #expect(try await pair.listener.caughtUp(pair.store, to: 480, within: 30))
        #expect(try await pair.heard() == (1000..<1480).map(String.init))
        running.cancel()
        try await running.value
        try await pair.close()
    }

    @Test func `Whoever waits for a listener that does not come is told so`() async throws {
        let pair = try await Pair(.sqlite)
        #expect(try await pair.listener.caughtUp(pair.store, to: 1, within: 0) == false)
        #expect(try await pair.listener.caughtUp(pair.store, to: 0, within: 0))
        try await pair.close()
    }
}

@Suite(.timeLimit(.minutes(1))) struct CommitSignalTests {
    @Test func `No wake-up is lost, however marks and waits fall together`() async {
        let signal = CommitSignal()
        let dirty = signal.follow()
        let stores = Set((0..<2000).map { _ in StoreID.make() })
        async let collected = {
            var seen: Set<StoreID> = []
            while seen.count < stores.count, !Task.isCancelled { seen.formUnion(await dirty.next()) }
            return seen
        }()
        await withTaskGroup(of: Void.self) { group in
            for store in stores { group.addTask { signal.raise(store) } }
        }
        #expect(await collected == stores)
    }

    @Test func `News from before the wait is there at once, many commits of a store as one`() async {
        let signal = CommitSignal()
        let (one, two) = (signal.follow(), signal.follow())
        let store = StoreID.make()
        for _ in 0..<5 { signal.raise(store) }
        #expect(await one.next() == [store])
        #expect(await two.next() == [store])
        signal.unfollow(two)
        signal.raise(store)
        #expect(await one.next() == [store])
        two.mark(.stored("mine"))
        #expect(await two.next() == [.stored("mine")])
    }

    @Test func `A cancelled wait ends with nothing, before or during`() async {
        let dirty = CommitSignal().follow()
        let waiting = Task { await dirty.next() }
        waiting.cancel()
        #expect(await waiting.value.isEmpty)
        let asleep = Task { await dirty.next() }
        await Task.yield()
        asleep.cancel()
        #expect(await asleep.value.isEmpty)
    }

    @Test(arguments: TestEngine.available)
    func `A commit that recorded something wakes its followers, another does not`(engine: TestEngine) async throws {
        let database = try await engine.database(.order, schema: [])
        let dirty = database.commits.follow()
        let (silent, loud) = (StoreID.make(), StoreID.make())
        try await database.transaction(by: .service(.order, for: silent)) { _ in }
        try await database.transaction(by: .service(.order, for: loud)) { try $0.record(NoteWritten(text: "a")) }
        #expect(await dirty.next() == [loud])
        try await database.close()
    }
}
