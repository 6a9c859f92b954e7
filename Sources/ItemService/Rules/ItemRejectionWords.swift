import Contracts

extension ItemRejection {
    package var words: Words {
        switch self {
        case .importUnreadable, .columnMissing, .tooManyRows, .rowsInvalid, .fieldCountWrong, .numberInvalid,
            .taxClassUnknown, .rowRepeated:
            importWords
        case .setHoldsItself, .setInsideSet, .componentUnknown, .componentQuantityOutOfRange, .partOfSet: setWords
        default: menuWords
        }
    }

    private var menuWords: Words {
        switch self {
        case .textInvalid: Words(ko: "비어 있거나 너무 길거나 쓸 수 없는 글자가 있어요.", en: "This is empty, too long or unreadable.")
        case .fieldMissing: Words(ko: "꼭 필요한 값이에요.", en: "This is required.")
        case .listTooLong: Words(ko: "목록은 100개까지예요.", en: "A list holds at most 100 entries.")
        case .repeated: Words(ko: "같은 것이 두 번 들어 있어요.", en: "The same thing is named twice.")
        case .amountOutOfRange:
            Words(ko: "금액은 0부터 100억까지예요.", en: "An amount lies between 0 and 10,000,000,000.")
        case .stockOutOfRange: Words(ko: "재고는 0부터 10억까지예요.", en: "A stock count lies between 0 and 1,000,000,000.")
        case .positionOutOfRange: Words(ko: "순서는 0부터 100만까지예요.", en: "A position lies between 0 and 1,000,000.")
        case .categoryNameTaken: Words(ko: "이미 있는 카테고리 이름이에요.", en: "Another category has this name.")
        case .categoryOrderIncomplete:
            Words(ko: "모든 카테고리를 한 번씩 보내 주세요.", en: "Name each category once.")
        case .categoryUnknown: Words(ko: "없는 카테고리예요.", en: "There is no such category.")
        case .barcodeTaken: Words(ko: "다른 상품이 쓰는 바코드예요.", en: "Another item has this barcode.")
        case .optionGroupUnknown: Words(ko: "없는 옵션 그룹이에요.", en: "There is no such option group.")
        case .itemUnknown: Words(ko: "없는 상품이에요.", en: "There is no such item.")
        case .choicesInvalid:
            Words(
                ko: "최소·최대 선택 수가 서로 또는 옵션 수와 맞지 않아요.",
                en: "The fewest and most choices do not fit each other or the number of options.")
        case .optionIdTaken: Words(ko: "다른 옵션 그룹이 쓰는 옵션 번호예요.", en: "Another group has this option id.")
        default: Words(ko: "처리할 수 없어요.", en: "This cannot be done.")
        }
    }

    private var setWords: Words {
        switch self {
        case .componentUnknown: Words(ko: "세트에 없는 상품이 들어 있어요.", en: "A part of the set does not exist.")
        case .componentQuantityOutOfRange:
            Words(ko: "세트 구성 수량은 1~99개예요.", en: "A set holds 1 to 99 of each part.")
        case .setHoldsItself: Words(ko: "세트에 자기 자신을 넣을 수 없어요.", en: "A set cannot hold itself.")
        case .setInsideSet: Words(ko: "세트 안에 세트를 넣을 수 없어요.", en: "A set cannot hold another set.")
        default:
            Words(
                ko: "세트에 들어 있어요. 세트에서 먼저 빼 주세요.", en: "This is part of a set. Take it out of the set first.")
        }
    }

    private var importWords: Words {
        switch self {
        case .importUnreadable:
            Words(ko: "읽을 수 없어요. UTF-8 CSV 파일인지 확인해 주세요.", en: "This cannot be read as CSV in UTF-8.")
        case .columnMissing(let column):
            Words(ko: "첫 줄에 \(column) 열이 있어야 해요.", en: "The first line must name the column \(column).")
        case .tooManyRows: Words(ko: "한 번에 20,000줄까지예요.", en: "An import has at most 20,000 rows.")
        case .rowsInvalid(let rows):
            Words(
                ko: "고칠 줄이 \(rows.count)개 있어요. 아무것도 바뀌지 않았어요.",
                en: "Rows to correct: \(rows.count). Nothing was changed.")
        case .fieldCountWrong:
            Words(ko: "칸 수가 첫 줄과 달라요.", en: "This row has another number of fields than the first line.")
        case .numberInvalid(let column):
            Words(ko: "\(column)은(는) 쉼표 없는 정수예요.", en: "\(column) is a whole number without separators.")
        case .taxClassUnknown:
            Words(ko: "taxClass는 taxable, exempt, deposit 중 하나예요.", en: "taxClass is taxable, exempt or deposit.")
        default: Words(ko: "같은 카테고리의 같은 상품이 두 번 있어요.", en: "This item of the category is named twice.")
        }
    }
}
