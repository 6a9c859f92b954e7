import Contracts

/// Why the Item service refuses.
package enum ItemRejection: Rejection, Equatable {
    /// A name or another text is neither empty nor longer than documented, and holds no control characters.
    case textInvalid(pointer: String)
    /// A new thing is sent with all that it needs.
    case fieldMissing(pointer: String)
    /// A list holds at most 100 entries.
    case listTooLong(pointer: String)
    /// A list names each thing once.
    case repeated(pointer: String)
    /// A price or a cost lies between 0 and ten billion.
    case amountOutOfRange(pointer: String)
    /// A stock count lies between 0 and a billion.
    case stockOutOfRange(pointer: String)
    /// A position lies between 0 and a million.
    case positionOutOfRange
    /// Two visible categories of a store never have the same name.
    case categoryNameTaken
    /// An order of categories names each visible category.
    case categoryOrderIncomplete
    /// An item lies in a visible category of its own store.
    case categoryUnknown
    /// Two visible items of a store never have the same barcode.
    case barcodeTaken
    /// An item offers only visible option groups of its own store.
    case optionGroupUnknown(pointer: String)
    /// A cost is given to a visible item of the own store.
    case itemUnknown(pointer: String)
    /// A set holds only visible items of its own store.
    case componentUnknown(pointer: String)
    /// A set holds 1 to 99 of each part.
    case componentQuantityOutOfRange(pointer: String)
    /// A set never holds itself.
    case setHoldsItself(pointer: String)
    /// A set never holds another set.
    case setInsideSet(pointer: String)
    /// What is part of a set is not removed.
    case partOfSet
    /// The fewest and the most choices of a group fit each other and the number of its options.
    case choicesInvalid
    /// An option id belongs to one group for good.
    case optionIdTaken(pointer: String)
    /// An import is a CSV file in UTF-8 whose quotes are closed.
    case importUnreadable(line: Int)
    /// An import has the columns category, name and price.
    case columnMissing(String)
    /// An import has at most 20,000 rows.
    case tooManyRows
    /// An import with a bad row changes nothing.
    case rowsInvalid([BadRow])
    /// A row has as many fields as the header.
    case fieldCountWrong
    /// A number in an import is a whole number without separators.
    case numberInvalid(column: String)
    /// A tax class is taxable, exempt or deposit.
    case taxClassUnknown
    /// An import names an item of a category once.
    case rowRepeated

    package var status: Int {
        switch self {
        case .categoryNameTaken, .partOfSet, .optionIdTaken: 409
        default: 422
        }
    }

    package var pointer: String? {
        switch self {
        case .textInvalid(let pointer), .fieldMissing(let pointer), .listTooLong(let pointer), .repeated(let pointer),
            .amountOutOfRange(let pointer), .stockOutOfRange(let pointer), .optionGroupUnknown(let pointer),
            .itemUnknown(let pointer), .componentUnknown(let pointer), .componentQuantityOutOfRange(let pointer),
            .setHoldsItself(let pointer), .setInsideSet(let pointer), .optionIdTaken(let pointer):
            pointer
        case .positionOutOfRange: "/position"
        case .categoryNameTaken: "/name"
        case .categoryOrderIncomplete: ""
        case .categoryUnknown: "/categoryId"
        case .barcodeTaken: "/barcode"
        case .choicesInvalid: "/max"
        case .importUnreadable(let line): "/rows/\(line)"
        case .columnMissing: "/rows/1"
        case .tooManyRows: "/rows"
        case .partOfSet, .rowsInvalid, .fieldCountWrong, .numberInvalid, .taxClassUnknown, .rowRepeated: nil
        }
    }
}

/// A row of an import that cannot be taken, by its line in the file, and why.
package struct BadRow: Sendable, Equatable {
    let line: Int
    let reason: ItemRejection
}

extension ItemRejection {
    /// The document of a refusal that names every bad row in the reader's language.
    func problem(in language: Language) -> Problem {
        var problem = Problem(self, in: language)
        if case .rowsInvalid(let rows) = self {
            problem.errors = rows.map {
                Problem.Field(pointer: "/rows/\($0.line)", detail: $0.reason.words.text(language))
            }
        }
        return problem
    }
}
