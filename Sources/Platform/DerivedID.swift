import Contracts
import Crypto
import Foundation

extension Identifier {
    /// An id made from a text, so that the same text names the same thing again: SHA-256 in the shape of a UUID.
    package static func derived(from text: String) -> Identifier {
        .stored(UUIDText.text(Array(SHA256.hash(data: Data(text.utf8))), version: 7))
    }
}
