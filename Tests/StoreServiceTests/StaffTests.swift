import Contracts
import HTTPTypes
import Platform
import TestSupport
import Testing

@testable import StoreService

@Suite struct StaffTests {
    private func signIn(_ room: StoreRoom, _ name: String, _ password: String = "12345678") async throws -> TestReply {
        try await room.send(.post, "sessions", #"{"username": "\#(name)", "password": "\#(password)"}"#)
    }

    @Test(arguments: TestEngine.available)
    func `Somebody is hired once, changed from the version seen, and dismissed but not forgotten`(
        engine: TestEngine
    ) async throws {
        try await StoreRoom.open(engine) { room in
            let owner = try await room.signUp().accessToken
            let body = #"{"id": "\#(StaffID.make())", "name": " 박둘 ", "role": "cashier", "pin": "48215937"}"#
            let hired = try await room.send(.post, "staff", body, as: owner)
            #expect(hired.status == 201)
            let again = try await room.send(.post, "staff", body, as: owner)
            #expect(again.status == 200 && again.text == hired.text)
            let view = try hired.decode(StaffView.self)
            #expect(view.name == "박둘" && view.role == .cashier && view.hasPin && view.active && view.version == 1)
            #expect(Set(view.rights) == Role.cashier.rights)
            let other = body.replacing("박둘", with: "박셋")
            #expect(try await room.send(.post, "staff", other, as: owner).code == "id-reused")
            let path = "staff/\(view.id)"
            let changed = try await room.send(
                .patch, path, #"{"name": "박넷", "rights": ["order"]}"#, as: owner, headers: ["If-Match": "\"1\""])
            #expect(changed.status == 200 && changed.header("ETag") == "\"2\"")
            #expect(try changed.decode(StaffView.self).rights == [.order])
            let stale = try await room.send(.patch, path, #"{"name": "x", "version": 1}"#, as: owner)
            #expect(stale.status == 412 && stale.code == "version-stale")
            #expect(try await room.send(.delete, path, as: owner).status == 204)
            let list = try await room.send(.get, "staff", as: owner).decode(Page<StaffView>.self)
            #expect(list.data.map(\.active) == [true, false])
        }
    }

    @Test(arguments: TestEngine.available)
    func `Staff of another store are absent`(engine: TestEngine) async throws {
        try await StoreRoom.open(engine) { room in
            let (ours, theirs) = (try await room.signUp("ours"), try await room.signUp("theirs"))
            let member = try await room.hire(#""name": "Theirs""#, by: theirs.accessToken)
            for method in [HTTPRequest.Method.patch, .delete] {
                let reply = try await room.send(
                    method, "staff/\(member.id)", #"{"name": "x"}"#, as: ours.accessToken)
                #expect(reply.status == 404 && reply.code == "not-found")
            }
            let terminal = try await room.pairedTerminal(by: theirs.accessToken)
            let removed = try await room.send(.delete, "terminals/\(terminal.terminal.id)", as: ours.accessToken)
            #expect(removed.status == 404 && removed.code == "not-found")
            let names = try await room.send(.get, "staff", as: ours.accessToken).decode(Page<StaffView>.self)
            #expect(names.data.count == 1)
            let tills = try await room.send(.get, "terminals", as: ours.accessToken).decode(Page<Terminals.View>.self)
            #expect(tills.data.isEmpty)
            #expect(try await room.staff.list(theirs.store.id).map(\.name).contains("Theirs"))
        }
    }

    @Test(arguments: TestEngine.available)
    func `A manager raises nobody above a manager, neither others nor themselves`(engine: TestEngine) async throws {
        try await StoreRoom.open(engine) { room in
            let opened = try await room.signUp()
            let ownerID = try #require(try await room.staff.list(opened.store.id).first).id
            let view = try await room.hire(
                #""name": "M", "role": "manager", "username": "mana", "password": "12345678""#, by: opened.accessToken)
            let manager = try await signIn(room, "mana").decode(SessionTokens.self).accessToken
            let cashier = try await room.hire(#""name": "C", "role": "cashier""#, by: manager)
            for (path, body) in [
                ("staff", #"{"name": "x", "role": "owner"}"#), ("staff", #"{"name": "x", "rights": ["manageStore"]}"#),
                ("staff", #"{"name": "x", "role": "kiosk"}"#), ("staff/\(cashier.id)", #"{"role": "owner"}"#),
                ("staff/\(cashier.id)", #"{"rights": ["manageStore"]}"#), ("staff/\(view.id)", #"{"role": "owner"}"#),
                ("staff/\(view.id)", #"{"rights": ["manageStore", "manageStaff"]}"#),
                ("staff/\(ownerID)", #"{"role": "server"}"#), ("staff/\(ownerID)", #"{"password": "mine now!"}"#),
                ("staff/\(ownerID)", #"{"active": false}"#),
            ] {
                let reply = try await room.send(path == "staff" ? .post : .patch, path, body, as: manager)
                #expect(reply.status == 403 && reply.code == "above-own-rank", "\(path) \(body)")
            }
            let staff = try await room.staff.list(opened.store.id)
            #expect(staff.map(\.role).sorted { $0.rank > $1.rank } == [.owner, .manager, .cashier])
            #expect(staff.allSatisfy { $0.ownRights == nil })
        }
    }

    @Test(arguments: TestEngine.available)
    func `Hiring and changing need the right to manage staff`(engine: TestEngine) async throws {
        try await StoreRoom.open(engine) { room in
            let owner = try await room.signUp().accessToken
            let view = try await room.hire(
                #""name": "C", "role": "cashier", "username": "cash", "password": "12345678""#, by: owner)
            let cashier = try await signIn(room, "cash").decode(SessionTokens.self).accessToken
            for (path, body) in [("staff", #"{"name": "x"}"#), ("terminals", #"{"name": "x", "kind": "till"}"#)] {
                let reply = try await room.send(.post, path, body, as: cashier)
                #expect(reply.status == 403 && reply.code == "right-missing")
            }
            let raise = try await room.send(.patch, "staff/\(view.id)", #"{"role": "manager"}"#, as: cashier)
            #expect(raise.code == "right-missing")
            #expect(try await room.send(.post, "staff", #"{"name": "x"}"#).status == 401)
        }
    }

    @Test(arguments: TestEngine.available)
    func `The last owner can neither leave nor step down`(engine: TestEngine) async throws {
        try await StoreRoom.open(engine) { room in
            let opened = try await room.signUp()
            let owner = try #require(try await room.staff.list(opened.store.id).first)
            let path = "staff/\(owner.id)"
            for body in [#"{"role": "manager"}"#, #"{"active": false}"#] {
                let reply = try await room.send(.patch, path, body, as: opened.accessToken)
                #expect(reply.status == 409 && reply.code == "last-owner")
            }
            #expect(try await room.send(.delete, path, as: opened.accessToken).code == "last-owner")
            _ = try await room.hire(#""name": "Second", "role": "owner""#, by: opened.accessToken)
            #expect(try await room.send(.delete, path, as: opened.accessToken).status == 204)
        }
    }

    @Test(arguments: TestEngine.available)
    func `Whoever is dismissed or given less is signed out`(engine: TestEngine) async throws {
        try await StoreRoom.open(engine) { room in
            let owner = try await room.signUp().accessToken
            let changes = [#"{"active": false}"#, #"{"rights": ["order"]}"#, #"{"password": "another one"}"#]
            for (number, change) in changes.enumerated() {
                let view = try await room.hire(
                    #""name": "C", "username": "cash\#(number)", "password": "12345678""#, by: owner)
                let tokens = try await signIn(room, "cash\(number)").decode(SessionTokens.self)
                #expect(try await room.send(.patch, "staff/\(view.id)", change, as: owner).status == 200)
                await #expect(throws: StoreRejection.refreshTokenInvalid) {
                    try await room.sessions.refresh(tokens.refreshToken, at: .now)
                }
            }
            #expect(try await signIn(room, "cash0").code == "wrong-credentials")
            #expect(try await signIn(room, "cash2").code == "wrong-credentials")
            #expect(try await signIn(room, "cash2", "another one").status == 201)
        }
    }

    @Test func `A password is replaced by whoever knows the old one`() async throws {
        try await StoreRoom.open { room in
            let owner = try await room.signUp().accessToken
            func replace(_ old: String, _ new: String) async throws -> TestReply {
                try await room.send(
                    .put, "store/password", #"{"oldPassword": "\#(old)", "newPassword": "\#(new)"}"#, as: owner)
            }
            #expect(try await replace("wrong one", "a new password").code == "wrong-credentials")
            #expect(try await replace(StoreRoom.password, "short").code == "password-too-weak")
            #expect(try await replace(StoreRoom.password, "a new password").status == 204)
            #expect(try await signIn(room, "owner", StoreRoom.password).code == "wrong-credentials")
            #expect(try await signIn(room, "owner", "a new password").status == 201)
        }
    }

    @Test func `Replacing one's password undoes no change made in the meantime`() async throws {
        try await StoreRoom.open { room in
            let store = try await room.signUp().store.id
            let owner = try #require(try await room.staff.list(store).first)
            let caller = Caller(store: store, actor: owner.id.text, role: .owner, rights: Role.owner.rights)
            var password = StoreRoom.password
            for round in 0..<4 {
                let (old, new) = (password, "password \(round)")
                var rename = StaffChange()
                rename.name = "Name \(round)"
                async let replaced: Void = room.staff.replacePassword(old: old, new: new, by: caller, at: .now)
                let named = try await room.staff.change(owner.id, rename, expected: nil, by: caller, at: .now)
                do {
                    try await replaced
                    password = new
                } catch {
                    #expect(error as? AccessRejection == .versionStale)
                }
                #expect(try await room.staff.list(store).first?.name == named.name)
            }
        }
    }
}
