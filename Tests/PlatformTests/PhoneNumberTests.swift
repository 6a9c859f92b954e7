import Testing

@testable import Platform

@Suite struct PhoneNumberTests {
    @Test(arguments: [
        ("010-1234-5678", "+821012345678"), ("01012345678", "+821012345678"), ("010 1234 5678", "+821012345678"),
        ("(02) 123-4567", "+8221234567"), ("0505-123-45678", "+8250512345678"), ("+1 212-555-0100", "+12125550100"),
        ("+82 10-1234-5678", "+821012345678"), ("010\u{2011}1234\u{2011}5678", "+821012345678"),
    ])
    func `A Korean number gets its country's code instead of the leading 0, one with a code stays`(
        written: String, dialled: String
    ) {
        #expect(PhoneNumber(written)?.e164 == dialled)
    }

    @Test(arguments: [
        "", "전화 없음", "1588-1234", "010-1234", "0101234567890123", "001-82-10-1234-5678", "+", "+0101234567",
        "+1234567", "+1234567890123456", "010-1234-567x", "０１０-1234-5678", "+82 10 1234 5678 (사장님)",
    ])
    func `What is no phone number is none`(written: String) {
        #expect(PhoneNumber(written) == nil)
    }

    @Test func `A national number is read only where its country is known`() {
        #expect(PhoneNumber("020 7946 0958", country: nil) == nil)
        #expect(PhoneNumber("+44 20 7946 0958", country: nil)?.e164 == "+442079460958")
    }

    @Test func `However it is written out, a phone number shows its last four digits only`() throws {
        let phone = try #require(PhoneNumber("010-1234-5678"))
        var dumped = ""
        dump([phone], to: &dumped)
        for text in ["\(phone)", String(describing: Optional(phone)), String(reflecting: phone), dumped, phone.masked] {
            #expect(text.contains("+********5678") && !text.contains("1234"), "\(text)")
        }
    }
}
