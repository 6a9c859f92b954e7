import Contracts
import HTTPTypes
import Platform
import TestSupport
import Testing

@testable import SaleService

@Suite struct MessagesRoutesTests {
    private struct Reply: Decodable {
        struct Failure: Decodable {
            let code: String
            let title: String
        }

        let id: MessageID
        let kind: String
        let about: String
        let text: String
        let state: String
        let attempts: Int
        let nextAt: Timestamp?
        let endedAt: Timestamp?
        let failure: Failure?
    }

    private struct Replies: Decodable {
        let data: [Reply]
        let next: String?
    }

    private func settle(_ shop: Shop, _ date: String, at now: Timestamp) async throws {
        let day = SettledDay.sample(date)
        try await shop.sales.transaction(by: shop.caller(), at: now) { try $0.tellOwner(of: day) }
    }

    @Test(arguments: TestEngine.available)
    func `a manager sees what was sent, what waits and what failed, and why`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            let start = Timestamp(milliseconds: 1_764_000_000_000)
            for day in 1...3 {
                try await settle(shop, "2026-11-0\(day)", at: start.advanced(seconds: Int64(day)))
            }
            let manager = TestCaller.manager(shop.store)
            let all = try await shop.send(.get, "messages", as: manager).decode(Replies.self).data
            #expect(all.map(\.about) == ["2026-11-03", "2026-11-02", "2026-11-01"])
            #expect(all.allSatisfy { $0.state == "queued" && $0.nextAt != nil && $0.failure == nil })

            let store = shop.store
            let (sent, failed) = (all[2].id, all[1].id)
            try await shop.sales.transaction(by: shop.caller(), at: start) { tx in
                if let message = try tx.session.message(sent, of: store) { try tx.update(message.sent(at: start)) }
                if let message = try tx.session.message(failed, of: store) {
                    try tx.update(message.failed(because: .phoneUnusable, at: start))
                }
            }
            let found = try await shop.get("messages?state=failed", headers: ["Accept-Language": "en"])
            let reply = try #require(try found.decode(Replies.self).data.first)
            #expect(reply.id == failed && reply.kind == "settlement" && reply.text.contains("11/2 마감"))
            #expect(reply.failure?.code == "phone-unusable" && reply.endedAt == start && reply.nextAt == nil)
            #expect(reply.failure?.title == MessageRejection.phoneUnusable.words.en)
            #expect(try await shop.get("messages?state=sent").decode(Replies.self).data.map(\.id) == [sent])

            let first = try await shop.get("messages?limit=2").decode(Replies.self)
            let rest = try await shop.get("messages?limit=2&after=\(try #require(first.next))").decode(Replies.self)
            #expect((first.data + rest.data).map(\.id) == all.map(\.id) && rest.next == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `messages are for those who see the figures, of their own store`(engine: TestEngine) async throws {
        try await Shop.open(engine) { shop in
            try await settle(shop, "2026-11-24", at: .now)
            #expect(try await shop.send(.get, "messages", as: shop.cashier).status == 403)
            let stranger = TestCaller.owner(.make())
            #expect(try await shop.send(.get, "messages", as: stranger).decode(Replies.self).data.isEmpty)
            for query in ["state=lost", "after=x", "limit=0"] {
                let refused = try await shop.get("messages?\(query)")
                #expect(refused.status == 422 && refused.code == "field-invalid", "\(query)")
            }
        }
    }
}
