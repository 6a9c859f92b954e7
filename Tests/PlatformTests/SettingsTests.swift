import Foundation
import Logging
import TestSupport
import Testing

@testable import Platform

@Suite struct SettingsTests {
    private func file(_ text: String) throws -> String {
        let path = try TestFolder.make() + "/salesync.json"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test func `Without anything said, one process listens to itself on SQLite`() async throws {
        let settings = try await Settings(flags: [:], file: nil)
        #expect(settings.host == "127.0.0.1" && settings.port == 8080 && settings.data == "data")
        #expect(settings.databaseURL == nil && settings.internalSecret == nil)
        #expect(settings.logLevel == .info && !settings.secureCookies && !settings.trustedProxy)
    }

    @Test func `A flag wins over the environment, the environment over the file`() async {
        // In a process of its own, since the environment belongs to all tests.
        await #expect(processExitsWith: .success) {
            let path = NSTemporaryDirectory() + "salesync-settings-\(UUID().uuidString).json"
            let text = #"{"salesync": {"port": "9001", "host": "file", "web": "file", "database": {"url": "file"}}}"#
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            setenv("SALESYNC_HOST", "environment", 1)
            setenv("SALESYNC_WEB", "environment", 1)
            setenv("SALESYNC_DATABASE_URL", "environment", 1)
            setenv("SALESYNC_SECURE_COOKIES", "true", 1)
            let settings = try await Settings(flags: ["web": "flag", "database.url": "flag"], file: path)
            #expect(settings.port == 9001)
            #expect(settings.host == "environment")
            #expect(settings.web == "flag")
            #expect(settings.databaseURL == "flag")
            #expect(settings.secureCookies)
            #expect(settings.data == "data")
        }
    }

    @Test func `A port in the file may be written as a number`() async throws {
        let settings = try await Settings(flags: [:], file: file(#"{"salesync": {"port": 9002}}"#))
        #expect(settings.port == 9002)
    }

    @Test func `A truth in the file may be written as a truth`() async throws {
        let settings = try await Settings(flags: [:], file: file(#"{"salesync": {"secure": {"cookies": true}}}"#))
        #expect(settings.secureCookies)
    }

    @Test func `The public address is kept without a slash at its end, and is nobody's unless somebody says it`()
        async throws
    {
        for (said, kept) in [("https://pos.example.com/", "https://pos.example.com"), ("http://pos", "http://pos")] {
            #expect(try await Settings(flags: ["public.url": said], file: nil).publicURL == kept)
        }
        #expect(try await Settings(flags: [:], file: nil).publicURL == nil)
    }

    @Test(arguments: [
        ("port", "65536"), ("port", "-1"), ("port", "http"), ("log.level", "loud"), ("secure.cookies", "yes"),
        ("trusted.proxy", "1"), ("public.url", "pos.example.com"),
    ])
    func `A setting that cannot be used is refused by name`(key: String, value: String) async {
        let error = await #expect(throws: SettingsError.self) { try await Settings(flags: [key: value], file: nil) }
        #expect(error?.description == "the setting \(key) cannot be \"\(value)\"")
    }

    @Test func `A file that is named must be there and readable`() async throws {
        await #expect(throws: (any Error).self) { try await Settings(flags: [:], file: "/nowhere/salesync.json") }
        let broken = try file("{")
        await #expect(throws: (any Error).self) { try await Settings(flags: [:], file: broken) }
    }

    @Test func `Text messages go into a file unless an Amazon account or nobody is named`() async throws {
        #expect(try await Settings(flags: [:], file: nil).messageSender == .file)
        #expect(try await Settings(flags: ["message.sender": "none"], file: nil).messageSender == .none)
        let flags = [
            "message.sender": "sns", "sns.access.key": "A", "sns.secret.key": "S", "sns.session.token": "T",
            "sns.endpoint": "http://127.0.0.1:4566",
        ]
        let account = AmazonSNS.Account(
            region: "ap-northeast-2", keys: .init(access: "A", secret: "S", session: "T"),
            endpoint: "http://127.0.0.1:4566")
        #expect(try await Settings(flags: flags, file: nil).messageSender == .sns(#require(account)))
        for (key, value) in [
            ("sns.access.key", ""), ("sns.secret.key", ""), ("sns.endpoint", "amazon"), ("message.sender", "pigeon"),
        ] {
            let error = await #expect(throws: SettingsError.self) {
                try await Settings(flags: flags.merging([key: value]) { $1 }, file: nil)
            }
            #expect(error?.description == "the setting \(key) cannot be \"\(value)\"")
        }
    }

    @Test func `Every setting has one flag, one variable and a meaning`() {
        let url = Settings.all.first { $0.key == "database.url" }
        #expect(url?.flag == "--database-url" && url?.variable == "SALESYNC_DATABASE_URL")
        #expect(Set(Settings.all.map(\.flag)).count == Settings.all.count)
        #expect(Set(Settings.all.map(\.variable)).count == Settings.all.count)
        #expect(Settings.all.allSatisfy { !$0.meaning.isEmpty })
    }
}
