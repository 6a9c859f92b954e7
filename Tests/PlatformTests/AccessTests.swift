import Contracts
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Platform

@Suite struct AccessTests {
    private let note = #"{"text": "two coffees"}"#

    @Test func `A request without a valid access token is refused`() async throws {
        try await Probe.open { probe in
            let good = TestCaller.owner(probe.store)
            let parts = good.split(separator: ".").map(String.init)
            let other = TestCaller.owner(.make()).split(separator: ".").map(String.init)
            let unsigned = Base64URL.encode(Data(#"{"alg":"none","kid":"test-key"}"#.utf8))
            let tokens = [
                "", "x", "a.b.c", parts[0] + "." + parts[1], parts[0] + "." + parts[1] + ".",
                parts[0] + "." + other[1] + "." + parts[2], unsigned + "." + parts[1] + ".",
                unsigned + "." + parts[1] + "." + parts[2],
                TestCaller.token(probe.store, .owner, at: .now.advanced(seconds: -901)),
            ]
            for token in tokens {
                let reply = try await probe.post(note, as: token)
                #expect(reply.status == 401 && reply.code == "unauthenticated", "\(token)")
                #expect(reply.header("WWW-Authenticate") == "Bearer")
            }
            let bare = try await probe.app.send(.post, "/api/v1/notes", body: note)
            #expect(bare.status == 401 && bare.code == "unauthenticated")
            let basic = try await probe.app.send(
                .post, "/api/v1/notes", body: note, headers: ["Authorization": "Basic b3duZXI6cGFzcw=="])
            #expect(basic.status == 401)
            #expect(try await probe.counts() == [0, 0])
            #expect(try await probe.post(note, as: good).status == 201)
        }
    }

    @Test func `An approval is no access token and an access token no approval`() async throws {
        try await Probe.open { probe in
            let approval = approval(of: .order, in: probe.store)
            #expect(try await probe.post(note, as: approval).code == "unauthenticated")
            let swapped = try await probe.post(note, headers: ["X-Approval": TestCaller.owner(probe.store)])
            #expect(swapped.status == 403 && swapped.code == "approval-invalid")
        }
    }

    @Test func `A right that the caller does not hold must be lent by a higher PIN`() async throws {
        try await Probe.open { probe in
            let kitchen = TestCaller.token(probe.store, .kitchen)
            let refused = try await probe.post(note, as: kitchen)
            #expect(refused.status == 403 && refused.code == "right-missing")
            let wrong = approval(of: .discount, in: probe.store)
            let still = try await probe.post(note, as: kitchen, headers: ["X-Approval": wrong])
            #expect(still.code == "right-missing")
            let lent = approval(of: .order, in: probe.store)
            #expect(try await probe.post(note, as: kitchen, headers: ["X-Approval": lent]).status == 201)
            #expect(try await probe.counts() == [1, 1])
        }
    }

    @Test(arguments: TestEngine.available)
    func `A lent right serves for one act only`(engine: TestEngine) async throws {
        try await Probe.open(engine) { probe in
            let lender = StaffID.make()
            let lent = approval(of: .order, in: probe.store, by: lender)
            let kitchen = TestCaller.token(probe.store, .kitchen)
            #expect(try await probe.post(note, as: kitchen, headers: ["X-Approval": lent]).status == 201)
            let again = try await probe.post(#"{"text": "three"}"#, as: kitchen, headers: ["X-Approval": lent])
            #expect(again.status == 403 && again.code == "approval-spent")
            #expect(try await probe.counts() == [1, 1])
            let store = probe.store
            let events = try await probe.database.read { session in
                try Journal.events(of: .order, store: store, after: 0, limit: 9, in: session)
            }
            #expect(events.map(\.approver) == [lender.text])
            #expect(events.allSatisfy { $0.actor != lender.text })
        }
    }

    @Test func `An approval that is expired, forged or of another store is refused`() async throws {
        try await Probe.open { probe in
            let good = approval(of: .order, in: probe.store).split(separator: ".").map(String.init)
            let other = approval(of: .refund, in: probe.store).split(separator: ".").map(String.init)
            let late = AccessClaims(
                approvalBy: .make(), store: probe.store, role: .manager, act: .order, id: "late",
                for: TestCaller.person.text, at: .now.advanced(seconds: -61))
            let tokens = [
                "", "nonsense", good[0] + "." + other[1] + "." + good[2], TestCaller.sign(late),
                approval(of: .order, in: .make()), approval(of: .order, in: probe.store, for: "somebody else"),
            ]
            for token in tokens {
                let reply = try await probe.post(note, headers: ["X-Approval": token])
                #expect(reply.status == 403 && reply.code == "approval-invalid", "\(token)")
            }
            #expect(try await probe.counts() == [0, 0])
        }
    }

    @Test func `Internal paths are for our own services only`() async throws {
        try await Probe.open { probe in
            let path = "/internal/order/secret"
            let owner = try await probe.app.send(.get, path, as: TestCaller.owner(probe.store))
            #expect(owner.status == 404 && owner.code == "internal-only")
            #expect(try await probe.app.send(.get, path).status == 404)
            let identity = InternalIdentity(secret: "test")
            let ours = identity.sign(from: .gateway, to: .order, store: probe.store, at: .now)
            let forged = InternalIdentity(secret: "guess").sign(
                from: .gateway, to: .order, store: probe.store, at: .now)
            let elsewhere = identity.sign(from: .gateway, to: .sale, store: probe.store, at: .now)
            let late = identity.sign(
                from: .gateway, to: .order, store: probe.store, at: .now.advanced(seconds: -61))
            let statuses = try await [ours, forged, elsewhere, late].asyncMap {
                try await probe.app.send(.get, path, headers: ["Authorization": "Internal " + $0]).status
            }
            #expect(statuses == [200, 404, 404, 404])
        }
    }

    @Test func `A staff member's own right is used, whatever the role`() {
        let store = StoreID.make()
        let caller = Caller(store: store, actor: StaffID.make().text, role: .manager, rights: [.order])
        #expect(caller.may(.order) && !caller.may(.refund))
        #expect(throws: AccessRejection.rightMissing(.refund)) { try caller.require(.refund) }
        #expect(Caller.service(.order, for: store).may(.order) == false)
    }

    private func approval(
        of right: Right, in store: StoreID, by staff: StaffID = .make(), for asker: String = TestCaller.person.text
    ) -> String {
        TestCaller.sign(
            AccessClaims(
                approvalBy: staff, store: store, role: .manager, act: right, id: SessionID.make().text,
                for: asker, at: .now))
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
