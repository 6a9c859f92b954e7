import Foundation

/// Something that happened in one room and that others may hear of; fields are only ever added, as optionals.
package protocol Event: Codable, Sendable {
    /// The stable name on the wire, such as `order.placed`.
    static var type: String { get }
}

/// A row of a journal: an event as it was recorded, with who did it and the hash that chains it to the row before.
package struct RecordedEvent: Sendable, Hashable {
    package let publisher: ServiceName
    package let store: StoreID
    package let seq: Int64
    package let id: EventID
    package let type: String
    package let at: Timestamp
    package let actor: String
    package let approver: String?
    package let terminal: TerminalID?
    package let data: String
    package let hash: String

    package init(
        publisher: ServiceName, store: StoreID, seq: Int64, id: EventID, type: String, at: Timestamp, actor: String,
        approver: String?, terminal: TerminalID?, data: String, hash: String
    ) {
        self.publisher = publisher
        self.store = store
        self.seq = seq
        self.id = id
        self.type = type
        self.at = at
        self.actor = actor
        self.approver = approver
        self.terminal = terminal
        self.data = data
        self.hash = hash
    }

    /// The event's content, when it is of this type; throws when its data cannot be read.
    package func decoded<E: Event>(_ event: E.Type) throws -> E? {
        try decoded(event, as: E.self)
    }

    /// A part of the event's content, for a listener that needs no more.
    package func decoded<E: Event, Part: Decodable>(_ event: E.Type, as part: Part.Type) throws -> Part? {
        guard type == E.type else { return nil }
        return try JSON.decode(Part.self, from: data)
    }
}

/// The one way JSON is written and read: camelCase, sorted keys, our own types for times and amounts.
package enum JSON {
    private static let encoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }()

    private static let decoder = JSONDecoder()

    package static func encode(_ value: some Encodable) throws -> Data { try encoder.encode(value) }

    package static func text(_ value: some Encodable) throws -> String {
        String(decoding: try encode(value), as: UTF8.self)
    }

    package static func decode<T: Decodable>(_ type: T.Type, from text: String) throws -> T {
        try decoder.decode(type, from: Data(text.utf8))
    }

    package static func decode<T: Decodable>(_ type: T.Type, from data: Data) throws -> T {
        try decoder.decode(type, from: data)
    }
}
