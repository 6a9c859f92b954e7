import Contracts
import Testing

@testable import OrderService

@Suite struct FloorRulesTests {
    private func table(_ name: String, id: TableID = .make(), seats: Int? = 4, shape: String? = nil) -> Floor.Table {
        Floor.Table(id: id, name: name, seats: seats, x: nil, y: nil, w: nil, h: nil, shape: shape)
    }

    private func area(_ name: String, _ tables: [Floor.Table], id: AreaID = .make()) -> Floor.Area {
        Floor.Area(id: id, name: name, tables: tables)
    }

    @Test func `An area or a table has its own id and a name`() throws {
        let twin = TableID.make()
        let twinArea = AreaID.make()
        let long = String(repeating: "가", count: 31)
        let invalid: [(Floor, String)] = [
            (Floor(areas: [area("", [])]), "/areas/0"),
            (Floor(areas: [area(long, [])]), "/areas/0"),
            (Floor(areas: [area("홀", [], id: twinArea), area("룸", [], id: twinArea)]), "/areas/1"),
            (Floor(areas: [area("홀", [table("1"), table("")])]), "/areas/0/tables/1"),
            (Floor(areas: [area("홀", [table(long)])]), "/areas/0/tables/0"),
            (
                Floor(areas: [area("홀", [table("1", id: twin)]), area("룸", [table("2", id: twin)])]),
                "/areas/1/tables/0"
            ),
            (Floor(areas: [area("홀", [table("1", seats: -1)])]), "/areas/0/tables/0"),
            (Floor(areas: [area("홀", [table("1", seats: 1000)])]), "/areas/0/tables/0"),
            (Floor(areas: [area("홀", [table("1", shape: long)])]), "/areas/0/tables/0"),
            (Floor(areas: (0...50).map { area("\($0)", []) }), "/areas"),
            (Floor(areas: [area("홀", (0...1000).map { table("\($0)") })]), "/areas"),
        ]
        for (floor, pointer) in invalid {
            #expect(throws: OrderRejection.floorInvalid(pointer: pointer)) { try floor.check() }
        }
    }

    @Test func `a floor may be empty, and two tables may bear the same name`() throws {
        try Floor(areas: []).check()
        try Floor(areas: [area("홀", [table("1"), table("1")]), area("룸", [])]).check()
        try Floor(areas: (0..<50).map { area("\($0)", (0..<20).map { table("\($0)") }) }).check()
    }
}
