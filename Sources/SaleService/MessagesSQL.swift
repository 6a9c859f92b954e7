import Contracts
import Platform

extension SalesSQL {
    static let messages = SchemaStep(
        "messages-1",
        """
        CREATE TABLE messages (
            store_id TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL, text TEXT NOT NULL,
            state TEXT NOT NULL, attempts BIGINT NOT NULL, next_at BIGINT NOT NULL, created_at BIGINT NOT NULL,
            ended_at BIGINT, failure TEXT, PRIMARY KEY (store_id, id));
        CREATE UNIQUE INDEX messages_once ON messages (store_id, kind, about);
        CREATE INDEX messages_due ON messages (next_at, store_id) WHERE state = 'queued';
        CREATE INDEX messages_newest ON messages (store_id, created_at, id);
        """)
}

extension Transaction {
    /// Queues a message together with what it tells of; about the same thing there is only the first one.
    package func queue(message: Message) throws {
        try run(
            """
            INSERT INTO messages (store_id, id, kind, about, text, state, attempts, next_at, created_at)
            VALUES (\(store), \(message.id), \(message.kind.rawValue), \(message.about), \(message.text),
                \(message.state.rawValue), \(message.attempts), \(message.nextAt), \(message.createdAt))
            ON CONFLICT (store_id, kind, about) DO NOTHING
            """)
    }

    func update(_ message: Message) throws {
        try run(
            """
            UPDATE messages SET state = \(message.state.rawValue), attempts = \(message.attempts),
                next_at = \(message.nextAt), ended_at = \(message.endedAt), failure = \(message.failure?.code)
            WHERE store_id = \(store) AND id = \(message.id)
            """)
    }
}

extension SQLSession {
    func message(_ id: MessageID, of store: StoreID) throws -> Message? {
        try row(
            """
            SELECT id, kind, about, text, created_at, state, attempts, next_at, ended_at, failure FROM messages
            WHERE store_id = \(store) AND id = \(id)
            """
        ).map(Message.init)
    }

    /// Messages of all stores that may be sent now, those that have waited longest first.
    func dueMessages(at now: Timestamp, most: Int) throws -> [DueMessage] {
        try rows(
            """
            SELECT store_id, id FROM messages WHERE state = 'queued' AND next_at <= \(now)
            ORDER BY next_at, store_id, id LIMIT \(most)
            """
        ).map { DueMessage(store: .stored(try $0.text(0)), id: .stored(try $0.text(1))) }
    }

    /// Messages of a store, newest first, after a cursor; one more than the limit.
    func messages(_ state: Message.State?, after cursor: MessageCursor?, limit: Int, of store: StoreID) throws
        -> [Message]
    {
        let (at, id) = (cursor?.createdAt ?? Int64.max, cursor?.id ?? "~")
        return try rows(
            """
            SELECT id, kind, about, text, created_at, state, attempts, next_at, ended_at, failure FROM messages
            WHERE store_id = \(store) AND state LIKE \(state?.rawValue ?? "%")
                AND (created_at < \(at) OR (created_at = \(at) AND id < \(id)))
            ORDER BY created_at DESC, id DESC LIMIT \(limit + 1)
            """
        ).map(Message.init)
    }
}

/// A message that waits for a worker.
struct DueMessage: Sendable {
    let store: StoreID
    let id: MessageID
}

/// Where a list goes on: the last message seen.
struct MessageCursor: Sendable {
    let createdAt: Int64
    let id: String

    /// Reads `createdAt.id`.
    init?(_ text: String) {
        let parts = text.split(separator: ".").map(String.init)
        guard parts.count == 2, let createdAt = Int64(parts[0]) else { return nil }
        self.createdAt = createdAt
        id = parts[1]
    }

    static func text(after message: Message) -> String { "\(message.createdAt.milliseconds).\(message.id)" }
}

extension Message {
    fileprivate init(_ row: SQLRow) throws {
        guard let kind = Kind(rawValue: try row.text(1)), let state = State(rawValue: try row.text(5)) else {
            throw SQLError.failed("a message of an unknown kind or state")
        }
        self.init(
            id: .stored(try row.text(0)), kind: kind, about: try row.text(2), text: try row.text(3),
            createdAt: Timestamp(milliseconds: try row.int(4)), state: state, attempts: Int(try row.int(6)),
            nextAt: Timestamp(milliseconds: try row.int(7)),
            endedAt: try row.intOrNil(8).map(Timestamp.init(milliseconds:)),
            failure: try row.textOrNil(9).flatMap(MessageRejection.of(code:)))
    }
}
