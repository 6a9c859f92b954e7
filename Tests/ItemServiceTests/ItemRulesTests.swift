import Contracts
import Foundation
import Testing

@testable import ItemService

@Suite struct ItemRulesTests {
    private let category = CategoryID.make()
    private let group = OptionGroupID.make()
    private let coffee = ItemID.make()
    private let cake = ItemID.make()

    /// An item as a form of JSON makes it, in a store where its category and the other item exist.
    private func item(_ fields: String = "", id: ItemID = .make()) throws -> Item {
        let json = #"{"categoryId": "\#(category)", "name": "Latte", "price": 4500\#(fields)}"#
        return try JSON.decode(ItemChange.self, from: json).item(id: id, position: 0)
    }

    private func change(_ json: String) throws -> ItemChange { try JSON.decode(ItemChange.self, from: json) }

    private func surroundings() -> ItemSurroundings {
        ItemSurroundings(category: category, optionGroups: [group], parts: [coffee: false, cake: false])
    }

    private func options(_ json: String) throws -> OptionGroup {
        try JSON.decode(OptionGroupChange.self, from: json).group(id: .make()) { .make() }
    }

    @Test func `A name or another text is neither empty nor longer than documented, and holds no control characters`() {
        for name in ["", "  \n", String(repeating: "가", count: 101), "a\u{0}b", "a\u{7}b"] {
            #expect(throws: ItemRejection.textInvalid(pointer: "/name")) {
                try Texts.required(name, "/name", most: 100)
            }
        }
        #expect(throws: ItemRejection.textInvalid(pointer: "/barcode")) {
            try item(#", "barcode": "\#(String(repeating: "1", count: 65))""#)
        }
        #expect(throws: ItemRejection.textInvalid(pointer: "/description")) {
            try item(#", "description": "\#(String(repeating: "d", count: 1001))""#)
        }
    }

    @Test(arguments: ["categoryId", "name", "price"])
    func `A new thing is sent with all that it needs`(field: String) throws {
        let all = ["categoryId": #""\#(category)""#, "name": #""Latte""#, "price": "4500"]
        let fields = all.filter { $0.key != field }.map { #""\#($0.key)": \#($0.value)"# }
        let form = try change("{" + fields.joined(separator: ",") + "}")
        #expect(throws: ItemRejection.fieldMissing(pointer: "/\(field)")) {
            try form.item(id: .make(), position: 0)
        }
    }

    @Test func `A list holds at most 100 entries`() throws {
        var form = ItemChange()
        form.optionGroupIds = (0...100).map { _ in .make() }
        let latte = try item()
        #expect(throws: ItemRejection.listTooLong(pointer: "/optionGroupIds")) { try form.applied(to: latte) }
        form.optionGroupIds?.removeLast()
        #expect(try form.applied(to: latte).optionGroupIds.count == 100)
    }

    @Test func `A list names each thing once`() throws {
        #expect(throws: ItemRejection.repeated(pointer: "/optionGroupIds/1")) {
            try item(#", "optionGroupIds": ["\#(group)", "\#(group)"]"#)
        }
        #expect(throws: ItemRejection.repeated(pointer: "/1/itemId")) {
            try CostChange.check([CostChange(itemId: coffee, cost: 1), CostChange(itemId: coffee, cost: 2)])
        }
    }

    @Test(arguments: [-1, Money.limit.minor + 1, .min, .max])
    func `A price or a cost lies between 0 and ten billion`(amount: Int64) throws {
        let latte = try item()
        for field in ["price", "cost"] {
            #expect(throws: ItemRejection.amountOutOfRange(pointer: "/\(field)")) {
                try change(#"{"\#(field)": \#(amount)}"#).applied(to: latte)
            }
        }
        #expect(throws: ItemRejection.amountOutOfRange(pointer: "/0/cost")) {
            try CostChange.check([CostChange(itemId: coffee, cost: Money(amount))])
        }
        #expect(throws: ItemRejection.amountOutOfRange(pointer: "/options/0/price")) {
            try options(#"{"name": "Size", "options": [{"name": "L", "price": \#(amount)}]}"#)
        }
        #expect(try change(#"{"price": 0, "cost": \#(Money.limit)}"#).applied(to: latte).cost == .limit)
    }

    @Test(arguments: [-1, 1_000_000_001])
    func `A stock count lies between 0 and a billion`(stock: Int) {
        #expect(throws: ItemRejection.stockOutOfRange(pointer: "/stock")) { try item(#", "stock": \#(stock)"#) }
    }

    @Test(arguments: [-1, 1_000_001])
    func `A position lies between 0 and a million`(position: Int) {
        #expect(throws: ItemRejection.positionOutOfRange) { try item(#", "position": \#(position)"#) }
    }

    @Test func `Two visible categories of a store never have the same name`() throws {
        let drinks = Category(id: category, name: "Drinks", position: 0, hidden: false, version: 1)
        #expect(throws: ItemRejection.categoryNameTaken) { try drinks.checkName(heldBy: .make()) }
        try drinks.checkName(heldBy: category)
        try drinks.checkName(heldBy: nil)
    }

    @Test func `An order of categories names each visible category`() throws {
        let visible = (0..<3).map { Category(id: .make(), name: "\($0)", position: $0, hidden: false, version: 1) }
        let ids = visible.map(\.id)
        for order in [[], [ids[0], ids[1]], ids + [.make()], [ids[0], ids[1], .make()]] {
            #expect(throws: ItemRejection.categoryOrderIncomplete) { try Category.moved(visible, into: order) }
        }
        let moved = try Category.moved(visible, into: [ids[1], ids[0], ids[2]])
        #expect(moved.map(\.id) == [ids[0], ids[1]])
        #expect(moved.map(\.position) == [1, 0])
        #expect(moved.map(\.version) == [2, 2])
    }

    @Test func `An item lies in a visible category of its own store`() throws {
        var around = surroundings()
        around.category = nil
        let latte = try item()
        #expect(throws: ItemRejection.categoryUnknown) { try around.check(latte) }
    }

    @Test func `Two visible items of a store never have the same barcode`() throws {
        var around = surroundings()
        around.barcodeHolder = .make()
        let latte = try item(#", "barcode": "8801""#)
        #expect(throws: ItemRejection.barcodeTaken) { try around.check(latte) }
        around.barcodeHolder = latte.id
        try around.check(latte)
    }

    @Test func `An item offers only visible option groups of its own store`() throws {
        let latte = try item(#", "optionGroupIds": ["\#(group)", "\#(OptionGroupID.make())"]"#)
        #expect(throws: ItemRejection.optionGroupUnknown(pointer: "/optionGroupIds/1")) {
            try surroundings().check(latte)
        }
    }

    @Test func `A cost is given to a visible item of the own store`() throws {
        let latte = try item()
        let changes = [CostChange(itemId: latte.id, cost: 900), CostChange(itemId: .make(), cost: 1)]
        #expect(throws: ItemRejection.itemUnknown(pointer: "/1/itemId")) {
            try CostChange.applied(changes, to: [latte.id: latte])
        }
        let applied = try CostChange.applied([changes[0]], to: [latte.id: latte])
        #expect(applied.map(\.after.cost) == [900])
        #expect(applied.map(\.after.version) == [2])
    }

    @Test func `A set holds only visible items of its own store`() throws {
        let set = try item(#", "components": [{"itemId": "\#(ItemID.make())", "quantity": 1}]"#)
        #expect(throws: ItemRejection.componentUnknown(pointer: "/components/0/itemId")) {
            try surroundings().check(set)
        }
    }

    @Test(arguments: [-1, 0, 100])
    func `A set holds 1 to 99 of each part`(quantity: Int) {
        #expect(throws: ItemRejection.componentQuantityOutOfRange(pointer: "/components/0/quantity")) {
            try item(#", "components": [{"itemId": "\#(coffee)", "quantity": \#(quantity)}]"#)
        }
    }

    @Test func `A set never holds itself`() throws {
        let set = try item(#", "components": [{"itemId": "\#(coffee)", "quantity": 1}]"#, id: coffee)
        #expect(throws: ItemRejection.setHoldsItself(pointer: "/components/0/itemId")) {
            try surroundings().check(set)
        }
    }

    @Test func `A set never holds another set`() throws {
        let set = try item(#", "components": [{"itemId": "\#(coffee)", "quantity": 1}]"#)
        var around = surroundings()
        try around.check(set)
        around.isPart = true
        #expect(throws: ItemRejection.setInsideSet(pointer: "/components")) { try around.check(set) }
        around.isPart = false
        around.parts[coffee] = true
        #expect(throws: ItemRejection.setInsideSet(pointer: "/components/0/itemId")) { try around.check(set) }
    }

    @Test func `What is part of a set is not removed`() throws {
        var around = surroundings()
        try around.checkRemoval()
        around.isPart = true
        #expect(throws: ItemRejection.partOfSet) { try around.checkRemoval() }
    }

    @Test(arguments: [(-1, 1), (2, 1), (0, 3), (3, 3)])
    func `The fewest and the most choices of a group fit each other and the number of its options`(
        min: Int, max: Int
    ) throws {
        let both = #""options": [{"name": "S"}, {"name": "L"}]"#
        #expect(throws: ItemRejection.choicesInvalid) {
            try options(#"{"name": "Size", "min": \#(min), "max": \#(max), \#(both)}"#)
        }
        let size = try options(#"{"name": "Size", "min": 1, "max": 2, \#(both)}"#)
        #expect(throws: ItemRejection.choicesInvalid) {
            try JSON.decode(OptionGroupChange.self, from: #"{"options": [{"name": "S"}]}"#)
                .applied(to: size) { .make() }
        }
    }

    @Test func `An option id belongs to one group for good`() throws {
        let size = try options(#"{"name": "Size", "options": [{"name": "S"}, {"name": "L"}]}"#)
        try size.checkOptionIDs(heldBy: [size.options[0].id: size.id])
        #expect(throws: ItemRejection.optionIdTaken(pointer: "/options/1/id")) {
            try size.checkOptionIDs(heldBy: [size.options[1].id: .make()])
        }
    }
}
