import Contracts

/// The requests that a seed sends, as the API takes them.
enum SeedForms {
    struct SignUp: Codable, Sendable {
        let id: StoreID
        let name, ownerName, phone, address, businessNumber, type, username, password: String
    }

    struct Category: Codable, Sendable {
        let id: CategoryID
        let name: String
    }

    struct Option: Codable, Sendable {
        let id: OptionID
        let name: String
        let price: Int64
    }

    struct OptionGroup: Codable, Sendable {
        let id: OptionGroupID
        let name: String
        let min, max: Int
        let options: [Option]
    }

    struct Item: Codable, Sendable {
        let id: ItemID
        let categoryId: CategoryID
        let name: String
        let price: Int64
        let cost: Int64?
        let taxClass: TaxClass
        let openPrice: Bool
        let optionGroupIds: [OptionGroupID]
    }

    struct Staff: Codable, Sendable {
        let id: StaffID
        let name: String
        let role: Role
        let pin: String
    }

    struct Table: Codable, Sendable {
        let id: TableID
        let name: String
        let seats, x, y, w, h: Int
        let shape: String
    }

    struct Area: Codable, Sendable {
        let id: AreaID
        let name: String
        let tables: [Table]
    }

    struct Floor: Codable, Sendable {
        let areas: [Area]
    }

    struct Line: Codable, Sendable {
        let id: LineID
        let itemId: ItemID
        let quantity: Int
        let options: [OptionID]
    }

    struct Order: Codable, Sendable {
        let id: OrderID
        let channel: Channel
        let tableId: TableID?
        let guests: Int?
        let placedAt: Timestamp
        let send: Bool
        let lines: [Line]
    }

    struct Placed: Codable, Sendable {
        let total: Int64
    }

    struct Station: Codable, Sendable {
        let id, name: String
        let categoryIds: [CategoryID]
        var itemIds: [ItemID] = []
        let isDefault: Bool
    }

    struct Kitchen: Codable, Sendable {
        let stations: [Station]
        var warnAfter = 300
        var lateAfter = 600
        var alarmAfter = 60
    }

    struct Tickets: Codable, Sendable {
        struct Ticket: Codable, Sendable {
            let id: TicketID
        }

        let data: [Ticket]
    }

    struct Approval: Codable, Sendable {
        let number, issuer, maskedNumber: String
    }

    struct Tender: Codable, Sendable {
        let method: TenderMethod
        let amount: Int64
        var received: Int64?
        var approval: Approval?
    }

    struct Consulting: Codable, Sendable {
        let from, to: BusinessDate
        let language: Language
    }

    struct Sale: Codable, Sendable {
        let id: SaleID
        let orderId: OrderID
        let tenders: [Tender]
        let soldAt: Timestamp
    }
}
