import Contracts
import HTTPTypes
import Hummingbird
import Platform

/// `/r/{token}`: the receipt behind a customer's link, as Sale shows it; no session is asked for.
struct ReceiptPageRoutes: Sendable {
    let peers: Peers

    func add(to router: Router<AppContext>) { router.get("r/:token", use: open) }

    @Sendable func open(_ request: Request, _ context: AppContext) async throws -> Response {
        let token = context.parameters.get("token") ?? ""
        guard !token.isEmpty, token.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) })
        else { throw AccessRejection.notFound }
        var headers: HTTPFields = [.forwardedFor: context.clientAddress(request)]
        headers[.accept] = request.headers[.accept]
        headers[.acceptLanguage] = request.headers[.acceptLanguage]
        return try await peers.forward(.sale, .get, "/api/v1/receipt-links/" + token, headers: headers)
    }
}
