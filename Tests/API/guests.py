"""Who is nobody: guests behind a table's QR code and kiosks, their own orders, and payments that wait for a card terminal."""
import json

from browser import browser
from caller import new_id, same
from money import check_sale
from orders import line
from sales import CARD, order, pay

ORDERS, SALES = "/api/v1/orders", "/api/v1/sales"


def run(shop):
    codes(shop)
    seats(shop)
    rights(shop)
    orders(shop)
    kiosks(shop)
    payments(shop)
    refusals(shop)
    given_up(shop)
    apart(shop)
    browsers(shop)


def codes(shop):
    step, owner = shop.steps.step, shop.owner
    ask = lambda tables, caller=owner, **more: caller.post("/api/v1/qr-codes", {"tableIds": tables}, **{"status": 200, **more})
    with step("a code for each table, the same one for good"):
        floor = owner.get("/api/v1/floor")
        seat = lambda index: {"id": new_id(), "name": f"테라스 {index}", "seats": 4, "x": 2, "y": index, "w": 1, "h": 1, "shape": "round"}
        shop.terrace = [seat(index) for index in range(5)]
        areas = floor.json["areas"] + [{"id": new_id(), "name": "테라스", "tables": shop.terrace}]
        owner.put("/api/v1/floor", {"areas": areas}, headers={"If-Match": floor.headers["etag"]})
        tables = [each["id"] for each in shop.terrace]
        made = ask(tables).json
        same([each["tableId"] for each in made["data"]], tables, "in the order that was asked for")
        same({each["path"] for each in made["data"]}, {f"/q/{each['token']}" for each in made["data"]}, "the paths")
        same(len({each["token"] for each in made["data"]}), 5, "codes that differ")
        same((ask(tables).json, ask([]).json["data"]), (made, []), "asked again, and for none")
        shop.codes = [each["token"] for each in made["data"]]
        ask(tables, shop.manager)
    with step("who may not make codes, and which are refused"):
        for caller in (shop.cashier, shop.server, shop.till, shop.cook):
            ask(tables, caller, status=403, code="right-missing")
        shop.nobody.post("/api/v1/qr-codes", {"tableIds": tables}, status=401, code="unauthenticated")
        ask(["창가"], status=422, code="field-invalid")
        ask([new_id() for _ in range(1001)], status=422, code="field-invalid")
        shop.foreign_code = ask(tables[:1], shop.rival).json["data"][0]["token"]
        assert shop.foreign_code != shop.codes[0], "the rival makes our table's code"


def sit(shop, token, name="guest"):
    caller = shop.owner.twin(shop.nobody.post("/api/v1/qr-sessions", {"tableToken": token}).json["accessToken"])
    caller.name = name
    return caller


def seats(shop):
    step, nobody = shop.steps.step, shop.nobody
    with step("guests sit down at a table by its code, each with a session of their own"):
        shop.guest, shop.stranger = (sit(shop, token) for token in shop.codes[:2])
        tokens = nobody.post("/api/v1/qr-sessions", {"tableToken": shop.codes[0]}).json
        again = nobody.post("/api/v1/sessions/refresh", {"refreshToken": tokens["refreshToken"]}).json
        shop.owner.twin(again["accessToken"]).get("/api/v1/menu")
    with step("a code that nobody made for a table opens nothing"):
        code = shop.codes[0]
        other = "B" if code[20] == "A" else "A"
        for token in ("", code[:-1], code + "A", f"{code[:20]}{other}{code[21:]}", f"{code[:50]}{other * 2}{code[52:]}", "가" * 59,
                      code[:43] + shop.codes[1][43:]):
            nobody.post("/api/v1/qr-sessions", {"tableToken": token}, status=422, code="table-token-invalid")
        nobody.post("/api/v1/qr-sessions", {}, status=422, code="field-invalid")


def rights(shop):
    step = shop.steps.step
    with step("guests see the menu without its secrets, and nothing of the shop's"):
        menu = shop.guest.get("/api/v1/menu")
        same([each["name"] for each in menu.json["categories"]], [each["name"] for each in shop.server.get("/api/v1/menu").json["categories"]],
             "the menu")
        for secret in ('"cost"', '"stock"'):
            assert secret not in menu.text + shop.guest.get("/api/v1/items").text, f"a guest reads {secret}"
        closed(shop, shop.guest)
        pay(shop, order(shop, line(shop, "우유"), caller=shop.guest), caller=shop.guest, pending=True, status=403, code="right-missing")


def closed(shop, caller):
    """What neither guests nor kiosks may do."""
    mine = order(shop, line(shop, "우유"), caller=caller)
    path, check, cup = f"{ORDERS}/{mine['id']}", mine["checks"][0]["id"], mine["lines"][0]
    for method, target, body in [
        ("GET", ORDERS, None), ("PATCH", f"{path}/lines/{cup['id']}", {"quantity": 9}), ("POST", f"{path}/send", {}),
        ("POST", f"{path}/lines/{cup['id']}/void", {"action": "remove", "reason": "x", "version": 1}),
        ("PUT", f"{path}/discounts", [{"kind": "percent", "value": 100, "reason": "x"}]), ("POST", f"{path}/cancel", {"reason": "x"}),
        ("POST", f"{path}/move", {"tableId": shop.tables[0]["id"]}), ("POST", f"{path}/checks", {"of": check, "by": "people", "count": 2}),
        ("POST", f"{path}/merge", {"fromOrderId": new_id()}), ("POST", f"{path}/undo", None), ("GET", "/api/v1/kitchen/tickets", None),
        ("GET", SALES, None), ("GET", f"{SALES}/pending", None), ("GET", f"{SALES}/{shop.sale['id']}", None),
        ("GET", f"{SALES}/{shop.sale['id']}/receipt", None), ("POST", f"{SALES}/{shop.sale['id']}/prints", None),
        ("POST", SALES, {"orderId": mine["id"], "tenders": [{"method": "card", "amount": 2500}]}),
        ("GET", "/api/v1/dashboard/summary", None), ("GET", "/api/v1/staff", None), ("GET", "/api/v1/print-jobs", None),
        ("POST", "/api/v1/qr-codes", {"tableIds": []}), ("POST", "/api/v1/terminals", {"name": "x", "kind": "kiosk"}),
    ]:
        answer = caller.call(method, target, body, status=tuple(range(200, 600)))
        # To a kiosk the sales of others are absent; a guest may read none at all.
        absent = caller.name == "kiosk" and method == "GET" and shop.sale["id"] in target
        if (answer.status, answer.code) != ((404, "not-found") if absent else (403, "right-missing")):
            shop.steps.complaints.append(f"{method} {target} by {caller.name}: {answer.status} {answer.text[:80]}")


def orders(shop):
    step, guest, owner = shop.steps.step, shop.stranger, shop.owner
    with step("a guest orders for the table, by the server's word only"):
        body = {"id": new_id(), "channel": "takeout", "tableId": shop.tables[0]["id"], "guests": 2, "send": True, "number": "A-999",
                "lines": [line(shop, "카페라떼", 2, unitPrice=1), line(shop, "우유")]}
        placed = guest.post(ORDERS, body).json
        same((placed["channel"], placed["tableName"], placed["number"][0], placed["total"], placed["guests"]),
             ("qr", "테라스 1", "Q", 2 * 5000 + 2500, 2), "the order")
        same([each["status"] for each in placed["lines"]], ["sent", "sent"], "sent at once")
        again = guest.post(ORDERS, body, status=200)
        same((again.headers.get("idempotency-replayed"), again.json), ("true", placed), "sent again")
        path = f"{ORDERS}/{placed['id']}"
        late = guest.post(f"{path}/lines", {"lines": [line(shop, "크루아상")], "send": True}).json
        same([each["status"] for each in late["lines"]], ["sent"], "more of it")
        same((guest.get(path).json, guest.get(path).json["total"]), (owner.get(path).json, 12_500 + 3800), "what it reads")
    with step("whose orders other guests neither see nor touch, at the same table neither"):
        for caller in (shop.guest, sit(shop, shop.codes[1])):
            caller.get(path, status=404, code="not-found")
            caller.post(f"{path}/lines", {"lines": [line(shop, "우유")]}, status=404, code="not-found")
        for theirs in (order(shop, line(shop, "우유")), order(shop, line(shop, "우유"), channel="table", tableId=shop.terrace[1]["id"])):
            guest.get(f"{ORDERS}/{theirs['id']}", status=404, code="not-found")
        guest.get(f"{ORDERS}/{new_id()}", status=404, code="not-found")
        shop.nobody.get(path, status=401, code="unauthenticated")
    with step("which orders of a guest are refused"):
        other = sit(shop, shop.codes[2])
        refuse = lambda lines, status, code, **more: other.post(ORDERS, {"channel": "qr", "lines": lines, **more}, status=status, code=code)
        refuse([line(shop, "시가 딸기")], 422, "price-required")
        refuse([line(shop, "시가 딸기", unitPrice=1)], 403, "right-missing")
        refuse([line(shop, "우유")], 403, "right-missing", placedAt="2026-11-24T00:00:00.000Z")
        refuse([], 422, "lines-required")
        sit(shop, shop.foreign_code).post(ORDERS, {"channel": "qr", "lines": [{"itemId": shop.rival_item["id"], "quantity": 1}]}, status=422,
                                          code="table-unknown")
    with step("a table that orders too fast must wait, its guests together"):
        fast, same_table = sit(shop, shop.codes[3]), sit(shop, shop.codes[3])
        mine = [order(shop, line(shop, "우유"), caller=caller) for caller in (fast, same_table) * 3]
        answer = fast.post(ORDERS, {"channel": "qr", "lines": [line(shop, "우유")]}, status=429, code="too-many-requests")
        assert 1 <= int(answer.headers["retry-after"]) <= 20, f"wait {answer.headers['retry-after']} s"
        same_table.post(f"{ORDERS}/{mine[1]['id']}/lines", {"lines": [line(shop, "우유")]}, status=429, code="too-many-requests")
        fast.get(f"{ORDERS}/{mine[0]['id']}")
        order(shop, line(shop, "우유"), caller=shop.guest)


def kiosk(shop, name):
    made = shop.owner.post("/api/v1/terminals", {"name": name, "kind": "kiosk"}).json
    paired = shop.nobody.post("/api/v1/terminals/pair", {"code": made["pairingCode"]}).json
    caller = shop.owner.twin(paired["accessToken"])
    caller.name, caller.terminal = name, paired["terminal"]
    return caller


def kiosks(shop):
    step = shop.steps.step
    with step("a kiosk orders by itself: nothing is cooked before it is paid"):
        shop.kiosk, shop.second = kiosk(shop, "kiosk"), kiosk(shop, "second kiosk")
        same(shop.kiosk.get("/api/v1/terminals/self").json, shop.kiosk.terminal, "itself")
        body = {"channel": "table", "tableId": shop.tables[0]["id"], "send": True, "lines": [line(shop, "카페라떼", 2)]}
        placed = shop.kiosk.create(ORDERS, body)
        same((placed["channel"], "tableId" in placed, placed["number"][0], placed["lines"][0]["status"]),
             ("kiosk", False, shop.kiosk.terminal["letter"], "draft"), "the order")
        shop.kiosk.post(f"{ORDERS}/{placed['id']}/lines", {"lines": [line(shop, "우유")]})
        same(shop.kiosk.get(f"{ORDERS}/{placed['id']}").json["total"], 12_500, "and more")
        shop.second.get(f"{ORDERS}/{placed['id']}", status=404, code="not-found")
        shop.guest.get(f"{ORDERS}/{placed['id']}", status=404, code="not-found")
        shop.second.post(f"{ORDERS}/{placed['id']}/lines", {"lines": [line(shop, "우유")]}, status=404, code="not-found")
    with step("what a kiosk may not do"):
        closed(shop, shop.kiosk)
        for more, status, code in (({"unitPrice": 1}, 403, "right-missing"), ({}, 422, "price-required")):
            shop.kiosk.post(ORDERS, {"channel": "kiosk", "lines": [line(shop, "시가 딸기", **more)]}, status=status, code=code)
    with step("what is added at a kiosk is cooked when it is paid, not before"):
        placed = order(shop, line(shop, "우유"), caller=shop.kiosk)
        late = shop.kiosk.post(f"{ORDERS}/{placed['id']}/lines", {"lines": [line(shop, "카페라떼")], "send": True}).json["lines"][0]
        same(late["status"], "draft", "POST /orders/{id}/lines with send: true by a kiosk leaves the line")


def card(amount, **more):
    return {"id": new_id(), "method": "card", "amount": amount, **more}


def open_payment(shop, *lines, caller=None, **form):
    """An order and its payment under way, with a tender for all of it unless told."""
    caller = caller or shop.kiosk
    placed = order(shop, *lines, caller=caller)
    return placed, pay(shop, placed, *form.pop("tenders", [card(placed["total"])]), caller=caller, pending=True, **form).json


def answer(caller, payment, outcome, tender=-1, approval=None, **more):
    """What the card terminal said about a tender."""
    tender = payment["tenders"][tender]["id"] if isinstance(tender, int) else tender
    body = {"outcome": outcome, **({"approval": approval} if approval else {})}
    return caller.post(f"{SALES}/{payment['id']}/tenders/{tender}/result", body, **{"status": 200, **more})


def states(payment):
    return payment["status"], payment["approved"], [each["state"] for each in payment["tenders"]]


def payments(shop):
    step, kiosk_, owner = shop.steps.step, shop.kiosk, shop.owner
    with step("a payment is stored before the card terminal is touched, and its answer makes it a sale"):
        placed = order(shop, line(shop, "카페라떼"), caller=kiosk_)
        payment = kiosk_.create(SALES, {"orderId": placed["id"], "pending": True, "tenders": [card(5000)]})
        same((states(payment), payment["total"]), (("pending", 0, ["pending"]), 5000), "the payment")
        same(kiosk_.get(f"{SALES}/{payment['id']}").json, payment, "after a reload")
        same([each for each in shop.cashier.get(f"{SALES}/pending").json["data"] if each["id"] == payment["id"]], [payment], "what staff see")
        same(owner.get(f"{ORDERS}/{placed['id']}").json["checks"][0]["status"], "claimed", "its check")
        pay(shop, placed, status=409, code="check-claimed")
        shop.paid = answer(kiosk_, payment, "approved", approval=CARD).json
        same((shop.paid["id"], shop.paid["status"], shop.paid["total"], shop.paid["tenders"][0]["id"], shop.paid["tenders"][0]["approval"]),
             (payment["id"], "paid", 5000, payment["tenders"][0]["id"], CARD), "the sale")
        same((shop.paid["channel"], shop.paid["terminalId"], "staffId" in shop.paid), ("kiosk", kiosk_.terminal["id"], False), "whose it is")
        check_sale(shop.paid)
        same(answer(kiosk_, payment, "approved", approval=CARD).json, shop.paid, "answered again")
        same(owner.get(f"{SALES}/{payment['id']}").json, shop.paid, "what staff read")
        after = owner.get(f"{ORDERS}/{placed['id']}").json
        same((after["status"], after["lines"][0]["status"]), ("paid", "sent"), "the order")
        same(kiosk_.get(f"{SALES}/{payment['id']}/receipt").json["sale"]["receiptNumber"], shop.paid["receiptNumber"], "its receipt")
        shop.second.get(f"{SALES}/{payment['id']}/receipt", status=404, code="not-found")
        assert payment["id"] not in shop.cashier.get(f"{SALES}/pending").text, "a sale still waits"
    with step("declined, unknown, asked again; two cards for one check; by staff"):
        placed, payment = open_payment(shop, line(shop, "카페라떼"), caller=shop.cashier, tenders=[card(2000)])
        path = f"{SALES}/{payment['id']}/tenders"
        same(states(answer(shop.cashier, payment, "unknown").json), ("pending", 0, ["unknown"]), "no answer")
        same(states(answer(shop.cashier, payment, "declined").json), ("pending", 0, ["declined"]), "then declined")
        second = card(2000)
        asked = shop.cashier.post(path, second).json
        again = shop.cashier.post(path, second, status=200)
        same((again.json, again.headers.get("idempotency-replayed")), (asked, "true"), "asked once")
        same(states(answer(shop.cashier, asked, "approved", approval=CARD).json), ("pending", 2000, ["declined", "approved"]), "a part")
        asked = shop.cashier.post(path, {"method": "card", "amount": 3000}).json
        sale = answer(shop.cashier, asked, "approved").json
        same((sale["status"], [each["amount"] for each in sale["tenders"]]), ("paid", [2000, 3000]), "both together")
        same((sale["staffName"], sale["terminalId"]), ("이도윤", shop.terminal["id"]), "who and where")
        check_sale(sale)
    with step("tenders get ids from the server, and a payment is opened without one, for a check by its version"):
        placed, payment = open_payment(shop, line(shop, "우유"), tenders=[{"method": "card", "amount": 2500}])
        answer(kiosk_, payment, "approved")
        placed = order(shop, line(shop, "우유"), caller=kiosk_)
        body = {"orderId": placed["id"], "checkId": placed["checks"][0]["id"], "tenders": [], "pending": True}
        kiosk_.post(SALES, {**body, "checkVersion": 99}, status=412, code="check-version-stale")
        payment = kiosk_.post(SALES, {**body, "checkVersion": placed["checks"][0]["version"]}).json
        same(states(payment), ("pending", 0, []), "nothing was asked")
        kiosk_.delete(f"{SALES}/{payment['id']}")


def refusals(shop):
    step, kiosk_ = shop.steps.step, shop.kiosk
    with step("while a tender has no answer nothing else is asked and nothing given up"):
        placed, payment = open_payment(shop, line(shop, "카페라떼"))
        path = f"{SALES}/{payment['id']}"
        for outcome in (None, "unknown"):
            if outcome:
                answer(kiosk_, payment, outcome)
            kiosk_.post(f"{path}/tenders", card(1000), status=409, code="tender-undecided")
            kiosk_.delete(path, status=409, code="tender-undecided")
        same(states(kiosk_.get(path).json), ("pending", 0, ["unknown"]), "the payment after all that")
    with step("which tenders and answers are refused"):
        for tender in (new_id(), placed["id"]):
            answer(kiosk_, payment, "approved", tender, status=404, code="tender-unknown")
        answer(kiosk_, payment, "approved", approval={**CARD, "maskedNumber": "5210123412343456"}, status=422, code="card-number-not-masked")
        answer(kiosk_, payment, "perhaps", status=422, code="field-invalid")
        answer(kiosk_, payment, "declined")
        for outcome in ("approved", "unknown"):
            answer(kiosk_, payment, outcome, status=409, code="tender-decided")
        for changes in ({"amount": 5001}, {"amount": 0}, {"amount": -1}, {"received": 9000}, {"amount": 4000}):
            kiosk_.post(f"{path}/tenders", {**card(5000), **changes}, status=422, code="tender-invalid")
        kiosk_.post(f"{path}/tenders", {**card(5000), "method": "cash"}, status=403, code="right-missing")
        second = card(4000)
        asked = shop.owner.post(f"{path}/tenders", second).json
        shop.owner.post(f"{path}/tenders", {**second, "amount": 3000}, status=409, code="id-reused")
        answer(kiosk_, asked, "approved")
        kiosk_.delete(path, status=409, code="tender-undecided")
        asked = kiosk_.post(f"{path}/tenders", card(1000)).json
        same(answer(kiosk_, asked, "approved").json["status"], "paid", "in the end")
        kiosk_.post(f"{path}/tenders", card(1), status=409, code="sale-not-pending")
        kiosk_.delete(path, status=409, code="sale-not-pending")
        answer(kiosk_, asked, "declined", status=409, code="tender-decided")
    with step("which payments are not opened, and leave the check free"):
        placed = order(shop, line(shop, "카페라떼"), caller=kiosk_)
        opened = lambda *tenders, caller=kiosk_, **more: pay(shop, placed, *tenders, caller=caller, pending=True, **more)
        opened(card(2000), card(3000), status=409, code="tender-undecided")
        for tender in (card(5001), card(5000, method="cash"), card(0)):
            opened(tender, status=422, code="tender-invalid")
        opened(card(5000), id=shop.paid["id"], status=409, code="id-reused")
        opened(card(5000), terminalId=new_id(), status=422, code="terminal-unknown")
        shop.server.post(SALES, {"orderId": placed["id"], "pending": True, "tenders": []}, status=403, code="right-missing")
        same(pay(shop, placed).json["total"], 5000, "paid at the counter")
        opened(card(5000), status=409, code="order-already-paid")
    with step("a payment under way is not sold another way, and a refused try leaves it its check"):
        placed, payment = open_payment(shop, line(shop, "우유"), caller=shop.cashier)
        cash = lambda amount: pay(shop, placed, {"method": "cash", "amount": amount}, id=payment["id"], status=(201, 409, 422))
        short, whole = cash(2000), cash(2500)
        same(whole.status, 409, f"POST /sales in cash under the id of a payment under way (the short one {short.code}): the status")
        pay(shop, placed, status=409, code="check-claimed")
        same(answer(shop.cashier, payment, "approved").json["tenders"][0]["method"], "card", "how it was paid")
    with step("a kiosk's payment is booked to no other terminal's drawer"):
        placed = order(shop, line(shop, "우유"), caller=kiosk_)
        said = pay(shop, placed, card(2500), caller=kiosk_, pending=True, terminalId=shop.terminal["id"], status=(201, 403, 422)).json
        if "tenders" in said:
            sold = answer(kiosk_, said, "approved").json
            same(sold["terminalId"], kiosk_.terminal["id"], "POST /sales {pending: true, terminalId: the till's} by a kiosk: the drawer")
    with step("a tender's id that was declined is not asked for again as if it were new"):
        placed, payment = open_payment(shop, line(shop, "우유"))
        answer(kiosk_, payment, "declined")
        first = {name: payment["tenders"][0][name] for name in ("id", "method", "amount")}
        again = kiosk_.post(f"{SALES}/{payment['id']}/tenders", first, status=(200, 201, 409))
        if again.status == 201:
            said = answer(kiosk_, again.json, "approved", status=(200, 409))
            same(said.status, 200, f"POST tenders with the declined one's id answers 201 {states(again.json)}; its approval then {said.code}")


def given_up(shop):
    step, kiosk_ = shop.steps.step, shop.kiosk
    with step("a payment is given up: the check is free, and its id is void for good"):
        placed, payment = open_payment(shop, line(shop, "우유"))
        path = f"{SALES}/{payment['id']}"
        answer(kiosk_, payment, "declined")
        kiosk_.delete(path)
        kiosk_.delete(path)
        same(states(kiosk_.get(path).json), ("cancelled", 0, ["declined"]), "what is left of it")
        assert payment["id"] not in shop.cashier.get(f"{SALES}/pending").text, "it still waits"
        kiosk_.post(f"{path}/tenders", card(2500), status=409, code="sale-not-pending")
        answer(kiosk_, payment, "approved", status=409, code="tender-decided")
        for pending in (True, False):
            pay(shop, placed, card(2500), id=payment["id"], pending=pending, status=409, code="sale-void")
        same(shop.owner.get(f"{ORDERS}/{placed['id']}").json["checks"][0]["status"], "open", "the check")
        payment = pay(shop, placed, card(2500), caller=kiosk_, pending=True).json
        same(answer(kiosk_, payment, "approved").json["status"], "paid", "paid after all")


def apart(shop):
    step, kiosk_, second = shop.steps.step, shop.kiosk, shop.second
    with step("whose payments another kiosk, the shop next door and who may not sell neither see nor touch"):
        placed, payment = open_payment(shop, line(shop, "우유"))
        path = f"{SALES}/{payment['id']}"
        pay(shop, placed, card(2500), caller=second, pending=True, status=404, code="not-found")
        pay(shop, order(shop, line(shop, "우유")), card(2500), caller=kiosk_, pending=True, status=404, code="not-found")
        for caller, status, code in ((second, 404, "not-found"), (shop.rival, 404, "not-found"), (shop.guest, 403, "right-missing"),
                                     (shop.server, 403, "right-missing"), (shop.cook, 403, "right-missing"), (shop.nobody, 401, "unauthenticated")):
            caller.post(f"{path}/tenders", card(1), status=status, code=code)
            answer(caller, payment, "approved", status=status, code=code)
            caller.delete(path, status=status, code=code)
        shop.rival.get(path, status=404, code="not-found")
        second.get(path, status=404, code="not-found")
        for caller in (second, shop.guest, shop.server):
            caller is second or caller.get(path, status=403, code="right-missing")
            caller.get(f"{SALES}/pending", status=403, code="right-missing")
        same(shop.rival.get(f"{SALES}/pending").json["data"], [], "the rival's")
        same(states(kiosk_.get(path).json), ("pending", 0, ["pending"]), "the payment after all that")
        same(answer(shop.owner, payment, "approved").json["terminalId"], kiosk_.terminal["id"], "answered by staff")
    with step("all that waits is listed, the oldest first"):
        waiting = [open_payment(shop, line(shop, "우유"), caller=caller)[1] for caller in (second, shop.owner, kiosk_)]
        listed = [each["id"] for each in shop.owner.get(f"{SALES}/pending").json["data"]]
        same([each for each in listed if each in {one["id"] for one in waiting}], [each["id"] for each in waiting], "the list")
        for payment in waiting:
            answer(shop.owner, payment, "declined")
            shop.owner.delete(f"{SALES}/{payment['id']}")


def browsers(shop):
    step = shop.steps.step
    with step("a browser is paired and is a kiosk from then on"):
        made = shop.owner.post("/api/v1/terminals", {"name": "입구 키오스크", "kind": "kiosk"}).json
        screen = browser(shop)
        said = screen.post("/bff/pair", {"code": made["pairingCode"]}).json
        same((said["role"], said["terminalId"], "staff" in said, "tableId" in said, sorted(said["rights"])),
             ("kiosk", made["id"], False, False, ["placeOwn", "readMenu"]), "who it is")
        same(screen.get("/bff/session").json, said, "the session")
        screen.csrf = said["csrfToken"]
        placed = screen.post(f"/bff{ORDERS}", {"channel": "kiosk", "lines": [line(shop, "우유")]}).json
        payment = screen.post(f"/bff{SALES}", {"orderId": placed["id"], "pending": True, "tenders": [card(2500)]}).json
        target = f"/bff{SALES}/{payment['id']}/tenders/{payment['tenders'][0]['id']}/result"
        same(screen.post(target, {"outcome": "approved"}, status=200).json["status"], "paid", "the sale")
        screen.get("/bff/till", status=403, code="right-missing")
        browser(shop).post("/bff/pair", {"code": made["pairingCode"]}, status=422, code="pairing-code-invalid")
    with step("a guest's phone sits down, orders and leaves"):
        phone = browser(shop)
        said = phone.post("/bff/guest", {"tableToken": shop.codes[4]}).json
        same((said["role"], said["tableId"], "staff" in said, "terminalId" in said), ("guest", shop.terrace[4]["id"], False, False), "who it is")
        same(phone.get("/bff/session").json, said, "the session")
        phone.csrf = said["csrfToken"]
        placed = phone.post(f"/bff{ORDERS}", {"channel": "qr", "lines": [line(shop, "우유")], "send": True}).json
        same((placed["tableName"], placed["lines"][0]["status"]), ("테라스 4", "sent"), "the order")
        phone.post(f"/bff{ORDERS}", {"channel": "qr", "lines": []}, headers={"X-CSRF-Token": ""}, status=403, code="csrf-token-invalid")
        phone.post("/bff/sign-out", status=204)
        browser(shop).post("/bff/guest", {"tableToken": "x"}, status=422, code="table-token-invalid")
    with step("neither pairing nor sitting down is done by a form on somebody else's page"):
        for path, body in (("/bff/pair", {"code": "00000000"}), ("/bff/guest", {"tableToken": shop.codes[4]})):
            strange = browser(shop)
            strange.post(path, body, headers={"Sec-Fetch-Site": "cross-site"}, status=403, code="csrf-token-invalid")
            strange.post(path, raw=json.dumps(body).encode(), media="text/plain", bad=True, status=403, code="csrf-token-invalid")
            same(strange.cookies, {}, "its cookies")
