import Contracts
import Testing

@testable import Platform

@Suite struct SQLTests {
    @Test func `Whatever stands in a statement is bound, never pasted`() {
        let name = "x'; DROP TABLE items; --"
        let nothing: String? = nil
        let statement: SQL = "SELECT a FROM items WHERE name = \(name) AND n > \(5) AND b = \(true) AND c = \(nothing)"
        #expect(statement.text == "SELECT a FROM items WHERE name = $1 AND n > $2 AND b = $3 AND c = $4")
        #expect(statement.arguments == [.text(name), .int(5), .bool(true), .null])
    }

    @Test func `Our own types are bound as the text and the integers that columns hold`() throws {
        let id = StoreID.make()
        let date = try #require(BusinessDate("2024-02-29"))
        let statement: SQL = "\(id) \(Money(-4_500)) \(Timestamp(milliseconds: 7)) \(date) \(ServiceName.order) \(0.5)"
        #expect(statement.text == "$1 $2 $3 $4 $5 $6")
        #expect(
            statement.arguments
                == [.text(id.text), .int(-4_500), .int(7), .text("2024-02-29"), .text("order"), .real(0.5)])
    }

    @Test func `A fragment of our own stands in the statement as it is`() {
        let statement: SQL = "SELECT \(raw: "id, name") FROM items WHERE id = \(1)"
        #expect(statement.text == "SELECT id, name FROM items WHERE id = $1")
        #expect(statement.arguments == [.int(1)])
        let literal: SQL = "SELECT 1"
        #expect(literal.text == "SELECT 1" && literal.arguments.isEmpty)
    }

    @Test func `A column of another kind than expected is an error, not a guess`() throws {
        let row = SQLRow(values: [.text("7"), .int(7), .null, .bool(true), .int(0), .real(1.5)])
        #expect(try row.text(0) == "7" && row.int(1) == 7)
        #expect(try row.textOrNil(2) == nil && row.intOrNil(2) == nil)
        #expect(try row.bool(3) && !row.bool(4))
        for read: () throws -> Void in [
            { _ = try row.int(0) }, { _ = try row.text(1) }, { _ = try row.text(2) }, { _ = try row.int(2) },
            { _ = try row.bool(0) }, { _ = try row.bool(2) }, { _ = try row.int(5) }, { _ = try row.textOrNil(1) },
        ] {
            #expect(throws: SQLError.self) { try read() }
        }
    }
}
