import Contracts
import Logging
import Platform

/// What the Store room brings to a process.
package enum StoreModule {
    package static func make(database: Database, peers: Peers, logger: Logger) -> ServiceModule {
        let keys = SigningKeys(database: database)
        let sessions = Sessions(database: database, keys: keys, tries: Tries(database: database))
        let staff = StaffMembers(database: database, sessions: sessions)
        return ServiceModule(
            name: .store, database: database, schema: StoresSQL.schema,
            jobs: [KeyTurning(keys: keys, logger: logger)]
        ) { router in
            StoresRoutes(
                stores: Stores(database: database, sessions: sessions, peers: peers), staff: staff, keys: keys
            ).add(to: router)
            GuestsRoutes(guests: Guests(database: database, sessions: sessions)).add(to: router)
            SessionsRoutes(sessions: sessions).add(to: router)
            StaffRoutes(staff: staff, terminals: Terminals(database: database, sessions: sessions)).add(to: router)
        }
    }
}
