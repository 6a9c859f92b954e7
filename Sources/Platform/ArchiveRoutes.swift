import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Gives and takes a room's part of a store's archive; the gateway puts the parts together.
package struct ArchiveRoutes: Sendable {
    private let database: Database

    package init(database: Database) { self.database = database }

    package func add(to router: Router<AppContext>) {
        let group = router.group("internal/\(database.service.rawValue)")
        group.get("archive") { _, context in
            let caller = try context.internalCaller()
            let lines = Mutex(Data())
            try await database.export(caller.store) { chunk in lines.withLock { $0 += chunk } }
            let body = ByteBuffer(bytes: lines.withLock { $0 })
            return Response(
                status: .ok, headers: [.contentType: "application/jsonl"], body: ResponseBody(byteBuffer: body))
        }
        group.put("archive") { request, context in
            let caller = try context.internalCaller()
            let part = Data(try await request.bytes(upTo: .max).readableBytesView)
            if request.query("rehearsal") != nil {
                try await database.rehearse(part, as: caller.store)
            } else {
                try await database.take(part, as: caller.store)
            }
            return try Reply.json(JournalPosition(seq: try await database.head(of: caller.store)))
        }
    }
}
