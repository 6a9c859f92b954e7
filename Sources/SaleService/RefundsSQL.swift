// STAND-IN for typechecking only: the real RefundsSQL.swift of main replaces this file at the merge.
import Contracts
import Platform

extension SQLSession {
    func refund(_ id: RefundID, of store: StoreID) throws -> (refund: Refund, prints: Int)? {
        try row("SELECT document, prints FROM refunds WHERE store_id = \(store) AND id = \(id)").map {
            (try JSON.decode(Refund.self, from: try $0.text(0)), Int(try $0.int(1)))
        }
    }

    func refunds(of sale: SaleID, store: StoreID) throws -> [Refund] {
        try rows("SELECT document FROM refunds WHERE store_id = \(store) AND sale_id = \(sale) ORDER BY at, id")
            .map { try JSON.decode(Refund.self, from: try $0.text(0)) }
    }
}

enum Reason {
    static func checked(_ text: String) throws -> String { text }
}
