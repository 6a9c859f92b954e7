import Contracts
import Foundation

/// A room's part of an archive: every table that belongs to stores, with the rows of one.
package enum RoomArchive {
    /// How many bytes are handed over at a time.
    private static let chunk = 1 << 16

    /// Writes a store's rows in an order that depends on nothing but them; what belongs to the system stays.
    package static func write(
        _ store: StoreID, of service: ServiceName, from session: any SQLSession, to sink: (Data) throws -> Void
    ) throws {
        var lines = try ArchiveLines.line(ArchiveLines.Room(service: service, steps: try steps(in: session)))
        for table in try session.tables() where table.isOfStores {
            lines += try ArchiveLines.line(head(of: table))
            try session.each(table.selection(of: store.text, in: session)) { row in
                try ArchiveLines.append(row, of: table, to: &lines)
                guard lines.count > chunk else { return }
                try sink(lines)
                lines.removeAll(keepingCapacity: true)
            }
        }
        try sink(lines)
    }

    /// Puts a store's rows in place, all or nothing.
    ///
    /// The Store room is written last and makes the import whole, so it must not know the store yet; what another room
    /// holds of it is left from an import that was cut short, and is replaced.
    package static func read(
        _ part: Data, as store: StoreID, of service: ServiceName, into session: any SQLSession
    ) throws {
        let tables = try session.tables().filter(\.isOfStores)
        for table in tables {
            if service == .store {
                let holds = try session.row(
                    SQL("SELECT store_id FROM \"\(table.name)\" WHERE store_id = $1 LIMIT 1", [.text(store.text)]))
                guard holds == nil else { throw ArchiveRejection.storeExists }
            } else {
                try session.run(table.deletion(of: store.text))
            }
        }
        try fill(tables, from: part, as: store, of: service, in: session)
        guard try Journal.firstAltered(of: service, store: store, in: session) == nil else {
            throw ArchiveRejection.archiveJournalAltered
        }
    }

    private static func fill(
        _ tables: [StoredTable], from part: Data, as store: StoreID, of service: ServiceName,
        in session: any SQLSession
    ) throws {
        let lines = ArchiveLines.split(part)
        guard let first = lines.first else { throw ArchiveRejection.archiveUnreadable }
        let room = try decoded(ArchiveLines.Room.self, part[first])
        guard room.service == service else { throw ArchiveRejection.archiveUnreadable }
        guard room.steps == (try steps(in: session)) else { throw ArchiveRejection.archiveVersionDiffers }
        let decoder = JSONDecoder()
        var coming = tables[...]
        var table: StoredTable?
        for line in lines.dropFirst() {
            if part[line.lowerBound] == UInt8(ascii: "[") {
                guard let table else { throw ArchiveRejection.archiveUnreadable }
                try insert(part[line], into: table, as: store, with: decoder, in: session)
            } else {
                table = coming.popFirst()
                let named = try decoded(ArchiveLines.Table.self, part[line])
                guard named == table.map(head) else { throw ArchiveRejection.archiveVersionDiffers }
            }
        }
        guard coming.isEmpty else { throw ArchiveRejection.archiveVersionDiffers }
    }

    private static func insert(
        _ line: Data, into table: StoredTable, as store: StoreID, with decoder: JSONDecoder,
        in session: any SQLSession
    ) throws {
        let owner = table.columns.firstIndex { $0.name == "store_id" }
        do {
            let row = try decoder.decode(ArchivedRow.self, from: line, configuration: table)
            // Nothing in an archive may touch another store.
            guard owner.map({ row.values[$0] }) == .text(store.text) else { throw ArchiveRejection.archiveUnreadable }
            try session.run(table.insertion(row.values))
        } catch SQLError.unique {
            throw ArchiveRejection.archiveNameTaken
        } catch SQLError.failed {
            throw ArchiveRejection.archiveUnreadable
        } catch is DecodingError {
            throw ArchiveRejection.archiveUnreadable
        }
    }

    private static func head(of table: StoredTable) -> ArchiveLines.Table {
        ArchiveLines.Table(table: table.name, columns: table.columns.map(\.name))
    }

    private static func steps(in session: any SQLSession) throws -> [String] {
        try session.rows("SELECT name FROM schema_steps").map { try $0.text(0) }.sorted()
    }

    private static func decoded<T: Decodable>(_ type: T.Type, _ line: Data) throws -> T {
        do {
            return try JSON.decode(type, from: line)
        } catch is DecodingError {
            throw ArchiveRejection.archiveUnreadable
        }
    }
}
