import Contracts
import TestSupport
import Testing

@testable import OrderService

/// Five thousand orders, the same in every run, against sums computed another way.
@Suite struct RandomOrdersTests {
    @Test func `the sums of 5,000 random orders are exact`() throws {
        var numbers = SeededNumbers(seed: 20_250_304)
        for index in 0..<5000 {
            let order = try Self.order(&numbers)
            try Self.check(order, "order \(index)")
            try #require(order.discount == Self.expectedDiscount(of: order), "order \(index)")
        }
    }

    @Test func `the sums stay exact through 1,000 random lives of an order`() throws {
        var numbers = SeededNumbers(seed: 7)
        for index in 0..<1000 {
            var order = try Self.order(&numbers)
            for step in 0..<8 {
                let sold = order.lines.filter { line in
                    order.checks.contains { $0.id == line.checkId && $0.status == .paid }
                }
                order = try Self.step(order, &numbers)
                try Self.check(order, "order \(index), step \(step)")
                try #require(order.lines.filter { line in sold.contains { $0.id == line.id } } == sold)
            }
        }
    }

    private static func order(_ numbers: inout SeededNumbers) throws -> Order {
        let lines = (0..<Int.random(in: 1...9, using: &numbers)).map { _ in line(&numbers) }
        return try Order.sample().taking(lines).discounted(discounts(of: lines, &numbers))
    }

    private static func line(_ numbers: inout SeededNumbers) -> Line {
        let options = (0..<Int.random(in: 0...3, using: &numbers)).map { _ in
            Money(Int64.random(in: 0...3000, using: &numbers))
        }
        return .sample(
            Money(Int64.random(in: 0...40_000, using: &numbers)), x: Int.random(in: 1...12, using: &numbers),
            options: options, TaxClass.allCases.randomElement(using: &numbers) ?? .taxable)
    }

    /// Percentages have one decimal, as people type them.
    private static func discounts(of lines: [Line], _ numbers: inout SeededNumbers) -> [OrderDiscount] {
        (0..<Int.random(in: 0...4, using: &numbers)).map { _ in
            let line = Bool.random(using: &numbers) ? lines.randomElement(using: &numbers)?.id : nil
            if Bool.random(using: &numbers) {
                return .amount(Double(Int.random(in: 0...50_000, using: &numbers)), on: line)
            }
            return .percent(Double(Int.random(in: 0...1000, using: &numbers)) / 10, on: line)
        }
    }

    private static func step(_ order: Order, _ numbers: inout SeededNumbers) throws -> Order {
        let open = order.lines.filter { line in
            line.status.isLive && order.checks.contains { $0.id == line.checkId && $0.status == .open }
        }
        switch Int.random(in: 0..<5, using: &numbers) {
        case 0: return try order.taking([line(&numbers)])
        case 1 where order.status == .open:
            return try order.discounted(discounts(of: order.lines, &numbers))
        case 2: return order.status == .open ? try order.sending(nil) : order
        case 3:
            guard let line = open.randomElement(using: &numbers) else { return order }
            let quantity = Int.random(in: 1...line.quantity, using: &numbers)
            let void = line.status == .draft ? LineVoid.remove(quantity) : .loss(quantity)
            return try order.voiding(line.id, void, newId: .make())
        default: return open.isEmpty ? order : try order.paid()
        }
    }

    private static func check(_ order: Order, _ comment: Comment) throws {
        try #require(order.total == order.subtotal - order.discount, comment)
        try #require(order.total == order.sumOfChecks, comment)
        for line in order.lines {
            try #require(line.ownDiscount >= 0 && line.orderDiscount >= 0 && line.discount <= line.amount, comment)
            try #require(line.taxClass != .deposit || line.orderDiscount == 0, comment)
            try #require(line.amount == (line.status.isLive ? gross(line) : 0), comment)
        }
    }

    private static func gross(_ line: Line) -> Money {
        var sum = Money.zero
        for _ in 0..<line.quantity { sum += line.options.reduce(line.unitPrice) { $0 + $1.price } }
        return sum
    }

    /// The discount of an order that nobody has paid from, in whole thousandths and without our own rounding.
    private static func expectedDiscount(of order: Order) -> Money {
        var own: [LineID: Int64] = [:]
        for discount in order.discounts {
            guard let id = discount.lineId, let line = order.lines.first(where: { $0.id == id }) else { continue }
            let base = gross(line).minor
            own[id] = (own[id] ?? 0) + min(given(discount, on: base), base - (own[id] ?? 0))
        }
        let base = order.lines.filter { $0.taxClass != .deposit }.map { gross($0).minor - (own[$0.id] ?? 0) }.reduce(
            0, +)
        var whole: Int64 = 0
        for discount in order.discounts where discount.lineId == nil {
            whole += min(given(discount, on: base), base - whole)
        }
        return Money(whole + own.values.reduce(0, +))
    }

    private static func given(_ discount: OrderDiscount, on base: Int64) -> Int64 {
        guard discount.kind == .percent else { return Int64(discount.value) }
        let tenths = Int64((discount.value * 10).rounded())
        return (2 * base * tenths + 1000) / 2000
    }
}
