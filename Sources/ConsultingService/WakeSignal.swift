/// Wakes the worker of this process when there may be work; many calls before it wakes are one.
struct WakeSignal: Sendable {
    /// For one listener only.
    let signals: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (signals, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func raise() { continuation.yield() }
}
