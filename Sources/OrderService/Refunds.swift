import Contracts
import Platform

/// What a refund means for the order: goods that are there again, and a check that is to be paid again.
enum Refunds {
    static func take(_ refund: Refund, in tx: Transaction) throws {
        guard let before = try tx.session.order(refund.orderId, of: tx.store) else { throw AccessRejection.notFound }
        // A second payment of a check was for nothing that was cooked; giving it back changes no goods and no check.
        guard before.checks.first(where: { $0.id == refund.checkId })?.saleId == refund.saleId else { return }
        // What is to be paid again was eaten; only what is not goes back onto the shelf.
        guard refund.reopen else { return try tx.countBack(refund, of: before) }
        let check = CheckID.make(at: tx.now)
        guard let order = try before.reopening(refund.checkId, as: check) else { return }
        try tx.update(order, from: before)
        try tx.record(OrderChanged(order, .checkReopened, checkId: check, saleId: refund.saleId))
    }
}
