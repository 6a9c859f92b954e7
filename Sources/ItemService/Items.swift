import Contracts
import Platform

/// Adding, changing and hiding what is sold.
struct Items: Sendable {
    let database: Database
    let peers: Peers

    /// How many items a `PUT /items/costs` gave another cost.
    struct CostsChanged: Codable, Sendable {
        let updated: Int
        let unchanged: Int
    }

    /// A page of the visible items, of one category or of all, in the order of their ids.
    func page(of store: StoreID, in category: CategoryID?, after cursor: ItemID?, limit: Int) async throws -> [Item] {
        try await database.read { session in
            guard let category else { return try session.items(of: store, after: cursor?.text ?? "", limit: limit) }
            return try session.items(in: category, of: store, after: cursor?.text ?? "", limit: limit)
        }
    }

    func item(_ id: ItemID, of store: StoreID) async throws -> Item {
        guard let item = try await database.read({ try $0.item(id, of: store) }) else { throw AccessRejection.notFound }
        return item
    }

    func add(_ form: ItemChange, stamp: CommandStamp?, by caller: Caller, at now: Timestamp) async throws -> Answer {
        try caller.require(.manageMenu)
        let answer = try await database.command(stamp, by: caller, at: now) { tx in
            let id = form.id ?? .make(at: now)
            guard try !tx.session.isItem(id, of: caller.store) else { throw AccessRejection.idReused }
            let position = try form.categoryId.map { try tx.session.nextPosition(in: $0, of: caller.store) }
            let item = try form.item(id: id, position: position ?? 0)
            try Self.put(item, before: nil, in: tx)
            try tx.record(count: item.stock, of: item.id.text)
            return ItemView(item, withCost: caller.may(.seeCost), at: now)
        }
        await settle(caller)
        return answer
    }

    /// Changes an item; whoever takes orders may switch it sold out.
    func change(
        _ id: ItemID, _ form: ItemChange, expected: Int64?, by caller: Caller, at now: Timestamp
    ) async throws -> Item {
        if !form.switchesSoldOutOnly || !caller.may(.order) { try caller.require(.manageMenu) }
        let changed = try await database.transaction(by: caller, at: now) { tx in
            let item = try Self.item(id, expected: expected ?? form.version, in: tx)
            let changed = try form.applied(to: item)
            if changed != item { try Self.put(changed, before: item, in: tx) }
            // The same number again is a new count: some were sold since the last one.
            if case .set = form.stock { try tx.record(count: changed.stock, of: id.text) }
            return changed
        }
        await settle(caller)
        return changed
    }

    /// Hides an item; receipts go on naming it.
    func hide(_ id: ItemID, expected: Int64?, by caller: Caller, at now: Timestamp) async throws {
        try caller.require(.manageMenu)
        try await database.transaction(by: caller, at: now) { tx in
            let item = try Self.item(id, expected: expected, in: tx)
            try tx.surroundings(of: item).checkRemoval()
            try tx.save(item.removed, before: item)
            try tx.record(item.removed.changed)
        }
        await settle(caller)
    }

    /// Gives many items their costs, all or none.
    func setCosts(_ changes: [CostChange], by caller: Caller, at now: Timestamp) async throws -> CostsChanged {
        try caller.require(.manageMenu)
        try CostChange.check(changes)
        let updated = try await database.transaction(by: caller, at: now) { tx in
            var items: [ItemID: Item] = [:]
            for change in changes { items[change.itemId] = try tx.session.item(change.itemId, of: caller.store) }
            let changed = try CostChange.applied(changes, to: items)
            for (before, after) in changed {
                try tx.save(after, before: before)
                try tx.record(after.changed)
            }
            return changed.count
        }
        await settle(caller)
        return CostsChanged(updated: updated, unchanged: changes.count - updated)
    }

    private static func item(_ id: ItemID, expected: Int64?, in tx: Transaction) throws -> Item {
        guard let item = try tx.session.item(id, of: tx.store) else { throw AccessRejection.notFound }
        guard expected ?? item.version == item.version else { throw AccessRejection.versionStale }
        return item
    }

    private static func put(_ item: Item, before: Item?, in tx: Transaction) throws {
        try tx.surroundings(of: item).check(item)
        try tx.save(item, before: before)
        try tx.record(item.changed)
    }

    /// The next order should know the change when the answer arrives.
    private func settle(_ caller: Caller) async {
        await peers.settle(.order, heard: .item, database: database, store: caller.store)
    }
}
