import Contracts
import Synchronization

/// Remembers what stored JSON texts decode to: the same few documents (a price, a store's settings) are read again
/// and again, and comparing a text is far cheaper than decoding it.
package final class DecodedTexts<Value: Decodable & Sendable>: Sendable {
    private let most: Int
    private let known = Mutex<[String: Value]>([:])

    /// Keeps at most `most` texts; when there are more it starts afresh.
    package init(most: Int) { self.most = most }

    package func decode(_ text: String) throws -> Value {
        if let value = known.withLock({ $0[text] }) { return value }
        let value = try JSON.decode(Value.self, from: text)
        keep(value, as: text)
        return value
    }

    /// Keeps what a text is known to decode to, since it was just encoded from it; long ones are not worth their memory.
    package func keep(_ value: Value, as text: String) {
        guard text.utf8.count <= 16_384 else { return }
        known.withLock { known in
            if known.count >= most { known.removeAll(keepingCapacity: true) }
            known[text] = value
        }
    }
}
