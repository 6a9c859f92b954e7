import Contracts
import Logging
import Platform
import ServiceLifecycle
import Synchronization

/// Works jobs off, one after the other; any number of processes may run one.
struct ConsultingWorker: Service {
    let leases: Leases
    let peers: Peers
    let wake: WakeSignal
    let logger: Logger
    var patience = 30

    /// Looks for work when woken, and every second for leases that have run out elsewhere.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await tick() }
                for await _ in wake.signals {
                    await drain()
                    if Task.isCancelled { break }
                }
                group.cancelAll()
            }
        }
    }

    private func tick() async {
        while !Task.isCancelled {
            wake.raise()
            do {
                // A lease that runs out in another process raises no signal here, so somebody has to look.
                try await Task.sleep(for: .seconds(1))
            } catch {
                return
            }
        }
    }

    private func drain() async {
        do {
            var more = true
            while more && !Task.isCancelled { more = try await work() }
        } catch is CancellationError {
            return
        } catch {
            logger.error("consulting jobs could not be worked off", metadata: ["error": "\(error)"])
        }
    }

    /// Takes one job to its end; false when none is waiting.
    func work() async throws -> Bool {
        guard let lease = try await leases.next(at: .now) else { return false }
        do {
            try await analyse(lease)
        } catch is LeaseLost {
            logger.info("consulting job was called off", metadata: describe(lease))
        } catch {
            guard !Task.isCancelled else {
                try await leases.giveBack(lease, at: .now)
                return false
            }
            logger.warning("consulting job failed", metadata: describe(lease, error))
            let reason = FiguresReader.passes(error) ? FailureWords.noFigures : FailureWords.unfinished
            try await leases.tryLater(lease, because: reason, at: .now)
        }
        return true
    }

    private func analyse(_ lease: Lease) async throws {
        let reached = Mutex(lease.job.progress)
        let job = lease.job
        let reader = FiguresReader(
            peers: peers, store: lease.store, range: (job.from, job.to), patience: patience,
            report: { progress in
                let (now, news) = reached.withLock { reached in
                    let before = reached
                    reached = max(reached, progress)
                    return (reached, reached > before)
                }
                try await leases.renew(lease, progress: now, news: news, at: .now)
            })
        let facts = try await reader.facts()
        let report = Report(facts, language: ReportLanguage(rawValue: job.language.rawValue) ?? .ko)
        try await leases.complete(lease, report: try JSON.text(report), at: .now)
    }

    private func describe(_ lease: Lease, _ error: (any Error)? = nil) -> Logger.Metadata {
        var metadata: Logger.Metadata = [
            "store": "\(lease.store)", "job": "\(lease.job.id)", "attempt": "\(lease.job.attempts)",
        ]
        if let error { metadata["error"] = "\(error)" }
        return metadata
    }
}
