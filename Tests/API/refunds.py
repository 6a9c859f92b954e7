"""Sale: money given back, by pieces and by amount, through the sale's own tenders, to the last won."""
import datetime
import threading
import time

from caller import new_id, same
from money import Kept, check_sale, vat
from orders import line
from sales import CARD, order, pay
from stock import left

REFUNDS = "/api/v1/refunds"


def run(shop):
    by_pieces(shop)
    by_amount(shop)
    telescoping(shop)
    through(shop)
    divided(shop)
    rounded(shop)
    refused(shop)
    once(shop)
    lent(shop)
    reopened(shop)
    goods(shop)
    backdated(shop)
    lists(shop)


def refund(shop, sale, caller=None, **form):
    """The answer to a refund; all of it in won unless told."""
    more = {name: form.pop(name) for name in ("status", "code", "headers") if name in form}
    return (caller or shop.owner).post(f"/api/v1/sales/{sale['id']}/refunds", {"reason": "변심", **form}, **more)


def give(shop, kept, caller=None, **form):
    """A refund that is held against what it must be."""
    return kept.give(refund(shop, kept.sale, caller, **form).json, form)


def piece(sale, name, quantity=1, **more):
    found = next(each for each in sale["lines"] if each["name"] == name)
    return {"saleLineId": found["id"], "quantity": quantity, **more}


def cash(amount, **more):
    return {"method": "cash", "amount": amount, **more}


def card(amount):
    return {"method": "card", "amount": amount, "approval": CARD}


def mixed_sale(shop):
    """Every class of tax, a discount that divides badly, two tenders."""
    placed = order(shop, line(shop, "아메리카노", 3), line(shop, "크루아상"), line(shop, "우유", 2), line(shop, "컵 보증금", 3),
                   channel="table", tableId=shop.tables[2]["id"], guests=2)
    placed = shop.owner.put(f"/api/v1/orders/{placed['id']}/discounts", [{"kind": "percent", "value": 7, "reason": "단골"}]).json
    return pay(shop, placed, cash(5000, received=10_000), card(placed["total"] - 5000)).json


def by_pieces(shop):
    step, owner = shop.steps.step, shop.owner
    with step("pieces are given back one by one, and in the end the refunds are the sale, VAT included"):
        sale, given = mixed_sale(shop), []
        check_sale(sale)
        kept = Kept(sale)
        path = f"/api/v1/sales/{sale['id']}"
        for pieces in ([piece(sale, "아메리카노")], [piece(sale, "아메리카노", restock="loss"), piece(sale, "컵 보증금", 2)],
                       [piece(sale, "우유", restock="back"), piece(sale, "크루아상")], [piece(sale, "아메리카노"), piece(sale, "우유")]):
            given.append(give(shop, kept, lines=pieces))
            now = owner.get(path).json
            same((now["status"], now["refunded"], now["refunds"]), ("partly-refunded", kept.taken["total"], given), "the sale")
            same({**now, "status": "paid"}, {**sale, "refunded": kept.taken["total"], "refunds": given}, "all else of it")
        given.append(give(shop, kept, lines=[piece(sale, "컵 보증금")]))
        kept.check_all_given()
        now = owner.get(path).json
        same((now["status"], now["refunded"], [each["whole"] for each in now["refunds"]]),
             ("refunded", sale["total"], [False] * 4 + [True]), "all given back")
        listed = next(each for each in owner.pages("/api/v1/sales", 50) if each["id"] == sale["id"])
        same((listed["status"], listed["refunded"], "refunds" in listed), ("refunded", sale["total"], False), "in the list")
        refund(shop, sale, lines=[piece(sale, "우유")], status=409, code="refund-too-large")
        refund(shop, sale, amount=1, status=409, code="refund-too-large")
        same((given[0]["staffId"], given[0]["channel"], given[0]["tableId"], given[0]["terminalId"], given[0]["reopen"]),
             (shop.people["owner"]["id"], "table", shop.tables[2]["id"], shop.terminal["id"], False), "who, how and where")
        numbers = [int(each["number"].split("-")[2]) for each in given]
        same(numbers, list(range(numbers[0], numbers[0] + 5)), "numbers of their own, without gaps")


def by_amount(shop):
    with shop.steps.step("an amount is spread over what is left by largest remainder, and brings no goods back"):
        sale = mixed_sale(shop)
        kept = Kept(sale)
        for amount in (1, 999, 3, 7001):
            given = give(shop, kept, amount=amount)
            same((given["total"], {each["quantity"] for each in given["lines"]}), (amount, {0}), "the amount")
        give(shop, kept, lines=[piece(sale, "아메리카노", 2)])  # a piece of what is left, not of what was sold
        give(shop, kept, amount=sum(amount for _, amount in kept.lines.values()))
        kept.check_all_given()
        free = refund(shop, sale, lines=[piece(sale, "아메리카노")]).json
        same((free["total"], free["tax"], free["tenders"], free["lines"][0]["quantity"]), (0, 0, [], 1), "goods alone come back")
        refund(shop, sale, lines=[], status=422, code="nothing-to-refund")


def telescoping(shop):
    with shop.steps.step("however it is cut up, the VAT of all refunds is the VAT of the sale"):
        fruit = shop.items["시가 딸기"]["id"]
        for price, count in ((1, 3), (5, 4), (6, 2), (3201, 3), (9999, 5), (12_345, 7), (3_333_333_333, 3)):
            sale = pay(shop, order(shop, {"itemId": fruit, "quantity": count, "unitPrice": price})).json
            kept = Kept(sale)
            alone = [give(shop, kept, lines=[piece(sale, "시가 딸기")])["tax"] for _ in range(count)]
            kept.check_all_given()
            same(sum(alone), vat(price * count), f"VAT of {count} times {price}")
        sale = pay(shop, order(shop, {"itemId": fruit, "quantity": 3, "unitPrice": 5})).json
        same([refund(shop, sale, amount=5).json["tax"] for _ in range(3)], [0, 1, 0], "15 won, 5 at a time")


def through(shop):
    with shop.steps.step("money goes back through the sale's own tenders, the last one first unless told"):
        tenders = [cash(4000), card(3000), {"method": "transfer", "amount": 1000}, {"method": "voucher", "amount": 1000}]
        sale = pay(shop, order(shop, line(shop, "아메리카노", 2)), *tenders).json
        kept, (cash_, card_, transfer, voucher) = Kept(sale), (each["id"] for each in sale["tenders"])
        by = lambda **amounts: [{"tenderId": {"cash": cash_, "card": card_, "voucher": voucher}[name], "amount": amount}
                                for name, amount in amounts.items()]
        same([each["method"] for each in give(shop, kept, amount=2500)["tenders"]], ["voucher", "transfer", "card"], "the last first")
        same([each["method"] for each in give(shop, kept, amount=1500, tenders=by(cash=1000, card=500))["tenders"]], ["cash", "card"], "as told")
        for asked, status, code in [
            (by(cash=999), 422, "refund-tenders-differ"), (by(cash=1001), 422, "refund-tenders-differ"), ([], 422, "refund-tenders-differ"),
            (by(cash=500) * 2, 422, "refund-tenders-differ"), (by(cash=1001, card=-1), 422, "refund-tenders-differ"),
            (by(voucher=1000), 409, "refund-too-large"), ([{"tenderId": new_id(), "amount": 1000}], 404, "tender-unknown"),
            ([{"tenderId": cash_}], 422, "field-invalid"),
        ]:
            refund(shop, sale, amount=1000, tenders=asked, status=status, code=code)
        give(shop, kept, amount=5000)
        kept.check_all_given()


def divided(shop):
    with shop.steps.step("of a divided line all is given back, or nothing"):
        placed = order(shop, line(shop, "카페라떼", 2), channel="table")
        path = f"/api/v1/orders/{placed['id']}/checks"
        bill = shop.server.post(path, {"of": placed["checks"][0]["id"], "by": "people", "count": 3}).json
        sales = [pay(shop, placed, cash(each["total"]), checkId=each["id"]).json for each in bill["checks"]]
        same([each["total"] for each in sales], [3334, 3333, 3333], "the shares")
        one, kept = sales[1], Kept(sales[1])
        same((one["lines"][0]["quantity"], one["lines"][0]["num"], one["lines"][0]["den"]), (2, 1, 3), "a third of two")
        for quantity in (1, 3):
            refund(shop, one, lines=[piece(one, "카페라떼", quantity)], status=422, code="refund-invalid")
        given = give(shop, kept, lines=[piece(one, "카페라떼", 2)])
        same((given["lines"][0]["num"], given["lines"][0]["den"]), (1, 3), "the share")
        kept.check_all_given()
        refund(shop, one, lines=[piece(one, "카페라떼", 2)], status=409, code="refund-too-large")


def rounded(shop):
    step, owner = shop.steps.step, shop.owner
    with step("a store may round cash down, and the last refund gives back what was paid"):
        owner.patch("/api/v1/store", {"cashRounding": 7}, status=422, code="cash-rounding-invalid")
        same(owner.patch("/api/v1/store", {"cashRounding": 10}).json["cashRounding"], 10, "the rounding")
        ask = lambda: order(shop, line(shop, "시가 딸기", 3, unitPrice=4115))
        for asked in (cash(12_335), cash(12_330), card(12_340), cash(12_341)):
            pay(shop, ask(), asked, status=422, code="tenders-do-not-cover")
        pieces, whole, in_part = (pay(shop, ask(), *tenders).json for tenders in (
            [cash(12_340, received=13_000)], [cash(12_340)], [card(2345), cash(10_000)]))
        same([(each["total"], each["rounding"], each["change"]) for each in (pieces, whole, in_part)],
             [(12_345, -5, 660), (12_345, -5, 0), (12_345, 0, 0)], "the sales")
        kept = Kept(pieces)
        check_sale(pieces)
        same([give(shop, kept, lines=[piece(pieces, "시가 딸기")])["rounding"] for _ in range(3)], [0, 0, -5], "with the last one")
        kept.check_all_given()
        kept = Kept(whole)
        give(shop, kept, amount=12_345)
        kept.check_all_given()
        assert "cashRounding" not in owner.patch("/api/v1/store", {"cashRounding": 0}).json, "it rounds for ever"
        pay(shop, ask(), cash(12_340), status=422, code="tenders-do-not-cover")


def refused(shop):
    with shop.steps.step("which refunds are refused, and change nothing"):
        sale = pay(shop, order(shop, line(shop, "아메리카노", 2), line(shop, "우유"))).json
        cup = piece(sale, "아메리카노")
        drawer = shop.rival.get("/api/v1/terminals").json["data"][0]["id"]
        for form, status, code, pointers in [
            ({}, 422, "refund-invalid", ["/amount"]), ({"amount": 0}, 422, "refund-invalid", ["/amount"]),
            ({"amount": -1}, 422, "refund-invalid", ["/amount"]), ({"amount": 11_501}, 409, "refund-too-large", ["/amount"]),
            ({"amount": 2**63 - 1}, 409, "refund-too-large", ["/amount"]), ({"amount": 0.5}, 422, "field-invalid", ["/amount"]),
            ({"amount": 1, "lines": [cup]}, 422, "refund-invalid", ["/amount"]), ({"lines": []}, 422, "nothing-to-refund", []),
            ({"lines": [cup, cup]}, 422, "refund-invalid", ["/lines"]),
            ({"lines": [{**cup, "quantity": 3}]}, 409, "refund-too-large", ["/lines/0/quantity"]),
            ({"lines": [{**cup, "quantity": 0}]}, 422, "refund-invalid", ["/lines/0/quantity"]),
            ({"lines": [{**cup, "quantity": -1}]}, 422, "refund-invalid", ["/lines/0/quantity"]),
            ({"lines": [cup, {"saleLineId": new_id(), "quantity": 1}]}, 422, "sale-line-unknown", ["/lines/1/saleLineId"]),
            ({"lines": [{**cup, "saleLineId": shop.mixed["lines"][0]["id"]}]}, 422, "sale-line-unknown", ["/lines/0/saleLineId"]),
            ({"lines": [{**cup, "restock": "shelf"}]}, 422, "field-invalid", ["/lines/0/restock"]),
            ({"lines": [cup], "reason": " "}, 422, "reason-invalid", ["/reason"]),
            ({"lines": [cup], "reason": "가" * 201}, 422, "reason-invalid", ["/reason"]),
            ({"lines": [cup], "reason": None}, 422, "field-invalid", ["/reason"]),
            ({"lines": [cup], "terminalId": drawer}, 422, "terminal-unknown", ["/terminalId"]),
            ({"lines": [cup], "terminalId": new_id()}, 422, "terminal-unknown", ["/terminalId"]),
            ({"lines": [cup], "reopen": True}, 422, "reopen-partly", ["/reopen"]),
            ({"lines": [cup], "at": "2100-01-01T00:00:00Z"}, 422, "time-in-future", None),
            ({"lines": [cup], "at": "2020-01-01T00:00:00Z"}, 422, "refund-invalid", ["/at"]),
            ({"lines": [cup], "at": "어제"}, 422, "field-invalid", ["/at"]),
        ]:
            try:
                answer = refund(shop, sale, status=status, code=code, **form)
                assert pointers is None or answer.pointers == pointers, f"points at {answer.pointers}"
            except AssertionError as error:  # every form is its own complaint
                shop.steps.complaints.append(f"{form}: {str(error)[:200]}")
        for caller, status, code in ((shop.rival, 404, "not-found"), (shop.cashier, 403, "right-missing"), (shop.server, 403, "right-missing"),
                                     (shop.till, 403, "right-missing"), (shop.nobody, 401, "unauthenticated")):
            refund(shop, sale, caller, amount=1, status=status, code=code)
        refund(shop, {"id": new_id()}, amount=1, status=404, code="not-found")
        same(shop.owner.get(f"/api/v1/sales/{sale['id']}").json, sale, "the sale after all that")
        shop.untouched = sale


def once(shop):
    step, owner = shop.steps.step, shop.owner
    with step("a refund is given once, also when two give it at the same moment"):
        sale = pay(shop, order(shop, line(shop, "아메리카노", 2))).json
        first = owner.create(f"/api/v1/sales/{sale['id']}/refunds", {"amount": 1000, "reason": "식음"})
        refund(shop, sale, id=first["id"], amount=2000, status=409, code="id-reused")
        key = {"Idempotency-Key": f"refund-{shop.mark}"}
        keyed = refund(shop, sale, lines=[piece(sale, "아메리카노")], headers=key).json
        again = refund(shop, sale, lines=[piece(sale, "아메리카노")], headers=key, status=200)
        same((again.json, again.headers.get("idempotency-replayed")), (keyed, "true"), "the first answer again")
        refund(shop, sale, lines=[piece(sale, "아메리카노")], reason="다른 사유", headers=key, status=409, code="id-reused")
        same(owner.get(f"/api/v1/sales/{sale['id']}").json["refunded"], 5000, "given back")
        same((keyed["id"][14], keyed["total"]), ("7", 4000), "half of what was left")
        answers = []
        race = lambda caller: answers.append(refund(shop, sale, caller, amount=3000, status=(201, 409)))
        threads = [threading.Thread(target=race, args=(owner.twin(),)) for _ in range(4)]
        [each.start() for each in threads]
        [each.join() for each in threads]
        same(sorted((each.status, each.code or "") for each in answers), [(201, "")] + [(409, "refund-too-large")] * 3, "four at once")


def lent(shop):
    with shop.steps.step("the right to give back is lent for one refund, and both are known"):
        sale = pay(shop, order(shop, line(shop, "우유", 2))).json
        lend = {"X-Approval": shop.cashier.post("/api/v1/approvals", {"pin": "482100", "act": "refund"}).json["token"]}
        given = refund(shop, sale, shop.cashier, amount=2500, headers=lend).json
        same((given["staffId"], given["staffName"]), (shop.people["cashier"]["id"], "이도윤"), "who gave it")
        refund(shop, sale, shop.cashier, amount=2500, headers=lend, status=403, code="approval-spent")
        rows = shop.owner.pages("/api/v1/audit?service=sale", 200)
        assert any(each["actor"] == shop.people["cashier"]["id"] and shop.people["manager"]["id"] in str(each) and given["id"] in str(each)
                   for each in rows), "the journal does not know who lent it"
        same(refund(shop, sale, shop.manager, amount=2500).json["whole"], True, "a manager needs nobody")


def reopened(shop):
    step, owner = shop.steps.step, shop.owner
    with step("all of it given back with `reopen`: the order is to be paid again"):
        placed = order(shop, line(shop, "아메리카노", 2), line(shop, "우유"), channel="table", tableId=shop.tables[1]["id"])
        path, sale = f"/api/v1/orders/{placed['id']}", pay(shop, placed, card(11_500)).json
        given = give(shop, Kept(sale), lines=[piece(sale, "아메리카노", 2), piece(sale, "우유")], reopen=True)
        same((given["whole"], given["reopen"]), (True, True), "the refund")
        again = owner.get(path).json
        same((again["status"], again["total"], [(each["letter"], each["status"], each["total"]) for each in again["checks"]][-1]),
             ("open", 11_500, ("B", "open", 11_500)), "the order")
        second = pay(shop, placed).json
        same((second["total"], second["checkId"], owner.get(path).json["status"]), (11_500, again["checks"][-1]["id"], "paid"), "paid again")
        same(owner.get(f"/api/v1/sales/{sale['id']}").json["status"], "refunded", "the first sale")
        refund(shop, second, amount=1)
        refund(shop, second, amount=11_499, reopen=True, status=422, code="reopen-partly")
        closed = pay(shop, order(shop, line(shop, "우유"))).json
        refund(shop, closed, amount=2500)
        same(owner.get(f"/api/v1/orders/{closed['orderId']}").json["status"], "paid", "without `reopen` an order stays paid")


def goods(shop):
    step, owner = shop.steps.step, shop.owner
    live = lambda: owner.get("/api/v1/dashboard/live").json["totals"]
    with step("goods that come back are in stock again with their cost, lost ones are not; the figures know it at once"):
        pastry = shop.items["크루아상"]
        begun = left(shop, pastry)[0]
        sale = pay(shop, order(shop, line(shop, "크루아상", 3), line(shop, "컵 보증금"))).json
        awaited(lambda: left(shop, pastry)[0], begun - 3, "sold")
        kept, before = Kept(sale), live()
        for form, stock, cost in [({"lines": [piece(sale, "크루아상")]}, begun - 2, 1500),
                                  ({"lines": [piece(sale, "크루아상", restock="loss")]}, begun - 2, 0),
                                  ({"amount": 100}, begun - 2, 0), ({"lines": [piece(sale, "컵 보증금")]}, begun - 2, 0)]:
            given = give(shop, kept, **form)
            now, revenue = live(), given["total"] - given["deposit"]
            changed = {name: now[name] - before[name] for name in now if name != "averageTicket"}
            same(changed, {"gross": 0, "discount": 0, "refunds": revenue, "sales": -revenue, "tax": -given["tax"],
                           "net": given["tax"] - revenue, "rounding": 0, "deposit": -given["deposit"], "cost": -cost,
                           "profit": given["tax"] - revenue + cost, "orders": 0, "guests": 0}, f"the figures after {form}")
            awaited(lambda: left(shop, pastry)[0], stock, f"in stock after {form}")
            before = now
        found = owner.get(f"/api/v1/dashboard/receipts?from={given['businessDate']}&to={given['businessDate']}").json["data"][0]
        same((found["kind"], found["refundId"], found["saleId"], found["receiptNumber"], found["total"], found["sales"]),
             ("refund", given["id"], sale["id"], given["number"], -given["total"], given["deposit"] - given["total"]), "the last receipt")
    with step("many refunds of one person in a day are worth a look"):
        found = [each for each in owner.pages("/api/v1/dashboard/alerts", 50) if each["kind"] == "many-refunds"]
        mine = [each for each in found if each.get("staffId") == shop.people["owner"]["id"] and each["businessDate"] == shop.today]
        same(len(mine), 1, "alerts of one day")
        assert mine[0]["count"] >= 3, mine


def awaited(find, expected, what):
    """Order hears of refunds a moment later."""
    for _ in range(30):
        if find() == expected:
            return
        time.sleep(0.1)
    same(find(), expected, what)


def backdated(shop):
    step, owner = shop.steps.step, shop.owner
    with step("a refund of yesterday stands on yesterday, under a number of that day"):
        days = [datetime.date.fromisoformat(shop.today) - datetime.timedelta(days=each) for each in (2, 1)]
        sold, at = (f"{day}T03:00:00Z" for day in days)  # noon in Seoul
        sale = pay(shop, order(shop, line(shop, "카페라떼"), placedAt=sold), caller=owner, soldAt=sold).json
        same((sale["businessDate"], sale["flags"]), (str(days[0]), ["backdated"]), "the sale")
        assert sale["id"] in [each["id"] for each in owner.pages("/api/v1/sales?flag=backdated", 50)], "not found by its flag"
        kept = Kept(sale)
        given = kept.give(refund(shop, sale, lines=[piece(sale, "카페라떼")], at=at).json, {"lines": [piece(sale, "카페라떼")]})
        same((given["businessDate"], given["number"][:6], given["at"]), (str(days[1]), str(days[1])[2:].replace("-", ""), f"{days[1]}T03:00:00.000Z"),
             "when")
        same([each["id"] for each in owner.pages(f"{REFUNDS}?from={days[1]}&to={days[1]}", 50)], [given["id"]], "the refunds of that day")
        day = owner.get(f"/api/v1/dashboard/summary?from={days[1]}&to={days[1]}").json["totals"]
        same((day["refunds"], day["sales"], day["tax"], day["orders"], day["averageTicket"]), (5000, -5000, -vat(5000), 0, None), "that day")


def lists(shop):
    step, owner = shop.steps.step, shop.owner
    with step("refunds page by page, one by one, and nobody else's"):
        everything = owner.pages(REFUNDS, 7)
        same(len({each["id"] for each in everything}), len(everything), "each once")
        order_ = [(each["businessDate"], each["at"]) for each in everything]
        same(order_, sorted(order_, reverse=True), "the newest first")
        assert "cost" not in str(everything), "a refund tells costs"
        one = everything[3]
        for reader in (owner, shop.manager, shop.cashier):
            same(reader.get(f"{REFUNDS}/{one['id']}").json, one, "one of them")
        same(owner.pages(f"{REFUNDS}?to=2000-01-01", 50), [], "long ago")
        for query in ("from=yesterday", "to=2026-13-01", "after=1.2", "limit=0", "limit=201"):
            owner.get(f"{REFUNDS}?{query}", status=422, code="field-invalid", bad=True)
        same(shop.rival.get(REFUNDS).json["data"], [], "the rival's refunds")
        for caller, status in ((shop.rival, 404), (shop.server, 403), (shop.nobody, 401)):
            caller.get(f"{REFUNDS}/{one['id']}", status=status)
        for caller, status in ((shop.server, 403), (shop.till, 403), (shop.nobody, 401)):
            caller.get(REFUNDS, status=status)
        owner.get(f"{REFUNDS}/{new_id()}", status=404, code="not-found")
        owner.get(f"{REFUNDS}/{shop.untouched['id']}", status=404, code="not-found")
