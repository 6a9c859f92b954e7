import Logging

/// A logger for tests that read answers, not logs.
func quietLogger() -> Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
