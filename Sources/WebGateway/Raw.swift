import Contracts

/// JSON of any shape, passed on as it is.
enum Raw: Codable {
    case object([String: Raw])
    case array([Raw])
    case text(String)
    case whole(Int64)
    case number(Double)
    case truth(Bool)
    case null

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .truth(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .whole(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([Raw].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: Raw].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .object(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .whole(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .truth(let value): try container.encode(value)
        case .null: try container.encodeNil()
        }
    }
}

extension Raw {
    /// What a text says, or the text itself when it is no JSON: an altered row must show too.
    init(read text: String) {
        do {
            self = try JSON.decode(Raw.self, from: text)
        } catch {
            self = .text(text)
        }
    }
}
