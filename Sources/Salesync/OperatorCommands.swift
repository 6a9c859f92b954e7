import ArgumentParser
import Contracts
import DashboardService
import Foundation
import Platform

/// `salesync settings`: every setting with its meaning.
struct SettingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "settings", abstract: "List every setting.")

    @Flag(help: "As a Markdown table, for docs/operations.md.")
    var markdown = false

    func run() {
        if markdown { print("| flag | environment | default | meaning |\n|---|---|---|---|") }
        for setting in Settings.all {
            print(
                markdown
                    ? "| `\(setting.flag)` | `\(setting.variable)` | `\(setting.fallback)` | \(setting.meaning) |"
                    : "\(setting.flag)  \(setting.variable)  (\(setting.fallback))  \(setting.meaning)")
        }
    }
}

/// `salesync events`: streams that stopped because an event could not be applied.
struct EventsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events", abstract: "Show parked streams, or let them go on with --replay.")

    @OptionGroup var flags: SettingsFlags

    @Flag(help: "Clear the marks, so that the next start tries again.")
    var replay = false

    func run() async throws {
        let composition = try await Composition(try await flags.settings())
        var parked = 0
        for (service, database) in composition.databases {
            let rows = try await database.read { session in
                try session.rows(
                    "SELECT handler, publisher, store_id, seq, parked FROM listener_marks WHERE parked IS NOT NULL")
            }
            for row in rows {
                parked += 1
                print(
                    "\(service.rawValue)/\(try row.text(0)) <- \(try row.text(1)) store \(try row.text(2))",
                    "after \(try row.int(3)): \(try row.text(4))")
            }
            if replay {
                try await database.engine.write { session in
                    try session.run("UPDATE listener_marks SET parked = NULL WHERE parked IS NOT NULL")
                }
            }
        }
        print(parked == 0 ? "no stream is parked" : replay ? "\(parked) streams will be tried again" : "")
        try await composition.runtime.close()
    }
}
