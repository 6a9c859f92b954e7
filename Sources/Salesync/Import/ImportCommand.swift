import ArgumentParser
import Contracts
import Foundation
import HTTPTypes
import ItemService
import Platform

/// `salesync import`: moving in, from another till or another Salesync.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Move in from another till or another Salesync.",
        subcommands: [HistoryCommand.self, ImportStoreCommand.self])
}

/// `salesync import history`: past orders from another till's export.
struct HistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Sell past orders, each exactly once; running it again changes nothing.",
        discussion: "Signs in as an owner or manager; the password comes from SALESYNC_PASSWORD.")

    @OptionGroup var flags: SettingsFlags

    @Argument(help: "Wide CSV table: datetime, total, place, order_id and a column for each item.")
    var file: String

    @Option(help: "CSV with product_name and price.")
    var prices: String

    @Option(name: .customLong("alias"), help: "ORDER FILE'S NAME=PRICE LIST'S NAME; may be repeated.")
    var aliases: [String] = []

    @Option(name: .customLong("price"), help: "NAME=AMOUNT for what the list lacks; may be repeated.")
    var single: [String] = []

    @Option(help: "Who imports.")
    var username: String

    @Option(help: "A running server instead of the data folder.")
    var url: String?

    @Option(help: "File for the rows that were refused, as JSON.")
    var report: String?

    func run() async throws {
        guard let password = ProcessInfo.processInfo.environment["SALESYNC_PASSWORD"] else {
            throw ValidationError("set SALESYNC_PASSWORD to the password of \(username)")
        }
        let table = try WideOrderTable(try records(file))
        let sheet = try PriceSheet(
            try records(prices), aliases: try PriceSheet.pairs(aliases), single: try PriceSheet.pairs(single))
        let work: @Sendable (Client) async throws -> Void = { client in
            try await client.signIn(username, password)
            let store = try await client.call(.get, "/api/v1/store").decoded(StoreProfile.self)
            let history = HistoryImport(client: client, table: table, prices: sheet, store: store)
            try show(try await history.run { done, all in print("\(done) of \(all)") })
        }
        if let url {
            try await work(Client.at(url))
        } else {
            try await Headless.run(try await flags.settings(), work)
        }
    }

    private func records(_ path: String) throws -> [(line: Int, fields: [String])] {
        guard let data = FileManager.default.contents(atPath: path) else { throw ImportError.unreadable(path) }
        return try CSV.rows(of: Array(data), most: 5_000_000).map { ($0.line, $0.fields) }
    }

    private func show(_ result: HistoryImport.Report) throws {
        for refusal in result.refusals { print("line \(refusal.line): \(refusal.reason)") }
        print("sold \(result.sold), already there \(result.alreadyThere), refused \(result.refusals.count)")
        if let report { try JSON.encode(result.refusals).write(to: URL(fileURLWithPath: report)) }
    }
}
