/// A currency by its ISO 4217 code: how many decimals its amounts have, and how people write them.
package struct Currency: Hashable, Sendable {
    package let code: String

    package init(_ code: String) { self.code = code }

    /// Decimals of the minor unit by ISO 4217: none for won and yen, three for dinars, else two.
    package var decimals: Int {
        if Self.whole.contains(code) { return 0 }
        return Self.thousandths.contains(code) ? 3 : 2
    }

    private static let whole: Set = [
        "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF",
        "XPF",
    ]
    private static let thousandths: Set = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]

    /// An amount in figures: thousands separators, the currency's decimals, a real minus sign unless told otherwise.
    package func figures(_ amount: Money, minus: String = "−") -> String {
        let digits = Digits.padded(String(amount.minor.magnitude), decimals + 1)
        let whole = digits.dropLast(decimals)
        var text = amount < .zero ? minus : ""
        for (index, digit) in whole.enumerated() {
            if index > 0 && (whole.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return decimals == 0 ? text : text + "." + digits.suffix(decimals)
    }

    /// An amount as people read it: `12,300원` and `₩12,300`, elsewhere the code behind the figures.
    package func text(_ amount: Money, _ language: Language) -> String {
        let figures = figures(amount)
        guard code == "KRW" else { return figures + " " + code }
        return language == .ko ? figures + "원" : "₩" + figures
    }
}

extension Digits {
    /// Digits at hand, with leading zeros.
    fileprivate static func padded(_ digits: String, _ width: Int) -> String {
        String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
