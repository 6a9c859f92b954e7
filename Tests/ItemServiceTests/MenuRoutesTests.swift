import Contracts
import Foundation
import Platform
import TestSupport
import Testing

@Suite struct MenuRoutesTests {
    @Test(arguments: TestEngine.available)
    func `categories have unique names among the visible`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let drinks = try await shop.category()
            let twin = try await shop.post("categories", #"{"name": " Drinks "}"#)
            #expect(twin.status == 409)
            #expect(twin.code == "category-name-taken")
            let food = try await shop.category("Food")
            #expect(try await shop.patch("categories/\(food)", #"{"name": "Drinks"}"#).status == 409)
            #expect(try await shop.patch("categories/\(drinks)", #"{"name": "Drinks"}"#).status == 200)
            #expect(try await shop.delete("categories/\(drinks)").status == 204)
            #expect(try await shop.patch("categories/\(food)", #"{"name": "Drinks"}"#).status == 200)
            #expect(try await shop.delete("categories/\(drinks)").status == 404)
            let reused = try await shop.post("categories", #"{"id": "\#(drinks)", "name": "Tea"}"#)
            #expect(reused.code == "id-reused")
        }
    }

    @Test(arguments: TestEngine.available)
    func `the order of categories is replaced as a whole`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let ids = [try await shop.category("A"), try await shop.category("B"), try await shop.category("C")]
            let turned = "[" + ids.reversed().map { "\"\($0)\"" }.joined(separator: ",") + "]"
            let tag = try #require(try await shop.get("categories").header("ETag"))
            let blind = try await shop.put("categories/order", turned)
            #expect(blind.status == 428)
            #expect(blind.code == "version-required")
            let done = try await shop.put("categories/order", turned, headers: ["If-Match": tag])
            #expect(done.status == 200)
            #expect(try done.decode(Listed.self).data.map(\.name) == ["C", "B", "A"])
            #expect(try await shop.get("categories").header("ETag") == done.header("ETag"))
            let stale = try await shop.put("categories/order", turned, headers: ["If-Match": tag])
            #expect(stale.status == 412)
            #expect(try await shop.put("categories/order", turned, headers: ["If-Match": "*"]).status == 200)
            let some = try await shop.put("categories/order", "[]", headers: ["If-Match": "*"])
            #expect(some.code == "category-order-incomplete")
        }
    }

    @Test(arguments: TestEngine.available)
    func `an option group that is removed is gone from its items`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let drinks = try await shop.category()
            let size = try await shop.post(
                "option-groups",
                #"{"name": "Size", "min": 1, "max": 1, "options": [{"name": "S"}, {"name": "L", "price": 500}]}"#
            ).decode(Entry.self)
            let latte = try await shop.item("Latte", in: drinks, #", "optionGroupIds": ["\#(size.id)"]"#)
            let shown = try await shop.get("menu").decode(MenuAnswer.self).categories[0].items?[0].optionGroups
            #expect(shown?.first?.options?.map(\.price) == [0, 500])
            let taken = try await shop.post(
                "option-groups", #"{"name": "X", "options": [{"id": "\#(size.options?[0].id ?? "")", "name": "S"}]}"#)
            #expect(taken.status == 409)
            #expect(taken.code == "option-id-taken")
            #expect(try await shop.delete("option-groups/\(size.id)").status == 204)
            let after = try await shop.get("items/\(latte)").decode(Entry.self)
            #expect(after.optionGroupIds == [])
            #expect(after.version == 2)
            #expect(try await shop.patch("option-groups/\(size.id)", #"{"name": "Y"}"#).status == 404)
        }
    }

    @Test(arguments: TestEngine.available)
    func `an unchanged menu is not sent again`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let latte = try await shop.item("Latte", in: try await shop.category())
            let first = try await shop.get("menu")
            let tag = try #require(first.header("ETag"))
            #expect(try first.decode(MenuAnswer.self).version == 2)
            let again = try await shop.get("menu", headers: ["If-None-Match": tag])
            #expect(again.status == 304)
            #expect(again.text.isEmpty)
            #expect(again.header("ETag") == tag)
            #expect(try await shop.get("menu").text == first.text)
            let cashiers = try await shop.get("menu", as: shop.cashier, headers: ["If-None-Match": tag])
            #expect(cashiers.status == 200)
            #expect(cashiers.header("ETag") != tag)
            _ = try await shop.patch("items/\(latte)", #"{"price": 5000}"#)
            let changed = try await shop.get("menu", headers: ["If-None-Match": tag])
            #expect(changed.status == 200)
            #expect(try changed.decode(MenuAnswer.self).categories[0].items?.map(\.price) == [5000])
        }
    }

    @Test(arguments: TestEngine.available)
    func `what is sold out until a moment is back in the menu after it`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let latte = try await shop.item("Latte", in: try await shop.category())
            let until = Timestamp(milliseconds: Timestamp.now.milliseconds + 9000)
            _ = try await shop.patch("items/\(latte)", #"{"soldOut": true, "soldOutUntil": "\#(until)"}"#)
            let gone = try await shop.get("menu")
            #expect(try gone.decode(MenuAnswer.self).categories[0].items?[0].soldOut == true)
            try await Task.sleep(for: .milliseconds(9100))
            let tag = try #require(gone.header("ETag"))
            let back = try await shop.get("menu", headers: ["If-None-Match": tag])
            #expect(back.status == 200)
            #expect(try back.decode(MenuAnswer.self).categories[0].items?[0].soldOut == false)
        }
    }

    @Test(arguments: TestEngine.available)
    func `an import is taken whole or not at all`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let csv = "category,name,price,cost\nDrinks,Latte,4500,900\nDrinks,Tea,-1,\nFood,,1,\n"
            let bad = try await shop.importMenu(csv, headers: ["Accept-Language": "en"])
            #expect(bad.status == 422)
            #expect(bad.code == "rows-invalid")
            let problem = try bad.decode(Problem.self)
            #expect(problem.errors?.map(\.pointer) == ["/rows/3", "/rows/4"])
            #expect(problem.errors?.first?.detail == "An amount lies between 0 and 10,000,000,000.")
            #expect(try await shop.get("menu").decode(MenuAnswer.self).categories.isEmpty)
            #expect(try await shop.recorded().isEmpty)
            #expect(try await shop.importMenu("{}").code == "column-missing")
        }
    }

    @Test(arguments: TestEngine.available)
    func `a dry run tells what would happen and writes nothing`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            _ = try await shop.item("Latte", in: try await shop.category())
            let csv = "\u{FEFF}category,name,price\r\nDrinks,Latte,5000\r\nFood,\"Cake, big\",7000\r\n"
            let dry = try await shop.importMenu(csv, dryRun: true)
            #expect(dry.status == 200)
            #expect(dry.text == #"{"categories":1,"created":1,"unchanged":0,"updated":1}"#)
            #expect(try await shop.recorded().count == 2)
            let wet = try await shop.importMenu(csv, headers: ["Idempotency-Key": "import-1"])
            #expect(wet.text == dry.text)
            let again = try await shop.importMenu(csv, headers: ["Idempotency-Key": "import-1"])
            #expect(again.header("Idempotency-Replayed") == "true")
            #expect(try await shop.recorded().count == 5)
            let once = try await shop.importMenu(csv)
            #expect(once.text == #"{"categories":0,"created":0,"unchanged":2,"updated":0}"#)
            #expect(try await shop.recorded().count == 5)
        }
    }

    @Test(arguments: TestEngine.available)
    func `an export imported elsewhere exports the same`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let csv = #"""
                category,name,price,cost,taxClass,barcode,stock
                국밥,"순대국, ""특""",9000,3100,taxable,8801,
                Misc,=1+1,0,,exempt,,5
                Misc,Bottle,500,,deposit,8802,0

                """#
            #expect(try await shop.importMenu(csv).status == 200)
            let exported = try await shop.get("menu/export.csv")
            #expect(exported.header("Content-Type") == "text/csv; charset=utf-8")
            #expect(exported.text == csv.replacing("\n", with: "\r\n"))
            #expect(try await shop.importMenu(exported.text).text.contains(#""unchanged":3"#))
            let elsewhere = TestCaller.owner(.make())
            let taken = try await shop.importMenu(exported.text, as: elsewhere)
            #expect(taken.text == #"{"categories":2,"created":3,"unchanged":0,"updated":0}"#)
            #expect(try await shop.get("menu/export.csv", as: elsewhere).text == exported.text)
        }
    }

    @Test(arguments: TestEngine.available)
    func `two items may exchange their barcodes in one import`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let first = try await shop.importMenu("category,name,price,barcode\na,b,1,11\na,c,1,22\n")
            #expect(first.text.contains(#""created":2"#))
            let turned = try await shop.importMenu("category,name,price,barcode\na,b,1,22\na,c,1,11\n")
            #expect(turned.text.contains(#""updated":2"#))
            #expect(try await shop.get("menu/export.csv").text.contains("a,b,1,,taxable,22,"))
        }
    }
}
