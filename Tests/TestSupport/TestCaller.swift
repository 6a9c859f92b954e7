import Contracts
import Crypto
import Foundation
import Platform

/// Access tokens of made-up people, signed by a key that the test's verifier knows.
package enum TestCaller {
    static let kid = "test-key"
    /// Whose tokens these are; approvals are made out to this person.
    package static let person = StaffID.make()
    private static let pem = TokenSigner.newKey()

    static func verifier() -> TokenVerifier {
        TokenVerifier { PublicKeys(keys: [try TokenSigner.publicKey(of: pem, kid: kid)]) }
    }

    package static func owner(_ store: StoreID) -> String { token(store, .owner) }
    package static func manager(_ store: StoreID) -> String { token(store, .manager) }
    package static func cashier(_ store: StoreID) -> String { token(store, .cashier) }
    package static func server(_ store: StoreID) -> String { token(store, .server) }

    /// A token of a role, with the role's rights or others.
    package static func token(
        _ store: StoreID, _ role: Role, rights: Set<Right>? = nil, terminal: TerminalID? = nil,
        at now: Timestamp = .now
    ) -> String {
        let claims = AccessClaims(
            sub: person.text, store: store, role: role, rights: rights ?? role.rights, terminal: terminal,
            sid: SessionID.make().text, at: now)
        return sign(claims)
    }

    /// ES256 over header and claims (RFC 7515), without a detour through an async API.
    package static func sign(_ claims: AccessClaims) -> String {
        do {
            let header = Base64URL.encode(Data(#"{"alg":"ES256","kid":"\#(kid)","typ":"JWT"}"#.utf8))
            let body = header + "." + Base64URL.encode(try JSON.encode(claims))
            let key = try P256.Signing.PrivateKey(pemRepresentation: pem)
            return body + "." + Base64URL.encode(try key.signature(for: Data(body.utf8)).rawRepresentation)
        } catch {
            return "unsigned: \(error)"
        }
    }
}
