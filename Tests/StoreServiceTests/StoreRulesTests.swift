import Contracts
import Foundation
import Platform
import Testing

@testable import StoreService

@Suite struct StoreRulesTests {
    private func settings(_ change: (inout StoreSettings) -> Void = { _ in }) -> StoreSettings {
        var settings = StoreSettings(
            name: "별다방", ownerName: "김하나", address: nil, businessNumber: nil, type: "cafe", currency: "KRW",
            timezone: "Asia/Seoul", businessDayStart: "05:00", pricesIncludeTax: true, taxRate: 10)
        change(&settings)
        return settings
    }

    private func refuses(_ rejection: StoreRejection, _ change: (inout StoreSettings) -> Void) {
        #expect(throws: rejection) { try settings(change).checked() }
    }

    @Test func `A username has 3 to 50 letters, digits, dots, hyphens or underscores`() throws {
        #expect(try Credentials.username("  Kim.Hana_2-b ") == "kim.hana_2-b")
        #expect(try Credentials.username("abc") == "abc")
        #expect(try Credentials.username(String(repeating: "a", count: 50)).count == 50)
        let wrong = [
            "", "ab", String(repeating: "a", count: 51), "kim hana", "김하나", "kim/hana", "kim\u{0}hana", "é.é.é", "ＡＢＣ",
        ]
        for name in wrong {
            #expect(throws: StoreRejection.usernameInvalid, "\(name)") { try Credentials.username(name) }
        }
    }

    @Test func `A password has 8 to 200 characters`() throws {
        for good in ["12345678", String(repeating: "가", count: 200), "        "] { try Credentials.checkPassword(good) }
        for bad in ["", "1234567", String(repeating: "a", count: 201)] {
            #expect(throws: StoreRejection.passwordTooWeak) { try Credentials.checkPassword(bad) }
        }
    }

    @Test func `A PIN has 4 to 8 digits, a manager's at least 6`() throws {
        for role in [Role.server, .cashier] {
            for good in ["0000", "12345678"] { try Credentials.checkPIN(good, role: role) }
        }
        for role in [Role.manager, .owner] {
            for good in ["000000", "12345678"] { try Credentials.checkPIN(good, role: role) }
            #expect(throws: StoreRejection.pinInvalid) { try Credentials.checkPIN("12345", role: role) }
        }
        for bad in ["", "123", "123456789", "12a4", "12 4", "-123", "１２３４", "١٢٣٤"] {
            #expect(throws: StoreRejection.pinInvalid, "\(bad)") { try Credentials.checkPIN(bad, role: .server) }
        }
    }

    @Test func `A name, an address or a number is not empty and not longer than documented`() throws {
        let trimmed = try settings {
            $0.name = "  별다방\n"
            $0.address = "   "
            $0.businessNumber = " 123-45-67890 "
        }.checked()
        #expect(trimmed.name == "별다방" && trimmed.address == nil && trimmed.businessNumber == "123-45-67890")
        #expect(try settings { $0.name = String(repeating: "가", count: 100) }.checked().name.count == 100)
        refuses(.textInvalid(pointer: "/name")) { $0.name = " \n" }
        refuses(.textInvalid(pointer: "/name")) { $0.name = String(repeating: "가", count: 101) }
        refuses(.textInvalid(pointer: "/ownerName")) { $0.ownerName = "" }
        refuses(.textInvalid(pointer: "/address")) { $0.address = String(repeating: "a", count: 201) }
        refuses(.textInvalid(pointer: "/businessNumber")) { $0.businessNumber = String(repeating: "1", count: 21) }
        refuses(.textInvalid(pointer: "/type")) { $0.type = "" }
    }

    @Test func `A currency is an ISO 4217 code of three letters`() throws {
        for code in ["KRW", "USD", "EUR"] { #expect(try settings { $0.currency = code }.checked().currency == code) }
        for code in ["", "KR", "KRWW", "krw", "원화원", "K1W", "₩₩₩"] { refuses(.currencyUnknown) { $0.currency = code } }
    }

    @Test func `A time zone is one of the IANA names`() throws {
        for zone in ["Asia/Seoul", "America/New_York", "UTC"] {
            #expect(try settings { $0.timezone = zone }.checked().timezone == zone)
        }
        for zone in ["", "Seoul", "Asia/Seol", "+09:00", "../../etc/passwd"] {
            refuses(.timezoneUnknown) { $0.timezone = zone }
        }
    }

    @Test func `A business day starts at HH:MM before noon`() throws {
        for start in ["00:00", "05:00", "11:59"] {
            #expect(try settings { $0.businessDayStart = start }.checked().businessDayStart == start)
        }
        for start in ["", "5:00", "12:00", "24:00", "05:60", "0500", "05:00:00"] {
            refuses(.businessDayStartInvalid) { $0.businessDayStart = start }
        }
    }

    @Test func `A tax rate lies between 0 and 50 percent`() throws {
        for rate in [0, 7.5, 10, 50] { #expect(try settings { $0.taxRate = rate }.checked().taxRate == rate) }
        for rate in [-0.1, 50.1, 1000, .infinity, .nan] { refuses(.taxRateOutOfRange) { $0.taxRate = rate } }
    }

    @Test func `Cash is rounded to 10 or 100 minor units, or not at all`() throws {
        for unit in [nil, 10, 100] as [Int64?] {
            #expect(try settings { $0.cashRounding = unit }.checked().cashRounding == unit)
        }
        for unit in [-10, 0, 1, 7, 50, 1000] as [Int64] {
            refuses(.cashRoundingInvalid) { $0.cashRounding = unit }
        }
    }

    @Test func `A form says only what is unusual`() throws {
        let form = try JSON.decode(SignUp.self, from: StoreRoom.form())
        let settings = try form.settings()
        #expect(settings.currency == "KRW" && settings.timezone == "Asia/Seoul" && settings.taxRate == 10)
        #expect(settings.businessDayStart == "05:00" && settings.pricesIncludeTax)
        #expect(!(try JSON.text(form.secretFree)).contains(StoreRoom.password))
    }

    @Test func `Nobody gives a role or a right above their own`() throws {
        let manager = Role.manager.rights
        try member(.manager).checkGiven(byRole: .manager, rights: manager)
        try member(.cashier, [.order, .refund]).checkGiven(byRole: .manager, rights: manager)
        try member(.owner).checkGiven(byRole: .owner, rights: Role.owner.rights)
        let above = [
            (member(.owner, []), Role.manager, manager), (member(.cashier, [.manageStore]), .manager, manager),
            (member(.manager), .manager, [.manageStaff]), (member(.cashier), .server, Role.server.rights),
            (member(.server), .terminal, Set(Right.allCases)), (member(.kiosk), .owner, Role.owner.rights),
            (member(.terminal), .owner, Role.owner.rights),
        ]
        for (member, role, rights) in above {
            #expect(throws: StoreRejection.aboveOwnRank, "\(member.role) by \(role)") {
                try member.checkGiven(byRole: role, rights: rights)
            }
        }
    }

    @Test func `A store always keeps an owner`() throws {
        let (one, two, cashier) = (member(.owner), member(.owner), member(.cashier))
        var gone = one
        gone.active = false
        var lowered = one
        lowered.role = .manager
        var away = two
        away.active = false
        for after in [gone, lowered] {
            try StaffMembers.keepAnOwner(without: one, now: after, among: [one, two, cashier])
            for others in [[one, cashier], [one, cashier, away]] {
                #expect(throws: StoreRejection.lastOwner) {
                    try StaffMembers.keepAnOwner(without: one, now: after, among: others)
                }
            }
        }
        try StaffMembers.keepAnOwner(without: one, now: one, among: [one])
        try StaffMembers.keepAnOwner(without: away, now: away, among: [one, away])
    }

    @Test func `Terminals are lettered A to Z and on with AA, without S and Q`() {
        let letters = (0...700).map(TerminalLetter.letter)
        #expect(letters.prefix(24).joined() == "ABCDEFGHIJKLMNOPRTUVWXYZ")
        #expect(letters[24...26] == ["AA", "AB", "AC"])
        #expect(Set(letters).count == letters.count)
        #expect(!letters.contains("S") && !letters.contains("Q"))
        #expect(letters[700] == "AAA")
    }

    @Test func `The fifth wrong try locks for half a minute and each further one for twice as long`() {
        let locks = (0...14).map { Tries.lockSeconds(after: $0) }
        #expect(locks == [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600])
        #expect(Tries.lockSeconds(after: .max) == 3600)
    }

    @Test func `Every refusal of the Store room has its own kebab-case code and two languages`() {
        let all: [StoreRejection] = [
            .usernameTaken, .usernameInvalid, .passwordTooWeak, .textInvalid(pointer: "/name"), .currencyUnknown,
            .timezoneUnknown, .businessDayStartInvalid, .taxRateOutOfRange,
            .wrongCredentials, .signInLocked(seconds: 30), .refreshTokenInvalid, .wrongPin, .pinInvalid, .pinTaken,
            .aboveOwnRank, .lastOwner, .pairingCodeInvalid, .terminalRequired,
        ]
        #expect(Set(all.map(\.code)).count == all.count)
        for rejection in all {
            #expect(rejection.code.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil)
            #expect((400..<500).contains(rejection.status))
            #expect(
                !rejection.words.ko.isEmpty && !rejection.words.en.isEmpty && rejection.words.ko != rejection.words.en)
        }
    }

    private func member(_ role: Role, _ rights: Set<Right>? = nil) -> StaffMember {
        StaffMember(
            id: .make(), name: "Somebody", role: role, ownRights: rights, username: nil, passwordHash: nil,
            pinHash: nil, active: true, version: 1)
    }
}
