import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Platform

/// The print queue over HTTP, for print agents.
struct PrintJobsRoutes: Sendable {
    let jobs: PrintJobs

    /// A job as the API shows it; its token is known to the agent that holds it only.
    struct View: Codable, Sendable {
        let id: PrintJobID
        let ticketId: TicketID
        let station: String
        let status: PrintJob.Status
        let attempts: Int
        let maybePrinted: Bool
        let lastError: String?
        let createdAt: Timestamp

        init(_ job: PrintJob) {
            id = job.id
            ticketId = job.ticketId
            station = job.station
            status = job.status
            attempts = job.attempts
            maybePrinted = job.maybePrinted
            lastError = job.lastError
            createdAt = job.createdAt
        }
    }

    func add(to router: Router<AppContext>) {
        let api = router.group("api/v1/print-jobs")
        api.get { _, context in
            let caller = try context.authenticated()
            return try Reply.json(Page(data: try await jobs.waiting(for: caller, at: .now).map { View($0) }))
        }
        api.post(":id/lease") { _, context in
            let caller = try context.authenticated()
            return try Reply.json(
                try await jobs.lease(try context.id("id"), language: context.language, by: caller, at: .now))
        }
        api.post(":id/done") { request, context in
            let caller = try context.authenticated()
            let report = try await request.decoded(PrintJobs.Report.self)
            return try Reply.json(
                View(try await jobs.done(try context.id("id"), report, by: caller, at: .now)))
        }
        api.post(":id/failed") { request, context in
            let caller = try context.authenticated()
            let report = try await request.decoded(PrintJobs.Report.self)
            return try Reply.json(
                View(try await jobs.failed(try context.id("id"), report, by: caller, at: .now)))
        }
    }
}
