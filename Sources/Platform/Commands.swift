import Contracts
import Crypto
import Foundation

/// What makes a command the same command: the client's ids and a hash of the fields that we know.
package struct CommandStamp: Sendable, Hashable {
    let ids: [String]
    let bodyHash: String

    /// Nil when the client named no id, so that nothing can be recognised.
    ///
    /// `path` keeps equal bodies of different calls apart; `secretFree` must not contain passwords or PINs.
    package init?(path: String, key: String?, id: String?, secretFree: some Encodable) throws {
        let ids = Set([key, id].compactMap { $0 })
        guard !ids.isEmpty else { return nil }
        self.ids = ids.sorted()
        var hash = SHA256()
        hash.update(data: Data(path.utf8))
        hash.update(data: Data([0]))
        hash.update(data: try JSON.encode(secretFree))
        bodyHash = Hex.text(hash.finalize())
    }
}

extension CommandStamp {
    /// Staff share their shop's commands, whoever repeats them; what devices and guests send is theirs alone.
    fileprivate func own(to caller: Caller) -> CommandStamp {
        guard caller.role.rank == 0 else { return self }
        return CommandStamp(ids: ids.map { "\(caller.actor)/\($0)" }, bodyHash: bodyHash)
    }

    private init(ids: [String], bodyHash: String) {
        self.ids = ids
        self.bodyHash = bodyHash
    }
}

/// What a command answered, now or when it first came.
package struct Answer: Sendable {
    package let status: Int
    package let body: String
    package let replayed: Bool
    /// The version of the thing that the body shows, for the ETag.
    package let version: Int64?

    package init(status: Int, body: String, replayed: Bool = false, version: Int64? = nil) {
        self.status = status
        self.body = body
        self.replayed = replayed
        self.version = version
    }
}

/// A value whose JSON is at hand already; it must be what the encoder would have written.
package protocol Written {
    var json: String? { get }
}

/// The version inside a stored answer.
private struct StoredVersion: Decodable {
    let version: Int64?
}

extension Database {
    /// Runs a command at most once: the same id and body get the first answer again, another body is refused.
    ///
    /// The id is written in the effect's own transaction. `storing` leaves secrets out of what is kept of the answer.
    package func command<T: Encodable & Sendable>(
        _ stamp: CommandStamp?, by caller: Caller, at now: Timestamp = .now, status: Int = 201,
        storing stored: @escaping @Sendable (T) -> T? = { _ in nil },
        _ body: @escaping @Sendable (Transaction) throws -> T
    ) async throws -> Answer {
        try await transaction(by: caller, at: now) { tx in
            let stamp = stamp?.own(to: caller)
            if let stamp, let earlier = try Self.earlier(stamp, store: caller.store, in: tx.session) { return earlier }
            let value = try body(tx)
            let version = (value as? any Versioned)?.version
            let body = try (value as? any Written)?.json ?? JSON.text(value)
            let answer = Answer(status: status, body: body, version: version)
            let kept = try stored(value).map { try JSON.text($0) } ?? answer.body
            for id in stamp?.ids ?? [] {
                try tx.run(
                    """
                    INSERT INTO commands (store_id, id, body_hash, status, answer, at)
                    VALUES (\(caller.store), \(id), \(stamp?.bodyHash), \(status), \(kept), \(now))
                    """)
            }
            return answer
        }
    }

    /// The answer of an earlier run of this command, without running anything.
    package func replay(_ stamp: CommandStamp?, by caller: Caller) async throws -> Answer? {
        guard let stamp = stamp?.own(to: caller) else { return nil }
        return try await read { try Self.earlier(stamp, store: caller.store, in: $0) }
    }

    private static func earlier(
        _ stamp: CommandStamp, store: StoreID, in session: any SQLSession
    ) throws -> Answer? {
        for id in stamp.ids {
            guard
                let row = try session.row(
                    "SELECT body_hash, answer FROM commands WHERE store_id = \(store) AND id = \(id)")
            else { continue }
            guard try row.text(0) == stamp.bodyHash else { throw AccessRejection.idReused }
            let body = try row.text(1)
            let version = try JSON.decode(StoredVersion.self, from: body).version
            return Answer(status: 200, body: body, replayed: true, version: version)
        }
        return nil
    }
}
