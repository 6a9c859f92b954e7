import Contracts
import Foundation

/// What somebody sends to sign up.
package struct SignUp: Codable, Sendable {
    var id: StoreID?
    var name: String
    var ownerName: String
    var phone: String
    var address: String?
    var businessNumber: String?
    var type: String
    var currency: String?
    var timezone: String?
    var businessDayStart: String?
    var pricesIncludeTax: Bool?
    var taxRate: Double?
    var username: String
    var password: String

    /// The checked settings of the new store.
    func settings() throws -> StoreSettings {
        let settings = StoreSettings(
            name: name, ownerName: ownerName, address: address, businessNumber: businessNumber, type: type,
            currency: currency ?? "KRW", timezone: timezone ?? "Asia/Seoul",
            businessDayStart: businessDayStart ?? "05:00",
            pricesIncludeTax: pricesIncludeTax ?? true, taxRate: taxRate ?? 10)
        return try settings.checked()
    }

    /// The body without its password, to recognise the same request again.
    var secretFree: SignUp {
        var copy = self
        copy.password = ""
        return copy
    }
}

extension StoreSettings {
    /// The settings with trimmed texts; throws the first rule that they break.
    func checked() throws -> StoreSettings {
        var copy = self
        copy.name = try Texts.required(name, "/name", most: 100)
        copy.ownerName = try Texts.required(ownerName, "/ownerName", most: 100)
        copy.address = try Texts.optional(address, "/address", most: 200)
        copy.businessNumber = try Texts.optional(businessNumber, "/businessNumber", most: 20)
        copy.type = try Texts.required(type, "/type", most: 30)
        guard currency.count == 3, currency.allSatisfy({ $0.isASCII && $0.isUppercase }) else {
            throw StoreRejection.currencyUnknown
        }
        guard TimeZone(identifier: timezone) != nil else { throw StoreRejection.timezoneUnknown }
        guard businessDay != nil else { throw StoreRejection.businessDayStartInvalid }
        guard (0...50).contains(taxRate) else { throw StoreRejection.taxRateOutOfRange }
        guard [nil, 10, 100].contains(cashRounding) else { throw StoreRejection.cashRoundingInvalid }
        return copy
    }
}

/// Texts that people type: trimmed, and at most the documented length.
enum Texts {
    static func required(_ text: String, _ pointer: String, most: Int) throws -> String {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !trimmed.isEmpty, trimmed.count <= most, trimmed.utf8.count <= most * 12 else {
            throw StoreRejection.textInvalid(pointer: pointer)
        }
        return trimmed
    }

    static func optional(_ text: String?, _ pointer: String, most: Int) throws -> String? {
        guard let text, !text.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty else { return nil }
        return try required(text, pointer, most: most)
    }
}

/// The form of usernames, passwords and PINs.
package enum Credentials {
    /// The username in the form in which it is unique: lower case.
    package static func username(_ text: String) throws -> String {
        let name = text.trimmingCharacters(in: .whitespaces).lowercased()
        let allowed = name.unicodeScalars.allSatisfy {
            $0.isASCII && (CharacterSet.alphanumerics.contains($0) || "._-@".unicodeScalars.contains($0))
        }
        guard (3...50).contains(name.count), allowed else { throw StoreRejection.usernameInvalid }
        return name
    }

    package static func checkPassword(_ text: String) throws {
        guard (8...200).contains(text.count) else { throw StoreRejection.passwordTooWeak }
    }

    package static func checkPIN(_ text: String, role: Role) throws {
        let least = role.rank >= Role.manager.rank ? 6 : 4
        guard (least...8).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else {
            throw StoreRejection.pinInvalid
        }
    }
}
