import Contracts
import Foundation
import Logging
import Platform
import ServiceLifecycle

/// The keys that sign tokens: made, published, used and withdrawn by ``KeyRing``'s times.
package struct SigningKeys: Sendable {
    let database: Database

    package init(database: Database) { self.database = database }

    /// Makes the first key, publishes the next one when due and forgets those that no token needs.
    package func turn(at now: Timestamp) async throws {
        let ring = try await ring()
        if ring.needsNext(at: now) {
            let key = KeyRing.Key(kid: SessionID.make(at: now).text, pem: TokenSigner.newKey(), publishedAt: now)
            try await database.engine.write { session in
                try session.run(
                    "INSERT INTO signing_keys (kid, pem, published_at) VALUES (\(key.kid), \(key.pem), \(now))")
            }
        }
        for key in ring.retired(at: now) {
            try await database.engine.write { session in
                try session.run("DELETE FROM signing_keys WHERE kid = \(key.kid)")
            }
        }
    }

    func ring() async throws -> KeyRing {
        try await database.read { session in
            KeyRing(
                keys: try session.rows("SELECT kid, pem, published_at FROM signing_keys").map {
                    KeyRing.Key(
                        kid: try $0.text(0), pem: try $0.text(1), publishedAt: Timestamp(milliseconds: try $0.int(2)))
                })
        }
    }

    func sign(_ claims: AccessClaims, at now: Timestamp) async throws -> String {
        if let key = try await ring().signing(at: now) {
            return try await TokenSigner.sign(claims, key: key.pem, kid: key.kid)
        }
        try await turn(at: now)
        guard let key = try await ring().signing(at: now) else { throw SQLError.unavailable("no signing key") }
        return try await TokenSigner.sign(claims, key: key.pem, kid: key.kid)
    }

    func published() async throws -> PublicKeys {
        PublicKeys(keys: try await ring().keys.map { try TokenSigner.publicKey(of: $0.pem, kid: $0.kid) })
    }

    /// A secret of this installation, made once; it derives refresh tokens' successors.
    func secret(_ name: String) async throws -> String {
        let fresh = Secrets.token()
        return try await database.engine.write { session in
            let row = try session.row(
                """
                INSERT INTO server_secrets (name, secret) VALUES (\(name), \(fresh))
                ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING secret
                """)
            return try row?.text(0) ?? fresh
        }
    }
}

/// Turns the key ring every minute.
struct KeyTurning: Service {
    let keys: SigningKeys
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await keys.turn(at: .now)
                    // Keys are published an hour before use and kept half an hour after, so a minute is fine enough.
                    try await Task.sleep(for: .seconds(60))
                } catch is CancellationError {
                    return
                } catch {
                    logger.error("signing keys could not be turned", metadata: ["error": "\(error)"])
                    try? await Task.sleep(for: .seconds(5))  // Only cancellation can end this early; the loop sees it.
                }
            }
        }
    }
}
