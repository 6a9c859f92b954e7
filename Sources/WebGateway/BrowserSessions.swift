import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Platform

/// A browser's session: tokens in HttpOnly cookies, a CSRF token derived from the session.
///
/// Nothing is stored here, so any gateway process can serve any browser.
struct BrowserSessions: Sendable {
    static let accessCookie = "salesync_access"
    static let refreshCookie = "salesync_refresh"
    /// Seconds for which a browser stays signed in.
    static let lifetime = 30 * 86_400

    let peers: Peers
    let verifier: TokenVerifier
    let secureCookies: Bool

    /// A valid access token with its claims, and fresh cookies when it had to be renewed.
    struct Session: Sendable {
        let token: String
        let claims: AccessClaims
        var renewed: SessionTokens?

        /// What the browser must send with every change.
        var csrfToken: String { Secrets.fingerprint("csrf:\(claims.store):\(claims.sid ?? "")") }
    }

    /// The session of a request; renews the access token when it has expired.
    ///
    /// 401 when there is none.
    func session(of request: Request, at now: Timestamp) async throws -> Session {
        let cookies = request.cookies
        if let token = cookies[Self.accessCookie]?.value,
            let claims = try await verifier.claims(of: token, audience: AccessClaims.audience, at: now)
        {
            return Session(token: token, claims: claims)
        }
        guard let refresh = cookies[Self.refreshCookie]?.value else { throw GatewayRejection.signedOut }
        let response = try await peers.forward(
            .store, .post, "/api/v1/sessions/refresh", headers: [:], body: ["refreshToken": refresh])
        guard response.status.kind == .successful else { throw GatewayRejection.signedOut }
        let tokens = try JSON.decode(SessionTokens.self, from: Data(try await response.bytes().readableBytesView))
        guard
            let claims = try await verifier.claims(
                of: tokens.accessToken, audience: AccessClaims.audience, at: now)
        else { throw GatewayRejection.signedOut }
        return Session(token: tokens.accessToken, claims: claims, renewed: tokens)
    }

    /// Refuses a change that does not carry the session's CSRF token.
    func checkCSRF(_ request: Request, _ session: Session) throws {
        let safe: Set<HTTPRequest.Method> = [.get, .head, .options]
        guard !safe.contains(request.method) else { return }
        guard let name = HTTPField.Name("X-CSRF-Token"), let token = request.headers[name],
            Secrets.constantTimeEqual(token, session.csrfToken)
        else { throw GatewayRejection.csrfTokenInvalid }
    }

    /// The answer with the session's cookies set.
    func keeping(_ tokens: SessionTokens?, in response: Response) -> Response {
        guard let tokens else { return response }
        var response = response
        response.setCookie(cookie(Self.accessCookie, tokens.accessToken, seconds: Int(tokens.expiresIn)))
        response.setCookie(cookie(Self.refreshCookie, tokens.refreshToken, seconds: Self.lifetime))
        return response
    }

    func clearing(_ response: Response) -> Response {
        var response = response
        response.setCookie(cookie(Self.accessCookie, "", seconds: 0))
        response.setCookie(cookie(Self.refreshCookie, "", seconds: 0))
        return response
    }

    private func cookie(_ name: String, _ value: String, seconds: Int) -> Cookie {
        Cookie(
            name: name, value: value, maxAge: seconds, path: "/bff", secure: secureCookies, httpOnly: true,
            sameSite: .strict)
    }
}
