import Contracts
import Testing
import WebGateway

@Suite struct LivePositionTests {
    @Test func `a position survives its way through a browser`() {
        let position = LivePosition(epoch: 1, seqs: ["order": 12, "sale": 5])
        #expect(position.text == "1;order=12;sale=5")
        #expect(LivePosition(position.text) == position)
    }

    @Test(arguments: ["", "x", "1;order", "1;order=x", "1;kitchen=1", "1;order=1=2", "{\"epoch\":1}"])
    func `what is no position of ours is not read as one`(text: String) {
        #expect(LivePosition(text) == nil)
    }

    @Test func `every path of the API has one owner`() {
        #expect(ServicePrefix.owner(of: "orders") == .order)
        #expect(ServicePrefix.owner(of: "menu") == .item)
        #expect(ServicePrefix.owner(of: "internal") == nil)
    }
}
