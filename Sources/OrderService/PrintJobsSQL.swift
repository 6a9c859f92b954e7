import Contracts
import Foundation
import Platform

extension OrdersSQL {
    static let printing = SchemaStep(
        "printing-1",
        """
        CREATE TABLE print_jobs (
            store_id TEXT NOT NULL, id TEXT NOT NULL, status TEXT NOT NULL, created_at BIGINT NOT NULL,
            data TEXT NOT NULL, PRIMARY KEY (store_id, id));
        CREATE INDEX print_jobs_waiting ON print_jobs (store_id, created_at) WHERE status IN ('queued', 'leased');
        """)
}

extension Transaction {
    func insert(_ job: PrintJob) throws {
        try run(
            """
            INSERT INTO print_jobs (store_id, id, status, created_at, data)
            VALUES (\(store), \(job.id), \(job.status.rawValue), \(job.createdAt), \(try JSON.text(job)))
            """)
    }

    func update(_ job: PrintJob) throws {
        try run(
            """
            UPDATE print_jobs SET status = \(job.status.rawValue), data = \(try JSON.text(job))
            WHERE store_id = \(store) AND id = \(job.id)
            """)
    }

    /// The job, or 404.
    func printJob(_ id: PrintJobID) throws -> PrintJob {
        guard let row = try row("SELECT data FROM print_jobs WHERE store_id = \(store) AND id = \(id)") else {
            throw AccessRejection.notFound
        }
        return try JSON.decode(PrintJob.self, from: try row.text(0))
    }
}

extension SQLSession {
    /// The jobs since a moment that have not ended, oldest first.
    func printJobs(of store: StoreID, since: Timestamp) throws -> [PrintJob] {
        try rows(
            """
            SELECT data FROM print_jobs WHERE store_id = \(store) AND status IN ('queued', 'leased')
                AND created_at >= \(since)
            ORDER BY created_at, id LIMIT 100
            """
        ).map { try JSON.decode(PrintJob.self, from: try $0.text(0)) }
    }
}
