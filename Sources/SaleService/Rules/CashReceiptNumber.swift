import Contracts

/// Whom a cash receipt is made out to: a mobile phone, a business, or a cash receipt card.
package enum CashReceiptNumber {
    /// What the tax office keeps for guests who name nothing: 010-000-1234 자진발급.
    package static let unnamed = "0100001234"

    /// The digits of a number, hyphens and blanks left off; without one the tax office's own.
    package static func checked(_ text: String?, for purpose: CashReceiptPurpose) throws -> String {
        guard let text else {
            guard purpose == .incomeDeduction else { throw SaleRejection.cashReceiptNumberMissing }
            return unnamed
        }
        let number = text.filter { $0 != "-" && $0 != " " }
        guard number.utf8.allSatisfy({ (48...57).contains($0) }) else { throw SaleRejection.cashReceiptNumberInvalid }
        let isKnown = isPhone(number) || isCard(number) || (purpose == .expenseProof && isBusiness(number))
        guard isKnown else { throw SaleRejection.cashReceiptNumberInvalid }
        return number
    }

    /// The number with its last four digits alone to be seen.
    package static func masked(_ number: String) -> String {
        String(repeating: "*", count: max(0, number.count - 4)) + number.suffix(4)
    }

    private static func isPhone(_ number: String) -> Bool {
        number.hasPrefix("01") && (10...11).contains(number.count)
    }

    /// Cards have 16 to 19 digits: a resident's number, which has 13, is none.
    private static func isCard(_ number: String) -> Bool { (16...19).contains(number.count) }

    /// Ten digits of which the last proves the others.
    private static func isBusiness(_ number: String) -> Bool {
        let digits = number.utf8.map { Int($0) - 48 }
        guard digits.count == 10 else { return false }
        let weights = [1, 3, 7, 1, 3, 7, 1, 3, 5]
        let sum = zip(digits, weights).reduce(digits[8] * 5 / 10) { $0 + $1.0 * $1.1 }
        return (10 - sum % 10) % 10 == digits[9]
    }
}
