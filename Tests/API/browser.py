"""WebGateway: a browser's session with its CSRF token, whole screens, live news, everything else forwarded."""
import http.client
import json
import queue
import re
import threading
from urllib.parse import urlsplit

from caller import Caller, new_id, same
from document import Answer
from orders import line
from people import PASSWORD
from sales import order, pay

POSITION = re.compile(r"^\d+(;[a-z]+=\d+)+$")


def browser(shop):
    return Caller(shop.url, shop.document, shop.steps, name="browser")


def run(shop):
    sessions(shop)
    screens(shop)
    forwarded(shop)
    live(shop)
    with shop.steps.step("signing out ends the browser's session"):
        shop.browser.post("/bff/sign-out", status=403, code="csrf-token-invalid", headers={"X-CSRF-Token": ""})
        kept = dict(shop.browser.cookies)
        shop.browser.post("/bff/sign-out", status=204)
        shop.browser.cookies = {"salesync_refresh": kept["salesync_refresh"]}
        shop.browser.get("/bff/session", status=401, code="signed-out")


def sessions(shop):
    step = shop.steps.step
    with step("sign up and in from a browser: cookies that scripts cannot read"):
        form = {**shop.form, "id": new_id(), "username": f"web-{shop.mark}", "name": "카페 여름"}
        first = browser(shop)
        answer = first.post("/bff/sign-up", form)
        same(answer.json["store"]["name"], "카페 여름", "the store")
        for part in ("HttpOnly", "SameSite=Strict", "Path=/bff"):
            same(answer.headers["set-cookie"].lower().count(part.lower()), 2, part)
        assert not re.search("token\":\"ey", answer.text), "a token reaches the page"
        shop.browser = browser(shop)
        answer = shop.browser.post("/bff/sign-in", {"username": shop.username, "password": PASSWORD})
        same((answer.json["store"]["id"], answer.json["staff"]["role"], answer.json["role"]), (shop.store["id"], "owner", "owner"), "who is signed in")
        same([name for name in ("terminalId", "tableId") if name in answer.json], [], "a browser of its own")
        same(shop.browser.get("/bff/session").json, answer.json, "the session")
        shop.browser.csrf = answer.json["csrfToken"]
        same(first.get(f"/bff/usernames/{shop.username}").json, {"available": False}, "a taken name")
        shop.nobody.get("/bff/usernames/x", status=422, code="username-invalid")
        shop.nobody.post("/bff/sign-in", {"username": shop.username, "password": "wrong-one-1"}, status=401,
                         code="wrong-credentials")
        shop.nobody.post("/bff/sign-up", {**form, "id": new_id()}, status=409, code="username-taken")
        shop.nobody.post("/bff/sign-in", raw=b"{", status=400, code="unreadable")
    with step("the same sign-up from a browser says that it replays"):
        again = browser(shop).post("/bff/sign-up", form, status=(200, 201))
        same((again.status, again.headers.get("idempotency-replayed")), (200, "true"), "the same sign-up again")
    with step("an access cookie that has expired is renewed by the refresh cookie"):
        late = browser(shop)
        late.post("/bff/sign-in", {"username": shop.username, "password": PASSWORD})
        late.cookies["salesync_access"] = "expired"
        late.get("/bff/session")
        assert late.cookies["salesync_access"].startswith("ey"), "no fresh cookie"
    with step("without a session, and without its CSRF token, nothing happens"):
        for path in ("/bff/session", "/bff/till", "/bff/dashboard", "/bff/live", "/bff/api/v1/menu"):
            shop.nobody.get(path, status=401, code="signed-out")
        shop.nobody.post("/bff/sign-out", status=401, code="signed-out")
        for token in ("", "x" * 64):
            for method in ("POST", "PUT", "PATCH", "DELETE"):
                shop.browser.call(method, "/bff/api/v1/categories", {"name": "몰래"}, status=403, code="csrf-token-invalid",
                                  headers={"X-CSRF-Token": token})
        assert "몰래" not in shop.owner.get("/api/v1/categories").text, "something happened"


def screens(shop):
    step = shop.steps.step
    with step("the till's and the dashboard's screen in one answer each"):
        till = shop.browser.get("/bff/till")
        same(till.json["store"], shop.owner.get("/api/v1/store").json, "the store")
        same(till.json["menu"], shop.owner.get("/api/v1/menu").json, "the menu")
        same(till.json["floor"], shop.owner.get("/api/v1/floor").json, "the floor")
        opened = shop.owner.pages("/api/v1/orders?status=open", 200)
        same([each["id"] for each in till.json["orders"]], [each["id"] for each in opened], "the open orders")
        same(till.json["businessDate"], shop.today, "the business date")
        shop.browser.get("/bff/till", headers={"If-None-Match": till.headers["etag"]}, status=304)
        board = shop.browser.get(f"/bff/dashboard?{shop.range}")
        same(board.json["summary"], shop.owner.get(f"/api/v1/dashboard/summary?{shop.range}").json, "the summary")
        shop.browser.get("/bff/dashboard")
        shop.browser.get("/bff/dashboard?from=2026-02-30", status=422, code="field-invalid")
        shop.browser.get("/bff/dashboard?from=2020-01-01&to=2026-01-01", status=422, code="range-too-long")
    with step("a cashier's browser sees the till, not the figures"):
        name = f"cashier-{shop.mark}"
        shop.owner.create("/api/v1/staff", {"name": "한소희", "role": "cashier", "username": name, "password": PASSWORD})
        cashier = browser(shop)
        cashier.post("/bff/sign-in", {"username": name, "password": PASSWORD})
        assert '"cost"' not in cashier.get("/bff/till").text, "a cashier sees costs"
        cashier.get("/bff/dashboard", status=403, code="right-missing")


def forwarded(shop):
    step, browser_ = shop.steps.step, shop.browser
    with step("the public API from a browser"):
        made = browser_.post("/bff/api/v1/categories", {"name": "음료"}).json
        path = f"/bff/api/v1/categories/{made['id']}"
        same(browser_.patch(path, {"name": "시원한 음료"}).json["name"], "시원한 음료", "renamed")
        listed = browser_.get("/bff/api/v1/categories")
        order_ = [each["id"] for each in listed.json["data"]]
        browser_.put("/bff/api/v1/categories/order", order_[::-1], headers={"If-Match": listed.headers["etag"]})
        browser_.put("/bff/api/v1/categories/order", order_, headers={"If-Match": "*"})
        browser_.delete(path)
        browser_.patch(path, {"name": "x"}, status=404, code="not-found")
        browser_.get("/bff/api/v1/menu", headers={"If-None-Match": browser_.get("/bff/api/v1/menu").headers["etag"]}, status=304)
        browser_.get("/bff/api/v1/dashboard/summary")
        browser_.get("/bff/api/v1/sales?limit=0", status=422, code="field-invalid", bad=True)
        assert browser_.exchange("GET", "/bff/api/v1/nothing", None, {"Cookie": _cookies(browser_)}).status == 404


class Stream:
    """An open stream of Server-Sent Events."""

    def __init__(self, shop, last=None):
        parts = urlsplit(shop.url)
        self.connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)
        headers = {"Cookie": _cookies(shop.browser), **({"Last-Event-ID": last} if last else {})}
        self.connection.request("GET", "/bff/live", headers=headers)
        response = self.connection.getresponse()
        answer = Answer(response.status, {key.lower(): value for key, value in response.getheaders()}, b"")
        shop.steps.complaints += shop.document.check_answer(shop.document.operation("GET", "/bff/live"), answer)
        self.events = queue.Queue()
        threading.Thread(target=self._read, args=(response,), daemon=True).start()

    def _read(self, response):
        event = {}
        try:
            for row in iter(response.readline, b""):
                name, _, value = row.decode().rstrip("\n").partition(": ")
                if name:
                    event[name] = value
                elif "event" in event:
                    self.events.put(event)
                    event = {}
        except (OSError, ValueError, AttributeError):
            return  # closed by us

    def until(self, *names):
        """All events until each of these names was heard."""
        heard, missing = [], set(names)
        while missing:
            try:
                heard.append(self.events.get(timeout=5))
            except queue.Empty:
                raise AssertionError(f"nothing of {', '.join(missing)} within 5 s, only "
                                     f"{', '.join(each['event'] for each in heard)}") from None
            missing.discard(heard[-1]["event"])
        return heard


def live(shop):
    step = shop.steps.step
    with step("live news: order, kitchen, menu, sale, summary, consulting; and again from where a screen left"):
        stream = Stream(shop)
        start = stream.until("hello")[-1]["id"]
        pay(shop, order(shop, line(shop, "크루아상")))
        heard = stream.until("order", "sale", "summary", "kitchen")
        ticket = shop.cook.get("/api/v1/kitchen/tickets").json["data"][-1]
        shop.cook.post(f"/api/v1/kitchen/tickets/{ticket['id']}/start", status=200)
        heard += stream.until("kitchen")
        same([json.loads(heard[-1]["data"]).get(name) for name in ("type", "ticketId", "station", "status")],
             ["ticket.moved", ticket["id"], ticket["station"], "cooking"], "what a kitchen's screen hears")
        shop.owner.patch(f"/api/v1/items/{shop.items['카페라떼']['id']}", {"description": "부드러운 커피"})
        shop.owner.post("/api/v1/consultings", {"from": shop.today, "to": shop.today, "language": "ko"}, status=202)
        heard += stream.until("menu", "consulting")
        for each in heard:
            assert POSITION.match(each["id"]), f"the id {each['id']}"
            schema = "LiveFigures" if each["event"] == "summary" else "LiveNotice"
            shop.steps.complaints += [f"{each['event']}: {error}" for error in
                                      shop.document.errors(f"/components/schemas/{schema}", json.loads(each["data"]))]
        summary = next(json.loads(each["data"]) for each in reversed(heard) if each["event"] == "summary")
        same(summary["totals"]["sales"], shop.owner.get("/api/v1/dashboard/live").json["totals"]["sales"], "today's sales")
        missed = [each["event"] for each in Stream(shop, last=start).until("hello")]
        for name in ("order", "sale", "menu"):
            assert name in missed, f"{name} is lost to a screen that comes back: {missed}"
        Stream(shop, last="9;order=1").until("reset")
        Stream(shop, last="nonsense").until("reset")


def _cookies(caller):
    return "; ".join(f"{key}={value}" for key, value in caller.cookies.items())
