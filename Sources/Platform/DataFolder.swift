import Foundation

/// The folder with a process's SQLite files, locked so that only one process uses it.
package final class DataFolder: Sendable {
    package let path: String
    private let lock: CInt

    /// Makes the folder if need be (readable by its owner alone) and locks it; the errors say what to do.
    package init(_ path: String) throws {
        self.path = path
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw DataFolderError.unusable(path, error.localizedDescription)
        }
        let descriptor = open(path + "/lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw DataFolderError.unusable(path, String(cString: strerror(errno))) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw DataFolderError.inUse(path)
        }
        lock = descriptor
    }

    deinit { close(lock) }

    package func file(_ name: String) -> String { path + "/" + name + ".sqlite" }
}

/// Why a data folder cannot be used.
package enum DataFolderError: Error, CustomStringConvertible {
    case inUse(String)
    case unusable(String, String)

    package var description: String {
        switch self {
        case .inUse(let path): "the data folder \(path) is in use by another salesync process"
        case .unusable(let path, let reason): "the data folder \(path) cannot be written: \(reason)"
        }
    }
}
