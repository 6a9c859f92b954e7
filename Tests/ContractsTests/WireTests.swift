import Contracts
import Testing

@Suite struct ProblemTests {
    private enum Refusal: Rejection {
        case orderAlreadyPaid
        case fieldInvalid(pointer: String)
        case gone

        var status: Int { 409 }
        var words: Words { Words(ko: "안 돼요.", en: "No.") }
        var pointer: String? {
            if case .fieldInvalid(let pointer) = self { pointer } else { nil }
        }
    }

    @Test func `A refusal's code is its name in kebab-case, whatever it carries`() {
        #expect(Refusal.orderAlreadyPaid.code == "order-already-paid")
        #expect(Refusal.fieldInvalid(pointer: "/A(b)").code == "field-invalid")
        #expect(Refusal.gone.code == "gone")
    }

    @Test func `A problem document names its type, its code and the field at fault`() throws {
        let problem = Problem(Refusal.fieldInvalid(pointer: "/lines/0/price"), in: .ko)
        #expect(problem.type == "urn:salesync:problem:field-invalid")
        #expect(problem.status == 409)
        #expect(problem.title == "안 돼요.")
        #expect(problem.errors == [Problem.Field(pointer: "/lines/0/price", detail: "안 돼요.")])
        #expect(Problem(Refusal.gone, in: .en).title == "No.")
        #expect(Problem(Refusal.gone, in: .en).errors == nil)
        #expect(try JSON.decode(Problem.self, from: try JSON.text(problem)) == problem)
    }
}

@Suite struct RightsTests {
    @Test func `Each staff role may do all that the one below may`() {
        #expect(Role.server.rights.isSubset(of: Role.cashier.rights))
        #expect(Role.cashier.rights.isSubset(of: Role.manager.rights))
        #expect(Role.manager.rights.isSubset(of: Role.owner.rights))
        #expect(Role.owner.rights == Set(Right.allCases))
        #expect(!Role.manager.rights.contains(.manageStore))
    }

    @Test func `Devices and guests stand below the staff and change nothing of the store`() {
        let strangers: [Role] = [.terminal, .kitchen, .kiosk, .guest]
        let harmless: Set<Right> = [.readMenu, .placeOwn, .cook]
        #expect(strangers.allSatisfy { $0.rank == 0 && $0.rights.isSubset(of: harmless) })
        #expect(strangers.filter { $0.rights.contains(.cook) } == [.kitchen])
        #expect(
            Role.allCases.filter { $0.rank > 0 }.sorted { $0.rank < $1.rank } == [.server, .cashier, .manager, .owner])
    }

    @Test func `Rights have kebab-case names on the wire, each its own`() {
        #expect(Right.voidLine.code == "void-line")
        #expect(Right.allCases.allSatisfy { $0.code.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil })
        #expect(Set(Right.allCases.map(\.code)).count == Right.allCases.count)
    }
}

@Suite struct EventFormTests {
    private let settings = StoreSettings(
        name: "별다방", ownerName: "김하나", address: nil, businessNumber: nil, type: "cafe", currency: "KRW",
        timezone: "Asia/Seoul", businessDayStart: "05:00", pricesIncludeTax: true, taxRate: 10)

    @Test func `An event has one form on the wire, its keys in order`() throws {
        #expect(
            try JSON.text(StoreOpened(settings: settings)) == """
                {"settings":{"businessDayStart":"05:00","currency":"KRW","name":"별다방","ownerName":"김하나",\
                "pricesIncludeTax":true,"taxRate":10,"timezone":"Asia/Seoul","type":"cafe"}}
                """)
        let staff = try #require(StaffID("0190abcd-1234-7abc-8def-0123456789ab"))
        #expect(
            try JSON.text(CredentialUsed(staffId: staff, act: "approve:discount"))
                == #"{"act":"approve:discount","staffId":"0190abcd-1234-7abc-8def-0123456789ab"}"#)
    }

    @Test func `A reader ignores fields that were added later`() throws {
        let data = """
            {"act": "approve:discount", "staffId": "0190abcd-1234-7abc-8def-0123456789ab", "place": {"new": [1]}}
            """
        #expect(try JSON.decode(CredentialUsed.self, from: data).act == "approve:discount")
    }

    @Test func `A recorded event is read as its own type and as no other`() throws {
        let event = RecordedEvent(
            publisher: .store, store: .make(), seq: 1, id: .make(), type: StoreOpened.type, at: .now, actor: "a",
            approver: nil, terminal: nil, data: try JSON.text(StoreOpened(settings: settings)), hash: "")
        #expect(try event.decoded(StoreOpened.self)?.settings == settings)
        #expect(try event.decoded(StoreChanged.self) == nil)
    }

    @Test func `A profile is one flat object with the settings in it`() throws {
        let profile = StoreProfile(
            id: .make(), settings: settings, phone: "02-123-4567", createdAt: Timestamp(milliseconds: 0), version: 3)
        let text = try JSON.text(profile)
        #expect(text.contains(#""name":"별다방""#) && !text.contains("settings"))
        #expect(try JSON.decode(StoreProfile.self, from: text) == profile)
    }

    @Test func `Every service has a schema name of its own`() {
        #expect(Set(ServiceName.allCases.map(\.schema)).count == ServiceName.allCases.count)
    }
}
