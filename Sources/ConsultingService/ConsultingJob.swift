import Contracts
import Foundation

/// What somebody asks advice on.
package struct ConsultingRequest: Codable, Sendable, Hashable {
    package static let mostDays = 1_100
    package static let mostQuestion = 1_000

    package var id: ConsultingID?
    package var from: BusinessDate
    package var to: BusinessDate
    package var language: Language?
    package var question: String?

    package init(
        id: ConsultingID? = nil, from: BusinessDate, to: BusinessDate, language: Language? = nil,
        question: String? = nil
    ) {
        self.id = id
        self.from = from
        self.to = to
        self.language = language
        self.question = question
    }

    /// The job that this asks for, or why there is none.
    package func job(by actor: String, at now: Timestamp) throws -> ConsultingJob {
        guard from <= to else { throw ConsultingRejection.rangeReversed }
        guard to.daysSinceEpoch - from.daysSinceEpoch < Self.mostDays else { throw ConsultingRejection.rangeTooLong }
        let asked = question?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        guard asked.count <= Self.mostQuestion else { throw ConsultingRejection.questionTooLong }
        return ConsultingJob(
            id: id ?? .make(at: now), status: .queued, progress: 0, from: from, to: to, language: language ?? .ko,
            question: asked.isEmpty ? nil : asked, requestedBy: actor, report: nil, error: nil, attempts: 0,
            createdAt: now, updatedAt: now)
    }
}

/// One analysis, from being asked for to its report: queued -> running -> completed, failed or cancelled.
package struct ConsultingJob: Sendable, Hashable {
    package enum Status: String, Codable, Sendable {
        case queued, running, completed, failed, cancelled

        /// No further change can come.
        package var hasEnded: Bool { self != .queued && self != .running }
    }

    package let id: ConsultingID
    package var status: Status
    /// Percent, 0...100.
    package var progress: Int
    package let from: BusinessDate
    package let to: BusinessDate
    package let language: Language
    package let question: String?
    package let requestedBy: String
    /// The report as JSON, stored as it was made.
    package var report: String?
    /// Why it failed, in the job's language.
    package var error: String?
    package var attempts: Int
    package let createdAt: Timestamp
    package let updatedAt: Timestamp

    package var days: Int { to.daysSinceEpoch - from.daysSinceEpoch + 1 }

    package var changed: ConsultingChanged {
        ConsultingChanged(consultingId: id, status: status.rawValue, progress: progress)
    }

    /// The job with the end of being cancelled; cancelling twice is cancelling once.
    package func cancelled() throws -> ConsultingJob {
        guard !status.hasEnded || status == .cancelled else { throw ConsultingRejection.alreadyEnded }
        var copy = self
        copy.status = .cancelled
        return copy
    }
}

/// What the API tells of a job, without its report.
package struct ConsultingView: Codable, Sendable, Hashable {
    package let id: ConsultingID
    package let status: String
    package let progress: Int
    package let from: BusinessDate
    package let to: BusinessDate
    package let language: Language
    package let question: String?
    package let error: String?
    package let createdAt: Timestamp
    package let updatedAt: Timestamp

    package init(_ job: ConsultingJob) {
        id = job.id
        status = job.status.rawValue
        progress = job.progress
        from = job.from
        to = job.to
        language = job.language
        question = job.question
        error = job.error
        createdAt = job.createdAt
        updatedAt = job.updatedAt
    }
}
