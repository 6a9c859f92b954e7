import Contracts

/// Why the Dashboard service refuses.
package enum DashboardRejection: Rejection, Equatable {
    /// A range begins on or before the day it ends.
    case rangeReversed
    /// A range has at most 1,100 days.
    case rangeTooLong
    /// An export is by day, by item or by hour.
    case exportUnknown
    /// Figures are shown once the store's settings have been heard.
    case settingsAwaited
    /// Advice is given only on figures that hold every sale answered so far.
    case salesAwaited

    package var status: Int {
        switch self {
        case .settingsAwaited, .salesAwaited: 503
        default: 422
        }
    }

    package var pointer: String? {
        switch self {
        case .rangeReversed: "/from"
        case .rangeTooLong: "/to"
        case .exportUnknown: "/by"
        case .settingsAwaited, .salesAwaited: nil
        }
    }

    package var words: Words {
        switch self {
        case .rangeReversed:
            Words(ko: "시작일이 종료일보다 늦어요.", en: "The first day is after the last one.")
        case .rangeTooLong: Words(ko: "기간은 1,100일까지예요.", en: "A range has at most 1,100 days.")
        case .exportUnknown:
            Words(ko: "일별, 상품별, 시간별로 내보낼 수 있어요.", en: "Export by day, by item or by hour.")
        case .settingsAwaited:
            Words(ko: "매장 정보를 받고 있어요. 잠시 뒤 다시 해 주세요.", en: "The store's settings are on their way. Try again.")
        case .salesAwaited:
            Words(ko: "매출을 집계하고 있어요. 잠시 뒤 다시 해 주세요.", en: "Sales are still being counted. Try again.")
        }
    }
}
