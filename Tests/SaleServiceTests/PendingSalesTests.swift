import Contracts
import HTTPTypes
import Logging
import Platform
import TestSupport
import Testing

@testable import OrderService
@testable import SaleService

/// Payments at a card terminal: stored before it is touched, asked again when it is silent, never guessed.
@Suite struct PendingSalesTests {
    private struct Pending: Decodable {
        struct Tender: Decodable {
            let id: TenderID
            let state: String?
        }

        let id: SaleID
        let status: String
        let approved: Int64?
        let tenders: [Tender]?
        let receiptNumber: String?
    }

    private let tender = TenderID.make()
    private let sale = SaleID.make()

    /// A kiosk's own order and its payment under way.
    private func opened(_ shop: Shop, as kiosk: String) async throws -> (OrderReply, TestReply) {
        let line = #"{"itemId": "\#(shop.stew)", "quantity": 1}"#
        let order: OrderReply = try await shop.post(
            "orders", #"{"channel": "kiosk", "lines": [\#(line)]}"#, as: kiosk
        ).decode()
        return (order, try await open(order, in: shop, as: kiosk))
    }

    private func open(_ order: OrderReply, in shop: Shop, as caller: String) async throws -> TestReply {
        let body = """
            {"id": "\(sale)", "orderId": "\(order.id)", "pending": true,
            "tenders": [{"id": "\(tender)", "method": "card", "amount": 11000}]}
            """
        return try await shop.post("sales", body, as: caller)
    }

    private func answer(
        _ outcome: String, _ shop: Shop, as caller: String, tender: TenderID? = nil
    ) async throws -> TestReply {
        let approval = #", "approval": {"number": "30012345", "issuer": "국민", "maskedNumber": "9410-****-****-1234"}"#
        return try await shop.post(
            "sales/\(sale)/tenders/\(tender ?? self.tender)/result",
            #"{"outcome": "\#(outcome)"\#(outcome == "approved" ? approval : "")}"#, as: caller)
    }

    private func kiosk(_ shop: Shop) -> String { TestCaller.token(shop.store, .kiosk, terminal: .make()) }

    @Test(arguments: TestEngine.available)
    func `a kiosk's payment is stored first, and the terminal's yes makes it a sale once`(
        engine: TestEngine
    ) async throws {
        try await Shop.open(engine) { shop in
            let kiosk = kiosk(shop)
            let (order, reply) = try await opened(shop, as: kiosk)
            #expect(reply.status == 201)
            #expect((try reply.decode() as Pending).status == "pending")
            #expect(try await shop.checks(of: order.id) == ["claimed"])
            #expect(try await shop.booked().isEmpty)
            for _ in 0..<2 {
                let sold = try await answer("approved", shop, as: kiosk)
                #expect(sold.status == 200)
                #expect((try sold.decode() as Pending).status == "paid")
                #expect((try sold.decode() as Pending).receiptNumber != nil)
            }
            #expect(try await shop.booked().map(\.id) == [sale])
            try await shop.hearSales()
            #expect(try await shop.status(of: order.id) == "paid")
            #expect(try await shop.send(.get, "sales/\(sale)/receipt", as: kiosk).status == 200)
            #expect(try await shop.send(.get, "sales", as: kiosk).status == 403)
        }
    }

    @Test(arguments: TestEngine.available)
    func `A tender without an answer is asked again, never guessed`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let kiosk = kiosk(shop)
            let (order, _) = try await opened(shop, as: kiosk)
            #expect((try await answer("unknown", shop, as: kiosk).decode() as Pending).status == "pending")
            let again = #"{"method": "card", "amount": 11000}"#
            #expect(try await shop.post("sales/\(sale)/tenders", again, as: kiosk).code == "tender-undecided")
            #expect(try await shop.send(.delete, "sales/\(sale)", as: kiosk).code == "tender-undecided")
            let hours = Timestamp.now.advanced(seconds: 7200)
            try await shop.claims.question(at: hours, logger: Logger(label: "test"))
            #expect(try await shop.checks(of: order.id) == ["claimed"], "money may be under way, so nothing is freed")
            let waiting: Page<PendingSales.View> = try await shop.get("sales/pending").decode()
            #expect(waiting.data.map(\.id) == [sale])
            #expect((try await answer("approved", shop, as: shop.owner).decode() as Pending).status == "paid")
            #expect(try await shop.booked().count == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `A terminal's answer changes only by a reversal, while the payment is not complete`(engine: TestEngine)
        async throws
    {
        try await Shop.open(engine) { shop in
            let kiosk = kiosk(shop)
            _ = try await opened(shop, as: kiosk)
            #expect(try await answer("declined", shop, as: kiosk).status == 200)
            #expect(try await answer("approved", shop, as: kiosk).code == "tender-decided")
            let second = TenderID.make()
            let again = #"{"id": "\#(second)", "method": "card", "amount": 11000}"#
            #expect(try await shop.post("sales/\(sale)/tenders", again, as: kiosk).status == 201)
            #expect(
                (try await answer("approved", shop, as: kiosk, tender: second).decode() as Pending).status == "paid")
            #expect(try await answer("declined", shop, as: kiosk, tender: second).code == "tender-decided")
            #expect(try await shop.booked().count == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `what was taken in part is reversed before the payment is given up`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order()
            let body = """
                {"id": "\(sale)", "orderId": "\(order.id)", "pending": true,
                "tenders": [{"id": "\(tender)", "method": "card", "amount": 6000}]}
                """
            #expect(try await shop.post("sales", body).status == 201)
            #expect(
                try await answer("reversed", shop, as: shop.owner).code == "tender-decided", "nothing was taken yet")
            #expect((try await answer("approved", shop, as: shop.owner).decode() as Pending).approved == 6000)
            #expect(try await shop.send(.delete, "sales/\(sale)").code == "tender-undecided", "money was taken")
            #expect(try await answer("reversed", shop, as: kiosk(shop)).status == 403)
            let reversed: Pending = try await answer("reversed", shop, as: shop.owner).decode()
            #expect(reversed.approved == 0 && reversed.tenders?.map(\.state) == ["reversed"])
            #expect(try await answer("approved", shop, as: shop.owner).code == "tender-decided")
            #expect(try await shop.send(.delete, "sales/\(sale)").status == 204)
            #expect(try await shop.checks(of: order.id) == ["open"])
            let types = try await shop.recorded().map(\.type)
            #expect(types.filter { $0 == "payment.moved" }.count == 3, "each step is in the journal")
        }
    }

    @Test(arguments: TestEngine.available)
    func `Only a payment under way takes tenders or is given up`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let kiosk = kiosk(shop)
            let (order, _) = try await opened(shop, as: kiosk)
            _ = try await answer("declined", shop, as: kiosk)
            for _ in 0..<2 { #expect(try await shop.send(.delete, "sales/\(sale)", as: kiosk).status == 204) }
            #expect(try await shop.checks(of: order.id) == ["open"])
            let again = #"{"method": "card", "amount": 11000}"#
            #expect(try await shop.post("sales/\(sale)/tenders", again, as: kiosk).code == "sale-not-pending")
            #expect(try await shop.post("sales", shop.cash(order.id)).status == 201, "staff can take cash now")
            let other = try await shop.order()
            #expect(try await shop.post("sales", shop.cash(other.id, id: sale)).code == "sale-void", "for good")
        }
    }

    @Test(arguments: TestEngine.available)
    func `a payment that nobody goes on with frees its check after two minutes`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let kiosk = kiosk(shop)
            let (order, _) = try await opened(shop, as: kiosk)
            _ = try await answer("declined", shop, as: kiosk)
            let check = order.checks[0].id
            let asked = { (seconds: Int64) in
                try await shop.selling.question(
                    sale, check: check, store: shop.store, at: .now.advanced(seconds: seconds))
            }
            #expect(try await asked(60))
            #expect(try await !asked(150))
            try await shop.claims.question(at: .now.advanced(seconds: 150), logger: Logger(label: "test"))
            #expect(try await shop.checks(of: order.id) == ["open"])
            let again = #"{"method": "card", "amount": 11000}"#
            #expect(try await shop.post("sales/\(sale)/tenders", again, as: kiosk).code == "sale-not-pending")
        }
    }

    @Test(arguments: TestEngine.available)
    func `no other sale is booked under the id of a payment under way, and no tender twice`(
        engine: TestEngine
    ) async throws {
        try await Shop.open(engine) { shop in
            let kiosk = kiosk(shop)
            let (order, _) = try await opened(shop, as: kiosk)
            let cash = try await shop.post("sales", shop.cash(order.id, id: sale))
            #expect(cash.status == 409 && cash.code == "id-reused")
            #expect(try await shop.booked().isEmpty)
            _ = try await answer("declined", shop, as: kiosk)
            let same = #"{"id": "\#(tender)", "method": "card", "amount": 11000}"#
            #expect(try await shop.post("sales/\(sale)/tenders", same, as: kiosk).status != 201)
            #expect(try await shop.send(.get, "sales/\(sale)", as: kiosk).status == 200)
        }
    }

    @Test(arguments: TestEngine.available)
    func `what a card paid in part, staff take in cash`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let order = try await shop.order()
            let body = """
                {"id": "\(sale)", "orderId": "\(order.id)", "pending": true,
                "tenders": [{"id": "\(tender)", "method": "card", "amount": 4000}]}
                """
            #expect(try await shop.post("sales", body, as: shop.cashier).status == 201)
            #expect((try await answer("approved", shop, as: shop.cashier).decode() as Pending).status == "pending")
            let cash = try await shop.post(
                "sales/\(sale)/tenders", #"{"method": "cash", "amount": 7000}"#, as: shop.cashier)
            #expect(cash.status == 201)
            #expect((try cash.decode() as Pending).status == "paid")
            #expect(try await shop.booked().map(\.id) == [sale])
        }
    }

    @Test(arguments: TestEngine.available)
    func `a kiosk asks its card terminal for all that is missing`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let kiosk = kiosk(shop)
            let line = #"{"itemId": "\#(shop.stew)", "quantity": 1}"#
            let order: OrderReply = try await shop.post(
                "orders", #"{"channel": "kiosk", "lines": [\#(line)]}"#, as: kiosk
            ).decode()
            for tender in [#"{"method": "card", "amount": 4000}"#, #"{"method": "cash", "amount": 11000}"#] {
                let body = #"{"orderId": "\#(order.id)", "pending": true, "tenders": [\#(tender)]}"#
                #expect(try await shop.post("sales", body, as: kiosk).code == "tender-invalid")
            }
            #expect(try await shop.checks(of: order.id) == ["open"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `A tender that is not in the payment is absent`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let kiosk = kiosk(shop)
            _ = try await opened(shop, as: kiosk)
            let reply = try await answer("approved", shop, as: kiosk, tender: .make())
            #expect(reply.status == 404 && reply.code == "tender-unknown")
        }
    }

    @Test(arguments: TestEngine.available)
    func `others' orders and payments do not exist for a kiosk or a guest`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let kiosk = kiosk(shop)
            let (order, _) = try await opened(shop, as: kiosk)
            let guest = TestCaller.sign(
                AccessClaims(
                    sub: SessionID.make().text, store: shop.store, role: .guest, rights: Role.guest.rights,
                    terminal: nil, sid: nil, table: .make(), at: .now))
            let other = TestCaller.sign(
                AccessClaims(
                    sub: TerminalID.make().text, store: shop.store, role: .kiosk, rights: Role.kiosk.rights,
                    terminal: .make(), sid: nil, at: .now))
            #expect(try await shop.send(.get, "orders/\(order.id)", as: kiosk).status == 200)
            for stranger in [guest, other] {
                #expect(try await shop.send(.get, "orders/\(order.id)", as: stranger).status == 404)
                #expect(
                    try await shop.post(
                        "orders/\(order.id)/lines", #"{"lines": [{"itemId": "\#(shop.stew)", "quantity": 1}]}"#,
                        as: stranger
                    ).status == 404)
            }
            #expect(try await answer("approved", shop, as: other).status == 404)
            #expect(try await answer("approved", shop, as: guest).status == 403)
            let theirs = try await shop.order()
            let pay = #"{"orderId": "\#(theirs.id)", "pending": true, "tenders": []}"#
            #expect(try await shop.post("sales", pay, as: other).status == 404)
            #expect(try await shop.post("sales", shop.cash(theirs.id), as: other).status == 403)
            #expect(try await shop.send(.get, "orders", as: other).status == 403)
        }
    }
}
