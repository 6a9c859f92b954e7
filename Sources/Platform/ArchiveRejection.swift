import Contracts

/// Why a store is not moved in or out.
package enum ArchiveRejection: Rejection, Equatable {
    /// A store is imported only where it does not exist.
    case storeExists
    /// A file that is no archive of a whole store is refused.
    case archiveUnreadable
    /// An archive that was cut short or changed on its way is refused.
    case archiveDamaged
    /// An archive is read only by a version with the same tables as the one that wrote it.
    case archiveVersionDiffers
    /// An archive with a journal that is not whole is refused.
    case archiveJournalAltered
    /// An archive is refused where one of its usernames belongs to somebody else.
    case archiveNameTaken
    /// A store is exported at a moment at which nothing is being recorded.
    case storeBusy

    package var status: Int {
        switch self {
        case .storeExists, .archiveNameTaken: 409
        case .archiveUnreadable, .archiveDamaged, .archiveVersionDiffers, .archiveJournalAltered: 422
        case .storeBusy: 503
        }
    }

    package var retryAfter: Int? { self == .storeBusy ? 5 : nil }

    package var words: Words {
        switch self {
        case .storeExists: Words(ko: "이미 있는 매장이에요.", en: "This store is here already.")
        case .archiveUnreadable: Words(ko: "매장 보관 파일이 아니에요.", en: "This is not the archive of a store.")
        case .archiveDamaged:
            Words(
                ko: "파일이 잘렸거나 바뀌었어요. 다시 내보낸 파일로 해 주세요.",
                en: "The file was cut short or changed. Export the store again.")
        case .archiveVersionDiffers:
            Words(
                ko: "다른 버전에서 만든 파일이에요. 두 곳의 버전을 맞춘 뒤 다시 내보내 주세요.",
                en: "The file comes from another version. Bring both to the same one and export again.")
        case .archiveJournalAltered:
            Words(ko: "기록이 바뀐 파일이라 가져올 수 없어요.", en: "The journal in this file was altered.")
        case .archiveNameTaken:
            Words(
                ko: "이 파일의 아이디를 여기에서 다른 사람이 쓰고 있어요.", en: "A username of this file belongs to somebody else here.")
        case .storeBusy:
            Words(
                ko: "매장에서 기록 중이에요. 잠시 뒤 다시 해 주세요.", en: "The store is at work. Try again in a moment.")
        }
    }
}
