import Contracts
import Crypto
import Foundation
import Synchronization

/// Writes an archive from its head to its seal.
package final class ArchiveWriter: Sendable {
    private struct State {
        var hash = SHA256()
        var lines = 0
    }

    private let state = Mutex(State())
    private let sink: @Sendable (Data) throws -> Void

    /// `sink` takes the bytes in their order.
    package init(_ store: StoreID, to sink: @escaping @Sendable (Data) throws -> Void) throws {
        self.sink = sink
        try append(ArchiveLines.line(ArchiveLines.Head(format: ArchiveLines.format, store: store)))
    }

    /// Whole lines of a room's part.
    package func append(_ lines: Data) throws {
        state.withLock { state in
            state.hash.update(data: lines)
            state.lines += lines.count { $0 == UInt8(ascii: "\n") }
        }
        try sink(lines)
    }

    /// Ends the archive.
    package func seal() throws {
        let seal = state.withLock { ArchiveLines.Seal(lines: $0.lines, sha256: Hex.text($0.hash.finalize())) }
        try sink(try ArchiveLines.line(seal))
    }
}

/// An archive that is whole: whose store it holds, and each room's part.
package struct StoreArchive: Sendable {
    package let store: StoreID
    package let parts: [(service: ServiceName, lines: Data)]

    /// Reads head and seal and finds the parts; their rows are read by the rooms.
    package init(_ data: Data) throws {
        let newline = UInt8(ascii: "\n")
        guard let headEnd = data.firstIndex(of: newline),
            let head = Self.decoded(ArchiveLines.Head.self, data[..<headEnd]), head.format == ArchiveLines.format
        else { throw ArchiveRejection.archiveUnreadable }
        guard let sealStart = data.dropLast().lastIndex(of: newline).map({ $0 + 1 }), data.last == newline,
            let seal = Self.decoded(ArchiveLines.Seal.self, data[sealStart...]),
            seal.lines == data[..<sealStart].count(where: { $0 == newline }),
            seal.sha256 == Hex.text(SHA256.hash(data: data[..<sealStart]))
        else { throw ArchiveRejection.archiveDamaged }
        store = head.store
        parts = try Self.parts(of: data[(headEnd + 1)..<sealStart])
    }

    /// Every room in its order; a room begins with the only kind of line that names a service.
    private static func parts(of body: Data) throws -> [(service: ServiceName, lines: Data)] {
        let beginning = Data(#"{"service":"#.utf8)
        var starts: [(service: ServiceName, at: Data.Index)] = []
        for line in ArchiveLines.split(body) where body[line].starts(with: beginning) {
            guard let room = decoded(ArchiveLines.Room.self, body[line]) else {
                throw ArchiveRejection.archiveUnreadable
            }
            starts.append((room.service, line.lowerBound))
        }
        guard starts.map(\.service) == ServiceName.listenersFirst, starts.first?.at == body.startIndex else {
            throw ArchiveRejection.archiveUnreadable
        }
        let ends = starts.dropFirst().map(\.at) + [body.endIndex]
        return zip(starts, ends).map { (service: $0.service, lines: body[$0.at..<$1]) }
    }

    /// Nil for a line of another form, which the caller names.
    private static func decoded<T: Decodable>(_ type: T.Type, _ line: Data) -> T? {
        do {
            return try JSON.decode(type, from: line)
        } catch {
            return nil
        }
    }
}

extension Database {
    /// Hands over this room's part of a store's archive, from one snapshot.
    package func export(_ store: StoreID, to sink: @escaping @Sendable (Data) throws -> Void) async throws {
        let service = service
        try await read { try RoomArchive.write(store, of: service, from: $0, to: sink) }
    }

    /// Takes this room's part of an archive and takes it back: throws what would refuse it, and leaves nothing behind.
    package func rehearse(_ part: Data, as store: StoreID) async throws {
        struct Rehearsed: Error {}
        let service = service
        do {
            try await engine.write { session in
                try RoomArchive.read(part, as: store, of: service, into: session)
                throw Rehearsed()
            }
        } catch is Rehearsed {
            return
        }
    }

    /// Takes this room's part of an archive, all or nothing, and lets listeners look whether there is news for them.
    package func take(_ part: Data, as store: StoreID) async throws {
        let service = service
        try await engine.write { try RoomArchive.read(part, as: store, of: service, into: $0) }
        commits.raise(store)
    }
}
