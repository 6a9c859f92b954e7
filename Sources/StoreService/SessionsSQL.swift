import Contracts
import Foundation
import Platform

/// A signed-in person or a paired terminal.
struct SessionRow: Sendable {
    let id: SessionID
    let store: StoreID
    let staff: StaffID?
    let terminal: TerminalID?
    let device: String?
    let createdAt: Timestamp
    let usedAt: Timestamp
    let ended: Bool
    /// For a guest: the table, and when the business day ends.
    var table: TableID?
    var until: Timestamp?
}

/// A refresh token as it is stored: never the token itself.
struct RefreshRow: Sendable {
    let store: StoreID
    let session: SessionID
    let usedAt: Timestamp?
}

extension Transaction {
    func insert(_ session: SessionRow) throws {
        try run(
            """
            INSERT INTO sessions (store_id, id, staff_id, terminal_id, device, created_at, used_at, table_id, until)
            VALUES (\(store), \(session.id), \(session.staff), \(session.terminal), \(session.device),
                \(session.createdAt), \(session.usedAt), \(session.table), \(session.until))
            """)
    }

    func insertRefreshToken(_ fingerprint: String, session: SessionID) throws {
        try run(
            """
            INSERT INTO refresh_tokens (fingerprint, store_id, session_id, created_at)
            VALUES (\(fingerprint), \(store), \(session), \(now)) ON CONFLICT (fingerprint) DO NOTHING
            """)
    }

    func markUsed(_ fingerprint: String, session: SessionID) throws {
        try run("UPDATE refresh_tokens SET used_at = \(now) WHERE fingerprint = \(fingerprint) AND store_id = \(store)")
        try run("UPDATE sessions SET used_at = \(now) WHERE store_id = \(store) AND id = \(session)")
    }

    func endSession(_ id: SessionID) throws {
        try run("UPDATE sessions SET ended_at = \(now) WHERE store_id = \(store) AND id = \(id) AND ended_at IS NULL")
    }

    func endSessions(ofStaff id: StaffID, except kept: String = "") throws {
        try run(
            """
            UPDATE sessions SET ended_at = \(now)
            WHERE store_id = \(store) AND staff_id = \(id) AND ended_at IS NULL AND id <> \(kept)
            """)
    }

    func endSessions(ofTerminal id: TerminalID) throws {
        try run(
            """
            UPDATE sessions SET ended_at = \(now)
            WHERE store_id = \(store) AND terminal_id = \(id) AND ended_at IS NULL
            """)
    }
}

extension SQLSession {
    func session(_ id: SessionID, of store: StoreID) throws -> SessionRow? {
        try row(
            """
            SELECT id, store_id, staff_id, terminal_id, device, created_at, used_at, ended_at, table_id, until
            FROM sessions WHERE store_id = \(store) AND id = \(id)
            """
        ).map(sessionRow)
    }

    func liveSessions(of staff: StaffID, in store: StoreID) throws -> [SessionRow] {
        try rows(
            """
            SELECT id, store_id, staff_id, terminal_id, device, created_at, used_at, ended_at, table_id, until
            FROM sessions WHERE store_id = \(store) AND staff_id = \(staff) AND ended_at IS NULL ORDER BY used_at DESC LIMIT 200
            """
        ).map(sessionRow)
    }

    func refreshToken(_ fingerprint: String) throws -> RefreshRow? {
        try row("SELECT store_id, session_id, used_at FROM refresh_tokens WHERE fingerprint = \(fingerprint)").map {
            RefreshRow(
                store: .stored(try $0.text(0)), session: .stored(try $0.text(1)),
                usedAt: try $0.intOrNil(2).map(Timestamp.init(milliseconds:)))
        }
    }

    private func sessionRow(_ row: SQLRow) throws -> SessionRow {
        SessionRow(
            id: .stored(try row.text(0)), store: .stored(try row.text(1)),
            staff: try row.textOrNil(2).map(StaffID.stored), terminal: try row.textOrNil(3).map(TerminalID.stored),
            device: try row.textOrNil(4), createdAt: Timestamp(milliseconds: try row.int(5)),
            usedAt: Timestamp(milliseconds: try row.int(6)), ended: try row.intOrNil(7) != nil,
            table: try row.textOrNil(8).map(TableID.stored),
            until: try row.intOrNil(9).map(Timestamp.init(milliseconds:)))
    }
}
