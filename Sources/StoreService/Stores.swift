import Contracts
import Foundation
import Platform

/// A store's beginning and its profile.
package struct Stores: Sendable {
    let database: Database
    let sessions: Sessions
    let peers: Peers

    /// What signing up answers.
    struct Opened: Codable, Sendable {
        let store: StoreProfile
        let accessToken: String
        let refreshToken: String
        let expiresIn: Int64
    }

    /// Opens a store with its owner; sent again with the same id and password it signs in instead.
    func open(
        _ form: SignUp, key: String?, device: String?, at now: Timestamp
    ) async throws -> (opened: Opened, replayed: Bool) {
        let settings = try form.settings()
        let username = try Credentials.username(form.username)
        try Credentials.checkPassword(form.password)
        let phone = try Texts.required(form.phone, "/phone", most: 30)
        let id = form.id ?? key.map { .derived(from: "store:" + $0) } ?? .make(at: now)
        let bodyHash = try Secrets.fingerprint(JSON.text(form.secretFree))
        if let again = try await reopened(id, bodyHash, form, device: device, at: now) { return (again, true) }
        let owner = StaffMember(
            id: .make(at: now), name: settings.ownerName, role: .owner, ownRights: nil, username: username,
            passwordHash: try await Secrets.hashPassword(form.password), pinHash: nil, active: true, version: 1)
        let profile = StoreProfile(id: id, settings: settings, phone: phone, createdAt: now, version: 1)
        let caller = Caller(store: id, actor: owner.id.text, role: .owner, rights: owner.rights)
        do {
            try await database.transaction(by: caller, at: now) { tx in
                guard try tx.session.profile(id) == nil else { throw AccessRejection.idReused }
                try tx.insert(profile, signUpHash: bodyHash)
                try tx.save(owner)
                try tx.record(StoreOpened(settings: settings))
                try tx.record(owner.changed)
            }
        } catch AccessRejection.idReused {
            // The same sign-up was sent twice at once, and the other one was faster.
            guard let again = try await reopened(id, bodyHash, form, device: device, at: now) else {
                throw AccessRejection.idReused
            }
            return (again, true)
        }
        await settle(id)
        let tokens = try await sessions.open(owner, store: id, terminal: nil, device: device, at: now)
        return (Opened(profile, tokens), false)
    }

    /// The store that an earlier sign-up with this id opened, signed in; nil when there is none.
    private func reopened(
        _ id: StoreID, _ bodyHash: String, _ form: SignUp, device: String?, at now: Timestamp
    ) async throws -> Opened? {
        guard let earlier = try await database.read({ try $0.signUpHash(id) }) else { return nil }
        guard earlier == bodyHash else { throw AccessRejection.idReused }
        let tokens = try await sessions.signIn(
            username: form.username, password: form.password, device: device, at: now)
        return Opened(try await profile(id), tokens)
    }

    func isAvailable(_ username: String) async throws -> Bool {
        let name = try Credentials.username(username)
        return try await database.read { try $0.staffMember(username: name) } == nil
    }

    func profile(_ store: StoreID) async throws -> StoreProfile {
        guard let profile = try await database.read({ try $0.profile(store) }) else { throw AccessRejection.notFound }
        return profile
    }

    func change(
        _ change: ProfileChange, expected: Int64?, by caller: Caller, at now: Timestamp
    ) async throws -> StoreProfile {
        try caller.require(.manageStore)
        let changed = try await database.transaction(by: caller, at: now) { tx in
            guard var profile = try tx.session.profile(caller.store) else { throw AccessRejection.notFound }
            guard expected ?? change.version ?? profile.version == profile.version else {
                throw AccessRejection.versionStale
            }
            profile.settings = try change.applied(to: profile.settings).checked()
            if let phone = change.phone { profile.phone = try Texts.required(phone, "/phone", most: 30) }
            profile.version += 1
            try tx.update(profile)
            try tx.record(StoreChanged(settings: profile.settings))
            return profile
        }
        await settle(caller.store)
        return changed
    }

    /// Orders and sales should know the settings when the answer arrives.
    private func settle(_ store: StoreID) async {
        await peers.settle(.order, heard: .store, database: database, store: store)
        await peers.settle(.sale, heard: .store, database: database, store: store)
    }
}

extension Stores.Opened {
    init(_ store: StoreProfile, _ tokens: SessionTokens) {
        self.init(
            store: store, accessToken: tokens.accessToken, refreshToken: tokens.refreshToken,
            expiresIn: tokens.expiresIn)
    }
}

/// What may change in a profile; absent fields stay.
struct ProfileChange: Codable, Sendable {
    var name: String?
    var ownerName: String?
    var phone: String?
    var address: String?
    var businessNumber: String?
    var type: String?
    var timezone: String?
    var businessDayStart: String?
    var taxRate: Double?
    /// 0 for not at all.
    var cashRounding: Int64?
    var version: Int64?

    /// The settings with the changes; they are checked afterwards.
    func applied(to settings: StoreSettings) -> StoreSettings {
        var copy = settings
        copy.name = name ?? copy.name
        copy.ownerName = ownerName ?? copy.ownerName
        copy.address = address ?? copy.address
        copy.businessNumber = businessNumber ?? copy.businessNumber
        copy.type = type ?? copy.type
        copy.timezone = timezone ?? copy.timezone
        copy.businessDayStart = businessDayStart ?? copy.businessDayStart
        copy.taxRate = taxRate ?? copy.taxRate
        if let cashRounding { copy.cashRounding = cashRounding == 0 ? nil : cashRounding }
        return copy
    }
}
