import Contracts
import Testing

@testable import SaleService

@Suite struct MessageTests {
    private let start = Timestamp(milliseconds: 1_764_000_000_000)

    private func message() -> Message { .settlement(.sample(), of: .sample, id: .make(at: start), at: start) }

    @Test func `A message is held for a minute, then taken up again by whoever comes`() throws {
        let taken = try #require(message().taken(at: start))
        #expect(taken.attempts == 1 && taken.state == .queued)
        #expect(taken.taken(at: start.advanced(seconds: 59)) == nil)
        #expect(taken.taken(at: start.advanced(seconds: 60))?.attempts == 2)
    }

    @Test func `The pauses between tries double, up to an hour`() {
        #expect((1...9).map { Message.pause(after: $0) } == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600])
    }

    @Test func `What is sent or failed is not taken again`() {
        let later = start.advanced(seconds: 1_000_000)
        #expect(message().sent(at: start).taken(at: later) == nil)
        #expect(message().failed(because: .phoneUnusable, at: start).taken(at: later) == nil)
    }

    @Test func `A message whose workers all died is given up too`() throws {
        var (held, now) = (message(), start)
        for attempt in 1...Message.mostAttempts {
            held = try #require(held.taken(at: now))
            #expect(held.attempts == attempt && held.state == .queued)
            now = now.advanced(seconds: Message.holdSeconds)
        }
        let given = try #require(held.taken(at: now))
        #expect(given.state == .failed && given.failure == .messageUndelivered && given.endedAt == now)
    }

    @Test func `Every reason has a code that leads back to it, and words in both languages`() {
        for reason in MessageRejection.allCases {
            #expect(MessageRejection.of(code: reason.code) == reason)
            #expect(!reason.words.ko.isEmpty && !reason.words.en.isEmpty && reason.status == 422)
        }
    }
}
