import ArgumentParser
import Contracts
import Foundation
import Platform

/// `salesync audit`: tells whether a journal was altered.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Check the journals.", subcommands: [AuditVerifyCommand.self],
        defaultSubcommand: AuditVerifyCommand.self)
}

/// `salesync audit verify`: names the first altered row of every journal.
struct AuditVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Name the first altered row of every journal; 1 when there is one.")

    @OptionGroup var flags: SettingsFlags

    func run() async throws {
        let composition = try await Composition(try await flags.settings())
        let found = try await JournalAudit.run(composition.databases)
        try await composition.runtime.close()
        for row in found.altered {
            print("\(row.service.rawValue): store \(row.store): first altered row is \(row.seq)")
        }
        guard found.altered.isEmpty else { throw ExitCode(1) }
        print("every journal is whole: \(found.rows) rows")
    }
}

/// What a check of all journals of all stores found.
struct JournalAudit: Sendable {
    struct Altered: Sendable, Hashable {
        let service: ServiceName
        let store: StoreID
        let seq: Int64
    }

    var rows: Int64 = 0
    var altered: [Altered] = []

    static func run(_ databases: [ServiceName: Database]) async throws -> JournalAudit {
        var audit = JournalAudit()
        for (service, database) in databases.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            for store in try await database.read({ try Journal.stores(in: $0) }) {
                let finding = try await database.checkJournal(of: store)
                audit.rows += finding.rows
                if let seq = finding.firstAltered {
                    audit.altered.append(Altered(service: service, store: store, seq: seq))
                }
            }
        }
        return audit
    }
}
