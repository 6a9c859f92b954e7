import Contracts

/// What an import would do to a catalogue: found out first, done afterwards, so that a dry run says the same.
struct ImportPlan: Sendable {
    /// What an import answers.
    struct Summary: Codable, Sendable, Equatable {
        let created: Int
        let updated: Int
        let unchanged: Int
        /// Categories that were made.
        let categories: Int
    }

    /// An item of the file, and how it was before when it existed.
    struct Step: Sendable, Equatable {
        let line: Int
        let before: Item?
        let after: Item

        var isChange: Bool { before != after }
    }

    private(set) var categories: [Category] = []
    private(set) var steps: [Step] = []

    var changes: [Step] { steps.filter(\.isChange) }

    var summary: Summary {
        let created = steps.count { $0.before == nil }
        let changed = steps.count(where: \.isChange)
        return Summary(
            created: created, updated: changed - created, unchanged: steps.count - changed,
            categories: categories.count)
    }

    /// Plans the whole sheet; throws `rowsInvalid` with every row that cannot be taken.
    init(_ sheet: MenuSheet, into catalogue: Catalogue, newCategory: () -> CategoryID, newItem: () -> ItemID) throws {
        var stock = Stock(catalogue)
        var bad = sheet.bad
        for row in sheet.rows {
            let category: CategoryID
            if let known = stock.categories[row.category] {
                category = known
            } else {
                category = newCategory()
                categories.append(stock.addCategory(row.category, id: category))
            }
            if let step = stock.step(row, in: category, newItem: newItem) {
                steps.append(step)
            } else {
                bad.append(BadRow(line: row.line, reason: .rowRepeated))
            }
        }
        bad += Self.repeatedBarcodes(steps, besides: catalogue.items)
        guard bad.isEmpty else { throw ItemRejection.rowsInvalid(bad.sorted { $0.line < $1.line }) }
    }

    /// Barcodes are compared as they will be, so that two items may exchange theirs.
    private static func repeatedBarcodes(_ steps: [Step], besides items: [Item]) -> [BadRow] {
        let touched = Set(steps.map(\.after.id))
        var taken = Set(items.compactMap { touched.contains($0.id) ? nil : $0.barcode })
        return steps.compactMap { step in
            guard let barcode = step.after.barcode, !taken.insert(barcode).inserted else { return nil }
            return BadRow(line: step.line, reason: .barcodeTaken)
        }
    }

    /// What is left to be matched while the rows are read.
    private struct Stock {
        private struct Key: Hashable {
            let category: CategoryID
            let name: String
        }

        private(set) var categories: [String: CategoryID]
        private var lastCategory: Int
        private var lastItem: [CategoryID: Int] = [:]
        /// Items by name, those that come first at the end; several may have the same name.
        private var items: [Key: [Item]] = [:]
        private var seen: Set<Key> = []

        init(_ catalogue: Catalogue) {
            categories = Dictionary(
                catalogue.categories.map { ($0.name, $0.id) }, uniquingKeysWith: { first, _ in first })
            lastCategory = catalogue.categories.map(\.position).max() ?? -1
            for (category, items) in catalogue.shelves {
                lastItem[category.id] = items.last?.position
                for item in items.reversed() {
                    self.items[Key(category: category.id, name: item.name), default: []].append(item)
                }
            }
        }

        mutating func addCategory(_ name: String, id: CategoryID) -> Category {
            lastCategory += 1
            categories[name] = id
            return Category(id: id, name: name, position: lastCategory, hidden: false, version: 1)
        }

        /// Nil when the row names an item that an earlier row has named.
        mutating func step(_ row: MenuSheet.Row, in category: CategoryID, newItem: () -> ItemID) -> Step? {
            let key = Key(category: category, name: row.name)
            let isFirst = seen.insert(key).inserted
            if let known = items[key]?.popLast() {
                return Step(line: row.line, before: known, after: row.applied(to: known))
            }
            guard isFirst else { return nil }
            let position = lastItem[category].map { $0 + 1 } ?? 0
            lastItem[category] = position
            let blank = Item(id: newItem(), categoryId: category, name: row.name, price: row.price, position: position)
            var item = row.applied(to: blank)
            item.version = 1
            return Step(line: row.line, before: nil, after: item)
        }
    }
}

extension MenuSheet.Row {
    /// The item's next version with what the row tells, or the same one when it tells nothing new.
    func applied(to item: Item) -> Item {
        var changed = item
        changed.price = price
        changed.cost = cost ?? item.cost
        changed.taxClass = taxClass ?? item.taxClass
        changed.barcode = barcode ?? item.barcode
        changed.stock = stock ?? item.stock
        if changed != item { changed.version += 1 }
        return changed
    }
}
