import Contracts
import Hummingbird
import Logging
import Platform

/// What the gateway brings to a process: it has no table of business.
package enum GatewayModule {
    /// Where the gateway finds what it serves.
    package struct Options: Sendable {
        package let web: String
        package let openAPI: String
        package let secureCookies: Bool

        package init(web: String, openAPI: String, secureCookies: Bool) {
            self.web = web
            self.openAPI = openAPI
            self.secureCookies = secureCookies
        }
    }

    package static func make(
        options: Options, peers: Peers, verifier: TokenVerifier, hub: LiveHub, logger: Logger
    ) -> ServiceModule {
        let sessions = BrowserSessions(peers: peers, verifier: verifier, secureCookies: options.secureCookies)
        return ServiceModule(name: .gateway, database: nil, schema: [], jobs: hub.jobs) { router in
            WebClient(folder: options.web, openAPI: options.openAPI, logger: logger).add(to: router)
            SignInRoutes(sessions: sessions, peers: peers).add(to: router)
            ScreenRoutes(sessions: sessions, peers: peers).add(to: router)
            ReceiptPageRoutes(peers: peers).add(to: router)
            LiveRoutes(sessions: sessions, peers: peers, hub: hub).add(to: router)
            AuditRoutes(peers: peers).add(to: router)
            MovingRoutes(moving: StoreMoving(peers: peers)).add(to: router)
            ForwardRoutes(sessions: sessions, peers: peers).add(to: router)
        }
    }
}
