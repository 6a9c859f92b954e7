import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Metrics
import NIOCore

/// The one place where errors become RFC 9457 documents; it also names the request, counts it and sets the language.
package struct ProblemMiddleware: RouterMiddleware {
    package typealias Context = AppContext

    private let trustsProxy: Bool
    private let routes: RouteTable

    /// `trustsProxy`: whether X-Forwarded-For is our own ingress' word.
    package init(trustsProxy: Bool, routes: RouteTable) {
        self.trustsProxy = trustsProxy
        self.routes = routes
    }

    package func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        if trustsProxy { context.trustsProxy = true }
        context.language = Self.language(of: request.headers[.acceptLanguage])
        let started = ContinuousClock.now
        var response: Response
        do {
            // No database keeps a NUL, so nothing that is looked for can hold one.
            guard request.head.path?.contains("%00") != true else { throw AccessRejection.fieldInvalid(pointer: "/") }
            let asked = context
            response = try await Reader.$language.withValue(asked.language) { try await next(request, asked) }
        } catch let error as HTTPError where error.status == .notFound {
            let allowed = routes.methods(of: request.uri.path)
            let refusal: AccessRejection = allowed.isEmpty ? .notFound : .methodNotAllowed
            response = Self.response(for: refusal, request: request, context: context)
            if !allowed.isEmpty { response.headers[.allow] = allowed.joined(separator: ", ") }
        } catch {
            response = Self.response(for: error, request: request, context: context)
        }
        let route = context.endpointPath ?? "none"
        RequestMetrics.count(
            route: route, method: request.method.rawValue, status: response.status.code,
            duration: ContinuousClock.now - started)
        if let name = HTTPField.Name("X-Request-Id") { response.headers[name] = context.id }
        return response
    }

    /// Korean unless the reader prefers another language, then English.
    static func language(of header: String?) -> Language {
        guard let first = header?.split(separator: ",").first?.lowercased() else { return .ko }
        return first.hasPrefix("ko") || first == "*" ? .ko : .en
    }

    static func response(for error: any Error, request: Request, context: AppContext) -> Response {
        var problem = problem(for: error, context: context)
        problem.instance = request.uri.path
        var headers: HTTPFields = [.contentType: "application/problem+json; charset=utf-8", .cacheControl: "no-store"]
        if let seconds = (error as? any Rejection)?.retryAfter { headers[.retryAfter] = String(seconds) }
        if problem.status == 503 { headers[.retryAfter] = "1" }
        if problem.status == 401 { headers[.wwwAuthenticate] = "Bearer" }
        if problem.status >= 500, !(error is CancellationError) {
            context.logger.error(
                "request failed",
                metadata: ["route": "\(context.endpointPath ?? request.uri.path)", "error": "\(error)"])
        }
        let body: ByteBuffer
        do {
            body = ByteBuffer(bytes: try JSON.encode(problem))
        } catch {
            body = ByteBuffer(string: #"{"status":500,"code":"internal-error","title":"Internal error"}"#)
        }
        return Response(
            status: HTTPResponse.Status(code: problem.status), headers: headers,
            body: ResponseBody(byteBuffer: body))
    }

    private static func problem(for error: any Error, context: AppContext) -> Problem {
        let language = context.language
        switch error {
        case let problem as Problem: return problem
        case let rejection as any Rejection: return Problem(rejection, in: language)
        case let error as HTTPError where error.status == .methodNotAllowed:
            return Problem(AccessRejection.methodNotAllowed, in: language)
        case let error as HTTPError where error.status.code < 500:
            return Problem(
                status: error.status.code, code: "bad-request", title: error.body ?? error.status.reasonPhrase)
        case SQLError.storage:
            let words = Words(
                ko: "저장 공간이 부족하거나 쓸 수 없어요. 처리되지 않았으니 잠시 뒤 다시 해 주세요.",
                en: "The disk is full or cannot be written. Nothing was changed; try again later.")
            return Problem(status: 503, code: "storage-unavailable", title: words.text(language))
        case SQLError.unavailable, is CancellationError:
            let words = Words(ko: "잠시 뒤 다시 해 주세요.", en: "Try again in a moment.")
            return Problem(status: 503, code: "unavailable", title: words.text(language))
        default:
            let words = Words(
                ko: "처리하지 못했어요. 잠시 뒤 다시 해 주세요.", en: "Something went wrong on our side. Try again.")
            return Problem(status: 500, code: "internal-error", title: words.text(language))
        }
    }
}
