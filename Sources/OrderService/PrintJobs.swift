import Contracts
import Foundation
import Platform

/// The print queue: an agent beside the printer leases a job, sends its bytes and says how that went.
package struct PrintJobs: Sendable {
    let database: Database

    /// What an agent gets to print.
    struct Leased: Codable, Sendable {
        let id: PrintJobID
        let token: String
        let host: String
        let port: Int
        /// ESC/POS in CP949, base64.
        let data: String
        let reprint: Bool
        let attempt: Int
        let leasedUntil: Timestamp
    }

    /// What an agent says about a job it holds.
    struct Report: Codable, Sendable {
        let token: String
        let reason: String?
        /// True when some of the bytes may have reached the paper.
        let maybePrinted: Bool?
    }

    /// Jobs that an agent may take now, oldest first; what nobody printed for a day is not news to a kitchen any more.
    func waiting(for caller: Caller, at now: Timestamp) async throws -> [PrintJob] {
        try caller.require(.cook)
        let since = now.advanced(seconds: -KitchenRoutes.openFor)
        return try await database.read { try $0.printJobs(of: caller.store, since: since) }.filter {
            $0.isFree(at: now)
        }
    }

    func lease(_ id: PrintJobID, language: Language, by caller: Caller, at now: Timestamp) async throws -> Leased {
        try caller.require(.cook)
        let leased = try await database.transaction(by: caller, at: now) { tx -> Leased? in
            let token = Secrets.token()
            var job = try tx.printJob(id).leased(token: token, at: now)
            let paper = try Self.paper(job, token: token, language: language, in: tx)
            // Its station has no printer any more, or is gone: nobody must try for ever.
            if paper == nil { job.status = .failed }
            try tx.update(job)
            return paper
        }
        guard let leased else { throw OrderRejection.printJobEnded }
        return leased
    }

    func done(_ id: PrintJobID, _ report: Report, by caller: Caller, at now: Timestamp) async throws -> PrintJob {
        try await end(id, by: caller, at: now) { try $0.done(token: report.token) }
    }

    func failed(_ id: PrintJobID, _ report: Report, by caller: Caller, at now: Timestamp) async throws -> PrintJob {
        try await end(id, by: caller, at: now) { job in
            try job.failed(
                token: report.token, because: report.reason ?? "", maybe: report.maybePrinted ?? true, at: now)
        }
    }

    private func end(
        _ id: PrintJobID, by caller: Caller, at now: Timestamp,
        _ decide: @escaping @Sendable (PrintJob) throws -> PrintJob
    ) async throws -> PrintJob {
        try caller.require(.cook)
        return try await database.transaction(by: caller, at: now) { tx in
            let before = try tx.printJob(id)
            let job = try decide(before)
            if job != before {
                try tx.update(job)
                try tx.record(
                    PrintJobMoved(
                        jobId: id, ticketId: job.ticketId, status: job.status.rawValue, attempts: job.attempts,
                        reason: job.lastError))
            }
            return job
        }
    }

    private static func paper(
        _ job: PrintJob, token: String, language: Language, in tx: Transaction
    ) throws -> Leased? {
        let plan = try tx.session.kitchenPlan(of: tx.store).plan
        guard let ticket = try tx.session.ticket(job.ticketId, of: tx.store),
            let station = plan.stations.first(where: { $0.id == job.station }), let printer = job.printer(of: station)
        else { return nil }
        let clock = try tx.session.storeSettings(tx.store)?.businessDay
        let page = ticket.page(
            station: station.name, tableName: try tx.session.place(of: ticket.orderId, store: tx.store)?.tableName,
            time: clock?.clock(of: ticket.createdAt) ?? "", reprint: job.maybePrinted, language: language)
        return Leased(
            id: job.id, token: token, host: printer.host, port: printer.port ?? 9100,
            data: Data(EscPos(columns: printer.columns ?? 42).bytes(page)).base64EncodedString(),
            reprint: job.maybePrinted, attempt: job.attempts, leasedUntil: job.leasedUntil ?? tx.now)
    }
}
