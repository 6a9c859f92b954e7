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
        known.withLock { known in
            if known.count >= most { known.removeAll(keepingCapacity: true) }
            known[text] = value
        }
        return value
    }
}
