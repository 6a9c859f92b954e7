import Foundation

/// A sentence for people, in the two languages of the product.
package struct Words: Hashable, Sendable {
    package let ko: String
    package let en: String

    package init(ko: String, en: String) {
        self.ko = ko
        self.en = en
    }

    package func text(_ language: Language) -> String { language == .ko ? ko : en }
}

/// The languages people read.
package enum Language: String, Codable, Sendable {
    case ko, en
}

/// A refusal that a rule gives: the case's doc comment is the rule's sentence, its name in kebab-case the stable code.
package protocol Rejection: Error, Sendable {
    /// HTTP status: 409 refused by state, 412 stale, 422 refused by content, 403 not allowed, 404 absent.
    var status: Int { get }
    /// What a person reads and can act on.
    var words: Words { get }
    /// JSON pointer of the field at fault, when it is one.
    var pointer: String? { get }
    /// Seconds after which it is worth another try.
    var retryAfter: Int? { get }
}

extension Rejection {
    package var pointer: String? { nil }
    package var retryAfter: Int? { nil }

    /// The case's name in kebab-case, for clients: `orderAlreadyPaid` -> `order-already-paid`.
    package var code: String {
        let name = String(describing: self).prefix { $0 != "(" }
        return name.reduce(into: "") { text, letter in
            if letter.isUppercase { text.append("-") }
            text.append(letter.lowercased())
        }
    }
}

/// An RFC 9457 problem document; the only form in which an error leaves the process.
package struct Problem: Error, Codable, Sendable, Hashable {
    /// One field at fault.
    package struct Field: Codable, Sendable, Hashable {
        package let pointer: String
        package let detail: String

        package init(pointer: String, detail: String) {
            self.pointer = pointer
            self.detail = detail
        }
    }

    package var type: String
    package var title: String
    package var status: Int
    package var detail: String?
    package var instance: String?
    package var code: String
    package var errors: [Field]?

    package init(status: Int, code: String, title: String, detail: String? = nil, errors: [Field]? = nil) {
        type = "urn:salesync:problem:\(code)"
        self.title = title
        self.status = status
        self.detail = detail
        self.code = code
        self.errors = errors
    }

    /// The document of a rule's refusal in the reader's language.
    package init(_ rejection: any Rejection, in language: Language) {
        let sentence = rejection.words.text(language)
        self.init(
            status: rejection.status, code: rejection.code, title: sentence,
            errors: rejection.pointer.map { [Field(pointer: $0, detail: sentence)] })
    }
}
