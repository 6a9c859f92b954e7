import Foundation

/// A UUID that names one kind of thing, kept as lower-case text; ids of different things do not mix.
package struct Identifier<Thing>: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    package let text: String

    /// Reads a UUID of any version in any case; nil when the text is not one.
    package init?(_ text: String) {
        switch UUIDText.form(of: text) {
        case .lower: self.text = text
        case .mixed: self.text = text.lowercased()
        case .other: return nil
        }
    }

    private init(trusted text: String) { self.text = text }

    /// An id read back from our own database, which only ever holds lower-case UUIDs.
    package static func stored(_ text: String) -> Identifier { Identifier(trusted: text) }

    /// A new version 7 UUID (RFC 9562, 5.7): 48 bits of milliseconds, then random bits.
    package static func make(at now: Timestamp = .now) -> Identifier {
        Identifier(trusted: UUIDText.version7(milliseconds: now.milliseconds))
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let id = Identifier(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a UUID")
        }
        self = id
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    package var description: String { text }
    package static func < (left: Identifier, right: Identifier) -> Bool { left.text < right.text }
}

/// Writes UUIDs as text.
package enum UUIDText {
    private static let digits = Array("0123456789abcdef".utf8)

    /// What a text is: a UUID in lower case, one with capitals, or something else.
    enum Form {
        case lower, mixed, other
    }

    /// Foundation's own reader goes through sscanf, which every id of every request would pay for.
    static func form(of text: String) -> Form {
        var form = Form.lower
        var index = 0
        for byte in text.utf8 {
            let isDash = index == 8 || index == 13 || index == 18 || index == 23
            switch byte {
            case UInt8(ascii: "-") where isDash: break
            case UInt8(ascii: "0")...UInt8(ascii: "9") where !isDash,
                UInt8(ascii: "a")...UInt8(ascii: "f") where !isDash:
                break
            case UInt8(ascii: "A")...UInt8(ascii: "F") where !isDash: form = .mixed
            default: return .other
            }
            index += 1
            if index > 36 { return .other }
        }
        return index == 36 ? form : .other
    }

    /// A version 7 UUID for a moment, lower case.
    package static func version7(milliseconds: Int64) -> String {
        var bytes = [UInt8](repeating: 0, count: 16)
        for index in 0..<6 { bytes[index] = UInt8(truncatingIfNeeded: milliseconds >> (40 - 8 * index)) }
        var random = UInt64.random(in: .min ... .max)
        for index in 6..<14 {
            bytes[index] = UInt8(truncatingIfNeeded: random)
            random >>= 8
        }
        bytes[14] = .random(in: .min ... .max)
        bytes[15] = .random(in: .min ... .max)
        return text(bytes, version: 7)
    }

    /// Sixteen bytes as a UUID with the given version and the RFC 9562 variant.
    package static func text(_ source: [UInt8], version: UInt8) -> String {
        var bytes = source
        bytes[6] = bytes[6] & 0x0f | version << 4
        bytes[8] = bytes[8] & 0x3f | 0x80
        var out: [UInt8] = []
        out.reserveCapacity(36)
        for (index, byte) in bytes.prefix(16).enumerated() {
            if index == 4 || index == 6 || index == 8 || index == 10 { out.append(UInt8(ascii: "-")) }
            out.append(digits[Int(byte >> 4)])
            out.append(digits[Int(byte & 15)])
        }
        return String(decoding: out, as: UTF8.self)
    }
}

/// The things that ids name.
package enum Named {
    package enum Store {}
    package enum Staff {}
    package enum Session {}
    package enum Terminal {}
    package enum Category {}
    package enum Item {}
    package enum OptionGroup {}
    package enum Option {}
    package enum Area {}
    package enum Table {}
    package enum Order {}
    package enum Line {}
    package enum Ticket {}
    package enum PrintJob {}
    package enum Check {}
    package enum Discount {}
    package enum Sale {}
    package enum SaleLine {}
    package enum Tender {}
    package enum Refund {}
    package enum Shift {}
    package enum Movement {}
    package enum Consulting {}
    package enum Event {}
    package enum Command {}
}

package typealias StoreID = Identifier<Named.Store>
package typealias StaffID = Identifier<Named.Staff>
package typealias SessionID = Identifier<Named.Session>
package typealias TerminalID = Identifier<Named.Terminal>
package typealias CategoryID = Identifier<Named.Category>
package typealias ItemID = Identifier<Named.Item>
package typealias OptionGroupID = Identifier<Named.OptionGroup>
package typealias OptionID = Identifier<Named.Option>
package typealias AreaID = Identifier<Named.Area>
package typealias TableID = Identifier<Named.Table>
package typealias OrderID = Identifier<Named.Order>
package typealias LineID = Identifier<Named.Line>
package typealias TicketID = Identifier<Named.Ticket>
package typealias PrintJobID = Identifier<Named.PrintJob>
package typealias CheckID = Identifier<Named.Check>
package typealias DiscountID = Identifier<Named.Discount>
package typealias SaleID = Identifier<Named.Sale>
package typealias SaleLineID = Identifier<Named.SaleLine>
package typealias TenderID = Identifier<Named.Tender>
package typealias ConsultingID = Identifier<Named.Consulting>
package typealias EventID = Identifier<Named.Event>
package typealias CommandID = Identifier<Named.Command>
package typealias RefundID = Identifier<Named.Refund>
package typealias ShiftID = Identifier<Named.Shift>
package typealias MovementID = Identifier<Named.Movement>
