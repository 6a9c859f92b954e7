import Foundation

/// A value that a statement binds or returns.
package enum SQLValue: Sendable, Hashable {
    case null
    case text(String)
    case int(Int64)
    case real(Double)
    case bool(Bool)
}

/// What may stand inside `\( )` of a statement: it is bound as a parameter, never pasted as text.
package protocol SQLBindable {
    var sqlValue: SQLValue { get }
}

/// One statement in the portable subset, with its parameters: `"SELECT name FROM items WHERE id = \(id)"`.
package struct SQL: ExpressibleByStringInterpolation, Sendable {
    package private(set) var text: String
    package private(set) var arguments: [SQLValue]

    package init(stringLiteral value: String) {
        text = value
        arguments = []
    }

    package init(stringInterpolation: StringInterpolation) {
        text = stringInterpolation.text
        arguments = stringInterpolation.arguments
    }

    /// A statement made of names that the engine itself told us (``StoredTable``); never of anything from outside.
    init(_ text: String, _ arguments: [SQLValue]) {
        self.text = text
        self.arguments = arguments
    }

    /// Throws when a text holds a NUL, which no engine gives back whole.
    func checkTexts() throws {
        for case .text(let text) in arguments where text.utf8.contains(0) {
            throw SQLError.failed("a text with a NUL cannot be kept")
        }
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        private static let names = (0..<40).map { "$\($0)" }
        var text = ""
        var arguments: [SQLValue] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 3)
            arguments.reserveCapacity(interpolationCount)
        }

        package mutating func appendLiteral(_ literal: String) { text += literal }

        package mutating func appendInterpolation(_ value: some SQLBindable) { bind(value.sqlValue) }

        package mutating func appendInterpolation(_ value: (some SQLBindable)?) { bind(value?.sqlValue ?? .null) }

        /// A fragment written by ourselves, such as a list of columns; never anything from outside.
        package mutating func appendInterpolation(raw fragment: StaticString) { text += "\(fragment)" }

        private mutating func bind(_ value: SQLValue) {
            arguments.append(value)
            text += arguments.count < Self.names.count ? Self.names[arguments.count] : "$\(arguments.count)"
        }
    }
}

extension String: SQLBindable { package var sqlValue: SQLValue { .text(self) } }
extension Int64: SQLBindable { package var sqlValue: SQLValue { .int(self) } }
extension Int: SQLBindable { package var sqlValue: SQLValue { .int(Int64(self)) } }
extension Bool: SQLBindable { package var sqlValue: SQLValue { .bool(self) } }
extension Double: SQLBindable { package var sqlValue: SQLValue { .real(self) } }

/// A row of a result; columns are read by position, in the order of the SELECT.
package struct SQLRow: Sendable {
    package let values: [SQLValue]

    package init(values: [SQLValue]) { self.values = values }

    /// Text of a column; throws when it is NULL or something else.
    package func text(_ column: Int) throws -> String {
        guard case .text(let value) = values[column] else { throw SQLError.unexpected(column: column, values[column]) }
        return value
    }

    package func textOrNil(_ column: Int) throws -> String? {
        values[column] == .null ? nil : try text(column)
    }

    /// Integer of a column; throws when it is NULL or something else.
    package func int(_ column: Int) throws -> Int64 {
        guard case .int(let value) = values[column] else { throw SQLError.unexpected(column: column, values[column]) }
        return value
    }

    package func intOrNil(_ column: Int) throws -> Int64? {
        values[column] == .null ? nil : try int(column)
    }

    /// Truth of a column; SQLite keeps it as 0 or 1.
    package func bool(_ column: Int) throws -> Bool {
        switch values[column] {
        case .bool(let value): value
        case .int(let value): value != 0
        default: throw SQLError.unexpected(column: column, values[column])
        }
    }
}

/// What an engine says when a statement fails.
package enum SQLError: Error, CustomStringConvertible {
    /// A unique index refused the row; the text is the engine's own.
    case unique(String)
    /// The disk is full or the folder cannot be written.
    case storage(String)
    /// The engine cannot be reached or has been closed.
    case unavailable(String)
    /// Anything else.
    case failed(String)
    /// A column held another type than the code expects.
    case unexpected(column: Int, SQLValue)

    /// True when the database is away, closed or full; the same statement may succeed later.
    package var isOutage: Bool {
        switch self {
        case .storage, .unavailable: true
        case .unique, .failed, .unexpected: false
        }
    }

    package var description: String {
        switch self {
        case .unique(let text): "unique index: \(text)"
        case .storage(let text): "storage: \(text)"
        case .unavailable(let text): "unavailable: \(text)"
        case .failed(let text): "statement failed: \(text)"
        case .unexpected(let column, let value): "column \(column) holds \(value)"
        }
    }
}
