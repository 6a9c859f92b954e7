"""What a hostile or broken client sends, everywhere: no JSON, 10 MB, forged tokens, too many tries."""
import base64
import json
import re
import time

from caller import new_id, same
from orders import line
import tokens

SAMPLES = {"id": "01a20ec3-0000-7000-8000-00000000ffff", "lineId": "01a20ec3-0000-7000-8000-00000000fffe",
           "checkId": "01a20ec3-0000-7000-8000-00000000fffd", "tenderId": "01a20ec3-0000-7000-8000-00000000fffc", "name": "someone",
           "path": "menu", "token": "AAAAAAAAAAAAAAAAAAAAAA", "date": "2001-02-03"}


def run(shop):
    step = shop.steps.step
    with step("no token, a forged one, another's signature: 401 wherever a token is needed"):
        head, body, signature = shop.owner.token.split(".")
        claims = json.loads(base64.urlsafe_b64decode(body + "=="))
        packed = lambda value: base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")
        forged = {
            "a promoted token": f"{head}.{packed({**claims, 'role': 'owner', 'exp': claims['exp'] + 9999})}.{signature}",
            "another store's": f"{head}.{packed({**claims, 'store': new_id()})}.{signature}",
            "no algorithm": f"{packed({'alg': 'none', 'kid': '1'})}.{body}.", "no signature": f"{head}.{body}.",
            "a broken signature": f"{head}.{body}.{signature[::-1]}", "nonsense": "nonsense", "nothing": "",
            "a symmetric one": f"{packed({'alg': 'HS256', 'kid': json.loads(base64.urlsafe_b64decode(head + '=='))['kid']})}.{body}.{signature}",
            "another key's": tokens.sign(claims, tokens.new_key(), json.loads(base64.urlsafe_b64decode(head + "=="))["kid"]),
        }
        for name, token in forged.items():
            answer = shop.nobody.get("/api/v1/store", headers={"Authorization": f"Bearer {token}"}, status=(401, 200))
            same(answer.code, "unauthenticated", name)
        shop.nobody.get("/api/v1/store", headers={"Authorization": "Basic b3duZXI6cHc="}, status=401, code="unauthenticated")
        for operation in secured(shop):
            shop.nobody.call(operation.method, sample(operation), {} if operation.method != "GET" else None, status=401,
                             code="unauthenticated")
    if shop.data:
        with step("a token that was signed by the server and has expired"):
            kid, key = tokens.signing_key(shop.data)
            fresh = tokens.sign({**claims, "exp": int(time.time()) + 60}, key, kid)
            shop.nobody.get("/api/v1/store", headers={"Authorization": f"Bearer {fresh}"})
            for age in (0, 1, 86_400):
                stale = tokens.sign({**claims, "exp": int(time.time()) - age}, key, kid)
                shop.nobody.get("/api/v1/store", headers={"Authorization": f"Bearer {stale}"}, status=401, code="unauthenticated")
            other = tokens.sign({**claims, "aud": "salesync-approval"}, key, kid)
            shop.nobody.get("/api/v1/store", headers={"Authorization": f"Bearer {other}"}, status=401, code="unauthenticated")
    with step("a made-up approval is refused wherever it is sent"):
        for operation in secured(shop):
            shop.owner.call(operation.method, sample(operation), {} if operation.method != "GET" else None, status=403,
                            code="approval-invalid", headers={"X-Approval": "made-up"})
    bodies(shop)
    with step("what is absent is 404, whatever the id looks like"):
        for operation in shop.document.operations:
            if "{id}" in operation.template and operation.template.startswith("/api/"):
                for unknown in (new_id(), "not-an-id", "..%2F..%2Fetc"):
                    path = sample(operation, id=unknown)
                    shop.owner.call(operation.method, path, BODIES.get(operation.content["operationId"],
                                    {} if operation.method in ("PATCH", "POST") else None), status=404)
    with step("a NUL anywhere in a path or query is refused everywhere"):
        for operation in shop.document.operations:
            for path in (f"{sample(operation)}?limit=1%00", f"{sample(operation)}%00", sample(operation, id="a%00b")):
                answer = shop.owner.exchange(operation.method, path, None, {"Authorization": f"Bearer {shop.owner.token}"})
                if "%00" in path and (answer.status, answer.code) != (422, "field-invalid"):
                    shop.steps.complaints.append(f"{operation.method} {path}: {answer.status} {answer.code}")
    with step("another method on a path that is there is 405, and says which ones there are"):
        for method, path, allowed in (("DELETE", "/api/v1/refunds", {"GET"}), ("PUT", "/api/v1/shifts", {"GET", "POST"}),
                                      ("DELETE", f"/api/v1/settlements/{SAMPLES['date']}", {"GET"}), ("PATCH", f"/api/v1/sales/{SAMPLES['id']}", {"GET", "DELETE"})):
            answer = shop.owner.exchange(method, path, None, {"Authorization": f"Bearer {shop.owner.token}"})
            same((answer.status, answer.code), (405, "method-not-allowed"), f"{method} {path}")
            same({each.strip() for each in answer.headers["allow"].split(",")} - {"HEAD", "OPTIONS"}, allowed, f"Allow of {path}")
    with step("a sale with a number too large to be true, in every field"):
        for number in (10**12, 2**63 - 1, -(2**63)):
            for form in ({"quantity": number}, {"unitPrice": number}):
                body = {"channel": "takeout", "lines": [{**line(shop, "시가 딸기", 1, unitPrice=1), **form}]}
                shop.owner.post("/api/v1/orders", body, status=422)
        most = {**line(shop, "시가 딸기", 999, unitPrice=10_000_000_000)}
        shop.owner.post("/api/v1/orders", {"channel": "takeout", "lines": [most]}, status=422, code="total-too-large")
    with step("an id or a key is refused when it is none"):
        shop.owner.post("/api/v1/orders", {"channel": "table", "lines": []}, headers={"Idempotency-Key": "x" * 201}, status=422,
                        code="field-invalid")
        shop.owner.post("/api/v1/categories", {"id": "1", "name": "아이디"}, status=422, code="field-invalid")
    with step("too many tries must wait, and are told how long"):
        for _ in range(80):
            answer = shop.nobody.get("/api/v1/usernames/someone", status=(200, 429))
            if answer.status == 429:
                break
        same((answer.status, answer.code), (429, "too-many-requests"), "after many tries")
        for _ in range(20):
            answer = shop.nobody.post("/api/v1/terminals/pair", {"code": "00000000"}, status=(422, 429))
        same(answer.code, "too-many-requests", "guessing pairing codes")


BODIES = {
    "addLines": {"lines": [{"itemId": SAMPLES["id"], "quantity": 1}]}, "voidLine": {"action": "remove", "reason": "x", "version": 1},
    "setDiscounts": [], "cancelOrder": {"reason": "x"}, "moveOrder": {"tableId": SAMPLES["id"]},
    "splitCheck": {"of": SAMPLES["checkId"], "by": "people", "count": 2}, "mergeOrders": {"fromOrderId": SAMPLES["id"]},
    "printJobDone": {"token": "x"}, "printJobFailed": {"token": "x"}, "askTender": {"method": "card", "amount": 1},
    "answerTender": {"outcome": "unknown"},
    "refundSale": {"amount": 1, "reason": "x"}, "moveDrawer": {"kind": "in", "amount": 1, "reason": "x"}, "closeShift": {"counted": 0},
    "requestCashReceipt": {"purpose": "income-deduction"}, "cashReceiptIssued": {"approvalNumber": "1"}, "cashReceiptFailed": {"reason": "x"},
}


COUNTED = ("pairTerminal", "pairBrowser", "openGuestSession", "sitDownInBrowser")


def secured(shop):
    """Operations of the public API that need a token."""
    return [each for each in shop.document.operations
            if each.template.startswith("/api/") and each.content.get("security") != []]


def sample(operation, **values):
    return re.sub(r"{(\w+)}", lambda match: {**SAMPLES, **values}[match[1]], operation.template)


def bodies(shop):
    step = shop.steps.step
    # What a browser does with its session is refused before it is read; details.py sends such bodies with one.
    takers = [each for each in shop.document.operations
              if "application/json" in each.content.get("requestBody", {}).get("content", {})
              and not (each.template.startswith("/bff/") and each.content.get("security") != [])]
    with step(f"no JSON is 400, another shape 422, unknown fields are passed over ({len(takers)} operations)"):
        for operation in takers:
            caller = shop.nobody if operation.template.startswith("/bff/") else shop.owner
            for raw in (b"{", b"", b'{"name": "x"', b"name=x"):
                call(shop, caller, operation, raw, (400, "unreadable"))
            for raw in (b"7", b'"text"', b"null", b"[[]]"):
                call(shop, caller, operation, raw, (422, "field-invalid"))
        shop.owner.post("/api/v1/orders", raw=b'{"channel": "table", "lines": [], "note": "\xff\xfe"}', status=400,
                        code="unreadable", bad=True)
        shop.owner.create("/api/v1/categories", {"name": f"모르는 것 {shop.mark}"})
    with step("10 MB is 413 and can be read, so is a byte more than 1 MiB"):
        for operation in takers:
            if operation.content["operationId"] != "setCosts":
                large(shop, operation)
    with step("a list of costs is no import: over 1 MiB it is 413 too"):
        large(shop, next(each for each in takers if each.content["operationId"] == "setCosts"))
    with step("an import of up to 32 MiB is read, a larger one is 413"):
        owner = shop.owner.twin()
        head = b"category,name,price\r\n"
        owner.post("/api/v1/menu/import?dryRun=true", raw=head + b"\r\n" * (5 << 20), media="text/csv", status=200)
        owner.post("/api/v1/menu/import?dryRun=true", raw=head + b"\r\n" * (17 << 20), media="text/csv", status=413,
                   code="body-too-large")


def large(shop, operation):
    """Bodies of 10 MB and of a byte more than 1 MiB."""
    caller = shop.nobody if operation.template.startswith("/bff/") else shop.owner
    for size in (10 << 20, (1 << 20) + 1):
        call(shop, caller, operation, b'{"name": "' + b"x" * (size - 12) + b'"}', (413, "body-too-large"))


def call(shop, caller, operation, raw, expected):
    """One bad body; each operation that answers otherwise is its own complaint."""
    headers = {"If-Match": "*"} if operation.method == "PUT" else {}
    answer = caller.call(operation.method, sample(operation), raw=raw, headers=headers,
                         status=tuple({*range(200, 600)}), bad=True)
    if operation.content["operationId"] in COUNTED and answer.status == 429:
        return  # pairing codes and tables' codes are counted before they are read
    if (answer.status, answer.code) != expected:
        shop.steps.complaints.append(f"{operation.name} with {len(raw)} bytes {raw[:12]!r}: {answer.status} {answer.code}")
