import Contracts
import Platform

/// Who pays what, and at which table: acts on the bill that the kitchen never hears of.
package struct Bills: Sendable {
    let database: Database

    func split(
        _ split: CheckSplit, of target: OrderActs.Target, stamp: CommandStamp?, by caller: Caller, at now: Timestamp
    ) async throws -> Answer {
        try caller.require(.order)
        return try await database.command(stamp, by: caller, at: now) { tx in
            let before = try target.order(in: tx)
            let order = try before.splitting(split) { .make(at: now) }
            try tx.update(order, from: before)
            try tx.record(OrderChanged(order, .split, checkId: split.of, detail: try JSON.text(split)))
            return OrderView(order)
        }
    }

    func putBack(
        _ check: CheckID, of target: OrderActs.Target, by caller: Caller, at now: Timestamp
    ) async throws -> Order {
        try caller.require(.order)
        return try await database.transaction(by: caller, at: now) { tx in
            let before = try target.order(in: tx)
            let order = try before.puttingBack(check)
            try tx.update(order, from: before)
            try tx.record(OrderChanged(order, .checkPutBack, checkId: check))
            return order
        }
    }

    func merge(
        _ other: OrderID, into target: OrderActs.Target, stamp: CommandStamp?, by caller: Caller, at now: Timestamp
    ) async throws -> Answer {
        try caller.require(.order)
        return try await database.command(stamp, by: caller, at: now, status: 200) { tx in
            let (into, from) = try target.order(in: tx).merging(try tx.order(other)) { .make(at: now) }
            try tx.rewrite(into)
            try tx.rewrite(from)
            try tx.carryTickets(from: from.id, to: into)
            try tx.record(OrderChanged(into, .merged, detail: from.id.text))
            try tx.record(OrderChanged(from, .merged, detail: into.id.text))
            return OrderView(into)
        }
    }

    /// Takes back the last split, move or merge.
    func undo(
        _ target: OrderActs.Target, stamp: CommandStamp?, by caller: Caller, at now: Timestamp
    ) async throws -> Answer {
        try caller.require(.order)
        return try await database.command(stamp, by: caller, at: now, status: 200) { tx in
            let before = try target.order(in: tx)
            try before.checkNotCancelled()
            if let other = before.lastMerged {
                let (into, parted) = try before.unmerging(try tx.order(other))
                var from = parted
                if let table = from.tableId, try Orders.found(table, in: tx) == nil {
                    // Its table was taken off the floor meanwhile; the party sits where it sat together.
                    (from.tableId, from.tableName) = (into.tableId, into.tableName)
                }
                try tx.rewrite(into)
                try tx.rewrite(from)
                try tx.carryTickets(from: into.id, to: from)
                try tx.record(OrderChanged(into, .undone, detail: "merge"))
                try tx.record(OrderChanged(from, .undone, detail: "merge"))
                return OrderView(into)
            }
            let order = try Self.undone(before, in: tx)
            try tx.update(order, from: before)
            try tx.record(OrderChanged(order, .undone, detail: before.history?.last?.word))
            return OrderView(order)
        }
    }

    private static func undone(_ order: Order, in tx: Transaction) throws -> Order {
        if let whole = try order.unsplit() { return whole }
        guard let table = order.tableBeforeMove else { throw OrderRejection.nothingToUndo }
        guard let id = table.id else { return try order.unmoved(to: (nil, nil)) }
        // A table that was taken off the floor meanwhile cannot be gone back to; then the party stays.
        let found = try Orders.found(id, in: tx)
        return try order.unmoved(to: (found?.id ?? order.tableId, found?.name ?? order.tableName))
    }
}
