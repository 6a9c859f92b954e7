import Contracts
import Foundation

/// Notes, names and reasons: trimmed, at most the documented length in characters.
enum OrderTexts {
    static func required(_ text: String, _ pointer: String, most: Int = 200) throws -> String {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !trimmed.isEmpty, trimmed.count <= most, trimmed.utf8.count <= most * 12 else {
            throw OrderRejection.textInvalid(pointer: pointer)
        }
        return trimmed
    }

    static func optional(_ text: String?, _ pointer: String, most: Int) throws -> String? {
        guard let text, !text.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty else { return nil }
        return try required(text, pointer, most: most)
    }
}
