import Contracts
import HTTPTypes
import Platform
import TestSupport
import Testing

@testable import StoreService

@Suite struct JournalSecretsTests {
    private static let pins = ["48215937", "59372614"]
    private static let passwords = [StoreRoom.password, "an even longer password", "the cashier's password"]

    /// Does everything in which a secret or a phone number is sent; returns the store and all that must stay secret.
    private func live(_ room: StoreRoom) async throws -> (StoreID, [String]) {
        let opened = try await room.signUp()
        let owner = opened.accessToken
        #expect(try await room.send(.patch, "store", #"{"phone": "02-555-7788"}"#, as: owner).status == 200)
        let cashier = try await room.hire(
            """
            "name": "C", "role": "cashier", "pin": "\(Self.pins[0])", "username": "cash",
            "password": "\(Self.passwords[2])"
            """, by: owner)
        let pin = #"{"pin": "\#(Self.pins[1])"}"#
        #expect(try await room.send(.patch, "staff/\(cashier.id)", pin, as: owner).status == 200)
        let replaced = #"{"oldPassword": "\#(Self.passwords[0])", "newPassword": "\#(Self.passwords[1])"}"#
        #expect(try await room.send(.put, "store/password", replaced, as: owner).status == 204)
        let paired = try await room.pairedTerminal(by: owner)
        let switched = try await room.send(.post, "sessions/pin", pin, as: paired.accessToken)
            .decode(SessionTokens.self)
        let lent = try await room.send(
            .post, "approvals", #"{"pin": "\#(Self.pins[1])", "act": "sell"}"#, as: switched.accessToken)
        #expect(lent.status == 201)
        let refreshed = try await room.send(
            .post, "sessions/refresh", #"{"refreshToken": "\#(switched.refreshToken)"}"#)
        let next = try refreshed.decode(SessionTokens.self)
        #expect(try await room.send(.delete, "sessions/current", as: next.accessToken).status == 204)
        let tokens = [
            owner, opened.refreshToken, paired.accessToken, paired.refreshToken, switched.accessToken,
            switched.refreshToken, next.refreshToken, lent.text,
        ]
        return (
            opened.store.id, tokens + Self.pins + Self.passwords + ["8765-4321", "87654321", "555-7788", "5557788"]
        )
    }

    @Test(arguments: TestEngine.available)
    func `No phone number, password, PIN or token stands in any row of the journal`(engine: TestEngine) async throws {
        try await StoreRoom.open(engine) { room in
            let (store, secrets) = try await live(room)
            let events = try await room.journal(store)
            let types = Set(events.map(\.type))
            #expect(
                types == [
                    "store.opened", "store.changed", "staff.changed", "terminal.changed", "session.changed",
                    "credential.used",
                ])
            for event in events {
                let row = [event.type, event.actor, event.approver ?? "", event.data].joined(separator: " ")
                for secret in secrets + ["scrypt$", "pbkdf2$", "passwordHash", "pinHash", "phone"] {
                    #expect(!row.contains(secret), "\(event.type) of seq \(event.seq) holds \(secret)")
                }
            }
            #expect(try await room.database.read { try Journal.firstAltered(of: .store, store: store, in: $0) } == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `No password, PIN or token stands in a stored answer, and none in clear in any table`(
        engine: TestEngine
    ) async throws {
        try await StoreRoom.open(engine) { room in
            let (_, secrets) = try await live(room)
            let clear = secrets.filter { !$0.contains("8765") && !$0.contains("555") }
            let texts = try await room.database.read { session in
                let queries: [SQL] = [
                    "SELECT answer, body_hash, id FROM commands", "SELECT signup_hash, settings, store_id FROM stores",
                    "SELECT password_hash, pin_hash, name FROM staff", "SELECT pairing_hash, name, id FROM terminals",
                    "SELECT fingerprint, session_id, store_id FROM refresh_tokens",
                    "SELECT subject, '', '' FROM failed_tries",
                ]
                return try queries.flatMap { query in
                    try session.rows(query).flatMap { row in try (0..<3).compactMap { try row.textOrNil($0) } }
                }
            }
            #expect(texts.count > 10)
            for text in texts {
                for secret in clear { #expect(!text.contains(secret), "\(text) holds \(secret)") }
            }
        }
    }
}
