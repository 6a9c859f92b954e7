import Contracts
import Testing

@testable import OrderService

extension Timestamp {
    /// 2025-03-04 12:00 in Seoul.
    static let noon = Timestamp(milliseconds: 1_741_057_200_000)
}

extension Order {
    /// An open order without lines, with its first check.
    static func sample(_ channel: Channel = .table) -> Order {
        var order = Order(
            id: .make(), number: "A-001", businessDate: .stored("2025-03-04"), channel: channel, placedAt: .noon,
            placedBy: "test", status: .open, guests: 2, checks: [], discounts: [], subtotal: .zero, discount: .zero,
            total: .zero, version: 0)
        _ = order.checkForNewLines(newId: .make())
        return order
    }

    /// An order of the lines given.
    static func of(_ lines: Line..., channel: Channel = .table) throws -> Order {
        try sample(channel).taking(lines)
    }

    /// The order with lines on the check that takes new ones, as the use case adds them.
    func taking(_ added: [Line]) throws -> Order {
        var order = self
        let check = order.checkForNewLines(newId: .make())
        return try order.adding(
            added.enumerated().map { index, line in
                var line = line
                line.checkId = check
                line.position = lines.count + index
                return line
            })
    }

    func claimed(by sale: SaleID = .make(), version: Int64? = nil) throws -> Order {
        try claiming(try checkToPay(nil, by: sale), for: sale, version: version, at: .noon)
    }

    /// The order with its open check paid.
    func paid() throws -> Order {
        let sale = SaleID.make()
        let index = try checkToPay(nil, by: sale)
        return try #require(
            try claiming(index, for: sale, version: nil, at: .noon).paying(checks[index].id, by: sale))
    }

    /// The order with all lines in the kitchen.
    func sent() throws -> Order { try sending(nil) }

    func line(_ id: LineID) throws -> Line { try #require(lines.first { $0.id == id }) }

    var sumOfChecks: Money { checks.map(\.total).total() }
}

extension Line {
    static func sample(
        _ price: Money, x quantity: Int = 1, options: [Money] = [], _ taxClass: TaxClass = .taxable,
        cost: Money? = nil, id: LineID = .make()
    ) -> Line {
        Line(
            id: id, itemId: .make(), name: "김치찌개", category: "식사", unitPrice: price,
            options: options.map { ChosenOption(id: .make(), name: "사리", price: $0, cost: nil) }, quantity: quantity,
            taxClass: taxClass, unitCost: cost, status: .draft, station: nil, checkId: .make(), position: 0,
            amount: .zero, ownDiscount: .zero, orderDiscounts: [:], version: 1)
    }
}

extension OrderDiscount {
    static func amount(_ value: Double, on line: LineID? = nil, reason: String = "단골") -> OrderDiscount {
        OrderDiscount(id: .make(), kind: .amount, value: value, lineId: line, reason: reason, by: nil)
    }

    static func percent(_ value: Double, on line: LineID? = nil, reason: String = "단골") -> OrderDiscount {
        OrderDiscount(id: .make(), kind: .percent, value: value, lineId: line, reason: reason, by: nil)
    }
}

extension LineVoid {
    static func remove(_ quantity: Int? = nil, reason: String = "변심", version: Int64? = nil) -> LineVoid {
        LineVoid(action: .remove, quantity: quantity, reason: reason, version: version)
    }

    static func cancel(_ quantity: Int? = nil, reason: String = "변심", version: Int64? = nil) -> LineVoid {
        LineVoid(action: .cancel, quantity: quantity, reason: reason, version: version)
    }

    static func loss(_ quantity: Int? = nil, reason: String = "쏟음", version: Int64? = nil) -> LineVoid {
        LineVoid(action: .loss, quantity: quantity, reason: reason, version: version)
    }
}

extension LineChange {
    static func quantity(_ quantity: Int?, note: String? = nil, version: Int64? = nil) -> LineChange {
        LineChange(quantity: quantity, options: nil, note: note, course: nil, version: version)
    }
}
