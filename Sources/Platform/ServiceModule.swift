import Contracts
import Hummingbird
import ServiceLifecycle

/// What a room brings to a process: its schema, its routes, what it hears and what runs beside.
package struct ServiceModule: Sendable {
    package let name: ServiceName
    package let database: Database?
    package let schema: [SchemaStep]
    package let routes: @Sendable (Router<AppContext>) -> Void
    package let listeners: [Listener]
    package let jobs: [any Service]

    package init(
        name: ServiceName, database: Database?, schema: [SchemaStep], listeners: [Listener] = [],
        jobs: [any Service] = [], routes: @escaping @Sendable (Router<AppContext>) -> Void
    ) {
        self.name = name
        self.database = database
        self.schema = schema
        self.listeners = listeners
        self.jobs = jobs
        self.routes = routes
    }
}
