import Contracts
import Platform
import TestSupport
import Testing

@testable import SaleService

@Suite struct SalesSQLTests {
    private func open(_ engine: TestEngine, _ body: (Database, Caller) async throws -> Void) async throws {
        let database = try await engine.database(.sale, schema: SalesSQL.schema)
        try await body(database, .service(.sale, for: .make()))
        try await database.close()
    }

    private func insert(_ sale: Sale, into database: Database, by caller: Caller) async throws {
        let document = try JSON.text(sale)
        try await database.transaction(by: caller) { try $0.insert(sale, document: document) }
    }

    @Test(arguments: TestEngine.available)
    func `A check is paid once`(engine: TestEngine) async throws {
        try await open(engine) { database, caller in
            let first = try Sale.sample(.sample(5000))
            var second = try Sale.sample(.sample(5000))
            second.checkId = first.checkId
            second.receiptNumber = "250304-S-0002"
            let twice = second
            try await insert(first, into: database, by: caller)
            await #expect(throws: SaleRejection.orderAlreadyPaid) {
                try await insert(twice, into: database, by: caller)
            }
            let stranger = Caller.service(.sale, for: .make())
            try await insert(twice, into: database, by: stranger)
        }
    }

    @Test(arguments: TestEngine.available)
    func `A receipt number is used once`(engine: TestEngine) async throws {
        try await open(engine) { database, caller in
            var (first, second) = (try Sale.sample(.sample(5000)), try Sale.sample(.sample(700)))
            (first.receiptNumber, second.receiptNumber) = ("250304-A-0001", "250304-A-0001")
            try await insert(first, into: database, by: caller)
            await #expect(throws: SaleRejection.receiptNumberTaken) {
                try await insert(second, into: database, by: caller)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a sale is read as it was written, to the last field`(engine: TestEngine) async throws {
        try await open(engine) { database, caller in
            var sale = try Sale.sample(
                .sample(12_000, discount: 1000, options: [.sample("계란", 500)]), .sample(300, .deposit),
                tenders: [TenderForm(method: .card, amount: 11_300, approval: .sample(installments: 3))])
            sale.flags = ["surplus"]
            let written = sale
            try await insert(written, into: database, by: caller)
            let read = try await database.read { try $0.sale(written.id, of: caller.store) }
            #expect(read?.sale == written)
            #expect(read?.prints == 0)
            for (flag, count) in [("surplus", 1), ("oversold", 0), ("surplu", 0)] {
                let filter = SaleFilter(
                    from: .stored("2025-03-04"), to: .stored("2025-03-04"), method: .card, flag: flag, limit: 50)
                let found = try await database.read { try $0.sales(filter, after: nil, of: caller.store) }
                #expect(found.count == count, "\(flag)")
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a sale id is either sold or void, whichever comes first`(engine: TestEngine) async throws {
        try await open(engine) { database, caller in
            let sale = try Sale.sample(.sample(5000))
            try await insert(sale, into: database, by: caller)
            let (sales, store) = (Sales(database: database, peers: .none), caller.store)
            #expect(try await sales.question(sale.id, check: sale.checkId, store: store, at: .now))
            #expect(try await !sales.question(sale.id, check: .make(), store: store, at: .now), "it paid another check")
            let unknown = SaleID.make()
            #expect(try await !sales.question(unknown, check: .make(), store: store, at: .now))
            #expect(try await database.read { try $0.isVoid(unknown, of: store) })
            #expect(try await database.read { try !$0.isVoid(sale.id, of: store) })
        }
    }

    @Test func `a sale's document without its costs is what the API would write of it`() throws {
        for name in ["김치찌개", #"a "cost":5, trick"#, "cost", "\"cost\":1,", ""] {
            var sale = try Sale.sample(
                .sample(9000, name: name, options: [.sample(name, 500), .sample("b", 0)]), .sample(100, x: 2))
            sale.tableName = name
            let text = SaleView.withoutCosts(try JSON.text(sale))
            #expect(text == (try JSON.text(SaleView(sale))), "\(name)")
            #expect(!text.contains(#""cost":300"#) && !text.contains(#""cost":100"#))
        }
    }
}
