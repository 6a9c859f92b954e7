import Contracts
import Foundation
import Platform

/// The schema of the Store service.
package enum StoresSQL {
    package static let schema: [SchemaStep] = [
        SchemaStep(
            "stores-1",
            """
            CREATE TABLE stores (
                store_id TEXT PRIMARY KEY, settings TEXT NOT NULL, phone TEXT NOT NULL, created_at BIGINT NOT NULL,
                signup_hash TEXT NOT NULL, next_letter BIGINT NOT NULL DEFAULT 0, version BIGINT NOT NULL);
            CREATE TABLE staff (
                store_id TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, rights TEXT,
                username TEXT, password_hash TEXT, pin_hash TEXT, active BOOLEAN NOT NULL, version BIGINT NOT NULL,
                PRIMARY KEY (store_id, id));
            CREATE UNIQUE INDEX staff_username ON staff (username) WHERE username IS NOT NULL;
            CREATE TABLE terminals (
                store_id TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, letter TEXT NOT NULL,
                paired BOOLEAN NOT NULL, removed BOOLEAN NOT NULL, pairing_hash TEXT, pairing_until BIGINT,
                PRIMARY KEY (store_id, id));
            CREATE UNIQUE INDEX terminals_letter ON terminals (store_id, letter);
            CREATE INDEX terminals_pairing ON terminals (pairing_hash) WHERE pairing_hash IS NOT NULL;
            CREATE TABLE sessions (
                store_id TEXT NOT NULL, id TEXT NOT NULL, staff_id TEXT, terminal_id TEXT, device TEXT,
                created_at BIGINT NOT NULL, used_at BIGINT NOT NULL, ended_at BIGINT, PRIMARY KEY (store_id, id));
            CREATE INDEX sessions_staff ON sessions (store_id, staff_id);
            CREATE TABLE refresh_tokens (
                fingerprint TEXT PRIMARY KEY, store_id TEXT NOT NULL, session_id TEXT NOT NULL, used_at BIGINT,
                created_at BIGINT NOT NULL);
            CREATE TABLE failed_tries (
                subject TEXT PRIMARY KEY, tries BIGINT NOT NULL, locked_until BIGINT NOT NULL, at BIGINT NOT NULL);
            CREATE TABLE signing_keys (kid TEXT PRIMARY KEY, pem TEXT NOT NULL, published_at BIGINT NOT NULL);
            CREATE TABLE server_secrets (name TEXT PRIMARY KEY, secret TEXT NOT NULL);
            """),
        SchemaStep(
            "guests-1",
            """
            ALTER TABLE sessions ADD COLUMN table_id TEXT;
            ALTER TABLE sessions ADD COLUMN until BIGINT;
            """),
    ]
}

extension Transaction {
    func insert(_ profile: StoreProfile, signUpHash: String) throws {
        try run(
            """
            INSERT INTO stores (store_id, settings, phone, created_at, signup_hash, version)
            VALUES (\(store), \(try JSON.text(profile.settings)), \(profile.phone), \(profile.createdAt),
                \(signUpHash), \(profile.version))
            """)
    }

    func update(_ profile: StoreProfile) throws {
        try run(
            """
            UPDATE stores SET settings = \(try JSON.text(profile.settings)), phone = \(profile.phone),
                version = \(profile.version)
            WHERE store_id = \(store)
            """)
    }
}

extension SQLSession {
    func profile(_ store: StoreID) throws -> StoreProfile? {
        try row("SELECT settings, phone, created_at, version FROM stores WHERE store_id = \(store)").map {
            StoreProfile(
                id: store, settings: try JSON.decode(StoreSettings.self, from: try $0.text(0)), phone: try $0.text(1),
                createdAt: Timestamp(milliseconds: try $0.int(2)), version: try $0.int(3))
        }
    }

    func signUpHash(_ store: StoreID) throws -> String? {
        try row("SELECT signup_hash FROM stores WHERE store_id = \(store)")?.text(0)
    }
}
