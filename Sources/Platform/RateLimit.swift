import Contracts
import Synchronization

/// A token bucket per key, in this process's memory: `burst` tries at once, then one per `interval` seconds.
package final class RateLimit: Sendable {
    private struct Bucket {
        var tokens: Double
        var at: Int64
    }

    private let burst: Double
    private let interval: Double
    private let buckets = Mutex<[String: Bucket]>([:])

    package init(burst: Int, interval: Double) {
        self.burst = Double(burst)
        self.interval = interval
    }

    /// Takes one token or throws `tooManyRequests` with the seconds to wait.
    package func take(_ key: String, at now: Timestamp) throws {
        let wait: Double? = buckets.withLock { buckets in
            if buckets.count > 50_000 { buckets.removeAll() }
            var bucket = buckets[key] ?? Bucket(tokens: burst, at: now.milliseconds)
            let passed = max(0, now.milliseconds - bucket.at)  // A clock that is set back must lock nobody out.
            bucket.tokens = min(burst, bucket.tokens + Double(passed) / 1000 / interval)
            bucket.at = now.milliseconds
            defer { buckets[key] = bucket }
            guard bucket.tokens >= 1 else { return (1 - bucket.tokens) * interval }
            bucket.tokens -= 1
            return nil
        }
        if let wait { throw AccessRejection.tooManyRequests(seconds: max(1, Int(wait.rounded(.up)))) }
    }
}
