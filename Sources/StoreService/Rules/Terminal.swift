import Contracts

/// A till, a kiosk or a kitchen screen; its letter marks its receipts and is never given twice.
package struct Terminal: Codable, Sendable, Hashable {
    /// What a terminal is for.
    package enum Kind: String, Codable, Sendable {
        case till, kiosk, kitchen

        package var role: Role {
            switch self {
            case .till: .terminal
            case .kiosk: .kiosk
            case .kitchen: .kitchen
            }
        }
    }

    package let id: TerminalID
    package var name: String
    package var kind: Kind
    package var letter: String
    package var paired: Bool

    func changed(_ state: String) -> TerminalChanged {
        TerminalChanged(terminalId: id, name: name, kind: kind.rawValue, letter: letter, state: state)
    }
}

/// The letters of terminals: A..Z, AA.., without S (the server's) and Q (QR orders).
package enum TerminalLetter {
    /// The letter of the n-th terminal of a store, counted from 0.
    package static func letter(_ index: Int) -> String {
        var remaining = index
        var candidate = 0
        while true {
            let text = column(candidate)
            if text != "S" && text != "Q" {
                if remaining == 0 { return text }
                remaining -= 1
            }
            candidate += 1
        }
    }

    /// Bijective base 26, as spreadsheets name their columns.
    private static func column(_ index: Int) -> String {
        var value = index + 1
        var text = ""
        while value > 0 {
            let digit = (value - 1) % 26
            text = String(UnicodeScalar(UInt8(65 + digit))) + text
            value = (value - 1) / 26
        }
        return text
    }
}
