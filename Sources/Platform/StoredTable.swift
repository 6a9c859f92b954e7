import Foundation

/// A table as the engine itself describes it.
package struct StoredTable: Sendable, Hashable {
    /// What a column holds: the three types of the portable subset.
    package enum Kind: Sendable, Hashable {
        case text, int, bool

        /// By the engine's name of the type; nil for one that no schema step of ours uses.
        init?(_ type: String) {
            switch type.uppercased() {
            case "TEXT": self = .text
            case "BIGINT": self = .int
            case "BOOLEAN": self = .bool
            default: return nil
            }
        }
    }

    package struct Column: Sendable, Hashable {
        package let name: String
        package let kind: Kind
    }

    package let name: String
    package let columns: [Column]

    /// True for a table that belongs to stores, each row to one.
    package var isOfStores: Bool { columns.contains { $0.name == "store_id" } }

    /// Tables from rows of table, column and type, in the order of their columns.
    static func all(from rows: [SQLRow]) throws -> [StoredTable] {
        var tables: [StoredTable] = []
        for row in rows {
            let (table, column, type) = (try row.text(0), try row.text(1), try row.text(2))
            guard let kind = Kind(type) else { throw SQLError.failed("\(table).\(column) is of the type \(type)") }
            let before = tables.last?.name == table ? tables.removeLast().columns : []
            tables.append(StoredTable(name: table, columns: before + [Column(name: column, kind: kind)]))
        }
        return tables.sorted { $0.name < $1.name }
    }
}

extension StoredTable {
    /// All rows of a store; both engines give them in the same order, since each table begins with its primary key.
    func selection(of store: String, in session: any SQLSession) -> SQL {
        let names = columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
        let order = columns.map { "\"\($0.name)\"" + ($0.kind == .text ? session.byteOrder : "") }
        return SQL(
            "SELECT \(names) FROM \"\(name)\" WHERE store_id = $1 ORDER BY \(order.joined(separator: ", "))",
            [.text(store)])
    }

    func deletion(of store: String) -> SQL { SQL("DELETE FROM \"\(name)\" WHERE store_id = $1", [.text(store)]) }

    func insertion(_ values: [SQLValue]) -> SQL {
        let names = columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
        let places = columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        return SQL("INSERT INTO \"\(name)\" (\(names)) VALUES (\(places))", values)
    }
}
