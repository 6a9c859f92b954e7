import Contracts

/// Which service owns a path below `/api/v1`, as the ingress knows it too.
package enum ServicePrefix {
    package static func owner(of prefix: String) -> ServiceName? {
        switch prefix {
        case "stores", "usernames", "sessions", "store", "password-resets", "staff", "terminals", "approvals",
            "qr-sessions", "qr-codes":
            .store
        case "menu", "categories", "items", "option-groups": .item
        case "floor", "orders", "kitchen", "print-jobs": .order
        case "sales", "refunds", "cash-receipts", "receipt-links", "shifts", "settlements", "messages": .sale
        case "dashboard": .dashboard
        case "consultings", "effects": .consulting
        case "audit", "export", "import": .gateway
        default: nil
        }
    }
}
