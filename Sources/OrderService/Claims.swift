import Contracts
import Foundation
import HTTPTypes
import Logging
import Platform
import ServiceLifecycle

/// Holding checks for payments: the only conversation between two services that holds money (ADR 0005).
package struct Claims: Sendable {
    let database: Database
    let peers: Peers

    /// Seconds after which a claim may be questioned.
    static let patience: Int64 = 30

    /// Whether Sale knows a sale; asking makes an unknown one impossible for good.
    struct SaleExists: Codable, Sendable {
        let exists: Bool
    }

    /// Holds a check for a sale and answers what it asks for; the same sale gets the same answer again.
    func claim(_ claim: CheckClaim, store: StoreID, at now: Timestamp) async throws -> CheckSnapshot {
        let caller = Caller.service(.sale, for: store)
        return try await database.transaction(by: caller, at: now) { tx in
            let before = try tx.order(claim.orderId)
            guard claim.placedBy ?? before.placedBy == before.placedBy else { throw AccessRejection.notFound }
            let index = try before.checkToPay(claim.checkId, by: claim.saleId)
            let order = try before.claiming(index, for: claim.saleId, version: claim.checkVersion, at: now)
            try tx.keepClaim(order.checks[index].id, of: order.id, for: claim.saleId)
            if order != before {
                try tx.update(order, from: before)
                // A claim of milliseconds is told by the payment that follows it; one that lasts, to all screens.
                if claim.lasting == true {
                    try tx.record(
                        OrderChanged(order, .checkClaimed, checkId: order.checks[index].id, saleId: claim.saleId))
                }
            }
            return order.snapshot(of: index)
        }
    }

    /// Frees a check when its sale came to nothing, and no other request still holds it for the same sale.
    func release(_ release: CheckRelease, store: StoreID, at now: Timestamp) async throws {
        try await database.transaction(by: .service(.sale, for: store), at: now) { tx in
            guard try tx.letGo(release.checkId, from: release.saleId) else { return }
            try Self.free(release, in: tx)
        }
    }

    private static func free(_ release: CheckRelease, in tx: Transaction) throws {
        let before = try tx.order(release.orderId)
        guard let order = try before.releasing(release.checkId, from: release.saleId) else { return }
        try tx.update(order, from: before)
        try tx.dropClaim(release.checkId)
        try tx.record(OrderChanged(order, .checkReleased, checkId: release.checkId, saleId: release.saleId))
    }

    /// Which sale holds or has paid each check of an order.
    func holders(of order: OrderID, store: StoreID) async throws -> [CheckHolder] {
        guard let order = try await database.read({ try $0.order(order, of: store) }) else {
            throw AccessRejection.notFound
        }
        return order.checks.map { CheckHolder(checkId: $0.id, saleId: $0.saleId) }
    }

    /// A check as it stands, whoever holds it, for money that was taken without asking.
    func snapshot(of order: OrderID, _ check: CheckID?, store: StoreID) async throws -> CheckSnapshot {
        guard let order = try await database.read({ try $0.order(order, of: store) }),
            let index = order.checks.firstIndex(where: { check == nil || $0.id == check })
        else { throw AccessRejection.notFound }
        var snapshot = order.snapshot(of: index)
        snapshot.heldElsewhere = order.checks[index].status != .open
        return snapshot
    }

    /// Asks Sale about every claim older than the patience, and frees those whose sale does not exist.
    func question(at now: Timestamp, logger: Logger) async throws {
        let before = now.advanced(seconds: -Self.patience)
        var last: ClaimRow?
        repeat {
            let page = try await database.read { [last] in try $0.claims(before: before, after: last) }
            for claim in page { await question(claim, at: now, logger: logger) }
            last = page.last
        } while last != nil
    }

    private func question(_ claim: ClaimRow, at now: Timestamp, logger: Logger) async {
        do {
            let answer: SaleExists = try await peers.call(
                .sale, .post, "/internal/sale/sales/\(claim.sale)/question?checkId=\(claim.check)",
                store: claim.store)
            guard !answer.exists else { return }  // The event is on its way and will close the check.
            let release = CheckRelease(orderId: claim.order, checkId: claim.check, saleId: claim.sale)
            try await database.transaction(by: .service(.order, for: claim.store), at: now) { tx in
                try Self.free(release, in: tx)
            }
        } catch {
            // One claim that cannot be questioned must not keep the others waiting.
            logger.warning("a claim could not be questioned", metadata: ["error": "\(error)"])
        }
    }

    /// Closes the check of a sale that was paid.
    static func close(_ sale: PaidCheck.Sale, in tx: Transaction) throws {
        // A sale of an order that is not here must be seen: the stream parks instead of forgetting the payment.
        guard let before = try tx.session.order(sale.orderId, of: tx.store) else { throw AccessRejection.notFound }
        guard var order = before.paying(sale.checkId, by: sale.id) else { return }
        let kitchen = try tx.tellKitchen(order, since: before)
        if kitchen.isOversold { order.flag(sale.checkId, Check.oversold) }
        try tx.update(order, from: before)
        try tx.dropClaim(sale.checkId)
        try tx.record(
            OrderChanged(order, .checkPaid, checkId: sale.checkId, saleId: sale.id, ticketIds: kitchen.ticketIds))
    }
}

/// Questions old claims every few seconds.
struct ClaimQuestioning: Service {
    let claims: Claims
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    // A claim grows old by the clock alone; nothing else tells of one whose process has died.
                    try await Task.sleep(for: .seconds(5))
                    try await claims.question(at: .now, logger: logger)
                } catch is CancellationError {
                    return
                } catch {
                    logger.warning("claims could not be questioned", metadata: ["error": "\(error)"])
                }
            }
        }
    }
}
