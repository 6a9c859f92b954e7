import Contracts

/// A right that a higher PIN lent for one act.
package struct Approval: Sendable, Hashable {
    package let id: String
    package let by: StaffID
    package let right: Right

    package init(id: String, by: StaffID, right: Right) {
        self.id = id
        self.by = by
        self.right = right
    }
}

/// Who asks: a person, a terminal or one of our own services, always within one store.
package struct Caller: Sendable, Hashable {
    package let store: StoreID
    package let actor: String
    package let role: Role
    package let rights: Set<Right>
    package let terminal: TerminalID?
    package let session: String?
    /// The table that a guest sits at.
    package let table: TableID?
    package var approval: Approval?

    package init(
        store: StoreID, actor: String, role: Role, rights: Set<Right>, terminal: TerminalID? = nil,
        session: String? = nil, table: TableID? = nil, approval: Approval? = nil
    ) {
        self.store = store
        self.actor = actor
        self.role = role
        self.rights = rights
        self.terminal = terminal
        self.session = session
        self.table = table
        self.approval = approval
    }

    /// One of our own services acting on its own account, such as a listener.
    package static func service(_ name: ServiceName, for store: StoreID) -> Caller {
        Caller(store: store, actor: "service:\(name.rawValue)", role: .owner, rights: [])
    }

    /// The staff member, when a person is calling.
    package var staff: StaffID? { role.rank > 0 ? StaffID(actor) : nil }

    /// True for staff at a paired terminal, which may report when something already happened.
    package var isStaffAtTerminal: Bool { terminal != nil && role.rank > 0 }

    package func may(_ right: Right) -> Bool { rights.contains(right) || approval?.right == right }

    /// Throws `rightMissing` unless the caller holds or was lent the right.
    package func require(_ right: Right) throws {
        guard may(right) else { throw AccessRejection.rightMissing(right) }
    }
}
