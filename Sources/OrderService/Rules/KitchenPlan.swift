import Contracts
import Foundation

/// Where things are cooked and how long that may take.
package struct KitchenPlan: Codable, Sendable, Hashable {
    /// A place that cooks, with the categories and items that go there.
    package struct Station: Codable, Sendable, Hashable {
        package var id: String
        package var name: String
        package let categoryIds: [CategoryID]
        package let itemIds: [ItemID]
        /// True for the one station that gets what no other one claims.
        package let isDefault: Bool
        /// Where its tickets come out, if on paper too.
        package var printer: Printer?
        /// Takes over while the first one fails.
        package var alternatePrinter: Printer?
    }

    package var stations: [Station]
    /// Seconds after which a ticket is shown as slow.
    package let warnAfter: Int
    /// Seconds after which a ticket is late.
    package let lateAfter: Int
    /// Seconds after which a ticket that nobody took raises an alarm.
    package let alarmAfter: Int

    /// What a store has before anybody planned: one kitchen.
    package static let plain = KitchenPlan(
        stations: [Station(id: "kitchen", name: "주방", categoryIds: [], itemIds: [], isDefault: true)],
        warnAfter: 300, lateAfter: 600, alarmAfter: 60)

    /// True when no station claims anything, so that only an item's own word decides.
    var isPlain: Bool { stations.allSatisfy { $0.categoryIds.isEmpty && $0.itemIds.isEmpty } }

    /// The plan with ids and names trimmed.
    package func tidied() throws -> KitchenPlan {
        var plan = self
        for index in stations.indices {
            plan.stations[index].id = try Self.tidied(stations[index].id, at: index)
            plan.stations[index].name = try Self.tidied(stations[index].name, at: index)
        }
        return plan
    }

    private static func tidied(_ text: String, at index: Int) throws -> String {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !trimmed.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            throw OrderRejection.kitchenPlanInvalid(pointer: "/stations/\(index)")
        }
        return trimmed
    }

    /// Throws unless stations have ids and names of their own, one is the default, and the times are in order.
    package func check() throws {
        guard (1...30).contains(stations.count), stations.filter(\.isDefault).count == 1 else {
            throw OrderRejection.kitchenPlanInvalid(pointer: "/stations")
        }
        var (ids, names) = (Set<String>(), Set<String>())
        for (index, station) in stations.enumerated() {
            guard ids.insert(station.id).inserted, (1...50).contains(station.id.count),
                names.insert(station.name).inserted,
                (1...50).contains(station.name.count), station.categoryIds.count + station.itemIds.count <= 2000,
                [station.printer, station.alternatePrinter].compactMap({ $0 }).allSatisfy(\.isValid)
            else { throw OrderRejection.kitchenPlanInvalid(pointer: "/stations/\(index)") }
        }
        guard alarmAfter > 0, warnAfter > 0, lateAfter >= warnAfter, lateAfter <= 86_400, alarmAfter <= 86_400 else {
            throw OrderRejection.kitchenPlanInvalid(pointer: "/lateAfter")
        }
    }

    /// The station of an item: what the item itself names, else who claims the item, else its category, else the default.
    func station(of item: ItemID, named: String?, category: CategoryID?) -> String {
        if let named {
            return stations.first { $0.id == named || $0.name == named }?.id ?? named
        }
        let claimed =
            stations.first { $0.itemIds.contains(item) }
            ?? stations.first { station in category.map(station.categoryIds.contains) ?? false }
        return (claimed ?? stations.first(where: \.isDefault))?.id ?? "kitchen"
    }
}
