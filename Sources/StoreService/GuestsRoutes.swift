import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Platform

/// QR codes and the sessions they open.
struct GuestsRoutes: Sendable {
    let guests: Guests
    let openings = RateLimit(burst: 20, interval: 3)

    struct CodesForm: Codable, Sendable {
        let tableIds: [TableID]
    }

    struct OpenForm: Codable, Sendable {
        let tableToken: String
    }

    func add(to router: Router<AppContext>) {
        let api = router.group("api/v1")
        api.post("qr-codes") { request, context in
            let caller = try context.authenticated()
            let form = try await request.decoded(CodesForm.self)
            return try Reply.json(Page(data: try await guests.codes(for: form.tableIds, by: caller)))
        }
        api.post("qr-sessions") { request, context in
            try openings.take(context.clientAddress(request), at: .now)
            let form = try await request.decoded(OpenForm.self)
            return try Reply.json(
                try await guests.open(form.tableToken, device: request.headers[.userAgent], at: .now),
                status: .created)
        }
    }
}
