import Contracts
import Foundation
import HTTPTypes
import Platform

/// Receipts of sales, in every form a client may ask for.
package struct Receipts: Sendable {
    let database: Database
    let sales: Sales
    let peers: Peers

    /// The receipt with the store's profile as it is now; the amounts are as sold.
    func receipt(_ id: SaleID, store: StoreID) async throws -> Receipt {
        let (sale, prints) = try await sales.sale(id, of: store)
        let profile: StoreProfile = try await peers.call(.store, .get, "/internal/store/profile", store: store)
        return Receipt(
            store: profile.settings, phone: profile.phone, sale: SaleView(sale).sale,
            soldAtLocal: profile.settings.businessDay?.clock(sale.soldAt) ?? sale.soldAt.description,
            reprint: prints > 1)
    }

    /// Counts a print; from the second on the receipt bears the reprint mark.
    func countPrint(_ id: SaleID, stamp: CommandStamp?, by caller: Caller, at now: Timestamp) async throws -> Answer {
        try await database.command(stamp, by: caller, at: now) { tx in
            let prints = try tx.countPrint(id)
            try tx.record(ReceiptPrinted(saleId: id, prints: prints))
            return ["prints": prints]
        }
    }
}
