import Contracts

/// Why a request is turned away before any rule of a room is asked.
package enum AccessRejection: Rejection, Equatable {
    /// A request without a valid access token is refused.
    case unauthenticated
    /// A right that the caller does not hold must be lent by a higher PIN.
    case rightMissing(Right)
    /// A lent right serves for one act only.
    case approvalSpent
    /// An approval that is expired, forged or of another store is refused.
    case approvalInvalid
    /// An id that was used for one body cannot be used for another.
    case idReused
    /// What belongs to another store, or was never there, is absent.
    case notFound
    /// A change made from an outdated version is refused.
    case versionStale
    /// Replacing a whole needs the version that it replaces.
    case versionRequired
    /// A body larger than the limit is refused.
    case bodyTooLarge
    /// A body that is not JSON is refused.
    case unreadable
    /// A field that is missing or of the wrong form is refused by name.
    case fieldInvalid(pointer: String)
    /// Too many tries in a short time must wait.
    case tooManyRequests(seconds: Int)
    /// Internal paths are for our own services only.
    case internalOnly
    /// A path or a method that does not exist is said so.
    case methodNotAllowed

    package var status: Int {
        switch self {
        case .unauthenticated: 401
        case .rightMissing, .approvalSpent, .approvalInvalid: 403
        case .idReused: 409
        case .notFound, .internalOnly: 404
        case .versionStale: 412
        case .versionRequired: 428
        case .bodyTooLarge: 413
        case .unreadable: 400
        case .fieldInvalid: 422
        case .tooManyRequests: 429
        case .methodNotAllowed: 405
        }
    }

    package var pointer: String? {
        if case .fieldInvalid(let pointer) = self { pointer } else { nil }
    }

    package var retryAfter: Int? {
        if case .tooManyRequests(let seconds) = self { seconds } else { nil }
    }

    package var words: Words {
        switch self {
        case .unauthenticated: Words(ko: "다시 로그인해 주세요.", en: "Please sign in again.")
        case .rightMissing(let right):
            Words(
                ko: "이 작업에는 권한(\(right.code))이 필요해요. 관리자 PIN으로 승인받아 주세요.",
                en: "This needs the right \(right.code). Ask a manager to approve it with a PIN.")
        case .approvalSpent:
            Words(ko: "이미 사용한 승인이에요. 다시 승인받아 주세요.", en: "This approval was already used. Ask again.")
        case .approvalInvalid:
            Words(ko: "승인이 만료되었거나 올바르지 않아요.", en: "This approval has expired or is not valid.")
        case .idReused:
            Words(ko: "같은 번호로 다른 요청이 이미 처리되었어요.", en: "This id was already used for a different request.")
        case .notFound: Words(ko: "찾을 수 없어요.", en: "Not found.")
        case .versionStale:
            Words(
                ko: "그 사이에 다른 곳에서 바뀌었어요. 새로 고친 뒤 다시 해 주세요.",
                en: "This was changed elsewhere in the meantime. Reload and try again.")
        case .versionRequired:
            Words(ko: "바꾸려는 버전(If-Match)을 함께 보내 주세요.", en: "Send the version you replace (If-Match).")
        case .bodyTooLarge: Words(ko: "보낸 내용이 너무 커요.", en: "The request is too large.")
        case .unreadable: Words(ko: "요청을 읽을 수 없어요.", en: "The request cannot be read.")
        case .fieldInvalid: Words(ko: "값이 없거나 형식이 맞지 않아요.", en: "The value is missing or has the wrong form.")
        case .tooManyRequests(let seconds):
            Words(ko: "\(seconds)초 뒤에 다시 해 주세요.", en: "Too many tries. Wait \(seconds) seconds.")
        case .internalOnly: Words(ko: "찾을 수 없어요.", en: "Not found.")
        case .methodNotAllowed: Words(ko: "허용되지 않는 방식이에요.", en: "This method is not allowed here.")
        }
    }
}
