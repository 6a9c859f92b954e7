import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Platform
import TestSupport
import Testing

@testable import OrderService
@testable import SaleService

/// A store whose Order and Sale rooms call each other in one process; news travels only when a test says so.
struct Shop: Sendable {
    let app: RoomApp
    let modules: [ServiceModule]
    let orders: Database
    let sales: Database
    let claims: Claims
    let selling: Sales
    let store: StoreID
    let owner: String
    let cashier: String
    let stew = ItemID.make()
    let till = TerminalID.make()
    let waiter = StaffID.make()

    private init(orders: Database, sales: Database) async throws {
        let store = StoreID.make()
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let local = LocalTransport(logger: logger)
        let (orderPeers, salePeers) = (
            Self.peers(of: .order, store, over: local), Self.peers(of: .sale, store, over: local)
        )
        modules = [
            OrderModule.make(database: orders, peers: orderPeers, logger: logger),
            SaleModule.make(database: sales, peers: salePeers),
        ]
        app = try await RoomApp(modules: modules, local: local)
        self.orders = orders
        self.sales = sales
        self.store = store
        claims = Claims(database: orders, peers: orderPeers)
        selling = Sales(database: sales, peers: salePeers)
        owner = TestCaller.owner(store)
        cashier = TestCaller.cashier(store)
    }

    /// Calls go to the rooms of this process; Store, which is away, is answered for.
    private static func peers(of name: ServiceName, _ store: StoreID, over local: LocalTransport) -> Peers {
        Peers(caller: name, identity: InternalIdentity(secret: "test")) { service, request in
            guard service == .store else { return try await local.send(service, request) }
            let profile = StoreProfile(
                id: store, settings: .sample, phone: "02-123-4567", createdAt: Timestamp(milliseconds: 0), version: 1)
            return Response(
                status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(bytes: try JSON.encode(profile))))
        }
    }

    /// Opens two fresh databases that know the store and its menu, runs the body and closes them again.
    static func open(_ engine: TestEngine, _ body: (Shop) async throws -> Void) async throws {
        let orders = try await engine.database(.order, schema: OrdersSQL.schema)
        let sales = try await engine.database(.sale, schema: SalesSQL.schema)
        let shop = try await Shop(orders: orders, sales: sales)
        let food = CategoryID.make()
        try await shop.hear(
            .store,
            [
                StoreOpened(settings: .sample),
                TerminalChanged(terminalId: shop.till, name: "계산대", kind: "till", letter: "A", state: "paired"),
                StaffChanged(staffId: shop.waiter, name: "박직원", role: .server, rights: [], active: true),
            ])
        try await shop.hear(
            .item,
            [
                CategoryChanged(categoryId: food, name: "식사", position: 0, hidden: false),
                ItemChanged(
                    itemId: shop.stew, categoryId: food, name: "김치찌개", price: 11_000, cost: 3000, taxClass: .taxable,
                    openPrice: false, soldOut: false, soldOutUntil: nil, stock: nil, optionGroupIds: [], components: [],
                    station: nil, hidden: false),
            ])
        try await body(shop)
        try await orders.close()
        try await sales.close()
    }

    /// Lets the rooms hear the first events of a room that is not here.
    private func hear(_ publisher: ServiceName, _ events: [any Event]) async throws {
        let recorded = try events.enumerated().map { index, event in
            RecordedEvent(
                publisher: publisher, store: store, seq: Int64(index) + 1, id: .make(), type: type(of: event).type,
                at: .now, actor: "test", approver: nil, terminal: nil, data: try JSON.text(event), hash: "")
        }
        for listener in modules.flatMap(\.listeners) where listener.publisher == publisher {
            try await listener.deliver(recorded, of: store)
        }
    }

    /// Lets Order hear what Sale has recorded, from the beginning: what was heard before changes nothing.
    func hearSales() async throws {
        let recorded = try await recorded()
        for listener in modules.flatMap(\.listeners) where listener.publisher == .sale {
            try await listener.deliver(recorded, of: store)
        }
    }

    /// Runs the body while Order hears of every sale by itself, as it does in one process.
    func whileNewsTravels(_ body: () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for listener in modules.flatMap(\.listeners) where listener.publisher == .sale {
                let tail = JournalTail(listener, from: sales, logger: Logger(label: "test"))
                group.addTask { try await tail.run() }
            }
            try await body()
            group.cancelAll()
        }
    }

    /// What Sale has recorded.
    func recorded() async throws -> [RecordedEvent] {
        let store = store
        return try await sales.read { try Journal.events(of: .sale, store: store, after: 0, limit: 1000, in: $0) }
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: String = "", as caller: String? = nil,
        headers: [String: String] = [:]
    ) async throws -> TestReply {
        try await app.send(method, "/api/v1/" + path, as: caller ?? owner, body: body, headers: headers)
    }

    func get(_ path: String, headers: [String: String] = [:]) async throws -> TestReply {
        try await send(.get, path, headers: headers)
    }

    func post(_ path: String, _ body: String, as caller: String? = nil, headers: [String: String] = [:]) async throws
        -> TestReply
    {
        try await send(.post, path, body, as: caller, headers: headers)
    }

    /// Places an order of stew at 11,000 each.
    func order(x quantity: Int = 1, _ channel: String = "takeout", _ more: String = "") async throws -> OrderReply {
        let line = #"{"itemId": "\#(stew)", "quantity": \#(quantity)}"#
        return try await post("orders", #"{"channel": "\#(channel)", "lines": [\#(line)]\#(more)}"#).decode()
    }

    /// How the order stands in Order's books, without waiting for news.
    func status(of id: OrderID) async throws -> String { try await kept(id).status.rawValue }

    /// How its checks stand there.
    func checks(of id: OrderID) async throws -> [String] { try await kept(id).checks.map(\.status.rawValue) }

    private func kept(_ id: OrderID) async throws -> Order {
        let store = store
        return try #require(try await orders.read { try $0.order(id, of: store) })
    }

    /// The body of a sale paid in cash.
    func cash(_ order: OrderID, _ amount: Int64 = 11_000, id: SaleID? = nil, _ more: String = "") -> String {
        let named = id.map { #""id": "\#($0)", "# } ?? ""
        return #"{\#(named)"orderId": "\#(order)", "tenders": [{"method": "cash", "amount": \#(amount)}]\#(more)}"#
    }

    func form(_ text: String) throws -> Sales.Form { try JSON.decode(Sales.Form.self, from: text) }

    func caller(_ role: Role = .owner) -> Caller {
        Caller(store: store, actor: StaffID.make().text, role: role, rights: role.rights)
    }

    /// All sales in the books.
    func booked() async throws -> [SaleReply] { try await get("sales?limit=200").decode(SalePage.self).data }
}

struct OrderReply: Decodable {
    struct Check: Decodable {
        let id: CheckID
        let version: Int64
        let status: String
    }

    let id: OrderID
    let total: Int64
    let checks: [Check]
    let status: String
}

/// A sale, as the API describes it.
struct SaleReply: Decodable {
    struct Tender: Decodable {
        let method: String
        let amount: Int64
        let received: Int64?
    }

    struct Line: Decodable {
        let name: String
        let quantity: Int
        let unitPrice: Int64
        let amount: Int64
        let discount: Int64
    }

    let id: SaleID
    let orderId: OrderID
    let status: String
    let receiptNumber: String
    let businessDate: String
    let subtotal: Int64
    let discount: Int64
    let total: Int64
    let tax: Int64
    let net: Int64
    let rounding: Int64
    let deposit: Int64
    let change: Int64
    let tenders: [Tender]
    let lines: [Line]
    let flags: [String]
}

struct SalePage: Decodable {
    let data: [SaleReply]
    let next: String?
}
