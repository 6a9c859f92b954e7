import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Platform

/// `GET /api/v1/export` and `POST /api/v1/import`: a store moves, whole.
struct MovingRoutes: Sendable {
    let moving: StoreMoving

    struct Arrived: Codable, Sendable {
        let storeId: StoreID
    }

    func add(to router: Router<AppContext>) {
        let api = router.group("api/v1")
        api.get("export") { _, context in
            let store = try owner(context).store
            let archive = try await moving.export(store)
            return Response(
                status: .ok,
                headers: [
                    .contentType: "application/jsonl", .cacheControl: "no-store",
                    .contentDisposition: "attachment; filename=\"salesync-\(store).jsonl\"",
                ],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: archive)))
        }
        api.post("import") { request, context in
            _ = try owner(context)
            let bytes = try await request.bytes(upTo: BodyLimit.imports)
            let store = try await moving.take(Data(bytes.readableBytesView))
            return try Reply.json(Arrived(storeId: store), status: .created)
        }
    }

    /// Whoever may change the store by their own right; a lent one does not open every secret of it.
    private func owner(_ context: AppContext) throws -> Caller {
        let caller = try context.authenticated()
        guard caller.rights.contains(.manageStore) else { throw AccessRejection.rightMissing(.manageStore) }
        return caller
    }
}
