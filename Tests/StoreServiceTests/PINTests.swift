import Contracts
import HTTPTypes
import Platform
import TestSupport
import Testing

@testable import StoreService

@Suite struct PINTests {
    /// A store with a paired till, an owner and a cashier who have PINs.
    private struct Till {
        let room: StoreRoom
        let store: StoreID
        let owner: String
        let cashier: StaffView
        let terminal: Terminals.Paired

        static let cashierPIN = "1357"

        init(_ room: StoreRoom) async throws {
            self.room = room
            let opened = try await room.signUp()
            store = opened.store.id
            owner = opened.accessToken
            cashier = try await room.hire(
                #""name": "Cashier", "role": "cashier", "pin": "\#(Till.cashierPIN)""#, by: owner)
            terminal = try await room.pairedTerminal(by: owner)
        }

        func enter(_ pin: String, as token: String? = nil) async throws -> TestReply {
            try await room.send(
                .post, "sessions/pin", #"{"pin": "\#(pin)"}"#, as: token ?? terminal.accessToken)
        }
    }

    @Test(arguments: TestEngine.available)
    func `A PIN switches the person at a shared till`(engine: TestEngine) async throws {
        try await StoreRoom.open(engine) { room in
            let till = try await Till(room)
            let reply = try await till.enter(Till.cashierPIN)
            #expect(reply.status == 201)
            let tokens = try reply.decode(SessionTokens.self)
            let own = try await room.send(.get, "terminals/self", as: tokens.accessToken)
            #expect(try own.decode(Terminals.View.self).id == till.terminal.terminal.id)
            let sessions = try await room.send(.get, "sessions", as: tokens.accessToken)
            #expect(try sessions.decode(Page<SessionView>.self).data.map(\.terminalId) == [till.terminal.terminal.id])
            let switched = try #require(try await room.journal(till.store).last)
            #expect(switched.actor == till.cashier.id.text && switched.terminal == till.terminal.terminal.id)
            // The next person switches from the session of the one before.
            #expect(try await till.enter(Till.cashierPIN, as: tokens.accessToken).status == 201)
        }
    }

    @Test func `A wrong PIN opens nothing`() async throws {
        try await StoreRoom.open { room in
            let till = try await Till(room)
            for pin in ["1358", "", "135", "13577"] {
                let reply = try await till.enter(pin)
                #expect(reply.status == 401 && reply.code == "wrong-pin", "\(pin)")
            }
            #expect(try await room.send(.delete, "staff/\(till.cashier.id)", as: till.owner).status == 204)
            #expect(try await till.enter(Till.cashierPIN).code == "wrong-pin")
            let locked = try await till.enter(Till.cashierPIN)
            #expect(locked.status == 429 && locked.code == "sign-in-locked")
        }
    }

    @Test(arguments: TestEngine.available)
    func `A PIN is entered at a paired terminal`(engine: TestEngine) async throws {
        try await StoreRoom.open(engine) { room in
            let till = try await Till(room)
            let reply = try await till.enter(Till.cashierPIN, as: till.owner)
            #expect(reply.status == 403 && reply.code == "terminal-required")
            #expect(try await till.enter(Till.cashierPIN, as: "nobody").status == 401)
        }
    }

    @Test(arguments: TestEngine.available)
    func `A removed terminal switches nobody in, not even in its last minutes`(engine: TestEngine) async throws {
        try await StoreRoom.open(engine) { room in
            let till = try await Till(room)
            let path = "terminals/\(till.terminal.terminal.id)"
            #expect(try await room.send(.delete, path, as: till.owner).status == 204)
            let reply = try await till.enter(Till.cashierPIN)
            #expect((400..<500).contains(reply.status), "the removed terminal opened a session: \(reply.status)")
        }
    }

    @Test(arguments: TestEngine.available)
    func `Two people of a store never have the same PIN`(engine: TestEngine) async throws {
        try await StoreRoom.open(engine) { room in
            let till = try await Till(room)
            let twin = #"{"name": "Twin", "pin": "\#(Till.cashierPIN)"}"#
            let reply = try await room.send(.post, "staff", twin, as: till.owner)
            #expect(reply.status == 409 && reply.code == "pin-taken")
            let other = try await room.hire(#""name": "Other", "pin": "2468""#, by: till.owner)
            let changed = try await room.send(
                .patch, "staff/\(other.id)", #"{"pin": "\#(Till.cashierPIN)"}"#, as: till.owner)
            #expect(changed.code == "pin-taken")
            // One's own PIN may be entered again, and another store may use the same.
            let same = try await room.send(.patch, "staff/\(other.id)", #"{"pin": "2468"}"#, as: till.owner)
            #expect(same.status == 200)
            let elsewhere = try await room.signUp("elsewhere").accessToken
            #expect(try await room.send(.post, "staff", twin, as: elsewhere).status == 201)
        }
    }

    @Test func `One's own PIN does not wipe out the wrong ones before it`() async throws {
        try await StoreRoom.open { room in
            let till = try await Till(room)
            var codes: [String?] = []
            for number in 0..<12 {
                codes.append(try await till.enter(number % 3 == 2 ? Till.cashierPIN : "0000").code)
            }
            #expect(codes.filter { $0 == "wrong-pin" }.count == 5)
            #expect(codes.last == "sign-in-locked")
        }
    }

    @Test func `Equal PINs sent at once are not both taken`() async throws {
        try await StoreRoom.open { room in
            let owner = try await room.signUp().accessToken
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for name in ["one", "two"] {
                    group.addTask {
                        try await room.send(.post, "staff", #"{"name": "\#(name)", "pin": "1357"}"#, as: owner).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }.sorted()
            }
            #expect(statuses == [201, 409])
        }
    }

    @Test func `Whoever comes back does not bring a PIN that somebody else has by now`() async throws {
        try await StoreRoom.open { room in
            let till = try await Till(room)
            let path = "staff/\(till.cashier.id)"
            #expect(try await room.send(.delete, path, as: till.owner).status == 204)
            _ = try await room.hire(#""name": "Heir", "pin": "\#(Till.cashierPIN)""#, by: till.owner)
            let back = try await room.send(.patch, path, #"{"active": true}"#, as: till.owner)
            let view = try? back.decode(StaffView.self)
            #expect(back.code == "pin-taken" || view?.hasPin == false, "\(back.text)")
        }
    }

    @Test func `Whoever becomes a manager does not keep a PIN of four digits`() async throws {
        try await StoreRoom.open { room in
            let till = try await Till(room)
            let raised = try await room.send(
                .patch, "staff/\(till.cashier.id)", #"{"role": "manager"}"#, as: till.owner)
            let view = try? raised.decode(StaffView.self)
            #expect(raised.code == "pin-invalid" || view?.hasPin == false, "\(raised.text)")
        }
    }

    @Test func `A manager's PIN of four digits is refused when it is given`() async throws {
        try await StoreRoom.open { room in
            let owner = try await room.signUp().accessToken
            let reply = try await room.send(
                .post, "staff", #"{"name": "M", "role": "manager", "pin": "13579"}"#, as: owner)
            #expect(reply.status == 422 && reply.code == "pin-invalid")
        }
    }
}
