import Contracts
import Foundation
import TestSupport
import Testing

@testable import OrderService

/// Random sequences of split, put back, merge, move, undo and payment over two tables, the same in every run.
///
/// `SALESYNC_PROVE=100000` runs as many sequences (`make prove`).
@Suite struct RandomBillsTests {
    private struct Tables {
        var orders: [Order]
        /// What each check came to when it was paid.
        var paid: [CheckID: Money] = [:]

        var total: Money { orders.map(\.total).total() }
        var pieces: Int { orders.flatMap(\.lines).map(\.quantity).reduce(0, +) }
    }

    private static var sequences: Int {
        ProcessInfo.processInfo.environment["SALESYNC_PROVE"].flatMap { Int($0) } ?? 1500
    }

    @Test func `Any sequence of split, merge, move, undo and payment keeps the sums and sends no ticket`() throws {
        var numbers = SeededNumbers(seed: 2_026_1124)
        var acts: [String: Int] = [:]
        for index in 0..<Self.sequences {
            var tables = Tables(orders: try (0..<2).map { _ in try Self.order(&numbers) })
            let (won, pieces) = (tables.total, tables.pieces)
            for step in 0..<12 {
                let before = tables
                let act = Int.random(in: 0..<8, using: &numbers)
                do {
                    try Self.step(act, &tables, &numbers)
                    acts["\(act)", default: 0] += 1
                } catch is OrderRejection {
                    tables = before
                }
                let comment: Comment = "sequence \(index), step \(step), act \(act)"
                try #require(tables.total == won, comment)
                try #require(tables.pieces == pieces, comment)
                try Self.check(tables, comment)
                if act != 7 { try Self.checkNoTickets(before, tables, comment) }
            }
        }
        #expect(acts.count == 8, "every act succeeded at least once: \(acts)")
    }

    private static func order(_ numbers: inout SeededNumbers) throws -> Order {
        let lines = (0..<Int.random(in: 1...6, using: &numbers)).map { _ in
            Line.sample(
                Money(Int64.random(in: 0...20_000, using: &numbers)), x: Int.random(in: 1...5, using: &numbers),
                TaxClass.allCases.randomElement(using: &numbers) ?? .taxable, cost: 333)
        }
        var order = try Order.sample().taking(lines)
        if Bool.random(using: &numbers) { order = try order.sent() }
        let discounts: [OrderDiscount] = [
            .percent(Double(Int.random(in: 0...500, using: &numbers)) / 10),
            .amount(Double(Int.random(in: 0...9999, using: &numbers)), on: lines[0].id),
            .amount(Double(Int.random(in: 0...9999, using: &numbers))),
        ]
        return try order.discounted(discounts.filter { _ in Bool.random(using: &numbers) })
    }

    private static func step(_ act: Int, _ tables: inout Tables, _ numbers: inout SeededNumbers) throws {
        let place = Int.random(in: 0..<2, using: &numbers)
        let order = tables.orders[place]
        let check = (order.checks.randomElement(using: &numbers) ?? order.checks[0]).id
        switch act {
        case 0: tables.orders[place] = try order.split(.people(Int.random(in: 2...5, using: &numbers), of: check))
        case 1:
            let amounts = (0..<Int.random(in: 1...3, using: &numbers)).map { _ in
                Money(Int64.random(in: 1...15_000, using: &numbers))
            }
            tables.orders[place] = try order.split(.amounts(amounts, of: check))
        case 2:
            let shares = order.lines.filter { _ in Bool.random(using: &numbers) }.map { line in
                let den = Int64.random(in: 1...4, using: &numbers)
                return (line.id, Int64.random(in: 1...den, using: &numbers), den)
            }
            tables.orders[place] = try order.split(.items(shares, of: check))
        case 3: tables.orders[place] = try order.puttingBack(check)
        case 4:
            let (into, from) = try order.merged(tables.orders[1 - place])
            (tables.orders[place], tables.orders[1 - place]) = (into, from)
        case 5: tables.orders[place] = try order.moved(to: (.make(), "7"))
        case 6: try undo(place, &tables)
        default:
            tables.orders[place] = try order.paying(check)
            tables.paid[check] = order.checks.first { $0.id == check }?.total
        }
    }

    private static func undo(_ place: Int, _ tables: inout Tables) throws {
        let order = tables.orders[place]
        if let whole = try order.unsplit() {
            tables.orders[place] = whole
        } else if order.lastMerged == tables.orders[1 - place].id {
            let (into, from) = try order.unmerging(tables.orders[1 - place])
            (tables.orders[place], tables.orders[1 - place]) = (into, from)
        } else if let table = order.tableBeforeMove {
            tables.orders[place] = try order.unmoved(to: table)
        } else {
            throw OrderRejection.nothingToUndo
        }
    }

    private static func check(_ tables: Tables, _ comment: Comment) throws {
        for order in tables.orders {
            try #require(order.total == order.subtotal - order.discount, comment)
            try #require(order.sumOfChecks == order.total, comment)
            for line in order.lines {
                let parts = try line.holders.map { try #require(line.share(of: $0)) }
                let whole = try parts.map(\.part).reduce(try Fraction(0, over: 1)) { try $0.adding($1) }
                try #require(whole == .whole, comment)
                try #require(parts.map(\.amount).total() == line.amount, comment)
                try #require(parts.map(\.discount).total() == line.discount, comment)
                try #require(parts.compactMap(\.cost).total() == Money(333) * line.quantity, comment)
                try #require(
                    parts.allSatisfy { $0.amount >= .zero && $0.discount >= .zero && $0.net >= .zero }, comment)
                try #require(Set(line.holders).isSubset(of: order.checks.map(\.id)), comment)
            }
            for check in order.checks where check.status == .paid {
                try #require(check.total == tables.paid[check.id], comment)
                let index = try #require(order.checks.firstIndex { $0.id == check.id })
                try #require(order.snapshot(of: index).total == check.total, comment)
            }
        }
    }

    /// No line is new to the kitchen and none is taken from it, wherever it stands now.
    private static func checkNoTickets(_ before: Tables, _ after: Tables, _ comment: Comment) throws {
        let was = Dictionary(uniqueKeysWithValues: before.orders.flatMap(\.lines).map { ($0.id, $0.status) })
        let now = Dictionary(uniqueKeysWithValues: after.orders.flatMap(\.lines).map { ($0.id, $0.status) })
        try #require(was == now, comment)
        for (old, new) in zip(before.orders, after.orders) {
            try #require(new.struck(since: old).isEmpty, comment)
        }
    }
}
