"""Dashboard and Consulting: the figures equal the books, the advice rests on them."""
import collections
import csv
import datetime
import io
import time

from caller import new_id, same
from money import book, check_sale, divided_lines, pieces, receipts_of
from orders import line
from sales import order, pay

DAYS = 16


def run(shop):
    step, owner = shop.steps.step, shop.owner
    with step(f"{DAYS} days of the past move in"):
        today = datetime.date.fromisoformat(shop.today)
        shop.first = today - datetime.timedelta(days=DAYS)
        for day in range(1, DAYS + 1):
            date = today - datetime.timedelta(days=day)
            for hour in ("00:30", "05:10"):  # 9:30 and 14:10 in Seoul
                moment = f"{date}T{hour}:00Z"
                lines = [line(shop, "아메리카노", 2), line(shop, "크루아상")] if day % 8 else [line(shop, "아메리카노", 2)]
                if day % 3 == 0:
                    lines += [line(shop, "카페라떼", 4)]
                placed = order(shop, *lines, placedAt=moment, guests=2)
                sale = pay(shop, placed, {"method": "card" if day % 2 else "cash", "amount": placed["total"]}, caller=owner,
                           soldAt=moment, staffId=shop.people["cashier"]["id"]).json
                same(sale["businessDate"], str(date), "the business date")
        night = f"{today - datetime.timedelta(days=1)}T19:59:00Z"  # 4:59 in Seoul: still the day before
        placed = order(shop, line(shop, "크루아상"), placedAt=night)
        sale = pay(shop, placed, caller=owner, soldAt=night).json
        same((placed["businessDate"], sale["businessDate"]), (str(today - datetime.timedelta(days=1)),) * 2, "before the cutoff")
    shop.range = f"from={shop.first}&to={shop.today}"
    shop.books = owner.pages(f"/api/v1/sales?{shop.range}", 200)
    shop.refunds = owner.pages(f"/api/v1/refunds?{shop.range}", 200)
    books(shop)
    views(shop)
    alerts(shop)
    asking(shop)
    consulting(shop)


def fold(books, refunds):
    """What the sales and refunds of a range come to."""
    divided = divided_lines(books)
    for sale in books:
        check_sale(sale, divided)
    totals, methods = book(books, refunds)
    return {**totals, "all": receipts_of(books, refunds), "tenders": sum(each["net"] for each in methods)}


def books(shop):
    step, owner = shop.steps.step, shop.owner
    with step("a day is the sum of its receipts and the sum of its tenders"):
        summary = owner.get(f"/api/v1/dashboard/summary?{shop.range}").json
        same(len(summary["days"]), DAYS + 1, "the days")
        for day in summary["days"]:
            sold = fold(*([each for each in some if each["businessDate"] == day["date"]] for some in (shop.books, shop.refunds)))
            for name in ("gross", "discount", "refunds", "sales", "tax", "net", "deposit", "rounding"):
                same(day[name], sold[name], f"{name} of {day['date']}")
            same(day["sales"] + day["deposit"] + day["rounding"], sold["all"], f"the receipts of {day['date']}")
            same(sold["tenders"], sold["all"], f"the tenders of {day['date']}")
        for totals in [summary["totals"], summary["previous"], *summary["days"]]:
            same(totals["sales"], totals["gross"] - totals["discount"] - totals["refunds"], "sales")
            same((totals["net"], totals["profit"]), (totals["sales"] - totals["tax"], totals["sales"] - totals["tax"] - totals["cost"]),
                 "net and profit")
            average = (2 * totals["sales"] + totals["orders"]) // (2 * totals["orders"]) if totals["orders"] else None
            same(totals["averageTicket"], average, "the average ticket")
        for name in ("gross", "refunds", "sales", "tax", "cost", "orders", "guests", "deposit", "rounding"):
            same(summary["totals"][name], sum(day[name] for day in summary["days"]), f"{name} of all days")
        same(summary["totals"]["orders"], len({each["orderId"] for each in shop.books}), "orders with a paid sale")
        shop.totals = summary["totals"]
        live = owner.get("/api/v1/dashboard/live").json
        same((live["businessDate"], live["totals"]), (shop.today, {key: value for key, value in summary["days"][-1].items()
                                                                   if key != "date"}), "today, live")
    with step("an unpaid order is no sale, a paid one counts at once"):
        placed = order(shop, line(shop, "크루아상"))
        same(owner.get("/api/v1/dashboard/live").json["totals"], live["totals"], "before it is paid")
        shop.books.append(pay(shop, placed).json)
        after = owner.get("/api/v1/dashboard/live").json["totals"]
        same(after["sales"], live["totals"]["sales"] + 3800, "right after it was paid")
        shop.totals = owner.get(f"/api/v1/dashboard/summary?{shop.range}").json["totals"]


def views(shop):
    step, owner = shop.steps.step, shop.owner
    see = lambda name: owner.get(f"/api/v1/dashboard/{name}?{shop.range}").json["data"]
    with step("every way of looking at the figures adds up to the same sales"):
        for name in ("items", "categories", "hours", "weekdays", "staff", "tables", "channels"):
            same(sum(each["sales"] for each in see(name)), shop.totals["sales"], f"sales by {name}")
        for name in ("hours", "weekdays", "staff", "tables", "channels"):
            same(sum(each["orders"] for each in see(name)), shop.totals["orders"], f"orders by {name}")
        for name in ("tax", "cost", "profit"):
            same(sum(each[name] for each in see("items")), shop.totals[name], f"{name} by items")
        methods = collections.Counter()
        for sale in shop.books:
            for tender in sale["tenders"]:
                methods[tender["method"]] += tender["amount"]
        for tender in (each for refund in shop.refunds for each in refund["tenders"]):
            methods[tender["method"]] -= tender["amount"]
        same({each["method"]: each["amount"] for each in see("payments")}, dict(methods), "by way of paying")
        sold, lines, back = collections.Counter(), collections.defaultdict(list), collections.defaultdict(list)
        for some, docs in ((lines, shop.books), (back, shop.refunds)):
            for each in (each for doc in docs for each in doc["lines"] if each["taxClass"] != "deposit"):
                some[each["lineId"]].append(each)
        for key, each in lines.items():
            sold[each[0]["itemId"]] += pieces(each, back[key])
        same({each["itemId"]: each["quantity"] for each in see("items")}, dict(sold), "quantities by item")
        hours = see("hours")
        same([each["hour"] for each in hours], [*range(5, 24), *range(5)], "the hours from cutoff to cutoff")
        same([each["weekday"] for each in see("weekdays")], [1, 2, 3, 4, 5, 6, 7], "the weekdays")
        shots = next(each for each in see("options") if each["optionId"] == shop.shot)
        same((shots["quantity"], shots["sales"]), (1, 500), "the option 샷")
    with step("every figure opens the receipts behind it"):
        receipts = owner.pages(f"/api/v1/dashboard/receipts?{shop.range}", 7)
        number = lambda each: each.get("receiptNumber") or each["number"]
        papers = shop.books + shop.refunds
        same(sorted(each["receiptNumber"] for each in receipts), sorted(map(number, papers)), "all receipts")
        same({each["refundId"] for each in receipts if each["kind"] == "refund"}, {each["id"] for each in shop.refunds}, "the refunds")
        same(sum(each["sales"] for each in receipts), shop.totals["sales"], "their sales")
        same(sum(each["total"] for each in receipts), sum(each["total"] for each in shop.books)
             - sum(each["total"] for each in shop.refunds), "their totals")
        for key, value, want in [
            ("method", "voucher", lambda sale: any(each["method"] == "voucher" for each in sale["tenders"])),
            ("item", shop.items["카페라떼"]["id"], lambda sale: any(each["name"] == "카페라떼" for each in sale["lines"])),
            ("category", "%EB%B9%B5", lambda sale: any(each.get("category") == "빵" for each in sale["lines"])),
            ("staff", shop.people["cashier"]["id"], lambda sale: sale.get("staffId") == shop.people["cashier"]["id"]),
            ("table", shop.tables[0]["id"], lambda sale: sale.get("tableId") == shop.tables[0]["id"]),
            ("channel", "table", lambda sale: sale["channel"] == "table"), ("option", shop.shot, lambda sale: sale["id"] == shop.sale["id"]),
        ]:
            found = [each["receiptNumber"] for each in owner.pages(f"/api/v1/dashboard/receipts?{shop.range}&{key}={value}", 50)]
            same(sorted(found), sorted(number(each) for each in papers if want(each)), f"receipts by {key}")
        hour = next(each for each in hours if each["orders"])
        found = owner.pages(f"/api/v1/dashboard/receipts?{shop.range}&hour={hour['hour']}", 50)
        same(sum(each["sales"] for each in found), hour["sales"], "receipts of an hour")
    with step("the tables for spreadsheets say the same"):
        for kind, count in (("day", DAYS + 1), ("item", len(sold)), ("hour", 24)):
            answer = owner.get(f"/api/v1/dashboard/export.csv?{shop.range}&by={kind}")
            rows = list(csv.DictReader(io.StringIO(answer.text)))
            same((len(rows), sum(int(row["sales"]) for row in rows)), (count, shop.totals["sales"]), f"by {kind}")


def alerts(shop):
    owner = shop.owner
    with shop.steps.step("what is worth a look is listed, in the reader's language, and accuses nobody"):
        found = owner.pages(f"/api/v1/dashboard/alerts?{shop.range}", 1)
        below = next(each for each in found if each.get("saleId") == shop.below["id"])
        same((below["kind"], below["amount"], "count" in below), ("below-printed", shop.below["total"], False), "the alert")
        times = [each["at"] for each in found]
        same(times, sorted(times, reverse=True), "the newest first")
        english = owner.get(f"/api/v1/dashboard/alerts?{shop.range}", headers={"Accept-Language": "en"}).json["data"]
        assert any(each["text"].startswith("A check was paid with less") for each in english), english
        for caller, status in ((shop.till, 403), (shop.nobody, 401)):
            caller.get(f"/api/v1/dashboard/alerts?{shop.range}", status=status)
        owner.get("/api/v1/dashboard/alerts?after=x", status=422, code="field-invalid")


def asking(shop):
    step, owner = shop.steps.step, shop.owner
    with step("which figures nobody gets"):
        names = ("summary", "items", "categories", "options", "hours", "weekdays", "payments", "staff", "tables", "channels",
                 "receipts", "export.csv")
        for name in names:
            path = f"/api/v1/dashboard/{name}"
            owner.get(f"{path}?from=2026-01-02&to=2026-01-01", status=422, code="range-reversed")
            owner.get(f"{path}?from=2020-01-01&to=2026-01-01", status=422, code="range-too-long")
            owner.get(f"{path}?from=2026-02-30", status=422, code="field-invalid")
            shop.cashier.get(path, status=403, code="right-missing")
            shop.nobody.get(path, status=401, code="unauthenticated")
        owner.get("/api/v1/dashboard/export.csv?by=mood", status=422, code="export-unknown")
        for query in ("hour=24", "hour=x", "after=x", "limit=0"):
            owner.get(f"/api/v1/dashboard/receipts?{query}", status=422, code="field-invalid", bad=True)
        same(len(owner.get("/api/v1/dashboard/summary?from=2023-11-22&to=2026-11-24").json["days"]), 1099, "a long range")
        shop.cashier.get("/api/v1/dashboard/live", status=403, code="right-missing")
        rival = shop.rival.get(f"/api/v1/dashboard/items?{shop.range}").json["data"]
        assert {each["itemId"] for each in rival} <= {shop.rival_item["id"]}, "the rival sees our figures"


def consulting(shop):
    step, owner = shop.steps.step, shop.owner
    with step("an analysis, from being asked for to its report"):
        ask = {"from": str(shop.first), "to": shop.today, "language": "ko", "question": "오후 매출을 올리려면?"}
        accepted = owner.create("/api/v1/consultings", ask, status=202)
        owner.post("/api/v1/consultings", {"id": accepted["id"], **ask, "language": "en"}, status=409, code="id-reused")
        path = f"/api/v1/consultings/{accepted['id']}"
        for _ in range(150):
            job = owner.get(path).json
            if job["status"] not in ("queued", "running"):
                break
            time.sleep(0.2)  # a job is followed by asking, as the API has it
        same((job["status"], job["progress"]), ("completed", 100), "how it ended")
        owner.delete(path, status=409, code="already-ended")
    with step("the report rests on the books"):
        report = job["report"]
        baskets = {}
        for sale in shop.books:
            baskets.setdefault(sale["orderId"], set()).update(
                each["itemId"] for each in sale["lines"] if each["taxClass"] != "deposit")
        cup, pastry = sorted(shop.items[name]["id"] for name in ("아메리카노", "크루아상"))
        both = sum(1 for each in baskets.values() if {cup, pastry} <= each)
        first = sum(1 for each in baskets.values() if cup in each)
        second = sum(1 for each in baskets.values() if pastry in each)
        pair = next(each for each in report["pairs"] if {each["a"], each["b"]} == {cup, pastry})
        for name, expected in (("support", both / len(baskets)), ("confidenceAB", both / first), ("confidenceBA", both / second),
                               ("lift", both * len(baskets) / (first * second))):
            assert abs(pair[name] - expected) < 1e-9, f"{name} {pair[name]}, not {expected}"
        counted = all(sum(1 for each in baskets.values() if {pair["a"], pair["b"]} <= each) >= 20 for pair in report["pairs"])
        assert counted, "a pair in fewer than 20 baskets is listed"
        facts = {each["id"]: each["value"] for each in report["facts"]}
        same((facts["orders"], facts["net-sales"]), (shop.totals["orders"], shop.totals["net"]), "orders and net sales")
        same(sum(each["sales"] for each in report["hours"]), shop.totals["sales"], "sales by hour")
        classes = {each["name"]: each["class"] for each in report["menu"]}
        assert classes["아메리카노"] != "insufficient", f"아메리카노 is {classes['아메리카노']}"
        same({each["name"]: each["quantity"] for each in report["menu"]},
             {each["name"]: each["quantity"] for each in owner.get(f"/api/v1/dashboard/items?{shop.range}").json["data"]}, "units")
    with step("analyses page by page; calling one off; what nobody may ask"):
        queued = [owner.post("/api/v1/consultings", {"from": str(shop.first), "to": shop.today, "language": "en"}, status=202)
                  for _ in range(12)]
        last = queued[-1].headers["location"]
        owner.delete(last)
        owner.delete(last)
        same(owner.get(last).json["status"], "cancelled", "called off")
        listed = owner.pages("/api/v1/consultings", 5)
        same(len({each["id"] for each in listed}), 13, "all analyses")
        for form, code in [({"from": "2026-01-02", "to": "2026-01-01"}, "range-reversed"),
                           ({"from": "2020-01-01", "to": "2026-01-01"}, "range-too-long"), ({"from": shop.today}, "field-invalid"),
                           ({"from": shop.today, "to": shop.today, "question": "가" * 10_000}, "question-too-long"),
                           ({"from": shop.today, "to": shop.today, "language": "fr"}, "field-invalid")]:
            owner.post("/api/v1/consultings", form, status=422, code=code)
        owner.get("/api/v1/consultings?after=x", status=422, code="field-invalid")
        for caller, status in ((shop.rival, 404), (shop.cashier, 403), (shop.nobody, 401)):
            caller.get(path, status=status)
            caller.delete(path, status=status)
        shop.cashier.post("/api/v1/consultings", ask, status=403, code="right-missing")
        shop.cashier.get("/api/v1/consultings", status=403, code="right-missing")
        owner.get(f"/api/v1/consultings/{new_id()}", status=404, code="not-found")
