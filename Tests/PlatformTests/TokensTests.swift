import Contracts
import Foundation
import Synchronization
import Testing

@testable import Platform

@Suite struct TokensTests {
    private let pem = TokenSigner.newKey()
    private let now = Timestamp(milliseconds: 1_700_000_000_000)

    private func verifier() -> TokenVerifier {
        TokenVerifier { [pem] in PublicKeys(keys: [try TokenSigner.publicKey(of: pem, kid: "k1")]) }
    }

    private func claims(_ role: Role = .cashier) -> AccessClaims {
        AccessClaims(
            sub: StaffID.make().text, store: .make(), role: role, rights: role.rights, terminal: nil, sid: nil, at: now)
    }

    private func read(_ token: String, by verifier: TokenVerifier, at moment: Timestamp) async throws -> AccessClaims? {
        try await verifier.claims(of: token, audience: AccessClaims.audience, at: moment)
    }

    @Test func `A signed token says what was signed, for fifteen minutes`() async throws {
        let claims = claims()
        let token = try await TokenSigner.sign(claims, key: pem, kid: "k1")
        let verifier = verifier()
        for _ in 0..<2 {  // The second answer comes from memory and must end at the same moment.
            let found = try await read(token, by: verifier, at: now)
            #expect(found?.sub == claims.sub && found?.store == claims.store && found?.role == .cashier)
            #expect(found.map { Set($0.rights) } == Role.cashier.rights)
            #expect(try await read(token, by: verifier, at: now.advanced(seconds: 899)) != nil)
            #expect(try await read(token, by: verifier, at: now.advanced(seconds: 900)) == nil)
        }
    }

    @Test func `A token is good for its own audience only, also when it is known`() async throws {
        let verifier = verifier()
        let token = try await TokenSigner.sign(claims(), key: pem, kid: "k1")
        let asApproval = AccessClaims.approvalAudience
        #expect(try await verifier.claims(of: token, audience: asApproval, at: now) == nil)
        #expect(try await read(token, by: verifier, at: now) != nil)
        #expect(try await verifier.claims(of: token, audience: asApproval, at: now) == nil)
        let lent = AccessClaims(
            approvalBy: .make(), store: .make(), role: .manager, act: .refund, id: "1", for: "asker", at: now)
        let approval = try await TokenSigner.sign(lent, key: pem, kid: "k1")
        #expect(try await read(approval, by: verifier, at: now) == nil)
        #expect(try await verifier.claims(of: approval, audience: asApproval, at: now.advanced(seconds: 59)) != nil)
        #expect(try await verifier.claims(of: approval, audience: asApproval, at: now.advanced(seconds: 60)) == nil)
    }

    @Test func `A token changed in any one place is none`() async throws {
        let verifier = verifier()
        let token = try await TokenSigner.sign(claims(), key: pem, kid: "k1")
        let characters = Array(token)
        // The last character of a part may hold bits that base64 ignores, so it is left out.
        for place in characters.indices.dropLast() where characters[place] != "." && place % 3 == 0 {
            guard place + 1 < characters.count, characters[place + 1] != "." else { continue }
            var changed = characters
            changed[place] = changed[place] == "A" ? "B" : "A"
            #expect(try await read(String(changed), by: verifier, at: now) == nil, "place \(place)")
        }
        #expect(try await read(token, by: verifier, at: now) != nil)
    }

    @Test func `A token without a signature, of another algorithm or of another key is none`() async throws {
        let verifier = verifier()
        let body = Base64URL.encode(try JSON.encode(claims(.owner)))
        for algorithm in ["none", "None", "HS256", "ES384"] {
            let header = Base64URL.encode(Data(#"{"alg":"\#(algorithm)","kid":"k1","typ":"JWT"}"#.utf8))
            for signature in ["", "AAAA", Base64URL.encode(Data(repeating: 0, count: 64))] {
                #expect(try await read("\(header).\(body).\(signature)", by: verifier, at: now) == nil)
            }
        }
        let stranger = TokenSigner.newKey()
        let forged = try await TokenSigner.sign(claims(.owner), key: stranger, kid: "k1")
        #expect(try await read(forged, by: verifier, at: now) == nil)
        let unknown = try await TokenSigner.sign(claims(.owner), key: pem, kid: "k2")
        #expect(try await read(unknown, by: verifier, at: now) == nil)
        let padded = try await TokenSigner.sign(claims(), key: pem, kid: "k1") + String(repeating: "A", count: 5000)
        #expect(try await read(padded, by: verifier, at: now) == nil)
    }

    @Test func `Known tokens and new ones of a known key are read while Store is away`() async throws {
        let fetches = Mutex(0)
        let verifier = TokenVerifier { [pem] in
            guard
                fetches.withLock({
                    $0 += 1; return $0
                }) == 1
            else { throw SQLError.unavailable("away") }
            return PublicKeys(keys: [try TokenSigner.publicKey(of: pem, kid: "k1")])
        }
        for _ in 0..<5 {
            let token = try await TokenSigner.sign(claims(), key: pem, kid: "k1")
            #expect(try await read(token, by: verifier, at: now) != nil)
        }
        #expect(fetches.withLock { $0 } == 1)
    }

    @Test func `Without any key nobody is let in and nobody is called a liar`() async throws {
        let verifier = TokenVerifier { throw SQLError.unavailable("away") }
        let token = try await TokenSigner.sign(claims(), key: pem, kid: "k1")
        await #expect(throws: SQLError.self) { try await read(token, by: verifier, at: now) }
    }

    @Test func `An internal identity names caller, audience and store for sixty seconds`() throws {
        let identity = InternalIdentity(secret: "shared")
        let store = StoreID.make()
        let value = identity.sign(from: .sale, to: .order, store: store, at: now)
        let found = try #require(
            InternalIdentity(secret: "shared").verify(value, at: now.advanced(seconds: 59), to: [.order, .item]))
        #expect(found.0 == .sale && found.1 == store)
        #expect(identity.verify(value, at: now.advanced(seconds: 60), to: [.order]) == nil)
        #expect(identity.verify(value, at: now, to: [.sale, .item]) == nil)
        #expect(identity.verify(value, at: now, to: []) == nil)
        let storeless = identity.sign(from: .sale, to: .store, store: nil, at: now)
        let unbound = try #require(identity.verify(storeless, at: now, to: [.store]))
        #expect(unbound.0 == .sale && unbound.1 == nil)
    }

    @Test func `An internal identity that was changed or made with another secret is none`() {
        let identity = InternalIdentity(secret: "shared")
        let store = StoreID.make()
        let value = identity.sign(from: .sale, to: .order, store: store, at: now)
        let forgeries = [
            "", ".", "....", "sale.order.\(store).9999999999999", value + "A", String(value.dropLast(2)),
            value.replacing("sale.", with: "item."), value.replacing(store.text, with: StoreID.make().text),
            value.replacing("\(now.milliseconds + 60_000)", with: "\(now.milliseconds + 90_000)"),
            InternalIdentity(secret: "other").sign(from: .sale, to: .order, store: store, at: now),
            InternalIdentity(secret: nil).sign(from: .sale, to: .order, store: store, at: now),
            InternalIdentity(secret: "").sign(from: .sale, to: .order, store: store, at: now),
        ]
        for forgery in forgeries { #expect(identity.verify(forgery, at: now, to: [.order]) == nil, "\(forgery)") }
    }

    @Test func `A password and a PIN are known by their hashes, which differ every time`() async throws {
        let first = try await Secrets.hashPassword("correct horse")
        let second = try await Secrets.hashPassword("correct horse")
        #expect(first != second && first.hasPrefix("scrypt$") && !first.contains("horse"))
        #expect(try await Secrets.matches("correct horse", first))
        #expect(try await !Secrets.matches("correct horsf", first))
        let pin = try await Secrets.hashPIN("4821")
        #expect(pin.hasPrefix("pbkdf2$") && !pin.contains("4821"))
        #expect(try await Secrets.matches("4821", pin))
        #expect(try await !Secrets.matches("4822", pin))
        for broken in ["", "scrypt", "scrypt$AA", "4821", "a$b$c$d"] {
            #expect(try await !Secrets.matches("4821", broken))
        }
        #expect(Secrets.token() != Secrets.token() && Secrets.token().count == 43)
    }

    @Test func `Base64 of URLs has no padding and comes back`() {
        for count in 0..<70 {
            let bytes = Data((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 251) })
            let text = Base64URL.encode(bytes)
            #expect(!text.contains { "+/=".contains($0) })
            #expect(Base64URL.decode(text) == bytes)
        }
        #expect(Base64URL.decode("a%b") == nil)
    }
}
