import Contracts
import Platform

/// Links that a customer can open without signing in.
package struct ReceiptLinks: Sendable {
    let database: Database
    let receipts: Receipts

    /// What the till shows or prints of a link.
    struct View: Codable, Sendable {
        let url: String
        let token: String
    }

    /// The sale's link; `token` is used when it has none yet.
    ///
    /// It is kept in its own table alone: answers that carry tokens are not stored with the command.
    func link(of id: SaleID, token: String, by caller: Caller, at now: Timestamp) async throws -> View {
        try caller.require(.sell)
        return try await database.transaction(by: caller, at: now) { tx in
            guard try tx.session.sale(id, of: tx.store) != nil else { throw AccessRejection.notFound }
            let link = try tx.receiptLink(of: id, orElse: token)
            if link.isNew { try tx.record(ReceiptLinked(saleId: id)) }
            return View(url: "/r/" + link.token, token: link.token)
        }
    }

    /// The receipt behind a link: never marked as a reprint, since a screen is no second paper.
    func receipt(behind token: String) async throws -> Receipt {
        guard let linked = try await database.read({ try $0.linkedSale(token) }) else {
            throw AccessRejection.notFound
        }
        let receipt = try await receipts.receipt(linked.sale, store: linked.store)
        return Receipt(
            store: receipt.store, phone: receipt.phone, sale: receipt.sale, refunds: receipt.refunds,
            soldAtLocal: receipt.soldAtLocal, reprint: false)
    }
}
