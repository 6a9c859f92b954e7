import Configuration
import Contracts
import Foundation
import Logging
import SystemPackage

/// One setting: where it may come from and what it means.
package struct Setting: Sendable {
    package let key: String
    package let fallback: String
    package let meaning: String

    /// The environment variable, such as `SALESYNC_DATABASE_URL`.
    package var variable: String { "SALESYNC_" + key.uppercased().replacing(".", with: "_").replacing("-", with: "_") }
    /// The command-line flag, such as `--database-url`.
    package var flag: String { "--" + key.replacing(".", with: "-") }
}

/// All settings, read once at the start: flags win over the environment, the environment over the file.
package struct Settings: Sendable {
    package static let all = process + messages

    private static let process: [Setting] = [
        Setting(key: "data", fallback: "data", meaning: "Folder of the SQLite files (one process)."),
        Setting(key: "host", fallback: "127.0.0.1", meaning: "Address to listen on."),
        Setting(key: "port", fallback: "8080", meaning: "Port to listen on; 0 takes a free one."),
        Setting(key: "web", fallback: "web", meaning: "Folder of the web client."),
        Setting(key: "openapi", fallback: "docs/api/openapi.yaml", meaning: "File with the API's description."),
        Setting(key: "database.url", fallback: "", meaning: "PostgreSQL connection string; empty means SQLite."),
        Setting(key: "schema.prefix", fallback: "", meaning: "Put before every schema name, such as dev-."),
        Setting(
            key: "internal.secret", fallback: "",
            meaning: "Shared by all processes to sign internal calls; empty makes a random one (one process)."),
        Setting(key: "log.level", fallback: "info", meaning: "trace, debug, info, notice, warning, error or critical."),
        Setting(key: "secure.cookies", fallback: "false", meaning: "true behind TLS: cookies are sent over TLS only."),
        Setting(
            key: "trusted.proxy", fallback: "false", meaning: "true behind our ingress: X-Forwarded-For is believed."),
        Setting(
            key: "public.url", fallback: "",
            meaning:
                "Where guests reach this server, such as https://pos.example.com; printed receipts then carry a QR."),
    ]

    private static let messages: [Setting] = [
        Setting(
            key: "message.sender", fallback: "file",
            meaning: "Who sends text messages: file (a line in messages.jsonl of the data folder), sns or none."),
        Setting(key: "sns.region", fallback: "ap-northeast-2", meaning: "Amazon's region that text messages go by."),
        Setting(key: "sns.access.key", fallback: "", meaning: "Access key of the Amazon account."),
        Setting(key: "sns.secret.key", fallback: "", meaning: "Secret key of the Amazon account."),
        Setting(key: "sns.session.token", fallback: "", meaning: "Comes with keys that expire; empty for none."),
        Setting(key: "sns.endpoint", fallback: "", meaning: "Another address than Amazon's own, such as a stand-in's."),
    ]

    package let data: String
    package let host: String
    package let port: Int
    package let web: String
    package let openAPI: String
    package let databaseURL: String?
    package let schemaPrefix: String
    package let internalSecret: String?
    package let logLevel: Logger.Level
    package let secureCookies: Bool
    package let trustedProxy: Bool
    package let publicURL: String?
    package let messageSender: TextMessages.Choice

    /// `flags` are keys of ``all`` with the values given on the command line; `file` is a JSON file or nil.
    package init(flags: [String: String], file: String?) async throws {
        var providers: [any ConfigProvider] = [
            InMemoryProvider(
                values: Dictionary(
                    uniqueKeysWithValues: flags.map {
                        (
                            AbsoluteConfigKey(("salesync." + $0.key).split(separator: ".").map(String.init)),
                            .init(.string($0.value), isSecret: false)
                        )
                    })),
            EnvironmentVariablesProvider(),
        ]
        if let file {
            providers.append(try await FileProvider<JSONSnapshot>(filePath: FilePath(file)))
        }
        let reader = ConfigReader(providers: providers)
        func path(_ key: String) -> ConfigKey {
            ConfigKey(("salesync." + key).split(separator: ".").map(String.init))
        }
        func value(_ key: String) -> String {
            // A file may say a port as a number.
            reader.string(forKey: path(key)) ?? reader.int(forKey: path(key)).map(String.init)
                ?? Self.all.first { $0.key == key }?.fallback ?? ""
        }
        func truth(_ key: String) throws -> Bool {
            // A file may say a truth as a truth.
            guard let text = reader.string(forKey: path(key)) else { return reader.bool(forKey: path(key)) ?? false }
            guard let truth = Bool(text) else { throw SettingsError.invalid(key, text) }
            return truth
        }
        guard let port = Int(value("port")), (0...65_535).contains(port) else {
            throw SettingsError.invalid("port", value("port"))
        }
        guard let level = Logger.Level(rawValue: value("log.level")) else {
            throw SettingsError.invalid("log.level", value("log.level"))
        }
        let address = value("public.url")
        guard address.isEmpty || address.hasPrefix("https://") || address.hasPrefix("http://") else {
            throw SettingsError.invalid("public.url", address)
        }
        publicURL = address.isEmpty ? nil : address.hasSuffix("/") ? String(address.dropLast()) : address
        data = value("data")
        host = value("host")
        self.port = port
        web = value("web")
        openAPI = value("openapi")
        databaseURL = value("database.url").isEmpty ? nil : value("database.url")
        schemaPrefix = value("schema.prefix")
        internalSecret = value("internal.secret").isEmpty ? nil : value("internal.secret")
        logLevel = level
        secureCookies = try truth("secure.cookies")
        trustedProxy = try truth("trusted.proxy")
        messageSender = try Self.sender(value)
    }

    /// Who sends text messages; whoever asks for SNS must name the account.
    private static func sender(_ value: (String) -> String) throws -> TextMessages.Choice {
        switch value("message.sender") {
        case "file": return .file
        case "none": return .none
        case "sns":
            for key in ["sns.region", "sns.access.key", "sns.secret.key"] where value(key).isEmpty {
                throw SettingsError.invalid(key, "")
            }
            let token = value("sns.session.token")
            let keys = AWSSignature.Keys(
                access: value("sns.access.key"), secret: value("sns.secret.key"), session: token.isEmpty ? nil : token)
            let endpoint = value("sns.endpoint")
            let account = AmazonSNS.Account(
                region: value("sns.region"), keys: keys, endpoint: endpoint.isEmpty ? nil : endpoint)
            guard let account else {
                throw endpoint.isEmpty
                    ? SettingsError.invalid("sns.region", value("sns.region"))
                    : SettingsError.invalid("sns.endpoint", endpoint)
            }
            return .sns(account)
        default: throw SettingsError.invalid("message.sender", value("message.sender"))
        }
    }
}

/// A setting that cannot be used.
package enum SettingsError: Error, CustomStringConvertible {
    case invalid(String, String)

    package var description: String {
        switch self {
        case .invalid(let key, let value): "the setting \(key) cannot be \"\(value)\""
        }
    }
}
