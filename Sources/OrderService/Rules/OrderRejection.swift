import Contracts

/// Why the Order service refuses.
package enum OrderRejection: Rejection, Equatable {
    /// A paid order is not changed, except by new lines at a table.
    case orderAlreadyPaid
    /// A cancelled order is not changed any more.
    case orderCancelled
    /// An order that was merged into another goes on there.
    case orderMerged
    /// An order needs lines, unless it is a table's.
    case linesRequired
    /// An order takes at most 5,000 lines.
    case tooManyLines
    /// An item that is not on the menu cannot be ordered.
    case itemUnknown(pointer: String)
    /// An item that is sold out cannot be ordered.
    case itemSoldOut(name: String)
    /// A quantity lies between 1 and 999.
    case quantityInvalid(pointer: String)
    /// Courses are numbered 1 to 9.
    case courseInvalid(pointer: String)
    /// Options belong to the item, are on sale and number between the group's least and most.
    case optionsInvalid(pointer: String)
    /// A market-price item needs a price from staff.
    case priceRequired(pointer: String)
    /// A price lies between 0 and the limit.
    case priceInvalid(pointer: String)
    /// A note, a name or a reason is not empty where needed and not too long.
    case textInvalid(pointer: String)
    /// A table that is not on the floor cannot be used.
    case tableUnknown
    /// A table with an open order cannot be taken off the floor.
    case tableInUse(name: String)
    /// Guests number between 0 and 999.
    case guestsInvalid
    /// An order comes to at most ten billion.
    case totalTooLarge
    /// Nothing can be said to have happened in the future.
    case timeInFuture
    /// Nothing can be said to have happened before the year 2000.
    case timeTooOld
    /// A printed order number carries the terminal's own letter.
    case numberForeign
    /// An order number is given once a day.
    case numberTaken
    /// Only a staff terminal reports what it already sold.
    case recordedElsewhere
    /// A line id is used once in an order.
    case lineIdReused
    /// A line that is not in the order is absent.
    case lineUnknown
    /// A line is changed as it is now.
    case lineVersionStale
    /// A check that is not in the order is absent.
    case checkUnknown
    /// A line that was sent to the kitchen is not changed but voided.
    case lineAlreadySent
    /// A line that was voided stays as it is.
    case lineVoided
    /// A draft is removed, a sent line is cancelled or written off as loss.
    case voidActionInvalid
    /// A discount is an amount from 0 or a percentage from 0 to 100.
    case discountInvalid(pointer: String)
    /// A check that is being paid is not changed.
    case checkClaimed
    /// A paid check is not changed.
    case checkAlreadyPaid
    /// With several open checks the payment names its check.
    case checkRequired
    /// A payment is for the check as it is now.
    case checkVersionStale
    /// An order without lines is not paid.
    case orderEmpty
    /// An area or a table has its own id and a name.
    case floorInvalid(pointer: String)
    /// Stations have ids and names of their own, one of them is the default, and times are in order.
    case kitchenPlanInvalid(pointer: String)
    /// Only a ticket that was called ready or served is recalled.
    case ticketNotRecallable
    /// A print job is in one agent's hands at a time.
    case printJobTaken
    /// A print job that has ended is not printed again.
    case printJobEnded
    /// Only the agent that holds a print job says how it went.
    case printJobLost
    /// A check without anything to pay is not split.
    case nothingToSplit
    /// A share is a fraction of a line, no more than the check holds of it.
    case shareInvalid(pointer: String)
    /// A check is split over 2 to 50 people.
    case splitCountInvalid
    /// The amounts of a split are positive and come to no more than the check.
    case splitAmountInvalid
    /// A line is not divided into parts finer than a trillionth.
    case splitTooFine
    /// An order has at most 100 checks.
    case tooManyChecks
    /// Only a check that was split off, and not split again, is put back.
    case checkNotSplit
    /// An order is not merged into itself.
    case mergeInvalid
    /// Only orders of the same business day, both still to be cooked, are merged.
    case mergeAcrossDays
    /// A guest or a kiosk orders at most 50 lines of at most 20 pieces each.
    case ownOrderTooLarge
    /// A discount over merged orders is taken off before they part.
    case discountSpansMerge
    /// Without a split, a move or a merge there is nothing to take back.
    case nothingToUndo
    /// A bill is 32 or 42 columns wide.
    case columnsInvalid

    package var status: Int {
        switch self {
        case .orderAlreadyPaid, .orderCancelled, .orderMerged, .itemSoldOut, .tableInUse, .numberTaken, .lineIdReused,
            .lineAlreadySent, .lineVoided, .voidActionInvalid, .checkClaimed, .checkAlreadyPaid, .orderEmpty,
            .ticketNotRecallable, .printJobTaken, .printJobEnded, .printJobLost, .nothingToSplit, .checkNotSplit,
            .discountSpansMerge, .nothingToUndo:
            409
        case .checkVersionStale, .lineVersionStale: 412
        case .lineUnknown, .checkUnknown: 404
        default: 422
        }
    }

    package var pointer: String? {
        switch self {
        case .itemUnknown(let pointer), .quantityInvalid(let pointer), .courseInvalid(let pointer),
            .optionsInvalid(let pointer),
            .priceRequired(let pointer), .priceInvalid(let pointer), .textInvalid(let pointer),
            .discountInvalid(let pointer), .floorInvalid(let pointer), .shareInvalid(let pointer),
            .kitchenPlanInvalid(let pointer):
            pointer
        case .linesRequired, .tooManyLines: "/lines"
        case .tableUnknown: "/tableId"
        case .guestsInvalid: "/guests"
        case .totalTooLarge: "/lines"
        case .timeInFuture, .timeTooOld: "/placedAt"
        case .numberTaken, .numberForeign: "/number"
        case .recordedElsewhere: "/recorded"
        case .checkRequired: "/checkId"
        case .splitCountInvalid: "/count"
        case .splitAmountInvalid: "/amounts"
        case .mergeInvalid, .mergeAcrossDays: "/fromOrderId"
        case .ownOrderTooLarge: "/lines"
        case .columnsInvalid: "/columns"
        default: nil
        }
    }

    package var words: Words {
        switch self {
        case .orderAlreadyPaid: Words(ko: "이미 결제된 주문이에요.", en: "This order is already paid.")
        case .orderCancelled: Words(ko: "취소된 주문이에요.", en: "This order was cancelled.")
        case .orderMerged:
            Words(
                ko: "다른 테이블과 합친 주문이에요. 합친 테이블에서 이어 주세요.", en: "This order was merged into another table's. Go on there."
            )
        case .linesRequired: Words(ko: "상품을 하나 이상 담아 주세요.", en: "Add at least one item.")
        case .tooManyLines: Words(ko: "한 주문에는 5,000줄까지 담을 수 있어요.", en: "An order takes at most 5,000 lines.")
        case .itemUnknown: Words(ko: "메뉴에 없는 상품이에요.", en: "This item is not on the menu.")
        case .itemSoldOut(let name): Words(ko: "품절된 상품이에요: \(name)", en: "Sold out: \(name)")
        case .quantityInvalid: Words(ko: "수량은 1~999개예요.", en: "A quantity lies between 1 and 999.")
        case .courseInvalid: Words(ko: "코스는 1~9번이에요.", en: "Courses are numbered 1 to 9.")
        case .optionsInvalid: Words(ko: "옵션을 다시 골라 주세요.", en: "Choose the options again.")
        case .priceRequired: Words(ko: "시가 상품은 가격을 입력해 주세요.", en: "Enter a price for this market-price item.")
        case .priceInvalid: Words(ko: "가격이 올바르지 않아요.", en: "The price is not valid.")
        case .textInvalid: Words(ko: "비어 있거나 너무 길어요.", en: "This is empty or too long.")
        case .tableUnknown: Words(ko: "없는 테이블이에요.", en: "This table does not exist.")
        case .tableInUse(let name):
            Words(ko: "진행 중인 주문이 있는 테이블이에요: \(name)", en: "This table has an open order: \(name)")
        case .guestsInvalid: Words(ko: "인원은 0~999명이에요.", en: "Guests number between 0 and 999.")
        case .totalTooLarge: Words(ko: "주문 금액이 너무 커요.", en: "The order's total is too large.")
        case .timeTooOld: Words(ko: "2000년 이전의 시각은 쓸 수 없어요.", en: "The time lies before the year 2000.")
        case .timeInFuture: Words(ko: "미래의 시각은 쓸 수 없어요.", en: "The time lies in the future.")
        case .numberForeign:
            Words(ko: "주문번호는 이 단말의 글자로 시작해요.", en: "An order number begins with this terminal's letter.")
        case .recordedElsewhere:
            Words(
                ko: "이미 판매한 주문은 등록된 단말만 보고할 수 있어요.",
                en: "Only a paired till may report what it already sold.")
        case .numberTaken: Words(ko: "이미 쓴 주문번호예요.", en: "This order number was already used.")
        case .lineIdReused: Words(ko: "이미 담긴 줄이에요.", en: "This line was already added.")
        case .lineUnknown: Words(ko: "주문에 없는 줄이에요.", en: "This line is not in the order.")
        case .lineVersionStale:
            Words(ko: "그 사이에 바뀐 줄이에요. 다시 확인해 주세요.", en: "This line changed in the meantime. Check it again.")
        case .checkUnknown: Words(ko: "주문에 없는 계산서예요.", en: "This check is not in the order.")
        case .lineAlreadySent:
            Words(ko: "주방에 보낸 줄은 취소로만 바꿀 수 있어요.", en: "A line sent to the kitchen can only be voided.")
        case .lineVoided: Words(ko: "이미 취소된 줄이에요.", en: "This line was already voided.")
        case .voidActionInvalid:
            Words(
                ko: "보내기 전에는 삭제, 보낸 뒤에는 취소나 손실로 처리해 주세요.",
                en: "Remove a draft; cancel a sent line or write it off.")
        case .discountInvalid: Words(ko: "할인 값이 올바르지 않아요.", en: "The discount is not valid.")
        case .checkClaimed:
            Words(ko: "지금 결제하고 있는 계산서예요.", en: "This check is being paid right now.")
        case .checkAlreadyPaid: Words(ko: "이미 결제된 계산서예요.", en: "This check is already paid.")
        case .checkRequired: Words(ko: "결제할 계산서를 골라 주세요.", en: "Choose the check to pay.")
        case .checkVersionStale:
            Words(
                ko: "그 사이에 주문이 바뀌었어요. 금액을 다시 확인해 주세요.",
                en: "The order changed in the meantime. Check the amount again.")
        case .orderEmpty: Words(ko: "결제할 상품이 없어요.", en: "There is nothing to pay.")
        case .kitchenPlanInvalid:
            Words(
                ko: "주방마다 이름이 필요하고, 기본 주방은 하나예요.",
                en: "Stations need names of their own, and exactly one is the default.")
        case .ticketNotRecallable:
            Words(ko: "완료한 주문표만 되돌릴 수 있어요.", en: "Only a ticket that was called ready or served is recalled.")
        case .printJobTaken: Words(ko: "다른 곳에서 출력하고 있어요.", en: "Another agent is printing this.")
        case .printJobEnded: Words(ko: "이미 끝난 출력이에요.", en: "This print job has ended.")
        case .printJobLost: Words(ko: "출력 차례를 잃었어요.", en: "This print job is no longer yours.")
        case .nothingToSplit: Words(ko: "나눌 금액이 없는 계산서예요.", en: "There is nothing on this check to split.")
        case .shareInvalid:
            Words(ko: "이 계산서에 남은 것보다 많이 옮길 수 없어요.", en: "This is more than the check holds of that line.")
        case .splitCountInvalid: Words(ko: "2명부터 50명까지 나눌 수 있어요.", en: "A check is split over 2 to 50 people.")
        case .splitAmountInvalid:
            Words(
                ko: "나눌 금액은 1원 이상이고, 합이 계산서 금액을 넘을 수 없어요.",
                en: "Amounts are positive and come to no more than the check.")
        case .splitTooFine: Words(ko: "더 잘게 나눌 수 없어요.", en: "It cannot be divided any finer.")
        case .tooManyChecks: Words(ko: "한 주문은 계산서 100장까지 나눌 수 있어요.", en: "An order has at most 100 checks.")
        case .checkNotSplit:
            Words(
                ko: "나눈 계산서만 되돌릴 수 있어요. 다시 나눈 것은 그것부터 되돌려 주세요.",
                en: "Only a check that was split off can be put back, the last split first.")
        case .mergeInvalid: Words(ko: "같은 주문끼리는 합칠 수 없어요.", en: "An order cannot be merged into itself.")
        case .mergeAcrossDays:
            Words(ko: "같은 영업일의 주문끼리만 합칠 수 있어요.", en: "Only orders of the same business day are merged.")
        case .ownOrderTooLarge:
            Words(
                ko: "한 번에 50가지, 하나에 20개까지 주문할 수 있어요. 더 필요하면 직원에게 말씀해 주세요.",
                en: "At most 50 lines of 20 pieces each. Please ask the staff for more.")
        case .discountSpansMerge:
            Words(
                ko: "합석 뒤에 준 주문 할인을 먼저 빼 주세요.",
                en: "First take off the discount that was given on both orders together.")
        case .columnsInvalid: Words(ko: "계산서 폭은 32 또는 42칸이에요.", en: "A bill is 32 or 42 columns wide.")
        case .nothingToUndo: Words(ko: "되돌릴 것이 없어요.", en: "There is nothing to undo.")
        case .floorInvalid: Words(ko: "구역과 테이블에는 이름이 필요해요.", en: "Areas and tables need names of their own.")
        }
    }
}
