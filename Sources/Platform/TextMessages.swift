import Contracts
import Foundation

/// Sends a text to a phone; returns once somebody has taken it over, throws `TextMessageError` when nobody has.
package typealias TextMessageSender = @Sendable (_ to: PhoneNumber, _ text: String) async throws -> Void

/// Why a text message was not taken over; never holds a phone number.
package enum TextMessageError: Error, Equatable, CustomStringConvertible {
    /// The sender will never take this message.
    case refused(String)
    /// The sender could not be reached or has no room; the same message may be taken later.
    case unavailable(String)

    package var description: String {
        switch self {
        case .refused(let reason): "refused: \(reason)"
        case .unavailable(let reason): "unavailable: \(reason)"
        }
    }
}

/// The senders there are, and which of them an installation has chosen.
package enum TextMessages {
    /// What the setting `message.sender` may say.
    package enum Choice: Sendable, Equatable {
        case file
        case sns(AmazonSNS.Account)
        case none
    }

    /// The chosen sender, nil when nothing is to be sent; `folder` is where the file sender writes.
    package static func sender(_ choice: Choice, folder: String) -> TextMessageSender? {
        switch choice {
        case .file: file(in: folder)
        case .sns(let account): AmazonSNS(account).send
        case .none: nil
        }
    }

    /// Appends each message as one line of JSON to `messages.jsonl`, so that a developer sees what would be sent.
    package static func file(in folder: String) -> TextMessageSender {
        { phone, text in
            let line = try JSON.encode(Line(at: .now, to: phone.masked, text: text)) + Data("\n".utf8)
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let descriptor = open(folder + "/messages.jsonl", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw TextMessageError.unavailable(String(cString: strerror(errno))) }
            defer { close(descriptor) }
            // One write, so that the lines of two messages never mix.
            let written = line.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard written == line.count else {
                throw TextMessageError.unavailable("only \(written) of \(line.count) bytes were written")
            }
        }
    }

    private struct Line: Encodable {
        let at: Timestamp
        let to: String
        let text: String
    }
}
