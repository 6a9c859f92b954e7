import ArgumentParser
import Platform

/// The flags that every verb with settings takes; what is absent comes from the environment or the file.
struct SettingsFlags: ParsableArguments {
    @Option(help: "Folder of the SQLite files. [SALESYNC_DATA, default data]")
    var data: String?

    @Option(help: "Folder of the web client. [SALESYNC_WEB, default web]")
    var web: String?

    @Option(name: .customLong("openapi"), help: "File with the API's description. [SALESYNC_OPENAPI]")
    var openAPI: String?

    @Option(name: .customLong("database-url"), help: "PostgreSQL instead of SQLite. [SALESYNC_DATABASE_URL]")
    var databaseURL: String?

    @Option(help: "Put before every schema name. [SALESYNC_SCHEMA_PREFIX]")
    var schemaPrefix: String?

    @Option(help: "trace ... critical. [SALESYNC_LOG_LEVEL, default info]")
    var logLevel: String?

    @Option(help: "JSON file with settings.")
    var config: String?

    /// The settings with these and further flags.
    func settings(_ more: [String: String?] = [:]) async throws -> Settings {
        let given: [String: String?] = [
            "data": data, "web": web, "openapi": openAPI, "database.url": databaseURL, "schema.prefix": schemaPrefix,
            "log.level": logLevel,
        ]
        return try await Settings(flags: given.merging(more) { $1 }.compactMapValues { $0 }, file: config)
    }
}
