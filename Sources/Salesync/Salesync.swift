import ArgumentParser

/// The one binary: every role of the product is a verb of it.
@main
struct Salesync: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "salesync", abstract: "Salesync: a cloud POS for small restaurants, cafes and shops.",
        subcommands: [
            ServeCommand.self, SeedCommand.self, ImportCommand.self, ExportCommand.self, EventsCommand.self,
            AuditCommand.self,
            RebuildCommand.self, PrintAgentCommand.self, SettingsCommand.self, FillCommand.self,
        ])
}
