"""Order: the kitchen. Stations, tickets and their steps, the pick-up board, the print queue."""
import base64
import time

from caller import new_id, same
from orders import line
from sales import order, pay

STATIONS, TICKETS = "/api/v1/kitchen/stations", "/api/v1/kitchen/tickets"


def run(shop):
    with shop.steps.step("a kitchen's own screen is paired, and may cook but neither order nor sell"):
        made = shop.owner.create("/api/v1/terminals", {"name": "주방 태블릿", "kind": "kitchen"})
        tokens = shop.nobody.post("/api/v1/terminals/pair", {"code": made["pairingCode"]}).json
        shop.cook = shop.owner.twin(tokens["accessToken"])
        shop.cook.name = "kitchen"
        placed = order(shop, line(shop, "우유"))
        path, check = f"/api/v1/orders/{placed['id']}", placed["checks"][0]["id"]
        for method, target, body in (("GET", path, None), ("POST", f"{path}/checks", {"of": check, "by": "people", "count": 2}),
                                     ("DELETE", f"{path}/checks/{check}", None), ("POST", f"{path}/undo", None),
                                     ("POST", f"{path}/merge", {"fromOrderId": placed["id"]})):
            shop.cook.call(method, target, body, status=403, code="right-missing")
    stations(shop)
    tickets(shop)
    voids(shop)
    board(shop)
    printing(shop)


def plan(*more, **times):
    """A kitchen that gets what nobody else claims, and other stations."""
    kitchen = {"id": "kitchen", "name": "주방", "categoryIds": [], "itemIds": [], "isDefault": True}
    return {"stations": [kitchen, *more], "warnAfter": 300, "lateAfter": 600, "alarmAfter": 60, **times}


def station(word, **more):
    return {"id": word, "name": word, "categoryIds": [], "itemIds": [], "isDefault": False, **more}


def of_order(shop, placed, query=""):
    """The tickets of one order."""
    return [each for each in shop.cook.get(TICKETS + query).json["data"] if each["orderId"] == placed["id"]]


def stations(shop):
    step, owner = shop.steps.step, shop.owner
    put = lambda body, caller=owner, etag="*", **more: caller.put(STATIONS, body, headers={"If-Match": etag}, **more)
    with step("the stations: one kitchen, then planned, never from an old version"):
        first = shop.cook.get(STATIONS)
        same((first.json["stations"], first.json["version"], first.headers["etag"]), (plan()["stations"], 0, '"0"'), "before a plan")
        bar = station("bar", name="바", itemIds=[shop.items["카페라떼"]["id"]], categoryIds=[shop.categories["빵"]])
        owner.put(STATIONS, plan(bar), status=428, code="version-required")
        put(plan(bar), etag='"7"', status=412, code="version-stale")
        put(plan(bar), etag="seven", status=412, code="version-stale")
        planned = put(plan(bar, warnAfter=200), etag='"0"')
        same((planned.json["stations"], planned.json["warnAfter"], planned.json["version"]), (plan(bar)["stations"], 200, 1), "the plan")
        put(plan(bar), etag='"0"', status=412, code="version-stale")
        same(put(plan(bar), etag='"1"').headers["etag"], '"2"', "the version")
        same(shop.server.get(STATIONS).json, owner.get(STATIONS).json, "whoever cooks sees it")
    with step("whose stations nobody else sees or plans"):
        for caller in (shop.cook, shop.cashier, shop.server):
            put(plan(), caller, status=403, code="right-missing")
        shop.till.get(STATIONS, status=403, code="right-missing")
        same(shop.rival.get(STATIONS).json["version"], 0, "the rival's stations")
    with step("which plans are refused"):
        default = station("둘째", isDefault=True)
        for body, code in [
            ({**plan(), "stations": []}, "kitchen-plan-invalid"), (plan(default), "kitchen-plan-invalid"),
            ({**plan(), "stations": [station("혼자")]}, "kitchen-plan-invalid"), (plan(station("kitchen")), "kitchen-plan-invalid"),
            (plan(*[station(f"{index}") for index in range(30)]), "kitchen-plan-invalid"), (plan(station("")), "kitchen-plan-invalid"),
            (plan(station("바", name="")), "kitchen-plan-invalid"), (plan(station("가" * 51)), "kitchen-plan-invalid"),
            (plan(station("바", name="가" * 51)), "kitchen-plan-invalid"), (plan(station(" kitchen ", name="둘째")), "kitchen-plan-invalid"),
            (plan(station("종\u0007", name="종")), "kitchen-plan-invalid"),
            (plan(station("바", printer={"host": ""})), "kitchen-plan-invalid"),
            (plan(station("바", printer={"host": "a", "port": 0})), "kitchen-plan-invalid"),
            (plan(station("바", alternatePrinter={"host": "a", "columns": 8})), "kitchen-plan-invalid"),
            (plan(warnAfter=700), "kitchen-plan-invalid"), (plan(alarmAfter=0), "kitchen-plan-invalid"),
            (plan(lateAfter=86_401), "kitchen-plan-invalid"), (plan(lateAfter="600"), "field-invalid"), ({"stations": []}, "field-invalid"),
            (plan(station("바", itemIds=["커피"])), "field-invalid"),
        ]:
            try:
                put(body, status=422, code=code)
            except AssertionError as error:  # every plan is its own complaint
                shop.steps.complaints.append(f"{code}: {str(error)[:160]}")
        same(owner.get(STATIONS).json["version"], 2, "the version after all that")
    with step("two stations of the same name, of a blank one or of one that rings the bell are refused"):
        for body in (plan(station("one", name="바"), station("two", name="바")), plan(station("blank", name="  ")),
                     plan(station("bell", name="종\u0007소리"))):
            put(body, status=422, code="kitchen-plan-invalid")
        put(plan(station("one", name="바"), station("two", name=" 바 ")), status=422, code="kitchen-plan-invalid")
    with step("ids and names have up to 50 characters, and are trimmed"):
        long = station("가" * 50, name="나" * 50)
        same(put(plan({**long, "id": f" {long['id']}\n", "name": f"  {long['name']} "}), bad=True).json["stations"][1], long, "the station")
        put(plan(bar))


def tickets(shop):
    step, cook = shop.steps.step, shop.cook
    take = lambda ticket, act, caller=cook, **more: caller.post(f"{TICKETS}/{ticket['id']}/{act}", **{"status": 200, **more})
    with step("what is sent becomes a ticket for each station, sets in their parts"):
        placed = order(shop, line(shop, "카페라떼", 2, note="연하게"), line(shop, "우유", 3), line(shop, "모닝 세트", 2), channel="table",
                       tableId=shop.tables[0]["id"], guests=2, note="아기 의자", send=True)
        bar, kitchen = sorted(of_order(shop, placed), key=lambda each: each["station"])
        same([(each["name"], each["quantity"]) for each in bar["lines"]], [("카페라떼", 2), ("크루아상", 2)], "the bar's")
        same([(each["name"], each["quantity"]) for each in kitchen["lines"]], [("우유", 3), ("아메리카노", 2)], "the kitchen's")
        same((bar["status"], bar["kind"], bar["number"], bar["tableName"], bar["guests"], bar["note"], bar["lines"][0]["note"]),
             ("queued", "add", placed["number"], "창가 1", 2, "아기 의자", "연하게"), "the ticket")
        same([(each["name"], each["quantity"], each["amount"]) for each in placed["lines"][2]["components"]],
             [("아메리카노", 2, 2 * 4066), ("크루아상", 2, 2 * 3434)], "the set's parts: 7,500 by 4,500 and 3,800")
        same([each["id"] for each in of_order(shop, placed, "?station=bar")], [bar["id"]], "by station")
        same(of_order(shop, placed, "?station=nowhere"), [], "of no station")
        cook.get(f"{TICKETS}?status=burnt", status=422, code="field-invalid", bad=True)
    with step("a station that cannot be is no trouble"):
        for name in ("%EA%B0%80" * 1000, "%27%20OR%201%3D1"):
            same(cook.get(f"{TICKETS}?station={name}").json["data"], [], "its tickets")
        cook.get(f"{TICKETS}?station=a%00b", status=422, code="field-invalid", bad=True)
    with step("a ticket's steps go forward, and the order's lines follow their slowest part"):
        lines = lambda: [each["status"] for each in shop.owner.get(f"/api/v1/orders/{placed['id']}").json["lines"]]
        take(bar, "recall", status=409, code="ticket-not-recallable")
        for act, status, expected in (("acknowledge", "acknowledged", ["sent", "sent", "sent"]), ("start", "cooking", ["cooking", "sent", "sent"]),
                                      ("acknowledge", "cooking", ["cooking", "sent", "sent"]), ("ready", "ready", ["ready", "sent", "sent"])):
            same(take(bar, act).json["status"], status, f"after {act}")
            same(lines(), expected, f"the lines after {act}")
        key = {"Idempotency-Key": f"recall-{shop.mark}"}
        once = take(bar, "recall", headers=key).json
        again = take(bar, "recall", headers=key)
        same((again.json, again.headers.get("idempotency-replayed")), (once, "true"), "done once")
        same((once["status"], "readyAt" in once), ("cooking", False), "recalled")
        take(bar, "start", headers=key, status=409, code="id-reused")
        take(bar, "start", headers={"Idempotency-Key": "x" * 201}, status=422, code="field-invalid")
        take(kitchen, "serve", shop.server)
        same((lines(), take(bar, "serve").json["status"]), (["cooking", "served", "cooking"], "served"), "served")
        same((lines(), of_order(shop, placed)), (["served"] * 3, []), "off the screen")
        same([each["id"] for each in of_order(shop, placed, "?status=served&station=bar")], [bar["id"]], "the last served")
        same((take(bar, "recall").json["status"], lines()), ("cooking", ["cooking", "served", "cooking"]), "recalled after it was served")
    with step("a ticket's step from an old version is refused"):
        now = of_order(shop, placed, "?station=bar")[0]
        for etag in (f'"{now["version"] - 1}"', '"99"', "seven"):
            take(bar, "start", headers={"If-Match": etag}, status=412, code="version-stale")
            cook.post(f"{TICKETS}/{bar['id']}/lines/{bar['lines'][0]['lineId']}/bump", headers={"If-Match": etag}, status=412, code="version-stale")
        same(of_order(shop, placed, "?station=bar"), [now], "the ticket after all that")
        for etag in (f'"{now["version"]}"', "*"):
            same(take(bar, "start", headers={"If-Match": etag}).headers["etag"], f'"{now["version"]}"', "what was cooking already")
    with step("line by line"):
        bump = lambda index, **more: cook.post(f"{TICKETS}/{bar['id']}/lines/{bar['lines'][index]['lineId']}/bump", **{"status": 200, **more}).json
        same([(bump(index)["status"], lines()[0]) for index in (0, 1)], [("cooking", "ready"), ("ready", "ready")], "made")
        same([bump(index)["status"] for index in (0, 1)], ["ready", "served"], "served")
        cook.post(f"{TICKETS}/{bar['id']}/lines/{new_id()}/bump", status=404, code="line-unknown")
        cook.post(f"{TICKETS}/{bar['id']}/lines/{kitchen['lines'][0]['lineId']}/bump", status=404, code="line-unknown")
    with step("whose tickets nobody else sees or moves"):
        acts = ["acknowledge", "start", "ready", "serve", "recall", f"lines/{bar['lines'][0]['lineId']}/bump"]
        for act in acts:
            take(bar, act, shop.rival, status=404, code="not-found")
            take(bar, act, shop.till, status=403, code="right-missing")
            take({"id": new_id()}, act, status=404, code="not-found")
        own = {each["id"] for each in shop.rival.pages("/api/v1/orders", 50)}
        assert {each["orderId"] for each in shop.rival.get(TICKETS).json["data"]} <= own, "the rival sees our tickets"
        shop.till.get(TICKETS, status=403, code="right-missing")
    with step("a station that only an item names is there while it has something to cook"):
        form = {"categoryId": shop.categories["기타"], "name": "화덕 피자", "price": 15_000, "station": "화덕"}
        item = shop.owner.create("/api/v1/items", form)
        baked = order(shop, {"itemId": item["id"], "quantity": 1}, send=True)
        listed = lambda: [each["id"] for each in cook.get(STATIONS).json["stations"]]
        same((listed(), [each["station"] for each in of_order(shop, baked)]), (["kitchen", "bar", "화덕"], ["화덕"]), "while it cooks")
        take(of_order(shop, baked)[0], "serve")
        same(listed(), ["kitchen", "bar"], "afterwards")


def voids(shop):
    step, cook, owner = shop.steps.step, shop.cook, shop.owner
    with step("what is taken back is struck on its ticket and told on another"):
        placed = order(shop, line(shop, "우유", 3), send=True)
        path, each = f"/api/v1/orders/{placed['id']}", placed["lines"][0]
        owner.post(f"{path}/lines/{each['id']}/void", {"action": "cancel", "quantity": 1, "reason": "변심", "version": each["version"]}, status=200)
        made, void = of_order(shop, placed)
        same([(one["kind"], one["lines"][0]["quantity"], one["lines"][0]["struck"]) for one in (made, void)],
             [("add", 3, 1), ("void", 1, 0)], "the tickets")
        same(cook.post(f"{TICKETS}/{void['id']}/acknowledge", status=200).json["status"], "served", "seen is done")
        cook.post(f"{TICKETS}/{void['id']}/recall", status=409, code="ticket-not-recallable")
        cook.post(f"{TICKETS}/{made['id']}/start", status=200)
        now = owner.get(path).json["lines"][0]
        owner.post(f"{path}/lines/{now['id']}/void", {"action": "cancel", "reason": "변심", "version": each["version"]}, status=412,
                   code="line-version-stale")
        owner.post(f"{path}/lines/{now['id']}/void", {"action": "loss", "reason": "변심", "version": now["version"]}, status=200)
        same([(one["kind"], one["lines"][0]["quantity"], one["lines"][0]["struck"]) for one in of_order(shop, placed)],
             [("add", 3, 3), ("void", 2, 0)], "the rest")
        same(cook.post(f"{TICKETS}/{made['id']}/start", status=200).json["status"], "served", "nothing is left to cook")


def board(shop):
    step, cook = shop.steps.step, shop.cook
    with step("the pick-up board: numbers of pay-first orders, made or ready"):
        placed = order(shop, line(shop, "카페라떼"), line(shop, "우유"))
        seated = order(shop, line(shop, "우유"), channel="table", send=True)
        mine, number = (lambda: [name for name, calls in shop.till.get("/api/v1/kitchen/board").json.items()
                                 if any(each["number"] == number for each in calls)]), placed["number"].split("-")[1]
        same(mine(), [], "before it was paid")
        pay(shop, placed)
        shop.owner.get(f"/api/v1/orders/{placed['id']}")  # waits until Order has heard of the payment
        first, second = of_order(shop, placed)
        same(mine(), ["preparing"], "being made")
        cook.post(f"{TICKETS}/{first['id']}/serve", status=200)
        cook.post(f"{TICKETS}/{second['id']}/ready", status=200)
        same(mine(), ["ready"], "ready when all that is left of it is")
        cook.post(f"{TICKETS}/{second['id']}/serve", status=200)
        same(mine(), [], "fetched")
        assert of_order(shop, seated), "the table's ticket"
        own = {each["number"].split("-")[1] for each in shop.rival.pages("/api/v1/orders", 50)}
        assert {each["number"] for each in shop.rival.get("/api/v1/kitchen/board").json["preparing"]} <= own, "the rival calls our numbers"


def printing(shop):
    step, cook, owner = shop.steps.step, shop.cook, shop.owner
    jobs = lambda: cook.get("/api/v1/print-jobs").json["data"]
    act = lambda job, name, body=None, caller=cook, **more: caller.post(
        f"/api/v1/print-jobs/{job['id']}/{name}", body, **{"status": 200, **more})
    with step("a station with a printer: one agent at a time has a job, prints it and says so"):
        same(jobs(), [], "without a printer")
        printers = {"printer": {"host": "192.0.2.10", "columns": 32}, "alternatePrinter": {"host": "192.0.2.11", "port": 9101}}
        owner.put(STATIONS, plan(station("bar", name="바", itemIds=[shop.items["카페라떼"]["id"]], **printers)), headers={"If-Match": "*"})
        placed = order(shop, line(shop, "카페라떼", 2), line(shop, "우유"), send=True)
        job, = jobs()
        same((job["ticketId"], job["station"], job["status"], job["attempts"], job["maybePrinted"]),
             (of_order(shop, placed, "?station=bar")[0]["id"], "bar", "queued", 0, False), "the job")
        act(job, "done", {"token": "none"}, status=409, code="print-job-lost")
        leased = act(job, "lease").json
        same((leased["host"], leased["port"], leased["reprint"], leased["attempt"]), ("192.0.2.10", 9100, False, 1), "the lease")
        assert "카페라떼".encode("cp949") in base64.b64decode(leased["data"]), "the ticket does not name what to make"
        act(job, "lease", status=409, code="print-job-taken")
        same(jobs(), [], "while an agent has it")
        for name in ("done", "failed"):
            act(job, name, {"token": leased["token"] + "x"}, status=409, code="print-job-lost")
            act(job, name, {}, status=422, code="field-invalid")
        done = act(job, "done", {"token": leased["token"]}).json
        same((done["status"], act(job, "done", {"token": leased["token"]}).json), ("done", done), "said twice")
        act(job, "lease", status=409, code="print-job-ended")
        act(job, "failed", {"token": leased["token"]}, status=409, code="print-job-lost")
    with step("a printer that fails: again a little later, then the other one"):
        order(shop, line(shop, "카페라떼"), send=True)
        job, hosts = jobs()[0], []
        for index in range(4):
            while index and not jobs():
                act(job, "lease", status=409, code="print-job-taken")
                time.sleep(0.5)  # a failed job waits by the server's clock; the queue is asked, as an agent asks it
            leased = act(job, "lease").json
            hosts.append((leased["host"][-2:], leased["port"], leased["reprint"]))
            if index == 3:
                break
            failed = act(job, "failed", {"token": leased["token"], "reason": "용지 없음" * 60, "maybePrinted": index == 1}).json
            same((failed["status"], failed["attempts"], len(failed["lastError"])), ("queued", index + 1, 200), "the job")
        same(hosts, [("10", 9100, False)] * 2 + [("10", 9100, True), ("11", 9101, True)], "where it went")
        act(job, "done", {"token": leased["token"]})
        same(jobs(), [], "nothing waits")
    with step("whose print jobs nobody else takes"):
        order(shop, line(shop, "카페라떼"), send=True)
        job, = jobs()
        for name, body in (("lease", None), ("done", {"token": "x"}), ("failed", {"token": "x"})):
            act(job, name, body, shop.rival, status=404, code="not-found")
            act(job, name, body, shop.till, status=403, code="right-missing")
        same(shop.rival.get("/api/v1/print-jobs").json["data"], [], "the rival's")
        shop.till.get("/api/v1/print-jobs", status=403, code="right-missing")
    with step("a job whose printer was taken away is not offered for ever"):
        owner.put(STATIONS, plan(), headers={"If-Match": "*"})
        job, = jobs()
        for _ in range(2):
            act(job, "lease", status=409, code="print-job-ended")
            same(jobs(), [], "what waits")
