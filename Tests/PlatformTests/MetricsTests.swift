import CoreMetrics
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Platform

@Suite struct MetricsTests {
    @Test func `Counters and gauges are written with help, type, labels in order and their present value`() {
        let metrics = PrometheusMetrics()
        metrics.makeCounter(label: "orders_total", dimensions: [("room", "b")]).increment(by: 2)
        metrics.makeCounter(label: "orders_total", dimensions: [("room", "a"), ("kind", "till")]).increment(by: 1)
        metrics.makeCounter(label: "orders_total", dimensions: [("room", "b")]).increment(by: 3)
        metrics.makeRecorder(label: "parked.streams", dimensions: [], aggregate: false).record(Int64(4))
        metrics.makeRecorder(label: "parked.streams", dimensions: [], aggregate: false).record(Int64(1))
        #expect(
            metrics.page() == """
                # HELP orders_total Count since the process started.
                # TYPE orders_total counter
                orders_total{room="a",kind="till"} 1.0
                orders_total{room="b"} 5.0
                # HELP parked_streams Present value.
                # TYPE parked_streams gauge
                parked_streams 1.0

                """)
    }

    @Test func `A duration falls into every bucket that is wide enough`() {
        let metrics = PrometheusMetrics()
        let timer = metrics.makeTimer(label: "request_seconds", dimensions: [("route", "/a")])
        timer.recordNanoseconds(1_000_000)
        timer.recordNanoseconds(30_000_000)
        timer.recordNanoseconds(9_000_000_000)
        let lines = metrics.page().split(separator: "\n").map(String.init)
        #expect(lines.prefix(2).last == "# TYPE request_seconds histogram")
        #expect(lines.contains(#"request_seconds_bucket{route="/a",le="0.001"} 1"#))
        #expect(lines.contains(#"request_seconds_bucket{route="/a",le="0.025"} 1"#))
        #expect(lines.contains(#"request_seconds_bucket{route="/a",le="0.05"} 2"#))
        #expect(lines.contains(#"request_seconds_bucket{route="/a",le="5.0"} 2"#))
        #expect(lines.contains(#"request_seconds_bucket{route="/a",le="+Inf"} 3"#))
        #expect(lines.contains(#"request_seconds_count{route="/a"} 3"#))
        #expect(lines.contains { $0.hasPrefix(#"request_seconds_sum{route="/a"} 9.03"#) })
    }

    @Test func `A label's value cannot break its line`() {
        let metrics = PrometheusMetrics()
        metrics.makeCounter(label: "odd name%", dimensions: [("http.route", "a\"b\\c\nd")]).increment(by: 1)
        let last = metrics.page().split(separator: "\n").last.map(String.init)
        #expect(last == #"odd_name_{http_route="a\"b\\c d"} 1.0"#)
    }

    @Test func `Many threads lose no count`() async {
        let metrics = PrometheusMetrics()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let counter = metrics.makeCounter(label: "c_total", dimensions: [])
                    for _ in 0..<1000 { counter.increment(by: 1) }
                }
            }
        }
        #expect(metrics.page().contains("c_total 8000.0\n"))
    }

    @Test func `A process says that it lives, whether it is ready, and its figures`() async throws {
        try await Probe.open { probe in
            #expect(try await probe.app.send(.get, "/health/live").status == 200)
            let early = try await probe.app.send(.get, "/health/ready")
            #expect(early.status == 503 && early.text.contains(#""missing":["start"]"#))
            probe.app.runtime.readiness.isReady = true
            #expect(try await probe.app.send(.get, "/health/ready").status == 200)
            let page = try await probe.app.send(.get, "/metrics")
            #expect(page.status == 200)
            #expect(page.header("Content-Type") == "text/plain; version=0.0.4; charset=utf-8")
        }
    }
}
