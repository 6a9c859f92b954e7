"""Sale: every tender, one payment per check, receipts in three forms, prints, lists."""
import threading

from caller import new_id, same
from money import check_sale, vat
from orders import line
from people import sign_up

CARD = {"number": "30019283", "issuer": "신한카드", "acquirer": "신한카드", "maskedNumber": "5210-12**-****-3456",
        "installments": 3, "approvedAt": "2026-11-24T00:12:30.000Z"}


def order(shop, *lines, caller=None, **form):
    """An open order of these lines."""
    body = {"channel": "takeout", "lines": list(lines), **form}
    return (caller or shop.owner).post("/api/v1/orders", body).json


def pay(shop, placed, *tenders, caller=None, status=201, code=None, headers=None, **form):
    """A payment; cash for the whole unless told."""
    tenders = list(tenders) or [{"method": "cash", "amount": placed["total"]}]
    return (caller or shop.cashier).post("/api/v1/sales", {"orderId": placed["id"], "tenders": tenders, **form},
                                         status=status, code=code, headers=headers)


def run(shop):
    step = shop.steps.step
    tenders(shop)
    refused(shop)
    once(shop)
    receipts(shop)
    numbers(shop)
    lists(shop)
    with step("a late add to a closed table opens a new check, takeout takes none"):
        placed = order(shop, line(shop, "아메리카노"), channel="table", tableId=shop.tables[0]["id"])
        pay(shop, placed)
        path = f"/api/v1/orders/{placed['id']}"
        same(shop.owner.get(path).json["status"], "paid", "paid at once")
        shop.owner.put(f"{path}/discounts", [], status=409, code="order-already-paid")
        shop.owner.post(f"{path}/cancel", {"reason": "늦음"}, status=409, code="order-already-paid")
        shop.owner.post(f"{path}/move", {"tableId": shop.tables[1]["id"]}, status=409, code="order-already-paid")
        shop.owner.patch(f"{path}/lines/{placed['lines'][0]['id']}", {"quantity": 2}, status=409, code="check-already-paid")
        late = shop.server.post(f"{path}/lines", {"lines": [line(shop, "크루아상")]}).json
        same([(each["letter"], each["status"], each["flags"]) for each in late["checks"]],
             [("A", "paid", []), ("B", "open", ["late"])], "the checks")
        same(shop.owner.get(path).json["status"], "open", "open again")
        second = pay(shop, placed, {"method": "cash", "amount": 3800}).json
        same((second["total"], second["checkId"]), (3800, late["checks"][1]["id"]), "only the late check")
        done = order(shop, line(shop, "크루아상"))
        pay(shop, done)
        shop.owner.post(f"/api/v1/orders/{done['id']}/lines", {"lines": [line(shop, "크루아상")]}, status=409,
                        code="order-already-paid")


def tenders(shop):
    step = shop.steps.step
    with step("pay in cash, by card, by transfer, with a voucher, and with all of them"):
        placed = order(shop, line(shop, "아메리카노", 1, shop.ice, shop.shot), line(shop, "우유"), line(shop, "컵 보증금"))
        same(placed["total"], 5500 + 2500 + 300, "the order's total")
        shop.sale = pay(shop, placed, {"method": "cash", "amount": 8300, "received": 10_000}).json
        same((shop.sale["change"], shop.sale["tax"], shop.sale["taxable"], shop.sale["exempt"], shop.sale["deposit"]),
             (1700, 500, 5500, 2500, 300), "change, VAT and the classes")
        same((shop.sale["staffName"], shop.sale["terminalId"]), ("이도윤", shop.terminal["id"]), "who and where")
        mixed = [{"method": "cash", "amount": 1000, "received": 1000}, {"method": "card", "amount": 2000, "approval": CARD},
                 {"method": "transfer", "amount": 700}, {"method": "voucher", "amount": 800}]
        shop.mixed = pay(shop, order(shop, line(shop, "아메리카노")), *mixed).json
        same([each["method"] for each in shop.mixed["tenders"]], ["cash", "card", "transfer", "voucher"], "the tenders")
        same(shop.mixed["tenders"][1]["approval"], CARD, "what the card terminal said")
        same((shop.mixed["tax"], shop.mixed["net"]), (vat(4500), 4500 - vat(4500)), "VAT of 4,500")
        for sale in (shop.sale, shop.mixed):
            check_sale(sale)
            assert "cost" not in str(sale), "a sale tells costs"
    with step("VAT of every total is the total less its rounded supply price"):
        fruit = shop.items["시가 딸기"]["id"]
        for price in (1, 5, 6, 10, 11, 3200, 9999, 12_345, 9_999_999_999, 10_000_000_000):
            placed = order(shop, {"itemId": fruit, "quantity": 1, "unitPrice": price})
            sale = pay(shop, placed).json
            same(sale["tax"], vat(price), f"VAT of {price}")
            check_sale(sale)
        same(vat(3200), 291, "the reference itself")
    with step("a discounted order, and one that costs nothing"):
        placed = order(shop, line(shop, "아메리카노", 3), line(shop, "크루아상", 1), line(shop, "우유"))
        path = f"/api/v1/orders/{placed['id']}/discounts"
        placed = shop.owner.put(path, [{"kind": "percent", "value": 7, "reason": "단골"},
                                       {"kind": "amount", "value": 333, "lineId": placed["lines"][0]["id"],
                                        "reason": "쿠폰"}]).json
        check_sale(pay(shop, placed, checkVersion=placed["checks"][0]["version"]).json)
        free = order(shop, line(shop, "크루아상"))
        free = shop.owner.put(f"/api/v1/orders/{free['id']}/discounts",
                              [{"kind": "percent", "value": 100, "reason": "사장님이 쏜다"}]).json
        sale = shop.owner.post("/api/v1/sales", {"orderId": free["id"], "tenders": []}).json
        same((sale["total"], sale["tax"], sale["tenders"]), (0, 0, []), "a free croissant")


def refused(shop):
    step = shop.steps.step
    with step("which payments are refused, and free the check again"):
        placed = order(shop, line(shop, "크루아상"))
        cash = {"method": "cash", "amount": 3800}
        for changes, form, status, code in [
            ({"amount": 3000}, {}, 422, "tenders-do-not-cover"), ({"amount": 4000}, {}, 422, "tenders-exceed-total"),
            ({"amount": 0}, {}, 422, "tender-invalid"), ({"amount": -3800}, {}, 422, "tender-invalid"),
            ({"amount": 10_000_000_001}, {}, 422, "tender-invalid"), ({"amount": "3800"}, {}, 422, "field-invalid"),
            ({"received": 3000}, {}, 422, "received-too-little"),
            ({"method": "card", "received": 5000}, {}, 422, "change-only-for-cash"),
            ({"method": "card", "approval": {"number": "1", "maskedNumber": "5210123412343456"}}, {}, 422, "card-number-not-masked"),
            ({"method": "card", "approval": {"number": "1" * 41}}, {}, 422, "tender-invalid"),
            ({"method": "barter"}, {}, 422, "field-invalid"), ({}, {"receiptNumber": "1"}, 422, "receipt-number-invalid"),
            ({}, {"receiptNumber": shop.sale["receiptNumber"]}, 422, "receipt-letter-reserved"),
            ({}, {"soldAt": "2100-01-01T00:00:00Z"}, 422, "time-in-future"),
            ({}, {"checkId": new_id()}, 404, "check-unknown"), ({}, {"checkVersion": 99}, 412, "check-version-stale"),
            ({}, {"orderId": new_id()}, 404, "not-found"),
        ]:
            pay(shop, placed, {**cash, **changes}, caller=shop.owner, status=status, code=code, **form)
        pay(shop, placed, cash, caller=shop.rival, status=404, code="not-found")
        pay(shop, placed, cash, caller=shop.server, status=403, code="right-missing")
        pay(shop, placed, cash, caller=shop.cashier, staffId=new_id(), status=403, code="right-missing")
        pay(shop, placed, cash, receiptNumber=shop.sale["receiptNumber"].replace("-S-", "-Z-"), status=422, code="receipt-number-foreign")
        shop.owner.post("/api/v1/sales", {"orderId": placed["id"], "tenders": []}, status=422, code="tenders-do-not-cover")
        pay(shop, {"id": shop.cancelled, "total": 1}, status=409, code="order-cancelled")
        empty = shop.owner.post("/api/v1/orders", {"channel": "table", "lines": []}).json
        pay(shop, empty, cash, status=409, code="order-empty")
        same(shop.owner.get(f"/api/v1/orders/{placed['id']}").json["checks"][0]["status"], "open", "the check is free")
        check_sale(pay(shop, placed, cash).json)
    with step("what another store has is no drawer and no seller of ours"):
        drawer = shop.rival.create("/api/v1/terminals", {"name": "남의 포스", "kind": "till"})["id"]
        own = next(each["id"] for each in shop.rival.get("/api/v1/staff").json["data"])
        for form in ({"terminalId": drawer}, {"staffId": own}):
            answer = pay(shop, order(shop, line(shop, "크루아상")), caller=shop.owner, status=(201, 404, 422), **form)
            if answer.status == 201:
                shop.steps.complaints.append(f"a sale with {next(iter(form))} of another store is taken")
    with step("only the owner says who sold"):
        answer = pay(shop, order(shop, line(shop, "크루아상")), caller=shop.manager, status=(201, 403),
                     staffId=shop.people["cashier"]["id"])
        same(answer.status, 403, "a manager's staffId")


def once(shop):
    step = shop.steps.step
    with step("a check is paid once, also when two pay at the same moment"):
        placed = order(shop, line(shop, "아메리카노", 2))
        body = {"id": new_id(), "orderId": placed["id"], "tenders": [{"method": "cash", "amount": 9000}]}
        first = shop.cashier.post("/api/v1/sales", body)
        again = shop.cashier.post("/api/v1/sales", {**body, "note": "몰라도 되는 것"}, status=200, unknown=True)
        same((again.json, again.headers.get("idempotency-replayed")), (first.json, "true"), "the first answer again")
        shop.cashier.post("/api/v1/sales", {**body, "tenders": [{"method": "card", "amount": 9000}]}, status=409,
                          code="id-reused")
        pay(shop, placed, status=409, code="order-already-paid")
        same(shop.owner.get(f"/api/v1/orders/{placed['id']}").json["checks"][0]["saleId"], body["id"], "the check's sale")
        for _ in range(5):
            placed, answers = order(shop, line(shop, "크루아상")), []
            def race(caller):
                answers.append(pay(shop, placed, caller=caller, status=(201, 409)))
            threads = [threading.Thread(target=race, args=(shop.cashier.twin(),)) for _ in range(4)]
            [each.start() for each in threads]
            [each.join() for each in threads]
            same(sorted(each.status for each in answers), [201, 409, 409, 409], "four payments at once")
            codes = {each.code for each in answers if each.status == 409}
            assert codes <= {"order-already-paid", "check-claimed"}, f"refused with {codes}"
    with step("a sale with an Idempotency-Key is done once, and its id is version 7"):
        placed, key = order(shop, line(shop, "크루아상")), {"Idempotency-Key": f"sale-{shop.mark}"}
        first = pay(shop, placed, headers=key).json
        same(pay(shop, placed, headers=key, status=200).json, first, "the first answer again")
        same(first["id"][14], "7", f"the version of {first['id']}")


def receipts(shop):
    step = shop.steps.step
    with step("a receipt as JSON, as a page and as text of 42 and 32 columns"):
        path = f"/api/v1/sales/{shop.mixed['id']}/receipt"
        as_json = shop.cashier.get(path, headers={"Accept": "application/json"}).json
        same(as_json["sale"], shop.mixed, "the sale on the receipt")
        same((as_json["store"]["name"], as_json["phone"]), ("카페 봄날", "02-333-4444"), "the store")
        page = shop.cashier.get(path, headers={"Accept": "text/html"}).text
        for columns, query in ((42, ""), (42, "?columns=42"), (32, "?columns=32")):
            text = shop.cashier.get(path + query, headers={"Accept": "text/plain"}).text
            widest = max(sum(2 if ord(each) >= 0x1100 and each not in "−·" else 1 for each in row) for row in text.split("\n"))
            assert widest <= columns, f"{widest} columns, not {columns}"
            for form in (text, page):
                for word in ("카페 봄날", "123-45-67890", shop.mixed["receiptNumber"], "아메리카노", "HOT", "부가세", "409",
                             "합계", "4,500", "현금", "신한카드", "30019283", "5210-12**-****-3456"):
                    assert word in form, f"{word} is missing"
            assert "재발행" not in text, "a first print is marked"
        english = shop.cashier.get(path, headers={"Accept": "text/plain", "Accept-Language": "en-GB"}).text
        assert "RECEIPT" in english and "Total" in english, "no English receipt"
        shop.cashier.get(path + "?columns=40", status=422, code="columns-invalid")
    with step("a receipt's form follows Accept, weights included"):
        for accept, media in (("text/html, text/plain;q=0.5", "text/html"), ("application/json, text/plain;q=0.1", "application/json")):
            found = shop.cashier.get(path, headers={"Accept": accept}).media
            if found != media:
                shop.steps.complaints.append(f"Accept: {accept} gives {found}")
    with step("the second print bears the reprint mark"):
        prints = f"/api/v1/sales/{shop.mixed['id']}/prints"
        same(shop.cashier.post(prints).json, {"prints": 1}, "the first print")
        assert "재발행" not in shop.cashier.get(path, headers={"Accept": "text/plain"}).text, "the first is marked"
        same(shop.cashier.post(prints).json, {"prints": 2}, "the second print")
        assert "재발행" in shop.cashier.get(path, headers={"Accept": "text/plain"}).text, "the second is not marked"
        same(shop.cashier.get(path, headers={"Accept": "application/json"}).json["reprint"], True, "the mark")
    with step("counting a print honours Idempotency-Key"):
        key, prints = {"Idempotency-Key": f"print-{shop.mark}"}, f"/api/v1/sales/{shop.sale['id']}/prints"
        first = shop.cashier.post(prints, headers=key).json
        same(shop.cashier.post(prints, headers=key, status=(200, 201)).json, first, "the same print again")
    with step("whose receipts nobody else reads"):
        for method, end in (("get", ""), ("get", "/receipt"), ("post", "/prints")):
            own = f"/api/v1/sales/{shop.sale['id']}{end}"
            getattr(shop.rival, method)(own, status=404, code="not-found")
            getattr(shop.nobody, method)(own, status=401, code="unauthenticated")
            getattr(shop.server, method)(own, status=403, code="right-missing")
        same(shop.cashier.get(f"/api/v1/sales/{shop.sale['id']}").json, shop.sale, "the sale as it was sold")


def numbers(shop):
    step, rival = shop.steps.step, shop.rival
    with step("a number that a client claims never stops the server's own"):
        tea = {"itemId": shop.rival_item["id"], "quantity": 1}
        sell = lambda **form: pay(shop, order(shop, tea, caller=rival), caller=rival, status=(201, 409, 422), **form)
        number = sell().json["receiptNumber"]
        same(number.split("-")[1:], ["S", "0001"], "the server's first number")
        sell(receiptNumber=number.replace("0001", "0002"))
        after = sell()
        same((after.status, after.code), (201, None), "the next sale without a number")
    with step("a sale before there were shops is refused, and stops neither lists nor figures"):
        old, _, _ = sign_up(shop, "골동품", f"old-{shop.mark}")
        category = old.create("/api/v1/categories", {"name": "차"})["id"]
        tea = {"itemId": old.create("/api/v1/items", {"categoryId": category, "name": "녹차", "price": 4000})["id"], "quantity": 1}
        answer = pay(shop, order(shop, tea, caller=old), caller=old, status=(201, 422), soldAt="1800-01-01T00:00:00Z")
        today = pay(shop, order(shop, tea, caller=old), caller=old).json
        complaints = [] if answer.status == 422 else ["a sale of the year 1800 is taken"]
        listed = old.get("/api/v1/sales", status=(200, 422))
        if listed.status != 200:
            complaints.append(f"then GET /sales answers {listed.status} {listed.code}")
        if old.get("/api/v1/dashboard/live").json["totals"]["sales"] != 4000:
            complaints.append("then the dashboard stands still")
        if old.get(f"/api/v1/orders/{today['orderId']}").json["status"] != "paid":
            complaints.append("then a paid order stays open")
        shop.steps.complaints += complaints


def lists(shop):
    step, owner = shop.steps.step, shop.owner
    with step("sales page by page, by day and by tender"):
        everything = owner.pages("/api/v1/sales", 3)
        same(len({each["id"] for each in everything}), len(everything), "each once")
        for sale in everything:
            check_sale(sale)
        same([each["id"] for each in owner.pages("/api/v1/sales?method=voucher", 50)], [shop.mixed["id"]], "with a voucher")
        same(owner.pages("/api/v1/sales?flag=surplus", 50), [], "flagged")
        same(owner.pages(f"/api/v1/sales?to=2000-01-01", 50), [], "long ago")
        for query in ("method=barter", "from=yesterday", "to=2026-13-01", "after=1.2", "limit=0"):
            owner.get(f"/api/v1/sales?{query}", status=422, code="field-invalid", bad=True)
        numbers = [each["receiptNumber"] for each in everything if each["receiptNumber"].split("-")[1] == "S"]
        same(sorted(int(each.split("-")[2]) for each in numbers), list(range(1, len(numbers) + 1)), "gapless numbers")
        shop.server.get("/api/v1/sales", status=403, code="right-missing")
    with step("messages to the owner are for those who see the figures"):
        for message in owner.pages("/api/v1/messages", 50):
            assert message["state"] in ("queued", "sent"), message
        same(owner.pages("/api/v1/messages?state=failed", 50), [], "failed")
        for query in ("state=lost", "after=1", "limit=0"):
            owner.get(f"/api/v1/messages?{query}", status=422, code="field-invalid", bad=True)
        shop.cashier.get("/api/v1/messages", status=403, code="right-missing")
