import Contracts
import Platform

/// A job in the hands of one worker, until its time runs out.
struct Lease: Sendable {
    let store: StoreID
    let job: ConsultingJob
    let token: String
}

/// The lease ran out or the job was called off: nothing of this worker's may be written any more.
struct LeaseLost: Error {}

/// Hands jobs out: at most one of a store at a time, each to one worker, and again when that worker has vanished.
struct Leases: Sendable {
    static let seconds: Int64 = 60
    static let mostAttempts = 5

    let database: Database

    /// Takes the job that has waited longest, or whose worker has let its lease run out.
    func next(at now: Timestamp) async throws -> Lease? {
        for store in try await database.read({ try $0.waitingStores(at: now) }) {
            let token = Secrets.token()
            let taken = try await transaction(store, at: now) { tx -> ConsultingJob? in
                guard let job = try tx.takeJob(token: token, until: now.advanced(seconds: Self.seconds)) else {
                    return nil
                }
                guard job.attempts <= Self.mostAttempts else {
                    // Its workers died one after the other; a job that kills must not go on for ever.
                    try tx.fail(job, because: FailureWords.unfinished)
                    return nil
                }
                try tx.record(job.changed)
                return job
            }
            if let taken { return Lease(store: store, job: taken, token: token) }
        }
        return nil
    }

    /// Holds on to a job and tells how far it is; `news` is false when only the lease is meant.
    func renew(_ lease: Lease, progress: Int, news: Bool, at now: Timestamp) async throws {
        try await transaction(lease.store, at: now) { tx in
            let until = now.advanced(seconds: Self.seconds)
            guard try tx.renew(lease.job.id, token: lease.token, progress: progress, until: until) else {
                throw LeaseLost()
            }
            if news { try tx.record(lease.job.with(.running, progress: progress).changed) }
        }
    }

    func complete(_ lease: Lease, report: String, at now: Timestamp) async throws {
        try await transaction(lease.store, at: now) { tx in
            guard try tx.complete(lease.job.id, token: lease.token, report: report) else { throw LeaseLost() }
            try tx.record(lease.job.with(.completed, progress: 100).changed)
        }
    }

    /// Puts a job back at once, as if it had not been tried: the process is going down.
    func giveBack(_ lease: Lease, at now: Timestamp) async throws {
        try await giveUp(lease, at: now) { tx, job in
            try tx.release(job.id, until: Timestamp(milliseconds: 0), attempts: job.attempts - 1)
            try tx.record(job.with(.queued, progress: job.progress).changed)
        }
    }

    /// After a failed try the job waits 2, 4, 8, 16 seconds; after the fifth it has failed.
    func tryLater(_ lease: Lease, because reason: Words, at now: Timestamp) async throws {
        try await giveUp(lease, at: now) { tx, job in
            guard job.attempts < Self.mostAttempts else { return try tx.fail(job, because: reason) }
            try tx.release(job.id, until: now.advanced(seconds: 1 << job.attempts), attempts: job.attempts)
            try tx.record(job.with(.queued, progress: job.progress).changed)
        }
    }

    /// Does something to the job as it is now, if it is still ours.
    private func giveUp(
        _ lease: Lease, at now: Timestamp, _ act: @escaping @Sendable (Transaction, ConsultingJob) throws -> Void
    ) async throws {
        try await transaction(lease.store, at: now) { tx in
            guard try tx.holds(lease.job.id, token: lease.token),
                let job = try tx.session.job(lease.job.id, of: lease.store)
            else { return }
            try act(tx, job)
        }
    }

    private func transaction<T: Sendable>(
        _ store: StoreID, at now: Timestamp, _ body: @escaping @Sendable (Transaction) throws -> T
    ) async throws -> T {
        try await database.transaction(by: .service(.consulting, for: store), at: now, body)
    }
}

/// Why an analysis failed, for the person who asked.
enum FailureWords {
    static let unfinished = Words(
        ko: "여러 번 시도했지만 분석을 마치지 못했어요. 다시 요청해 주세요.",
        en: "The analysis could not be finished after several tries. Please ask again.")
    static let noFigures = Words(
        ko: "매출 자료를 받지 못해 분석하지 못했어요. 잠시 뒤 다시 요청해 주세요.",
        en: "The sales figures could not be read. Please ask again in a while.")
}

extension ConsultingJob {
    func with(_ status: Status, progress: Int) -> ConsultingJob {
        var copy = self
        copy.status = status
        copy.progress = progress
        return copy
    }
}

extension Transaction {
    /// Ends a job as failed, with the reason in its own language.
    fileprivate func fail(_ job: ConsultingJob, because reason: Words) throws {
        var failed = job.with(.failed, progress: job.progress)
        failed.error = reason.text(job.language)
        try end(failed)
        try record(failed.changed)
    }
}
