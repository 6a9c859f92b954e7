import Contracts
import Platform

/// Adding, changing, ordering and hiding the headings of the menu.
struct Categories: Sendable {
    let database: Database
    let peers: Peers

    /// The visible categories in their order, and the version of the list as a whole.
    func list(_ store: StoreID) async throws -> (categories: [Category], version: Int64) {
        try await database.read { (try $0.categories(of: store), try $0.categoriesVersion(of: store)) }
    }

    func add(
        _ form: CategoryChange, stamp: CommandStamp?, by caller: Caller, at now: Timestamp
    ) async throws -> Answer {
        try caller.require(.manageMenu)
        let answer = try await database.command(stamp, by: caller, at: now) { tx in
            let id = form.id ?? .make(at: now)
            guard try !tx.session.isCategory(id, of: caller.store) else { throw AccessRejection.idReused }
            let position = try tx.session.nextCategoryPosition(of: caller.store)
            let category = try form.category(id: id, position: position)
            try Self.put(category, in: tx)
            return CategoryView(category)
        }
        await settle(caller)
        return answer
    }

    func change(
        _ id: CategoryID, _ form: CategoryChange, expected: Int64?, by caller: Caller, at now: Timestamp
    ) async throws -> Category {
        try caller.require(.manageMenu)
        let changed = try await database.transaction(by: caller, at: now) { tx in
            let category = try Self.category(id, expected: expected ?? form.version, in: tx)
            let changed = try form.applied(to: category)
            if changed != category { try Self.put(changed, in: tx) }
            return changed
        }
        await settle(caller)
        return changed
    }

    /// Hides a category with all of its items; receipts go on naming them.
    func hide(_ id: CategoryID, expected: Int64?, by caller: Caller, at now: Timestamp) async throws {
        try caller.require(.manageMenu)
        try await database.transaction(by: caller, at: now) { tx in
            let category = try Self.category(id, expected: expected, in: tx)
            guard try !tx.session.holdsParts(id, of: caller.store) else { throw ItemRejection.partOfSet }
            for item in try tx.session.items(in: id, of: caller.store, after: "", limit: .max) {
                try tx.save(item.removed, before: item)
                try tx.record(item.removed.changed)
            }
            try tx.save(category.removed)
            try tx.record(category.removed.changed)
        }
        await settle(caller)
    }

    /// Replaces the order of all categories; `expected` is the version of the list, nil for any.
    func reorder(
        _ order: [CategoryID], expected: Int64?, by caller: Caller, at now: Timestamp
    ) async throws -> (categories: [Category], version: Int64) {
        try caller.require(.manageMenu)
        let list = try await database.transaction(by: caller, at: now) { tx in
            let version = try tx.session.categoriesVersion(of: caller.store)
            guard expected ?? version == version else { throw AccessRejection.versionStale }
            for category in try Category.moved(try tx.session.categories(of: caller.store), into: order) {
                try tx.save(category)
                try tx.record(category.changed)
            }
            return (
                categories: try tx.session.categories(of: caller.store),
                version: try tx.session.categoriesVersion(of: caller.store)
            )
        }
        await settle(caller)
        return list
    }

    private static func category(_ id: CategoryID, expected: Int64?, in tx: Transaction) throws -> Category {
        guard let category = try tx.session.category(id, of: tx.store) else { throw AccessRejection.notFound }
        guard expected ?? category.version == category.version else { throw AccessRejection.versionStale }
        return category
    }

    private static func put(_ category: Category, in tx: Transaction) throws {
        try category.checkName(heldBy: try tx.session.categoryID(named: category.name, of: tx.store))
        try tx.save(category)
        try tx.record(category.changed)
    }

    /// The next order should know the change when the answer arrives.
    private func settle(_ caller: Caller) async {
        await peers.settle(.order, heard: .item, database: database, store: caller.store)
    }
}
