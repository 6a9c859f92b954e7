import Contracts
import Platform

/// What Sale hears: the store's settings and the names of its staff.
enum SalesEvents {
    static func listeners(into database: Database) -> [Listener] {
        [
            Listener("sale", hears: .store, into: database) { tx, event in
                if let opened = try event.decoded(StoreOpened.self) { try tx.keep(opened.settings) }
                if let changed = try event.decoded(StoreChanged.self) { try tx.keep(changed.settings) }
                if let terminal = try event.decoded(TerminalChanged.self) { try tx.keep(terminal) }
                if let staff = try event.decoded(StaffChanged.self) { try tx.keep(staff) }
            }
        ]
    }
}
