import Contracts
import Crypto
import Foundation
import Platform

/// Signing in and out, refreshing and lending rights.
package struct Sessions: Sendable {
    let database: Database
    let keys: SigningKeys
    let tries: Tries

    /// Seconds for which a rotated refresh token still gives its successor, while nobody has used that one.
    static let grace: Int64 = 60

    /// Signs a staff member in by username and password.
    func signIn(username: String, password: String, device: String?, at now: Timestamp) async throws -> SessionTokens {
        let name = username.trimmingCharacters(in: .whitespaces).lowercased()
        let subject = "user:\(name.prefix(100))"
        try await tries.begin(subject, at: now)
        let found = try await database.read { try $0.staffMember(username: name) }
        // An unknown name costs as much time as a wrong password, so that names cannot be guessed by the clock.
        let matches = try await Secrets.matches(password, found?.member.passwordHash ?? Self.nobody)
        guard let found, matches, found.member.active else {
            throw StoreRejection.wrongCredentials
        }
        try await tries.succeeded(subject)
        return try await open(found.member, store: found.store, terminal: nil, device: device, at: now)
    }

    private static let nobody = "scrypt$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

    /// Finds who has the PIN; five wrong tries at a terminal lock it for a while.
    ///
    /// A PIN that `counts` does not accept is a try like a wrong one.
    func staffMember(
        pin: String, at place: String, store: StoreID, now: Timestamp,
        counts: (StaffMember) -> Bool = { _ in true }
    ) async throws -> StaffMember {
        let subject = "pin:\(store):\(place)"
        try await tries.begin(subject, at: now)
        let staff = try await database.read { try $0.staff(of: store) }
        for member in staff where member.active {
            if let hash = member.pinHash, try await Secrets.matches(pin, hash) {
                if counts(member) { try await tries.undo(subject) }
                return member
            }
        }
        throw StoreRejection.wrongPin
    }

    /// Switches the person at a shared till.
    func switchStaff(pin: String, by caller: Caller, at now: Timestamp) async throws -> SessionTokens {
        guard let terminal = caller.terminal,
            try await database.read({ try $0.terminal(terminal, of: caller.store) }) != nil
        else { throw StoreRejection.terminalRequired }
        let member = try await staffMember(pin: pin, at: terminal.text, store: caller.store, now: now)
        return try await open(member, store: caller.store, terminal: terminal, device: nil, at: now)
    }

    /// Lends one right for one act, when the PIN's owner holds it.
    func approve(pin: String, act: Right, by caller: Caller, at now: Timestamp) async throws -> String {
        // A guest opens as many sessions as it likes; tries that counted by session would count nothing.
        guard caller.role.rank > 0 || caller.terminal != nil else { throw StoreRejection.terminalRequired }
        let place = caller.terminal?.text ?? caller.actor
        let member = try await staffMember(pin: pin, at: place, store: caller.store, now: now) { member in
            member.rights.contains(act) && member.id.text != caller.actor
        }
        guard member.rights.contains(act) else { throw AccessRejection.rightMissing(act) }
        try await database.transaction(by: caller, at: now) { tx in
            try tx.record(CredentialUsed(staffId: member.id, act: "approve:\(act.code)"))
        }
        let claims = AccessClaims(
            approvalBy: member.id, store: caller.store, role: member.role, act: act,
            id: SessionID.make(at: now).text, for: caller.actor, at: now)
        return try await keys.sign(claims, at: now)
    }

    /// Opens a session for a person and gives its first tokens.
    func open(
        _ member: StaffMember, store: StoreID, terminal: TerminalID?, device: String?, at now: Timestamp
    ) async throws -> SessionTokens {
        let session = SessionRow(
            id: .make(at: now), store: store, staff: member.id, terminal: terminal,
            device: device.map { String($0.prefix(200)) }, createdAt: now, usedAt: now, ended: false)
        let refresh = Secrets.token()
        let caller = Caller(store: store, actor: member.id.text, role: member.role, rights: [], terminal: terminal)
        try await database.transaction(by: caller, at: now) { tx in
            try tx.insert(session)
            try tx.insertRefreshToken(Secrets.fingerprint(refresh), session: session.id)
            try tx.record(SessionChanged(sessionId: session.id, staffId: member.id, state: "opened"))
        }
        return try await tokens(for: session, member: member, terminal: nil, refresh: refresh, at: now)
    }

    /// The access token of a session with a given refresh token beside it.
    func tokens(
        for session: SessionRow, member: StaffMember?, terminal: Terminal?, refresh: String, at now: Timestamp
    ) async throws -> SessionTokens {
        let role = member?.role ?? terminal?.kind.role ?? (session.table == nil ? .terminal : .guest)
        let claims = AccessClaims(
            sub: member?.id.text ?? session.terminal?.text ?? session.id.text, store: session.store, role: role,
            rights: member?.rights ?? role.rights, terminal: session.terminal, sid: session.id.text,
            table: session.table, at: now)
        return SessionTokens(
            accessToken: try await keys.sign(claims, at: now), refreshToken: refresh, expiresIn: AccessClaims.lifetime)
    }

    /// Rotates a refresh token; used again later, it ends the whole session.
    func refresh(_ token: String, at now: Timestamp) async throws -> SessionTokens {
        let secret = try await keys.secret("refresh")
        let successor = Self.successor(of: token, secret: secret)
        let fingerprint = Secrets.fingerprint(token)
        guard let known = try await database.read({ try $0.refreshToken(fingerprint) }) else {
            throw StoreRejection.refreshTokenInvalid
        }
        let caller = Caller.service(.store, for: known.store)
        let outcome = try await database.transaction(by: caller, at: now) {
            tx -> (SessionRow, StaffMember?, Terminal?)? in
            guard let session = try tx.session.session(known.session, of: known.store), !session.ended,
                let token = try tx.session.refreshToken(fingerprint)
            else { return nil }
            let member = try session.staff.flatMap { try tx.session.staffMember($0, of: known.store) }
            if session.staff != nil && member?.active != true { return nil }
            if let until = session.until, until <= now { return nil }
            if let usedAt = token.usedAt {
                let next = try tx.session.refreshToken(Secrets.fingerprint(successor))
                guard next?.usedAt == nil, now <= usedAt.advanced(seconds: Self.grace) else {
                    try tx.endSession(session.id)
                    try tx.record(SessionChanged(sessionId: session.id, staffId: session.staff, state: "reused"))
                    return nil
                }
            } else {
                try tx.markUsed(fingerprint, session: session.id)
                try tx.insertRefreshToken(Secrets.fingerprint(successor), session: session.id)
            }
            return (session, member, try session.terminal.flatMap { try tx.session.terminal($0, of: known.store) })
        }
        guard let (session, member, terminal) = outcome else { throw StoreRejection.refreshTokenInvalid }
        return try await tokens(for: session, member: member, terminal: terminal, refresh: successor, at: now)
    }

    /// The next refresh token, derived so that the same old one always gives the same new one.
    static func successor(of token: String, secret: String) -> String {
        let key = SymmetricKey(data: Data(secret.utf8))
        return Base64URL.encode(HMAC<SHA256>.authenticationCode(for: Data(token.utf8), using: key))
    }

    func list(of caller: Caller) async throws -> [SessionView] {
        guard let staff = caller.staff else { return [] }
        return try await database.read { try $0.liveSessions(of: staff, in: caller.store) }
            .map { SessionView($0, current: $0.id.text == caller.session) }
    }

    /// Ends one of the caller's own sessions; others' sessions do not exist.
    func end(_ id: SessionID, by caller: Caller, at now: Timestamp) async throws {
        try await database.transaction(by: caller, at: now) { tx in
            guard let session = try tx.session.session(id, of: caller.store), !session.ended,
                session.staff.map({ $0.text == caller.actor })
                    ?? (id.text == caller.session || (caller.terminal != nil && session.terminal == caller.terminal))
            else { throw AccessRejection.notFound }
            try tx.endSession(id)
            try tx.record(SessionChanged(sessionId: id, staffId: session.staff, state: "ended"))
        }
    }
}

/// A session as its owner sees it.
struct SessionView: Codable, Sendable {
    let id: SessionID
    let device: String?
    let terminalId: TerminalID?
    let createdAt: Timestamp
    let usedAt: Timestamp
    let current: Bool

    init(_ row: SessionRow, current: Bool) {
        id = row.id
        device = row.device
        terminalId = row.terminal
        createdAt = row.createdAt
        usedAt = row.usedAt
        self.current = current
    }
}
