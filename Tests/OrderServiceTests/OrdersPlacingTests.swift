import Contracts
import Platform
import TestSupport
import Testing

@testable import OrderService

@Suite struct OrdersPlacingTests {
    private func place(_ form: String, in shop: Shop, by caller: Caller? = nil) async throws -> OrderReply {
        let form = try JSON.decode(Orders.Form.self, from: form)
        let answer = try await Orders(database: shop.database)
            .place(form, stamp: nil, by: caller ?? shop.caller(), at: .now)
        return try JSON.decode(OrderReply.self, from: answer.body)
    }

    @Test(arguments: TestEngine.available)
    func `An order needs lines, unless it is a table's`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            for channel in ["takeout", "delivery", "kiosk", "qr"] {
                await #expect(throws: OrderRejection.linesRequired) {
                    try await place(#"{"channel": "\#(channel)", "lines": []}"#, in: shop)
                }
            }
            let seated = try await place(#"{"channel": "table"}"#, in: shop)
            #expect(seated.total == 0)
            #expect(try await shop.post("orders/\(seated.id)/lines", #"{"lines": []}"#).code == "lines-required")
        }
    }

    @Test(arguments: TestEngine.available)
    func `Guests number between 0 and 999`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            for guests in [-1, 1000] {
                await #expect(throws: OrderRejection.guestsInvalid) {
                    try await place(#"{"channel": "table", "guests": \#(guests)}"#, in: shop)
                }
            }
            for guests in [0, 999] {
                let order = try await place(#"{"channel": "table", "guests": \#(guests)}"#, in: shop)
                #expect(order.status == "open")
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `Nothing can be said to have happened in the future`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let later = Timestamp.now.advanced(seconds: 300)
            await #expect(throws: OrderRejection.timeInFuture) {
                try await place(#"{"channel": "table", "placedAt": "\#(later)"}"#, in: shop)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `Nothing can be said to have happened before the year 2000`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            await #expect(throws: OrderRejection.timeTooOld) {
                try await place(#"{"channel": "table", "placedAt": "1999-12-31T23:59:59.999Z"}"#, in: shop)
            }
            let first = try await place(#"{"channel": "table", "placedAt": "2000-01-01T00:00:00Z"}"#, in: shop)
            #expect(first.businessDate == "2000-01-01")
        }
    }

    @Test(arguments: TestEngine.available)
    func `when an order was placed is said by staff at a till, or by who may say so anywhere`(
        engine: TestEngine
    ) async throws {
        try await Shop.open(engine) { shop in
            let past = #"{"channel": "table", "placedAt": "2025-03-04T03:00:00Z"}"#
            for caller in [shop.caller(.cashier), shop.caller(.kiosk, terminal: shop.till)] {
                await #expect(throws: AccessRejection.self) { try await place(past, in: shop, by: caller) }
            }
            for caller in [shop.caller(), shop.caller(.cashier, terminal: shop.till)] {
                let order = try await place(past, in: shop, by: caller)
                #expect(order.businessDate == "2025-03-04")
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `an order belongs to the business day of its moment, which begins at the store's hour`(
        engine: TestEngine
    ) async throws {
        try await Shop.open(engine) { shop in
            for (moment, date) in [("19:59:59", "2025-03-03"), ("20:00:00", "2025-03-04")] {
                let order = try await place(
                    #"{"channel": "table", "placedAt": "2025-03-03T\#(moment)Z"}"#, in: shop)
                #expect(order.businessDate == date)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `A table that is not on the floor cannot be used`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let table = #"{"channel": "table", "tableId": "\#(shop.tables[0])"}"#
            await #expect(throws: OrderRejection.tableUnknown) { try await place(table, in: shop) }
            try await shop.drawFloor()
            let order = try await place(table, in: shop)
            #expect(order.tableId == shop.tables[0])
            let acts = OrderActs(database: shop.database)
            let target = OrderActs.Target(id: order.id, version: order.version)
            await #expect(throws: OrderRejection.tableUnknown) {
                try await acts.move(target, to: .make(), stamp: nil, by: shop.caller(), at: .now)
            }
            let moved = try await acts.move(target, to: shop.tables[1], stamp: nil, by: shop.caller(), at: .now)
            #expect(try JSON.decode(OrderReply.self, from: moved.body).tableId == shop.tables[1])
        }
    }

    @Test(arguments: TestEngine.available)
    func `An order number is given once a day`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let till = shop.caller(.cashier, terminal: shop.till)
            let printed = #"{"channel": "table", "number": "A-017"}"#
            let first = try await place(printed, in: shop, by: till)
            #expect(first.number == "A-017")
            await #expect(throws: OrderRejection.numberTaken) { try await place(printed, in: shop, by: till) }
            await #expect(throws: OrderRejection.textInvalid(pointer: "/number")) {
                try await place(#"{"channel": "table", "number": " "}"#, in: shop, by: till)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `A printed order number carries the terminal's own letter`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let till = shop.caller(.cashier, terminal: shop.till)
            for number in ["B-017", "A017", "A-", "A-1x", "<b>S-1"] {
                await #expect(throws: OrderRejection.numberForeign, "\(number)") {
                    try await place(#"{"channel": "table", "number": "\#(number)"}"#, in: shop, by: till)
                }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a number that a till printed by itself is not given out a second time`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let till = shop.caller(.cashier, terminal: shop.till)
            #expect(
                try await place(#"{"channel": "table", "number": "A-001"}"#, in: shop, by: till).number == "A-001")
            let next = try await place(#"{"channel": "table"}"#, in: shop, by: till)
            #expect(next.number != "A-001")
        }
    }

    @Test(arguments: TestEngine.available)
    func `numbers count by letter and day, without gap or double, under parallel placing`(
        engine: TestEngine
    ) async throws {
        try await Shop.open(engine) { shop in
            let till = TestCaller.token(shop.store, .cashier, terminal: shop.till)
            let yesterday = #"{"channel": "table", "placedAt": "2025-03-03T03:00:00Z"}"#
            let numbers = try await withThrowingTaskGroup(of: OrderReply.self) { group in
                for _ in 0..<20 {
                    group.addTask { try await shop.post("orders", #"{"channel": "table"}"#, as: till).decode() }
                    group.addTask { try await shop.post("orders", #"{"channel": "table"}"#).decode() }
                    group.addTask { try await shop.post("orders", yesterday).decode() }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let old = numbers.filter { $0.businessDate == "2025-03-03" }.map(\.number).sorted()
            let new = numbers.filter { $0.businessDate != "2025-03-03" }.map(\.number).sorted()
            let counted = (1...20).map { "-" + Digits.padded($0, 3) }
            #expect(old == counted.map { "S" + $0 })
            #expect(new == counted.map { "A" + $0 } + counted.map { "S" + $0 })
        }
    }

    @Test(arguments: TestEngine.available)
    func `an order of a QR guest is numbered by its own letter`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let (guest, counter) = (try await shop.order("qr"), try await shop.order("takeout"))
            #expect(guest.number == "Q-001")
            #expect(counter.number == "S-001")
        }
    }
}
