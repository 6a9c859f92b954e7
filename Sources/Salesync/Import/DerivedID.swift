import Contracts
import Crypto
import Foundation

/// Ids made from what a thing is, so that the same import names the same things again (RFC 9562, version 8).
enum DerivedID {
    static func make<T>(_ parts: String..., as type: Identifier<T>.Type = Identifier<T>.self) -> Identifier<T> {
        let digest = SHA256.hash(data: Data(parts.joined(separator: "\n").utf8))
        return .stored(UUIDText.text(Array(digest), version: 8))
    }
}
