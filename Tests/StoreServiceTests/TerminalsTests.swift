import Contracts
import HTTPTypes
import Platform
import TestSupport
import Testing

@testable import StoreService

@Suite struct TerminalsTests {
    private func add(_ room: StoreRoom, by owner: String, kind: String = "till") async throws -> Terminals.View {
        try await room.send(.post, "terminals", #"{"name": "Front", "kind": "\#(kind)"}"#, as: owner)
            .decode(Terminals.View.self)
    }

    private func pair(_ room: StoreRoom, _ code: String) async throws -> TestReply {
        try await room.send(.post, "terminals/pair", #"{"code": "\#(code)"}"#)
    }

    @Test(arguments: TestEngine.available)
    func `A letter is never given twice, not even after its terminal was removed`(engine: TestEngine) async throws {
        try await StoreRoom.open(engine) { room in
            let owner = try await room.signUp().accessToken
            let first = try await [0, 1, 2].asyncMap { _ in try await add(room, by: owner) }
            #expect(first.map(\.letter) == ["A", "B", "C"])
            for terminal in first.suffix(2) {
                #expect(try await room.send(.delete, "terminals/\(terminal.id)", as: owner).status == 204)
                #expect(try await room.send(.delete, "terminals/\(terminal.id)", as: owner).status == 404)
            }
            #expect(try await add(room, by: owner).letter == "D")
            let list = try await room.send(.get, "terminals", as: owner).decode(Page<Terminals.View>.self)
            #expect(list.data.map(\.letter).sorted() == ["A", "D"])
            #expect(list.data.allSatisfy { $0.pairingCode == nil && !$0.paired })
            let other = try await room.signUp("other").accessToken
            #expect(try await add(room, by: other).letter == "A")
        }
    }

    @Test(arguments: TestEngine.available)
    func `Terminals added at once get different letters, one sent twice only one`(engine: TestEngine) async throws {
        try await StoreRoom.open(engine) { room in
            let owner = try await room.signUp().accessToken
            let body = #"{"id": "\#(TerminalID.make())", "name": "Front", "kind": "till"}"#
            let letters = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<8 { group.addTask { try await add(room, by: owner).letter } }
                for _ in 0..<4 {
                    group.addTask {
                        try await room.send(.post, "terminals", body, as: owner).decode(Terminals.View.self).letter
                    }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(letters == Set("ABCDEFGHI".map(String.init)))
        }
    }

    @Test(arguments: TestEngine.available)
    func `A terminal that was paired is added anew, under a letter of its own, to be paired again`(
        engine: TestEngine
    ) async throws {
        try await StoreRoom.open(engine) { room in
            let owner = try await room.signUp().accessToken
            let added = try await add(room, by: owner)
            let path = "terminals/\(added.id)/code"
            let renewed = try await room.send(.post, path, as: owner).decode(Terminals.View.self)
            #expect(renewed.letter == added.letter && renewed.pairingCode != added.pairingCode)
            #expect(try await pair(room, try #require(added.pairingCode)).code == "pairing-code-invalid")
            #expect(try await pair(room, try #require(renewed.pairingCode)).status == 201)
            let again = try await room.send(.post, path, as: owner)
            #expect(again.status == 409 && again.code == "terminal-paired")
            #expect(try await room.send(.post, "terminals/\(TerminalID.make())/code", as: owner).status == 404)
        }
    }

    @Test(arguments: TestEngine.available)
    func `A pairing code that is wrong, used or older than 15 minutes pairs nothing`(engine: TestEngine) async throws {
        try await StoreRoom.open(engine) { room in
            let owner = try await room.signUp().accessToken
            let added = try await add(room, by: owner)
            let code = try #require(added.pairingCode)
            #expect(code.wholeMatch(of: /[0-9]{8}/) != nil)
            let wrong = code == "00000000" ? "00000001" : "00000000"
            for bad in [wrong, "", "code", String(code.dropLast())] {
                let reply = try await pair(room, bad)
                #expect(reply.status == 422 && reply.code == "pairing-code-invalid", "\(bad)")
            }
            let typed = code.prefix(4) + " " + code.suffix(4)
            let paired = try await pair(room, String(typed))
            #expect(paired.status == 201)
            #expect(try paired.decode(Terminals.Paired.self).terminal.paired)
            #expect(try await pair(room, code).code == "pairing-code-invalid")

            let made = Timestamp(milliseconds: 1_800_000_000_000)
            let store = try await room.send(.get, "store", as: owner).decode(StoreProfile.self).id
            let late = try await room.terminals.add(
                Terminals.Form(id: nil, name: "Late", kind: .till), stamp: nil, by: store.owner, at: made)
            let lateCode = try #require(try JSON.decode(Terminals.View.self, from: late.body).pairingCode)
            await #expect(throws: StoreRejection.pairingCodeInvalid) {
                try await room.terminals.pair(code: lateCode, at: made.advanced(seconds: 900))
            }
            _ = try await room.terminals.pair(code: lateCode, at: made.advanced(seconds: 899))
        }
    }

    @Test(arguments: TestEngine.available)
    func `Of many who pair with one code, one is paired`(engine: TestEngine) async throws {
        try await StoreRoom.open(engine) { room in
            let code = try #require(try await add(room, by: try await room.signUp().accessToken).pairingCode)
            let paired = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        do {
                            _ = try await room.terminals.pair(code: code, at: .now)
                            return true
                        } catch {
                            #expect(error as? StoreRejection == .pairingCodeInvalid)
                            return false
                        }
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(paired == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `A terminal has the role of its kind and its own credential until it is removed`(
        engine: TestEngine
    ) async throws {
        try await StoreRoom.open(engine) { room in
            let owner = try await room.signUp().accessToken
            for (kind, role) in [("till", Role.terminal), ("kiosk", .kiosk), ("kitchen", .kitchen)] {
                let paired = try await room.pairedTerminal(kind, by: owner)
                let verifier = TokenVerifier { try await room.keys.published() }
                let claims = try #require(
                    try await verifier.claims(of: paired.accessToken, audience: AccessClaims.audience, at: .now))
                #expect(claims.role == role && claims.terminal == paired.terminal.id)
                #expect(Set(claims.rights) == role.rights)
                let refreshed = try await room.sessions.refresh(paired.refreshToken, at: .now)
                #expect(try await room.send(.get, "staff", as: refreshed.accessToken).status == 403)
                #expect(try await room.send(.delete, "terminals/\(paired.terminal.id)", as: owner).status == 204)
                #expect(try await room.send(.get, "terminals/self", as: refreshed.accessToken).status == 404)
                await #expect(throws: StoreRejection.refreshTokenInvalid) {
                    try await room.sessions.refresh(refreshed.refreshToken, at: .now)
                }
            }
        }
    }
}

extension Sequence {
    /// One after the other, so that the answers stand in the order of the questions.
    func asyncMap<T>(_ transform: (Element) async throws -> T) async rethrows -> [T] {
        var results: [T] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
