import Contracts
import Foundation
import HTTPTypes
import ItemService
import Platform
import TestSupport
import Testing

/// A store in a room of its own, and the people who ask.
struct Shop: Sendable {
    let app: RoomApp
    let database: Database
    let store: StoreID
    let owner: String
    let cashier: String

    /// Opens a fresh database, runs the body and closes it again.
    static func open(_ engine: TestEngine, _ body: (Shop) async throws -> Void) async throws {
        let database = try await engine.database(.item, schema: ItemsSQL.schema)
        let store = StoreID.make()
        let shop = Shop(
            app: try await RoomApp(ItemModule.make(database: database, peers: .none)), database: database, store: store,
            owner: TestCaller.owner(store), cashier: TestCaller.cashier(store))
        try await body(shop)
        try await database.close()
    }

    func get(_ path: String, as caller: String? = nil, headers: [String: String] = [:]) async throws -> TestReply {
        try await app.send(.get, "/api/v1/" + path, as: caller ?? owner, body: "", headers: headers)
    }

    func post(_ path: String, _ body: String, headers: [String: String] = [:]) async throws -> TestReply {
        try await app.send(.post, "/api/v1/" + path, as: owner, body: body, headers: headers)
    }

    func patch(
        _ path: String, _ body: String, as caller: String? = nil, headers: [String: String] = [:]
    ) async throws -> TestReply {
        try await app.send(.patch, "/api/v1/" + path, as: caller ?? owner, body: body, headers: headers)
    }

    func put(_ path: String, _ body: String, headers: [String: String] = [:]) async throws -> TestReply {
        try await app.send(.put, "/api/v1/" + path, as: owner, body: body, headers: headers)
    }

    func delete(_ path: String, headers: [String: String] = [:]) async throws -> TestReply {
        try await app.send(.delete, "/api/v1/" + path, as: owner, body: "", headers: headers)
    }

    func importMenu(
        _ csv: String, dryRun: Bool = false, as caller: String? = nil, headers: [String: String] = [:]
    ) async throws -> TestReply {
        try await app.send(
            .post, "/api/v1/menu/import" + (dryRun ? "?dryRun=true" : ""), as: caller ?? owner, body: csv,
            type: "text/csv", headers: headers)
    }

    /// Adds a category.
    func category(_ name: String = "Drinks") async throws -> CategoryID {
        try await post("categories", #"{"name": "\#(name)"}"#).decode(Made<Named.Category>.self).id
    }

    func item(_ name: String, in category: CategoryID, _ more: String = "") async throws -> ItemID {
        let reply = try await post(
            "items", #"{"categoryId": "\#(category)", "name": "\#(name)", "price": 4500\#(more)}"#)
        return try reply.decode(Made<Named.Item>.self).id
    }

    /// The types of the events recorded so far.
    func recorded() async throws -> [String] {
        let store = store
        return try await database.read { session in
            try Journal.events(of: .item, store: store, after: 0, limit: 1000, in: session).map(\.type)
        }
    }
}

/// What every created thing answers.
struct Made<Thing>: Decodable {
    let id: Identifier<Thing>
    let version: Int64
}

struct Listed: Decodable {
    let data: [Entry]
    let next: String?
}

struct Entry: Decodable {
    let id: String
    let name: String
    let version: Int64
    var price: Int64?
    var cost: Int64?
    var stock: Int64?
    var soldOut: Bool?
    var optionGroupIds: [String]?
    var optionGroups: [Entry]?
    var options: [Entry]?
    var items: [Entry]?

    enum CodingKeys: CodingKey {
        case id, name, version, price, cost, stock, soldOut, optionGroupIds, optionGroups, options, items
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        id = try values.decode(String.self, forKey: .id)
        name = try values.decode(String.self, forKey: .name)
        // Options have no version of their own.
        version = try values.decodeIfPresent(Int64.self, forKey: .version) ?? 0
        price = try values.decodeIfPresent(Int64.self, forKey: .price)
        cost = try values.decodeIfPresent(Int64.self, forKey: .cost)
        stock = try values.decodeIfPresent(Int64.self, forKey: .stock)
        soldOut = try values.decodeIfPresent(Bool.self, forKey: .soldOut)
        optionGroupIds = try values.decodeIfPresent([String].self, forKey: .optionGroupIds)
        optionGroups = try values.decodeIfPresent([Entry].self, forKey: .optionGroups)
        options = try values.decodeIfPresent([Entry].self, forKey: .options)
        items = try values.decodeIfPresent([Entry].self, forKey: .items)
    }
}

struct MenuAnswer: Decodable {
    let categories: [Entry]
    let version: Int64
}

@Suite struct ItemsRoutesTests {
    @Test(arguments: TestEngine.available)
    func `an item answers what was sent, with its defaults and its version`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let drinks = try await shop.category()
            let id = ItemID.make()
            let made = try await shop.post(
                "items", #"{"id": "\#(id)", "categoryId": "\#(drinks)", "name": " Latte ", "price": 4500}"#)
            #expect(made.status == 201)
            #expect(made.text.contains(#""taxClass":"taxable""#))
            #expect(made.text.contains(#""soldOut":false"#))
            let read = try await shop.get("items/\(id)")
            #expect(read.header("ETag") == "\"1\"")
            #expect(try read.decode(Entry.self).name == "Latte")
            let changed = try await shop.patch("items/\(id)", #"{"price": 5000, "cost": 900}"#)
            #expect(changed.header("ETag") == "\"2\"")
            #expect(try await shop.delete("items/\(id)").status == 204)
            #expect(try await shop.get("items/\(id)").status == 404)
            #expect(try await shop.delete("items/\(id)").status == 404)
            #expect(
                try await shop.recorded() == ["category.changed", "item.changed", "item.changed", "item.changed"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `another store's things do not exist`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let drinks = try await shop.category()
            let latte = try await shop.item("Latte", in: drinks)
            let stranger = TestCaller.owner(.make())
            #expect(try await shop.get("items/\(latte)", as: stranger).status == 404)
            #expect(try await shop.patch("items/\(latte)", #"{"price": 1}"#, as: stranger).status == 404)
            #expect(try await shop.get("items", as: stranger).decode(Listed.self).data.isEmpty)
            let foreign = try await shop.app.send(
                .post, "/api/v1/items", as: stranger,
                body: #"{"categoryId": "\#(drinks)", "name": "Tea", "price": 1}"#)
            #expect(foreign.status == 422)
            #expect(foreign.code == "category-unknown")
            #expect(try await shop.app.send(.get, "/api/v1/menu", as: nil, body: "").status == 401)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a change made from an outdated version is refused`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let latte = try await shop.item("Latte", in: try await shop.category())
            let first = try await shop.patch(
                "items/\(latte)", #"{"price": 5000}"#, headers: ["If-Match": "\"1\""])
            #expect(first.status == 200)
            for headers in [["If-Match": "\"1\""], ["If-Match": "\"nonsense\""]] {
                let stale = try await shop.patch("items/\(latte)", #"{"price": 6000}"#, headers: headers)
                #expect(stale.status == 412)
                #expect(stale.code == "version-stale")
                #expect(try await shop.delete("items/\(latte)", headers: headers).status == 412)
            }
            #expect(try await shop.patch("items/\(latte)", #"{"price": 6000, "version": 1}"#).status == 412)
            #expect(
                try await shop.patch("items/\(latte)", #"{"price": 7000}"#, headers: ["If-Match": "*"]).status == 200)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a price that is negative, huge or no number is refused by name`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let drinks = try await shop.category()
            for price in ["-1", "10000000001", "\"4500\"", "true"] {
                let reply = try await shop.post(
                    "items", #"{"categoryId": "\#(drinks)", "name": "Latte", "price": \#(price)}"#)
                #expect(reply.status == 422)
                #expect(reply.text.contains(#""pointer":"/price""#))
            }
            #expect(try await shop.get("items").decode(Listed.self).data.isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a price that no integer holds is refused by name`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let drinks = try await shop.category()
            for price in ["99999999999999999999", "1.5"] {
                let reply = try await shop.post(
                    "items", #"{"categoryId": "\#(drinks)", "name": "Latte", "price": \#(price)}"#)
                #expect(reply.status == 422)
                #expect(reply.text.contains(#""pointer":"/price""#))
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `the same command answers the same again and another body is refused`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let drinks = try await shop.category()
            let body = #"{"id": "\#(ItemID.make())", "categoryId": "\#(drinks)", "name": "Latte", "price": 4500}"#
            let first = try await shop.post("items", body)
            let again = try await shop.post("items", body)
            #expect(first.status == 201)
            #expect(again.status == 200)
            #expect(again.header("Idempotency-Replayed") == "true")
            #expect(again.text == first.text)
            let other = try await shop.post("items", body.replacing("4500", with: "5000"))
            #expect(other.status == 409)
            #expect(other.code == "id-reused")
            #expect(try await shop.get("items").decode(Listed.self).data.map(\.price) == [4500])
        }
    }

    @Test(arguments: TestEngine.available)
    func `costs and stock figures are only for those who may see costs`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let drinks = try await shop.category()
            let group = try await shop.post(
                "option-groups", #"{"name": "Size", "options": [{"name": "L", "cost": 90, "stock": 4}]}"#
            ).decode(Entry.self)
            let latte = try await shop.item(
                "Latte", in: drinks, #", "cost": 900, "stock": 7, "optionGroupIds": ["\#(group.id)"]"#)
            for path in ["menu", "items", "items/\(latte)", "option-groups"] {
                let seen = try await shop.get(path).text
                let hidden = try await shop.get(path, as: shop.cashier).text
                #expect(seen.contains(#""cost""#) && seen.contains(#""stock""#))
                #expect(!hidden.contains(#""cost""#) && !hidden.contains(#""stock""#))
            }
            let sheet = try await shop.get("menu/export.csv", as: shop.cashier)
            #expect(sheet.text.hasSuffix("Drinks,Latte,4500,,taxable,,\r\n"))
        }
    }

    @Test(arguments: TestEngine.available)
    func `who takes orders may switch sold out and change nothing else`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let latte = try await shop.item("Latte", in: try await shop.category())
            let off = try await shop.patch("items/\(latte)", #"{"soldOut": true}"#, as: shop.cashier)
            #expect(try off.decode(Entry.self).soldOut == true)
            let sneaked = try await shop.patch(
                "items/\(latte)", #"{"soldOut": false, "price": 1}"#, as: shop.cashier)
            #expect(sneaked.status == 403)
            #expect(sneaked.code == "right-missing")
            #expect(try await shop.get("items/\(latte)").decode(Entry.self).soldOut == true)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a list goes on where its cursor says`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let (drinks, food) = (try await shop.category(), try await shop.category("Food"))
            for index in 0..<5 { _ = try await shop.item("Drink \(index)", in: drinks) }
            _ = try await shop.item("Cake", in: food)
            var names: [String] = []
            var cursor = ""
            for _ in 0..<3 {
                let page = try await shop.get("items?limit=2&categoryId=\(drinks)\(cursor)").decode(Listed.self)
                names += page.data.map(\.name)
                cursor = page.next.map { "&after=\($0)" } ?? ""
            }
            #expect(cursor.isEmpty)
            #expect(names.sorted() == (0..<5).map { "Drink \($0)" })
            #expect(try await shop.get("items").decode(Listed.self).data.count == 6)
            for path in ["items?limit=0", "items?limit=201", "items?after=x", "items?categoryId=x"] {
                #expect(try await shop.get(path).status == 422)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `costs are set all or none`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let drinks = try await shop.category()
            let latte = try await shop.item("Latte", in: drinks)
            let tea = try await shop.item("Tea", in: drinks, #", "cost": 100"#)
            let bad = try await shop.put(
                "items/costs",
                #"[{"itemId": "\#(latte)", "cost": 900}, {"itemId": "\#(ItemID.make())", "cost": 1}]"#)
            #expect(bad.status == 422)
            #expect(bad.code == "item-unknown")
            #expect(try await shop.get("items/\(latte)").decode(Entry.self).cost == nil)
            let good = try await shop.put(
                "items/costs", #"[{"itemId": "\#(latte)", "cost": 900}, {"itemId": "\#(tea)", "cost": 100}]"#)
            #expect(good.text == #"{"unchanged":1,"updated":1}"#)
            #expect(try await shop.get("items/\(latte)").decode(Entry.self).cost == 900)
        }
    }

    @Test(arguments: TestEngine.available)
    func `sets and barcodes are checked against what is in the store`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let (drinks, sets) = (try await shop.category(), try await shop.category("Sets"))
            let latte = try await shop.item("Latte", in: drinks, #", "barcode": "8801""#)
            let twin = try await shop.post(
                "items", #"{"categoryId": "\#(drinks)", "name": "Twin", "price": 1, "barcode": "8801"}"#)
            #expect(twin.code == "barcode-taken")
            let set = try await shop.item("Set", in: sets, #", "components": [{"itemId": "\#(latte)", "quantity": 2}]"#)
            let parts = #"{"components": [{"itemId": "\#(set)", "quantity": 1}]}"#
            #expect(try await shop.patch("items/\(latte)", parts).code == "set-inside-set")
            #expect(try await shop.patch("items/\(set)", parts).code == "set-holds-itself")
            #expect(try await shop.delete("items/\(latte)").code == "part-of-set")
            #expect(try await shop.delete("categories/\(drinks)").code == "part-of-set")
            #expect(try await shop.patch("items/\(set)", #"{"components": []}"#).status == 200)
            #expect(try await shop.delete("categories/\(drinks)").status == 204)
            #expect(try await shop.get("items/\(latte)").status == 404)
            _ = try await shop.item("New", in: sets, #", "barcode": "8801""#)
        }
    }
}
