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
    /// The paired terminal's own refresh token, while somebody works at it.
    static let terminalCookie = "salesync_terminal"
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
        do {
            return try await renewed(by: refresh, at: now)
        } catch GatewayRejection.signedOut {
            // Whoever worked here was signed out elsewhere; the till itself is still paired.
            guard let terminal = try await terminal(of: request, at: now) else { throw GatewayRejection.signedOut }
            return terminal
        }
    }

    /// The session that a refresh token stands for.
    private func renewed(by refresh: String, at now: Timestamp) async throws -> Session {
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

    /// The answer with the cookies of somebody who works at the browser's terminal from now on.
    func handing(_ tokens: SessionTokens, over request: Request, _ before: Session, in response: Response) -> Response {
        var response = keeping(tokens, in: response)
        let own = before.renewed?.refreshToken ?? request.cookies[Self.refreshCookie]?.value
        if before.claims.role.rank == 0, let own {
            response.setCookie(cookie(Self.terminalCookie, own, seconds: Self.lifetime))
        }
        return response
    }

    /// The session of the terminal that somebody leaves; nil where nobody worked at one.
    func terminal(of request: Request, at now: Timestamp) async throws -> Session? {
        guard let refresh = request.cookies[Self.terminalCookie]?.value else { return nil }
        do {
            return try await renewed(by: refresh, at: now)
        } catch GatewayRejection.signedOut {
            return nil  // It was removed meanwhile.
        }
    }

    func clearing(_ response: Response) -> Response {
        var response = response
        for name in [Self.accessCookie, Self.refreshCookie, Self.terminalCookie] {
            response.setCookie(cookie(name, "", seconds: 0))
        }
        return response
    }

    private func cookie(_ name: String, _ value: String, seconds: Int) -> Cookie {
        Cookie(
            name: name, value: value, maxAge: seconds, path: "/bff", secure: secureCookies, httpOnly: true,
            sameSite: .strict)
    }
}
