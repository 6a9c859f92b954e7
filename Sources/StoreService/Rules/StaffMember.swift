import Contracts

/// Somebody who works in a store.
package struct StaffMember: Codable, Sendable, Hashable {
    package let id: StaffID
    package var name: String
    package var role: Role
    /// Rights of their own; nil means those of the role.
    package var ownRights: Set<Right>?
    package var username: String?
    package var passwordHash: String?
    package var pinHash: String?
    package var active: Bool
    package var version: Int64

    package var rights: Set<Right> { ownRights ?? role.rights }

    package var sortedRights: [Right] { rights.sorted { $0.rawValue < $1.rawValue } }

    package var summary: StaffSummary { StaffSummary(id: id, name: name, role: role, rights: sortedRights) }

    package var changed: StaffChanged {
        StaffChanged(staffId: id, name: name, role: role, rights: sortedRights, active: active)
    }

    /// Throws when the new role or rights stand above those of whoever gives them.
    package func checkGiven(byRole role: Role, rights: Set<Right>) throws {
        guard self.role.rank > 0, self.role.rank <= role.rank, self.rights.isSubset(of: rights) else {
            throw StoreRejection.aboveOwnRank
        }
    }
}

/// What a manager sends to add or change a staff member; absent fields stay as they are.
package struct StaffChange: Codable, Sendable {
    var id: StaffID?
    var name: String?
    var role: Role?
    var rights: [Right]?
    var pin: String?
    var username: String?
    var password: String?
    var active: Bool?
    var version: Int64?

    var secretFree: StaffChange {
        var copy = self
        copy.pin = nil
        copy.password = nil
        return copy
    }
}

/// A staff member as the API shows one.
package struct StaffView: Codable, Sendable, Versioned {
    let id: StaffID
    let name: String
    let role: Role
    let rights: [Right]
    let username: String?
    let hasPin: Bool
    let active: Bool
    package let version: Int64

    init(_ member: StaffMember) {
        id = member.id
        name = member.name
        role = member.role
        rights = member.sortedRights
        username = member.username
        hasPin = member.pinHash != nil
        active = member.active
        version = member.version
    }
}
