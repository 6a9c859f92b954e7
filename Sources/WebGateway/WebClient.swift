import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Platform

/// The web client's files, with every page of it served by `index.html`.
struct WebClient: Sendable {
    let folder: String
    let openAPI: String
    let logger: Logger

    /// What the client is made of; browsers ask each time whether it changed.
    private static let types: [MediaType] = [
        .textHtml, .textCss, .textJavascript, .applicationJson, .imageSvg, .imagePng,
    ]

    func add(to router: Router<AppContext>) {
        router.add(middleware: SecurityHeaders())
        router.add(middleware: PagesMiddleware())
        router.add(
            middleware: FileMiddleware(
                folder,
                cacheControl: .init(Self.types.map { ($0, [CacheControl.CacheControlValue.noCache]) }),
                searchForIndexHtml: true, logger: logger))
        router.get("api/v1/openapi.yaml") { _, _ in
            guard let data = FileManager.default.contents(atPath: openAPI) else { throw AccessRejection.notFound }
            return Reply.text(String(decoding: data, as: UTF8.self), "application/yaml; charset=utf-8")
        }
    }
}

/// What a browser may do with our pages: only our own files, in nobody's frame.
struct SecurityHeaders: RouterMiddleware {
    static let policy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
        + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        // A receipt behind a link brings its own, stricter ones.
        response.headers[.contentSecurityPolicy] = response.headers[.contentSecurityPolicy] ?? Self.policy
        response.headers[.xContentTypeOptions] = "nosniff"
        if let name = HTTPField.Name("Referrer-Policy") {
            response.headers[name] = response.headers[name] ?? "same-origin"
        }
        return response
    }
}

/// Deep links: a page that is no file is shown by the one page there is.
struct PagesMiddleware: RouterMiddleware {
    static let reserved = ["/api/", "/bff/", "/internal/", "/health/", "/metrics"]

    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound && isPage(request) {
            var head = request.head
            head.path = "/index.html"
            return try await next(Request(head: head, body: request.body), context)
        }
    }

    private func isPage(_ request: Request) -> Bool {
        let path = request.uri.path
        let last = path.split(separator: "/").last ?? ""
        return request.method == .get && !last.contains(".") && !Self.reserved.contains { path.hasPrefix($0) }
    }
}
