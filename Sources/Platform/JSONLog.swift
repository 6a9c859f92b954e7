import Contracts
import Foundation
import Logging

/// Writes a log record as one line of JSON on standard error.
///
/// Callers log ids, never names, phones or secrets.
package struct JSONLog: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var logLevel: Logger.Level
    private let label: String

    package init(label: String, level: Logger.Level) {
        self.label = label
        logLevel = level
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var fields = [
            "at": Timestamp.now.description, "level": event.level.rawValue, "logger": label,
            "message": event.message.description,
        ]
        for (key, value) in metadata.merging(event.metadata ?? [:], uniquingKeysWith: { $1 }) {
            fields[key == "hb.request.id" ? "request" : key] = "\(value)"
        }
        let line: Data
        do {
            line = try JSON.encode(fields) + Data("\n".utf8)
        } catch {
            line = Data("{\"level\":\"error\",\"message\":\"a log record could not be written\"}\n".utf8)
        }
        FileHandle.standardError.write(line)
    }
}
