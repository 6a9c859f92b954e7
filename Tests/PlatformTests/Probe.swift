import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import TestSupport

@testable import Platform

/// Something that happened in the probe.
struct NoteWritten: Event {
    static let type = "note.written"
    let text: String
}

/// What the probe keeps.
struct Note: Codable, Sendable {
    struct Tag: Codable, Sendable {
        let name: String
    }

    var id: EventID?
    let text: String
    var tags: [Tag]?
}

/// An error that knows something nobody outside should read.
struct Leak: Error, CustomStringConvertible {
    let description = "password of the database is hunter2"
}

/// The smallest room that uses all of the machinery: notes, with one route for each thing that can be refused.
struct Probe {
    static let schema = [
        SchemaStep(
            "notes-1",
            """
            CREATE TABLE notes (
                store_id TEXT NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL, version BIGINT NOT NULL,
                PRIMARY KEY (store_id, id));
            """)
    ]

    let app: RoomApp
    let local: LocalTransport
    let database: Database
    let store = StoreID.make()

    static func open(_ engine: TestEngine = .sqlite, _ body: (Probe) async throws -> Void) async throws {
        let probe = try await Probe(try await engine.database(.order, schema: schema))
        try await body(probe)
        try await probe.database.close()
    }

    private init(_ database: Database) async throws {
        self.database = database
        local = LocalTransport(logger: quietLogger())
        app = try await RoomApp(
            modules: [
                ServiceModule(name: .order, database: database, schema: Self.schema) { router in
                    Self.addNotes(to: router, database)
                    Self.addFailures(to: router)
                }
            ], local: local)
    }

    func post(_ body: String, as caller: String? = nil, headers: [String: String] = [:]) async throws -> TestReply {
        try await app.send(
            .post, "/api/v1/notes", as: caller ?? TestCaller.owner(store), body: body, headers: headers)
    }

    /// How many notes and events are stored: the effects of all that was sent.
    func counts() async throws -> [Int64?] {
        try await database.read { session in
            [
                try session.row("SELECT COUNT(*) FROM notes")?.int(0),
                try session.row("SELECT COUNT(*) FROM journal")?.int(0),
            ]
        }
    }

    private static func addNotes(to router: Router<AppContext>, _ database: Database) {
        router.post("api/v1/notes") { request, context in
            let caller = try context.caller(with: .order)
            let note = try await request.decoded(Note.self)
            let stamp = try request.stamp(id: note.id?.text, secretFree: note)
            return Reply.answer(
                try await database.command(stamp, by: caller) { tx in
                    let id = note.id ?? .make()
                    try tx.run(
                        "INSERT INTO notes (store_id, id, text, version) VALUES (\(tx.store), \(id), \(note.text), 1)")
                    try tx.record(NoteWritten(text: note.text))
                    return Note(id: id, text: note.text)
                })
        }
        router.put("api/v1/notes/:id") { request, context in
            let caller = try context.authenticated()
            guard let expected = request.matchedVersion else { throw AccessRejection.versionRequired }
            let note = try await request.decoded(Note.self)
            let id: EventID = try context.id("id")
            try await database.transaction(by: caller) { tx -> Void in
                guard let row = try tx.row("SELECT version FROM notes WHERE store_id = \(tx.store) AND id = \(id)")
                else { throw AccessRejection.notFound }
                guard try row.int(0) == expected else { throw AccessRejection.versionStale }
                try tx.run(
                    """
                    UPDATE notes SET text = \(note.text), version = version + 1
                    WHERE store_id = \(tx.store) AND id = \(id)
                    """)
                try tx.record(NoteWritten(text: note.text))
            }
            return Reply.nothing()
        }
    }

    private static func addFailures(to router: Router<AppContext>) {
        router.get("api/v1/failures/:kind") { _, context -> Response in
            switch context.parameters.get("kind") {
            case "unknown": throw Leak()
            case "statement": throw SQLError.failed("no such column: secret_column")
            case "storage": throw SQLError.storage("/var/lib/salesync is full")
            case "away": throw SQLError.unavailable("10.0.0.7 refused")
            case "limited": throw AccessRejection.tooManyRequests(seconds: 7)
            default: throw AccessRejection.notFound
            }
        }
        router.get("internal/order/secret") { _, context in
            try Reply.json(["store": try context.internalCaller().store.text])
        }
    }
}
