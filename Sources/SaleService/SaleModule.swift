import Contracts
import Logging
import Platform

/// What the Sale room brings to a process.
package enum SaleModule {
    package static func make(
        database: Database, peers: Peers, sender: TextMessageSender? = nil, publicURL: String? = nil,
        issue: IssueCashReceipt? = nil, logger: Logger = Logger(label: "sale")
    ) -> ServiceModule {
        let sales = Sales(database: database, peers: peers)
        return ServiceModule(
            name: .sale, database: database, schema: SalesSQL.schema, listeners: SalesEvents.listeners(into: database),
            jobs: [MessageSending(database: database, peers: peers, sender: sender, logger: logger)]
        ) { router in
            SalesRoutes(sales: sales, pendings: PendingSales(database: database, sales: sales)).add(to: router)
            PendingSalesRoutes(pendings: PendingSales(database: database, sales: sales)).add(to: router)
            RefundsRoutes(refunds: Refunds(database: database, peers: peers)).add(to: router)
            ShiftsRoutes(shifts: Shifts(database: database, peers: peers)).add(to: router)
            SettlementsRoutes(settlements: Settlements(database: database)).add(to: router)
            let receipts = Receipts(database: database, sales: sales, peers: peers, publicURL: publicURL)
            ReceiptsRoutes(receipts: receipts).add(to: router)
            ReceiptLinksRoutes(links: ReceiptLinks(database: database, receipts: receipts)).add(to: router)
            CashReceiptsRoutes(receipts: CashReceipts(database: database, issue: issue)).add(to: router)
            MessagesRoutes(messages: Messages(database: database)).add(to: router)
        }
    }
}
