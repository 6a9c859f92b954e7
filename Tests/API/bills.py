"""Order: who pays what. Checks split by items, by people and by amount, put back, merged, undone, paid one by one."""
import threading
from fractions import Fraction

from caller import new_id, same
from orders import line
from sales import order, pay


def run(shop):
    by_items(shop)
    evenly(shop)
    back(shop)
    paid(shop)
    merged(shop)
    parted(shop)
    homeless(shop)
    moved(shop)
    race(shop)
    printed(shop)


def totals(bill):
    return [(each["letter"], each["total"]) for each in bill["checks"]]


def path_of(bill):
    return f"/api/v1/orders/{bill['id']}"


def pay_and_hear(shop, placed, *tenders, **form):
    """A payment of which Order has heard: reading the order waits for it; before that its check is claimed, not paid."""
    sale = pay(shop, placed, *tenders, **form)
    shop.owner.get(path_of(placed))
    return sale


def check_shares(bill):
    """The shares of every line are the whole line, and the checks come to the order."""
    for each in bill["lines"]:
        shares = each.get("shares")
        if shares:
            same(sum(Fraction(share["num"], share["den"]) for share in shares), 1, f"the parts of {each['name']}")
            for name in ("amount", "discount"):
                same(sum(share[name] for share in shares), each[name], f"the shares' {name} of {each['name']}")
            same(each["checkId"], shares[0]["checkId"], "the line's check")
    same(sum(each["total"] for each in bill["checks"]), bill["total"], "the checks together")
    return bill


def by_items(shop):
    step, server = shop.steps.step, shop.server
    placed = order(shop, line(shop, "아메리카노", 2), line(shop, "우유"), caller=server, channel="table", send=True)
    path, first = f"{path_of(placed)}/checks", placed["checks"][0]["id"]
    cups, milk = (each["id"] for each in placed["lines"])
    share = lambda line_id, num=1, den=1: {"lineId": line_id, "num": num, "den": den}
    with step("split by items: a share of a line goes to a new check, and the kitchen hears nothing"):
        bill = check_shares(server.create(path, {"of": first, "by": "items", "shares": [share(cups, 1, 2)]}))
        same(totals(bill), [("A", 7000), ("B", 4500)], "the checks")
        second = bill["checks"][1]
        same((second["parentId"], "parentId" in bill["checks"][0], bill["undo"]), (first, False, "split"), "where it came from")
        same(bill["lines"][0]["shares"], [{"checkId": each, "num": 1, "den": 2, "amount": 4500, "discount": 0}
                                          for each in (first, second["id"])], "the shares")
        seen = [each for each in server.get("/api/v1/kitchen/tickets").json["data"] if each["orderId"] == placed["id"]]
        same([each["kind"] for each in seen], ["add"], "the tickets")
    with step("split by items: never more than the check holds"):
        split = lambda caller=server, **form: caller.post(path, {"of": first, "by": "items", **form["form"]}, **form["more"])
        for form, code in [
            ({"shares": []}, "share-invalid"), ({}, "share-invalid"), ({"shares": [share(milk)] * 2}, "share-invalid"),
            ({"shares": [share(new_id())]}, "share-invalid"), ({"shares": [share(milk, 0)]}, "share-invalid"),
            ({"shares": [share(milk, 3, 2)]}, "share-invalid"), ({"shares": [share(milk, -1, -1)]}, "share-invalid"),
            ({"shares": [share(cups, 2, 3)]}, "share-invalid"), ({"of": second["id"], "shares": [share(milk)]}, "share-invalid"),
            ({"shares": [share(milk, 1, 10**12 + 1)]}, "split-too-fine"), ({"shares": [share(milk, 1.5, 2)]}, "field-invalid"),
            ({"shares": [share(milk, 2**63, 2**63)]}, "field-invalid"), ({"by": "colour"}, "field-invalid"),
            ({"of": "A"}, "field-invalid"),
        ]:
            split(form=form, more={"status": 422, "code": code})
        answer = split(form={"shares": [share(milk), share(cups, 2, 3)]}, more={"status": 422})
        same(answer.pointers, ["/shares/1"], "the share at fault")
        split(form={"of": new_id(), "by": "people", "count": 2}, more={"status": 404, "code": "check-unknown"})
        whole = {"shares": [share(milk)]}
        for caller, status, code in ((shop.rival, 404, "not-found"), (shop.till, 403, "right-missing"), (shop.nobody, 401, None)):
            split(caller, form=whole, more={"status": status, "code": code})
        split(form=whole, more={"headers": {"If-Match": '"1"'}, "status": 412, "code": "version-stale"})
        same(server.get(path_of(placed)).json, bill, "the order after all that")
    with step("a share is split again, and a check may be left with nothing"):
        bill = check_shares(server.post(path, {"of": second["id"], "by": "items", "shares": [share(cups, 1, 6)]}).json)
        same((totals(bill), bill["checks"][2]["parentId"]), ([("A", 7000), ("B", 3000), ("C", 1500)], second["id"]), "again")
        bill = check_shares(server.post(path, {"of": first, "by": "items", "shares": [share(cups, 1, 2), share(milk)]}).json)
        same(totals(bill)[0::3], [("A", 0), ("D", 7000)], "all of it moved")
        server.post(path, {"of": first, "by": "people", "count": 2}, status=409, code="nothing-to-split")
        for each in bill["checks"][1:]:
            pay(shop, placed, {"method": "cash", "amount": each["total"]}, checkId=each["id"])
        after = server.get(path_of(placed)).json
        same((after["status"], [each["status"] for each in after["checks"]]), ("paid", ["open", "paid", "paid", "paid"]), "nothing is owed")
        empty = server.post("/api/v1/orders", {"channel": "table", "lines": []}).json
        for form in ({"by": "people", "count": 2}, {"by": "amount", "amounts": [1]}, {"by": "items", "shares": [share(milk)]}):
            server.post(f"{path_of(empty)}/checks", {"of": (empty["checks"] or bill["checks"])[0]["id"], **form}, status=409,
                        code="nothing-to-split")


def evenly(shop):
    step, owner = shop.steps.step, shop.owner
    with step("split over people and by amounts: every payer's total is exact"):
        placed = order(shop, line(shop, "시가 딸기", 1, unitPrice=10_000), line(shop, "우유"))
        placed = owner.put(f"{path_of(placed)}/discounts", [{"kind": "percent", "value": 7, "reason": "단골"}]).json
        path, first = f"{path_of(placed)}/checks", placed["checks"][0]["id"]
        same(placed["total"], 12_500 - 875, "7 % off 12,500")
        bill = check_shares(owner.post(path, {"of": first, "by": "people", "count": 3}).json)
        same([each["total"] for each in bill["checks"]], [3875, 3875, 3875], "three people")
        bill = check_shares(owner.post(path, {"of": first, "by": "people", "count": 2}).json)
        same(totals(bill)[0::3], [("A", 1938), ("D", 1937)], "the first pays one more")
        bill = check_shares(owner.post(path, {"of": bill["checks"][1]["id"], "by": "amount", "amounts": [1000, 1]}).json)
        same(totals(bill), [("A", 1938), ("B", 1000), ("C", 3875), ("D", 1937), ("E", 1), ("F", 2874)], "and what is left over")
        shop.divided = bill
    with step("which counts and amounts are refused"):
        for form, code in [
            ({"by": "people", "count": 1}, "split-count-invalid"), ({"by": "people", "count": 51}, "split-count-invalid"),
            ({"by": "people", "count": -2}, "split-count-invalid"), ({"by": "people"}, "split-count-invalid"),
            ({"by": "amount", "amounts": []}, "split-amount-invalid"), ({"by": "amount"}, "split-amount-invalid"),
            ({"by": "amount", "amounts": [0]}, "split-amount-invalid"), ({"by": "amount", "amounts": [-5, 10]}, "split-amount-invalid"),
            ({"by": "amount", "amounts": [1938]}, "split-amount-invalid"), ({"by": "amount", "amounts": [1000, 939]}, "split-amount-invalid"),
            ({"by": "amount", "amounts": [2**63 - 1, 2**63 - 1]}, "split-amount-invalid"), ({"by": "amount", "amounts": [0.5]}, "field-invalid"),
        ]:
            owner.post(path, {"of": first, **form}, status=422, code=code)
        same(owner.post(path, {"of": first, "by": "people", "count": 0}, status=422).pointers, ["/count"], "the field at fault")
    with step("an order has at most 100 checks"):
        many = order(shop, line(shop, "시가 딸기", 1, unitPrice=1_000_000))
        path = f"{path_of(many)}/checks"
        split = lambda index, count, **more: owner.post(path, {"of": many["checks"][index]["id"], "by": "people", "count": count}, **more)
        for index in (0, 1):
            many = split(index, 50).json
        same(len(check_shares(many)["checks"]), 99, "the checks")
        split(2, 3, status=422, code="too-many-checks")
        same(split(2, 2).json["checks"][-1]["letter"], "CV", "the hundredth letter")


def back(shop):
    step, server = shop.steps.step, shop.server
    with step("a split-off check is put back, the last split first"):
        placed = order(shop, line(shop, "아메리카노", 3), caller=server, channel="table")
        path = f"{path_of(placed)}/checks"
        split = lambda check: server.post(path, {"of": check["id"], "by": "people", "count": 2}).json
        bill = split(split(placed["checks"][0])["checks"][1])
        a, b, c = (f"{path}/{each['id']}" for each in bill["checks"])
        same(totals(bill), [("A", 6750), ("B", 3375), ("C", 3375)], "before")
        for target, status, code in ((a, 409, "check-not-split"), (b, 409, "check-not-split"), (f"{path}/{new_id()}", 404, "check-unknown"),
                                     (f"{path}/{shop.divided['checks'][1]['id']}", 404, "check-unknown")):
            server.delete(target, status=status, code=code)
        server.delete(c, headers={"If-Match": '"1"'}, status=412, code="version-stale")
        shop.rival.delete(c, status=404, code="not-found")
        shop.till.delete(c, status=403, code="right-missing")
        answer = server.delete(c, headers={"If-Match": f'"{bill["version"]}"'}, status=200)
        same((totals(answer.json), answer.headers["etag"]), ([("A", 6750), ("B", 6750)], f'"{answer.json["version"]}"'), "one back")
        bill = server.delete(b, status=200).json
        same((totals(bill), "shares" in bill["lines"][0], "undo" in bill), ([("A", 13_500)], False, False), "all back")
        server.delete(b, status=404, code="check-unknown")
    with step("the last splits are undone one by one, each once"):
        bill = split(split(placed["checks"][0])["checks"][0])
        key = {"Idempotency-Key": f"undo-{shop.mark}"}
        undo = lambda **more: server.post(f"{path_of(placed)}/undo", **{"status": 200, **more})
        once = undo(headers=key)
        again = undo(headers=key)
        same((again.json, again.headers.get("idempotency-replayed")), (once.json, "true"), "done once")
        same((totals(once.json), once.json["undo"]), ([("A", 6750), ("B", 6750)], "split"), "one taken back")
        undo(headers={"If-Match": '"1"'}, status=412, code="version-stale")
        same(totals(undo().json), [("A", 13_500)], "both taken back")
        undo(status=409, code="nothing-to-undo")
        for caller, status, code in ((shop.rival, 404, "not-found"), (shop.till, 403, "right-missing")):
            caller.post(f"{path_of(placed)}/undo", status=status, code=code)
        server.post(f"/api/v1/orders/{shop.cancelled}/undo", status=409, code="order-cancelled")


def paid(shop):
    step, cashier = shop.steps.step, shop.cashier
    with step("checks are paid one by one; a paid one stays as it is, the others go on"):
        placed = order(shop, line(shop, "아메리카노", 2), line(shop, "시가 딸기", 1, unitPrice=10_001), channel="table", guests=3)
        path = path_of(placed)
        checks = lambda form, **more: cashier.post(f"{path}/checks", form, **more)
        bill = checks({"of": placed["checks"][0]["id"], "by": "people", "count": 3}).json
        a, b, c = (each["id"] for each in bill["checks"])
        same([each["total"] for each in bill["checks"]], [6334, 6334, 6333], "19,001 over three")
        pay(shop, placed, status=422, code="check-required")
        cash = lambda amount: {"method": "cash", "amount": amount}
        sales = [pay_and_hear(shop, placed, cash(6334), checkId=b).json]
        for form in ({"by": "people", "count": 2}, {"by": "amount", "amounts": [1]},
                     {"by": "items", "shares": [{"lineId": placed["lines"][0]["id"], "num": 1, "den": 9}]}):
            checks({"of": b, **form}, status=409, code="check-already-paid")
        cashier.delete(f"{path}/checks/{b}", status=409, code="check-already-paid")
        cashier.post(f"{path}/undo", status=409, code="check-already-paid")
        more = lambda check, **how: cashier.post(f"{path}/lines", {"checkId": check, "lines": [line(shop, "우유")]}, **how)
        more(b, status=409, code="check-already-paid")
        more(new_id(), status=404, code="check-unknown")
        added = more(c).json
        same((added["lines"][0]["checkId"], added["checks"][2]["total"]), (c, 6333 + 2500), "the milk goes to the check that was named")
        pay(shop, placed, cash(6334), checkId=b, status=409, code="check-already-paid")
        sales.append(pay_and_hear(shop, placed, cash(8833), checkId=c).json)
        same(shop.owner.get(path).json["status"], "open", "while one is open")
        sales.append(pay(shop, placed, cash(6334)).json)
        bill = shop.owner.get(path).json
        same((bill["status"], [each["status"] for each in bill["checks"]]), ("paid", ["paid"] * 3), "in the end")
        for each in bill["lines"]:
            parts = [part for sale in sales for part in sale["lines"] if part["lineId"] == each["id"]]
            same(sum(part["amount"] for part in parts), each["amount"], f"what the sales say of {each['name']}")
            same(sum(Fraction(part.get("num", 1), part.get("den", 1)) for part in parts), 1, f"the parts of {each['name']}")
        checks({"of": a, "by": "people", "count": 2}, status=409, code="check-already-paid")
        cashier.post(f"{path}/undo", status=409, code="check-already-paid")
    with step("whole pieces of a line are sold as pieces"):
        placed = order(shop, line(shop, "우유", 3))
        share = {"lineId": placed["lines"][0]["id"], "num": 1, "den": 3}
        bill = cashier.post(f"{path_of(placed)}/checks", {"of": placed["checks"][0]["id"], "by": "items", "shares": [share]}).json
        for check, count in zip(bill["checks"], (2, 1)):
            sale = pay(shop, placed, cash(2500 * count), checkId=check["id"]).json
            same([(each["quantity"], each["amount"], "num" in each) for each in sale["lines"]], [(count, 2500 * count, False)], "the line")


def merged(shop):
    step, server, owner = shop.steps.step, shop.server, shop.owner
    seat = lambda index, *lines, **more: order(shop, *lines, caller=server, channel="table", tableId=shop.tables[index]["id"], **more)
    with step("merge two tables: one bill, the same sum, nothing cooked again"):
        one = seat(0, line(shop, "아메리카노", 2), guests=2, send=True)
        two = seat(1, line(shop, "우유", 2), line(shop, "카페라떼"), guests=3, send=True)
        one = owner.put(f"{path_of(one)}/discounts", [{"kind": "percent", "value": 10, "reason": "단골"}]).json
        server.post(f"{path_of(two)}/checks", {"of": two["checks"][0]["id"], "by": "people", "count": 2})
        merge = lambda into, source, caller=server, **more: caller.post(
            f"{path_of(into)}/merge", {"fromOrderId": source["id"]}, **{"status": 200, **more})
        merge(one, one, status=422, code="merge-invalid")
        merge(one, {"id": new_id()}, status=404, code="not-found")
        merge(one, order(shop, {"itemId": shop.rival_item["id"], "quantity": 1}, caller=shop.rival), status=404, code="not-found")
        merge(one, two, shop.rival, status=404, code="not-found")
        merge(one, two, shop.till, status=403, code="right-missing")
        merge(one, two, headers={"If-Match": '"1"'}, status=412, code="version-stale")
        merge(one, {"id": shop.cancelled}, status=409, code="order-cancelled")
        key = {"Idempotency-Key": f"merge-{shop.mark}"}
        answer = merge(one, two, headers=key)
        same(merge(one, two, headers=key).headers.get("idempotency-replayed"), "true", "merged once")
        both = check_shares(answer.json)
        same((both["total"], both["guests"], both["undo"]), (one["total"] + two["total"], 5, "merge"), "both together")
        same(both["mergedFrom"], [{"orderId": two["id"], "number": two["number"], "tableName": "창가 2"}], "where it came from")
        same([each.get("origin") for each in both["lines"]], [None, two["id"], two["id"]], "the lines' origin")
        same([each.get("scope") for each in both["discounts"]], [[one["id"]]], "whose lines the discount is on")
        gone = server.get(path_of(two)).json
        same((gone["status"], gone["mergedInto"], gone["lines"], gone["total"]), ("cancelled", one["id"], [], 0), "the other order")
        merge(one, two, status=409, code="order-merged")
        pay(shop, two, status=409, code="order-merged")
        seen = [each for each in server.get("/api/v1/kitchen/tickets").json["data"] if each["orderId"] in (one["id"], two["id"])]
        same(sorted((each["orderId"], each["tableName"], each["kind"]) for each in seen), [(one["id"], "창가 1", "add")] * 2, "the tickets")
        shop.pair = one, two
    with step("what is paid, in whole or in part, is not merged away"):
        closed = order(shop, line(shop, "우유"))
        pay_and_hear(shop, closed)
        merge(one, closed, status=409, code="order-already-paid")
        half = order(shop, line(shop, "우유", 2), channel="table")
        bill = server.post(f"{path_of(half)}/checks", {"of": half["checks"][0]["id"], "by": "people", "count": 2}).json
        pay_and_hear(shop, half, {"method": "cash", "amount": 2500}, checkId=bill["checks"][1]["id"])
        merge(one, half, status=409, code="check-already-paid")


def parted(shop):
    step, server, owner = shop.steps.step, shop.server, shop.owner
    one, two = shop.pair
    path = path_of(one)
    with step("a merge is undone; a discount over both is taken off first"):
        kept = server.get(path).json["discounts"]
        again = lambda *more: owner.put(f"{path}/discounts", [
            {name: value for name, value in each.items() if name not in ("by", "scope")} for each in kept] + list(more)).json
        spanning = again({"kind": "amount", "value": 1000, "reason": "합석"})
        same([each.get("scope") for each in spanning["discounts"]], [[one["id"]], None], "the scopes")
        server.post(f"{path}/undo", status=409, code="discount-spans-merge")
        same(again()["discounts"], [{**kept[0], "by": again()["discounts"][0]["by"]}], "sent again it keeps its lines")
        late = server.post(f"{path}/lines", {"lines": [line(shop, "우유")]}).json["lines"][0]
        bill = server.post(f"{path}/undo", status=200).json
        same(([each["id"] for each in bill["lines"]], bill["guests"]), ([one["lines"][0]["id"], late["id"]], 2), "what stays here")
        same(bill["total"], 9000 + 2500 - 1150, "10 % off what is here, the late line too")
        same(("mergedFrom" in bill, "scope" in bill["discounts"][0]), (False, False), "no trace of it")
        other = server.get(path_of(two)).json
        same((other["status"], other["total"], other["guests"], "mergedInto" in other), ("open", two["total"], 3, False), "the other one")
        same([each["id"] for each in other["lines"]], [each["id"] for each in two["lines"]], "its lines")
        server.post(f"{path}/undo", status=409, code="nothing-to-undo")
        seen = [each for each in server.get("/api/v1/kitchen/tickets").json["data"] if each["orderId"] in (one["id"], two["id"])]
        same(sorted(each["orderId"] for each in seen), sorted([one["id"], two["id"]]), "the tickets")


def homeless(shop):
    step, server, owner = shop.steps.step, shop.server, shop.owner
    with step("a party whose table is gone when its merge is undone sits where it sat together"):
        floor = owner.get("/api/v1/floor")
        spare = {**shop.tables[0], "id": new_id(), "name": "간이 의자", "x": 3}
        areas = [{**floor.json["areas"][0], "tables": floor.json["areas"][0]["tables"] + [spare]}, *floor.json["areas"][1:]]
        owner.put("/api/v1/floor", {"areas": areas}, headers={"If-Match": floor.headers["etag"]})
        one, two = (order(shop, line(shop, "우유"), channel="table", tableId=each["id"]) for each in (shop.tables[1], spare))
        server.post(f"{path_of(one)}/merge", {"fromOrderId": two["id"]}, status=200)
        gone = server.get(path_of(one)).json
        owner.put("/api/v1/floor", {"areas": floor.json["areas"]}, headers={"If-Match": "*"})
        server.post(f"{path_of(one)}/undo", status=200)
        after = server.get(path_of(two)).json
        same((after["status"], after["tableId"], after["tableName"], after["total"]), ("open", shop.tables[1]["id"], gone["tableName"], 2500), "the party")


def moved(shop):
    step, server = shop.steps.step, shop.server
    with step("a move is undone, and after payment nothing is"):
        placed = order(shop, line(shop, "우유"), channel="table", tableId=shop.tables[0]["id"])
        path = path_of(placed)
        move = lambda index: server.post(f"{path}/move", {"tableId": shop.tables[index]["id"]}, status=200).json
        same([move(index)["tableName"] for index in (1, 2)], ["창가 2", "안쪽 1"], "moved")
        back_ = server.post(f"{path}/undo", status=200).json
        same((back_["tableId"], back_["undo"]), (shop.tables[1]["id"], "move"), "one back")
        pay_and_hear(shop, placed)
        server.post(f"{path}/undo", status=409, code="order-already-paid")


def race(shop):
    step, owner = shop.steps.step, shop.owner
    with step("who pays and who splits at the same moment agree in the end"):
        for _ in range(12):
            placed = order(shop, line(shop, "우유", 2))
            check = placed["checks"][0]["id"]
            form = {"orderId": placed["id"], "checkId": check, "tenders": [{"method": "cash", "amount": 5000}]}
            answers, callers = {}, {"sale": owner.twin(), "split": owner.twin()}
            calls = {
                "sale": lambda: callers["sale"].post("/api/v1/sales", form, status=(201, 422)),
                "split": lambda: callers["split"].post(f"{path_of(placed)}/checks", {"of": check, "by": "people", "count": 2}, status=(201, 409)),
            }
            threads = [threading.Thread(target=lambda name=name, call=call: answers.update({name: call()})) for name, call in calls.items()]
            for each in threads:
                each.start()
            for each in threads:
                each.join()
            said = answers["sale"].code, answers["split"].code
            assert said in ((None, "check-claimed"), (None, "check-already-paid"), ("tenders-exceed-total", None)), f"they were told {said}"
            bill = owner.get(path_of(placed)).json
            same((len(bill["checks"]), bill["status"]), (1, "paid") if said[0] is None else (2, "open"), f"after {said}")


def printed(shop):
    step, server = shop.steps.step, shop.server
    with step("a bill is shown as text of 42 and 32 columns, in both languages, and for a printer"):
        placed = order(shop, line(shop, "아메리카노", 2), caller=server, channel="table")
        path = f"{path_of(placed)}/checks/{placed['checks'][0]['id']}"
        for query in ("", "?columns=42", "?columns=32"):
            text = server.get(f"{path}/bill{query}", headers={"Accept": "text/plain"}).text
            for word in ("계산서", "카페 봄날", "아메리카노", "9,000원", "아직 결제 전이에요", placed["number"]):
                assert word in text, f"no {word} in\n{text}"
        english = server.get(f"{path}/bill", headers={"Accept": "text/plain", "Accept-Language": "en-GB"}).text
        assert "BILL" in english and "Not paid yet" in english, english
        paper = server.get(f"{path}/bill", headers={"Accept": "application/vnd.escpos"})
        same(paper.body[:2], b"\x1b@", "what a printer reads first")
        server.get(f"{path}/bill?columns=40", status=422, code="columns-invalid", bad=True)
        same(server.get(path_of(placed)).json, placed, "the order after all that")
    with step("a printed bill is remembered, and a payment below it is flagged"):
        key = {"Idempotency-Key": f"bill-{shop.mark}"}
        once = server.post(f"{path}/prints", headers=key)
        same(once.json, {"prints": 1, "total": 9000, "printedTotal": 9000}, "the first")
        again = server.post(f"{path}/prints", headers=key, status=200)
        same((again.json, again.headers.get("idempotency-replayed")), (once.json, "true"), "counted once")
        cheaper = shop.owner.put(f"{path_of(placed)}/discounts", [{"kind": "amount", "value": 2000, "reason": "단골"}]).json
        same(server.post(f"{path}/prints").json, {"prints": 2, "total": 7000, "printedTotal": 9000}, "the second")
        for end, call in (("bill", "get"), ("prints", "post")):
            for caller, status, code in ((shop.rival, 404, "not-found"), (shop.till, 403, "right-missing"), (shop.nobody, 401, None)):
                getattr(caller, call)(f"{path}/{end}", status=status, code=code)
            getattr(server, call)(f"{path_of(placed)}/checks/{new_id()}/{end}", status=404, code="check-unknown")
        shop.below = pay_and_hear(shop, cheaper).json
        assert "below-printed" in shop.below["flags"], shop.below["flags"]
        for end, call in (("bill", "get"), ("prints", "post")):
            getattr(server, call)(f"{path}/{end}", status=409, code="check-already-paid")
