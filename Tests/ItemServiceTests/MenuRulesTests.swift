import Contracts
import Foundation
import NIOCore
import Testing

@testable import ItemService

@Suite struct MenuRulesTests {
    private let noon = Timestamp(milliseconds: 1_790_000_000_000)

    private func item(_ json: String) throws -> Item {
        let fields = #"{"categoryId": "\#(CategoryID.make())", "name": "Latte", "price": 4500, \#(json)}"#
        return try JSON.decode(ItemChange.self, from: fields).item(id: .make(), position: 0)
    }

    private func change(_ json: String, _ item: Item) throws -> Item {
        try JSON.decode(ItemChange.self, from: json).applied(to: item)
    }

    @Test func `a field that is absent stays and one that is null is cleared`() throws {
        let full = try item(
            #""cost": 1, "barcode": "8", "stock": 3, "description": "d", "color": "c", "station": "bar""#)
        #expect(try change("{}", full) == full)
        let cleared = try change(
            #"{"cost": null, "barcode": null, "stock": null, "description": null, "color": null, "station": null}"#,
            full)
        #expect(cleared.cost == nil && cleared.barcode == nil && cleared.stock == nil)
        #expect(cleared.description == nil && cleared.color == nil && cleared.station == nil)
        #expect(cleared.version == full.version + 1)
        let sent = try JSON.text(try JSON.decode(ItemChange.self, from: #"{"stock": null, "cost": 5}"#))
        #expect(sent == #"{"cost":5,"stock":null}"#)
    }

    @Test func `what is sold out until a moment comes back by itself`() throws {
        let until = noon.advanced(seconds: 60)
        let gone = try item(#""soldOutUntil": "\#(until)""#)
        #expect(gone.soldOut)
        #expect(gone.isSoldOut(at: noon))
        #expect(!gone.isSoldOut(at: until))
        #expect(ItemView(gone, withCost: true, at: until).soldOutUntil == nil)
        let back = try change(#"{"soldOut": false}"#, gone)
        #expect(back.soldOutUntil == nil)
        let forGood = try change(#"{"soldOut": true, "soldOutUntil": null}"#, gone)
        #expect(forGood.isSoldOut(at: until.advanced(seconds: 86_400)))
    }

    @Test func `only the sold-out switch is everybody's`() throws {
        for json in [#"{"soldOut": true}"#, #"{"soldOutUntil": null, "version": 3}"#, "{}"] {
            #expect(try JSON.decode(ItemChange.self, from: json).switchesSoldOutOnly)
        }
        for json in [#"{"soldOut": true, "price": 1}"#, #"{"cost": null}"#, #"{"stock": 1}"#, #"{"position": 1}"#] {
            #expect(try !JSON.decode(ItemChange.self, from: json).switchesSoldOutOnly)
        }
    }

    @Test func `the menu's tag tells versions, readers and returns apart`() throws {
        let until = noon.advanced(seconds: 60)
        var gone = try item(#""soldOut": true"#)
        gone.soldOutUntil = until
        let catalogue = Catalogue(
            version: 7, categories: [], optionGroups: [], items: [gone, try item(#""stock": 1"#)])
        let store = StoreID.make()
        let own = "\"\(store.text.suffix(12))-7"
        #expect(catalogue.tag(withCost: false, of: store, at: noon) == own + "\"")
        #expect(catalogue.tag(withCost: true, of: store, at: noon) == own + "-costs\"")
        #expect(catalogue.tag(withCost: true, of: store, at: until) == own + "-costs-\(until.milliseconds)\"")
        #expect(catalogue.tag(withCost: false, of: .make(), at: noon) != own + "\"")
        #expect(catalogue.returns(around: noon).next == until)
        #expect(catalogue.returns(around: until).next == nil)
    }

    @Test func `a kept menu serves until its version or the next return passes`() {
        let cache = MenuCache()
        let key = MenuCache.Key(store: .make(), withCost: false)
        let other = MenuCache.Key(store: key.store, withCost: true)
        let menu = MenuCache.Rendered(
            version: 7, tag: "\"7\"", body: ByteBuffer(string: "{}"), goodUntil: noon.advanced(seconds: 60))
        cache.keep(menu, as: key)
        #expect(cache.menu(key, version: 7, at: noon)?.tag == "\"7\"")
        #expect(cache.menu(other, version: 7, at: noon) == nil)
        #expect(cache.menu(key, version: 8, at: noon) == nil)
        #expect(cache.menu(key, version: 7, at: noon.advanced(seconds: 60)) == nil)
    }

    @Test func `the cache lets the menu go that was not asked for longest`() {
        let cache = MenuCache(mostBytes: 25, mostEntries: 10)
        let keys = (0..<3).map { _ in MenuCache.Key(store: .make(), withCost: false) }
        let menu = MenuCache.Rendered(
            version: 1, tag: "\"1\"", body: ByteBuffer(string: "0123456789"), goodUntil: nil)
        cache.keep(menu, as: keys[0])
        cache.keep(menu, as: keys[1])
        cache.keep(menu, as: keys[1])
        #expect(cache.menu(keys[0], version: 1, at: noon) != nil)
        cache.keep(menu, as: keys[2])
        #expect(keys.map { cache.menu($0, version: 1, at: noon) != nil } == [true, false, true])
    }

    @Test func `If-None-Match is a list, compared weakly`() {
        for header in ["\"7\"", "W/\"7\"", "\"1\", \"7\"", "*"] { #expect(MenuRoutes.names("\"7\"", in: header)) }
        for header in [nil, "\"77\"", "7", ""] { #expect(!MenuRoutes.names("\"7\"", in: header)) }
    }

    @Test func `an option keeps what a change of its group does not name`() throws {
        let form = #"{"name": "Size", "options": [{"name": "L", "price": 500, "cost": 90, "stock": 4}]}"#
        let size = try JSON.decode(OptionGroupChange.self, from: form).group(id: .make()) { .make() }
        let id = try #require(size.options.first).id
        let changed = try JSON.decode(
            OptionGroupChange.self,
            from: #"{"max": 2, "options": [{"id": "\#(id)", "name": "Large", "stock": null}, {"name": "XL"}]}"#
        ).applied(to: size) { .make() }
        #expect(changed.options.map(\.name) == ["Large", "XL"])
        #expect(changed.options[0].id == id)
        #expect(changed.options[0].cost == 90)
        #expect(changed.options[0].stock == nil)
        #expect(changed.options.map(\.price) == [500, 0])
        #expect(changed.version == size.version + 1)
    }
}
