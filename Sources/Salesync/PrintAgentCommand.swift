import ArgumentParser
import Contracts
import Foundation
import HTTPTypes
import NIOCore
import NIOPosix

/// `salesync print-agent`: stands beside the printers and sends them what the kitchen has to cook.
struct PrintAgentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "print-agent", abstract: "Send kitchen tickets to network printers (raw port 9100).",
        discussion: "The password is read from SALESYNC_PRINT_PASSWORD, so that it shows in no list of processes.")

    @Option(help: "Where Salesync runs.")
    var url = "http://127.0.0.1:8080"

    @Option(help: "Whose tickets: the name to sign in with.")
    var username: String

    @Option(help: "The language on paper: ko or en.")
    var language = "ko"

    @Option(help: "Seconds to wait when there is nothing to print.")
    var pause = 1.0

    @Flag(help: "Print what waits, then end.")
    var once = false

    private struct Jobs: Decodable {
        struct Job: Decodable {
            let id: PrintJobID
        }

        let data: [Job]
    }

    private struct Leased: Decodable {
        let id: PrintJobID
        let token: String
        let host: String
        let port: Int
        let data: String
    }

    private struct Report: Encodable {
        let token: String
        var reason: String?
        var maybePrinted: Bool?
    }

    func run() async throws {
        guard let password = ProcessInfo.processInfo.environment["SALESYNC_PRINT_PASSWORD"] else {
            throw ValidationError("set SALESYNC_PRINT_PASSWORD")
        }
        guard let language = Language(rawValue: language) else { throw ValidationError("a language is ko or en") }
        var client = Client.at(url)
        client.language = language
        try await client.signIn(username, password)
        repeat {
            do {
                // The queue is asked, as an agent behind a shop's router cannot be called.
                if try await printAll(client) == 0, !once { try await Task.sleep(for: .seconds(pause)) }
            } catch {
                if once { throw error }
                // The shop's network comes and goes; an agent that gives up prints nothing any more.
                tell("\(error)")
                if let problem = error as? Problem, problem.status == 401 {
                    try? await client.signIn(username, password)  // Still away: the next round says so again.
                }
                try await Task.sleep(for: .seconds(max(pause, 2)))
            }
        } while !once
    }

    /// Prints the jobs that wait, the oldest first; answers how many came out.
    private func printAll(_ client: Client) async throws -> Int {
        let jobs = try await client.call(.get, "/api/v1/print-jobs").decoded(Jobs.self).data
        var printed = 0
        for job in jobs {
            let path = "/api/v1/print-jobs/\(job.id)"
            let leased: Leased
            do {
                leased = try await client.call(.post, path + "/lease", [String: String]()).decoded(Leased.self)
            } catch let problem as Problem where problem.code.hasPrefix("print-job-") {
                continue  // Another agent has it, or it has ended; the next one is not to wait for that.
            }
            do {
                try await RawPrinter.send(
                    [UInt8](Data(base64Encoded: leased.data) ?? Data()), to: leased.host, port: leased.port)
                try await client.call(.post, path + "/done", Report(token: leased.token))
                printed += 1
            } catch let failure as RawPrinter.Failure {
                tell("\(leased.host):\(leased.port): \(failure.reason)")
                try await client.call(
                    .post, path + "/failed",
                    Report(token: leased.token, reason: failure.reason, maybePrinted: failure.maybePrinted))
            }
        }
        return printed
    }

    private func tell(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}

/// A printer that takes raw bytes on a TCP port.
enum RawPrinter {
    /// Why a page did not go out, and whether some of it may lie in the tray all the same.
    struct Failure: Error {
        let reason: String
        let maybePrinted: Bool
    }

    /// Sends all bytes and closes; within ten seconds, since a printer without paper takes none.
    static func send(_ bytes: [UInt8], to host: String, port: Int) async throws {
        let channel: any NIOCore.Channel
        do {
            channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connectTimeout(.seconds(5)).connect(host: host, port: port).get()
        } catch {
            throw Failure(reason: "\(error)", maybePrinted: false)
        }
        let deadline = channel.eventLoop.scheduleTask(in: .seconds(10)) { channel.close(promise: nil) }
        do {
            try await channel.writeAndFlush(ByteBuffer(bytes: bytes)).get()
            deadline.cancel()
            try await channel.close().get()
        } catch {
            deadline.cancel()
            throw Failure(reason: "\(error)", maybePrinted: true)
        }
    }
}
