"""Sale: drawers from their float to their Z, and the close of a day; in a store of their own, so that every won is known."""
import datetime
import hashlib
import json
import types

from caller import new_id, same
from money import book, check_sale, receipts_of
from people import sign_up
from sales import CARD, order, pay

SHIFTS, SETTLEMENTS = "/api/v1/shifts", "/api/v1/settlements"


def run(shop):
    inn = tavern(shop)
    opening(shop, inn)
    selling(inn)
    moving(shop, inn)
    reading(shop, inn)
    not_closing(shop, inn)
    closing(shop, inn)
    late(inn)
    again(inn)
    settling(shop, inn)
    afterwards(inn)


def tavern(shop):
    """A store with a till, a cashier and a second till."""
    inn = types.SimpleNamespace(steps=shop.steps, mark=shop.mark, sales=[], refunds=[])
    with shop.steps.step("a tavern next door, with two tills"):
        inn.owner, _, opened = sign_up(shop, "마감 주막", f"inn-{shop.mark}")
        inn.owner.patch("/api/v1/store", {"cashRounding": 10})
        shelf = inn.owner.create("/api/v1/categories", {"name": "안주"})["id"]
        add = lambda **form: inn.owner.create("/api/v1/items", {"categoryId": shelf, **form})["id"]
        inn.soup = add(name="국밥", price=9005, cost=3000)
        inn.milk = add(name="우유", price=2500, taxClass="exempt")
        inn.deposit = add(name="병 보증금", price=100, taxClass="deposit")
        inn.boss = next(each for each in inn.owner.get("/api/v1/staff").json["data"])
        inn.owner.patch(f"/api/v1/staff/{inn.boss['id']}", {"pin": "777777"})
        for role, pin in (("cashier", "1111"), ("server", "2222")):
            inn.owner.create("/api/v1/staff", {"name": role, "role": role, "pin": pin})
        for name in ("till", "spare"):
            added = inn.owner.create("/api/v1/terminals", {"name": name, "kind": "till"})
            paired = shop.nobody.post("/api/v1/terminals/pair", {"code": added["pairingCode"]}).json
            setattr(inn, name, inn.owner.twin(paired["accessToken"]))
            setattr(inn, f"{name}_id", paired["terminal"]["id"])
        for name, till, pin in (("cashier", inn.till, "1111"), ("server", inn.till, "2222"), ("second", inn.spare, "1111")):
            setattr(inn, name, inn.owner.twin(till.post("/api/v1/sessions/pin", {"pin": pin}).json["accessToken"]))
            getattr(inn, name).name = name
        inn.today = order(inn, ask(inn.milk))["businessDate"]
        inn.waiting = inn.owner.get("/api/v1/orders").json["data"][0]
    return inn


def ask(item, quantity=1):
    return {"itemId": item, "quantity": quantity}


def sell(inn, *lines, tenders=(), caller=None, discount=0, **form):
    """A sale that is kept for the books; cash, rounded down to ten won, unless told."""
    placed = order(inn, *lines)
    if discount:
        placed = inn.owner.put(f"/api/v1/orders/{placed['id']}/discounts", [{"kind": "amount", "value": discount, "reason": "단골"}]).json
    tenders = tenders or [{"method": "cash", "amount": placed["total"] // 10 * 10}]
    sale = pay(inn, placed, *tenders, caller=caller or inn.cashier, **form).json
    check_sale(sale)
    inn.sales.append(sale)
    return sale


def give(inn, sale, caller=None, **form):
    given = (caller or inn.owner).post(f"/api/v1/sales/{sale['id']}/refunds", {"reason": "변심", **form}).json
    inn.refunds.append(given)
    return given


def lend(inn, act):
    return {"X-Approval": inn.cashier.post("/api/v1/approvals", {"pin": "777777", "act": act}).json["token"]}


def booked(inn, shift):
    """The sales and refunds of a shift, late ones left out."""
    return tuple([each for each in some if each.get("shiftId") == shift and "late" not in each["flags"]] for some in (inn.sales, inn.refunds))


def check_report(inn, report, opening, moved_in, moved_out):
    """Holds a report against what was booked in its shift, computed here once more."""
    sales, refunds = booked(inn, report["shiftId"])
    totals, tenders = book(sales, refunds)
    same((report["totals"], report["tenders"]), (totals, tenders), "the books")
    cash = next((each for each in tenders if each["method"] == "cash"), {"amount": 0, "refunded": 0})
    found = [report[name] for name in ("openingFloat", "cashSales", "cashRefunds", "in", "out", "expected")]
    same(found, [opening, cash["amount"], cash["refunded"], moved_in, moved_out,
                 opening + cash["amount"] - cash["refunded"] + moved_in - moved_out], "the drawer")
    same((sum(each["net"] for each in tenders), totals["sales"] + totals["deposit"] + totals["rounding"]),
         (receipts_of(sales, refunds),) * 2, "receipts, tenders and totals")


def opening(shop, inn):
    with shop.steps.step("a drawer is opened once, with what lies in it"):
        form = {"terminalId": inn.till_id, "openingFloat": 100_000}
        current = f"{SHIFTS}/current"
        inn.cashier.get(current, status=404, code="not-found")
        for change, code in (({"openingFloat": -1}, "float-invalid"), ({"openingFloat": 10_000_000_001}, "float-invalid"),
                             ({"openingFloat": 0.5}, "field-invalid"), ({"openingFloat": None}, "field-invalid"),
                             ({"terminalId": new_id()}, "terminal-unknown"), ({"terminalId": shop.terminal["id"]}, "terminal-unknown"),
                             ({"terminalId": "till"}, "field-invalid")):
            inn.cashier.post(SHIFTS, {**form, **change}, status=422, code=code)
        for caller, status in ((inn.till, 403), (inn.server, 403), (shop.nobody, 401)):
            caller.post(SHIFTS, form, status=status)
        inn.shift = inn.cashier.create(SHIFTS, form)
        same([inn.shift[name] for name in ("terminalId", "businessDate", "openingFloat", "status", "movements", "openedByName")],
             [inn.till_id, inn.today, 100_000, "open", [], "cashier"], "the shift")
        assert "expected" not in inn.shift, "who counts is told what to count"
        inn.cashier.post(SHIFTS, {**form, "id": inn.shift["id"], "openingFloat": 1}, status=409, code="id-reused")
        inn.owner.post(SHIFTS, form, status=409, code="shift-open")
        same([inn.cashier.get(current).json, inn.owner.get(f"{current}?terminalId={inn.till_id}").json], [inn.shift] * 2, "the current one")
        inn.owner.get(current, status=422, code="field-invalid")
        inn.owner.get(f"{current}?terminalId={inn.spare_id}", status=404, code="not-found")
        shop.owner.get(f"{current}?terminalId={inn.till_id}", status=404, code="not-found")
        inn.server.get(current, status=403, code="right-missing")
        inn.path = f"{SHIFTS}/{inn.shift['id']}"


def selling(inn):
    with inn.steps.step("what is sold and given back at a drawer belongs to its shift, whatever else is sold"):
        first = sell(inn, ask(inn.soup, 2), ask(inn.deposit, 2))
        same((first["rounding"], first["shiftId"], first["terminalId"]), (0, inn.shift["id"], inn.till_id), "the first")
        odd = sell(inn, ask(inn.soup), discount=333)
        same((odd["total"], odd["rounding"]), (8672, -2), "rounded down")
        sell(inn, ask(inn.soup), ask(inn.milk, 2), tenders=[{"method": "card", "amount": 4000, "approval": CARD}, {"method": "transfer", "amount": 1005},
                                                       {"method": "voucher", "amount": 4000}, {"method": "cash", "amount": 5000, "received": 10_000}])
        inn.office = sell(inn, ask(inn.milk), caller=inn.owner)
        here = sell(inn, ask(inn.milk, 3), caller=inn.owner, terminalId=inn.till_id)
        same(("shiftId" in inn.office, here["shiftId"]), (False, inn.shift["id"]), "without a drawer, and with one")
        elsewhere = sell(inn, ask(inn.soup), caller=inn.second)
        same((elsewhere["terminalId"], "shiftId" in elsewhere), (inn.spare_id, False), "at a drawer that is not open")
        back = give(inn, first, lines=[{"saleLineId": first["lines"][0]["id"], "quantity": 1}])
        same((back["shiftId"], back["terminalId"]), (inn.shift["id"], inn.till_id), "through the sale's own drawer")
        other = give(inn, inn.office, amount=1000, terminalId=inn.till_id)
        same((other["shiftId"], other["tenders"][0]["method"]), (inn.shift["id"], "cash"), "through another one")
        same("shiftId" in give(inn, inn.office, amount=500), False, "through none")
        same(give(inn, odd, amount=8672)["rounding"], -2, "what was rounded")


def moving(shop, inn):
    with shop.steps.step("money goes into a drawer and out of it, with a reason"):
        path, form = f"{inn.path}/movements", {"kind": "out", "amount": 12_000, "reason": " 우유를 급히 사 옴 "}
        for change, status, code in (({"amount": 0}, 422, "movement-invalid"), ({"amount": -1}, 422, "movement-invalid"),
                                     ({"amount": 10_000_000_001}, 422, "movement-invalid"), ({"reason": ""}, 422, "reason-invalid"),
                                     ({"reason": "가" * 201}, 422, "reason-invalid"), ({"kind": "gift"}, 422, "field-invalid")):
            inn.cashier.post(path, {**form, **change}, status=status, code=code)
        for caller, status in ((inn.till, 403), (inn.server, 403), (shop.nobody, 401), (shop.owner, 404)):
            caller.post(path, form, status=status)
        inn.cashier.post(f"{SHIFTS}/{new_id()}/movements", form, status=404, code="not-found")
        moved = inn.cashier.create(path, form)
        same([moved["movements"][0][name] for name in ("kind", "amount", "reason", "byName")], ["out", 12_000, "우유를 급히 사 옴", "cashier"], "out")
        key = {"Idempotency-Key": f"drawer-{inn.mark}"}
        inn.cashier.post(path, {"kind": "in", "amount": 50_000, "reason": "잔돈"}, headers=key)
        again = inn.cashier.post(path, {"kind": "in", "amount": 50_000, "reason": "잔돈"}, headers=key, status=200).json
        same([(each["kind"], each["amount"]) for each in again["movements"]], [("out", 12_000), ("in", 50_000)], "each once")


def reading(shop, inn):
    with shop.steps.step("an X is exact, changes nothing, and is not for those who count"):
        path = f"{inn.path}/report"
        report = inn.owner.get(path).json
        check_report(inn, report, 100_000, 50_000, 12_000)
        same((report["kind"], report["addenda"], report["totals"]["refundCount"]), ("X", [], 3), "the X")
        same([name for name in ("number", "counted", "difference", "hash", "open") if name in report], [], "what only a Z has")
        same(inn.owner.get(path).json, report, "read again")
        inn.cashier.get(path, status=403, code="right-missing")
        same(inn.cashier.get(path, headers=lend(inn, "seeFigures")).json, report, "lent to the cashier")
        for caller, status in ((shop.owner, 404), (inn.server, 403), (shop.nobody, 401)):
            caller.get(path, status=status)
        inn.owner.get(f"{SHIFTS}/{new_id()}/report", status=404, code="not-found")


def not_closing(shop, inn):
    step, path = shop.steps.step, f"{inn.path}/close"
    refuse = lambda status, code, caller=inn.owner, **form: caller.post(path, {"counted": 0, **form}, status=status, code=code)
    with step("a drawer whose card terminal has not answered is not closed"):
        placed = order(inn, ask(inn.milk))
        paying = pay(inn, placed, {"method": "card", "amount": 2500}, caller=inn.cashier, pending=True).json
        refuse(409, "payments-pending")
        asked = f"/api/v1/sales/{paying['id']}"
        inn.cashier.post(f"{asked}/tenders/{paying['tenders'][0]['id']}/result", {"outcome": "declined"}, status=200)
        refuse(409, "check-claimed", open=[{"orderId": placed["id"], "do": "void", "reason": "손님이 감"}])
        inn.cashier.delete(asked)
        inn.gone = placed
    with step("the cashier tells the last receipt of the till, or somebody signs for it"):
        number = lambda count, letter="A": f"{inn.today[2:].replace('-', '')}-{letter}-{count:04}"
        inn.number = number
        pay(inn, order(inn, ask(inn.milk)), caller=inn.cashier, receiptNumber=number(1, "B"), status=422, code="receipt-number-foreign")
        for count in (1, 3):
            sell(inn, ask(inn.soup), receiptNumber=number(count))
        pay(inn, order(inn, ask(inn.milk)), caller=inn.cashier, receiptNumber=number(3), status=409, code="receipt-number-taken")
        told = lambda text: {"lastReceipts": [{"terminalId": inn.till_id, "number": text}]}
        refuse(403, "receipts-unreported", inn.cashier)
        for text in (number(4, "B"), "4", number(1004), number(0), "251124-A-0004", ""):
            refuse(422, "last-receipt-invalid", inn.cashier, **told(text))
        inn.told = told
    with step("which counts are refused, and who may not close"):
        note = lambda value, count: {"value": value, "count": count}
        for form in ({"counted": None}, {"counted": -1}, {"counted": 10_000_000_001}, {"denominations": [note(1000, 1)]},
                     {"counted": None, "denominations": [note(1000, 1), note(1000, 2)]}, {"counted": None, "denominations": [note(0, 1)]},
                     {"counted": None, "denominations": [note(1000, -1)]}, {"counted": None, "denominations": [note(1000, 100_001)]},
                     {"counted": None, "denominations": [note(1_000_000_000, 100_000)]},
                     {"counted": None, "denominations": [note(value, 1) for value in range(1, 52)]}):
            refuse(422, "count-invalid", **form)
        refuse(422, "field-invalid", counted=1.5)
        refuse(422, "field-invalid", open=[{"orderId": inn.gone["id"], "do": "forget"}])
        refuse(403, "right-missing", inn.cashier, **inn.told(inn.number(4)), open=[{"orderId": inn.gone["id"], "do": "void", "reason": "노쇼"}])
        for caller, status in ((inn.till, 403), (inn.server, 403), (shop.nobody, 401), (shop.owner, 404)):
            caller.post(path, {"counted": 0}, status=status)
        inn.owner.post(f"{SHIFTS}/{new_id()}/close", {"counted": 0}, status=404, code="not-found")
    with step("a close that is refused voids nothing"):
        first, second = inn.waiting, inn.gone  # the oldest first, as they are voided
        for reasons in (("", "노쇼"), ("가" * 201, "노쇼"), ("노쇼", " ")):
            refuse(422, "reason-invalid", open=[{"orderId": each["id"], "do": "void", "reason": reason} for each, reason in zip((first, second), reasons)])
        for each in (first, second):
            status = inn.owner.get(f"/api/v1/orders/{each['id']}").json["status"]
            if status != "open":
                shop.steps.complaints.append(f"an order is {status} although the close was refused for another one's reason")
        same(inn.cashier.get(f"{SHIFTS}/current").json["status"], "open", "the shift")
        inn.gone = order(inn, ask(inn.milk, 2), note="그냥 가심")


def closing(shop, inn):
    step, path = shop.steps.step, f"{inn.path}/close"
    with step("a drawer is counted note by note and closed: the Z says what should have been there"):
        kept = order(inn, ask(inn.soup, 4))
        opened = {each["id"]: each for each in inn.owner.pages("/api/v1/orders?status=open", 50)}
        form = {"denominations": [{"value": 50_000, "count": 2}, {"value": 10_000, "count": 6}, {"value": 10, "count": 1}, {"value": 500, "count": 0}],
                **inn.told(inn.number(4)), "open": [{"orderId": inn.gone["id"], "do": "void", "reason": "손님이 그냥 가심"},
                                                    {"orderId": kept["id"], "do": "carry"}]}
        key = {"Idempotency-Key": f"close-{inn.mark}"}
        z = inn.cashier.post(path, form, status=200, headers={**key, **lend(inn, "cancelOrder")}).json
        check_report(inn, z, 100_000, 50_000, 12_000)
        same([z[name] for name in ("kind", "number", "counted", "difference", "closedByName", "addenda")],
             ["Z", 1, 160_010, 160_010 - z["expected"], "cashier", []], "the Z")
        same(z["denominations"], form["denominations"], "the notes")
        own = next(each for each in z["receipts"] if each["letter"] == "A")
        same(own, {"terminalId": inn.till_id, "letter": "A", "first": inn.number(1), "last": inn.number(4),
                   "missing": [inn.number(2), inn.number(4)], "reported": True}, "the till's receipts")
        mine = [each.get("receiptNumber") or each["number"] for each in inn.sales + inn.refunds]
        server = next(each for each in z["receipts"] if each["letter"] == "S")
        same((server["first"], server["last"], server["missing"]), (inn.number(1, "S"), inn.number(sum("-S-" in each for each in mine), "S"), []), "the server's")
        fates = {each["orderId"]: (each["do"], each["total"], each.get("reason")) for each in z["open"]}
        same(fates, {key_: (("void", each["total"], "손님이 그냥 가심") if key_ == inn.gone["id"] else ("carry", each["total"], None))
                     for key_, each in opened.items()}, "the open orders")
        same([inn.owner.get(f"/api/v1/orders/{each['id']}").json["status"] for each in (inn.gone, kept)], ["cancelled", "open"], "what became of them")
        same(z["hash"], fingerprint(z, ""), "the hash")
        again = inn.cashier.post(path, form, status=200, headers=key)
        same((again.json, again.headers.get("idempotency-replayed")), (z, "true"), "the first answer again")
        inn.z = z
    with step("a closed shift stays as it is, and everybody who sells may read its Z"):
        inn.owner.post(path, {"counted": 1}, status=409, code="shift-closed")
        inn.cashier.post(f"{inn.path}/movements", {"kind": "in", "amount": 1, "reason": "늦음"}, status=409, code="shift-closed")
        inn.cashier.get(f"{SHIFTS}/current", status=404, code="not-found")
        same(inn.cashier.get(f"{inn.path}/report").json, inn.z, "the Z")
        short = [each for each in inn.owner.get("/api/v1/dashboard/alerts").json["data"] if each["kind"] == "cash-short"]
        wanted = [(inn.shift["id"], -inn.z["difference"])] if inn.z["difference"] <= -1000 else []
        same([(each["shiftId"], each["amount"]) for each in short], wanted, "what is missing is worth a look")


def fingerprint(report, before):
    """SHA-256 over the hash of the Z before and this Z without its own, keys sorted."""
    plain = {name: value for name, value in report.items() if name not in ("hash", "addenda")}
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()


def late(inn):
    with inn.steps.step("what comes after the Z is named beside it: flagged, in the addenda, never in the Z"):
        sale = sell(inn, ask(inn.soup), ask(inn.deposit), tenders=[{"method": "card", "amount": 9105, "approval": CARD}], soldAt=inn.z["closedAt"])
        same((sale["flags"], sale["shiftId"]), (["late"], inn.shift["id"]), "a late sale")
        given = give(inn, sale, lines=[{"saleLineId": sale["lines"][0]["id"], "quantity": 1}], at=inn.z["closedAt"])
        same((given["flags"], given["shiftId"]), (["late"], inn.shift["id"]), "a late refund")
        after = inn.cashier.get(f"{inn.path}/report").json
        addenda = after.pop("addenda")
        same(after, {name: value for name, value in inn.z.items() if name != "addenda"}, "the Z itself")
        same([(each["kind"], each["id"], each["number"], each["total"], each["tax"], each["deposit"], each["rounding"]) for each in addenda],
             [("sale", sale["id"], sale["receiptNumber"], 9105, sale["tax"], 100, 0),
              ("refund", given["id"], given["number"], 9005, given["tax"], 0, 0)], "the addenda")
        same([[(each["method"], each["amount"]) for each in one["tenders"]] for one in addenda], [[("card", 9105)], [("card", 9005)]], "by method")
        same([each["id"] for each in inn.owner.pages("/api/v1/sales?flag=late", 50)], [sale["id"]], "late sales")


def again(inn):
    with inn.steps.step("the next shift of the drawer goes on where the last one ended, and its Z follows in number and hash"):
        inn.next = inn.owner.post(SHIFTS, {"terminalId": inn.till_id, "openingFloat": 0}).json
        path = f"{SHIFTS}/{inn.next['id']}"
        sell(inn, ask(inn.milk, 2), receiptNumber=inn.number(5))
        x = inn.owner.get(f"{path}/report").json
        same([(each["first"], each["last"], each["missing"], each["reported"]) for each in x["receipts"] if each["letter"] == "A"],
             [(inn.number(5), inn.number(5), [], False)], "its receipts")
        inn.owner.post(SETTLEMENTS, {"businessDate": inn.today}, status=409, code="shifts-open")
        z = inn.owner.post(f"{path}/close", {"counted": 5000}, status=200).json
        check_report(inn, z, 0, 0, 0)
        same((z["number"], z["difference"], z["hash"]), (2, 0, fingerprint(z, inn.z["hash"])), "the Z")
        same([each["reported"] for each in z["receipts"] if each["letter"] == "A"], [False], "signed off by the owner")
        inn.second_z = z
        listed = inn.cashier.pages(SHIFTS, 1)
        same([(each["id"], each["status"], each["number"], each["difference"]) for each in listed],
             [(inn.next["id"], "closed", 2, 0), (inn.shift["id"], "closed", 1, inn.z["difference"])], "the shifts")
        same(inn.cashier.get(f"{SHIFTS}?to=2000-01-01").json["data"], [], "long ago")
        for query in ("from=yesterday", "after=1.2", "limit=0"):
            inn.cashier.get(f"{SHIFTS}?{query}", status=422, code="field-invalid", bad=True)
        for caller, status in ((inn.server, 403), (inn.till, 403)):
            caller.get(SHIFTS, status=status)


def settling(shop, inn):
    step, owner = shop.steps.step, inn.owner
    form = {"businessDate": inn.today}
    with step("which days are not settled, and by whom not"):
        tomorrow = str(datetime.date.fromisoformat(inn.today) + datetime.timedelta(days=1))
        owner.post(SETTLEMENTS, {"businessDate": tomorrow}, status=422, code="day-in-future")
        for date in ("2026-02-30", "today", None, 20261124):
            owner.post(SETTLEMENTS, {"businessDate": date}, status=422, code="field-invalid")
        for caller, status in ((inn.cashier, 403), (inn.till, 403), (shop.nobody, 401)):
            caller.post(SETTLEMENTS, form, status=status)
            caller.get(SETTLEMENTS, status=status)
            caller.get(f"{SETTLEMENTS}/{inn.today}", status=status)
        for date in (inn.today, "2026-02-30", "today"):
            owner.get(f"{SETTLEMENTS}/{date}", status=404, code="not-found", bad=True)
    with step("a settled day is the sum of its receipts and the sum of its tenders, and what the dashboard says"):
        key = {"Idempotency-Key": f"settle-{inn.mark}"}
        settled = inn.settled = owner.post(SETTLEMENTS, form, headers=key).json
        totals, tenders = book(inn.sales, inn.refunds)
        same((settled["totals"], settled["tenders"]), (totals, tenders), "the day")
        same((totals["sales"] + totals["deposit"] + totals["rounding"], sum(each["net"] for each in tenders)),
             (receipts_of(inn.sales, inn.refunds),) * 2, "receipts and tenders")
        same(settled["shifts"], [{"shiftId": each["shiftId"], "terminalId": inn.till_id, "number": each["number"], "sales": each["totals"]["sales"],
                                  "difference": each["difference"]} for each in (inn.z, inn.second_z)], "its shifts")
        series = {each["letter"]: each for each in settled["receipts"]}
        same((series["A"]["first"], series["A"]["last"], series["A"]["missing"], series["A"]["reported"]),
             (inn.number(1), inn.number(5), [inn.number(2), inn.number(4)], False), "the till's receipts")
        same((series["S"]["missing"], "terminalId" in series["S"], settled["addenda"]), ([], False, []), "the server's")
        figures = owner.get(f"/api/v1/dashboard/summary?from={inn.today}&to={inn.today}").json["totals"]
        names = ("gross", "discount", "refunds", "sales", "tax", "net", "rounding", "deposit")
        same({name: figures[name] for name in names}, {name: totals[name] for name in names}, "the dashboard")
        if owner.get(f"{SETTLEMENTS}/{inn.today}").json != settled:
            shop.steps.complaints.append("read again it has addenda that its totals hold already: late for their shift, booked before the close")
        again = owner.post(SETTLEMENTS, form, headers=key, status=200)
        same((again.json, again.headers.get("idempotency-replayed")), (settled, "true"), "the first answer again")
        owner.post(SETTLEMENTS, form, status=409, code="day-settled")
        owner.post(SETTLEMENTS, {"businessDate": "2026-01-01"}, headers=key, status=409, code="id-reused")
        messages = owner.get("/api/v1/messages").json["data"]
        same([(each["kind"], each["about"]) for each in messages], [("settlement", inn.today)], "what the owner is told")


def afterwards(inn):
    owner = inn.owner
    with inn.steps.step("what comes after the close stands among its addenda: day = settlement + addenda"):
        before = len(inn.sales), len(inn.refunds)
        sale = sell(inn, ask(inn.soup, 3), caller=owner)
        same((sale["flags"], sale["businessDate"], sale["rounding"]), (["late"], inn.today, -5), "a sale after the close")
        give(inn, sale, amount=9000)
        found = owner.get(f"{SETTLEMENTS}/{inn.today}").json
        same({**found, "addenda": []}, inn.settled, "the settlement itself")
        found["addenda"] = [each for each in found["addenda"] if each["bookedAt"] > found["settledAt"]]
        same([each["kind"] for each in found["addenda"]], ["sale", "refund"], "the addenda")
        sums = [sum(each[name] * (1 if each["kind"] == "sale" else -1) for each in found["addenda"]) for name in ("total", "tax", "rounding", "deposit")]
        added = book(inn.sales[before[0]:], inn.refunds[before[1]:])[0]
        same(sums, [added["sales"] + added["deposit"], added["tax"], added["rounding"], added["deposit"]], "their sums")
        day = owner.get(f"/api/v1/dashboard/summary?from={inn.today}&to={inn.today}").json["totals"]
        same((day["sales"], day["tax"]), (found["totals"]["sales"] + sums[0] - sums[3], found["totals"]["tax"] + sums[1]), "the day")
    with inn.steps.step("days are settled one by one, also those on which nothing was sold"):
        dates = [str(datetime.date.fromisoformat(inn.today) - datetime.timedelta(days=each)) for each in (3, 2)]
        for date in dates:
            empty = owner.post(SETTLEMENTS, {"businessDate": date}).json
            same((set(empty["totals"].values()), empty["tenders"], empty["shifts"], empty["receipts"]), ({0}, [], [], []), "an empty day")
        listed = owner.pages(SETTLEMENTS, 1)
        same([each["businessDate"] for each in listed], [inn.today, dates[1], dates[0]], "the newest first")
        same(["addenda" in each for each in listed], [False] * 3, "without addenda")
        for query in ("after=x", "limit=0"):
            owner.get(f"{SETTLEMENTS}?{query}", status=422, code="field-invalid", bad=True)
        same(len(owner.get("/api/v1/messages").json["data"]), 1, "messages: none of old days")
