"""Order: floor, placing, adding, changing, voiding, sending, discounts, moving, cancelling, lending a right."""
import datetime

from caller import new_id, same
from money import spread


def line(shop, name, quantity=1, *options, **more):
    """A line as a client asks for it; coffee is served hot unless told."""
    if name == "아메리카노" and not options:
        options = (shop.hot,)
    return {"itemId": shop.items[name]["id"], "quantity": quantity, "options": list(options), **more}


def run(shop):
    step = shop.steps.step
    floor(shop)
    with step("place an order: priced by the server, whatever the client says"):
        forged = {**line(shop, "아메리카노", 2, shop.ice, shop.shot, unitPrice=1), "amount": 1, "price": 1}
        order = shop.server.post("/api/v1/orders", {"channel": "takeout", "lines": [forged], "total": 1}, unknown=True).json
        same((order["lines"][0]["unitPrice"], order["total"]), (4500, 2 * (4500 + 500 + 500)), "a forged price")
        same((order["status"], order["businessDate"][:2], order["number"][0]), ("open", "20", "A"), "the order")
        shop.today = order["businessDate"]
        assert "cost" not in str(order), "an order tells costs"
        first = shop.owner.create("/api/v1/orders", {"channel": "table", "guests": 2, "lines": []})
        shop.owner.post("/api/v1/orders", {"id": first["id"], "channel": "table", "guests": 3, "lines": []}, status=409,
                        code="id-reused")
        key = {"Idempotency-Key": f"order-{shop.mark}"}
        body = {"channel": "takeout", "lines": [line(shop, "크루아상")]}
        one = shop.owner.post("/api/v1/orders", body, headers=key)
        same(shop.owner.post("/api/v1/orders", body, headers=key, status=200).json, one.json, "the first answer")
        shop.owner.post("/api/v1/orders", {**body, "note": "다른 주문"}, headers=key, status=409, code="id-reused")
    with step("ids that the server makes are version 7"):
        for made in (one.json["id"], one.json["lines"][0]["id"], one.json["checks"][0]["id"]):
            same(made[14], "7", f"the version of {made}")
    refused(shop)
    acts(shop)
    discounts(shop)
    lending(shop)
    ending(shop)
    lists(shop)


def floor(shop):
    step, owner = shop.steps.step, shop.owner
    with step("the floor: empty, drawn, never from an old version"):
        empty = owner.get("/api/v1/floor")
        same(empty.json, {"areas": [], "version": 0}, "an empty floor")
        table = lambda name: {"id": new_id(), "name": name, "seats": 2, "x": 0, "y": 0.5, "w": 1, "h": 1, "shape": "round"}
        shop.tables = [table("창가 1"), table("창가 2"), table("안쪽 1")]
        areas = {"areas": [{"id": new_id(), "name": "홀", "tables": shop.tables}]}
        put = lambda body, caller=owner, **more: caller.put("/api/v1/floor", body, **more)
        put(areas, status=428, code="version-required")
        drawn = put(areas, headers={"If-Match": empty.headers["etag"]})
        same((drawn.json["areas"], drawn.json["version"]), (areas["areas"], 1), "the floor")
        put(areas, headers={"If-Match": empty.headers["etag"]}, status=412, code="version-stale")
        put(areas, headers={"If-Match": "*"})
        put({"areas": areas["areas"] * 2}, headers={"If-Match": "*"}, status=422, code="floor-invalid")
        put(areas, shop.server, headers={"If-Match": "*"}, status=403, code="right-missing")
        same(shop.rival.get("/api/v1/floor").json["areas"], [], "the rival's floor")
        shop.areas = areas


def refused(shop):
    step, owner = shop.steps.step, shop.owner
    with step("which orders are refused"):
        place = lambda **form: {"channel": "takeout", "lines": [line(shop, "크루아상")], **form}
        lines = lambda *each: place(lines=list(each))
        group = shop.items["아메리카노"]["id"]
        for form, code in [
            (lines(), "lines-required"), (lines(line(shop, "크루아상", 0)), "quantity-invalid"),
            (lines(line(shop, "크루아상", -1)), "quantity-invalid"), (lines(line(shop, "크루아상", 1000)), "quantity-invalid"),
            (lines({"itemId": shop.rival_item["id"], "quantity": 1}), "item-unknown"),
            (lines({"itemId": shop.hidden_item["id"], "quantity": 1}), "item-unknown"),
            (lines({"itemId": new_id(), "quantity": 1}), "item-unknown"),
            (lines({"itemId": group, "quantity": 1, "options": []}), "options-invalid"),
            (lines(line(shop, "아메리카노", 1, shop.hot, shop.ice)), "options-invalid"),
            (lines(line(shop, "아메리카노", 1, shop.hot, new_id())), "options-invalid"),
            (lines(line(shop, "시가 딸기")), "price-required"),
            (lines(line(shop, "시가 딸기", unitPrice=-1)), "price-invalid"),
            (lines(line(shop, "시가 딸기", unitPrice=10_000_000_001)), "price-invalid"),
            (lines(line(shop, "크루아상", note="가" * 10_000)), "text-invalid"), (place(note="가" * 501), "text-invalid"),
            (place(channel="table", tableId=new_id()), "table-unknown"),
            (lines(line(shop, "크루아상", course=10)), "course-invalid"), (lines(line(shop, "크루아상", course=-1)), "course-invalid"),
            (place(recorded={"lines": []}), "recorded-elsewhere"), (place(guests=-1), "guests-invalid"),
            (place(placedAt="2100-01-01T00:00:00Z"), "time-in-future"), (place(channel="carrier pigeon"), "field-invalid"),
            (lines({"itemId": "커피", "quantity": 1}), "field-invalid"), (lines(line(shop, "크루아상", 1.5)), "field-invalid"),
            (lines(*[line(shop, "크루아상")] * 5001), "too-many-lines"),
        ]:
            try:
                owner.post("/api/v1/orders", form, status=422, code=code)
            except AssertionError as error:  # every form is its own complaint
                shop.steps.complaints.append(f"{code}: {str(error)[:160]}")
        same_id = new_id()
        owner.post("/api/v1/orders", lines(line(shop, "크루아상", id=same_id), line(shop, "크루아상", id=same_id)), status=409,
                   code="line-id-reused")
        owner.patch(f"/api/v1/items/{shop.items['카페라떼']['id']}", {"soldOut": True})
        owner.post("/api/v1/orders", lines(line(shop, "카페라떼")), status=409, code="item-sold-out")
        owner.patch(f"/api/v1/items/{shop.items['카페라떼']['id']}", {"soldOut": False})
        shop.till.post("/api/v1/orders", place(), status=403, code="right-missing")
        # Staff at a paired till may say when it happened; what is older than the year 2000 nobody sold.
        shop.cashier.post("/api/v1/orders", place(placedAt="2020-01-01T00:00:00Z"), status=201)
        shop.cashier.post("/api/v1/orders", place(placedAt="1950-01-01T00:00:00Z"), status=422, code="time-too-old")
        shop.rival.post("/api/v1/orders", place(), status=422, code="item-unknown")
    with step("who may name the price of a market-price item"):
        form = {"channel": "takeout", "lines": [line(shop, "시가 딸기", 1, unitPrice=12_000)]}
        same(shop.cashier.post("/api/v1/orders", form).json["total"], 12_000, "a cashier's price")
        answer = shop.server.post("/api/v1/orders", form, status=(201, 403, 422))
        assert answer.code in (None, "right-missing"), \
            f"a server who named a price is told {answer.code}, so that nobody knows that the right can be lent"
    with step("an order number is given once a day, whoever gives it"):
        form = {"channel": "takeout", "lines": [line(shop, "크루아상")]}
        till = owner.create("/api/v1/terminals", {"name": "배달 포스", "kind": "till"})
        paired = owner.twin(shop.nobody.post("/api/v1/terminals/pair", {"code": till["pairingCode"]}).json["accessToken"])
        cashier = owner.twin(paired.post("/api/v1/sessions/pin", {"pin": "4821"}).json["accessToken"])
        letter = till["letter"]
        same(cashier.post("/api/v1/orders", form).json["number"], f"{letter}-001", "the first number")
        cashier.post("/api/v1/orders", {**form, "number": f"{letter}-001"}, status=409, code="number-taken")
        for number in ("S-003", f"{letter}-", f"{letter}-x", "003"):
            cashier.post("/api/v1/orders", {**form, "number": number}, status=422, code="number-foreign")
        cashier.post("/api/v1/orders", {**form, "number": f"{letter}-002"})
        after = cashier.post("/api/v1/orders", form).json["number"]
        assert after != f"{letter}-002", f"the number {after} is given twice on one day"
    with step("a time before there were shops is refused"):
        long_ago = {"channel": "takeout", "lines": [], "placedAt": "1800-01-01T00:00:00Z"}
        shop.rival.post("/api/v1/orders", {**long_ago, "channel": "table"}, status=422)


def acts(shop):
    step, owner, server = shop.steps.step, shop.owner, shop.server
    with step("a table's evening: add, change, send, void"):
        order = server.post("/api/v1/orders", {"channel": "table", "tableId": shop.tables[0]["id"], "guests": 2,
                                               "lines": [line(shop, "아메리카노")]}).json
        same((order["tableName"], order["lines"][0]["status"]), ("창가 1", "draft"), "the order")
        path = f"/api/v1/orders/{order['id']}"
        added = server.create(f"{path}/lines", {"lines": [line(shop, "크루아상", 3)]})
        same((len(added["lines"]), added["total"]), (1, 4500 + 3 * 3800), "what was added")
        pastry, cup = added["lines"][0], order["lines"][0]
        draft = f"{path}/lines/{pastry['id']}"
        changed = server.patch(draft, {"quantity": 2, "note": "데워 주세요", "version": 1}).json
        same(changed["total"], 4500 + 2 * 3800, "the total")
        server.patch(draft, {"quantity": 9, "version": 1}, status=412, code="line-version-stale")
        server.patch(draft, {"quantity": 0}, status=422, code="quantity-invalid")
        server.patch(draft, {"course": 10}, status=422, code="course-invalid")
        courses = [next(each for each in server.patch(draft, {"course": course}).json["lines"] if each["id"] == pastry["id"]).get("course")
                   for course in (2, 0)]
        same(courses, [2, None], "a course, and none again")
        server.patch(f"{path}/lines/{cup['id']}", {"options": [new_id()]}, status=422, code="options-invalid")
        server.patch(f"{path}/lines/{new_id()}", {"quantity": 1}, status=404, code="line-unknown")
        sent = server.post(f"{path}/send", {"lineIds": [cup["id"]]}, status=200).json
        same([each["status"] for each in sent["lines"]], ["sent", "draft"], "what was sent")
        server.post(f"{path}/send", {"lineIds": [new_id()]}, status=404, code="line-unknown")
        server.patch(f"{path}/lines/{cup['id']}", {"quantity": 2}, status=409, code="line-already-sent")
        version = {each["id"]: each["version"] for each in sent["lines"]}
        void = lambda each, caller=server, **form: (f"{path}/lines/{each['id']}/void", {
            "reason": "손님이 바꿈", "version": version[each["id"]], **form})
        server.post(*void(pastry, action="cancel"), status=403, code="right-missing")
        owner.post(*void(pastry, action="cancel"), status=409, code="void-action-invalid")
        server.post(*void(pastry, action="remove", quantity=3), status=422, code="quantity-invalid")
        server.post(*void(pastry, action="remove", reason=" "), status=422, code="text-invalid")
        server.post(*void(pastry, action="remove", version=1), status=412, code="line-version-stale")
        key = {"Idempotency-Key": f"void-{shop.mark}"}
        once = server.post(*void(pastry, action="remove", quantity=1), status=200, headers=key).json
        again = server.post(*void(pastry, action="remove", quantity=1), status=200, headers=key)
        same((again.json, again.headers.get("idempotency-replayed")), (once, "true"), "done once")
        same(sorted((each["quantity"], each["status"], each["amount"]) for each in once["lines"]),
             [(1, "draft", 3800), (1, "removed", 0), (1, "sent", 4500)], "a part is taken back")
        server.post(*void(cup, action="loss"), status=403, code="right-missing")
        lost = shop.cashier.post(*void(cup, action="loss"), status=200).json
        same((lost["lines"][0]["status"], lost["lines"][0]["reason"], lost["total"]), ("loss", "손님이 바꿈", 3800), "a loss")
        shop.cashier.post(*void(cup, action="loss", version=lost["lines"][0]["version"]), status=409, code="line-voided")
        shop.rival.post(*void(cup, action="loss"), status=404, code="not-found")
        for caller, status in ((shop.rival, 404), (shop.nobody, 401)):
            caller.get(path, status=status)
            caller.post(f"{path}/lines", {"lines": [line(shop, "크루아상")]}, status=status)
        same(owner.get(path).headers["etag"], f'"{lost["version"]}"', "the ETag")
        shop.evening = order["id"]
    with step("move to another table, which then stays on the floor"):
        moved = server.post(f"{path}/move", {"tableId": shop.tables[1]["id"]}, status=200).json
        same(moved["tableName"], "창가 2", "the table")
        server.post(f"{path}/move", {"tableId": new_id()}, status=422, code="table-unknown")
        shop.rival.post(f"{path}/move", {"tableId": shop.tables[1]["id"]}, status=404, code="not-found")
        owner.put("/api/v1/floor", {"areas": []}, headers={"If-Match": "*"}, status=409, code="table-in-use")
    with step("a move honours Idempotency-Key"):
        key, here = {"Idempotency-Key": f"move-{shop.mark}"}, {"tableId": shop.tables[2]["id"]}
        once = server.post(f"{path}/move", here, status=200, headers=key)
        again = server.post(f"{path}/move", here, status=200, headers=key)
        same(again.json["version"], once.json["version"], "the version after the same move again")
    with step("acts on an order refuse a stale If-Match"):
        stale = {"If-Match": '"1"'}
        for act, body in (("move", {"tableId": shop.tables[0]["id"]}), ("send", {}), ("cancel", {"reason": "옛날 화면"})):
            answer = owner.post(f"{path}/{act}", body, headers=stale, status=(200, 412))
            if answer.status != 412:
                shop.steps.complaints.append(f"POST {act} with If-Match of an old version: {answer.status}, not 412")


def discounts(shop):
    step, owner = shop.steps.step, shop.owner
    with step("discounts: half up, cut to the base, spread by largest remainder, never on deposits"):
        order = owner.post("/api/v1/orders", {"channel": "takeout", "lines": [
            line(shop, "아메리카노", 1), line(shop, "크루아상", 1), line(shop, "컵 보증금", 1)]}).json
        path = f"/api/v1/orders/{order['id']}/discounts"
        given = owner.put(path, [{"kind": "percent", "value": 12.5, "reason": "단골"}]).json
        parts = spread(1038, [4500, 3800])  # 12.5 % of 8,300 is 1,037.5
        same([each["discount"] for each in given["lines"]], parts + [0], "12.5 % of 8,300")
        same((given["subtotal"], given["discount"], given["total"]), (8600, 1038, 7562), "the sums")
        cup = order["lines"][0]["id"]
        given = owner.put(path, [{"kind": "amount", "value": 99_999, "lineId": cup, "reason": "엎지름"}]).json
        same((given["lines"][0]["discount"], given["total"]), (4500, 4100), "cut to its base")
        same(owner.put(path, []).json["discount"], 0, "taken away again")
        for form, code in [({"kind": "percent", "value": 101, "reason": "과함"}, "discount-invalid"),
                           ({"kind": "amount", "value": -1, "reason": "음수"}, "discount-invalid"),
                           ({"kind": "amount", "value": 0.5, "reason": "반원"}, "discount-invalid"),
                           ({"kind": "amount", "value": 1, "reason": ""}, "text-invalid"),
                           ({"kind": "gift", "value": 1, "reason": "선물"}, "field-invalid")]:
            owner.put(path, [form], status=422, code=code)
        owner.put(path, [{"kind": "amount", "value": 1, "lineId": new_id(), "reason": "누구"}], status=404, code="line-unknown")
        shop.rival.put(path, [], status=404, code="not-found")
        shop.discounted = order["id"]


def lending(shop):
    step, cashier = shop.steps.step, shop.cashier
    with step("a right is lent for one act"):
        path = f"/api/v1/orders/{shop.discounted}/discounts"
        discount = [{"kind": "amount", "value": 1000, "reason": "기다리게 해서"}]
        cashier.put(path, discount, status=403, code="right-missing")
        ask = lambda act, pin="482100", **more: cashier.post("/api/v1/approvals", {"pin": pin, "act": act}, **more)
        token = ask("discount").json["token"]
        given = cashier.put(path, discount, headers={"X-Approval": token}).json
        same(given["discounts"][0]["by"], shop.people["manager"]["id"], "who lent it")
        cashier.put(path, [], headers={"X-Approval": token}, status=403, code="approval-spent")
        cashier.put(path, [], headers={"X-Approval": token[:-4] + "AAAA"}, status=403, code="approval-invalid")
        cashier.put(path, [], headers={"X-Approval": ask("refund").json["token"]}, status=403, code="right-missing")
        shop.rival.get("/api/v1/store", headers={"X-Approval": ask("discount").json["token"]}, status=403,
                       code="approval-invalid")
        ask("discount", pin="4821", status=403, code="right-missing")
        ask("discount", pin="999999", status=401, code="wrong-pin")
        ask("fly", status=422, code="field-invalid")
        ask("cancel-order")
        cashier.get("/api/v1/menu", headers={"Authorization": f"Bearer {token}"}, status=401, code="unauthenticated")


def ending(shop):
    step, owner, server = shop.steps.step, shop.owner, shop.server
    with step("cancel an order"):
        order = server.post("/api/v1/orders", {"channel": "takeout", "lines": [line(shop, "크루아상")], "send": True}).json
        path = f"/api/v1/orders/{order['id']}"
        server.post(f"{path}/cancel", {"reason": "노쇼"}, status=403, code="right-missing")
        owner.post(f"{path}/cancel", {"reason": ""}, status=422, code="text-invalid")
        key = {"Idempotency-Key": f"cancel-{shop.mark}"}
        gone = owner.post(f"{path}/cancel", {"reason": "노쇼"}, status=200, headers=key)
        same(owner.post(f"{path}/cancel", {"reason": "노쇼"}, status=200, headers=key).json, gone.json, "done once")
        same((gone.json["status"], gone.json["lines"][0]["status"], gone.json["total"]), ("cancelled", "cancelled", 0), "gone")
        line_path = f"{path}/lines/{order['lines'][0]['id']}"
        for call in (lambda **e: owner.post(f"{path}/cancel", {"reason": "또"}, **e),
                     lambda **e: owner.post(f"{path}/send", {}, **e), lambda **e: owner.put(f"{path}/discounts", [], **e),
                     lambda **e: owner.post(f"{path}/move", {"tableId": shop.tables[0]["id"]}, **e),
                     lambda **e: owner.patch(line_path, {"quantity": 1}, **e),
                     lambda **e: owner.post(f"{line_path}/void", {"action": "cancel", "reason": "또", "version": 2}, **e),
                     lambda **e: owner.post(f"{path}/lines", {"lines": [line(shop, "크루아상")]}, **e)):
            call(status=409, code="order-cancelled")
        shop.cancelled = order["id"]


def lists(shop):
    step, owner = shop.steps.step, shop.owner
    with step("orders page by page, by state, table and day"):
        everything = owner.pages("/api/v1/orders", 4)
        moments = [each["placedAt"] for each in everything]
        same(moments, sorted(moments, reverse=True), "the newest first")
        same(len({each["id"] for each in everything}), len(everything), "each once")
        same([each["id"] for each in owner.pages("/api/v1/orders?status=cancelled", 2)][0:1], [shop.cancelled], "cancelled")
        tomorrow = datetime.date.fromisoformat(shop.today) + datetime.timedelta(days=1)
        same(owner.pages(f"/api/v1/orders?from={tomorrow}", 50), [], "tomorrow's")
        same(len(owner.pages(f"/api/v1/orders?from={shop.today}&to={shop.today}", 50)), sum(each["businessDate"] == shop.today for each in everything), "today's")
        for query in ("status=lost", "tableId=1", "from=2026-02-30", "limit=0"):
            owner.get(f"/api/v1/orders?{query}", status=422, code="field-invalid", bad=True)
        shop.till.get("/api/v1/orders", status=403, code="right-missing")
        same(shop.rival.get("/api/v1/orders?limit=1").json, {"data": [], "next": None}, "the rival's orders")
    with step("a cursor that was never given is refused"):
        owner.get("/api/v1/orders?after=garbage", status=422, code="field-invalid")
