import Contracts
import Platform

extension Transaction {
    /// Gives the oldest waiting job of the store to whoever holds the token; nil while another one is at work.
    func takeJob(token: String, until: Timestamp) throws -> ConsultingJob? {
        let busy = try row(
            """
            SELECT id FROM jobs
            WHERE store_id = \(store) AND status = 'running' AND lease_until > \(now) LIMIT 1
            """)
        guard busy == nil else { return nil }
        return try row(
            """
            UPDATE jobs SET status = 'running', token = \(token), lease_until = \(until), attempts = attempts + 1,
                updated_at = \(now)
            WHERE store_id = \(store) AND lease_until <= \(now) AND status IN ('queued', 'running') AND id = (
                SELECT id FROM jobs
                WHERE store_id = \(store) AND lease_until <= \(now) AND status IN ('queued', 'running')
                ORDER BY created_at, id LIMIT 1)
            RETURNING id, status, progress, from_day, to_day, language, question, requested_by, report, error,
                attempts, created_at, updated_at
            """
        ).map(session.job)
    }

    /// Holds a job on; false when the token's time is over.
    func renew(_ id: ConsultingID, token: String, progress: Int, until: Timestamp) throws -> Bool {
        try row(
            """
            UPDATE jobs SET lease_until = \(until), progress = \(progress), updated_at = \(now)
            WHERE store_id = \(store) AND id = \(id) AND token = \(token) AND status = 'running' RETURNING id
            """) != nil
    }

    /// True while a job is in the hands of whoever holds the token.
    func holds(_ id: ConsultingID, token: String) throws -> Bool {
        try row(
            """
            SELECT id FROM jobs
            WHERE store_id = \(store) AND id = \(id) AND token = \(token) AND status = 'running'
            """) != nil
    }

    /// Writes the one report of a job; false when the token's time is over.
    func complete(_ id: ConsultingID, token: String, report: String) throws -> Bool {
        try row(
            """
            UPDATE jobs SET status = 'completed', progress = 100, report = \(report), token = NULL, lease_until = 0,
                updated_at = \(now)
            WHERE store_id = \(store) AND id = \(id) AND token = \(token) AND status = 'running' RETURNING id
            """) != nil
    }

    /// Puts a job back into the queue, not to be taken before a moment.
    func release(_ id: ConsultingID, until: Timestamp, attempts: Int) throws {
        try run(
            """
            UPDATE jobs SET status = 'queued', token = NULL, lease_until = \(until), attempts = \(attempts),
                updated_at = \(now)
            WHERE store_id = \(store) AND id = \(id)
            """)
    }
}

extension SQLSession {
    /// Stores with a job that waits for a worker, the longest waiting first.
    func waitingStores(at now: Timestamp) throws -> [StoreID] {
        try rows(
            """
            SELECT store_id FROM jobs
            WHERE status IN ('queued', 'running') AND lease_until <= \(now) AND NOT EXISTS (
                SELECT 1 FROM jobs other
                WHERE other.store_id = jobs.store_id AND other.status = 'running' AND other.lease_until > \(now))
            GROUP BY store_id ORDER BY MIN(created_at) LIMIT 20
            """
        ).map { StoreID.stored(try $0.text(0)) }
    }
}
