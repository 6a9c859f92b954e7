import Contracts

/// Why a message to the owner was not sent.
package enum MessageRejection: Rejection, Equatable, CaseIterable {
    /// A text message goes only to a phone number, which only in Korea may lack its country's code.
    case phoneUnusable
    /// A message that its sender refuses is not sent again.
    case messageRefused
    /// A message that cannot be sent is tried twelve times, then given up.
    case messageUndelivered
    /// Without a sender nothing is sent, and every message says so.
    case senderMissing

    package var status: Int { 422 }

    package var words: Words {
        switch self {
        case .phoneUnusable:
            Words(
                ko: "문자를 받을 수 있는 전화번호가 아니에요. 매장 전화번호를 확인해 주세요.",
                en: "Text messages cannot reach the store's phone number. Please check it.")
        case .messageRefused:
            Words(ko: "문자 발송사가 이 문자를 거절했어요.", en: "The text message service refused this message.")
        case .messageUndelivered:
            Words(
                ko: "여러 번 시도했지만 문자를 보내지 못했어요.",
                en: "The text message could not be sent after several tries.")
        case .senderMissing:
            Words(ko: "문자 발송이 설정되지 않았어요.", en: "Sending text messages is not set up.")
        }
    }

    /// The reason that a code stands for.
    static func of(code: String) -> MessageRejection? { allCases.first { $0.code == code } }
}
