import Contracts

/// A payment under way: stored before a card terminal is touched, so that no answer of it can be lost.
package struct PendingSale: Codable, Sendable, Hashable {
    /// Pending sale: pending -> paid when its tenders cover the total, or -> cancelled when no money can be under way.
    package enum Status: String, Codable, Sendable {
        case pending, paid, cancelled
    }

    package let id: SaleID
    package let check: CheckSnapshot
    package let terminalId: TerminalID?
    package let actor: String
    package let createdAt: Timestamp
    package var status: Status
    package var tenders: [PendingTender]
    package var changedAt: Timestamp
}

/// One tender of a payment under way.
package struct PendingTender: Codable, Sendable, Hashable {
    /// Tender: pending -> approved, declined, or unknown; an unknown one is asked again, never guessed.
    ///
    /// An approved one may be reversed, while the payment is not complete.
    package enum State: String, Codable, Sendable {
        case pending, approved, declined, unknown, reversed
    }

    package let id: TenderID
    package let method: TenderMethod
    package let amount: Money
    package var state: State
    package var approval: CardApproval?

    /// True while money may have moved: asked and not answered, or approved.
    var mayHoldMoney: Bool { state != .declined && state != .reversed }
}

/// What a card terminal answered about a tender.
package struct TenderResult: Codable, Sendable, Hashable {
    /// The answers there are; silence is `unknown`, and `reversed` takes an approval back.
    package enum Outcome: String, Codable, Sendable {
        case approved, declined, unknown, reversed
    }

    package let outcome: Outcome
    package let approval: CardApproval?
}

extension PendingSale {
    /// Seconds after which a payment with no money under way may be given up by anybody.
    static let patience: Int64 = 120

    package var total: Money { check.total }
    package var approved: Money { tenders.filter { $0.state == .approved }.map(\.amount).total() }
    var isCovered: Bool { approved == total }
    var mayHoldMoney: Bool { tenders.contains(where: \.mayHoldMoney) }

    /// The sale with one more tender to be asked for, no more than is still missing.
    func asking(_ form: TenderForm, id: TenderID, at now: Timestamp) throws -> PendingSale {
        guard status == .pending else { throw SaleRejection.saleNotPending }
        guard !tenders.contains(where: { $0.state == .pending || $0.state == .unknown }) else {
            throw SaleRejection.tenderUndecided
        }
        guard !tenders.contains(where: { $0.id == id }) else { throw SaleRejection.tenderDecided }
        let missing = total - approved
        guard form.amount > .zero, form.amount <= missing, form.received == nil else {
            throw SaleRejection.tenderInvalid(pointer: "/amount")
        }
        var sale = self
        // Only a card terminal has to be asked; other money is in the cashier's hand already.
        let state = form.method == .card ? PendingTender.State.pending : .approved
        sale.tenders.append(PendingTender(id: id, method: form.method, amount: form.amount, state: state))
        sale.changedAt = now
        if sale.isCovered { sale.status = .paid }
        return sale
    }

    /// The sale with a terminal's answer; the same outcome again changes nothing, another one is refused.
    func answered(_ tender: TenderID, _ result: TenderResult, at now: Timestamp) throws -> PendingSale {
        guard let index = tenders.firstIndex(where: { $0.id == tender }) else { throw SaleRejection.tenderUnknown }
        try Payment.checkMasked(result.approval, at: "")
        let state = PendingTender.State(result.outcome)
        if tenders[index].state == state { return self }
        let isOpen = tenders[index].state == .pending || tenders[index].state == .unknown
        // What was taken is given back only while the payment is not complete; a sale is refunded.
        let isReversal = state == .reversed && status == .pending && tenders[index].state == .approved
        guard isReversal || (isOpen && state != .reversed) else {
            throw SaleRejection.tenderDecided
        }
        var sale = self
        sale.tenders[index].state = state
        sale.tenders[index].approval = result.approval ?? (isReversal ? tenders[index].approval : nil)
        sale.changedAt = now
        if sale.isCovered { sale.status = .paid }
        return sale
    }

    /// The sale given up, which only one without money under way can be.
    func cancelled(at now: Timestamp) throws -> PendingSale {
        if status == .cancelled { return self }
        guard status == .pending else { throw SaleRejection.saleNotPending }
        guard !mayHoldMoney else { throw SaleRejection.tenderUndecided }
        var sale = self
        sale.status = .cancelled
        sale.changedAt = now
        return sale
    }
}

extension PendingTender.State {
    fileprivate init(_ outcome: TenderResult.Outcome) {
        self =
            switch outcome {
            case .approved: .approved
            case .declined: .declined
            case .unknown: .unknown
            case .reversed: .reversed
            }
    }
}
