import Contracts

/// A receipt as the customer who holds its link may read it: what the paper says, and whether it was refunded.
struct CustomerReceipt: Codable, Sendable {
    struct Store: Codable, Sendable {
        let name: String
        let ownerName: String
        let address: String?
        let businessNumber: String?
        let phone: String
        let currency: String
    }

    struct Line: Codable, Sendable {
        struct Option: Codable, Sendable {
            let name: String
            let price: Money
        }

        let name: String
        let quantity: Int
        let unitPrice: Money
        let amount: Money
        let discount: Money
        let options: [Option]
    }

    struct Tender: Codable, Sendable {
        let method: TenderMethod
        let amount: Money
        let received: Money?
        let approval: CardApproval?
    }

    struct Refund: Codable, Sendable {
        let number: String
        let businessDate: BusinessDate
        let amount: Money
    }

    let store: Store
    let receiptNumber: String
    let soldAtLocal: String
    let lines: [Line]
    let subtotal: Money
    let discount: Money
    let taxable: Money
    let exempt: Money
    let deposit: Money
    let tax: Money
    let total: Money
    let rounding: Money
    let tenders: [Tender]
    let change: Money
    let refunds: [Refund]

    init(_ receipt: Receipt) {
        let (settings, sale) = (receipt.store, receipt.sale)
        store = Store(
            name: settings.name, ownerName: settings.ownerName, address: settings.address,
            businessNumber: settings.businessNumber, phone: receipt.phone, currency: settings.currency)
        receiptNumber = sale.receiptNumber
        soldAtLocal = receipt.soldAtLocal
        lines = sale.lines.map { line in
            Line(
                name: line.name, quantity: line.quantity, unitPrice: line.unitPrice, amount: line.amount,
                discount: line.discount, options: line.options.map { Line.Option(name: $0.name, price: $0.price) })
        }
        subtotal = sale.subtotal
        discount = sale.discount
        taxable = sale.taxable
        exempt = sale.exempt
        deposit = sale.deposit
        tax = sale.tax
        total = sale.total
        rounding = sale.rounding
        tenders = sale.tenders.map {
            Tender(method: $0.method, amount: $0.amount, received: $0.received, approval: $0.approval)
        }
        change = sale.change
        refunds = receipt.refunds.map {
            Refund(number: $0.number, businessDate: $0.businessDate, amount: $0.total + $0.rounding)
        }
    }
}
