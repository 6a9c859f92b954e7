import Contracts
import HTTPTypes
import Logging
import Platform
import ServiceLifecycle

/// Sends what is queued, at least once each; any number of processes may run one.
///
/// A message is taken for a minute before anything is sent, so that one whose process died is taken up again.
struct MessageSending: Service {
    /// How many are sent at the same time.
    static let most = 16

    let database: Database
    let peers: Peers
    let sender: TextMessageSender?
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    // A message grows due by the clock alone.
                    try await Task.sleep(for: .seconds(2))
                    try await sendDue(at: .now)
                } catch is CancellationError {
                    return
                } catch {
                    logger.warning("messages could not be read", metadata: ["error": "\(error)"])
                }
            }
        }
    }

    /// Takes what is due and sends it.
    func sendDue(at now: Timestamp) async throws {
        let due = try await database.read { try $0.dueMessages(at: now, most: Self.most) }
        await withDiscardingTaskGroup { group in
            for message in due { group.addTask { await send(message, at: now) } }
        }
    }

    private func send(_ due: DueMessage, at now: Timestamp) async {
        do {
            guard let message = try await take(due, at: now) else { return }
            try await end(due, held: message, as: await attempt(message, for: due), at: now)
        } catch {
            // It is still held, and taken up again when that ends.
            logger.warning("a message could not be kept", metadata: describe(due, "\(error)"))
        }
    }

    /// The message in our hands; nil when somebody else was faster or all its tries are spent.
    private func take(_ due: DueMessage, at now: Timestamp) async throws -> Message? {
        let taken = try await transaction(due.store, at: now) { tx -> Message? in
            guard let message = try tx.session.message(due.id, of: tx.store)?.taken(at: now) else { return nil }
            try tx.update(message)
            return message
        }
        if let failure = taken?.failure { giveUp(due, because: failure) }
        return taken?.state == .queued ? taken : nil
    }

    /// How a try ended.
    private enum Outcome {
        case sent
        case later(any Error)
        case never(MessageRejection)

        var isSent: Bool { if case .sent = self { true } else { false } }

        func of(_ message: Message, at now: Timestamp) -> Message {
            switch self {
            case .sent: message.sent(at: now)
            case .later: message.triedInVain(at: now)
            case .never(let reason): message.failed(because: reason, at: now)
            }
        }
    }

    private func attempt(_ message: Message, for due: DueMessage) async -> Outcome {
        guard let sender else { return .never(.senderMissing) }
        do {
            let profile: StoreProfile = try await peers.call(.store, .get, "/internal/store/profile", store: due.store)
            let country = profile.settings.isInKorea ? "82" : nil
            guard let phone = PhoneNumber(profile.phone, country: country) else { return .never(.phoneUnusable) }
            try await sender(phone, message.text)
            return .sent
        } catch TextMessageError.refused(let reason) {
            logger.warning("a message was refused", metadata: describe(due, reason))
            return .never(.messageRefused)
        } catch {
            return .later(error)
        }
    }

    private func end(_ due: DueMessage, held: Message, as outcome: Outcome, at now: Timestamp) async throws {
        if case .later(let error) = outcome {
            logger.warning("a message will be tried again", metadata: describe(due, "\(error)"))
        }
        let ended = try await transaction(due.store, at: now) { tx -> Message? in
            guard let message = try tx.session.message(due.id, of: tx.store), message.state == .queued else {
                return nil
            }
            // Somebody who took it up because we were slow speaks for its failures; that it was sent stays true.
            guard message.attempts == held.attempts || outcome.isSent else { return nil }
            let ended = outcome.of(message, at: now)
            try tx.update(ended)
            return ended
        }
        if let failure = ended?.failure { giveUp(due, because: failure) }
    }

    private func transaction<T: Sendable>(
        _ store: StoreID, at now: Timestamp, _ body: @escaping @Sendable (Transaction) throws -> T
    ) async throws -> T {
        try await database.transaction(by: .service(.sale, for: store), at: now, body)
    }

    private func giveUp(_ due: DueMessage, because reason: MessageRejection) {
        logger.error("a message was given up", metadata: describe(due, reason.code))
    }

    private func describe(_ due: DueMessage, _ why: String) -> Logger.Metadata {
        ["store": "\(due.store)", "message": "\(due.id)", "error": "\(why)"]
    }
}
