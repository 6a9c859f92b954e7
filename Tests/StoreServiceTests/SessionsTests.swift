import Contracts
import HTTPTypes
import Platform
import TestSupport
import Testing

@testable import StoreService

@Suite struct SessionsTests {
    private let now = Timestamp(milliseconds: 1_800_000_000_000)

    private func signIn(
        _ room: StoreRoom, _ password: String = StoreRoom.password, as name: String = "owner", after seconds: Int64 = 0
    ) async throws -> SessionTokens {
        try await room.sessions.signIn(
            username: name, password: password, device: nil, at: now.advanced(seconds: seconds))
    }

    @Test(arguments: TestEngine.available)
    func `A wrong username or password signs nobody in`(engine: TestEngine) async throws {
        try await StoreRoom.open(engine) { room in
            _ = try await room.signUp()
            let good = #"{"username": " OWNER ", "password": "\#(StoreRoom.password)"}"#
            #expect(try await room.send(.post, "sessions", good).status == 201)
            for body in [
                #"{"username": "owner", "password": "correct horse"}"#,
                #"{"username": "nobody", "password": "\#(StoreRoom.password)"}"#, #"{"username": "", "password": ""}"#,
                #"{"username": "owner", "password": "\#(String(repeating: "x", count: 2000))"}"#,
            ] {
                let reply = try await room.send(.post, "sessions", body)
                #expect(reply.status == 401 && reply.code == "wrong-credentials")
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `Too many wrong tries lock the sign-in for a while`(engine: TestEngine) async throws {
        try await StoreRoom.open(engine) { room in
            _ = try await room.signUp()
            for name in ["owner", "nobody"] {
                for _ in 0..<5 {
                    await #expect(throws: StoreRejection.wrongCredentials) { try await signIn(room, "wrong", as: name) }
                }
                await #expect(throws: StoreRejection.signInLocked(seconds: 30)) { try await signIn(room, as: name) }
                await #expect(throws: StoreRejection.signInLocked(seconds: 1)) {
                    try await signIn(room, as: name, after: 29)
                }
            }
            // The sixth wrong try, after the first lock, doubles it; then the right password opens and forgets.
            await #expect(throws: StoreRejection.wrongCredentials) { try await signIn(room, "wrong", after: 30) }
            await #expect(throws: StoreRejection.signInLocked(seconds: 60)) { try await signIn(room, after: 30) }
            _ = try await signIn(room, after: 90)
            await #expect(throws: StoreRejection.wrongCredentials) { try await signIn(room, "wrong", after: 91) }
            _ = try await signIn(room, after: 92)
            #expect(StoreRejection.signInLocked(seconds: 30).status == 429)
        }
    }

    @Test func `Wrong tries sent all at once count like those sent one by one`() async throws {
        try await StoreRoom.open { room in
            _ = try await room.signUp()
            let outcomes = await withTaskGroup(of: StoreRejection?.self) { group in
                for _ in 0..<12 {
                    group.addTask {
                        do {
                            _ = try await signIn(room, "wrong")
                            return nil
                        } catch {
                            return error as? StoreRejection
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.count == 12 && !outcomes.contains(nil))
            #expect(outcomes.filter { $0 == .wrongCredentials }.count <= 5)
        }
    }

    @Test(arguments: TestEngine.available)
    func `An old refresh token gives the same successor until that one is used`(engine: TestEngine) async throws {
        try await StoreRoom.open(engine) { room in
            let store = try await room.signUp().store.id
            let first = try await signIn(room).refreshToken
            let second = try await refresh(room, first, after: 10)
            #expect(second != first)
            for seconds: Int64 in [10, 20, 40] { #expect(try await refresh(room, first, after: seconds) == second) }
            let third = try await refresh(room, second, after: 41)
            // Well within the minute, but the successor is in use: somebody else has the old one.
            await refused(room, first, after: 42)
            await refused(room, second, after: 42)
            await refused(room, third, after: 42)
            let states = try await room.journal(store).compactMap { try $0.decoded(SessionChanged.self)?.state }
            #expect(states.last == "reused")
        }
    }

    @Test(arguments: TestEngine.available)
    func `An old refresh token that comes after sixty seconds ends the family`(engine: TestEngine) async throws {
        try await StoreRoom.open(engine) { room in
            _ = try await room.signUp()
            let first = try await signIn(room).refreshToken
            let other = try await signIn(room).refreshToken
            let second = try await refresh(room, first, after: 0)
            #expect(try await refresh(room, first, after: 60) == second)
            await refused(room, first, after: 61)
            await refused(room, second, after: 61)
            // The same person's other session lives on.
            _ = try await refresh(room, other, after: 61)
        }
    }

    @Test(arguments: TestEngine.available)
    func `A refresh token that is unknown, ended or used twice signs nobody in`(engine: TestEngine) async throws {
        try await StoreRoom.open(engine) { room in
            let opened = try await room.signUp()
            for token in ["", "unknown", opened.accessToken] {
                let reply = try await room.send(.post, "sessions/refresh", #"{"refreshToken": "\#(token)"}"#)
                #expect(reply.status == 401 && reply.code == "refresh-token-invalid")
            }
            let body = #"{"refreshToken": "\#(opened.refreshToken)"}"#
            let second = try await room.send(.post, "sessions/refresh", body).decode(SessionTokens.self)
            #expect(try await room.send(.get, "store", as: second.accessToken).status == 200)
            _ = try await refresh(room, second.refreshToken, after: 0)
            let twice = try await room.send(.post, "sessions/refresh", body)
            #expect(twice.status == 401 && twice.code == "refresh-token-invalid")
            let ended = try await signIn(room)
            #expect(try await room.send(.delete, "sessions/current", as: second.accessToken).status == 404)
            let fresh = try await room.send(
                .post, "sessions", #"{"username": "owner", "password": "\#(StoreRoom.password)"}"#)
            let tokens = try fresh.decode(SessionTokens.self)
            #expect(try await room.send(.delete, "sessions/current", as: tokens.accessToken).status == 204)
            await refused(room, tokens.refreshToken, after: 0)
            _ = try await refresh(room, ended.refreshToken, after: 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `Many refreshes of one token at once give one successor`(engine: TestEngine) async throws {
        try await StoreRoom.open(engine) { room in
            _ = try await room.signUp()
            let first = try await signIn(room).refreshToken
            let successors = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<16 { group.addTask { try await refresh(room, first, after: 1) } }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(successors.count == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `People see and end their own sessions only`(engine: TestEngine) async throws {
        try await StoreRoom.open(engine) { room in
            let (one, two) = (try await room.signUp("one"), try await room.signUp("two"))
            let list = try await room.send(.get, "sessions", as: one.accessToken).decode(Page<SessionView>.self)
            let own = try #require(list.data.first)
            #expect(list.data.count == 1 && own.current)
            let foreign = try await room.send(.delete, "sessions/\(own.id)", as: two.accessToken)
            #expect(foreign.status == 404 && foreign.code == "not-found")
            let colleague = try await room.hire(#""name": "Colleague", "role": "owner""#, by: one.accessToken)
            let caller = Caller(
                store: one.store.id, actor: colleague.id.text, role: .owner, rights: Role.owner.rights)
            await #expect(throws: AccessRejection.notFound) { try await room.sessions.end(own.id, by: caller, at: now) }
            #expect(try await room.send(.delete, "sessions/\(own.id)", as: one.accessToken).status == 204)
            #expect(try await room.send(.delete, "sessions/\(own.id)", as: one.accessToken).status == 404)
            await refused(room, one.refreshToken, after: 0)
        }
    }

    private func refresh(_ room: StoreRoom, _ token: String, after seconds: Int64) async throws -> String {
        try await room.sessions.refresh(token, at: now.advanced(seconds: seconds)).refreshToken
    }

    private func refused(
        _ room: StoreRoom, _ token: String, after seconds: Int64, _ place: SourceLocation = #_sourceLocation
    ) async {
        await #expect(throws: StoreRejection.refreshTokenInvalid, sourceLocation: place) {
            try await refresh(room, token, after: seconds)
        }
    }
}
