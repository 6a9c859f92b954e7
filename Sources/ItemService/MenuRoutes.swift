import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Platform

/// The menu, its import and its export over HTTP.
struct MenuRoutes: Sendable {
    let menus: Menus

    func add(to router: Router<AppContext>) {
        let api = router.group("api/v1")
        api.get("menu", use: menu)
        api.post("menu/import", use: take)
        api.get("menu/export.csv", use: export)
    }

    @Sendable func menu(_ request: Request, _ context: AppContext) async throws -> Response {
        let menu = try await menus.menu(for: try context.caller(with: .readMenu), at: .now)
        // Browsers may keep it but ask again each time; costs are not for the next person at the same device.
        var headers: HTTPFields = [.eTag: menu.tag, .cacheControl: "private, no-cache", .vary: "Authorization"]
        guard !Self.names(menu.tag, in: request.headers[.ifNoneMatch]) else {
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentType] = "application/json; charset=utf-8"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: menu.body))
    }

    /// True when an `If-None-Match` names the tag; compared weakly (RFC 9110, 13.1.2).
    static func names(_ tag: String, in header: String?) -> Bool {
        guard let header else { return false }
        return header.split(separator: ",").contains { part in
            let known = part.trimmingCharacters(in: .whitespaces)
            return known == "*" || known == tag || known == "W/" + tag
        }
    }

    @Sendable func take(_ request: Request, _ context: AppContext) async throws -> Response {
        let caller = try context.caller(with: .manageMenu)
        let bytes = Array(try await request.bytes(upTo: BodyLimit.imports).readableBytesView)
        do {
            let sheet = try MenuSheet(csv: bytes)
            if request.query("dryRun") == "true" {
                return try Reply.json(try await menus.planned(sheet, by: caller, at: .now))
            }
            let stamp = try request.stamp(secretFree: String(decoding: bytes, as: UTF8.self))
            return Reply.answer(try await menus.take(sheet, stamp: stamp, by: caller, at: .now))
        } catch let rejection as ItemRejection {
            // Only here is one document to name many rows; the middleware knows single refusals.
            throw rejection.problem(in: context.language)
        }
    }

    @Sendable func export(_ request: Request, _ context: AppContext) async throws -> Response {
        let text = try await menus.export(for: try context.caller(with: .order))
        return Reply.text(
            text, "text/csv; charset=utf-8", headers: [.contentDisposition: "attachment; filename=\"menu.csv\""])
    }
}
