import Foundation

/// A phone number in E.164, such as +821012345678; everything but `e164` shows only its last four digits.
package struct PhoneNumber: Sendable, Hashable {
    /// The whole number: for whoever dials it, never for a log.
    package let e164: String

    /// Reads what people write: `+82 10-1234-5678` stays, `010-1234-5678` gets the country's code instead of its 0.
    ///
    /// `country` is the code that national numbers are dialled in; without one only numbers that begin with + are read.
    package init?(_ text: String, country: String? = "82") {
        let separators: Set<Character> = [" ", "-", ".", "(", ")", "\u{2010}", "\u{2011}", "\u{2013}"]
        let written = String(text.filter { !separators.contains($0) })
        let international: Substring
        if written.hasPrefix("+") {
            international = written.dropFirst()
        } else if let country, written.hasPrefix("0"), (9...12).contains(written.count) {
            international = (country + written.dropFirst())[...]
        } else {
            return nil
        }
        guard (8...15).contains(international.count), !international.hasPrefix("0"),
            international.allSatisfy({ $0.isASCII && $0.isNumber }),
            // A second 0 would be another country's prefix, dialled from a phone.
            !written.hasPrefix("00")
        else { return nil }
        e164 = "+" + international
    }

    /// The number with all but its last four digits struck out.
    package var masked: String { "+" + String(repeating: "*", count: e164.count - 5) + e164.suffix(4) }
}

extension PhoneNumber: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { masked }
    package var debugDescription: String { masked }
    package var customMirror: Mirror { Mirror(self, children: ["e164": masked]) }
}
