import Contracts
import Foundation
import JWTKit
import Synchronization

/// What an access token says (ES256 JWT, 15 minutes, audience `salesync`).
package struct AccessClaims: JWTPayload {
    package var aud: String
    package var exp: Int64
    package var iat: Int64
    package var sub: String
    package var store: StoreID
    package var role: Role
    package var rights: [Right]
    package var terminal: TerminalID?
    package var sid: String?
    /// For a guest: the only table that it orders for.
    package var table: TableID?
    /// For an approval: the right that is lent; absent in access tokens.
    package var act: Right?
    package var jti: String?
    /// For an approval: who asked for it, the only one that it serves.
    package var asker: String?

    package static let audience = "salesync"
    package static let approvalAudience = "salesync-approval"
    /// Seconds for which an access token is good.
    package static let lifetime: Int64 = 15 * 60

    package func verify(using algorithm: some JWTAlgorithm) throws {}
}

extension AccessClaims {
    /// The claims of somebody's access token, issued now.
    package init(
        sub: String, store: StoreID, role: Role, rights: Set<Right>, terminal: TerminalID?, sid: String?,
        table: TableID? = nil, at now: Timestamp
    ) {
        self.init(
            aud: Self.audience, exp: now.milliseconds / 1000 + Self.lifetime, iat: now.milliseconds / 1000, sub: sub,
            store: store, role: role, rights: rights.sorted { $0.rawValue < $1.rawValue }, terminal: terminal, sid: sid,
            table: table)
    }

    /// The claims of a right lent by a staff member for one act within a minute.
    package init(
        approvalBy staff: StaffID, store: StoreID, role: Role, act: Right, id: String, for asker: String,
        at now: Timestamp
    ) {
        self.init(
            aud: Self.approvalAudience, exp: now.milliseconds / 1000 + 60, iat: now.milliseconds / 1000,
            sub: staff.text,
            store: store, role: role, rights: [], act: act, jti: id, asker: asker)
    }
}

/// Signs tokens; only the Store service holds private keys.
package enum TokenSigner {
    /// A new P-256 key in PEM.
    package static func newKey() -> String { ES256PrivateKey().pemRepresentation }

    package static func sign(_ claims: AccessClaims, key pem: String, kid: String) async throws -> String {
        let keys = await JWTKeyCollection().add(ecdsa: try ES256PrivateKey(pem: pem), kid: JWKIdentifier(string: kid))
        return try await keys.sign(claims, kid: JWKIdentifier(string: kid))
    }

    /// The public half as a JSON Web Key (RFC 7517).
    package static func publicKey(of pem: String, kid: String) throws -> PublicKey {
        guard let parameters = try ES256PrivateKey(pem: pem).parameters else {
            throw SQLError.failed("signing key \(kid) has no public half")
        }
        return PublicKey(kty: "EC", crv: "P-256", alg: "ES256", use: "sig", kid: kid, x: parameters.x, y: parameters.y)
    }
}

/// One key of `/internal/jwks`.
package struct PublicKey: Codable, Sendable {
    package let kty, crv, alg, use, kid, x, y: String
}

/// The answer of `/internal/jwks`.
package struct PublicKeys: Codable, Sendable {
    package let keys: [PublicKey]

    package init(keys: [PublicKey]) { self.keys = keys }
}

/// Checks tokens against the Store service's public keys; keys and good tokens are kept, so that services run on
/// while Store is away and a token costs its signature check only once.
package final class TokenVerifier: Sendable {
    private struct State {
        var keys: JWTKeyCollection?
        var known: Set<String> = []
        var fetchedAt: ContinuousClock.Instant?
        var good: [String: AccessClaims] = [:]
    }

    private let state = Mutex(State())
    private let fetch: @Sendable () async throws -> PublicKeys

    package init(fetch: @escaping @Sendable () async throws -> PublicKeys) { self.fetch = fetch }

    /// The claims of a token that is signed by a known key, of the audience and not expired; nil otherwise.
    ///
    /// Throws when the keys cannot be fetched.
    package func claims(of token: String, audience: String, at now: Timestamp) async throws -> AccessClaims? {
        if let cached = state.withLock({ $0.good[token] }) { return Self.accept(cached, audience, now) }
        guard token.utf8.count < 4096, let kid = Self.kid(of: token), let keys = try await keys(for: kid) else {
            return nil
        }
        let claims: AccessClaims
        do {
            claims = try await keys.verify(token, as: AccessClaims.self)
        } catch {
            return nil  // A token that does not verify is simply not a token; its content is not worth a log line.
        }
        guard let accepted = Self.accept(claims, audience, now) else { return nil }
        state.withLock { state in
            if state.good.count >= 20_000 { state.good.removeAll(keepingCapacity: true) }
            state.good[token] = accepted
        }
        return accepted
    }

    private static func accept(_ claims: AccessClaims, _ audience: String, _ now: Timestamp) -> AccessClaims? {
        claims.aud == audience && claims.exp > now.milliseconds / 1000 ? claims : nil
    }

    private func keys(for kid: String) async throws -> JWTKeyCollection? {
        let (known, recent, keys) = state.withLock { state in
            (state.known.contains(kid), state.fetchedAt.map { .now - $0 < .seconds(2) } ?? false, state.keys)
        }
        if known { return keys }
        if recent { return nil }
        let fetched = try await fetch()
        let collection = JWTKeyCollection()
        for key in fetched.keys {
            try await collection.add(
                ecdsa: ES256PublicKey(parameters: (x: key.x, y: key.y)), kid: JWKIdentifier(string: key.kid))
        }
        let ids = Set(fetched.keys.map(\.kid))
        state.withLock { state in
            state.keys = collection
            state.known = ids
            state.fetchedAt = .now
        }
        return ids.contains(kid) ? collection : nil
    }

    private struct Header: Decodable {
        let kid: String
        let alg: String
    }

    private static func kid(of token: String) -> String? {
        guard let first = token.split(separator: ".").first, let data = Base64URL.decode(String(first)),
            let header = try? JSONDecoder().decode(Header.self, from: data), header.alg == "ES256"
        else { return nil }
        return header.kid
    }
}

/// Base64 with the URL alphabet and no padding (RFC 4648, 5).
package enum Base64URL {
    package static func encode(_ bytes: some Sequence<UInt8>) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    package static func decode(_ text: String) -> Data? {
        let padded = text.replacing("-", with: "+").replacing("_", with: "/")
        return Data(base64Encoded: padded + String(repeating: "=", count: (4 - padded.utf8.count % 4) % 4))
    }
}
