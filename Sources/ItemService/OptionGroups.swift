import Contracts
import Platform

/// Adding, changing and hiding the choices that items offer.
struct OptionGroups: Sendable {
    let database: Database
    let peers: Peers

    func list(_ store: StoreID) async throws -> [OptionGroup] {
        try await database.read { try $0.optionGroups(of: store) }
    }

    func add(
        _ form: OptionGroupChange, stamp: CommandStamp?, by caller: Caller, at now: Timestamp
    ) async throws -> Answer {
        try caller.require(.manageMenu)
        let answer = try await database.command(stamp, by: caller, at: now) { tx in
            let id = form.id ?? .make(at: now)
            guard try !tx.session.isOptionGroup(id, of: caller.store) else { throw AccessRejection.idReused }
            let group = try form.group(id: id) { .make(at: now) }
            try Self.put(group, in: tx)
            try Self.recordCounts(form, of: group, in: tx)
            return OptionGroupView(group, withCost: caller.may(.seeCost))
        }
        await settle(caller)
        return answer
    }

    func change(
        _ id: OptionGroupID, _ form: OptionGroupChange, expected: Int64?, by caller: Caller, at now: Timestamp
    ) async throws -> OptionGroup {
        try caller.require(.manageMenu)
        let changed = try await database.transaction(by: caller, at: now) { tx in
            let group = try Self.group(id, expected: expected ?? form.version, in: tx)
            let changed = try form.applied(to: group) { .make(at: now) }
            if changed != group { try Self.put(changed, in: tx) }
            try Self.recordCounts(form, of: changed, in: tx)
            return changed
        }
        await settle(caller)
        return changed
    }

    /// Hides a group and takes it from the items that offer it.
    func hide(_ id: OptionGroupID, expected: Int64?, by caller: Caller, at now: Timestamp) async throws {
        try caller.require(.manageMenu)
        try await database.transaction(by: caller, at: now) { tx in
            let group = try Self.group(id, expected: expected, in: tx)
            for item in try tx.session.items(using: id.text, of: caller.store) {
                let changed = item.without(id)
                try tx.save(changed, before: item)
                try tx.record(changed.changed)
            }
            try tx.save(group.removed)
            try tx.record(group.removed.changed)
        }
        await settle(caller)
    }

    private static func group(_ id: OptionGroupID, expected: Int64?, in tx: Transaction) throws -> OptionGroup {
        guard let group = try tx.session.optionGroup(id, of: tx.store) else { throw AccessRejection.notFound }
        guard expected ?? group.version == group.version else { throw AccessRejection.versionStale }
        return group
    }

    /// Every option whose count was named is counted anew, also by the same number.
    private static func recordCounts(_ form: OptionGroupChange, of group: OptionGroup, in tx: Transaction) throws {
        for (choice, option) in zip(form.options ?? [], group.options) {
            if case .set = choice.stock { try tx.record(count: option.stock, of: option.id.text) }
        }
    }

    private static func put(_ group: OptionGroup, in tx: Transaction) throws {
        try group.checkOptionIDs(heldBy: try tx.holders(of: group.options))
        try tx.save(group)
        try tx.record(group.changed)
    }

    /// The next order should know the change when the answer arrives.
    private func settle(_ caller: Caller) async {
        await peers.settle(.order, heard: .item, database: database, store: caller.store)
    }
}
