/// A consulting job's state or progress changed.
package struct ConsultingChanged: Event {
    package static let type = "consulting.changed"
    package let consultingId: ConsultingID
    package let status: String
    /// Percent, 0...100.
    package let progress: Int

    package init(consultingId: ConsultingID, status: String, progress: Int) {
        self.consultingId = consultingId
        self.status = status
        self.progress = progress
    }
}
