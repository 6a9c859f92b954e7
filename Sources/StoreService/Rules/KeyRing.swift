import Contracts

/// The store of signing keys and when each is used: published an hour before its first use, kept half an hour after
/// its last (architecture.md, 7).
package struct KeyRing: Sendable {
    package struct Key: Sendable, Hashable {
        package let kid: String
        package let pem: String
        package let publishedAt: Timestamp

        package init(kid: String, pem: String, publishedAt: Timestamp) {
            self.kid = kid
            self.pem = pem
            self.publishedAt = publishedAt
        }
    }

    /// Seconds between a key's publication and its first use.
    static let lead: Int64 = 3600
    /// Seconds for which a replaced key stays published.
    static let overlap: Int64 = 1800
    /// Seconds after which a new key is published.
    static let age: Int64 = 30 * 86_400

    /// Oldest first.
    package let keys: [Key]

    package init(keys: [Key]) { self.keys = keys.sorted { $0.publishedAt < $1.publishedAt } }

    /// The key that signs now: the newest that has been published for an hour, or the very first.
    package func signing(at now: Timestamp) -> Key? {
        keys.last { $0.publishedAt.advanced(seconds: Self.lead) <= now } ?? keys.first
    }

    /// Keys that no token in use can have been signed with.
    package func retired(at now: Timestamp) -> [Key] {
        guard let current = signing(at: now) else { return [] }
        let inUseSince = current.publishedAt.advanced(seconds: Self.lead)
        guard inUseSince.advanced(seconds: Self.overlap) <= now else { return [] }
        return keys.filter { $0.publishedAt < current.publishedAt }
    }

    /// True when a new key should be published.
    package func needsNext(at now: Timestamp) -> Bool {
        guard let newest = keys.last else { return true }
        return newest.publishedAt.advanced(seconds: Self.age) <= now
    }
}
