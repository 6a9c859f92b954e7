import Contracts
import Platform

/// What was written to the owner by text message, and what became of it.
package struct Messages: Sendable {
    let database: Database

    /// A message as the API shows it.
    struct View: Codable, Sendable {
        /// Why it failed: a stable code, and the sentence in the reader's language.
        struct Failure: Codable, Sendable {
            let code: String
            let title: String
        }

        let id: MessageID
        let kind: Message.Kind
        let about: String
        let text: String
        let state: Message.State
        let attempts: Int
        let createdAt: Timestamp
        let nextAt: Timestamp?
        let endedAt: Timestamp?
        let failure: Failure?

        init(_ message: Message, in language: Language) {
            id = message.id
            kind = message.kind
            about = message.about
            text = message.text
            state = message.state
            attempts = message.attempts
            createdAt = message.createdAt
            nextAt = message.state == .queued ? message.nextAt : nil
            endedAt = message.endedAt
            failure = message.failure.map { Failure(code: $0.code, title: $0.words.text(language)) }
        }
    }

    func list(
        _ state: Message.State?, after cursor: String?, limit: Int, of store: StoreID, in language: Language
    ) async throws -> Page<View> {
        let start = try cursor.map { text in
            guard let cursor = MessageCursor(text) else { throw AccessRejection.fieldInvalid(pointer: "/after") }
            return cursor
        }
        let found = try await database.read { try $0.messages(state, after: start, limit: limit, of: store) }
        return Page(found, limit: limit, cursor: MessageCursor.text, show: { View($0, in: language) })
    }
}

extension Transaction {
    /// Tells the owner what a settled day came to, in the transaction that settles it; a day is told of once.
    package func tellOwner(of day: SettledDay) throws {
        guard let settings = try session.storeSettings(store) else {
            throw SQLError.unavailable("the store's settings have not arrived yet")
        }
        try queue(message: .settlement(day, of: settings, id: .make(at: now), at: now))
    }
}
