import Contracts
import Foundation

/// Texts that people type: trimmed, in composed form, and at most the documented length.
enum Texts {
    static func required(_ text: String, _ pointer: String, most: Int) throws -> String {
        // A Mac writes Hangul decomposed; composed, the same name is the same text in every file and database.
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines).precomposedStringWithCanonicalMapping
        let readable = trimmed.unicodeScalars.allSatisfy {
            $0.properties.generalCategory != .control || $0 == "\n" || $0 == "\r" || $0 == "\t"
        }
        guard !trimmed.isEmpty, trimmed.count <= most, trimmed.utf8.count <= most * 12, readable else {
            throw ItemRejection.textInvalid(pointer: pointer)
        }
        return trimmed
    }

    /// The checked text; nil when nothing but space was typed.
    static func optional(_ text: String?, _ pointer: String, most: Int) throws -> String? {
        guard let text, !text.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty else { return nil }
        return try required(text, pointer, most: most)
    }
}

/// Numbers within the documented limits.
enum Numbers {
    static func amount(_ amount: Money, _ pointer: String) throws -> Money {
        guard (Money.zero...Money.limit).contains(amount) else {
            throw ItemRejection.amountOutOfRange(pointer: pointer)
        }
        return amount
    }

    static func stock(_ count: Int, _ pointer: String) throws -> Int {
        guard (0...1_000_000_000).contains(count) else { throw ItemRejection.stockOutOfRange(pointer: pointer) }
        return count
    }

    static func position(_ position: Int) throws -> Int {
        guard (0...1_000_000).contains(position) else { throw ItemRejection.positionOutOfRange }
        return position
    }
}

/// Lists of things that are named.
enum Lists {
    /// Throws when a list is too long or names something twice.
    static func check<Element: Hashable>(_ list: [Element], _ pointer: String) throws {
        guard list.count <= 100 else { throw ItemRejection.listTooLong(pointer: pointer) }
        try checkDistinct(list) { "\(pointer)/\($0)" }
    }

    /// Throws when a list of any length names something twice, pointing at the second.
    static func checkDistinct<Element: Hashable>(_ list: [Element], _ pointer: (Int) -> String) throws {
        var seen: Set<Element> = []
        for (index, element) in list.enumerated() where !seen.insert(element).inserted {
            throw ItemRejection.repeated(pointer: pointer(index))
        }
    }
}
