/// Comma-separated values as RFC 4180 describes them, in UTF-8.
package enum CSV {
    /// A record and the line of the file on which it begins, counted from 1.
    package struct Row: Sendable, Equatable {
        package let line: Int
        package let fields: [String]
    }

    /// The records of a file, blank lines left out; throws when there are more than `most`.
    package static func rows(of bytes: [UInt8], most: Int) throws -> [Row] {
        var reader = Reader(bytes: bytes)
        var rows: [Row] = []
        while let row = try reader.next() {
            guard rows.count < most else { throw ItemRejection.tooManyRows }
            rows.append(row)
        }
        return rows
    }

    /// A record as a line of a file, exactly what `rows` reads back.
    static func line(_ fields: [String]) -> String {
        fields.map(quoted).joined(separator: ",") + "\r\n"
    }

    private static func quoted(_ field: String) -> String {
        let special = field.utf8.contains { $0 == comma || $0 == quote || $0 == lineFeed || $0 == carriageReturn }
        guard special else { return field }
        // Byte by byte: a quote that carries a combining mark is another Character, but still a quote to readers.
        let doubled = field.utf8.flatMap { $0 == quote ? [quote, quote] : [$0] }
        return "\"" + String(decoding: doubled, as: UTF8.self) + "\""
    }

    private static let comma = UInt8(ascii: ",")
    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// Reads one record after the other.
    private struct Reader {
        private let bytes: [UInt8]
        private var index: Int
        private var line = 1

        init(bytes: [UInt8]) {
            self.bytes = bytes
            index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        }

        mutating func next() throws -> Row? {
            while index < bytes.count {
                let start = line
                var fields: [String] = []
                repeat { fields.append(try field()) } while takeComma()
                takeLineEnd()
                if fields != [""] { return Row(line: start, fields: fields) }
            }
            return nil
        }

        private mutating func field() throws -> String {
            if index < bytes.count, bytes[index] == quote { return try quotedField() }
            let start = index
            while index < bytes.count, !endsField(bytes[index]) {
                guard bytes[index] != quote else { throw ItemRejection.importUnreadable(line: line) }
                index += 1
            }
            return try text(bytes[start..<index])
        }

        private mutating func quotedField() throws -> String {
            let start = line
            var content: [UInt8] = []
            index += 1
            while index < bytes.count {
                let byte = bytes[index]
                index += 1
                if byte == quote {
                    guard index < bytes.count, bytes[index] == quote else { return try closed(content) }
                    index += 1
                }
                if byte == lineFeed { line += 1 }
                content.append(byte)
            }
            throw ItemRejection.importUnreadable(line: start)
        }

        /// After the closing quote the field must end.
        private func closed(_ content: [UInt8]) throws -> String {
            guard index == bytes.count || endsField(bytes[index]) else {
                throw ItemRejection.importUnreadable(line: line)
            }
            return try text(content[...])
        }

        private func endsField(_ byte: UInt8) -> Bool { byte == comma || byte == lineFeed || byte == carriageReturn }

        private func text(_ slice: ArraySlice<UInt8>) throws -> String {
            guard let text = String(validating: slice, as: UTF8.self) else {
                throw ItemRejection.importUnreadable(line: line)
            }
            return text
        }

        private mutating func takeComma() -> Bool {
            guard index < bytes.count, bytes[index] == comma else { return false }
            index += 1
            return true
        }

        private mutating func takeLineEnd() {
            guard index < bytes.count else { return }
            let isReturn = bytes[index] == carriageReturn
            index += 1
            if isReturn, index < bytes.count, bytes[index] == lineFeed { index += 1 }
            line += 1
        }
    }
}
