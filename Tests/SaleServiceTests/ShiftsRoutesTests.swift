import Contracts
import HTTPTypes
import Platform
import TestSupport
import Testing

@testable import SaleService

@Suite struct ShiftsRoutesTests {
    /// A shift of the shop's till with 50,000 won in the drawer.
    private func open(_ shop: Shop) async throws -> ShiftView {
        try await shop.post("shifts", #"{"terminalId": "\#(shop.till)", "openingFloat": 50000}"#).decode()
    }

    @discardableResult private func sell(
        _ shop: Shop, _ tenders: String? = nil, _ more: String = ""
    ) async throws -> SaleReply {
        let order = try await shop.order()
        let paid = tenders ?? #"{"method": "cash", "amount": 11000}"#
        let reply = try await shop.post(
            "sales", #"{"orderId": "\#(order.id)", "terminalId": "\#(shop.till)", "tenders": [\#(paid)]\#(more)}"#)
        try await shop.hearSales()
        return try reply.decode()
    }

    @Test(arguments: TestEngine.available)
    func `a drawer's cash is its float, cash sales and movements less cash refunds`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let shift = try await open(shop)
            let sale = try await sell(shop)
            try await sell(shop, #"{"method": "card", "amount": 11000, "approval": {"number": "30012345"}}"#)
            try await sell(
                shop, #"{"method": "cash", "amount": 5000, "received": 50000}, {"method": "voucher", "amount": 6000}"#)
            let path = "shifts/\(shift.id)"
            _ = try await shop.post("\(path)/movements", #"{"kind": "in", "amount": 3000, "reason": "잔돈"}"#)
            _ = try await shop.post("\(path)/movements", #"{"kind": "out", "amount": 1200, "reason": "우유"}"#)
            _ = try await shop.post("sales/\(sale.id)/refunds", #"{"amount": 4000, "reason": "사과"}"#)
            let x = try await shop.get("\(path)/report").decode(ShiftReportView.self).report
            #expect(x.kind == .x && x.number == nil && x.hash == nil)
            #expect([x.cashSales, x.cashRefunds, x.in, x.out] == [16_000, 4000, 3000, 1200])
            #expect(x.expected == 63_800, "50,000 + 16,000 - 4,000 + 3,000 - 1,200")
            let totals = x.totals
            #expect([totals.gross, totals.refunds, totals.sales, totals.tax] == [33_000, 4000, 29_000, 2636])
            #expect(x.tenders.map(\.method) == [.cash, .card, .voucher])
            #expect(x.tenders.map(\.net).total() == totals.sales + totals.deposit + totals.rounding)
            let notes =
                #"{"denominations": [{"value": 50000, "count": 1}, {"value": 1000, "count": 13}, {"value": 100, "count": 7}]}"#
            let z = try await shop.post("\(path)/close", notes).decode(ShiftReportView.self).report
            #expect(z.kind == .z && z.number == 1)
            #expect([z.counted, z.difference] == [63_700, -100])
            let hash = try z.hash(after: nil)
            #expect(z.hash == hash)
            #expect(try await shop.get("\(path)/report").decode(ShiftReportView.self).report == z, "as it was written")
            #expect(try await shop.get("shifts/current?terminalId=\(shop.till)").status == 404)
            let next = try await open(shop)
            let second = try await shop.post("shifts/\(next.id)/close", #"{"counted": 50000}"#)
                .decode(ShiftReportView.self).report
            #expect(second.number == 2 && second.difference == 0)
            let chained = try second.hash(after: z.hash)
            #expect(second.hash == chained, "each Z is chained to the one before")
        }
    }

    @Test(arguments: TestEngine.available)
    func `A drawer has one open shift at a time`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let body = #"{"terminalId": "\#(shop.till)", "openingFloat": 0}"#
            let answers = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<8 { group.addTask { try await shop.post("shifts", body).status } }
                return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
            }
            #expect(answers == [201: 1, 409: 7])
            #expect(try await shop.post("shifts", body).code == "shift-open")
            let foreign = #"{"terminalId": "\#(TerminalID.make())", "openingFloat": 0}"#
            #expect(try await shop.post("shifts", foreign).code == "terminal-unknown")
            #expect(try await shop.post("shifts", body, as: TestCaller.server(shop.store)).status == 403)
            #expect(try await shop.post("shifts", body, as: TestCaller.owner(.make())).code == "terminal-unknown")
        }
    }

    @Test(arguments: TestEngine.available)
    func `A drawer is opened with nothing or more in it`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            for float in [Int64(-1), 10_000_000_001] {
                let body = #"{"terminalId": "\#(shop.till)", "openingFloat": \#(float)}"#
                let refused = try await shop.post("shifts", body)
                #expect(refused.code == "float-invalid")
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `Money moved into or out of a drawer is a positive amount, a thousand times a shift at most`(
        engine: TestEngine
    ) async throws {
        try await Shop.open(engine) { shop in
            let shift = try await open(shop)
            for amount in [Int64(0), -5, 10_000_000_001] {
                let body = #"{"kind": "in", "amount": \#(amount), "reason": "잔돈"}"#
                let refused = try await shop.post("shifts/\(shift.id)/movements", body)
                #expect(refused.code == "movement-invalid")
            }
            let nothing = #"{"kind": "in", "amount": 1, "reason": " "}"#
            #expect(try await shop.post("shifts/\(shift.id)/movements", nothing).code == "reason-invalid")
            var full = try Shift.open(
                .make(), terminal: shop.till, on: .stored("2025-03-04"), float: 0, by: "x", name: nil, at: .now)
            let movement = Shift.Movement(
                id: .make(), kind: .in, amount: 1, reason: "잔돈", at: .now, by: "x", byName: nil)
            for _ in 0..<1000 { full = try full.moving(movement) }
            #expect(throws: SaleRejection.movementInvalid) { try full.moving(movement) }
        }
    }

    @Test func `A drawer's money is counted once: as a sum, or by its notes and coins`() throws {
        func note(_ value: Money, _ count: Int) -> CashCount.Denomination { .init(value: value, count: count) }
        #expect(try CashCount(counted: 0).sum() == 0)
        #expect(try CashCount(denominations: [note(50_000, 2), note(100, 3)]).sum() == 100_300)
        for count in [
            CashCount(), CashCount(counted: 1, denominations: []), CashCount(counted: -1),
            CashCount(denominations: [note(100, 1), note(100, 2)]), CashCount(denominations: [note(100, -1)]),
            CashCount(denominations: [note(0, 1)]), CashCount(denominations: [note(1_000_000_000, 100_000)]),
        ] {
            #expect(throws: SaleRejection.countInvalid) { try count.sum() }
        }
    }

    @Test(arguments: TestEngine.available)
    func `A closed shift stays as it is`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let shift = try await open(shop)
            let path = "shifts/\(shift.id)"
            #expect(try await shop.post("\(path)/close", #"{"counted": 50000}"#).status == 200)
            #expect(try await shop.post("\(path)/close", #"{"counted": 1}"#).code == "shift-closed")
            let movement = #"{"kind": "out", "amount": 1, "reason": "몰래"}"#
            #expect(try await shop.post("\(path)/movements", movement).code == "shift-closed")
            #expect(try await shop.post("shifts/\(ShiftID.make())/close", #"{"counted": 1}"#).status == 404)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a cashier counts blind and sees what was expected only in the Z`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let shift = try await open(shop)
            let hidden = try await shop.send(.get, "shifts/\(shift.id)/report", as: shop.cashier)
            #expect(hidden.code == "right-missing")
            let current = try await shop.send(.get, "shifts/current?terminalId=\(shop.till)", as: shop.cashier)
            #expect(current.status == 200 && !current.text.contains("expected"))
            let z = try await shop.post("shifts/\(shift.id)/close", #"{"counted": 49000}"#, as: shop.cashier)
            #expect(try z.decode(ShiftReportView.self).report.difference == -1000)
            #expect(try await shop.send(.get, "shifts/\(shift.id)/report", as: shop.cashier).status == 200)
        }
    }

    @Test(arguments: TestEngine.available)
    func `an open order is carried over or voided when the shift ends`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let shift = try await open(shop)
            let (kept, gone) = (try await shop.order(), try await shop.order(x: 2, "takeout", #", "send": true"#))
            let body = #"{"counted": 50000, "open": [{"orderId": "\#(gone.id)", "do": "void", "reason": "마감"}]}"#
            let denied = try await shop.post("shifts/\(shift.id)/close", body, as: shop.cashier)
            #expect(denied.code == "right-missing")
            #expect(try await shop.status(of: gone.id) == "open")
            let nameless = #"{"orderId": "\#(kept.id)", "do": "void"}"#
            let careless = try await shop.post(
                "shifts/\(shift.id)/close", body.replacing("}]}", with: "}, \(nameless)]}"))
            #expect(careless.code == "reason-invalid")
            #expect(try await shop.status(of: gone.id) == "open", "nothing is voided by a close that is refused")
            let z = try await shop.post("shifts/\(shift.id)/close", body).decode(ShiftReportView.self).report
            #expect(z.open?.map(\.orderId) == [kept.id, gone.id])
            #expect(z.open?.map(\.do) == [.carry, .void])
            #expect(try await shop.status(of: gone.id) == "cancelled")
            #expect(try await shop.status(of: kept.id) == "open")
        }
    }

    @Test(arguments: TestEngine.available)
    func `A shift with a payment under way at a card terminal is not closed`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let shift = try await open(shop)
            let order = try await shop.order()
            let card = #"{"method": "card", "amount": 11000}"#
            let pending = try await shop.post(
                "sales",
                #"{"orderId": "\#(order.id)", "terminalId": "\#(shop.till)", "pending": true, "tenders": [\#(card)]}"#)
            #expect(pending.status == 201)
            let close = try await shop.post("shifts/\(shift.id)/close", #"{"counted": 50000}"#)
            #expect(close.status == 409 && close.code == "payments-pending")
        }
    }

    @Test(arguments: TestEngine.available)
    func `a right that was lent and has served voids nothing at a close`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let shift = try await open(shop)
            let order = try await shop.order(x: 1, "takeout", #", "send": true"#)
            let approval = Approval(id: "spent", by: .make(), right: .cancelOrder)
            var caller = shop.caller(.cashier)
            caller.approval = approval
            let form = try JSON.decode(
                Shifts.CloseForm.self,
                from: #"{"counted": 50000, "open": [{"orderId": "\#(order.id)", "do": "void", "reason": "마감"}]}"#)
            try await shop.sales.transaction(by: caller) { tx in
                try tx.record(DrawerMoved(shiftId: shift.id, kind: "in", amount: 1, reason: "다른 일"))
            }
            let shifts = Shifts(database: shop.sales, peers: shop.selling.peers)
            let lent = caller
            await #expect(throws: AccessRejection.approvalSpent) {
                try await shifts.close(form, of: shift.id, stamp: nil, by: lent, at: .now)
            }
            #expect(try await shop.status(of: order.id) == "open")
            caller.approval = Approval(id: "fresh", by: approval.by, right: .cancelOrder)
            _ = try await shifts.close(form, of: shift.id, stamp: nil, by: caller, at: .now)
            #expect(try await shop.status(of: order.id) == "cancelled")
            let store = shop.store
            let events = try await shop.orders.read {
                try Journal.events(of: .order, store: store, after: 0, limit: 100, in: $0)
            }
            #expect(events.last?.approver == approval.by.text && events.last?.actor == caller.actor, "both persons")
        }
    }

    @Test(arguments: TestEngine.available)
    func `Staff at a till use its own drawer, unless they may see the figures`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let shift = try await open(shop)
            let stranger = TestCaller.token(shop.store, .cashier, terminal: .make())
            let movement = #"{"kind": "out", "amount": 40000, "reason": "몰래"}"#
            let order = try await shop.order()
            let sale = shop.cash(order.id, 11_000, #", "terminalId": "\#(shop.till)""#)
            for (path, body) in [
                ("shifts/\(shift.id)/movements", movement), ("shifts/\(shift.id)/close", #"{"counted": 1}"#),
                ("sales", sale), ("shifts", #"{"terminalId": "\#(shop.till)", "openingFloat": 0}"#),
            ] {
                let refused = try await shop.post(path, body, as: stranger)
                #expect(refused.status == 403 && refused.code == "drawer-foreign", "\(path)")
            }
            #expect(try await shop.checks(of: order.id) == ["open"])
            let own = TestCaller.token(shop.store, .cashier, terminal: shop.till)
            #expect(try await shop.post("sales", sale, as: own).status == 201)
            let manager = TestCaller.token(shop.store, .manager, terminal: .make())
            #expect(try await shop.post("shifts/\(shift.id)/movements", movement, as: manager).status == 201)
        }
    }
}
