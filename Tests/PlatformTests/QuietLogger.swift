import Logging

/// A logger for tests that read answers, not logs; it keeps metadata, which Hummingbird's request ids live in.
func quietLogger() -> Logger {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return logger
}
