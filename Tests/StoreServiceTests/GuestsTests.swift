import Contracts
import HTTPTypes
import Platform
import TestSupport
import Testing

@testable import StoreService

@Suite struct GuestsTests {
    private func code(_ room: StoreRoom, _ table: TableID, by owner: String) async throws -> String {
        let reply = try await room.send(.post, "qr-codes", #"{"tableIds": ["\#(table)"]}"#, as: owner)
        return try #require(try reply.decode(Page<Guests.Code>.self).data.first).token
    }

    @Test(arguments: TestEngine.available)
    func `a table's code opens a session for that table without staff rights`(engine: TestEngine) async throws {
        try await StoreRoom.open(engine) { room in
            let owner = try await room.signUp()
            let table = TableID.make()
            let token = try await code(room, table, by: owner.accessToken)
            let reply = try await room.send(.post, "qr-sessions", #"{"tableToken": "\#(token)"}"#)
            #expect(reply.status == 201)
            let tokens = try reply.decode(SessionTokens.self)
            let verifier = TokenVerifier { [keys = room.keys] in try await keys.published() }
            let claims = try #require(
                try await verifier.claims(of: tokens.accessToken, audience: AccessClaims.audience, at: .now))
            #expect(claims.role == .guest && claims.table == table && Set(claims.rights) == Role.guest.rights)
            #expect(claims.store == owner.store.id)
            #expect(try await room.send(.get, "staff", as: tokens.accessToken).status == 403)
            #expect(try await room.send(.get, "terminals", as: tokens.accessToken).status == 403)
            let approval = #"{"pin": "1234", "act": "sell"}"#
            let guess = try await room.send(.post, "approvals", approval, as: tokens.accessToken)
            #expect(guess.status == 403 && guess.code == "terminal-required", "no PIN is guessed from a table")
            let other = try await room.send(.post, "qr-sessions", #"{"tableToken": "\#(token)"}"#)
                .decode(SessionTokens.self)
            let sid = try #require(claims.sid)
            #expect(try await room.send(.delete, "sessions/\(sid)", as: other.accessToken).status == 404)
            #expect(
                try await room.send(.post, "qr-codes", #"{"tableIds": []}"#, as: tokens.accessToken).status == 403)
            let again = try await room.send(.post, "sessions/refresh", #"{"refreshToken": "\#(tokens.refreshToken)"}"#)
            let renewed = try #require(
                try await verifier.claims(
                    of: try again.decode(SessionTokens.self).accessToken, audience: AccessClaims.audience, at: .now))
            #expect(renewed.table == table)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a guest's session ends with the business day`(engine: TestEngine) async throws {
        try await StoreRoom.open(engine) { room in
            let owner = try await room.signUp()
            let token = try await code(room, .make(), by: owner.accessToken)
            let guests = Guests(database: room.database, sessions: room.sessions)
            let tokens = try await guests.open(token, device: nil, at: .now)
            let tomorrow = Timestamp.now.advanced(seconds: 86_400)
            await #expect(throws: StoreRejection.refreshTokenInvalid) {
                try await room.sessions.refresh(tokens.refreshToken, at: tomorrow)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `A table's QR code opens a session only when this shop made it`(engine: TestEngine) async throws {
        try await StoreRoom.open(engine) { room in
            let owner = try await room.signUp()
            let token = try await code(room, .make(), by: owner.accessToken)
            let other = TableToken.make(store: owner.store.id, table: .make(), secret: "guessed")
            let turned = (token.first == "A" ? "B" : "A") + token.dropFirst()
            for forged in [
                "", "x", other, turned, token + "AA", String(token.dropLast()), String(repeating: "A", count: 59),
            ] {
                let reply = try await room.send(.post, "qr-sessions", #"{"tableToken": "\#(forged)"}"#)
                #expect(reply.status == 422 && reply.code == "table-token-invalid", "\(forged)")
            }
        }
    }

    @Test func `a table token gives back the store and table it was made for`() throws {
        for _ in 0..<100 {
            let (store, table) = (StoreID.make(), TableID.make())
            let read = try #require(
                TableToken.read(TableToken.make(store: store, table: table, secret: "s"), secret: "s"))
            #expect(read.store == store && read.table == table)
        }
    }
}
