import Hummingbird
import Synchronization

/// Which methods a path knows, so that a wrong method is told apart from a path that is not there.
package final class RouteTable: Sendable {
    private struct Route {
        let parts: [String]
        let method: String
    }

    private let routes = Mutex<[Route]>([])

    package init() {}

    /// Takes over all routes of a router, once they are added.
    func fill(from router: Router<AppContext>) {
        let all = router.routes.map { route in
            Route(parts: Self.parts(route.path.description), method: route.method.rawValue)
        }
        routes.withLock { $0 = all }
    }

    /// The methods of a path, in order; empty when there is no such path.
    func methods(of path: String) -> [String] {
        let asked = Self.parts(path)
        let matching = routes.withLock { $0 }.filter { route in
            guard route.parts.last != "**" else { return false }
            return route.parts.count == asked.count
                && zip(route.parts, asked).allSatisfy { $0 == $1 || $0.hasPrefix("{") || $0.hasPrefix(":") }
        }
        return Set(matching.map(\.method)).sorted()
    }

    private static func parts(_ path: String) -> [String] { path.split(separator: "/").map(String.init) }
}
