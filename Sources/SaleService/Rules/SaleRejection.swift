import Contracts

/// Why the Sale service refuses.
package enum SaleRejection: Rejection, Equatable {
    /// A check is paid once.
    case orderAlreadyPaid
    /// Tenders cover the total exactly.
    case tendersDoNotCover(missing: Money)
    /// Tenders do not exceed the total; what a guest gives beyond it is `received`.
    case tendersExceedTotal
    /// A tender's amount lies between 1 and the limit.
    case tenderInvalid(pointer: String)
    /// Cash received is at least the amount it pays.
    case receivedTooLittle(pointer: String)
    /// Only cash gives change.
    case changeOnlyForCash(pointer: String)
    /// A card's number is kept masked, never whole.
    case cardNumberNotMasked(pointer: String)
    /// A receipt number reads yymmdd-A-0001.
    case receiptNumberInvalid
    /// A receipt number is used once.
    case receiptNumberTaken
    /// A receipt number carries the terminal's own letter and the sale's business date.
    case receiptNumberForeign
    /// The letters S and Q are the server's own.
    case receiptLetterReserved
    /// Nothing can be said to have been sold in the future.
    case timeInFuture
    /// Nothing can be said to have been sold before the year 2000.
    case timeTooOld
    /// A sale names staff of its own store.
    case staffUnknown
    /// A sale names a terminal of its own store.
    case terminalUnknown
    /// A sale that was given up cannot be paid any more.
    case saleVoid
    /// Only a payment under way takes tenders or is given up.
    case saleNotPending
    /// A tender without an answer is asked again, never guessed.
    case tenderUndecided
    /// A terminal's answer changes only by a reversal, while the payment is not complete.
    case tenderDecided
    /// A tender that is not in the payment is absent.
    case tenderUnknown
    /// Text columns number 32 or 42.
    case columnsInvalid
    /// A sale has one cash receipt at a time.
    case cashReceiptExists
    /// What was not paid in cash or by transfer, or was given back, gets no cash receipt.
    case nothingForCashReceipt
    /// A cash receipt is for something, and for no more than was paid in cash or by transfer and is kept.
    case cashReceiptTooLarge
    /// A cash receipt is made out to a phone, a business or a card, by its digits.
    case cashReceiptNumberInvalid
    /// A proof of expense names whose expense it is.
    case cashReceiptNumberMissing
    /// A cash receipt is issued once, and not after it was cancelled.
    case cashReceiptClosed
    /// An approval number has 1 to 20 letters and digits.
    case approvalNumberInvalid
    /// No more is given back than was sold and is not given back yet.
    case refundTooLarge(pointer: String)
    /// A refund names pieces of sold lines or an amount, not both.
    case refundInvalid(pointer: String)
    /// A refund gives something back.
    case nothingToRefund
    /// A line that was not sold with this sale is not given back.
    case saleLineUnknown(pointer: String)
    /// What goes back through the tenders is exactly what is given back.
    case refundTendersDiffer
    /// A check is opened again only when all of it is given back at once.
    case reopenPartly
    /// A reason has 1 to 200 characters.
    case reasonInvalid
    /// Only a staff terminal reports money that it took already.
    case recordedElsewhere
    /// A drawer has one open shift at a time.
    case shiftOpen
    /// Staff at a till use its own drawer, unless they may see the figures.
    case drawerForeign
    /// A closed shift stays as it is.
    case shiftClosed
    /// A drawer is opened with nothing or more in it.
    case floatInvalid
    /// Money moved into or out of a drawer is a positive amount, a thousand times a shift at most.
    case movementInvalid
    /// A drawer's money is counted once: as a sum, or by its notes and coins.
    case countInvalid
    /// A shift with a payment under way at a card terminal is not closed.
    case paymentsPending
    /// The last receipt of a terminal is of this day and its own letter, and not far beyond what is in the books.
    case lastReceiptInvalid
    /// A terminal that does not report its last receipt is signed off by a manager.
    case receiptsUnreported
    /// A day is settled when all its shifts are closed.
    case shiftsOpen
    /// A day is settled once.
    case daySettled
    /// A day that has not begun is not settled.
    case dayInFuture

    package var status: Int {
        switch self {
        case .cashReceiptExists, .nothingForCashReceipt, .cashReceiptClosed: 409
        case .orderAlreadyPaid, .receiptNumberTaken, .saleVoid, .saleNotPending, .tenderUndecided, .tenderDecided,
            .refundTooLarge, .shiftOpen, .shiftClosed, .paymentsPending, .shiftsOpen, .daySettled:
            409
        case .receiptsUnreported, .drawerForeign: 403
        case .tenderUnknown: 404
        default: 422
        }
    }

    package var pointer: String? {
        switch self {
        case .tendersDoNotCover, .tendersExceedTotal: "/tenders"
        case .tenderInvalid(let pointer), .receivedTooLittle(let pointer), .changeOnlyForCash(let pointer),
            .cardNumberNotMasked(let pointer), .refundTooLarge(let pointer), .refundInvalid(let pointer),
            .saleLineUnknown(let pointer):
            pointer
        case .receiptNumberInvalid, .receiptNumberTaken, .receiptLetterReserved,
            .receiptNumberForeign:
            "/receiptNumber"
        case .timeInFuture, .timeTooOld: "/soldAt"
        case .staffUnknown: "/staffId"
        case .terminalUnknown: "/terminalId"
        case .columnsInvalid: "/columns"
        case .cashReceiptTooLarge: "/amount"
        case .cashReceiptNumberInvalid, .cashReceiptNumberMissing: "/number"
        case .approvalNumberInvalid: "/approvalNumber"
        case .cashReceiptExists, .nothingForCashReceipt, .cashReceiptClosed: nil
        case .refundTendersDiffer: "/tenders"
        case .reopenPartly: "/reopen"
        case .recordedElsewhere: "/recorded"
        case .reasonInvalid: "/reason"
        case .drawerForeign: "/terminalId"
        case .floatInvalid: "/openingFloat"
        case .movementInvalid: "/amount"
        case .countInvalid: "/counted"
        case .lastReceiptInvalid, .receiptsUnreported: "/lastReceipts"
        case .dayInFuture: "/businessDate"
        case .orderAlreadyPaid, .saleVoid, .saleNotPending, .tenderUndecided, .tenderDecided, .tenderUnknown,
            .nothingToRefund, .shiftOpen, .shiftClosed, .paymentsPending, .shiftsOpen, .daySettled:
            nil
        }
    }

    package var words: Words {
        switch self {
        case .orderAlreadyPaid: Words(ko: "이미 결제된 주문이에요.", en: "This order is already paid.")
        case .tendersDoNotCover(let missing):
            Words(ko: "받은 금액이 \(missing) 모자라요.", en: "The payment is \(missing) short.")
        case .tendersExceedTotal: Words(ko: "결제 금액이 합계보다 커요.", en: "The payment is larger than the total.")
        case .tenderInvalid: Words(ko: "결제 금액이 올바르지 않아요.", en: "This amount is not valid.")
        case .receivedTooLittle: Words(ko: "받은 현금이 결제 금액보다 적어요.", en: "The cash received is less than the amount.")
        case .changeOnlyForCash: Words(ko: "거스름돈은 현금만 있어요.", en: "Only cash gives change.")
        case .cardNumberNotMasked:
            Words(ko: "카드 번호는 가려서 보내 주세요.", en: "Send the card number masked.")
        case .receiptNumberInvalid: Words(ko: "영수증 번호 형식이 맞지 않아요.", en: "The receipt number has the wrong form.")
        case .receiptNumberTaken: Words(ko: "이미 쓴 영수증 번호예요.", en: "This receipt number was already used.")
        case .receiptNumberForeign:
            Words(
                ko: "영수증 번호는 이 단말의 글자와 영업일로 시작해요.",
                en: "A receipt number begins with the business date and this terminal's letter.")
        case .receiptLetterReserved:
            Words(ko: "S와 Q는 서버가 쓰는 글자예요.", en: "The letters S and Q are the server's own.")
        case .timeTooOld: Words(ko: "2000년 이전의 시각은 쓸 수 없어요.", en: "The time lies before the year 2000.")
        case .staffUnknown: Words(ko: "이 매장의 직원이 아니에요.", en: "This is nobody of this store.")
        case .terminalUnknown: Words(ko: "이 매장의 단말이 아니에요.", en: "This is no terminal of this store.")
        case .timeInFuture: Words(ko: "미래의 시각은 쓸 수 없어요.", en: "The time lies in the future.")
        case .saleVoid:
            Words(ko: "중단된 결제예요. 다시 결제해 주세요.", en: "This payment was given up. Please pay again.")
        case .saleNotPending: Words(ko: "진행 중인 결제가 아니에요.", en: "This payment is not under way.")
        case .tenderUndecided:
            Words(
                ko: "카드 단말기의 답을 아직 못 받았어요. 단말기에서 결과를 확인해 주세요.",
                en: "The card terminal has not answered yet. Check the result at the terminal.")
        case .tenderDecided: Words(ko: "이미 결과가 정해진 결제예요.", en: "The result of this tender is already known.")
        case .tenderUnknown: Words(ko: "이 결제에 없는 수단이에요.", en: "This tender is not part of the payment.")
        case .refundTooLarge:
            Words(ko: "판매한 것보다 많이 환불할 수 없어요.", en: "No more can be refunded than was sold and not refunded yet.")
        case .refundInvalid:
            Words(ko: "환불할 수량이나 금액을 확인해 주세요.", en: "Check the pieces or the amount to refund.")
        case .nothingToRefund: Words(ko: "환불할 것이 없어요.", en: "There is nothing to refund.")
        case .saleLineUnknown: Words(ko: "이 영수증에 없는 상품이에요.", en: "This line is not on the receipt.")
        case .refundTendersDiffer:
            Words(
                ko: "돌려줄 수단별 금액의 합이 환불 금액과 달라요.",
                en: "The amounts to give back do not add up to the refund.")
        case .reopenPartly:
            Words(ko: "전액을 환불할 때만 다시 결제할 수 있어요.", en: "Only a full refund lets the check be paid again.")
        case .recordedElsewhere:
            Words(ko: "이미 받은 돈은 등록된 단말만 보고할 수 있어요.", en: "Only a paired till may report money it already took.")
        case .shiftOpen: Words(ko: "이미 영업을 시작한 단말이에요.", en: "This drawer is already open.")
        case .drawerForeign:
            Words(ko: "이 단말의 시재만 쓸 수 있어요.", en: "Only this till's own drawer can be used.")
        case .shiftClosed: Words(ko: "이미 마감한 영업이에요.", en: "This shift is already closed.")
        case .floatInvalid: Words(ko: "준비금은 0원 이상이에요.", en: "The float is zero or more.")
        case .movementInvalid: Words(ko: "입출금 금액을 확인해 주세요.", en: "Check the amount that was moved.")
        case .countInvalid:
            Words(
                ko: "센 금액을 합계 또는 권종별로 한 가지만 적어 주세요.",
                en: "Tell what was counted, either as a sum or by notes and coins.")
        case .paymentsPending:
            Words(
                ko: "카드 단말기의 답을 기다리는 결제가 있어요. 먼저 확인해 주세요.",
                en: "A card payment is still waiting for its answer. Finish it first.")
        case .lastReceiptInvalid:
            Words(ko: "마지막 영수증 번호를 확인해 주세요.", en: "Check the number of the last receipt.")
        case .receiptsUnreported:
            Words(
                ko: "단말이 마지막 영수증 번호를 알리지 않았어요. 점장이 확인하고 마감해 주세요.",
                en: "The terminal did not report its last receipt. A manager has to sign this off.")
        case .shiftsOpen:
            Words(ko: "아직 마감하지 않은 영업이 있어요.", en: "A shift of this day is still open.")
        case .daySettled: Words(ko: "이미 정산한 날이에요.", en: "This day is already settled.")
        case .dayInFuture: Words(ko: "아직 오지 않은 날이에요.", en: "This day has not begun.")
        case .reasonInvalid: Words(ko: "사유를 1~200자로 적어 주세요.", en: "Give a reason of 1 to 200 characters.")
        case .cashReceiptExists: Words(ko: "이미 현금영수증을 신청했어요.", en: "This sale already has a cash receipt.")
        case .nothingForCashReceipt:
            Words(ko: "현금이나 계좌이체로 받은 금액이 없어요.", en: "Nothing of this sale was paid in cash or by transfer.")
        case .cashReceiptTooLarge:
            Words(
                ko: "현금영수증은 현금과 계좌이체로 받은 금액까지만 발급돼요.",
                en: "A cash receipt covers no more than was paid in cash or by transfer.")
        case .cashReceiptNumberInvalid:
            Words(ko: "휴대폰, 사업자 또는 카드 번호를 확인해 주세요.", en: "Check the phone, business or card number.")
        case .cashReceiptNumberMissing:
            Words(ko: "지출증빙에는 번호가 필요해요.", en: "A proof of expense needs a number.")
        case .cashReceiptClosed:
            Words(ko: "이미 발급했거나 취소한 현금영수증이에요.", en: "This cash receipt was already issued or cancelled.")
        case .approvalNumberInvalid:
            Words(ko: "승인번호를 확인해 주세요.", en: "Check the approval number.")
        case .columnsInvalid: Words(ko: "영수증 폭은 32 또는 42칸이에요.", en: "A receipt is 32 or 42 columns wide.")
        }
    }
}
