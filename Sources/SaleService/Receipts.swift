import Contracts
import Foundation
import HTTPTypes
import Platform

/// Receipts of sales and refunds, in every form a client may ask for.
package struct Receipts: Sendable {
    let database: Database
    let sales: Sales
    let peers: Peers
    /// Where customers reach this server; none when nobody said so.
    let publicURL: String?

    /// The sale's receipt with the store's profile as it is now; the amounts are as sold.
    func receipt(_ id: SaleID, store: StoreID) async throws -> Receipt {
        let (sale, prints) = try await sales.sale(id, of: store)
        let refunds = try await database.read { try $0.refunds(of: id, store: store) }
        let profile = try await profile(of: store)
        return Receipt(
            store: profile.settings, phone: profile.phone, sale: sale, refunds: refunds,
            soldAtLocal: profile.settings.clock(sale.soldAt), reprint: prints > 1)
    }

    /// The refund's receipt.
    func receipt(_ id: RefundID, store: StoreID) async throws -> RefundReceipt {
        let found = try await database.read { session in
            try session.refund(id, of: store).flatMap { refund, prints in
                try session.sale(refund.saleId, of: store).map { (refund: refund, prints: prints, sale: $0.sale) }
            }
        }
        guard let found else { throw AccessRejection.notFound }
        let profile = try await profile(of: store)
        return RefundReceipt(
            store: profile.settings, phone: profile.phone, refund: found.refund, sale: found.sale,
            refundedAtLocal: profile.settings.clock(found.refund.at), reprint: found.prints > 1)
    }

    /// Where the customer of a sale can read its receipt again, when somebody made a link for it.
    func link(of id: SaleID, store: StoreID) async throws -> String? {
        guard let publicURL else { return nil }
        return try await database.read { try $0.receiptLink(of: id, store: store) }.map { publicURL + "/r/" + $0 }
    }

    /// Counts a print; from the second on the receipt bears the reprint mark.
    func countPrint(_ id: SaleID, stamp: CommandStamp?, by caller: Caller, at now: Timestamp) async throws -> Answer {
        try await database.command(stamp, by: caller, at: now) { tx in
            let prints = try tx.countPrint(id)
            try tx.record(ReceiptPrinted(saleId: id, prints: prints))
            return ["prints": prints]
        }
    }

    func countPrint(_ id: RefundID, stamp: CommandStamp?, by caller: Caller, at now: Timestamp) async throws -> Answer {
        try await database.command(stamp, by: caller, at: now) { tx in
            let counted = try tx.countPrint(id)
            try tx.record(RefundPrinted(refundId: id, saleId: counted.sale, prints: counted.prints))
            return ["prints": counted.prints]
        }
    }

    private func profile(of store: StoreID) async throws -> StoreProfile {
        try await peers.call(.store, .get, "/internal/store/profile", store: store)
    }
}

extension StoreSettings {
    /// Local date and time, as receipts print it.
    fileprivate func clock(_ moment: Timestamp) -> String { businessDay?.clock(moment) ?? moment.description }
}
