import ArgumentParser
import Contracts
import DashboardService
import Foundation
import Platform

/// `salesync rebuild`: counts all figures again from the log and says whether they came out the same.
struct RebuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild", abstract: "Count the dashboard's figures again from the log.")

    @OptionGroup var flags: SettingsFlags

    @Flag(help: "Only print a fingerprint of the figures of every store.")
    var fingerprint = false

    func run() async throws {
        let settings = try await flags.settings()
        let composition = try await Composition(settings)
        guard let dashboard = composition.databases[.dashboard], let sales = composition.databases[.sale] else {
            return
        }
        let stores = try await sales.read { session in
            try session.rows("SELECT store_id FROM store_head ORDER BY store_id").map { StoreID.stored(try $0.text(0)) }
        }
        var differing = 0
        for store in stores {
            let before = try await dashboard.read { try DashboardModule.fingerprint(of: store, in: $0) }
            if fingerprint {
                print("\(store) \(before)")
                continue
            }
            try await dashboard.engine.write { try DashboardSQL.clear(store, in: $0) }
            for module in composition.runtime.modules where module.name == .dashboard {
                for listener in module.listeners {
                    guard let source = composition.databases[listener.publisher] else { continue }
                    await JournalTail(listener, from: source, logger: composition.logger).follow(store)
                    let head = try await source.head(of: store)
                    guard try await listener.caughtUp(store, to: head, within: 0) else {
                        throw ValidationError(
                            "\(store): \(listener.publisher.rawValue) could not be counted to its end")
                    }
                }
            }
            let after = try await dashboard.read { try DashboardModule.fingerprint(of: store, in: $0) }
            print("\(store) \(after)\(before == after ? "" : " (was \(before))")")
            if before != after { differing += 1 }
        }
        try await composition.runtime.close()
        // What was wrong is right now, but somebody should ask why it was wrong.
        if differing > 0 { throw ExitCode(2) }
    }
}
