import Contracts
import Crypto
import Foundation
import Platform

/// What the QR code on a table says: store and table, signed, so that nobody can make one for another table.
enum TableToken {
    /// 16 bytes of each id and 12 of the signature, in base64url.
    static func make(store: StoreID, table: TableID, secret: String) -> String {
        let body = bytes(store.text) + bytes(table.text)
        return Base64URL.encode(body + signature(of: body, secret))
    }

    /// The store and table of a token; nil when it is not one that we signed.
    static func read(_ token: String, secret: String) -> (store: StoreID, table: TableID)? {
        guard token.utf8.count <= 80, let data = Base64URL.decode(token), data.count == 44 else { return nil }
        let all = Array(data)
        let body = Array(all.prefix(32))
        guard Secrets.constantTimeEqual(Hex.text(all.suffix(12)), Hex.text(signature(of: body, secret))) else {
            return nil
        }
        return (.stored(text(body.prefix(16))), .stored(text(body.suffix(16))))
    }

    private static func signature(of body: [UInt8], _ secret: String) -> [UInt8] {
        let key = SymmetricKey(data: Data(("table:" + secret).utf8))
        return Array(HMAC<SHA256>.authenticationCode(for: body, using: key).prefix(12))
    }

    private static func bytes(_ uuid: String) -> [UInt8] {
        let digits = uuid.utf8.filter { $0 != UInt8(ascii: "-") }.map {
            UInt8(Character(UnicodeScalar($0)).hexDigitValue ?? 0)
        }
        return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        let hex = Array(Hex.text(bytes))
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(hex[$0]) }.joined(separator: "-")
    }
}
