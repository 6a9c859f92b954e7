import Contracts
import Platform
import TestSupport
import Testing

@testable import StoreService

@Suite struct KeyRingTests {
    private let start = Timestamp(milliseconds: 1_700_000_000_000)
    private let month: Int64 = 30 * 86_400

    private func key(_ kid: String, after seconds: Int64) -> KeyRing.Key {
        KeyRing.Key(kid: kid, pem: "", publishedAt: start.advanced(seconds: seconds))
    }

    private func claims(_ role: Role, at now: Timestamp) -> AccessClaims {
        AccessClaims(
            sub: StaffID.make().text, store: .make(), role: role, rights: [], terminal: nil, sid: nil, at: now)
    }

    @Test func `The first key signs at once, a later one only after an hour in public`() {
        let ring = KeyRing(keys: [key("b", after: month), key("a", after: 0)])
        #expect(ring.keys.map(\.kid) == ["a", "b"])
        #expect(ring.signing(at: start)?.kid == "a")
        #expect(ring.signing(at: start.advanced(seconds: month + 3599))?.kid == "a")
        #expect(ring.signing(at: start.advanced(seconds: month + 3600))?.kid == "b")
        #expect(KeyRing(keys: []).signing(at: start) == nil)
    }

    @Test func `A replaced key stays in public for half an hour, longer than any token lives`() {
        let ring = KeyRing(keys: [key("a", after: 0), key("b", after: month)])
        let inUse = month + 3600
        #expect(ring.retired(at: start).isEmpty)
        #expect(ring.retired(at: start.advanced(seconds: inUse)).isEmpty)
        #expect(ring.retired(at: start.advanced(seconds: inUse + 1799)).isEmpty)
        #expect(ring.retired(at: start.advanced(seconds: inUse + 1800)).map(\.kid) == ["a"])
        #expect(KeyRing.overlap > AccessClaims.lifetime)
        #expect(KeyRing(keys: []).retired(at: start).isEmpty)
    }

    @Test func `A next key is wanted when there is none or the newest is thirty days old`() {
        #expect(KeyRing(keys: []).needsNext(at: start))
        let ring = KeyRing(keys: [key("a", after: 0)])
        #expect(!ring.needsNext(at: start.advanced(seconds: month - 1)))
        #expect(ring.needsNext(at: start.advanced(seconds: month)))
        let both = KeyRing(keys: [key("a", after: 0), key("b", after: month)])
        #expect(!both.needsNext(at: start.advanced(seconds: month + 60)))
    }

    @Test(arguments: TestEngine.available)
    func `A token of the old key is still read after the ring has turned`(engine: TestEngine) async throws {
        try await StoreRoom.open(engine) { room in
            let keys = room.keys
            try await keys.turn(at: start)
            try await keys.turn(at: start.advanced(seconds: 60))
            #expect(try await keys.published().keys.count == 1)
            let turning = start.advanced(seconds: month)
            try await keys.turn(at: turning)
            #expect(try await keys.published().keys.count == 2)
            let change = turning.advanced(seconds: 3600)
            let old = try await keys.sign(claims(.cashier, at: change), at: change.advanced(seconds: -1))
            let new = try await keys.sign(claims(.cashier, at: change), at: change)
            #expect(old.split(separator: ".")[0] != new.split(separator: ".")[0])
            try await keys.turn(at: change.advanced(seconds: 899))
            let verifier = TokenVerifier { try await keys.published() }
            for token in [old, new] {
                let audience = AccessClaims.audience
                let moment = change.advanced(seconds: 899)
                #expect(try await verifier.claims(of: token, audience: audience, at: moment) != nil)
            }
            try await keys.turn(at: change.advanced(seconds: 1800))
            #expect(try await keys.published().keys.count == 1)
        }
    }

    @Test func `The public keys hold no private half`() async throws {
        try await StoreRoom.open { room in
            try await room.keys.turn(at: start)
            let text = try JSON.text(try await room.keys.published())
            #expect(!text.contains("PRIVATE") && !text.contains(#""d""#))
            #expect(text.contains(#""alg":"ES256""#))
        }
    }

    @Test(arguments: TestEngine.available)
    func `A secret of the installation is made once`(engine: TestEngine) async throws {
        try await StoreRoom.open(engine) { room in
            let keys = room.keys
            let secrets = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<8 { group.addTask { try await keys.secret("refresh") } }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(secrets.count == 1)
            #expect(try await keys.secret("other") != secrets.first)
        }
    }
}
