import Contracts

/// The areas and tables of a store, replaced as a whole.
package struct Floor: Codable, Sendable, Hashable {
    package struct Area: Codable, Sendable, Hashable {
        package let id: AreaID
        package let name: String
        package let tables: [Table]
    }

    package struct Table: Codable, Sendable, Hashable {
        package let id: TableID
        package let name: String
        package let seats: Int?
        package let x: Double?
        package let y: Double?
        package let w: Double?
        package let h: Double?
        package let shape: String?
    }

    package var areas: [Area]

    package init(areas: [Area]) { self.areas = areas }

    package var tables: [Table] { areas.flatMap(\.tables) }

    /// Throws unless every area and table has an id of its own and a name.
    package func check() throws {
        var ids: Set<String> = []
        guard areas.count <= 50, tables.count <= 1000 else { throw OrderRejection.floorInvalid(pointer: "/areas") }
        for (areaIndex, area) in areas.enumerated() {
            let pointer = "/areas/\(areaIndex)"
            guard ids.insert(area.id.text).inserted, (1...30).contains(area.name.count) else {
                throw OrderRejection.floorInvalid(pointer: pointer)
            }
            for (index, table) in area.tables.enumerated() {
                guard ids.insert(table.id.text).inserted, (1...30).contains(table.name.count),
                    (0...999).contains(table.seats ?? 0), (table.shape?.count ?? 0) <= 20
                else { throw OrderRejection.floorInvalid(pointer: "\(pointer)/tables/\(index)") }
            }
        }
    }
}
