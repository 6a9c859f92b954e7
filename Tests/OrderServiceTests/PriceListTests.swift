import Contracts
import Testing

@testable import OrderService

@Suite struct PriceListTests {
    private let stew = ItemID.make()
    private let food = CategoryID.make()
    private let noodles = OptionID.make()
    private let egg = OptionID.make()
    private let gone = OptionID.make()
    private let extras = OptionGroupID.make()

    private func item(
        _ price: Money = 9000, openPrice: Bool = false, soldOut: Bool = false, until: Timestamp? = nil,
        hidden: Bool = false, groups: [OptionGroupID] = []
    ) -> ItemChanged {
        ItemChanged(
            itemId: stew, categoryId: food, name: "김치찌개", price: price, cost: 3000, taxClass: .taxable,
            openPrice: openPrice, soldOut: soldOut, soldOutUntil: until, stock: nil, optionGroupIds: groups,
            components: [], station: "주방", hidden: hidden)
    }

    private func list(_ item: ItemChanged, min: Int = 0, max: Int = 2, hidden: Bool = false) -> PriceList {
        var list = PriceList()
        list.items[stew] = item
        list.categories[food] = "식사"
        list.groups[extras] = OptionGroupChanged(
            groupId: extras, name: "추가", min: min, max: max,
            options: [
                MenuOption(id: noodles, name: "라면사리", price: 1000, cost: 400, soldOut: false, stock: nil),
                MenuOption(id: egg, name: "계란", price: 500, cost: nil, soldOut: false, stock: nil),
                MenuOption(id: gone, name: "치즈", price: 700, cost: nil, soldOut: true, stock: nil),
            ], hidden: hidden)
        return list
    }

    private func line(
        _ list: PriceList, x quantity: Int = 1, options: [OptionID] = [], price: Money? = nil, note: String? = nil,
        item: ItemID? = nil
    ) throws -> Line {
        let request = LineRequest(
            id: nil, itemId: item ?? stew, quantity: quantity, options: options, note: note, course: nil,
            unitPrice: price)
        return try list.line(
            request, at: "/lines/0", id: .make(), check: .make(), position: 0, now: .noon)
    }

    @Test func `An item that is not on the menu cannot be ordered`() throws {
        let unknown = OrderRejection.itemUnknown(pointer: "/lines/0/itemId")
        #expect(throws: unknown) { try line(list(item()), item: .make()) }
        #expect(throws: unknown) { try line(list(item(hidden: true))) }
    }

    @Test func `An item that is sold out cannot be ordered`() throws {
        #expect(throws: OrderRejection.itemSoldOut(name: "김치찌개")) { try line(list(item(soldOut: true))) }
        #expect(throws: OrderRejection.itemSoldOut(name: "김치찌개")) {
            try line(list(item(soldOut: true, until: Timestamp.noon.advanced(seconds: 1))))
        }
        #expect(try line(list(item(soldOut: true, until: .noon))).name == "김치찌개")
    }

    @Test(arguments: [Int.min, -1, 0, 1000, Int.max])
    func `A quantity lies between 1 and 999`(quantity: Int) throws {
        #expect(throws: OrderRejection.quantityInvalid(pointer: "/lines/0/quantity")) {
            try line(list(item()), x: quantity)
        }
        let id = LineID.make()
        let order = try Order.of(.sample(5000, id: id))
        #expect(throws: OrderRejection.quantityInvalid(pointer: "/quantity")) {
            try order.changing(id, .quantity(quantity), options: nil)
        }
        #expect(try order.changing(id, .quantity(999), options: nil).total == 4_995_000)
        #expect(try line(list(item()), x: 999).quantity == 999)
    }

    @Test func `Options belong to the item, are on sale and number between the group's least and most`() throws {
        let invalid = OrderRejection.optionsInvalid(pointer: "/lines/0/options")
        let own = item(groups: [extras])
        #expect(throws: invalid, "of no group of this item") { try line(list(item()), options: [egg]) }
        #expect(throws: invalid, "of nobody") { try line(list(own), options: [.make()]) }
        #expect(throws: invalid, "sold out") { try line(list(own), options: [gone]) }
        #expect(throws: invalid, "twice") { try line(list(own), options: [egg, egg]) }
        #expect(throws: invalid, "too few") { try line(list(own, min: 1), options: []) }
        #expect(throws: invalid, "too many") { try line(list(own, max: 1), options: [egg, noodles]) }
        #expect(throws: invalid, "of a hidden group") { try line(list(own, hidden: true), options: [egg]) }
        let fine = try line(list(own, min: 1), options: [egg, noodles])
        #expect(Set(fine.options.map(\.name)) == ["라면사리", "계란"])
        #expect(fine.grossAmount == 10_500)
        #expect(fine.unitCost == 3400)
    }

    @Test func `A market-price item needs a price from staff`() throws {
        let market = list(item(0, openPrice: true))
        #expect(throws: OrderRejection.priceRequired(pointer: "/lines/0/unitPrice")) { try line(market) }
        #expect(try line(market, price: 45_000).unitPrice == 45_000)
    }

    @Test(arguments: [Money(-1), Money(10_000_000_001), Money(.max), Money(.min)])
    func `A price lies between 0 and the limit`(price: Money) throws {
        let market = list(item(0, openPrice: true))
        #expect(throws: OrderRejection.priceInvalid(pointer: "/lines/0/unitPrice")) { try line(market, price: price) }
        #expect(try line(market, price: 0).unitPrice == 0)
        #expect(try line(market, price: .limit).unitPrice == .limit)
    }

    @Test(arguments: [Money(0), 1, 8999, -5000, Money(.max)])
    func `a price that a client sends for an ordinary item is ignored`(forged: Money) throws {
        #expect(try line(list(item()), price: forged).unitPrice == 9000)
    }

    @Test func `a line keeps what the menu said when it was ordered`() throws {
        var menu = list(item(groups: [extras]))
        let ordered = try line(menu, x: 2, options: [noodles], note: " 덜 맵게 ")
        menu.items[stew] = item(12_000)
        menu.categories[food] = "점심"
        let order = try Order.sample().taking([ordered])
        #expect(try line(menu).unitPrice == 12_000)
        #expect(order.total == 20_000)
        #expect(order.lines[0].category == "식사")
        #expect(order.lines[0].note == "덜 맵게")
        #expect(order.lines[0].station == "주방")
        #expect(throws: OrderRejection.textInvalid(pointer: "/lines/0/note")) {
            try line(menu, note: String(repeating: "가", count: 501))
        }
    }
}
