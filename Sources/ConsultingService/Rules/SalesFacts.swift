/// What one item sold in the period: the only thing the rules know about it.
package struct ItemFact: Sendable, Hashable, Codable {
    package var itemID: String
    package var name: String
    package var category: String
    /// Units sold less units refunded.
    package var quantity: Int
    /// Won, net of VAT, after discounts and refunds, for all units together.
    package var netSales: Int64
    /// Won, the cost copied when ordered, for all units together.
    package var cost: Int64
    /// False when any unit was sold without a known cost; `cost` then says nothing.
    package var hasCost: Bool

    package init(
        itemID: String, name: String, category: String, quantity: Int, netSales: Int64, cost: Int64, hasCost: Bool
    ) {
        self.itemID = itemID
        self.name = name
        self.category = category
        self.quantity = quantity
        self.netSales = netSales
        self.cost = cost
        self.hasCost = hasCost
    }

    /// Won left by one unit: (net sales - cost) / units; nil without cost or units.
    package var margin: Double? {
        hasCost && quantity > 0 ? Double(contribution) / Double(quantity) : nil
    }

    /// Won left by all units: net sales - cost.
    package var contribution: Int64 { netSales - cost }
}

/// What one hour of the clock brought, over all days of the period.
package struct HourFact: Sendable, Hashable, Codable {
    /// 0...23, store's time.
    package var hour: Int
    package var orders: Int
    /// Won, VAT included, as the dashboard counts `sales`.
    package var sales: Int64

    package init(hour: Int, orders: Int, sales: Int64) {
        self.hour = hour
        self.orders = orders
        self.sales = sales
    }
}

/// What one day of the week brought, over all such days of the period.
package struct WeekdayFact: Sendable, Hashable, Codable {
    /// ISO 8601: 1 is Monday, 7 is Sunday; the weekday of the business date.
    package var weekday: Int
    package var orders: Int
    /// Won, VAT included, as the dashboard counts `sales`.
    package var sales: Int64
    /// How many such days of the period had sales.
    package var days: Int

    package init(weekday: Int, orders: Int, sales: Int64, days: Int) {
        self.weekday = weekday
        self.orders = orders
        self.sales = sales
        self.days = days
    }
}

/// All that a report is made of: same facts, same report.
package struct SalesFacts: Sendable {
    /// Calendar days from the first to the last business date of the period, both included.
    package var days: Int
    /// The hour a business day starts (0...23).
    package var businessDayStart: Int
    package var items: [ItemFact]
    /// Every paid order of the period was fed to it, those without items too.
    package var baskets: PairCounter
    package var hours: [HourFact]
    package var weekdays: [WeekdayFact]

    package init(
        days: Int, businessDayStart: Int = 5, items: [ItemFact], baskets: PairCounter,
        hours: [HourFact] = [], weekdays: [WeekdayFact] = []
    ) {
        self.days = days
        self.businessDayStart = businessDayStart
        self.items = items
        self.baskets = baskets
        self.hours = hours
        self.weekdays = weekdays
    }

    /// Orders paid in the period; one number with the baskets, so the two cannot disagree.
    package var paidOrders: Int { baskets.orders }

    /// Won, net of VAT, after discounts, of all items.
    package var netSales: Int64 { items.reduce(0) { $0 + $1.netSales } }
}
