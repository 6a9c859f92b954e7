import Contracts
import Foundation
import Testing

@testable import Platform

/// The values of Amazon's own test suite for Signature Version 4, with its example keys.
@Suite struct AWSSignatureTests {
    private static let date = Date(timeIntervalSince1970: 1_440_938_160)  // 2015-08-30T12:36:00Z
    private static let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"

    private func authorization(
        _ method: String, _ headers: [String: String] = [:], body: String = "", session: String? = nil
    ) -> String? {
        let keys = AWSSignature.Keys(access: "AKIDEXAMPLE", secret: Self.secret, session: session)
        let signature = AWSSignature(keys: keys, region: "us-east-1", service: "service")
        return signature.headers(
            signing: headers.merging(["host": "example.amazonaws.com"]) { $1 }, method, path: "/",
            body: Data(body.utf8), at: Self.date)["authorization"]
    }

    private func expected(_ names: String, _ signature: String) -> String {
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
            + "SignedHeaders=\(names), Signature=\(signature)"
    }

    @Test func `get-vanilla is signed as Amazon's test suite says`() {
        #expect(
            authorization("GET")
                == expected("host;x-amz-date", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"))
    }

    @Test func `post-x-www-form-urlencoded is signed as Amazon's test suite says`() {
        #expect(
            authorization(
                "POST", ["content-type": "application/x-www-form-urlencoded"], body: "Param1=value1")
                == expected(
                    "content-type;host;x-amz-date", "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"))
    }

    @Test func `A session token is sent and signed`() {
        let signed = authorization("GET", session: "TOKEN")
        #expect(signed?.contains("SignedHeaders=host;x-amz-date;x-amz-security-token,") == true)
        #expect(signed != authorization("GET", session: "OTHER"))
    }

    @Test func `A message to SNS is signed as botocore signs it`() throws {
        let keys = AWSSignature.Keys(access: "AKIDEXAMPLE", secret: Self.secret, session: "SESSION+/=TOKEN")
        let account = try #require(AmazonSNS.Account(region: "ap-northeast-2", keys: keys))
        let phone = try #require(PhoneNumber("010-1234-5678"))
        let text = "[카페 봄날] 11/24 마감: 매출 1,234,000원 (주문 87건)"
        let (headers, _) = AmazonSNS(account).signed(to: phone, text: text, at: Self.date)
        #expect(headers["host"] == "sns.ap-northeast-2.amazonaws.com")
        #expect(
            headers["authorization"]
                == "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/ap-northeast-2/sns/aws4_request, "
                + "SignedHeaders=content-type;host;x-amz-date;x-amz-security-token, "
                + "Signature=ae6fd3e0430961c7982aacee7e74c7389e9cb01bf1dae76468835fd1f6d9f87a")
    }

    @Test func `A key is never written out`() {
        let keys = AWSSignature.Keys(access: "AKIDEXAMPLE", secret: Self.secret)
        var dumped = ""
        dump(keys, to: &dumped)
        #expect(![dumped, "\(keys)", String(reflecting: keys)].contains { $0.contains("wJalr") })
    }
}
