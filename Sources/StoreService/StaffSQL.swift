import Contracts
import Foundation
import Platform

extension Transaction {
    /// Inserts or replaces a staff member; `usernameTaken` when the username belongs to somebody else.
    func save(_ member: StaffMember) throws {
        if let username = member.username,
            let holder = try row("SELECT store_id, id FROM staff WHERE username = \(username)"),
            try holder.text(0) != store.text || holder.text(1) != member.id.text
        {
            throw StoreRejection.usernameTaken
        }
        let rights = try member.ownRights.map { try JSON.text($0.sorted { $0.rawValue < $1.rawValue }) }
        try run(
            """
            INSERT INTO staff (store_id, id, name, role, rights, username, password_hash, pin_hash, active, version)
            VALUES (\(store), \(member.id), \(member.name), \(member.role.rawValue), \(rights), \(member.username),
                \(member.passwordHash), \(member.pinHash), \(member.active), \(member.version))
            ON CONFLICT (store_id, id) DO UPDATE SET name = excluded.name, role = excluded.role,
                rights = excluded.rights, username = excluded.username, password_hash = excluded.password_hash,
                pin_hash = excluded.pin_hash, active = excluded.active, version = excluded.version
            """)
    }
}

extension SQLSession {
    func staff(of store: StoreID) throws -> [StaffMember] {
        try rows(
            """
            SELECT store_id, id, name, role, rights, username, password_hash, pin_hash, active, version FROM staff
            WHERE store_id = \(store) ORDER BY id
            """
        ).map(member)
    }

    func staffMember(_ id: StaffID, of store: StoreID) throws -> StaffMember? {
        try row(
            """
            SELECT store_id, id, name, role, rights, username, password_hash, pin_hash, active, version FROM staff
            WHERE store_id = \(store) AND id = \(id)
            """
        ).map(member)
    }

    /// Usernames are unique over all stores.
    func staffMember(username: String) throws -> (store: StoreID, member: StaffMember)? {
        try row(
            """
            SELECT store_id, id, name, role, rights, username, password_hash, pin_hash, active, version FROM staff
            WHERE username = \(username)
            """
        ).map { (StoreID.stored(try $0.text(0)), try member($0)) }
    }

    private func member(_ row: SQLRow) throws -> StaffMember {
        guard let role = Role(rawValue: try row.text(3)) else { throw SQLError.unexpected(column: 3, row.values[3]) }
        return StaffMember(
            id: .stored(try row.text(1)), name: try row.text(2), role: role,
            ownRights: try row.textOrNil(4).map { Set(try JSON.decode([Right].self, from: $0)) },
            username: try row.textOrNil(5), passwordHash: try row.textOrNil(6), pinHash: try row.textOrNil(7),
            active: try row.bool(8), version: try row.int(9))
    }
}
