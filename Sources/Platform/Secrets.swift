import Crypto
import CryptoExtras
import Foundation

/// Passwords and PINs as salted hashes, written as `scheme$salt$hash`.
package enum Secrets {
    /// scrypt (RFC 7914) with N = 16384, r = 8, p = 1: about 50 ms and 16 MiB a try.
    package static func hashPassword(_ password: String) async throws -> String {
        let salt = randomBytes(16)
        return try await "scrypt$\(Base64URL.encode(salt))$\(scrypt(password, salt))"
    }

    /// PBKDF2-HMAC-SHA256 with 210,000 rounds, which a till can compute too.
    ///
    /// More rounds would not save a PIN of four digits whose hash was stolen; the lock after five wrong tries is what
    /// protects it.
    package static func hashPIN(_ pin: String) async throws -> String {
        let salt = randomBytes(16)
        return try await "pbkdf2$\(Base64URL.encode(salt))$\(pbkdf2(pin, salt))"
    }

    /// True when the secret is the one behind the stored hash; compares in constant time.
    package static func matches(_ secret: String, _ stored: String) async throws -> Bool {
        let parts = stored.split(separator: "$").map(String.init)
        guard parts.count == 3, let salt = Base64URL.decode(parts[1]) else { return false }
        let computed = parts[0] == "scrypt" ? try await scrypt(secret, salt) : try await pbkdf2(secret, salt)
        return constantTimeEqual(computed, parts[2])
    }

    /// A token of 256 random bits.
    package static func token() -> String { Base64URL.encode(randomBytes(32)) }

    /// What is stored of a random token.
    package static func fingerprint(_ token: String) -> String { Hex.text(SHA256.hash(data: Data(token.utf8))) }

    package static func constantTimeEqual(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func randomBytes(_ count: Int) -> Data {
        Data((0..<count).map { _ in UInt8.random(in: .min ... .max) })
    }

    private static func scrypt(_ secret: String, _ salt: Data) async throws -> String {
        try await offCooperativePool {
            let key = try KDF.Scrypt.deriveKey(
                from: Data(secret.utf8), salt: salt, outputByteCount: 32, rounds: 16_384, blockSize: 8, parallelism: 1)
            return key.withUnsafeBytes { Base64URL.encode($0) }
        }
    }

    private static func pbkdf2(_ secret: String, _ salt: Data) async throws -> String {
        try await offCooperativePool {
            let key = try KDF.Insecure.PBKDF2.deriveKey(
                from: Data(secret.utf8), salt: salt, using: .sha256, outputByteCount: 32, rounds: 210_000)
            return key.withUnsafeBytes { Base64URL.encode($0) }
        }
    }

    /// Slow hashing must not hold the threads that serve the tills.
    private static func offCooperativePool(_ work: @escaping @Sendable () throws -> String) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global(qos: .userInitiated).async { continuation.resume(with: Result(catching: work)) }
        }
    }
}
