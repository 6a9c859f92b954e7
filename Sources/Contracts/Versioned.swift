/// A thing that the API shows with its version, which is also its ETag.
package protocol Versioned {
    var version: Int64 { get }
}
