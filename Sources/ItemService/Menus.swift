import Contracts
import HTTPTypes
import NIOCore
import Platform

/// The menu as a whole: read, imported and exported.
struct Menus: Sendable {
    let database: Database
    let peers: Peers
    let cache: MenuCache

    /// The rendered menu for a reader; an unchanged one costs one look at the journal's head.
    func menu(for caller: Caller, at now: Timestamp) async throws -> MenuCache.Rendered {
        let store = caller.store
        let key = MenuCache.Key(store: store, withCost: caller.may(.seeCost))
        let version = try await database.head(of: store)
        let kept = cache.menu(key, version: version, at: now)
        if let kept, kept.counts == nil { return kept }
        let counts = await stockCounts(of: store)
        if let kept, kept.counts == counts { return kept }
        let catalogue = try await catalogue(of: store).stocked(counts)
        let view = MenuView(catalogue, withCost: key.withCost, at: now)
        let rendered = MenuCache.Rendered(
            version: catalogue.version, tag: catalogue.tag(withCost: key.withCost, of: key.store, at: now),
            body: ByteBuffer(bytes: try JSON.encode(view)), goodUntil: catalogue.returns(around: now).next,
            counts: catalogue.isCounted ? counts : nil)
        cache.keep(rendered, as: key)
        return rendered
    }

    /// What Order has left of the things that are counted; empty while it is away, and then the last count is shown.
    private func stockCounts(of store: StoreID) async -> StockCounts {
        do {
            return try await peers.call(.order, .get, "/internal/order/stock", store: store)
        } catch {
            return StockCounts(version: 0, left: [:])
        }
    }

    /// The catalogue as a CSV file; without the right to see costs their fields are empty.
    func export(for caller: Caller) async throws -> String {
        MenuSheet.csv(try await catalogue(of: caller.store), withCost: caller.may(.seeCost))
    }

    /// What an import would do; nothing is written.
    func planned(_ sheet: MenuSheet, by caller: Caller, at now: Timestamp) async throws -> ImportPlan.Summary {
        try caller.require(.manageMenu)
        return try Self.plan(sheet, into: try await catalogue(of: caller.store), at: now).summary
    }

    /// Takes a whole sheet over, or none of it when a row is bad.
    func take(
        _ sheet: MenuSheet, stamp: CommandStamp?, by caller: Caller, at now: Timestamp
    ) async throws -> Answer {
        try caller.require(.manageMenu)
        let answer = try await database.command(stamp, by: caller, at: now, status: 200) { tx in
            let plan = try Self.plan(sheet, into: try tx.session.catalogue(of: caller.store), at: now)
            for category in plan.categories {
                try tx.save(category)
                try tx.record(category.changed)
            }
            let changes = plan.changes
            for change in changes where change.before?.barcode != change.after.barcode && change.before != nil {
                try tx.clearBarcode(of: change.after.id)
            }
            for change in changes {
                try tx.save(change.after, before: change.before)
                try tx.record(change.after.changed)
                if change.after.stock != change.before?.stock {
                    try tx.record(count: change.after.stock, of: change.after.id.text)
                }
            }
            return plan.summary
        }
        await peers.settle(.order, heard: .item, database: database, store: caller.store)
        return answer
    }

    private static func plan(_ sheet: MenuSheet, into catalogue: Catalogue, at now: Timestamp) throws -> ImportPlan {
        try ImportPlan(sheet, into: catalogue, newCategory: { .make(at: now) }, newItem: { .make(at: now) })
    }

    private func catalogue(of store: StoreID) async throws -> Catalogue {
        try await database.read { try $0.catalogue(of: store) }
    }
}

extension SQLSession {
    /// All that is visible in a store, in four statements whatever its size.
    fileprivate func catalogue(of store: StoreID) throws -> Catalogue {
        Catalogue(
            version: try Journal.head(store, in: self), categories: try categories(of: store),
            optionGroups: try optionGroups(of: store), items: try items(of: store))
    }
}
