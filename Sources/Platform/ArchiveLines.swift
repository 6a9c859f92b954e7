import Contracts
import Foundation

/// The lines of an archive (ADR 24): objects that say what follows, and a row of a table as an array.
enum ArchiveLines {
    static let format = "salesync-store-1"

    /// The first line.
    struct Head: Codable {
        let format: String
        let store: StoreID
    }

    /// Begins a room: the schema steps that its tables were made by.
    struct Room: Codable {
        let service: ServiceName
        let steps: [String]
    }

    /// Begins a table: what the values of its rows are.
    struct Table: Codable, Equatable {
        let table: String
        let columns: [String]
    }

    /// The last line, over all bytes before it.
    struct Seal: Codable {
        let lines: Int
        let sha256: String
    }

    /// A line of either kind but a row's.
    static func line(_ value: some Encodable) throws -> Data { try JSON.encode(value) + [UInt8(ascii: "\n")] }

    /// Appends a row; a truth is written as one, whichever way the engine keeps it.
    static func append(_ row: SQLRow, of table: StoredTable, to line: inout Data) throws {
        var mark = UInt8(ascii: "[")
        for (column, value) in zip(table.columns, row.values) {
            line.append(mark)
            mark = UInt8(ascii: ",")
            switch (column.kind, value) {
            case (_, .null): line.append(contentsOf: "null".utf8)
            case (.text, .text(let text)): append(text, to: &line)
            case (.int, .int(let number)): line.append(contentsOf: String(number).utf8)
            case (.bool, .bool(let truth)): line.append(contentsOf: (truth ? "true" : "false").utf8)
            case (.bool, .int(let number)): line.append(contentsOf: (number != 0 ? "true" : "false").utf8)
            default: throw SQLError.failed("\(table.name).\(column.name) holds \(value)")
            }
        }
        line.append(contentsOf: "]\n".utf8)
    }

    /// A JSON string in its shortest form: only what must be escaped is.
    private static func append(_ text: String, to line: inout Data) {
        line.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                line.append(UInt8(ascii: "\\"))
                line.append(byte)
            case 0..<32: line.append(contentsOf: "\\u00\(Hex.text([byte]))".utf8)
            default: line.append(byte)
            }
        }
        line.append(UInt8(ascii: "\""))
    }

    /// The lines of a stretch of an archive, without their ends.
    static func split(_ data: Data) -> [Range<Data.Index>] {
        var lines: [Range<Data.Index>] = []
        data.withUnsafeBytes { bytes in
            var start = 0
            while start < bytes.count {
                let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
                lines.append(data.startIndex + start..<data.startIndex + end)
                start = end + 1
            }
        }
        return lines
    }
}

/// A row as it is read back: each value must be what its column holds.
struct ArchivedRow: DecodableWithConfiguration {
    let values: [SQLValue]

    init(from decoder: any Decoder, configuration table: StoredTable) throws {
        var container = try decoder.unkeyedContainer()
        values = try table.columns.map { column in
            guard try !container.decodeNil() else { return .null }
            switch column.kind {
            case .text: return .text(try container.decode(String.self))
            case .int: return .int(try container.decode(Int64.self))
            case .bool: return .bool(try container.decode(Bool.self))
            }
        }
        guard container.isAtEnd, !values.contains(where: Self.holdsNUL) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a row of \(table.name)")
        }
    }

    private static func holdsNUL(_ value: SQLValue) -> Bool {
        if case .text(let text) = value { text.utf8.contains(0) } else { false }
    }
}
