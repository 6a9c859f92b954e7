import Contracts
import Foundation
import Platform

/// Hiring, changing and dismissing staff.
package struct StaffMembers: Sendable {
    let database: Database
    let sessions: Sessions

    func list(_ store: StoreID) async throws -> [StaffMember] { try await database.read { try $0.staff(of: store) } }

    func hire(_ form: StaffChange, stamp: CommandStamp?, by caller: Caller, at now: Timestamp) async throws -> Answer {
        try caller.require(.manageStaff)
        if let earlier = try await database.replay(stamp, by: caller) { return earlier }
        var member = StaffMember(
            id: form.id ?? .make(at: now), name: "", role: form.role ?? .server, ownRights: nil, username: nil,
            passwordHash: nil, pinHash: nil, active: true, version: 0)
        guard form.name != nil else { throw StoreRejection.textInvalid(pointer: "/name") }
        let seen = try await list(caller.store)
        member = try await apply(form, to: member, by: caller)
        let hired = member
        return try await database.command(stamp, by: caller, at: now) { tx in
            guard try tx.session.staffMember(hired.id, of: caller.store) == nil else { throw AccessRejection.idReused }
            if form.pin != nil { try Self.checkNobodyElseChose(since: seen, except: hired.id, in: tx) }
            try hired.checkGiven(byRole: caller.role, rights: caller.rights)
            try tx.save(hired)
            try tx.record(hired.changed)
            return StaffView(hired)
        }
    }

    func change(
        _ id: StaffID, _ form: StaffChange, expected: Int64?, by caller: Caller, at now: Timestamp
    ) async throws -> StaffMember {
        try caller.require(.manageStaff)
        guard let before = try await database.read({ try $0.staffMember(id, of: caller.store) }) else {
            throw AccessRejection.notFound
        }
        try before.checkGiven(byRole: caller.role, rights: caller.rights.union(before.rights))
        guard expected ?? form.version ?? before.version == before.version else { throw AccessRejection.versionStale }
        let seen = try await list(caller.store)
        let member = try await apply(form, to: before, by: caller)
        return try await database.transaction(by: caller, at: now) { tx in
            let current = try tx.session.staffMember(id, of: caller.store)
            guard current?.version == before.version else { throw AccessRejection.versionStale }
            if form.pin != nil { try Self.checkNobodyElseChose(since: seen, except: id, in: tx) }
            if before.id.text != caller.actor || member.role != before.role || member.rights != before.rights {
                try member.checkGiven(byRole: caller.role, rights: caller.rights)
            }
            try Self.keepAnOwner(without: before, now: member, among: try tx.session.staff(of: caller.store))
            try tx.save(member)
            if !member.active || member.rights != before.rights || member.passwordHash != before.passwordHash {
                try tx.endSessions(ofStaff: id)
            }
            try tx.record(member.changed)
            return member
        }
    }

    /// Dismisses somebody: the record stays, since receipts name them; the sessions end.
    func dismiss(_ id: StaffID, expected: Int64?, by caller: Caller, at now: Timestamp) async throws {
        var form = StaffChange()
        form.active = false
        _ = try await change(id, form, expected: expected, by: caller, at: now)
    }

    /// Replaces the caller's own password.
    func replacePassword(old: String, new: String, by caller: Caller, at now: Timestamp) async throws {
        try Credentials.checkPassword(new)
        guard let id = caller.staff, let member = try await database.read({ try $0.staffMember(id, of: caller.store) })
        else { throw AccessRejection.notFound }
        let subject = "password:\(id)"
        try await sessions.tries.begin(subject, at: now)
        guard let hash = member.passwordHash, try await Secrets.matches(old, hash) else {
            throw StoreRejection.wrongCredentials
        }
        try await sessions.tries.succeeded(subject)
        let newHash = try await Secrets.hashPassword(new)
        try await database.transaction(by: caller, at: now) { tx in
            guard var changed = try tx.session.staffMember(id, of: caller.store) else { throw AccessRejection.notFound }
            changed.passwordHash = newHash
            changed.version += 1
            try tx.save(changed)
            // Whoever knew the old password is out; the session that replaced it stays.
            try tx.endSessions(ofStaff: id, except: caller.session ?? "")
            try tx.record(CredentialUsed(staffId: id, act: "password-replaced"))
        }
    }

    /// The member with the form's fields, checked and hashed; slow, so never inside a transaction.
    private func apply(_ form: StaffChange, to member: StaffMember, by caller: Caller) async throws -> StaffMember {
        var member = member
        if let name = form.name { member.name = try Texts.required(name, "/name", most: 50) }
        if let role = form.role {
            // How long the old PIN is cannot be seen any more, so a new manager chooses a new one.
            if role.rank >= Role.manager.rank && member.role.rank < Role.manager.rank { member.pinHash = nil }
            member.role = role
        }
        if let rights = form.rights { member.ownRights = Set(rights) }
        if let active = form.active {
            // Whoever comes back chooses a new PIN; somebody else may have the old one by now.
            if active && !member.active { member.pinHash = nil }
            member.active = active
        }
        if let username = form.username {
            member.username = username.isEmpty ? nil : try Credentials.username(username)
        }
        if let password = form.password {
            try Credentials.checkPassword(password)
            member.passwordHash = try await Secrets.hashPassword(password)
        }
        if let pin = form.pin {
            try Credentials.checkPIN(pin, role: member.role)
            for other in try await list(caller.store) where other.id != member.id && other.active {
                if let hash = other.pinHash, try await Secrets.matches(pin, hash) { throw StoreRejection.pinTaken }
            }
            member.pinHash = try await Secrets.hashPIN(pin)
        }
        member.version += 1
        return member
    }

    /// PINs are compared before the transaction, since that is slow; who chose one meanwhile may have chosen the same.
    private static func checkNobodyElseChose(since seen: [StaffMember], except id: StaffID, in tx: Transaction) throws {
        func pins(_ staff: [StaffMember]) -> [StaffID: String] {
            Dictionary(
                staff.filter { $0.id != id && $0.active }.compactMap { member in
                    member.pinHash.map { (member.id, $0) }
                }
            ) { first, _ in first }
        }
        guard pins(try tx.session.staff(of: tx.store)) == pins(seen) else { throw StoreRejection.pinTaken }
    }

    /// Throws when the change would leave the store without an active owner.
    static func keepAnOwner(without before: StaffMember, now after: StaffMember, among staff: [StaffMember]) throws {
        let wasOwner = before.role == .owner && before.active
        let isOwner = after.role == .owner && after.active
        guard wasOwner, !isOwner else { return }
        guard staff.contains(where: { $0.id != before.id && $0.role == .owner && $0.active }) else {
            throw StoreRejection.lastOwner
        }
    }
}
