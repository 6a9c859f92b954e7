import Contracts
import Platform

/// What a refund means for the order: goods that are there again, and a check that is to be paid again.
enum Refunds {
    static func take(_ refund: Refund, in tx: Transaction) throws {
        guard let before = try tx.session.order(refund.orderId, of: tx.store) else { throw AccessRejection.notFound }
        try tx.countBack(refund, of: before)
        let check = CheckID.make(at: tx.now)
        guard refund.reopen, let order = try before.reopening(refund.checkId, as: check) else { return }
        try tx.update(order, from: before)
        try tx.record(OrderChanged(order, .checkReopened, checkId: check, saleId: refund.saleId))
    }
}
