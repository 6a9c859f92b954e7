import CoreMetrics
import Foundation
import Synchronization

/// A swift-metrics backend that keeps its figures in memory and writes them in Prometheus' text format 0.0.4.
package final class PrometheusMetrics: MetricsFactory {
    struct Series: Hashable {
        let name: String
        let labels: String
    }

    private struct Store {
        var counters: [Series: Double] = [:]
        var gauges: [Series: Double] = [:]
        var histograms: [Series: Histogram] = [:]
    }

    struct Histogram {
        /// Upper bounds in seconds.
        static let bounds: [Double] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
        var buckets = [Int](repeating: 0, count: bounds.count)
        var count = 0
        var sum = 0.0
    }

    private let store = Mutex(Store())

    package init() {}

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        Handle(series: Self.series(label, dimensions), metrics: self)
    }

    package func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler { Handle(series: Self.series(label, dimensions), metrics: self) }

    package func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler { Handle(series: Self.series(label, dimensions), metrics: self) }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        Handle(series: Self.series(label, dimensions), metrics: self)
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        Handle(series: Self.series(label, dimensions), metrics: self)
    }

    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyMeter(_ handler: any MeterHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}

    func add(_ series: Series, _ amount: Double) { store.withLock { $0.counters[series, default: 0] += amount } }
    func set(_ series: Series, _ value: Double) { store.withLock { $0.gauges[series] = value } }
    func shift(_ series: Series, _ amount: Double) { store.withLock { $0.gauges[series, default: 0] += amount } }

    func observe(_ series: Series, seconds: Double) {
        store.withLock { store in
            var histogram = store.histograms[series] ?? Histogram()
            for (index, bound) in Histogram.bounds.enumerated() where seconds <= bound { histogram.buckets[index] += 1 }
            histogram.count += 1
            histogram.sum += seconds
            store.histograms[series] = histogram
        }
    }

    /// The page that `/metrics` serves.
    package func page() -> String {
        let (counters, gauges, histograms) = store.withLock { ($0.counters, $0.gauges, $0.histograms) }
        var text = ""
        for (name, all) in Dictionary(grouping: counters, by: \.key.name).sorted(by: { $0.key < $1.key }) {
            text += "# HELP \(name) Count since the process started.\n# TYPE \(name) counter\n"
            for (series, value) in all.sorted(by: { $0.key.labels < $1.key.labels }) {
                text += "\(name)\(Self.braced(series.labels)) \(value)\n"
            }
        }
        for (name, all) in Dictionary(grouping: gauges, by: \.key.name).sorted(by: { $0.key < $1.key }) {
            text += "# HELP \(name) Present value.\n# TYPE \(name) gauge\n"
            for (series, value) in all.sorted(by: { $0.key.labels < $1.key.labels }) {
                text += "\(name)\(Self.braced(series.labels)) \(value)\n"
            }
        }
        for (name, all) in Dictionary(grouping: histograms, by: \.key.name).sorted(by: { $0.key < $1.key }) {
            text += "# HELP \(name) Duration in seconds.\n# TYPE \(name) histogram\n"
            for (series, histogram) in all.sorted(by: { $0.key.labels < $1.key.labels }) {
                text += Self.lines(name, series.labels, histogram)
            }
        }
        return text
    }

    private static func lines(_ name: String, _ labels: String, _ histogram: Histogram) -> String {
        let prefix = labels.isEmpty ? "" : labels + ","
        var text = ""
        for (bound, count) in zip(Histogram.bounds, histogram.buckets) {
            text += "\(name)_bucket{\(prefix)le=\"\(bound)\"} \(count)\n"
        }
        text += "\(name)_bucket{\(prefix)le=\"+Inf\"} \(histogram.count)\n"
        return text
            + "\(name)_sum\(braced(labels)) \(histogram.sum)\n\(name)_count\(braced(labels)) \(histogram.count)\n"
    }

    private static func braced(_ labels: String) -> String { labels.isEmpty ? "" : "{\(labels)}" }

    private static func series(_ label: String, _ dimensions: [(String, String)]) -> Series {
        let name = String(label.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
        let labels = dimensions.map { key, value in
            let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: " ")
            return "\(key.replacing(".", with: "_"))=\"\(escaped)\""
        }
        return Series(name: name, labels: labels.joined(separator: ","))
    }
}

/// One series as swift-metrics sees it.
private final class Handle: CounterHandler, FloatingPointCounterHandler, RecorderHandler, MeterHandler, TimerHandler {
    let series: PrometheusMetrics.Series
    let metrics: PrometheusMetrics

    init(series: PrometheusMetrics.Series, metrics: PrometheusMetrics) {
        self.series = series
        self.metrics = metrics
    }

    func increment(by amount: Int64) { metrics.add(series, Double(amount)) }
    func increment(by amount: Double) { metrics.add(series, amount) }
    func reset() {}
    func record(_ value: Int64) { metrics.set(series, Double(value)) }
    func record(_ value: Double) { metrics.set(series, value) }
    func set(_ value: Int64) { metrics.set(series, Double(value)) }
    func set(_ value: Double) { metrics.set(series, value) }
    func decrement(by amount: Double) { metrics.shift(series, -amount) }
    func recordNanoseconds(_ duration: Int64) { metrics.observe(series, seconds: Double(duration) / 1e9) }
}
