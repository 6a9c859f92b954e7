import ArgumentParser
import Contracts
import Foundation
import HTTPTypes
import Platform

/// `salesync fill`: sells a great many orders through the use cases, so that benches can look at a shop's old age.
struct FillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fill", abstract: "Sell many orders in a shop of its own (for benches).", shouldDisplay: false)

    @OptionGroup var flags: SettingsFlags

    @Option(help: "How many sales there should be in the end.")
    var sales: Int

    @Option(help: "Over how many past days they are spread.")
    var days: Int = 1000

    @Option(help: "How many are under way at once.")
    var width: Int = 64

    static let username = "bench"
    static let password = "bench-password-1"

    func run() async throws {
        let (sales, days, width) = (sales, days, width)
        try await Headless.run(try await flags.settings()) { client in
            let fill = try await Fill(client: client, now: .now, days: days)
            let began = ContinuousClock.now
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<sales {
                    if number >= width { try await group.next() }
                    group.addTask { try await fill.sell(number, of: sales) }
                    if number % 50_000 == 49_999 { print("\(number + 1) sold, \(ContinuousClock.now - began)") }
                }
                try await group.waitForAll()
            }
            print("sold \(sales) in \(ContinuousClock.now - began)")
        }
    }
}

/// A shop with twenty items, and orders of three lines in it.
private struct Fill: Sendable {
    let client: Client
    let now: Timestamp
    let days: Int
    private let items: [ItemID]

    /// Opens the shop, or goes on in it.
    init(client: Client, now: Timestamp, days: Int) async throws {
        self.client = client
        self.now = now
        self.days = days
        items = (0..<20).map { DerivedID.make("fill", "item", String($0)) }
        let known = try await client.call(.get, "/api/v1/usernames/\(FillCommand.username)")
            .decoded([String: Bool].self)
        if known["available"] == true {
            let form = SeedForms.SignUp(
                id: .make(at: now), name: "Bench", ownerName: "Bench", phone: "02-000-0000", address: "Seoul",
                businessNumber: "000-00-00000", type: "cafe", username: FillCommand.username,
                password: FillCommand.password)
            try await client.call(.post, "/api/v1/stores", form)
        }
        try await client.signIn(FillCommand.username, FillCommand.password)
        let category = SeedForms.Category(id: DerivedID.make("fill", "category"), name: "커피")
        try await client.call(.post, "/api/v1/categories", category)
        for (number, id) in items.enumerated() {
            let form = SeedForms.Item(
                id: id, categoryId: category.id, name: "메뉴 \(number)", price: 4000, cost: 700, taxClass: .taxable,
                openPrice: false, optionGroupIds: [])
            try await client.call(.post, "/api/v1/items", form)
        }
    }

    func sell(_ number: Int, of all: Int) async throws {
        let back = Int64(days) * 86_400 * Int64(all - number) / Int64(all)
        let at = now.advanced(seconds: -back - 60)
        let lines = (0..<3).map { index in
            SeedForms.Line(id: .make(at: at), itemId: items[(number * 7 + index * 3) % 20], quantity: 1, options: [])
        }
        let order = SeedForms.Order(
            id: .make(at: at), channel: .takeout, tableId: nil, guests: nil, placedAt: at, send: true, lines: lines)
        try await client.call(.post, "/api/v1/orders", order)
        let tender = SeedForms.Tender(method: .cash, amount: 12_000, received: 20_000)
        try await client.call(
            .post, "/api/v1/sales", SeedForms.Sale(id: .make(at: at), orderId: order.id, tenders: [tender], soldAt: at))
    }
}
