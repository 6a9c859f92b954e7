import Contracts

/// A heading of the menu under which items stand.
struct Category: Sendable, Hashable {
    let id: CategoryID
    var name: String
    var position: Int
    var hidden: Bool
    var version: Int64

    var changed: CategoryChanged {
        CategoryChanged(categoryId: id, name: name, position: position, hidden: hidden)
    }

    /// Throws when the name is another visible category's.
    func checkName(heldBy holder: CategoryID?) throws {
        guard holder == nil || holder == id else { throw ItemRejection.categoryNameTaken }
    }

    /// The category as the next version, hidden.
    var removed: Category {
        var copy = self
        copy.hidden = true
        copy.version += 1
        return copy
    }

    /// Those of the visible categories that stand elsewhere in the new order, as their next versions.
    static func moved(_ visible: [Category], into order: [CategoryID]) throws -> [Category] {
        try Lists.checkDistinct(order) { "/\($0)" }
        let positions = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
        guard order.count == visible.count, visible.allSatisfy({ positions[$0.id] != nil }) else {
            throw ItemRejection.categoryOrderIncomplete
        }
        return visible.compactMap { category in
            guard let position = positions[category.id], position != category.position else { return nil }
            var copy = category
            copy.position = position
            copy.version += 1
            return copy
        }
    }
}

/// What is sent to add or change a category; absent fields stay as they are.
struct CategoryChange: Codable, Sendable {
    var id: CategoryID?
    var name: String?
    var position: Int?
    var version: Int64?

    /// A new category; `position` is the place after the last one.
    func category(id: CategoryID, position: Int) throws -> Category {
        guard name != nil else { throw ItemRejection.fieldMissing(pointer: "/name") }
        return try applied(to: Category(id: id, name: "", position: position, hidden: false, version: 0))
    }

    /// The checked next version, or the same one when nothing changes.
    func applied(to category: Category) throws -> Category {
        var changed = category
        if let name { changed.name = try Texts.required(name, "/name", most: 100) }
        if let position { changed.position = try Numbers.position(position) }
        if changed != category { changed.version += 1 }
        return changed
    }
}

/// A category as the API shows it.
struct CategoryView: Codable, Sendable, Versioned {
    let id: CategoryID
    let name: String
    let position: Int
    let version: Int64

    init(_ category: Category) {
        id = category.id
        name = category.name
        position = category.position
        version = category.version
    }
}
