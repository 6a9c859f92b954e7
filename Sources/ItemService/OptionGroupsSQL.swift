import Contracts
import Platform

extension Transaction {
    /// Inserts an option group or replaces the one before.
    func save(_ group: OptionGroup) throws {
        try run(
            """
            INSERT INTO option_groups (store_id, id, name, min_choices, max_choices, options, hidden_at, version)
            VALUES (\(store), \(group.id), \(group.name), \(group.min), \(group.max), \(try JSON.text(group.options)),
                \(group.hidden ? now : nil), \(group.version))
            ON CONFLICT (store_id, id) DO UPDATE SET name = excluded.name, min_choices = excluded.min_choices,
                max_choices = excluded.max_choices, options = excluded.options, hidden_at = excluded.hidden_at,
                version = excluded.version
            """)
        for option in group.options {
            try run(
                """
                INSERT INTO option_ids (store_id, id, group_id) VALUES (\(store), \(option.id), \(group.id))
                ON CONFLICT (store_id, id) DO NOTHING
                """)
        }
    }

    /// To which groups the ids of these options belong already.
    func holders(of options: [MenuOption]) throws -> [OptionID: OptionGroupID] {
        var holders: [OptionID: OptionGroupID] = [:]
        for option in options {
            let row = try row("SELECT group_id FROM option_ids WHERE store_id = \(store) AND id = \(option.id)")
            holders[option.id] = try row.map { .stored(try $0.text(0)) }
        }
        return holders
    }
}

extension SQLSession {
    /// All visible option groups, the oldest first.
    func optionGroups(of store: StoreID) throws -> [OptionGroup] {
        try rows(
            """
            SELECT id, name, min_choices, max_choices, options, hidden_at, version FROM option_groups
            WHERE store_id = \(store) AND hidden_at IS NULL ORDER BY id
            """
        ).map { try OptionGroup($0) }
    }

    /// A visible option group.
    func optionGroup(_ id: OptionGroupID, of store: StoreID) throws -> OptionGroup? {
        try row(
            """
            SELECT id, name, min_choices, max_choices, options, hidden_at, version FROM option_groups
            WHERE store_id = \(store) AND id = \(id) AND hidden_at IS NULL
            """
        ).map { try OptionGroup($0) }
    }

    /// True when the id was ever an option group's, even if it is hidden now.
    func isOptionGroup(_ id: OptionGroupID, of store: StoreID) throws -> Bool {
        try row("SELECT version FROM option_groups WHERE store_id = \(store) AND id = \(id)") != nil
    }
}

extension OptionGroup {
    fileprivate init(_ row: SQLRow) throws {
        self.init(
            id: .stored(try row.text(0)), name: try row.text(1), min: Int(try row.int(2)), max: Int(try row.int(3)),
            options: try JSON.decode([MenuOption].self, from: try row.text(4)), hidden: try row.intOrNil(5) != nil,
            version: try row.int(6))
    }
}
