import Contracts
import Foundation
import HTTPTypes
import Platform

/// Fills a new store through the API: menu, floor, staff, past orders, and a few tables that are eating now.
struct Seed {
    let client: Client
    let now: Timestamp
    private var dice = Dice(seed: 20_260_101)
    private var items: [(id: ItemID, item: DemoCafe.Item)] = []
    private var groups: [String: SeedForms.OptionGroup] = [:]
    private var tables: [SeedForms.Table] = []

    /// Seconds from sitting down to paying.
    private static let meal: Int64 = 1500

    init(client: Client, now: Timestamp) {
        self.client = client
        self.now = now
    }

    mutating func run(days: Int) async throws {
        try await signUp()
        try await makeMenu()
        try await makeFloor()
        try await hire()
        try await sellPast(days: days)
        try await serveAll()
        try await seatTables()
        try await askForAdvice()
    }

    private func signUp() async throws {
        let form = SeedForms.SignUp(
            id: .make(at: now), name: "세일즈싱크 카페", ownerName: "김하늘", phone: "02-555-0101",
            address: "서울시 마포구 와우산로 21", businessNumber: "120-81-47521", type: "cafe",
            username: DemoCafe.username, password: DemoCafe.password)
        try await client.call(.post, "/api/v1/stores", form)
        try await client.signIn(DemoCafe.username, DemoCafe.password)
    }

    private mutating func makeMenu() async throws {
        for group in DemoCafe.options {
            let form = SeedForms.OptionGroup(
                id: .make(at: now), name: group.name, min: group.min, max: group.max,
                options: group.options.map { SeedForms.Option(id: .make(at: now), name: $0.0, price: $0.1) })
            try await client.call(.post, "/api/v1/option-groups", form)
            groups[group.name] = form
        }
        var ovens: [CategoryID] = []
        for (name, entries) in DemoCafe.menu {
            let category = SeedForms.Category(id: .make(at: now), name: name)
            if DemoCafe.fromTheOven.contains(name) { ovens.append(category.id) }
            try await client.call(.post, "/api/v1/categories", category)
            for item in entries {
                let form = SeedForms.Item(
                    id: .make(at: now), categoryId: category.id, name: item.name, price: item.price, cost: item.cost,
                    taxClass: item.taxClass, openPrice: item.openPrice,
                    optionGroupIds: item.options.compactMap { groups[$0]?.id })
                try await client.call(.post, "/api/v1/items", form)
                items.append((form.id, item))
            }
        }
        try await client.call(
            .put, "/api/v1/kitchen/stations",
            SeedForms.Kitchen(stations: [
                SeedForms.Station(id: "bar", name: "바", categoryIds: [], isDefault: true),
                SeedForms.Station(id: "oven", name: "베이커리", categoryIds: ovens, isDefault: false),
            ]))
    }

    private mutating func makeFloor() async throws {
        let areas = DemoCafe.floor.map { area in
            SeedForms.Area(
                id: .make(at: now), name: area.area,
                tables: area.tables.enumerated().map { index, table in
                    SeedForms.Table(
                        id: .make(at: now), name: table.name, seats: table.seats, x: index % 4 * 3, y: index / 4 * 2,
                        w: 3, h: 2, shape: table.seats > 2 ? "rect" : "round")
                })
        }
        tables = areas.flatMap(\.tables)
        try await client.call(.put, "/api/v1/floor", SeedForms.Floor(areas: areas))
    }

    private func hire() async throws {
        let staff = [("이서준", Role.manager, "135790"), ("박지우", .cashier, "2468"), ("최민서", .server, "1357")]
        for (name, role, pin) in staff {
            try await client.call(
                .post, "/api/v1/staff", SeedForms.Staff(id: .make(at: now), name: name, role: role, pin: pin))
        }
    }

    private mutating func sellPast(days: Int) async throws {
        guard let day = BusinessDay(timezone: "Asia/Seoul", start: "05:00") else { return }
        let today = day.date(of: now)
        for back in stride(from: days - 1, through: 0, by: -1) {
            let date = today.advanced(days: -back)
            let weekend = date.weekday >= 6
            for (hour, usual) in DemoCafe.hours {
                for _ in 0..<(usual + (weekend ? 3 : 0)) {
                    let minute = Int.random(in: 0..<60, using: &dice)
                    let civil = CivilDay(daysSinceEpoch: date.daysSinceEpoch)
                    let at = day.moment(civil, minutes: hour * 60 + minute)
                    // A party that sat down later is still eating, and pays in the future.
                    if at < now.advanced(seconds: -Self.meal) { try await sellOne(at: at) }
                }
            }
        }
    }

    /// What was sold in the last hours was served long ago.
    private func serveAll() async throws {
        let open = try await client.call(.get, "/api/v1/kitchen/tickets").decoded(SeedForms.Tickets.self)
        for ticket in open.data {
            try await client.call(.post, "/api/v1/kitchen/tickets/\(ticket.id)/serve", [String: String]())
        }
    }

    private mutating func sellOne(at: Timestamp) async throws {
        let seated = Int.random(in: 0..<10, using: &dice) < 6
        let order = SeedForms.Order(
            id: .make(at: at), channel: seated ? .table : .takeout,
            tableId: seated ? tables.randomElement(using: &dice)?.id : nil,
            guests: seated ? Int.random(in: 1...4, using: &dice) : nil, placedAt: at, send: true, lines: lines())
        let placed = try await client.call(.post, "/api/v1/orders", order).decoded(SeedForms.Placed.self)
        let sale = SeedForms.Sale(
            id: .make(at: at), orderId: order.id, tenders: placed.total == 0 ? [] : [tender(placed.total)],
            soldAt: at.advanced(seconds: seated ? Self.meal : 30))
        try await client.call(.post, "/api/v1/sales", sale)
    }

    private mutating func lines() -> [SeedForms.Line] {
        let sold = items.filter { $0.item.weight > 0 }
        let all = sold.reduce(0) { $0 + $1.item.weight }
        return (0..<[1, 1, 2, 2, 2, 3].randomElement(using: &dice, or: 2)).map { _ in
            var pick = Int.random(in: 0..<all, using: &dice)
            let chosen =
                sold.first { entry in
                    pick -= entry.item.weight
                    return pick < 0
                } ?? sold[0]
            var options: [OptionID] = []
            for name in chosen.item.options where groups[name]?.min == 1 || Int.random(in: 0..<3, using: &dice) == 0 {
                if let option = groups[name]?.options.randomElement(using: &dice) { options.append(option.id) }
            }
            let quantity = Int.random(in: 0..<5, using: &dice) == 0 ? 2 : 1
            return SeedForms.Line(id: .make(at: now), itemId: chosen.id, quantity: quantity, options: options)
        }
    }

    private mutating func tender(_ total: Int64) -> SeedForms.Tender {
        switch Int.random(in: 0..<10, using: &dice) {
        case 0..<2:
            return SeedForms.Tender(method: .cash, amount: total, received: (total + 9999) / 10_000 * 10_000)
        case 2..<3: return SeedForms.Tender(method: .transfer, amount: total)
        default:
            let approval = SeedForms.Approval(
                number: String(Int.random(in: 10_000_000...99_999_999, using: &dice)), issuer: "국민",
                maskedNumber: "9410-****-****-\(Int.random(in: 1000...9999, using: &dice))")
            return SeedForms.Tender(method: .card, amount: total, approval: approval)
        }
    }

    private func askForAdvice() async throws {
        guard let today = BusinessDay(timezone: "Asia/Seoul", start: "05:00")?.date(of: now) else { return }
        try await client.call(
            .post, "/api/v1/consultings",
            SeedForms.Consulting(from: today.advanced(days: -29), to: today, language: .ko))
    }

    /// Three tables that are eating while somebody looks.
    private mutating func seatTables() async throws {
        for (index, minutes) in [(0, 8), (3, 27), (5, 46)] {
            let at = now.advanced(seconds: Int64(-minutes * 60))
            let order = SeedForms.Order(
                id: .make(at: at), channel: .table, tableId: tables[index].id, guests: index + 1, placedAt: at,
                send: true,
                lines: lines())
            try await client.call(.post, "/api/v1/orders", order)
        }
    }
}

extension Array {
    fileprivate func randomElement(using dice: inout Dice, or fallback: Element) -> Element {
        randomElement(using: &dice) ?? fallback
    }
}
