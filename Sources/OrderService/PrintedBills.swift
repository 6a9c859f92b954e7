import Contracts
import Platform

/// Bills for guests who have not paid yet; showing one changes nothing, printing one is remembered.
package struct PrintedBills: Sendable {
    let database: Database

    /// What counting a print answers.
    struct Printed: Codable, Sendable {
        /// How many bills of the check there are with this one.
        let prints: Int
        /// What this one asks for.
        let total: Money
        /// The most that a bill of the check asked for.
        let printedTotal: Money
    }

    func bill(_ check: CheckID, of order: OrderID, for caller: Caller, at now: Timestamp) async throws
        -> BillPage.Bill
    {
        try caller.require(.order)
        return try await database.read { session in
            guard let order = try session.order(order, of: caller.store) else { throw AccessRejection.notFound }
            guard let store = try session.storeSettings(caller.store) else {
                throw SQLError.unavailable("the store's settings have not arrived yet")
            }
            return BillPage.Bill(order, try order.checkToBill(check), of: store, at: now)
        }
    }

    func countPrint(
        of check: CheckID, order id: OrderID, stamp: CommandStamp?, by caller: Caller, at now: Timestamp
    ) async throws -> Answer {
        try caller.require(.order)
        return try await database.command(stamp, by: caller, at: now) { tx in
            let before = try tx.order(id)
            let order = try before.billed(check)
            let billed = try order.checkToBill(check)
            try tx.update(order, from: before)
            let prints = billed.prints ?? 1
            try tx.record(BillPrinted(orderId: id, checkId: check, total: billed.total, prints: prints))
            return Printed(prints: prints, total: billed.total, printedTotal: billed.printedTotal ?? billed.total)
        }
    }
}
