import Contracts

/// Why the Consulting service refuses.
package enum ConsultingRejection: Rejection, Equatable {
    /// Advice is asked for a range that begins on or before the day it ends.
    case rangeReversed
    /// Advice is asked for at most 1,100 days.
    case rangeTooLong
    /// A question has at most 1,000 characters.
    case questionTooLong
    /// A job that has ended cannot be cancelled.
    case alreadyEnded

    package var status: Int { self == .alreadyEnded ? 409 : 422 }

    package var pointer: String? {
        switch self {
        case .rangeReversed: "/from"
        case .rangeTooLong: "/to"
        case .questionTooLong: "/question"
        case .alreadyEnded: nil
        }
    }

    package var words: Words {
        switch self {
        case .rangeReversed:
            Words(ko: "시작일이 종료일보다 늦어요.", en: "The first day is after the last one.")
        case .rangeTooLong: Words(ko: "기간은 1,100일까지예요.", en: "A range has at most 1,100 days.")
        case .questionTooLong: Words(ko: "질문은 1,000자까지예요.", en: "A question has at most 1,000 characters.")
        case .alreadyEnded: Words(ko: "이미 끝난 분석이에요.", en: "This analysis has already ended.")
        }
    }
}
