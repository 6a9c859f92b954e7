import Contracts
import Foundation
import Testing

@testable import ItemService

@Suite struct ImportRulesTests {
    /// A catalogue with one category and items as an earlier import made them.
    private func catalogue(_ csv: String = "category,name,price\n") throws -> Catalogue {
        var catalogue = Catalogue(version: 0, categories: [], optionGroups: [], items: [])
        let made = try plan(csv, into: catalogue)
        catalogue.categories = made.categories
        catalogue.items = made.steps.map(\.after)
        return catalogue
    }

    private func plan(_ csv: String, into catalogue: Catalogue) throws -> ImportPlan {
        try ImportPlan(
            MenuSheet(csv: Array(csv.utf8)), into: catalogue, newCategory: { .make() }, newItem: { .make() })
    }

    private func reasons(_ csv: String, into catalogue: Catalogue? = nil) throws -> [BadRow] {
        let catalogue = try catalogue ?? self.catalogue()
        do {
            _ = try plan(csv, into: catalogue)
            return []
        } catch ItemRejection.rowsInvalid(let rows) {
            return rows
        }
    }

    @Test func `An import is a CSV file in UTF-8 whose quotes are closed`() {
        for (text, line) in [("category,name,price\na,\"b,1\nc,d,2\n", 2), ("category,na\"me,price\n", 1)] {
            #expect(throws: ItemRejection.importUnreadable(line: line)) { try MenuSheet(csv: Array(text.utf8)) }
        }
        let latin = Array("category,name,price\na,b,1\nCaf".utf8) + [0xE9] + Array(",c,1\n".utf8)
        #expect(throws: ItemRejection.importUnreadable(line: 3)) { try MenuSheet(csv: latin) }
    }

    @Test(arguments: ["category", "name", "price"])
    func `An import has the columns category, name and price`(column: String) {
        let header = ["category", "name", "price"].filter { $0 != column }.joined(separator: ",")
        #expect(throws: ItemRejection.columnMissing(column)) { try MenuSheet(csv: Array("\(header)\n".utf8)) }
        #expect(throws: ItemRejection.columnMissing("category")) { try MenuSheet(csv: []) }
    }

    @Test func `An import has at most 20,000 rows`() throws {
        let row = "a,b,1\n"
        let full = "category,name,price\n" + String(repeating: row, count: 20_000)
        #expect(try MenuSheet(csv: Array(full.utf8)).rows.count == 20_000)
        #expect(throws: ItemRejection.tooManyRows) { try MenuSheet(csv: Array((full + row).utf8)) }
    }

    @Test func `An import with a bad row changes nothing`() throws {
        let rows = [
            BadRow(line: 3, reason: .amountOutOfRange(pointer: "/price")),
            BadRow(line: 5, reason: .textInvalid(pointer: "/name")),
        ]
        let empty = try catalogue()
        let csv = "category,name,price\na,b,1\na,c,-1\na,d,2\na,,3\n"
        #expect(throws: ItemRejection.rowsInvalid(rows)) { try plan(csv, into: empty) }
        let problem = ItemRejection.rowsInvalid(rows).problem(in: .en)
        #expect(problem.status == 422)
        #expect(problem.code == "rows-invalid")
        #expect(problem.errors?.map(\.pointer) == ["/rows/3", "/rows/5"])
        #expect(problem.errors?[0].detail == "An amount lies between 0 and 10,000,000,000.")
    }

    @Test func `A row has as many fields as the header`() throws {
        let bad = try reasons("category,name,price\na,b,4,500\na,c\na,d,1\n")
        #expect(bad == [2, 3].map { BadRow(line: $0, reason: .fieldCountWrong) })
    }

    @Test(arguments: ["4,500", "4500.0", "won", "99999999999999999999"])
    func `A number in an import is a whole number without separators`(text: String) throws {
        let csv = "category,name,price,cost,stock\na,b,\"\(text)\",,\na,c,1,\"\(text)\",\na,d,1,,\"\(text)\"\na,e,,,\n"
        let columns = ["price", "cost", "stock", "price"]
        let expected = columns.enumerated().map { BadRow(line: $0 + 2, reason: .numberInvalid(column: $1)) }
        #expect(try reasons(csv) == expected)
    }

    @Test func `A tax class is taxable, exempt or deposit`() throws {
        let csv = "category,name,price,taxClass\na,b,1,exempt\na,c,1,free\na,d,1,\na,e,1,deposit\n"
        #expect(try reasons(csv) == [BadRow(line: 3, reason: .taxClassUnknown)])
    }

    @Test func `An import names an item of a category once`() throws {
        let csv = "category,name,price\na,b,1\nc,b,1\na,b,2\n"
        #expect(try reasons(csv) == [BadRow(line: 4, reason: .rowRepeated)])
    }

    @Test func `a barcode of the file is nobody else's afterwards`() throws {
        let before = try catalogue("category,name,price,barcode\na,b,1,111\na,c,1,222\na,d,1,333\n")
        let taken = "category,name,price,barcode\na,b,1,333\na,e,1,444\na,f,1,444\n"
        #expect(try reasons(taken, into: before) == [2, 4].map { BadRow(line: $0, reason: .barcodeTaken) })
        let exchanged = "category,name,price,barcode\na,b,1,222\na,c,1,111\n"
        #expect(try plan(exchanged, into: before).summary.updated == 2)
    }

    @Test func `an item of the same category and name is updated, the others are created`() throws {
        let before = try catalogue("category,name,price,cost\na,b,1000,300\na,c,2000,\n")
        let plan = try plan(
            "name,price,category,cost\nb,1000,a,300\nc,2500,a,\nb,1,z,\nd,1,z,7\n", into: before)
        #expect(plan.summary == ImportPlan.Summary(created: 2, updated: 1, unchanged: 1, categories: 1))
        #expect(plan.categories.map(\.name) == ["z"])
        #expect(plan.categories.map(\.position) == [1])
        let after = plan.changes.map(\.after)
        #expect(after.map(\.name) == ["c", "b", "d"])
        #expect(after.map(\.price) == [2500, 1, 1])
        #expect(after.map(\.version) == [2, 1, 1])
        #expect(after.map(\.position) == [1, 0, 1])
        #expect(after[0].id == before.items[1].id)
    }

    @Test func `an empty field leaves what is there`() throws {
        let before = try catalogue(
            "category,name,price,cost,taxClass,barcode,stock\na,b,1000,300,exempt,111,5\n")
        let full = try plan("category,name,price,cost,taxClass,barcode,stock\na,b,1000,,,,\n", into: before)
        #expect(full.summary == ImportPlan.Summary(created: 0, updated: 0, unchanged: 1, categories: 0))
        let narrow = try plan("category,name,price\na,b,900\n", into: before)
        #expect(narrow.changes.map(\.after.cost) == [300])
        #expect(narrow.changes.map(\.after.taxClass) == [.exempt])
    }

    @Test func `a name in decomposed Hangul is the same name`() throws {
        let before = try catalogue("category,name,price\n커피,아메리카노,4500\n")
        let mac = "category,name,price\n커피,아메리카노,4500\n".decomposedStringWithCanonicalMapping
        #expect(try plan(mac, into: before).summary.unchanged == 1)
    }

    @Test func `what an export writes an import finds unchanged`() throws {
        let names = ["=1+1", "say \"hi\"", "a,b", "two\nlines", "국밥, \"특\"", "\"", "'", "\"\u{301}"]
        let rows = names.enumerated().map { index, name in
            CSV.line(["a,\"b\"", name, "\(index)", "\(index)", "deposit", "c,\(index)", "7"])
        }
        let before = try catalogue("category,name,price,cost,taxClass,barcode,stock\n" + rows.joined())
        let text = MenuSheet.csv(before, withCost: true)
        #expect(try plan(text, into: before).summary.unchanged == names.count)
        #expect(MenuSheet.csv(try catalogue(text), withCost: true) == text)
        #expect(MenuSheet.csv(before, withCost: false).contains("a,b\",2,,deposit,\"c,2\",\r\n"))
    }

    @Test func `two items of one name are matched in their order`() throws {
        var before = try catalogue("category,name,price\na,b,1\na,c,2\n")
        before.items[1].name = "b"
        let text = MenuSheet.csv(before, withCost: true)
        #expect(try plan(text, into: before).summary.unchanged == 2)
        #expect(try reasons(text + "a,b,3,,,,\r\n", into: before) == [BadRow(line: 4, reason: .rowRepeated)])
    }
}
