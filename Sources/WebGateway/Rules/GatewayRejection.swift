import Contracts

/// Why the gateway turns a browser away.
package enum GatewayRejection: Rejection, Equatable {
    /// A browser without a session signs in first.
    case signedOut
    /// A change from a browser carries the session's CSRF token.
    case csrfTokenInvalid

    package var status: Int {
        switch self {
        case .signedOut: 401
        case .csrfTokenInvalid: 403
        }
    }

    package var words: Words {
        switch self {
        case .signedOut: Words(ko: "로그인해 주세요.", en: "Please sign in.")
        case .csrfTokenInvalid:
            Words(ko: "화면을 새로 고친 뒤 다시 해 주세요.", en: "Reload the page and try again.")
        }
    }
}
