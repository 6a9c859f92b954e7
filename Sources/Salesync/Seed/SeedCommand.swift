import ArgumentParser
import Contracts
import Foundation
import HTTPTypes
import Platform

/// `salesync seed`: a demo cafe that looks alive.
struct SeedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seed", abstract: "Open the demo cafe, with a week of orders; does nothing when it is there.")

    @OptionGroup var flags: SettingsFlags

    @Option(help: "A running server instead of the data folder.")
    var url: String?

    @Option(help: "Days of past orders.")
    var days: Int = 15

    func run() async throws {
        let days = days
        let work: @Sendable (Client) async throws -> Void = { client in
            let known = try await client.call(.get, "/api/v1/usernames/\(DemoCafe.username)").decoded(
                [String: Bool].self)
            guard known["available"] == true else {
                print("the demo cafe is already there (username \(DemoCafe.username), password \(DemoCafe.password))")
                return
            }
            var seed = Seed(client: client, now: .now)
            try await seed.run(days: days)
            print("the demo cafe is open: username \(DemoCafe.username), password \(DemoCafe.password)")
        }
        if let url {
            try await work(Client.at(url))
        } else {
            try await Headless.run(try await flags.settings(), work)
        }
    }
}
