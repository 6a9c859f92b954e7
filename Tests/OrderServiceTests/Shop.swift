import Contracts
import Foundation
import HTTPTypes
import Logging
import Platform
import TestSupport
import Testing

@testable import OrderService

/// A store in an Order room of its own, which has heard of its menu, and the people who ask.
struct Shop: Sendable {
    let app: RoomApp
    let module: ServiceModule
    let database: Database
    let store: StoreID
    let owner: String
    let cashier: String
    let server: String
    let till = TerminalID.make()
    let stew = ItemID.make()
    let fish = ItemID.make()
    let food = CategoryID.make()
    let egg = OptionID.make()
    let extras = OptionGroupID.make()
    let area = AreaID.make()
    let tables = [TableID.make(), TableID.make()]

    private init(_ database: Database) async throws {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        module = OrderModule.make(database: database, peers: .none, logger: logger)
        app = try await RoomApp(module)
        self.database = database
        store = .make()
        owner = TestCaller.owner(store)
        cashier = TestCaller.cashier(store)
        server = TestCaller.server(store)
    }

    /// Opens a fresh database that knows the store and its menu, runs the body and closes it again.
    static func open(_ engine: TestEngine, _ body: (Shop) async throws -> Void) async throws {
        let database = try await engine.database(.order, schema: OrdersSQL.schema)
        let shop = try await Shop(database)
        try await shop.hear(.store, shop.news)
        try await shop.hear(
            .item,
            [
                CategoryChanged(categoryId: shop.food, name: "식사", position: 0, hidden: false), shop.extrasChanged,
                shop.item(shop.stew, "김치찌개", 9000, groups: [shop.extras]),
                shop.item(shop.fish, "회", 0, openPrice: true),
            ])
        try await body(shop)
        try await database.close()
    }

    private var news: [any Event] {
        [
            StoreOpened(
                settings: StoreSettings(
                    name: "서울식당", ownerName: "김사장", address: nil, businessNumber: nil, type: "restaurant",
                    currency: "KRW", timezone: "Asia/Seoul", businessDayStart: "05:00", pricesIncludeTax: true,
                    taxRate: 10)),
            TerminalChanged(terminalId: till, name: "계산대", kind: "till", letter: "A", state: "paired"),
        ]
    }

    private var extrasChanged: OptionGroupChanged {
        OptionGroupChanged(
            groupId: extras, name: "추가", min: 0, max: 1,
            options: [MenuOption(id: egg, name: "계란", price: 500, cost: 100, soldOut: false, stock: nil)], hidden: false
        )
    }

    func item(
        _ id: ItemID, _ name: String, _ price: Money, openPrice: Bool = false, soldOut: Bool = false,
        groups: [OptionGroupID] = [], stock: Int? = nil
    ) -> ItemChanged {
        ItemChanged(
            itemId: id, categoryId: food, name: name, price: price, cost: 3000, taxClass: .taxable,
            openPrice: openPrice, soldOut: soldOut, soldOutUntil: nil, stock: stock, optionGroupIds: groups,
            components: [], station: nil, hidden: false)
    }

    /// Lets the room hear another room's next events, through its own listeners.
    func hear(_ publisher: ServiceName, _ events: [any Event]) async throws {
        let store = store
        let seen = try await database.read { session in
            try session.row("SELECT seq FROM listener_marks WHERE publisher = \(publisher) AND store_id = \(store)")?
                .int(0) ?? 0
        }
        let recorded = try events.enumerated().map { index, event in
            RecordedEvent(
                publisher: publisher, store: store, seq: seen + Int64(index) + 1, id: .make(),
                type: type(of: event).type, at: .now, actor: "test", approver: nil, terminal: nil,
                data: try JSON.text(event), hash: "")
        }
        for listener in module.listeners where listener.publisher == publisher {
            try await listener.deliver(recorded, of: store)
        }
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: String = "", as caller: String? = nil,
        headers: [String: String] = [:]
    ) async throws -> TestReply {
        try await app.send(method, "/api/v1/" + path, as: caller ?? owner, body: body, headers: headers)
    }

    func get(_ path: String) async throws -> TestReply { try await send(.get, path) }

    func post(_ path: String, _ body: String, as caller: String? = nil) async throws -> TestReply {
        try await send(.post, path, body, as: caller)
    }

    /// A line of the stew, as a client sends it.
    func stewLine(x quantity: Int = 1, _ more: String = "") -> String {
        #"{"itemId": "\#(stew)", "quantity": \#(quantity)\#(more)}"#
    }

    /// Places an order of stew.
    func order(_ channel: String = "table", x quantity: Int = 1, _ more: String = "") async throws -> OrderReply {
        try await post("orders", #"{"channel": "\#(channel)", "lines": [\#(stewLine(x: quantity))]\#(more)}"#).decode()
    }

    func order(_ id: OrderID) async throws -> OrderReply { try await get("orders/\(id)").decode() }

    /// Draws two tables and answers the floor's version.
    func drawFloor() async throws {
        let reply = try await send(.put, "floor", floor(tables), headers: ["If-Match": "*"])
        try #require(reply.status == 200, "\(reply.text)")
    }

    func floor(_ tables: [TableID]) -> String {
        let drawn = tables.enumerated().map { #"{"id": "\#($1)", "name": "\#($0 + 1)", "seats": 4}"# }
        return #"{"areas": [{"id": "\#(area)", "name": "홀", "tables": [\#(drawn.joined(separator: ","))]}]}"#
    }

    /// Somebody who calls the use cases directly.
    func caller(_ role: Role = .owner, terminal: TerminalID? = nil) -> Caller {
        Caller(store: store, actor: StaffID.make().text, role: role, rights: role.rights, terminal: terminal)
    }

    /// The events recorded so far.
    func recorded() async throws -> [RecordedEvent] {
        let store = store
        return try await database.read { session in
            try Journal.events(of: .order, store: store, after: 0, limit: 1000, in: session)
        }
    }
}

/// An order, as the API describes it.
struct OrderReply: Decodable {
    struct Line: Decodable {
        let id: LineID
        let name: String
        let unitPrice: Int64
        let quantity: Int
        let amount: Int64
        let discount: Int64
        let status: String
        let checkId: CheckID
        let version: Int64
    }

    struct Check: Decodable {
        let id: CheckID
        let letter: String
        let status: String
        let total: Int64
        let version: Int64
        let flags: [String]
    }

    let id: OrderID
    let number: String
    let businessDate: String
    let status: String
    let tableId: TableID?
    let lines: [Line]
    let checks: [Check]
    let subtotal: Int64
    let discount: Int64
    let total: Int64
    let version: Int64
}

/// What adding lines answers.
struct AddedReply: Decodable {
    let lines: [OrderReply.Line]
    let total: Int64
    let version: Int64
}

struct OrderPage: Decodable {
    let data: [OrderReply]
    let next: String?
}
