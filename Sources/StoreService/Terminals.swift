import Contracts
import Foundation
import Platform

/// Tills, kiosks and kitchen screens: added by a manager, paired once with a code.
package struct Terminals: Sendable {
    let database: Database
    let sessions: Sessions

    /// What a manager sends.
    struct Form: Codable, Sendable {
        let id: TerminalID?
        let name: String
        let kind: Terminal.Kind
    }

    /// A terminal as the API shows it; the code only once, when it is made.
    struct View: Codable, Sendable {
        let id: TerminalID
        let name: String
        let kind: Terminal.Kind
        let letter: String
        let paired: Bool
        var pairingCode: String?
    }

    /// What pairing answers: the terminal and its own revocable credential.
    struct Paired: Codable, Sendable {
        let terminal: View
        let accessToken: String
        let refreshToken: String
        let expiresIn: Int64
    }

    /// Seconds for which a pairing code is good.
    static let codeLifetime: Int64 = 15 * 60

    func list(_ store: StoreID) async throws -> [View] {
        try await database.read { try $0.terminals(of: store) }.map { View($0) }
    }

    func view(_ id: TerminalID, of store: StoreID) async throws -> View {
        guard let terminal = try await database.read({ try $0.terminal(id, of: store) }) else {
            throw AccessRejection.notFound
        }
        return View(terminal)
    }

    func add(_ form: Form, stamp: CommandStamp?, by caller: Caller, at now: Timestamp) async throws -> Answer {
        try caller.require(.manageStaff)
        let name = try Texts.required(form.name, "/name", most: 50)
        let code = Self.code()
        let withoutCode: @Sendable (View) -> View? = { View($0) }
        return try await database.command(stamp, by: caller, at: now, storing: withoutCode) { tx in
            let letter = TerminalLetter.letter(try tx.takeLetterIndex())
            let terminal = Terminal(
                id: form.id ?? .make(at: now), name: name, kind: form.kind, letter: letter, paired: false)
            guard try tx.session.terminal(terminal.id, of: caller.store) == nil else { throw AccessRejection.idReused }
            try tx.insert(
                terminal, codeHash: Secrets.fingerprint(code), until: now.advanced(seconds: Self.codeLifetime))
            try tx.record(terminal.changed("added"))
            return View(terminal, code: code)
        }
    }

    /// A new code for a terminal that nobody has paired yet; the one before pairs nothing any more.
    func renewCode(of id: TerminalID, by caller: Caller, at now: Timestamp) async throws -> View {
        try caller.require(.manageStaff)
        let code = Self.code()
        return try await database.transaction(by: caller, at: now) { tx in
            guard let terminal = try tx.session.terminal(id, of: caller.store) else { throw AccessRejection.notFound }
            guard !terminal.paired else { throw StoreRejection.terminalPaired }
            try tx.replaceCode(
                of: id, hash: Secrets.fingerprint(code), until: now.advanced(seconds: Self.codeLifetime))
            try tx.record(terminal.changed("code-renewed"))
            return View(terminal, code: code)
        }
    }

    private static func code() -> String {
        String((0..<8).map { _ in "0123456789".randomElement() ?? "0" })
    }

    /// Trades a pairing code for the terminal's own credential.
    func pair(code: String, at now: Timestamp) async throws -> Paired {
        let hash = Secrets.fingerprint(code.filter(\.isNumber))
        guard let (store, id) = try await database.read({ try $0.terminal(pairingHash: hash, at: now) }) else {
            throw StoreRejection.pairingCodeInvalid
        }
        let caller = Caller(store: store, actor: id.text, role: .terminal, rights: [], terminal: id)
        let refresh = Secrets.token()
        let session = SessionRow(
            id: .make(at: now), store: store, staff: nil, terminal: id, device: nil, createdAt: now, usedAt: now,
            ended: false)
        let terminal = try await database.transaction(by: caller, at: now) { tx in
            guard try tx.takeCode(hash, of: id), var terminal = try tx.session.terminal(id, of: store) else {
                throw StoreRejection.pairingCodeInvalid
            }
            terminal.paired = true
            try tx.insert(session)
            try tx.insertRefreshToken(Secrets.fingerprint(refresh), session: session.id)
            try tx.record(terminal.changed("paired"))
            return terminal
        }
        let tokens = try await sessions.tokens(
            for: session, member: nil, terminal: terminal, refresh: refresh, at: now)
        return Paired(
            terminal: View(terminal), accessToken: tokens.accessToken, refreshToken: tokens.refreshToken,
            expiresIn: tokens.expiresIn)
    }

    /// Removes a terminal and ends its sessions; its letter is never given again.
    func remove(_ id: TerminalID, by caller: Caller, at now: Timestamp) async throws {
        try caller.require(.manageStaff)
        try await database.transaction(by: caller, at: now) { tx in
            guard let terminal = try tx.session.terminal(id, of: caller.store) else { throw AccessRejection.notFound }
            try tx.removeTerminal(id)
            try tx.endSessions(ofTerminal: id)
            try tx.record(terminal.changed("removed"))
        }
    }
}

extension Terminals.View {
    /// The same without its code, as it is kept: an answer that opens something is never stored.
    init(_ shown: Terminals.View) {
        self = shown
        pairingCode = nil
    }

    init(_ terminal: Terminal, code: String? = nil) {
        self.init(
            id: terminal.id, name: terminal.name, kind: terminal.kind, letter: terminal.letter, paired: terminal.paired,
            pairingCode: code)
    }
}
