import Contracts
import Foundation

/// A row of a journal as people read it; its data is the event's JSON as text.
package struct JournalRow: Codable, Sendable, Hashable {
    package let service: ServiceName
    package let seq: Int64
    package let at: Timestamp
    package let type: String
    package let actor: String
    package let approver: String?
    package let terminal: String?
    package let data: String

    init(_ event: RecordedEvent) {
        service = event.publisher
        seq = event.seq
        at = event.at
        type = event.type
        actor = event.actor
        approver = event.approver
        terminal = event.terminal?.text
        data = event.data
    }
}

/// Which rows of a store's journal are asked for, the newest first.
package struct JournalQuery: Codable, Sendable, Hashable {
    /// The first moment.
    package var from: Int64
    /// The last moment; of the rows of that very moment only those before `below`.
    package var upTo: Int64
    package var below: Int64
    package var actor: String?
    package var limit: Int

    package init(from: Int64, upTo: Int64, below: Int64, actor: String?, limit: Int) {
        self.from = from
        self.upTo = upTo
        self.below = below
        self.actor = actor
        self.limit = limit
    }
}

extension Journal {
    /// The newest rows that a query asks for.
    package static func page(
        _ query: JournalQuery, of publisher: ServiceName, store: StoreID, in session: any SQLSession
    ) throws -> [JournalRow] {
        // Without an actor every row's own actor is the one that is asked for.
        try session.rows(
            """
            SELECT seq, id, type, at, actor, approver, terminal, data, hash FROM journal
            WHERE store_id = \(store) AND at >= \(query.from) AND at <= \(query.upTo)
                AND (at < \(query.upTo) OR seq < \(query.below)) AND actor = COALESCE(\(query.actor), actor)
            ORDER BY at DESC, seq DESC LIMIT \(query.limit)
            """
        ).map { JournalRow(try event($0, of: publisher, store: store)) }
    }
}
