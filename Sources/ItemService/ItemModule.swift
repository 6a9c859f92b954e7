import Contracts
import Platform

/// What the Item room brings to a process.
package enum ItemModule {
    package static func make(database: Database, peers: Peers) -> ServiceModule {
        ServiceModule(name: .item, database: database, schema: ItemsSQL.schema) { router in
            CategoriesRoutes(categories: Categories(database: database, peers: peers)).add(to: router)
            ItemsRoutes(items: Items(database: database, peers: peers)).add(to: router)
            OptionGroupsRoutes(groups: OptionGroups(database: database, peers: peers)).add(to: router)
            MenuRoutes(menus: Menus(database: database, peers: peers, cache: MenuCache())).add(to: router)
        }
    }
}
