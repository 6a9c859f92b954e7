import Contracts
import Foundation
import Platform

extension Transaction {
    func save(_ floor: Floor, version: Int64) throws {
        try run(
            """
            INSERT INTO floors (store_id, data, version) VALUES (\(store), \(try JSON.text(floor)), \(version))
            ON CONFLICT (store_id) DO UPDATE SET data = excluded.data, version = excluded.version
            """)
    }
}

extension SQLSession {
    /// The floor and its version; empty at version 0 before anybody drew one.
    func floor(of store: StoreID) throws -> (floor: Floor, version: Int64) {
        guard let row = try row("SELECT data, version FROM floors WHERE store_id = \(store)") else {
            return (Floor(areas: []), 0)
        }
        return (try JSON.decode(Floor.self, from: try row.text(0)), try row.int(1))
    }
}
