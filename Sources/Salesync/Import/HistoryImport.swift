import Contracts
import Foundation
import HTTPTypes
import Platform

/// Sells another till's past orders through the API, each exactly once: ids derive from the file's order_id, so that
/// an import that was cut off goes on where it stopped.
struct HistoryImport: Sendable {
    /// What came of it.
    struct Report: Sendable {
        var sold = 0
        var alreadyThere = 0
        var refusals: [WideOrderTable.Refusal]
    }

    let client: Client
    let table: WideOrderTable
    let prices: PriceSheet
    let store: StoreProfile

    private static let category = "Imported"
    private static let fee = "delivery fee"
    private static let difference = "difference"

    func run(progress: @Sendable (Int, Int) -> Void) async throws -> Report {
        var report = Report(refusals: table.refusals)
        try await prepareMenu()
        for (index, row) in table.rows.enumerated() {
            do {
                if try await sell(row) { report.sold += 1 } else { report.alreadyThere += 1 }
            } catch let error as RowError {
                report.refusals.append(WideOrderTable.Refusal(line: row.line, reason: error.reason))
            } catch let problem as Problem where problem.status < 500 && problem.status != 429 {
                report.refusals.append(
                    WideOrderTable.Refusal(line: row.line, reason: "\(problem.code): \(problem.title)"))
            }
            if index % 100 == 99 || index == table.rows.count - 1 { progress(index + 1, table.rows.count) }
        }
        report.refusals.sort { $0.line < $1.line }
        return report
    }

    private struct CategoryForm: Codable, Sendable {
        let id: CategoryID
        let name: String
    }

    private struct ItemForm: Codable, Sendable {
        let id: ItemID
        let categoryId: CategoryID
        let name: String
        let price: Money
        let openPrice: Bool
    }

    /// Makes sure that the items exist; what an earlier run made is answered again.
    private func prepareMenu() async throws {
        let category = CategoryForm(id: id("category"), name: Self.category)
        try await ignoringReuse { try await client.call(.post, "/api/v1/categories", category) }
        let priced = table.items.compactMap { name in prices.price(of: name).map { (name, $0, false) } }
        for (name, price, open) in priced + [(Self.fee, Money.zero, true), (Self.difference, Money.zero, true)] {
            let form = ItemForm(
                id: id("item", name), categoryId: category.id, name: name, price: price, openPrice: open)
            try await ignoringReuse { try await client.call(.post, "/api/v1/items", form) }
        }
    }

    /// Something made by an earlier run and changed since stays as it is.
    private func ignoringReuse(_ make: () async throws -> Client.Reply) async throws {
        do {
            _ = try await make()
        } catch let problem as Problem where problem.code == "id-reused" {
            return
        }
    }

    private struct LineForm: Codable, Sendable {
        let id: LineID
        let itemId: ItemID
        let quantity: Int
        var unitPrice: Money?
    }

    private struct OrderForm: Codable, Sendable {
        let id: OrderID
        let channel: Channel
        let note: String?
        let placedAt: Timestamp
        let send: Bool
        let lines: [LineForm]
    }

    private struct DiscountForm: Codable, Sendable {
        let id: DiscountID
        let kind: String
        let value: Double
        let reason: String
    }

    private struct TenderForm: Codable, Sendable {
        let id: TenderID
        let method: TenderMethod
        let amount: Money
    }

    private struct SaleForm: Codable, Sendable {
        let id: SaleID
        let orderId: OrderID
        let tenders: [TenderForm]
        let soldAt: Timestamp
    }

    /// Sells a row; false when it was already sold.
    private func sell(_ row: WideOrderTable.Row) async throws -> Bool {
        let at = try moment(row.soldAt)
        var lines: [LineForm] = []
        var sum: Int64 = 0
        for (name, quantity) in row.quantities {
            guard let price = prices.price(of: name) else { throw RowError("unknown price: \(name)") }
            lines.append(LineForm(id: id("line", row.orderId, name), itemId: id("item", name), quantity: quantity))
            sum += price.minor * Int64(quantity)
        }
        if row.total > sum {
            let extra = row.place == nil ? Self.difference : Self.fee
            lines.append(
                LineForm(
                    id: id("line", row.orderId, extra), itemId: id("item", extra), quantity: 1,
                    unitPrice: Money(row.total - sum)))
        }
        let order = OrderForm(
            id: id("order", row.orderId), channel: row.place == nil ? .takeout : .delivery, note: row.place,
            placedAt: at, send: true, lines: lines)
        try await client.call(.post, "/api/v1/orders", order)
        let sale = SaleForm(
            id: id("sale", row.orderId), orderId: order.id,
            tenders: row.total == 0
                ? [] : [TenderForm(id: id("tender", row.orderId), method: .transfer, amount: Money(row.total))],
            soldAt: at)
        if row.total < sum, try await !isSold(sale.id) {
            let discount = DiscountForm(
                id: id("discount", row.orderId), kind: "amount", value: Double(sum - row.total), reason: "import")
            try await client.call(.put, "/api/v1/orders/\(order.id)/discounts", [discount])
        }
        return try await !client.call(.post, "/api/v1/sales", sale).replayed
    }

    private func isSold(_ id: SaleID) async throws -> Bool {
        do {
            _ = try await client.call(.get, "/api/v1/sales/\(id)")
            return true
        } catch let problem as Problem where problem.status == 404 {
            return false
        }
    }

    /// `YYYY-MM-DD HH:MM` on the store's clock.
    private func moment(_ text: String) throws -> Timestamp {
        let parts = text.split(separator: " ")
        guard parts.count == 2, let date = BusinessDate(String(parts[0])), let day = store.settings.businessDay else {
            throw RowError("time is \(text)")
        }
        let clock = parts[1].split(separator: ":").compactMap { Int($0) }
        guard clock.count >= 2, (0..<24).contains(clock[0]), (0..<60).contains(clock[1]) else {
            throw RowError("time is \(text)")
        }
        return day.moment(CivilDay(daysSinceEpoch: date.daysSinceEpoch), minutes: clock[0] * 60 + clock[1])
    }

    private func id<T>(_ kind: String, _ parts: String..., as type: Identifier<T>.Type = Identifier<T>.self)
        -> Identifier<T>
    {
        DerivedID.make(store.id.text, kind, parts.joined(separator: "\n"))
    }
}
