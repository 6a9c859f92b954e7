import ConsultingService
import Testing

@Suite struct PairCounterTests {
    @Test func `an order counts an item once whatever its quantity`() {
        var counter = PairCounter()
        counter.add(["a", "a", "b", "a"])
        #expect(counter.orders == 1)
        #expect(counter.orders(with: "a") == 1)
        #expect(counter.orders(with: "a", and: "b") == 1)
        #expect(counter.orders(with: "b", and: "a") == 1)
        #expect(counter.orders(with: "a", and: "a") == 1)
    }

    @Test func `an order without items is still a paid order`() {
        var counter = PairCounter()
        counter.add([String]())
        #expect(counter.orders == 1)
        #expect(counter.orders(with: "a") == 0)
        #expect(counter.orders(with: "a", and: "b") == 0)
    }

    @Test func `two days counted apart and merged equal both counted together`() {
        let days = [[["a", "b"], ["b", "c"], []], [["c", "a"], ["b", "a"], ["d"], ["d", "c"], ["d", "c"]]]
        var together = PairCounter()
        days.joined().forEach { together.add($0) }
        var merged = PairCounter()
        for day in days {
            var counter = PairCounter()
            day.reversed().forEach { counter.add($0) }
            merged.merge(counter)
        }
        #expect(merged.orders == together.orders)
        for first in ["a", "b", "c", "d", "e"] {
            #expect(merged.orders(with: first) == together.orders(with: first))
            for second in ["a", "b", "c", "d", "e"] {
                #expect(merged.orders(with: first, and: second) == together.orders(with: first, and: second))
            }
        }
    }
}
