import Contracts
import Testing

@Suite struct IdentifierTests {
    @Test func `A new id is a version 7 UUID in lower case that begins with its milliseconds`() throws {
        let now = Timestamp(milliseconds: 0x0190_1234_5678)
        for _ in 0..<1000 {
            let text = SaleID.make(at: now).text
            let shape = try #require(
                try /([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/.wholeMatch(in: text))
            #expect(shape.1 == "01901234" && shape.2 == "5678")
        }
    }

    @Test func `Ids made later sort later, and none comes twice`() {
        let moments = (0..<5000).map { Timestamp(milliseconds: 1_700_000_000_000 + Int64($0)) }
        let ids = moments.map { OrderID.make(at: $0) }
        #expect(ids == ids.sorted())
        #expect(Set((0..<20_000).map { _ in OrderID.make(at: moments[0]) }).count == 20_000)
    }

    @Test func `An id is read in any case and kept in lower case`() throws {
        let text = "0190ABCD-1234-7ABC-8DEF-0123456789AB"
        let id = try #require(ItemID(text))
        #expect(id.text == text.lowercased())
        #expect(try JSON.decode([ItemID].self, from: "[\"\(text)\"]") == [id])
        #expect(try JSON.text([id]) == "[\"\(text.lowercased())\"]")
    }

    @Test(arguments: [
        "", "1", "0190abcd12347abc8def0123456789ab", "{0190abcd-1234-7abc-8def-0123456789ab}",
        "0190abcd-1234-7abc-8def-0123456789ag", "0190abc-d1234-7abc-8def-0123456789ab",
        "0190abcd-1234-7abc-8def-0123456789a ", "0190abcd_1234_7abc_8def_0123456789ab",
    ])
    func `What is not a UUID is no id`(text: String) {
        #expect(ItemID(text) == nil)
        #expect(throws: DecodingError.self) { try JSON.decode([ItemID].self, from: "[\"\(text)\"]") }
    }
}
