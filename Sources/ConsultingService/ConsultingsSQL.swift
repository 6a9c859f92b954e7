import Contracts
import Platform

/// The schema of the Consulting service.
package enum ConsultingsSQL {
    package static let schema: [SchemaStep] = [
        SchemaStep(
            "consulting-1",
            """
            CREATE TABLE jobs (
                store_id TEXT NOT NULL, id TEXT NOT NULL, status TEXT NOT NULL, progress BIGINT NOT NULL,
                from_day TEXT NOT NULL, to_day TEXT NOT NULL, language TEXT NOT NULL, question TEXT,
                requested_by TEXT NOT NULL, report TEXT, error TEXT, lease_until BIGINT NOT NULL, token TEXT,
                attempts BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
                PRIMARY KEY (store_id, id));
            CREATE INDEX jobs_created ON jobs (store_id, created_at, id);
            CREATE INDEX jobs_waiting ON jobs (lease_until) WHERE status IN ('queued', 'running');
            """)
    ]
}

/// Where a page of jobs begins: after this one, going back in time.
struct JobCursor: Sendable, Hashable {
    let createdAt: Int64
    let id: ConsultingID

    init(_ job: ConsultingJob) {
        createdAt = job.createdAt.milliseconds
        id = job.id
    }

    init(_ text: String) throws {
        let parts = text.split(separator: "~").map(String.init)
        guard parts.count == 2, let createdAt = Int64(parts[0]), let id = ConsultingID(parts[1]) else {
            throw AccessRejection.fieldInvalid(pointer: "/after")
        }
        self.createdAt = createdAt
        self.id = id
    }

    var text: String { "\(createdAt)~\(id)" }
}

extension Transaction {
    func insert(_ job: ConsultingJob) throws {
        try run(
            """
            INSERT INTO jobs (store_id, id, status, progress, from_day, to_day, language, question, requested_by,
                lease_until, attempts, created_at, updated_at)
            VALUES (\(store), \(job.id), \(job.status.rawValue), \(job.progress), \(job.from), \(job.to),
                \(job.language.rawValue), \(job.question), \(job.requestedBy), 0, \(job.attempts), \(job.createdAt),
                \(job.updatedAt))
            """)
    }

    /// Writes a job's end, whoever had it.
    func end(_ job: ConsultingJob) throws {
        try run(
            """
            UPDATE jobs SET status = \(job.status.rawValue), error = \(job.error), token = NULL, lease_until = 0,
                updated_at = \(now)
            WHERE store_id = \(store) AND id = \(job.id)
            """)
    }
}

extension SQLSession {
    func job(_ id: ConsultingID, of store: StoreID) throws -> ConsultingJob? {
        try row(
            """
            SELECT id, status, progress, from_day, to_day, language, question, requested_by, report, error, attempts,
                created_at, updated_at
            FROM jobs WHERE store_id = \(store) AND id = \(id)
            """
        ).map(job)
    }

    /// Jobs without their reports, the newest first.
    func jobs(of store: StoreID, after cursor: JobCursor?, limit: Int) throws -> [ConsultingJob] {
        try rows(
            """
            SELECT id, status, progress, from_day, to_day, language, question, requested_by, NULL, error, attempts,
                created_at, updated_at
            FROM jobs
            WHERE store_id = \(store) AND (created_at, id) < (\(cursor?.createdAt ?? .max), \(cursor?.id.text ?? ""))
            ORDER BY created_at DESC, id DESC LIMIT \(limit)
            """
        ).map(job)
    }

    func job(_ row: SQLRow) throws -> ConsultingJob {
        guard let status = ConsultingJob.Status(rawValue: try row.text(1)) else {
            throw SQLError.unexpected(column: 1, row.values[1])
        }
        guard let language = Language(rawValue: try row.text(5)) else {
            throw SQLError.unexpected(column: 5, row.values[5])
        }
        return ConsultingJob(
            id: .stored(try row.text(0)), status: status, progress: Int(try row.int(2)),
            from: .stored(try row.text(3)), to: .stored(try row.text(4)), language: language,
            question: try row.textOrNil(6), requestedBy: try row.text(7), report: try row.textOrNil(8),
            error: try row.textOrNil(9), attempts: Int(try row.int(10)),
            createdAt: Timestamp(milliseconds: try row.int(11)), updatedAt: Timestamp(milliseconds: try row.int(12)))
    }
}
