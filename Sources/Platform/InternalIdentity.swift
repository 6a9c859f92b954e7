import Contracts
import Crypto
import Foundation

/// How our services prove to each other who they are: a short-lived HMAC-SHA256 over caller, audience, store and expiry.
package struct InternalIdentity: Sendable {
    private let key: SymmetricKey

    /// `secret` is shared by all processes of one installation; a fresh random one serves a single process.
    package init(secret: String?) {
        if let secret {
            key = SymmetricKey(data: SHA256.hash(data: Data(secret.utf8)))
        } else {
            key = SymmetricKey(size: .bits256)
        }
    }

    /// A header value good for 60 seconds.
    func sign(from: ServiceName, to: ServiceName, store: StoreID?, at now: Timestamp) -> String {
        let claim = [from.rawValue, to.rawValue, store?.text ?? "-", String(now.milliseconds + 60_000)]
            .joined(separator: ".")
        return claim + "." + mac(claim)
    }

    /// Who is calling us and for which store; nil when the value is forged, expired or meant for another service.
    func verify(_ value: String, at now: Timestamp, to services: Set<ServiceName>) -> (ServiceName, StoreID?)? {
        guard let dot = value.lastIndex(of: ".") else { return nil }
        let claim = String(value[..<dot])
        let parts = claim.split(separator: ".").map(String.init)
        guard parts.count == 4, let expiry = Int64(parts[3]), expiry > now.milliseconds,
            let from = ServiceName(rawValue: parts[0]), let to = ServiceName(rawValue: parts[1]), services.contains(to),
            let tag = Base64URL.decode(String(value[value.index(after: dot)...])),
            HMAC<SHA256>.isValidAuthenticationCode(tag, authenticating: Data(claim.utf8), using: key)
        else { return nil }
        return (from, StoreID(parts[2]))
    }

    private func mac(_ text: String) -> String {
        Base64URL.encode(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key))
    }
}
