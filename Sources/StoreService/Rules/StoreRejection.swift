import Contracts

/// Why the Store service refuses.
package enum StoreRejection: Rejection, Equatable {
    /// A username belongs to one person only.
    case usernameTaken
    /// A username has 3 to 50 letters, digits, dots, hyphens or underscores.
    case usernameInvalid
    /// A password has 8 to 200 characters.
    case passwordTooWeak
    /// A name, an address or a number is not empty and not longer than documented.
    case textInvalid(pointer: String)
    /// A currency is an ISO 4217 code of three letters.
    case currencyUnknown
    /// A time zone is one of the IANA names.
    case timezoneUnknown
    /// A business day starts at HH:MM before noon.
    case businessDayStartInvalid
    /// A tax rate lies between 0 and 50 percent.
    case taxRateOutOfRange
    /// Cash is rounded to 10 or 100 minor units, or not at all.
    case cashRoundingInvalid
    /// A wrong username or password signs nobody in.
    case wrongCredentials
    /// Too many wrong tries lock the sign-in for a while.
    case signInLocked(seconds: Int)
    /// A refresh token that is unknown, ended or used twice signs nobody in.
    case refreshTokenInvalid
    /// A wrong PIN opens nothing.
    case wrongPin
    /// A PIN has 4 to 8 digits, a manager's at least 6.
    case pinInvalid
    /// Two people of a store never have the same PIN.
    case pinTaken
    /// Nobody gives a role or a right above their own.
    case aboveOwnRank
    /// A store always keeps an owner.
    case lastOwner
    /// A pairing code that is wrong, used or older than 15 minutes pairs nothing.
    case pairingCodeInvalid
    /// A terminal that was paired is added anew, under a letter of its own, to be paired again.
    case terminalPaired
    /// A table's QR code opens a session only when this shop made it.
    case tableTokenInvalid
    /// A PIN is entered at a paired terminal.
    case terminalRequired

    package var status: Int {
        switch self {
        case .usernameTaken, .pinTaken, .lastOwner, .terminalPaired: 409
        case .wrongCredentials, .refreshTokenInvalid, .wrongPin: 401
        case .signInLocked: 429
        case .aboveOwnRank, .terminalRequired: 403
        default: 422
        }
    }

    package var pointer: String? {
        switch self {
        case .usernameTaken, .usernameInvalid: "/username"
        case .passwordTooWeak: "/password"
        case .textInvalid(let pointer): pointer
        case .currencyUnknown: "/currency"
        case .timezoneUnknown: "/timezone"
        case .businessDayStartInvalid: "/businessDayStart"
        case .taxRateOutOfRange: "/taxRate"
        case .cashRoundingInvalid: "/cashRounding"
        case .pinInvalid, .pinTaken: "/pin"
        case .aboveOwnRank: "/role"
        case .pairingCodeInvalid: "/code"
        case .tableTokenInvalid: "/tableToken"
        default: nil
        }
    }

    package var retryAfter: Int? {
        if case .signInLocked(let seconds) = self { seconds } else { nil }
    }

    package var words: Words {
        switch self {
        case .usernameTaken: Words(ko: "이미 사용 중인 아이디예요.", en: "This username is taken.")
        case .usernameInvalid:
            Words(
                ko: "아이디는 영문, 숫자, 점, 하이픈, 밑줄로 3~50자예요.",
                en: "A username has 3 to 50 letters, digits, dots, hyphens or underscores.")
        case .passwordTooWeak: Words(ko: "비밀번호는 8~200자예요.", en: "A password has 8 to 200 characters.")
        case .textInvalid: Words(ko: "비어 있거나 너무 길어요.", en: "This is empty or too long.")
        case .currencyUnknown: Words(ko: "알 수 없는 통화예요.", en: "This currency is not known.")
        case .timezoneUnknown: Words(ko: "알 수 없는 시간대예요.", en: "This time zone is not known.")
        case .businessDayStartInvalid:
            Words(ko: "영업일 시작은 정오 전 HH:MM이에요.", en: "A business day starts at HH:MM before noon.")
        case .taxRateOutOfRange: Words(ko: "세율은 0~50%예요.", en: "A tax rate lies between 0 and 50 %.")
        case .cashRoundingInvalid:
            Words(ko: "현금은 10원 또는 100원 단위로만 절사해요.", en: "Cash is rounded to 10 or 100, or not at all.")
        case .wrongCredentials:
            Words(ko: "아이디 또는 비밀번호가 맞지 않아요.", en: "The username or the password is wrong.")
        case .signInLocked(let seconds):
            Words(
                ko: "여러 번 틀려서 잠겼어요. \(seconds)초 뒤에 다시 해 주세요.",
                en: "Locked after too many wrong tries. Wait \(seconds) seconds.")
        case .refreshTokenInvalid: Words(ko: "다시 로그인해 주세요.", en: "Please sign in again.")
        case .wrongPin: Words(ko: "PIN이 맞지 않아요.", en: "The PIN is wrong.")
        case .pinInvalid:
            Words(ko: "PIN은 숫자 4~8자리, 관리자는 6자리 이상이에요.", en: "A PIN has 4 to 8 digits, a manager's at least 6.")
        case .pinTaken: Words(ko: "다른 직원이 쓰는 PIN이에요.", en: "Somebody else has this PIN.")
        case .aboveOwnRank:
            Words(ko: "내 권한보다 높은 권한은 줄 수 없어요.", en: "You cannot give a role or right above your own.")
        case .lastOwner: Words(ko: "사장님 계정은 하나 이상 있어야 해요.", en: "A store needs an owner.")
        case .tableTokenInvalid:
            Words(ko: "이 QR 코드는 쓸 수 없어요. 직원에게 알려 주세요.", en: "This QR code does not work. Please tell the staff.")
        case .pairingCodeInvalid:
            Words(ko: "연결 코드가 틀렸거나 만료되었어요.", en: "The pairing code is wrong or has expired.")
        case .terminalPaired:
            Words(
                ko: "이미 연결한 단말이에요. 지우고 새로 추가하면 새 글자로 연결할 수 있어요.",
                en: "This terminal is paired already. Remove it and add it anew; it gets a new letter.")
        case .terminalRequired: Words(ko: "연결된 단말에서만 쓸 수 있어요.", en: "Use a paired terminal for this.")
        }
    }
}
