import Contracts
import HTTPTypes
import Platform
import TestSupport
import Testing

@testable import StoreService

@Suite struct SignUpTests {
    @Test(arguments: TestEngine.available)
    func `Signing up opens a store whose owner is signed in`(engine: TestEngine) async throws {
        try await StoreRoom.open(engine) { room in
            let reply = try await room.send(.post, "stores", StoreRoom.form())
            #expect(reply.status == 201)
            let opened = try reply.decode(Stores.Opened.self)
            #expect(opened.store.settings.name == "별다방" && opened.store.phone == "010-8765-4321")
            #expect(opened.expiresIn == 900)
            let profile = try await room.send(.get, "store", as: opened.accessToken)
            #expect(profile.status == 200 && profile.header("ETag") == "\"1\"")
            #expect(try profile.decode(StoreProfile.self) == opened.store)
            let types = try await room.journal(opened.store.id).map(\.type)
            #expect(types == ["store.opened", "staff.changed", "session.changed"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `Signing up again with the same id gives the same store, another form is refused`(
        engine: TestEngine
    ) async throws {
        try await StoreRoom.open(engine) { room in
            let id = StoreID.make()
            #expect(try await room.send(.post, "stores", StoreRoom.form(id: id)).status == 201)
            let again = try await room.send(.post, "stores", StoreRoom.form(id: id))
            #expect(again.status == 200 && again.header("Idempotency-Replayed") == "true")
            let replayed = try again.decode(Stores.Opened.self)
            #expect(replayed.store.id == id)
            #expect(try await room.send(.get, "store", as: replayed.accessToken).status == 200)
            for other in [StoreRoom.form(id: id, name: "달다방"), StoreRoom.form("someone", id: id)] {
                let refused = try await room.send(.post, "stores", other)
                #expect(refused.status == 409 && refused.code == "id-reused")
            }
            let types = try await room.journal(id).map(\.type)
            #expect(types.filter { $0 == "store.opened" }.count == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `Two equal sign-ups at once open one store and both succeed`(engine: TestEngine) async throws {
        try await StoreRoom.open(engine) { room in
            let form = StoreRoom.form(id: .make())
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<2 { group.addTask { try await room.send(.post, "stores", form).status } }
                return try await group.reduce(into: []) { $0.append($1) }.sorted()
            }
            #expect(statuses == [200, 201])
        }
    }

    @Test func `Signing up honours an idempotency key`() async throws {
        try await StoreRoom.open { room in
            let key = ["Idempotency-Key": "sign-up-1"]
            let first = try await room.send(.post, "stores", StoreRoom.form(), headers: key)
            let again = try await room.send(.post, "stores", StoreRoom.form(), headers: key)
            #expect(first.status == 201 && again.status == 200, "\(again.text)")
        }
    }

    @Test(arguments: TestEngine.available)
    func `A username belongs to one person only`(engine: TestEngine) async throws {
        try await StoreRoom.open(engine) { room in
            let first = try await room.signUp("hana")
            let taken = try await room.send(.post, "stores", StoreRoom.form(" HANA "))
            #expect(taken.status == 409 && taken.code == "username-taken")
            let second = try await room.signUp("duri")
            let fields = #"{"name": "Same", "username": "hana", "password": "12345678"}"#
            for caller in [first.accessToken, second.accessToken] {
                let reply = try await room.send(.post, "staff", fields, as: caller)
                #expect(reply.status == 409 && reply.code == "username-taken")
            }
            let owner = try #require(try await room.staff.list(second.store.id).first)
            let renamed = try await room.send(
                .patch, "staff/\(owner.id)", #"{"username": "hana"}"#, as: second.accessToken)
            #expect(renamed.code == "username-taken")
            #expect(try await room.send(.get, "usernames/Hana").text == #"{"available":false}"#)
            #expect(try await room.send(.get, "usernames/free.one").text == #"{"available":true}"#)
            #expect(try await room.send(.get, "usernames/a").code == "username-invalid")
        }
    }

    @Test(arguments: [
        (#""name": " ""#, "text-invalid", "/name"), (#""phone": """#, "text-invalid", "/phone"),
        (#""currency": "won""#, "currency-unknown", "/currency"),
        (#""timezone": "Seoul""#, "timezone-unknown", "/timezone"),
        (#""businessDayStart": "13:00""#, "business-day-start-invalid", "/businessDayStart"),
        (#""taxRate": 51"#, "tax-rate-out-of-range", "/taxRate"),
        (#""username": "a b c""#, "username-invalid", "/username"),
        (#""password": "short""#, "password-too-weak", "/password"),
    ])
    func `A form at fault is answered by 422 with the field's name`(
        field: String, code: String, pointer: String
    ) async throws {
        try await StoreRoom.open { room in
            let name = field.prefix { $0 != ":" }
            let lines = StoreRoom.form().replacing("\n", with: "").replacing("{", with: "").replacing("}", with: "")
            let kept = lines.split(separator: ", ").flatMap { $0.split(separator: ",") }
                .map { $0.trimmingPrefix { $0 == " " } }.filter { !$0.hasPrefix(name) }
            let body = "{" + (kept + [field[...]]).joined(separator: ",") + "}"
            let reply = try await room.send(.post, "stores", body)
            #expect(reply.status == 422 && reply.code == code, "\(body)")
            #expect(try reply.decode(Problem.self).errors?.map(\.pointer) == [pointer])
        }
    }

    @Test(arguments: TestEngine.available)
    func `A profile is changed by its owner, from the version they saw`(engine: TestEngine) async throws {
        try await StoreRoom.open(engine) { room in
            let opened = try await room.signUp()
            let owner = opened.accessToken
            let changed = try await room.send(
                .patch, "store", #"{"name": "달다방", "taxRate": 0}"#, as: owner, headers: ["If-Match": "\"1\""])
            #expect(changed.status == 200 && changed.header("ETag") == "\"2\"")
            #expect(try changed.decode(StoreProfile.self).settings.name == "달다방")
            let stale = try await room.send(
                .patch, "store", #"{"name": "해다방"}"#, as: owner, headers: ["If-Match": "\"1\""])
            #expect(stale.status == 412 && stale.code == "version-stale")
            #expect(try await room.send(.patch, "store", #"{"name": "x", "version": 1}"#, as: owner).status == 412)
            #expect(try await room.send(.patch, "store", #"{"name": " "}"#, as: owner).code == "text-invalid")
            _ = try await room.hire(
                #""name": "Manager", "role": "manager", "username": "mana", "password": "12345678""#, by: owner)
            let manager = try await room.send(.post, "sessions", #"{"username": "mana", "password": "12345678"}"#)
                .decode(SessionTokens.self)
            let refused = try await room.send(.patch, "store", #"{"name": "x"}"#, as: manager.accessToken)
            #expect(refused.status == 403 && refused.code == "right-missing")
            #expect(try await room.send(.get, "store").status == 401)
        }
    }
}
