import Contracts
import Foundation
import HTTPTypes
import Platform
import ServiceLifecycle
import TestSupport

@testable import Salesync

/// A whole Salesync in this process, as `salesync serve` wires it, on one of the engines.
struct House {
    let composition: Composition
    let client: Client

    /// Opens a house for the time of `body`, with its listeners running unless told otherwise.
    static func open(
        on engine: TestEngine = .sqlite, folder: String? = nil, listening: Bool = true,
        _ body: @escaping @Sendable (House) async throws -> Void
    ) async throws {
        let settings = try await settings(engine, folder: folder ?? TestFolder.make())
        let composition = try await Composition(settings)
        let house = House(composition: composition, client: Client.within(composition))
        let services = Task {
            guard listening else { return }
            await withTaskGroup(of: Void.self) { group in
                for service in composition.runtime.background { group.addTask { try? await service.run() } }
            }
        }
        do {
            try await body(house)
        } catch {
            services.cancel()
            await services.value
            try await composition.runtime.close()
            throw error
        }
        services.cancel()
        await services.value
        try await composition.runtime.close()
    }

    private static func settings(_ engine: TestEngine, folder: String) async throws -> Settings {
        var flags = ["data": folder + "/data", "log.level": "critical"]
        if engine == .postgres {
            flags["database.url"] = ProcessInfo.processInfo.environment["SALESYNC_TEST_POSTGRES"]
            flags["schema.prefix"] = "house-\(folder.suffix(12))-"
        }
        return try await Settings(flags: flags, file: nil)
    }

    /// Opens a shop with one item at 4,000 won and signs its owner in.
    func shop(_ username: String, client: Client? = nil) async throws -> Shop {
        let client = client ?? Client.within(composition)
        let form = SeedForms.SignUp(
            id: .make(), name: "카페 \(username)", ownerName: "주인", phone: "010-1234-5678", address: "서울",
            businessNumber: "120-81-47521", type: "cafe", username: username, password: "journey-password")
        try await client.call(.post, "/api/v1/stores", form)
        try await client.signIn(username, "journey-password")
        let category = SeedForms.Category(id: .make(), name: "커피")
        try await client.call(.post, "/api/v1/categories", category)
        let item = SeedForms.Item(
            id: .make(), categoryId: category.id, name: "아메리카노", price: 4000, cost: 700, taxClass: .taxable,
            openPrice: false, optionGroupIds: [])
        try await client.call(.post, "/api/v1/items", item)
        return Shop(client: client, store: form.id, item: item.id)
    }
}

/// One shop of a house, with the calls that journeys make.
struct Shop: Sendable {
    let client: Client
    let store: StoreID
    let item: ItemID

    struct OrderView: Decodable {
        let id: OrderID
        let number: String
        let status: String
        let total: Int64
    }

    struct SaleView: Decodable {
        let receiptNumber: String
        let total, tax, net, change: Int64
        let businessDate: BusinessDate
    }

    struct Totals: Decodable {
        let sales, tax, net, cost, profit, orders: Int64
    }

    struct Live: Decodable {
        let totals: Totals
    }

    func order(_ quantity: Int, id: OrderID = .make()) async throws -> OrderView {
        let form = SeedForms.Order(
            id: id, channel: .takeout, tableId: nil, guests: nil, placedAt: .now, send: true,
            lines: [SeedForms.Line(id: .make(), itemId: item, quantity: quantity, options: [])])
        return try await client.call(.post, "/api/v1/orders", form).decoded(OrderView.self)
    }

    func pay(_ order: OrderView, received: Int64? = nil, id: SaleID = .make()) async throws -> SaleView {
        let tender = SeedForms.Tender(method: .cash, amount: order.total, received: received ?? order.total)
        let form = SeedForms.Sale(id: id, orderId: order.id, tenders: [tender], soldAt: .now)
        return try await client.call(.post, "/api/v1/sales", form).decoded(SaleView.self)
    }

    func live() async throws -> Totals {
        try await client.call(.get, "/api/v1/dashboard/live").decoded(Live.self).totals
    }

    func status(of id: OrderID) async throws -> String {
        try await client.call(.get, "/api/v1/orders/\(id)").decoded(OrderView.self).status
    }
}

/// The code of the problem that an act is refused with; nil when it is not refused.
func refusal(_ act: () async throws -> Void) async throws -> String? {
    do {
        try await act()
        return nil
    } catch let problem as Problem {
        return problem.code
    }
}
