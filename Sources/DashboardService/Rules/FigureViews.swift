import Contracts

/// What the API tells of one item.
package struct ItemView: Codable, Sendable, Hashable {
    package let itemId: String
    package let name: String
    package let category: String
    package let quantity: Int
    package let sales: Money
    package let tax: Money
    package let cost: Money
    package let costedQuantity: Int
    package let profit: Money
}

/// What the API tells of one category.
package struct CategoryView: Codable, Sendable, Hashable {
    package let category: String
    package let quantity: Int
    package let sales: Money
    package let tax: Money
    package let cost: Money
    package let profit: Money
}

/// What the API tells of one option: its own price, before discounts.
package struct OptionView: Codable, Sendable, Hashable {
    package let optionId: String
    package let name: String
    package let quantity: Int
    package let sales: Money
}

/// What the API tells of one hour of the store's clock.
package struct HourView: Codable, Sendable, Hashable {
    package let hour: Int
    package let sales: Money
    package let orders: Int
}

/// What the API tells of one weekday, 1 = Monday; `days` is how many such days had sales.
package struct WeekdayView: Codable, Sendable, Hashable {
    package let weekday: Int
    package var sales: Money
    package var orders: Int
    package var days: Int
}

/// What the API tells of one way of paying.
package struct PaymentView: Codable, Sendable, Hashable {
    package let method: String
    package let amount: Money
    package let count: Int
}

/// What the API tells of one member of staff; the id is absent for sales that name nobody.
package struct StaffFiguresView: Codable, Sendable, Hashable {
    package let staffId: String?
    package let name: String
    package let sales: Money
    package let orders: Int
}

/// What the API tells of one table; the id is absent for orders without a table.
package struct TableView: Codable, Sendable, Hashable {
    package let tableId: String?
    package let name: String
    package let sales: Money
    package let orders: Int
}

/// What the API tells of one way an order comes in.
package struct ChannelView: Codable, Sendable, Hashable {
    package let channel: String
    package let sales: Money
    package let orders: Int
}

extension Figure {
    package var profit: Money { sales - tax - cost }

    package var itemView: ItemView {
        ItemView(
            itemId: key, name: label, category: category, quantity: quantity, sales: sales, tax: tax, cost: cost,
            costedQuantity: costedQuantity, profit: profit)
    }

    package var categoryView: CategoryView {
        CategoryView(category: key, quantity: quantity, sales: sales, tax: tax, cost: cost, profit: profit)
    }

    package var optionView: OptionView {
        OptionView(optionId: key, name: label, quantity: quantity, sales: sales)
    }

    package var paymentView: PaymentView { PaymentView(method: key, amount: sales, count: orders) }

    package var staffView: StaffFiguresView {
        StaffFiguresView(staffId: key.isEmpty ? nil : key, name: label, sales: sales, orders: orders)
    }

    package var tableView: TableView {
        TableView(tableId: key.isEmpty ? nil : key, name: label, sales: sales, orders: orders)
    }

    package var channelView: ChannelView { ChannelView(channel: key, sales: sales, orders: orders) }
}

extension Sequence where Element == Figure {
    /// All 24 hours in the order given; hours without sales are zero.
    package func hours(inOrder order: [Int]) -> [HourView] {
        let known = Dictionary(compactMap { figure in Int(figure.key).map { ($0, figure) } }, uniquingKeysWith: { $1 })
        return order.map { HourView(hour: $0, sales: known[$0]?.sales ?? .zero, orders: known[$0]?.orders ?? 0) }
    }
}

extension WeekdayView {
    /// Monday to Sunday out of a range's days with sales.
    package static func week(of known: [BusinessDate: DayFigures]) -> [WeekdayView] {
        var week = (1...7).map { WeekdayView(weekday: $0, sales: .zero, orders: 0, days: 0) }
        for (date, figures) in known {
            let place = date.weekday - 1
            week[place].sales += figures.sales
            week[place].orders += figures.orders
            week[place].days += figures.gross > .zero ? 1 : 0
        }
        return week
    }
}
