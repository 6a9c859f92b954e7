/// What other rooms may know of a store; phone numbers stay in the Store service.
package struct StoreSettings: Codable, Sendable, Hashable {
    package var name: String
    package var ownerName: String
    package var address: String?
    package var businessNumber: String?
    package var type: String
    package var currency: String
    package var timezone: String
    package var businessDayStart: String
    package var pricesIncludeTax: Bool
    /// Percent: 10 = 10 %.
    package var taxRate: Double
    /// Cash is rounded down to whole multiples of this many minor units; nil for not at all.
    package var cashRounding: Int64?

    package init(
        name: String, ownerName: String, address: String?, businessNumber: String?, type: String, currency: String,
        timezone: String, businessDayStart: String, pricesIncludeTax: Bool, taxRate: Double,
        cashRounding: Int64? = nil
    ) {
        self.name = name
        self.ownerName = ownerName
        self.address = address
        self.businessNumber = businessNumber
        self.type = type
        self.currency = currency
        self.timezone = timezone
        self.businessDayStart = businessDayStart
        self.pricesIncludeTax = pricesIncludeTax
        self.taxRate = taxRate
        self.cashRounding = cashRounding
    }

    /// How the store counts its days; nil only if the settings were never checked.
    package var businessDay: BusinessDay? { BusinessDay(timezone: timezone, start: businessDayStart) }
}

/// A store signed up.
package struct StoreOpened: Event {
    package static let type = "store.opened"
    package let settings: StoreSettings
    package init(settings: StoreSettings) { self.settings = settings }
}

/// A store's profile or settings changed; carries all of them.
package struct StoreChanged: Event {
    package static let type = "store.changed"
    package let settings: StoreSettings
    package init(settings: StoreSettings) { self.settings = settings }
}

/// A staff member was added or changed; carries what is true now.
package struct StaffChanged: Event {
    package static let type = "staff.changed"
    package let staffId: StaffID
    package let name: String
    package let role: Role
    package let rights: [Right]
    package let active: Bool
    package init(staffId: StaffID, name: String, role: Role, rights: [Right], active: Bool) {
        self.staffId = staffId
        self.name = name
        self.role = role
        self.rights = rights
        self.active = active
    }
}

/// A terminal was added, paired or removed.
package struct TerminalChanged: Event {
    package static let type = "terminal.changed"
    package let terminalId: TerminalID
    package let name: String
    package let kind: String
    package let letter: String
    package let state: String
    package init(terminalId: TerminalID, name: String, kind: String, letter: String, state: String) {
        self.terminalId = terminalId
        self.name = name
        self.kind = kind
        self.letter = letter
        self.state = state
    }
}

/// Somebody signed in, switched by PIN, or was signed out.
package struct SessionChanged: Event {
    package static let type = "session.changed"
    package let sessionId: SessionID
    package let staffId: StaffID?
    package let state: String
    package init(sessionId: SessionID, staffId: StaffID?, state: String) {
        self.sessionId = sessionId
        self.staffId = staffId
        self.state = state
    }
}

/// A password or a PIN was replaced, or a right was lent; the secret itself is never recorded.
package struct CredentialUsed: Event {
    package static let type = "credential.used"
    package let staffId: StaffID
    package let act: String
    package init(staffId: StaffID, act: String) {
        self.staffId = staffId
        self.act = act
    }
}
