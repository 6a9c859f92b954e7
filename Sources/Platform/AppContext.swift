import Contracts
import Foundation
import Hummingbird
import Logging
import NIOCore

/// Whom an answer is for, so that a refusal of another service comes in the reader's language too.
package enum Reader {
    @TaskLocal package static var language: Language?
}

/// What travels with a request: who calls, in which language, under which request id.
package struct AppContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Set by the authentication middleware when a valid token came along.
    package var caller: Caller?
    /// Why the token that came along is not valid.
    package var refusal: AccessRejection?
    /// Set when one of our own services calls.
    package var service: ServiceName?
    package var language: Language = .ko
    /// The client's address as the socket shows it; empty for calls within the process.
    package let remoteAddress: String
    /// True for calls within the process and behind our own ingress (set by the runtime).
    package var trustsProxy = false

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress?.ipAddress ?? ""
    }

    /// The caller, or 401.
    package func authenticated() throws -> Caller {
        if let refusal { throw refusal }
        guard let caller else { throw AccessRejection.unauthenticated }
        return caller
    }

    /// The caller when it holds the right, or 403.
    package func caller(with right: Right) throws -> Caller {
        let caller = try authenticated()
        try caller.require(right)
        return caller
    }

    /// The caller when one of our own services is asking, or 404.
    package func internalCaller() throws -> Caller {
        guard service != nil, let caller else { throw AccessRejection.internalOnly }
        return caller
    }

    /// The address that limits are counted by: the socket's, or the ingress' word for it where that is trusted.
    package func clientAddress(_ request: Request) -> String {
        if let forwarded = request.headers[.forwardedFor], trustsProxy {
            return forwarded.split(separator: ",").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? remoteAddress
        }
        return remoteAddress
    }

    /// An id from the path; anything that is not an id does not exist.
    package func id<T>(_ name: String, as type: Identifier<T>.Type = Identifier<T>.self) throws -> Identifier<T> {
        guard let text = parameters.get(name), let id = Identifier<T>(text) else { throw AccessRejection.notFound }
        return id
    }
}
