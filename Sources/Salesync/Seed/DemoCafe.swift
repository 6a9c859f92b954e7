import Contracts

/// The demo shop: a small cafe with a menu, a floor and a week behind it.
enum DemoCafe {
    static let username = "demo"
    static let password = "demo-cafe-1"

    /// An item: name, price, cost and how often it is asked for.
    struct Item: Sendable {
        let name: String
        let price: Int64
        let cost: Int64?
        let weight: Int
        var options: [String] = []
        var taxClass: TaxClass = .taxable
        var openPrice = false
    }

    static let menu: [(category: String, items: [Item])] = [
        (
            "커피",
            [
                Item(name: "아메리카노", price: 4000, cost: 700, weight: 40, options: ["온도", "추가"]),
                Item(name: "카페라떼", price: 4500, cost: 1200, weight: 25, options: ["온도", "추가"]),
                Item(name: "바닐라라떼", price: 5000, cost: 1500, weight: 14, options: ["온도", "추가"]),
                Item(name: "카푸치노", price: 4800, cost: 1300, weight: 5, options: ["추가"]),
                Item(name: "에스프레소", price: 3500, cost: 500, weight: 3),
                Item(name: "콜드브루", price: 5000, cost: 900, weight: 9),
            ]
        ),
        (
            "음료",
            [
                Item(name: "자몽에이드", price: 5500, cost: 1800, weight: 7),
                Item(name: "레몬티", price: 5000, cost: 1100, weight: 4),
                Item(name: "딸기라떼", price: 6000, cost: 2400, weight: 8),
                Item(name: "초코라떼", price: 5000, cost: 1600, weight: 5, options: ["온도"]),
            ]
        ),
        (
            "빵",
            [
                Item(name: "크루아상", price: 3800, cost: 1500, weight: 16),
                Item(name: "소금빵", price: 3500, cost: 1200, weight: 20),
                Item(name: "앙버터", price: 4800, cost: 2300, weight: 8),
                Item(name: "뺑오쇼콜라", price: 4200, cost: 1800, weight: 5),
            ]
        ),
        (
            "디저트",
            [
                Item(name: "치즈케이크", price: 6500, cost: 3100, weight: 9),
                Item(name: "티라미수", price: 6800, cost: 2900, weight: 7),
                Item(name: "마카롱", price: 2500, cost: 1400, weight: 4),
                Item(name: "휘낭시에", price: 2800, cost: 1000, weight: 6),
            ]
        ),
        (
            "기타",
            [
                Item(name: "원두 200g", price: 14000, cost: 7000, weight: 1),
                Item(name: "우유 1L", price: 3200, cost: 2500, weight: 1, taxClass: .exempt),
                Item(name: "컵 보증금", price: 300, cost: nil, weight: 2, taxClass: .deposit),
                Item(name: "시가 선물세트", price: 0, cost: nil, weight: 0, openPrice: true),
            ]
        ),
    ]

    /// The categories that the second station makes.
    static let fromTheOven: Set<String> = ["빵", "디저트"]

    /// Option groups: name, least, most, options with their surcharge.
    static let options: [(name: String, min: Int, max: Int, options: [(String, Int64)])] = [
        ("온도", 1, 1, [("HOT", 0), ("ICE", 500)]),
        ("추가", 0, 3, [("샷 추가", 500), ("시럽 추가", 500), ("오트 우유", 700)]),
    ]

    static let floor: [(area: String, tables: [(name: String, seats: Int)])] = [
        ("홀", (1...8).map { ("\($0)", $0 % 3 == 0 ? 4 : 2) }),
        ("테라스", (1...3).map { ("T\($0)", 2) }),
    ]

    /// Orders an hour of a usual weekday, from 8 to 21.
    static let hours: [(hour: Int, orders: Int)] = [
        (8, 5), (9, 6), (10, 4), (11, 4), (12, 9), (13, 8), (14, 5), (15, 6), (16, 5), (17, 4), (18, 4), (19, 3),
        (20, 2),
    ]
}
