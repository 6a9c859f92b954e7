import Contracts
import Platform

/// Asking for advice, looking at it and calling it off.
package struct Consultings: Sendable {
    let database: Database
    let wake: WakeSignal

    /// What asking answers.
    struct Accepted: Codable, Sendable {
        let id: ConsultingID
        let status: String
    }

    func ask(
        _ request: ConsultingRequest, stamp: CommandStamp?, by caller: Caller, at now: Timestamp
    ) async throws -> Answer {
        let job = try request.job(by: caller.actor, at: now)
        let answer = try await database.command(stamp, by: caller, at: now, status: 202) { tx in
            guard try tx.session.job(job.id, of: caller.store) == nil else { throw AccessRejection.idReused }
            try tx.insert(job)
            try tx.record(job.changed)
            return Accepted(id: job.id, status: job.status.rawValue)
        }
        wake.raise()
        return answer
    }

    func job(_ id: ConsultingID, of store: StoreID) async throws -> ConsultingJob {
        guard let job = try await database.read({ try $0.job(id, of: store) }) else { throw AccessRejection.notFound }
        return job
    }

    /// A store's jobs, the newest first, without their reports.
    func list(of store: StoreID, after cursor: String?, limit: Int) async throws -> Page<ConsultingView> {
        let start = try cursor.map(JobCursor.init)
        let found = try await database.read { try $0.jobs(of: store, after: start, limit: limit + 1) }
        let page = found.prefix(limit)
        let more = found.count > limit ? page.last.map { JobCursor($0).text } : nil
        return Page(data: page.map(ConsultingView.init), next: more)
    }

    /// Calls a job off; its worker finds the lease gone and stops.
    func cancel(_ id: ConsultingID, by caller: Caller, at now: Timestamp) async throws {
        try await database.transaction(by: caller, at: now) { tx in
            guard let job = try tx.session.job(id, of: caller.store) else { throw AccessRejection.notFound }
            let cancelled = try job.cancelled()
            guard cancelled != job else { return }
            try tx.end(cancelled)
            try tx.record(cancelled.changed)
        }
    }
}
