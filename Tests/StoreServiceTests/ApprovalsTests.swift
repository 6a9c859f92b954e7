import Contracts
import HTTPTypes
import Platform
import TestSupport
import Testing

@testable import StoreService

@Suite struct ApprovalsTests {
    /// A till where a cashier is signed in, and a manager who stands beside with a PIN.
    private struct Till {
        let room: StoreRoom
        let store: StoreID
        let manager: StaffView
        let cashier: StaffView
        let terminal: TerminalID
        let token: String

        init(_ room: StoreRoom) async throws {
            self.room = room
            let opened = try await room.signUp()
            let owner = opened.accessToken
            store = opened.store.id
            manager = try await room.hire(#""name": "M", "role": "manager", "pin": "246824""#, by: owner)
            cashier = try await room.hire(#""name": "C", "role": "cashier", "pin": "1357""#, by: owner)
            let paired = try await room.pairedTerminal(by: owner)
            terminal = paired.terminal.id
            token = try await room.send(.post, "sessions/pin", #"{"pin": "1357"}"#, as: paired.accessToken)
                .decode(SessionTokens.self).accessToken
        }

        func approval(_ pin: String = "246824", _ act: String = "manage-staff") async throws -> TestReply {
            try await room.send(.post, "approvals", #"{"pin": "\#(pin)", "act": "\#(act)"}"#, as: token)
        }

        func hire(_ name: String, with approval: String?) async throws -> TestReply {
            try await room.send(
                .post, "staff", #"{"name": "\#(name)", "role": "server"}"#, as: token,
                headers: approval.map { ["X-Approval": $0] } ?? [:])
        }
    }

    private struct Lent: Decodable {
        let token: String
    }

    @Test(arguments: TestEngine.available)
    func `A right lent by PIN works once, and the journal keeps both persons`(engine: TestEngine) async throws {
        try await StoreRoom.open(engine) { room in
            let till = try await Till(room)
            #expect(try await till.hire("First", with: nil).code == "right-missing")
            let reply = try await till.approval()
            #expect(reply.status == 201)
            let lent = try reply.decode(Lent.self).token
            #expect(try await till.hire("First", with: lent).status == 201)
            let spent = try await till.hire("Second", with: lent)
            #expect(spent.status == 403 && spent.code == "approval-spent")
            #expect(try await room.staff.list(till.store).contains { $0.name == "Second" } == false)
            let events = try await room.journal(till.store).suffix(2)
            #expect(events.map(\.type) == ["credential.used", "staff.changed"])
            #expect(events.allSatisfy { $0.actor == till.cashier.id.text && $0.terminal == till.terminal })
            #expect(events.map(\.approver) == [nil, till.manager.id.text])
            let used = try #require(try events.first?.decoded(CredentialUsed.self))
            #expect(used.staffId == till.manager.id && used.act == "approve:manage-staff")
        }
    }

    @Test func `A lent right serves for its own act and its own store`() async throws {
        try await StoreRoom.open { room in
            let till = try await Till(room)
            let discount = try await till.approval("246824", "discount").decode(Lent.self).token
            #expect(try await till.hire("First", with: discount).code == "right-missing")
            let lent = try await till.approval().decode(Lent.self).token
            let stranger = try await room.signUp("stranger").accessToken
            let elsewhere = try await room.send(
                .post, "staff", #"{"name": "x"}"#, as: stranger, headers: ["X-Approval": lent])
            #expect(elsewhere.status == 403 && elsewhere.code == "approval-invalid")
            #expect(try await room.send(.get, "staff", as: lent).status == 401)
        }
    }

    @Test func `Nobody lends a right that they do not hold`() async throws {
        try await StoreRoom.open { room in
            let till = try await Till(room)
            let own = try await till.approval("1357", "refund")
            #expect(own.status == 403 && own.code == "right-missing")
            let store = try await till.approval("246824", "manage-store")
            #expect(store.code == "right-missing")
            #expect(try await till.approval("246824", "everything").code == "field-invalid")
            let wrong = try await till.approval("999999")
            #expect(wrong.status == 401 && wrong.code == "wrong-pin")
        }
    }

    @Test func `A lent right raises nobody above the one who borrowed it`() async throws {
        try await StoreRoom.open { room in
            let till = try await Till(room)
            let lent = try await till.approval().decode(Lent.self).token
            let reply = try await room.send(
                .post, "staff", #"{"name": "x", "role": "manager"}"#, as: till.token, headers: ["X-Approval": lent])
            #expect(reply.code == "above-own-rank")
        }
    }
}
