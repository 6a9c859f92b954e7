import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Platform
import TestSupport
import Testing

@testable import Salesync
@testable import WebGateway

/// A store moves from one Salesync to another, whole.
@Suite struct MovingTests {
    /// From every engine to every engine.
    static let ways = TestEngine.available.flatMap { from in TestEngine.available.map { (from, $0) } }

    private func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

    /// A shop that sold three times and has an open order, as a file; the order and the item are told too.
    private func moved(
        _ username: String, to file: String, on engine: TestEngine = .sqlite
    ) async throws -> (store: StoreID, item: ItemID, order: OrderID) {
        let (item, order, store) = (Box<ItemID>(), OrderID.make(), Box<StoreID>())
        try await House.open(on: engine) { house in
            let shop = try await house.shop(username)
            for quantity in 1...3 { _ = try await shop.pay(try await shop.order(quantity)) }
            _ = try await shop.order(2, id: order)
            try await StoreFile(path: file).write(shop.store, from: house.composition)
            try await StoreFile(path: file + ".again").write(shop.store, from: house.composition)
            await item.put(shop.item)
            await store.put(shop.store)
        }
        #expect(try bytes(file) == bytes(file + ".again"))
        return (try #require(await store.value), try #require(await item.value), order)
    }

    private actor Box<Value: Sendable> {
        var value: Value?
        func put(_ value: Value) { self.value = value }
    }

    @Test(arguments: ways)
    func `A store that moves is the same byte for byte, and goes on selling`(
        from: TestEngine, to: TestEngine
    ) async throws {
        let folder = try TestFolder.make()
        let file = folder + "/store.jsonl"
        let moved = try await moved("mover", to: file, on: from)
        try await House.open(on: to) { house in
            #expect(try await StoreFile(path: file).read(into: house.composition) == moved.store)
            try await StoreFile(path: folder + "/back.jsonl").write(moved.store, from: house.composition)
            #expect(try bytes(file) == bytes(folder + "/back.jsonl"))
            let audit = try await JournalAudit.run(house.composition.databases)
            #expect(audit.altered.isEmpty && audit.rows > 10)
            let shop = Shop(client: house.client, store: moved.store, item: moved.item)
            try await shop.client.signIn("mover", "journey-password")
            #expect(try await shop.live().sales == 24_000)
            let open = try await shop.client.call(.get, "/api/v1/orders/\(moved.order)").decoded(Shop.OrderView.self)
            let sale = try await shop.pay(open)
            #expect(sale.receiptNumber.hasSuffix("-0004"))
            _ = try await shop.pay(try await shop.order(1))
            let totals = try await shop.live()
            #expect((totals.sales, totals.orders) == (36_000, 5))
            #expect(try await JournalAudit.run(house.composition.databases).altered.isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `A store is imported only where it does not exist`(engine: TestEngine) async throws {
        let file = try TestFolder.make() + "/store.jsonl"
        let moved = try await moved("once", to: file)
        try await House.open(on: engine) { house in
            _ = try await StoreFile(path: file).read(into: house.composition)
            try await house.client.signIn("once", "journey-password")
            let shop = Shop(client: house.client, store: moved.store, item: moved.item)
            _ = try await shop.order(1)
            await #expect(throws: ArchiveRejection.storeExists) {
                try await StoreFile(path: file).read(into: house.composition)
            }
            // Nor does a room let the store be taken twice, whatever came before it.
            let archive = try StoreArchive(try bytes(file))
            await #expect(throws: ArchiveRejection.storeExists) {
                try await house.composition.databases[.store]?.take(archive.parts[5].lines, as: moved.store)
            }
            #expect(try await JournalAudit.run(house.composition.databases).altered.isEmpty)
            #expect(try await shop.order(1).number.hasSuffix("6"))
        }
    }

    @Test(arguments: TestEngine.available)
    func `An import that was cut short is done again, and until its end nobody signs in`(
        engine: TestEngine
    ) async throws {
        let folder = try TestFolder.make()
        let file = folder + "/store.jsonl"
        let moved = try await moved("halfway", to: file)
        try await House.open(on: engine) { house in
            let archive = try StoreArchive(try bytes(file))
            for part in archive.parts.dropLast() {
                try await house.composition.databases[part.service]?.take(part.lines, as: moved.store)
            }
            let code = try await refusal { try await house.client.signIn("halfway", "journey-password") }
            #expect(code == "wrong-credentials")
            _ = try await StoreFile(path: file).read(into: house.composition)
            try await StoreFile(path: folder + "/back.jsonl").write(moved.store, from: house.composition)
            #expect(try bytes(file) == bytes(folder + "/back.jsonl"))
            try await house.client.signIn("halfway", "journey-password")
        }
    }

    @Test func `Every table of a store travels, and what belongs to the system stays`() async throws {
        let file = try TestFolder.make() + "/store.jsonl"
        let moved = try await moved("tables", to: file)
        let text = String(decoding: try bytes(file), as: UTF8.self)
        try await House.open { house in
            var staying: Set<String> = []
            for (service, database) in house.composition.databases {
                for table in try await database.read({ try $0.tables() }) {
                    let travels = text.contains(#","table":"\#(table.name)"}"#)
                    #expect(travels == table.isOfStores, "\(service) \(table.name)")
                    if !table.isOfStores { staying.insert(table.name) }
                }
            }
            // A new table either says whose its rows are, or is named here because it belongs to the whole system.
            #expect(staying == ["failed_tries", "schema_steps", "server_secrets", "signing_keys"])
        }
        #expect(text.contains("scrypt$") && !text.contains("PRIVATE KEY"))
        #expect(text.contains(moved.store.text))
    }

    @Test func `A file that is no archive of a whole store is refused`() throws {
        let whole = try archive([#"{"service":"order","steps":[]}"#])
        for data in [Data(), Data("\n".utf8), Data("{}\n".utf8), Data("id,name\n1,x\n".utf8), whole] {
            #expect(throws: ArchiveRejection.archiveUnreadable) { try StoreArchive(data) }
        }
    }

    @Test func `An archive that was cut short or changed on its way is refused`() async throws {
        let file = try TestFolder.make() + "/store.jsonl"
        _ = try await moved("damaged", to: file)
        let whole = try bytes(file)
        var changed = whole
        changed[whole.count / 2] ^= 1
        for data in [whole.dropLast(), whole.dropLast(200), whole.prefix(whole.count / 2), changed, whole + [10]] {
            #expect(throws: ArchiveRejection.archiveDamaged) { try StoreArchive(Data(data)) }
        }
    }

    @Test func `An archive is read only by a version with the same tables as the one that wrote it`() async throws {
        for (written, otherwise) in [
            (#""platform-1""#, #""platform-0""#), (#","table":"order_lines"}"#, #","table":"order_rows"}"#),
            (#""placed_at""#, #""ordered_at""#),
        ] {
            let refused = try await refused("versions") { $0.replacing(written, with: otherwise) }
            #expect(refused == .archiveVersionDiffers, "\(otherwise)")
        }
    }

    @Test func `An archive with a journal that is not whole is refused`() async throws {
        let refused = try await refused("forged") { $0.replacing(#""order.placed","#, with: #""order.moved","#) }
        #expect(refused == .archiveJournalAltered)
    }

    @Test func `Nothing in an archive may touch another store, or hold what its column cannot`() async throws {
        let owner = (written: #",null,true,1]"#, otherwise: #",null,1,1]"#)
        #expect(
            try await refused("shapes") { $0.replacing(owner.written, with: owner.otherwise) } == .archiveUnreadable)
        let stranger = StoreID.make().text
        let foreign = try await refused("shapes") { text in
            text.replacing(/\n\["[0-9a-f-]{36}",/, maxReplacements: 1) { _ in "\n[\"\(stranger)\"," }
        }
        #expect(foreign == .archiveUnreadable)
    }

    @Test(arguments: TestEngine.available)
    func `An archive is refused where one of its usernames belongs to somebody else`(engine: TestEngine) async throws {
        let file = try TestFolder.make() + "/store.jsonl"
        let moved = try await moved("namesake", to: file)
        try await House.open(on: engine) { house in
            let shop = try await house.shop("namesake")
            await #expect(throws: ArchiveRejection.archiveNameTaken) {
                try await StoreFile(path: file).read(into: house.composition)
            }
            #expect(try await nothing(of: moved.store, in: house))
            _ = try await shop.pay(try await shop.order(1))
        }
    }

    /// True when no room holds anything of a store.
    private func nothing(of store: StoreID, in house: House) async throws -> Bool {
        for database in house.composition.databases.values {
            guard try await !database.read({ try Journal.stores(in: $0) }).contains(store) else { return false }
        }
        return true
    }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, in house: House, token: String, body: Data = Data()
    ) async throws -> (response: Response, body: Data) {
        let head = HTTPRequest(
            method: method, scheme: "http", authority: nil, path: path,
            headerFields: [.authorization: "Bearer \(token)", .contentType: "application/jsonl"])
        let response = try await house.composition.local.send(
            .gateway, Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: body))))
        return (response, Data(try await response.bytes().readableBytesView))
    }

    private func token(_ username: String, in house: House) async throws -> String {
        try await house.client.call(
            .post, "/api/v1/sessions", ["username": username, "password": "journey-password"]
        ).decoded(SessionTokens.self).accessToken
    }

    @Test(arguments: TestEngine.available)
    func `An owner exports a store over the API, the same each time, and an owner elsewhere brings it in`(
        engine: TestEngine
    ) async throws {
        let exported = Box<Data>()
        try await House.open(on: engine) { house in
            let shop = try await house.shop("leaving")
            _ = try await shop.pay(try await shop.order(1))
            let token = try await token("leaving", in: house)
            let (first, again) = (
                try await send(.get, "/api/v1/export", in: house, token: token),
                try await send(.get, "/api/v1/export", in: house, token: token)
            )
            #expect(first.response.status == .ok && first.body == again.body)
            #expect(
                first.response.headers[.contentDisposition] == "attachment; filename=\"salesync-\(shop.store).jsonl\"")
            await exported.put(first.body)
        }
        let archive = try #require(await exported.value)
        try await House.open { house in
            _ = try await house.shop("already-there")
            let owner = try await token("already-there", in: house)
            let bad = try await send(.post, "/api/v1/import", in: house, token: owner, body: Data("{}\n".utf8))
            #expect(bad.response.status == .unprocessableContent)
            let large = Data(repeating: 32, count: BodyLimit.imports + 1)
            #expect(
                try await send(.post, "/api/v1/import", in: house, token: owner, body: large).response.status
                    == .contentTooLarge)
            let taken = try await send(.post, "/api/v1/import", in: house, token: owner, body: archive)
            #expect(taken.response.status == .created, "\(String(decoding: taken.body, as: UTF8.self))")
            let twice = try await send(.post, "/api/v1/import", in: house, token: owner, body: archive)
            #expect(twice.response.status == .conflict)
            try await house.client.signIn("leaving", "journey-password")
            let live = try await house.client.call(.get, "/api/v1/dashboard/live").decoded(Shop.Live.self)
            #expect(live.totals.sales == 4000)
        }
    }

    @Test func `A store is exported at a moment at which nothing is being recorded`() async throws {
        let busy = Counter()
        let peers = Peers(caller: .gateway, identity: InternalIdentity(secret: "test")) { _, request in
            let path = request.uri.path
            if path.hasSuffix("/head") { return try Reply.json(["seq": await busy.next()]) }
            return path.hasSuffix("/caught-up") ? try Reply.json(["caughtUp": true]) : Reply.text("", "text/plain")
        }
        await #expect(throws: ArchiveRejection.storeBusy) { try await StoreMoving(peers: peers).export(.make()) }
    }

    private actor Counter {
        private var value = 0

        func next() -> Int {
            value += 1
            return value
        }
    }

    /// An archive of these lines behind its head, sealed.
    private func archive(_ lines: [String], store: StoreID = .make()) throws -> Data {
        let collected = Collected()
        let writer = try ArchiveWriter(store) { collected.data += $0 }
        try writer.append(Data((lines.joined(separator: "\n") + "\n").utf8))
        try writer.seal()
        return collected.data
    }

    /// Only ever touched by one test, one line after the other.
    private final class Collected: @unchecked Sendable {
        var data = Data()
    }

    /// Why an archive is refused whose lines were changed by somebody who can seal it again.
    private func refused(
        _ username: String, _ change: (String) -> String
    ) async throws -> ArchiveRejection? {
        let file = try TestFolder.make() + "/store.jsonl"
        let moved = try await moved(username, to: file)
        let lines = String(decoding: try bytes(file), as: UTF8.self).split(separator: "\n").dropFirst().dropLast()
        let before = "\n" + lines.joined(separator: "\n")
        let changed = change(before)
        #expect(changed != before)
        let data = try archive([String(changed.dropFirst())], store: moved.store)
        try data.write(to: URL(fileURLWithPath: file))
        let refusal = Box<ArchiveRejection>()
        try await House.open { house in
            do {
                _ = try await StoreFile(path: file).read(into: house.composition)
            } catch let rejection as ArchiveRejection {
                await refusal.put(rejection)
            }
            #expect(try await nothing(of: moved.store, in: house))
        }
        return await refusal.value
    }
}
