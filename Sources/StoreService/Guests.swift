import Contracts
import Foundation
import Platform

/// Guests at a table: the QR code opens a session for that table until the business day ends.
package struct Guests: Sendable {
    let database: Database
    let sessions: Sessions

    /// A table's code, to be printed as QR.
    struct Code: Codable, Sendable {
        let tableId: TableID
        let token: String
        /// Where the QR code leads, below the shop's own address.
        let path: String
    }

    func codes(for tables: [TableID], by caller: Caller) async throws -> [Code] {
        try caller.require(.manageMenu)
        guard tables.count <= 1000 else { throw AccessRejection.fieldInvalid(pointer: "/tableIds") }
        let secret = try await sessions.keys.secret("qr")
        if let staff = caller.staff {
            try await database.transaction(by: caller) { tx in
                try tx.record(CredentialUsed(staffId: staff, act: "qr-codes:\(tables.count)"))
            }
        }
        return tables.map { table in
            let token = TableToken.make(store: caller.store, table: table, secret: secret)
            return Code(tableId: table, token: token, path: "/q/\(token)")
        }
    }

    /// Opens a guest's session at the table of a code.
    func open(_ token: String, device: String?, at now: Timestamp) async throws -> SessionTokens {
        let secret = try await sessions.keys.secret("qr")
        guard let (store, table) = TableToken.read(token, secret: secret),
            let day = try await database.read({ try $0.profile(store)?.settings.businessDay })
        else { throw StoreRejection.tableTokenInvalid }
        let id = SessionID.make(at: now)
        let session = SessionRow(
            id: id, store: store, staff: nil, terminal: nil, device: device.map { String($0.prefix(200)) },
            createdAt: now, usedAt: now, ended: false, table: table,
            until: day.start(of: day.date(of: now).advanced(days: 1)))
        let refresh = Secrets.token()
        let caller = Caller(store: store, actor: id.text, role: .guest, rights: [])
        try await database.transaction(by: caller, at: now) { tx in
            try tx.insert(session)
            try tx.insertRefreshToken(Secrets.fingerprint(refresh), session: id)
            try tx.record(SessionChanged(sessionId: id, staffId: nil, state: "guest"))
        }
        return try await sessions.tokens(for: session, member: nil, terminal: nil, refresh: refresh, at: now)
    }
}
