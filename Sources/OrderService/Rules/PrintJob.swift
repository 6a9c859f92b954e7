import Contracts

/// A network printer that takes raw bytes (port 9100).
package struct Printer: Codable, Sendable, Hashable {
    package let host: String
    package let port: Int?
    /// Characters on a row: 42 on wide paper, 32 on narrow; some models take 48.
    package let columns: Int?

    var isValid: Bool {
        (1...253).contains(host.count) && (1...65_535).contains(port ?? 9100) && (16...64).contains(columns ?? 42)
    }
}

/// One ticket on its way to a printer: leased by an agent, then done, or tried again.
package struct PrintJob: Codable, Sendable, Hashable {
    /// Print job: queued -> leased -> done, or queued again after a failure; failed when nothing helped.
    package enum Status: String, Codable, Sendable {
        case queued, leased, done, failed
    }

    package let id: PrintJobID
    package let ticketId: TicketID
    package let station: String
    package let createdAt: Timestamp
    package var status: Status
    package var attempts: Int
    /// Who holds it, as a secret that only that agent knows.
    package var token: String?
    package var leasedUntil: Timestamp?
    /// True when an earlier try may have come out on paper although nobody said so.
    package var maybePrinted: Bool
    package var lastError: String?
}

extension PrintJob {
    /// Seconds that an agent has to print and say so.
    static let leaseSeconds: Int64 = 30
    static let mostAttempts = 12
    /// Tries after which the alternate printer takes over.
    static let attemptsBeforeAlternate = 3

    /// True when an agent may take it: nobody holds it, or whoever did has been silent too long.
    func isFree(at now: Timestamp) -> Bool {
        (status == .queued || status == .leased) && leasedUntil.map { $0 <= now } ?? true
    }

    /// The job in the hands of an agent; one whose agent fell silent may have been printed.
    func leased(token: String, at now: Timestamp) throws -> PrintJob {
        guard isFree(at: now) else {
            throw status == .leased || status == .queued ? OrderRejection.printJobTaken : OrderRejection.printJobEnded
        }
        var job = self
        job.maybePrinted = maybePrinted || status == .leased
        job.status = .leased
        job.attempts += 1
        job.token = token
        job.leasedUntil = now.advanced(seconds: Self.leaseSeconds)
        return job
    }

    /// The job ended by the agent that holds it; saying so again changes nothing.
    func done(token: String) throws -> PrintJob {
        if status == .done { return self }
        guard status == .leased, self.token == token else { throw OrderRejection.printJobLost }
        var job = self
        job.status = .done
        (job.leasedUntil, job.lastError) = (nil, nil)
        return job
    }

    /// The job given back after a failure; `maybe` when part of it may have come out.
    ///
    /// It waits a little longer after every failure, up to a minute, so that a printer that is switched on again helps.
    func failed(token: String, because reason: String, maybe: Bool, at now: Timestamp) throws -> PrintJob {
        guard status == .leased, self.token == token else { throw OrderRejection.printJobLost }
        var job = self
        job.status = attempts >= Self.mostAttempts ? .failed : .queued
        job.maybePrinted = maybePrinted || maybe
        job.leasedUntil = now.advanced(seconds: min(60, 1 << Int64(min(attempts, 6)) - 1))
        job.lastError = String(reason.prefix(200))
        return job
    }

    /// Where this try goes: after three failures to the alternate printer and back, so that either may come on again.
    func printer(of station: KitchenPlan.Station) -> Printer? {
        let second = (attempts - 1) / Self.attemptsBeforeAlternate % 2 == 1
        return second ? station.alternatePrinter ?? station.printer : station.printer
    }
}

extension Ticket {
    /// The ticket as it goes on paper.
    func page(station: String, tableName: String?, time: String, reprint: Bool, language: Language) -> PrintPage {
        KitchenTicketPage.render(
            KitchenTicketPage.Ticket(
                station: station, kind: kind == .add ? .add : .void,
                place: tableName.map { .table($0) } ?? .call(callNumber), orderNumber: number,
                guests: guests > 0 ? guests : nil, time: time, note: note,
                lines: lines.map {
                    KitchenTicketPage.Line(
                        $0.quantity, $0.name, options: $0.options, note: $0.note, struck: kind == .add ? $0.struck : 0)
                }, reprint: reprint),
            language: language)
    }
}
