import Contracts
import Foundation
import HTTPTypes
import Platform
import Testing

@testable import Salesync

@Suite struct SeedTests {
    private struct Sales: Decodable {
        struct Sale: Decodable {
            let soldAt: Timestamp
        }

        let data: [Sale]
    }

    /// Before opening, in the morning's first minutes, at noon, and after closing, by Seoul's clock.
    @Test(arguments: [(7, 0), (8, 23), (12, 40), (23, 30)])
    func `the demo shop is filled at any hour, and nobody has paid in the future`(hour: Int, minute: Int) async throws {
        let day = try #require(BusinessDay(timezone: "Asia/Seoul", start: "05:00"))
        let yesterday = CivilDay(daysSinceEpoch: day.date(of: .now).daysSinceEpoch - 1)
        let now = day.moment(yesterday, minutes: hour * 60 + minute)
        try await House.open { house in
            var seed = Seed(client: house.client, now: now)
            try await seed.run(days: 2)
            let sales = try await house.client.call(.get, "/api/v1/sales?limit=200").decoded(Sales.self)
            #expect(sales.data.count > 30)
            #expect(sales.data.allSatisfy { $0.soldAt <= now })
        }
    }
}
