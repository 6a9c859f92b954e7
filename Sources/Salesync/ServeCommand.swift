import ArgumentParser
import Contracts
import Foundation
import Hummingbird
import Platform

/// `salesync serve`: the whole product in one process.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the whole product in one process.",
        discussion: Platform.Settings.all.map { "\($0.flag)  \($0.meaning) [\($0.variable)]" }.joined(separator: "\n"))

    @OptionGroup var flags: SettingsFlags

    @Option(help: "Address to listen on. [SALESYNC_HOST, default 127.0.0.1]")
    var host: String?

    @Option(help: "Port to listen on, 0 for a free one. [SALESYNC_PORT, default 8080]")
    var port: String?

    @Option(help: "true behind TLS. [SALESYNC_SECURE_COOKIES]")
    var secureCookies: String?

    @Option(help: "Shared by all processes to sign internal calls. [SALESYNC_INTERNAL_SECRET]")
    var internalSecret: String?

    @Option(help: "true behind our own ingress. [SALESYNC_TRUSTED_PROXY]")
    var trustedProxy: String?

    @Option(
        name: .customLong("public-url"),
        help: "Where guests reach this server; for the QR on receipts. [SALESYNC_PUBLIC_URL]")
    var publicURL: String?

    @OptionGroup var messages: MessageFlags

    func run() async throws {
        let given: [String: String?] = [
            "host": host, "port": port, "secure.cookies": secureCookies, "trusted.proxy": trustedProxy,
            "internal.secret": internalSecret, "public.url": publicURL,
        ]
        let settings = try await flags.settings(given.merging(messages.given) { $1 })
        let composition = try await Composition(settings)
        let application = composition.runtime.application(host: settings.host, port: settings.port) { port in
            let line = "Salesync is running at http://\(settings.host):\(port)\n"
            FileHandle.standardOutput.write(Data(line.utf8))
        }
        try await application.runService()
        try await composition.runtime.close()
    }
}
