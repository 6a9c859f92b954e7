import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Platform

/// Receipt links over HTTP: making one for staff, opening one for whoever holds it.
struct ReceiptLinksRoutes: Sendable {
    let links: ReceiptLinks
    let openings = RateLimit(burst: 30, interval: 1)

    func add(to router: Router<AppContext>) {
        let api = router.group("api/v1")
        api.post("sales/:id/link") { request, context in
            let caller = try context.authenticated()
            let token = Base64URL.encode((0..<16).map { _ in UInt8.random(in: .min ... .max) })
            let link = try await links.link(of: try context.id("id"), token: token, by: caller, at: .now)
            return try Reply.json(link, status: .created)
        }
        api.get("receipt-links/:token", use: open)
    }

    @Sendable func open(_ request: Request, _ context: AppContext) async throws -> Response {
        try openings.take(context.clientAddress(request), at: .now)
        guard let token = context.parameters.get("token"), token.utf8.count == 22 else {
            throw AccessRejection.notFound
        }
        let receipt = try await links.receipt(behind: token)
        let form = try ReceiptForm(request, offered: [.html, .json, .text])
        let sheet = ReceiptSheet(receipt, language: context.language)
        var response = try form.reply(CustomerReceipt(receipt), sheet, request)
        response.headers[.contentSecurityPolicy] =
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
        response.headers[.xContentTypeOptions] = "nosniff"
        for (name, value) in [("Referrer-Policy", "no-referrer"), ("X-Robots-Tag", "noindex, nofollow")] {
            if let name = HTTPField.Name(name) { response.headers[name] = value }
        }
        return response
    }
}
