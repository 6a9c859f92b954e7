/// The language of a report.
package enum ReportLanguage: String, Sendable, Hashable, Codable, CaseIterable {
    case ko
    case en
}

/// Writes numbers the same way on every machine, whatever its locale.
package enum PlainNumbers {
    /// 1234567 -> "1,234,567".
    package static func grouped(_ number: Int64) -> String {
        let digits = String(number.magnitude)
        let head = digits.count % 3
        var groups = head > 0 ? [String(digits.prefix(head))] : []
        var rest = digits.dropFirst(head)
        while !rest.isEmpty {
            groups.append(String(rest.prefix(3)))
            rest = rest.dropFirst(3)
        }
        return (number < 0 ? "-" : "") + groups.joined(separator: ",")
    }

    /// 1234567 -> "1,234,567".
    package static func grouped(_ number: Int) -> String {
        grouped(Int64(number))
    }

    /// Won: "12,000원" or "12,000 won".
    package static func won(_ amount: Int64, _ language: ReportLanguage) -> String {
        grouped(amount) + (language == .ko ? "원" : " won")
    }

    /// Won, rounded half away from zero.
    package static func won(_ amount: Double, _ language: ReportLanguage) -> String {
        won(whole(amount), language)
    }

    /// A fraction as percent with at most one decimal: 0.0697 -> "7%", 0.0654 -> "6.5%".
    package static func percent(_ fraction: Double) -> String {
        let tenths = whole(fraction * 1000)
        let decimal = tenths.magnitude % 10
        let sign = tenths < 0 ? "-" : ""
        return sign + grouped(Int64(tenths.magnitude / 10)) + (decimal == 0 ? "%" : ".\(decimal)%")
    }

    /// ISO 8601 weekday: 1 -> "월요일" or "Monday"; empty for a number that is no weekday.
    package static func weekday(_ number: Int, _ language: ReportLanguage) -> String {
        let korean = ["월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"]
        let english = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        guard (1...7).contains(number) else { return "" }
        return (language == .ko ? korean : english)[number - 1]
    }

    /// The nearest whole number; 0 for a value no Int64 holds.
    package static func whole(_ value: Double) -> Int64 {
        Int64(exactly: value.rounded()) ?? 0
    }
}
