import Contracts
import Foundation
import HTTPTypes
import NIOCore
import Platform
import Synchronization

/// A whole store out of all rooms as one archive, and into them.
struct StoreMoving: Sendable {
    let peers: Peers
    private let arriving = Arriving()

    init(peers: Peers) { self.peers = peers }

    /// The archive of a store at one moment: nothing was recorded between the first room's part and the last's.
    func export(_ store: StoreID) async throws -> Data {
        for _ in 0..<3 {
            try await settle(store)
            let before = try await heads(of: store)
            let archive = Mutex(Data())
            let writer = try ArchiveWriter(store) { lines in archive.withLock { $0 += lines } }
            for service in ServiceName.listenersFirst {
                let part = try await peers.bytes(service, .get, "/internal/\(service.rawValue)/archive", store: store)
                try writer.append(Data(part.readableBytesView))
            }
            try writer.seal()
            if try await heads(of: store) == before { return archive.withLock { $0 } }
        }
        throw ArchiveRejection.storeBusy
    }

    /// Brings a store in, the Store room last: until then nobody can sign in, and it can be done again.
    func take(_ data: Data) async throws -> StoreID {
        let archive = try StoreArchive(data)
        guard arriving.begin(archive.store) else { throw ArchiveRejection.storeBusy }
        defer { arriving.end(archive.store) }
        // What a room refuses is refused before any room has taken something.
        for part in archive.parts { try await put(part, of: archive.store, "?rehearsal=true") }
        for part in archive.parts { try await put(part, of: archive.store) }
        return archive.store
    }

    private func put(
        _ part: (service: ServiceName, lines: Data), of store: StoreID, _ query: String = ""
    ) async throws {
        guard try await head(.store, of: store) == 0 else { throw ArchiveRejection.storeExists }
        _ = try await peers.bytes(
            part.service, .put, "/internal/\(part.service.rawValue)/archive\(query)", store: store,
            body: ByteBuffer(bytes: part.lines), media: "application/jsonl")
    }

    private func head(_ service: ServiceName, of store: StoreID) async throws -> Int64 {
        let head: JournalPosition = try await peers.call(
            service, .get, "/internal/\(service.rawValue)/head", store: store)
        return head.seq
    }

    private func heads(of store: StoreID) async throws -> [Int64] {
        var heads: [Int64] = []
        for service in ServiceName.listenersFirst { heads.append(try await head(service, of: store)) }
        return heads
    }

    /// Lets every room hear what the others recorded; one that stands parked goes along as it is.
    ///
    /// Publishers first, since a room may record something itself when it hears of something.
    private func settle(_ store: StoreID) async throws {
        for publisher in ServiceName.listenersFirst.reversed() {
            let seq = try await head(publisher, of: store)
            for service in ServiceName.listenersFirst {
                let query = "publisher=\(publisher.rawValue)&seq=\(seq)"
                let _: [String: Bool] = try await peers.call(
                    service, .get, "/internal/\(service.rawValue)/caught-up?\(query)", store: store)
            }
        }
    }
}

/// The stores that are being brought in: one archive of a store at a time.
private final class Arriving: Sendable {
    private let stores = Mutex<Set<StoreID>>([])

    func begin(_ store: StoreID) -> Bool { stores.withLock { $0.insert(store).inserted } }
    func end(_ store: StoreID) { stores.withLock { _ = $0.remove(store) } }
}
