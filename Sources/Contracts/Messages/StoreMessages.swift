/// A store's profile as its own people and our services see it.
package struct StoreProfile: Codable, Sendable, Hashable {
    package var id: StoreID
    package var settings: StoreSettings
    package var phone: String
    package var createdAt: Timestamp
    package var version: Int64

    package init(id: StoreID, settings: StoreSettings, phone: String, createdAt: Timestamp, version: Int64) {
        self.id = id
        self.settings = settings
        self.phone = phone
        self.createdAt = createdAt
        self.version = version
    }

    enum CodingKeys: CodingKey { case id, phone, createdAt, version }

    package init(from decoder: any Decoder) throws {
        settings = try StoreSettings(from: decoder)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(StoreID.self, forKey: .id)
        phone = try container.decode(String.self, forKey: .phone)
        createdAt = try container.decode(Timestamp.self, forKey: .createdAt)
        version = try container.decode(Int64.self, forKey: .version)
    }

    package func encode(to encoder: any Encoder) throws {
        try settings.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(phone, forKey: .phone)
        try container.encode(createdAt, forKey: .createdAt)
        try container.encode(version, forKey: .version)
    }
}

/// A pair of tokens: the access token is good for `expiresIn` seconds, the refresh token once.
package struct SessionTokens: Codable, Sendable {
    package let accessToken: String
    package let refreshToken: String
    package let expiresIn: Int64

    package init(accessToken: String, refreshToken: String, expiresIn: Int64) {
        self.accessToken = accessToken
        self.refreshToken = refreshToken
        self.expiresIn = expiresIn
    }
}

/// Who is behind a session.
package struct StaffSummary: Codable, Sendable, Hashable {
    package let id: StaffID
    package let name: String
    package let role: Role
    package let rights: [Right]

    package init(id: StaffID, name: String, role: Role, rights: [Right]) {
        self.id = id
        self.name = name
        self.role = role
        self.rights = rights
    }
}
