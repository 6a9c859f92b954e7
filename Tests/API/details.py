"""Guests and notes that change later, pairing codes that are renewed, people who come and go at a paired till."""
from browser import browser
from caller import new_id, same
from orders import line
from sales import order, pay


def run(shop):
    details(shop)
    codes(shop)
    people(shop)


def details(shop):
    with shop.steps.step("guests and the note of an order change when they become known, guests also after payment"):
        placed = order(shop, line(shop, "우유"), caller=shop.server, channel="table", guests=2, note="창가로")
        path = f"/api/v1/orders/{placed['id']}"
        answer = shop.server.patch(path, {"guests": 4, "version": placed["version"]})
        same((answer.json["guests"], answer.json["note"], answer.json["version"]), (4, "창가로", placed["version"] + 1), "the guests")
        shop.server.patch(path, {"guests": 5, "version": placed["version"]}, status=412, code="version-stale")
        shop.server.patch(path, {"guests": 5}, headers={"If-Match": '"1"'}, status=412, code="version-stale")
        same("note" in shop.server.patch(path, {"note": " "}).json, False, "an empty note")
        same(shop.server.patch(path, {"note": " 견과류 빼고 "}).json["note"], "견과류 빼고", "the note")
        for form, code in (({"guests": -1}, "guests-invalid"), ({"guests": 1000}, "guests-invalid"), ({"guests": 1.5}, "field-invalid"),
                           ({"note": "가" * 501}, "text-invalid")):
            shop.server.patch(path, form, status=422, code=code)
        for caller, status in ((shop.till, 403), (shop.rival, 404), (shop.nobody, 401)):
            caller.patch(path, {"guests": 1}, status=status)
        pay(shop, placed)
        same(shop.owner.get(path).json["status"], "paid", "paid")
        same(shop.server.patch(path, {"guests": 3}).json["guests"], 3, "after payment")
        shop.server.patch(f"/api/v1/orders/{shop.cancelled}", {"guests": 1}, status=409, code="order-cancelled")
        shop.server.patch(f"/api/v1/orders/{new_id()}", {"guests": 1}, status=404, code="not-found")


def codes(shop):
    pair = lambda digits, **more: shop.nobody.post("/api/v1/terminals/pair", {"code": digits}, **more)
    with shop.steps.step("a pairing code is renewed until somebody used it"):
        added = shop.owner.create("/api/v1/terminals", {"name": "새 포스", "kind": "till"})
        path = f"/api/v1/terminals/{added['id']}/code"
        renewed = shop.owner.post(path, status=200).json
        same({**renewed, "pairingCode": ""}, {**added, "pairingCode": ""}, "the terminal")
        pair(added["pairingCode"], status=422, code="pairing-code-invalid")
        first = pair(renewed["pairingCode"]).json
        turn = lambda tokens, **more: shop.nobody.post("/api/v1/sessions/refresh", {"refreshToken": tokens["refreshToken"]}, **more)
        shop.owner.post(path, status=409, code="terminal-paired")
        turn(first)
        for caller, status in ((shop.cashier, 403), (shop.till, 403), (shop.rival, 404), (shop.nobody, 401)):
            caller.post(path, status=status)
        shop.owner.post(f"/api/v1/terminals/{new_id()}/code", status=404, code="not-found")


def people(shop):
    with shop.steps.step("people come and go at a paired till by their PIN, and it stays paired"):
        made = shop.owner.post("/api/v1/terminals", {"name": "홀 포스", "kind": "till"}).json
        till = browser(shop)
        till.csrf = till.post("/bff/pair", {"code": made["pairingCode"]}).json["csrfToken"]
        till.post("/bff/pin", {"pin": "0000"}, status=401, code="wrong-pin")
        till.post("/bff/pin", {}, status=422, code="field-invalid")
        till.post("/bff/pin", raw=b"{", status=400, code="unreadable")
        till.post("/bff/pin", {"pin": "1234"}, headers={"X-CSRF-Token": ""}, status=403, code="csrf-token-invalid")
        for pin, role in (("1234", "server"), ("4821", "cashier")):
            said = till.post("/bff/pin", {"pin": pin}).json
            same((said["staff"]["role"], said["role"], said["terminalId"]), (role, role, made["id"]), "who is there")
            till.csrf = said["csrfToken"]
        same(till.get("/bff/till").json["shift"], None, "no shift")
        opened = till.create("/bff/api/v1/shifts", {"terminalId": made["id"], "openingFloat": 30000})
        same(till.get("/bff/till").json["shift"]["id"], opened["id"], "the till's own shift")
        till.post(f"/bff/api/v1/shifts/{opened['id']}/close", {"counted": 30000}, status=200)
        till.post("/bff/sign-out", status=204)
        alone = till.get("/bff/session").json
        same(("staff" in alone, alone["terminalId"]), (False, made["id"]), "the till alone")
        browser(shop).post("/bff/pin", {"pin": "1234"}, status=401, code="signed-out")
