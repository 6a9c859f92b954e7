import Contracts
import Foundation
import Platform

/// A store's archive as a file, written from and read into the databases themselves: no part is held in memory.
struct StoreFile {
    let path: String

    /// Writes the file beside its place first, so that a file of that name is always whole.
    func write(_ store: StoreID, from composition: Composition) async throws {
        guard try await heads(of: store, in: composition)[.store] ?? 0 > 0 else { throw AccessRejection.notFound }
        let partial = path + ".partial"
        for _ in 0..<3 {
            await settle(store, in: composition)
            let before = try await heads(of: store, in: composition)
            guard FileManager.default.createFile(atPath: partial, contents: nil, attributes: [.posixPermissions: 0o600])
            else { throw DataFolderError.unusable(partial, "no file can be made there") }
            let file = try FileHandle(forWritingTo: URL(fileURLWithPath: partial))
            let writer = try ArchiveWriter(store) { try file.write(contentsOf: $0) }
            for service in ServiceName.listenersFirst {
                try await composition.databases[service]?.export(store) { try writer.append($0) }
            }
            try writer.seal()
            try file.synchronize()
            try file.close()
            // With PostgreSQL a server may be at work meanwhile; then the rooms' parts are of different moments.
            guard try await heads(of: store, in: composition) == before else { continue }
            guard rename(partial, path) == 0 else { throw DataFolderError.unusable(path, "it cannot be replaced") }
            return
        }
        try FileManager.default.removeItem(atPath: partial)
        throw ArchiveRejection.storeBusy
    }

    /// Brings the store in, the Store room last: until then nobody can sign in, and it can be done again.
    func read(into composition: Composition) async throws -> StoreID {
        let archive = try StoreArchive(try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe))
        // What a room refuses is refused before any room has taken something.
        for part in archive.parts {
            guard try await heads(of: archive.store, in: composition)[.store] == 0 else {
                throw ArchiveRejection.storeExists
            }
            try await composition.databases[part.service]?.rehearse(part.lines, as: archive.store)
        }
        for part in archive.parts {
            try await composition.databases[part.service]?.take(part.lines, as: archive.store)
        }
        return archive.store
    }

    private func heads(of store: StoreID, in composition: Composition) async throws -> [ServiceName: Int64] {
        var heads: [ServiceName: Int64] = [:]
        for (service, database) in composition.databases { heads[service] = try await database.head(of: store) }
        return heads
    }

    /// Lets every listener hear what was recorded; one that stands parked goes along as it is.
    ///
    /// Publishers first, since a room may record something itself when it hears of something.
    private func settle(_ store: StoreID, in composition: Composition) async {
        let listeners = composition.runtime.modules.flatMap(\.listeners)
        for publisher in ServiceName.listenersFirst.reversed() {
            guard let source = composition.databases[publisher] else { continue }
            for listener in listeners where listener.publisher == publisher {
                await JournalTail(listener, from: source, logger: composition.logger).follow(store)
            }
        }
    }
}
