import Contracts

package typealias MessageID = Identifier<Message>

/// A text message for a store's owner, from the moment it is written until it is sent or given up.
///
/// It holds no phone number: that is asked of Store when it is sent.
package struct Message: Sendable, Hashable {
    /// What a message is about.
    package enum Kind: String, Codable, Sendable {
        case settlement
    }

    /// Message: queued -> sent, or -> failed when nothing helped.
    package enum State: String, Codable, Sendable, CaseIterable {
        case queued, sent, failed
    }

    package let id: MessageID
    package let kind: Kind
    /// Which one of its kind, such as a business date; there is one message about each.
    package let about: String
    package let text: String
    package let createdAt: Timestamp
    package var state: State
    package var attempts: Int
    /// When it may be taken next; while somebody holds it, when that hold ends.
    package var nextAt: Timestamp
    package var endedAt: Timestamp?
    package var failure: MessageRejection?
}

extension Message {
    /// Seconds that a worker has to send it and say so; whoever is silent longer has died.
    static let holdSeconds: Int64 = 60
    static let mostAttempts = 12
    /// A try that failed is followed by the next after 30 s, 1 min, 2 min and so on, an hour at most.
    static let firstPause: Int64 = 30
    static let longestPause: Int64 = 3600

    /// The total of a settled day; words and amounts are the store's.
    package static func settlement(
        _ day: SettledDay, of store: StoreSettings, id: MessageID, at now: Timestamp
    ) -> Message {
        Message(
            id: id, kind: .settlement, about: day.businessDate.text, text: SettlementText(day, store).text,
            createdAt: now, state: .queued, attempts: 0, nextAt: now)
    }

    /// The message in the hands of one worker, counted as a try; given up when all tries are spent, nil when it is
    /// not due.
    func taken(at now: Timestamp) -> Message? {
        guard state == .queued, nextAt <= now else { return nil }
        guard attempts < Self.mostAttempts else { return failed(because: .messageUndelivered, at: now) }
        var message = self
        message.attempts += 1
        message.nextAt = now.advanced(seconds: Self.holdSeconds)
        return message
    }

    /// The message as sent: a fact, whoever holds it meanwhile.
    func sent(at now: Timestamp) -> Message {
        var message = self
        message.state = .sent
        message.endedAt = now
        message.failure = nil
        return message
    }

    /// The message after a try that failed: it waits, unless that was the last one.
    func triedInVain(at now: Timestamp) -> Message {
        guard attempts < Self.mostAttempts else { return failed(because: .messageUndelivered, at: now) }
        var message = self
        message.nextAt = now.advanced(seconds: Self.pause(after: attempts))
        return message
    }

    func failed(because reason: MessageRejection, at now: Timestamp) -> Message {
        var message = self
        message.state = .failed
        message.endedAt = now
        message.failure = reason
        return message
    }

    static func pause(after attempts: Int) -> Int64 {
        attempts > 7 ? longestPause : min(longestPause, firstPause << max(0, attempts - 1))
    }
}
