import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Platform

@testable import StoreService
@testable import TestSupport

/// The Store room on a fresh database, behind the real middleware, which knows the room's own keys.
struct StoreRoom: Sendable {
    let database: Database
    let keys: SigningKeys
    let sessions: Sessions
    let staff: StaffMembers
    let terminals: Terminals
    private let local: LocalTransport

    static func open(_ engine: TestEngine = .sqlite, _ body: (StoreRoom) async throws -> Void) async throws {
        let room = StoreRoom(try await engine.database(.store, schema: StoresSQL.schema))
        try await body(room)
        try await room.database.close()
    }

    private init(_ database: Database) {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let keys = SigningKeys(database: database)
        self.database = database
        self.keys = keys
        sessions = Sessions(database: database, keys: keys, tries: Tries(database: database))
        staff = StaffMembers(database: database, sessions: sessions)
        terminals = Terminals(database: database, sessions: sessions)
        local = LocalTransport(logger: logger)
        _ = Runtime(
            modules: [StoreModule.make(database: database, peers: .none, logger: logger)],
            verifier: TokenVerifier { try await keys.published() }, identity: InternalIdentity(secret: "test"),
            local: local, metrics: PrometheusMetrics(), logger: logger)
    }

    /// Sends a request below `/api/v1/`; `caller` is an access token or nil.
    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: String = "", as caller: String? = nil,
        headers: [String: String] = [:]
    ) async throws -> TestReply {
        var fields: HTTPFields = [.contentType: "application/json"]
        if let caller { fields[.authorization] = "Bearer \(caller)" }
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        let head = HTTPRequest(
            method: method, scheme: "http", authority: nil, path: "/api/v1/" + path, headerFields: fields)
        let response = try await local.send(
            .store, Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body))))
        return TestReply(
            status: response.status.code, headers: response.headers, text: String(buffer: try await response.bytes()))
    }

    /// Signs a store up and returns it with its owner's tokens.
    func signUp(_ username: String = "owner") async throws -> Stores.Opened {
        try await send(.post, "stores", Self.form(username)).decode(Stores.Opened.self)
    }

    static let password = "correct horse battery"

    /// A sign-up form; `more` are further fields, which win over the usual ones when they come again.
    static func form(_ username: String = "owner", id: StoreID? = nil, name: String = "별다방") -> String {
        let id = id.map { #""id": "\#($0)", "# } ?? ""
        return """
            {\(id)"name": "\(name)", "ownerName": "김하나", "phone": "010-8765-4321", "type": "cafe",
             "username": "\(username)", "password": "\(password)"}
            """
    }

    /// Hires somebody over HTTP and returns who it is.
    func hire(_ fields: String, by caller: String) async throws -> StaffView {
        try await send(.post, "staff", "{\(fields)}", as: caller).decode(StaffView.self)
    }

    /// Adds a terminal and pairs it.
    func pairedTerminal(_ kind: String = "till", by owner: String) async throws -> Terminals.Paired {
        let added = try await send(.post, "terminals", #"{"name": "Front", "kind": "\#(kind)"}"#, as: owner)
        let code = try added.decode(Terminals.View.self).pairingCode ?? ""
        return try await send(.post, "terminals/pair", #"{"code": "\#(code)"}"#).decode(Terminals.Paired.self)
    }

    /// What the journal of a store holds.
    func journal(_ store: StoreID) async throws -> [RecordedEvent] {
        try await database.read { try Journal.events(of: .store, store: store, after: 0, limit: 500, in: $0) }
    }
}

extension StoreID {
    /// The owner of the store, as the use cases see one.
    var owner: Caller {
        Caller(store: self, actor: StaffID.make().text, role: .owner, rights: Role.owner.rights)
    }
}
