import ArgumentParser
import Contracts
import Foundation
import Platform

/// `salesync export`: a whole store as one file.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a whole store to one file, to move it or to keep it.")

    @OptionGroup var flags: SettingsFlags

    @Option(help: "The store's id.")
    var store: String

    @Option(help: "The file to write; it holds password hashes, so keep it like the data itself.")
    var out: String

    func run() async throws {
        guard let id = StoreID(store) else { throw ValidationError("\(store) is no store's id") }
        let composition = try await Composition(try await flags.settings())
        do {
            try await StoreFile(path: out).write(id, from: composition)
        } catch let rejection as any Rejection {
            throw MovingError(rejection)
        }
        try await composition.runtime.close()
        print("\(id) is in \(out)")
    }
}

/// `salesync import store`: brings a store in that another Salesync exported.
struct ImportStoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store",
        abstract: "Bring in a store that another Salesync exported; nothing of it may be here yet.",
        discussion: "When it is cut short, run it again: until its end the store cannot be signed in to.")

    @OptionGroup var flags: SettingsFlags

    @Argument(help: "What `salesync export` wrote.")
    var file: String

    func run() async throws {
        let composition = try await Composition(try await flags.settings())
        let store: StoreID
        do {
            store = try await StoreFile(path: file).read(into: composition)
        } catch let rejection as any Rejection {
            throw MovingError(rejection)
        }
        try await composition.runtime.close()
        print("\(store) is here")
    }
}

/// Why a store did not move, in the words that the API would use.
struct MovingError: Error, CustomStringConvertible {
    let description: String

    init(_ rejection: any Rejection) { description = "\(rejection.words.en) (\(rejection.code))" }
}
