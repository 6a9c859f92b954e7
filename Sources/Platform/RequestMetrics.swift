import Metrics
import Synchronization

/// Rate, errors and duration of every route; the handles are kept, since making one costs more than using it.
enum RequestMetrics {
    private struct Key: Hashable {
        let route: String
        let method: String
        let status: Int
    }

    private struct Handles {
        let requests: Counter
        let duration: Timer
    }

    private static let handles = Mutex<[Key: Handles]>([:])

    static func count(route: String, method: String, status: Int, duration: Duration) {
        let key = Key(route: route, method: method, status: status)
        let handle = handles.withLock { handles in
            if let known = handles[key] { return known }
            let labels = [("route", route), ("method", method), ("status", String(status))]
            let made = Handles(
                requests: Counter(label: "salesync_http_requests_total", dimensions: labels),
                duration: Timer(label: "salesync_http_request_seconds", dimensions: [labels[0], labels[1]]))
            handles[key] = made
            return made
        }
        handle.requests.increment()
        let (seconds, attoseconds) = duration.components
        handle.duration.recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}
