import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Platform
import TestSupport
import Testing
import WebGateway

@testable import Salesync

/// The journals of all rooms as an owner reads them.
@Suite struct AuditTests {
    struct AuditPage: Decodable {
        struct Row: Decodable {
            let service: ServiceName
            let seq: Int64
            let at: Timestamp
            let type, actor: String
            let actorName: String?
            let data: [String: Anything]
        }

        let data: [Row]
        let next: String?
    }

    /// A value whose form does not matter here.
    struct Anything: Decodable {
        init(from decoder: any Decoder) throws {}
    }

    struct Verdict: Decodable, Equatable {
        struct Place: Decodable, Equatable {
            let service: String
            let seq: Int64
        }

        let ok: Bool
        let rows: Int64
        let firstAltered: Place?
    }

    private func rows(_ shop: Shop, _ query: String = "limit=7") async throws -> [AuditPage.Row] {
        var rows: [AuditPage.Row] = []
        var after = ""
        while true {
            let page = try await shop.client.call(.get, "/api/v1/audit?\(query)\(after)").decoded(AuditPage.self)
            rows += page.data
            guard let next = page.next else { return rows }
            after = "&after=\(next)"
        }
    }

    /// Sells, and lets Order record that it was paid.
    private func sell(_ shop: Shop) async throws {
        let order = try await shop.order(1)
        _ = try await shop.pay(order)
        #expect(try await shop.status(of: order.id) == "paid")
    }

    @Test(arguments: TestEngine.available)
    func `The journals of all rooms are one list, the newest first, page by page`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let (shop, other) = (try await house.shop("audited"), try await house.shop("next-door"))
            for _ in 0..<4 { try await sell(shop) }
            _ = try await other.order(1)
            var heads: Int64 = 0
            for database in house.composition.databases.values { heads += try await database.head(of: shop.store) }
            let all = try await rows(shop)
            #expect(Int64(all.count) == heads)
            #expect(Set(all.map { "\($0.service) \($0.seq)" }).count == all.count)
            #expect(all.map(\.at) == all.map(\.at).sorted(by: >))
            #expect(Set(all.map(\.service)) == [.store, .item, .order, .sale])
            let owner = try #require(all.first { $0.type == "sale.paid" })
            #expect(owner.actorName == "주인" && owner.data["sale"] != nil)
            #expect(try await rows(shop, "limit=200").map(\.seq) == all.map(\.seq))
            #expect(
                try await rows(shop, "service=sale&limit=3").map(\.seq) == all.filter { $0.service == .sale }.map(\.seq)
            )
            #expect(try await rows(shop, "actor=\(owner.actor)").count == all.filter { $0.actor == owner.actor }.count)
            #expect(try await rows(shop, "actor=nobody").isEmpty)
        }
    }

    @Test func `A range of business dates, or of moments, has the rows of these and no others`() async throws {
        try await House.open { house in
            let shop = try await house.shop("ranged")
            let day = try #require(BusinessDay(timezone: "Asia/Seoul", start: "05:00"))
            let (before, today) = (try await rows(shop), day.date(of: .now))
            #expect(
                try await rows(shop, "from=\(today.advanced(days: -1))&to=\(today.advanced(days: 1))").count
                    == before.count)
            #expect(try await rows(shop, "to=\(today.advanced(days: -2))").isEmpty)
            #expect(try await rows(shop, "from=\(today.advanced(days: 2))").isEmpty)
            let moment = try #require(before.last).at
            let first = try await rows(shop, "to=\(moment)")
            #expect(!first.isEmpty && first.allSatisfy { $0.at <= moment })
            #expect(try await rows(shop, "from=\(moment)").count == before.count)
            for query in ["from=yesterday", "service=gateway", "service=cellar", "after=x", "limit=0", "limit=201"] {
                let code = try await refusal { try await shop.client.call(.get, "/api/v1/audit?\(query)") }
                #expect(code == "field-invalid", "\(query)")
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `The check names the room and the row that was altered`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let shop = try await house.shop("checked")
            try await sell(shop)
            let whole = try await shop.client.call(.get, "/api/v1/audit/verify").decoded(Verdict.self)
            let count = try await rows(shop).count
            #expect(whole == Verdict(ok: true, rows: Int64(count), firstAltered: nil))
            let sales = try #require(house.composition.databases[.sale])
            try await sales.engine.write { try $0.script("UPDATE journal SET data = '{\"sale\":' WHERE seq = 1") }
            let found = try await shop.client.call(.get, "/api/v1/audit/verify").decoded(Verdict.self)
            #expect(!found.ok && found.firstAltered == Verdict.Place(service: "sale", seq: 1))
            // The altered row must show, though its data is no JSON any more.
            let reply = try await shop.client.call(.get, "/api/v1/audit?service=sale")
            #expect(String(decoding: reply.body, as: UTF8.self).contains(#""data":"{\"sale\":""#))
        }
    }

    private struct Hired: Codable, Sendable {
        let name, role, pin, username, password: String
    }

    @Test func `The journal is for managers, and holds no phone number, password or PIN`() async throws {
        try await House.open { house in
            let shop = try await house.shop("private")
            for (name, role, pin) in [("kim", "cashier", "739518"), ("lee", "manager", "402917")] {
                let form = Hired(name: name, role: role, pin: pin, username: name, password: "a-long-password-\(name)")
                try await shop.client.call(.post, "/api/v1/staff", form)
            }
            let (cashier, manager) = (Client.within(house.composition), Client.within(house.composition))
            try await cashier.signIn("kim", "a-long-password-kim")
            try await manager.signIn("lee", "a-long-password-lee")
            for path in ["/api/v1/audit", "/api/v1/audit/verify", "/api/v1/export"] {
                #expect(try await refusal { try await cashier.call(.get, path) } == "right-missing", "\(path)")
            }
            #expect(try await refusal { try await manager.call(.get, "/api/v1/export") } == "right-missing")
            #expect(try await refusal { try await manager.call(.post, "/api/v1/import") } == "right-missing")
            try await manager.call(.get, "/api/v1/audit/verify")
            let text = String(
                decoding: try await manager.call(.get, "/api/v1/audit?limit=200").body, as: UTF8.self)
            #expect(text.contains("staff.changed"))
            for secret in [
                "1234-5678", "12345678", "739518", "402917", "long-password", "journey-password", "scrypt$", "pbkdf2$",
            ] {
                #expect(!text.contains(secret), "\(secret)")
            }
        }
    }

    @Test func `A cursor divides the rows of all rooms into those before it and those behind`() {
        let places = [(1, .store), (2, .store), (1, .order), (2, .order), (1, .sale)].flatMap {
            (seq: Int64, service: ServiceName) in [5, 6].map { AuditCursor(at: $0, service: service, seq: seq) }
        }
        let sorted = places.sorted { $0.isBefore($1) }
        for (index, cursor) in sorted.enumerated() {
            #expect(AuditCursor(cursor.text) == cursor)
            let behind = places.filter { place in
                let bounds = cursor.bounds(of: place.service)
                return place.at < bounds.upTo || (place.at == bounds.upTo && place.seq < bounds.below)
            }
            #expect(Set(behind) == Set(sorted[(index + 1)...]))
        }
        for text in ["", "1.order", "x.order.1", "1.cellar.1", "1.order.1.1"] { #expect(AuditCursor(text) == nil) }
    }
}
