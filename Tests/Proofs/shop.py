"""A shop on a server of its own, the tills that sell in it, and the count of what was proven."""
import http.client
import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.request
import uuid

PRICES = {"아메리카노": 4000, "카페라떼": 4700, "치즈케이크": 6333, "물": 0}
# Seconds after which a till opens a new connection, rather than trust one that the server may be closing.
IDLE = 20
passed = failed = 0


def check(name, good, detail=""):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    print(("ok    " if good else "FAIL  ") + name + ("" if good else f"  {detail}"), flush=True)


def finish():
    """The exit code, after saying how many checks passed."""
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def new_id():
    return str(uuid.uuid4())


class Answer:
    """Status, problem code and body of an answer, and when it was asked and heard."""

    def __init__(self, status, body, headers=None, asked=0.0, heard=0.0):
        self.status, self.body, self.headers, self.asked, self.heard = status, body, headers or {}, asked, heard
        self.code = body.get("code") if isinstance(body, dict) and status >= 400 else None

    @property
    def good(self):
        return self.status in (200, 201)

    @property
    def name(self):
        """What happened, in a word: `done`, or the status and the code."""
        return "done" if self.good else f"{self.status} {self.code}"

    def __repr__(self):
        return f"{self.status} {json.dumps(self.body, ensure_ascii=False)[:400]}"


class Till:
    """One connection that stays open, as a till's does; used by one thread at a time."""

    def __init__(self, port, token=None):
        self.port, self.token, self.connection, self.used = port, token, None, 0.0

    def call(self, method, path, body=None, headers=None, heard=True):
        """Sends a request; with `heard` false the line is cut before the answer comes, and None is the answer."""
        sent = {"Content-Type": "application/json", "Accept-Language": "en", **(headers or {})}
        if self.token:
            sent["Authorization"] = "Bearer " + self.token
        asked = time.perf_counter()
        if self.connection is None or asked - self.used > IDLE:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        self.used = asked
        self.connection.request(method, path, None if body is None else json.dumps(body).encode(), sent)
        if not heard:
            self.connection.close()
            self.connection = None
            return None
        response = self.connection.getresponse()
        content = json.loads(response.read() or b"null")
        known = {name.lower(): value for name, value in response.getheaders()}
        if response.getheader("Connection", "").lower() == "close":
            self.connection.close()
            self.connection = None
        return Answer(response.status, content, known, asked, time.perf_counter())

    def must(self, method, path, body=None, headers=None):
        """The body of an answer that cannot but be good."""
        answer = self.call(method, path, body, headers)
        if not answer.good:
            raise AssertionError(f"{method} {path} {json.dumps(body, ensure_ascii=False)}: {answer!r}")
        return answer.body


class Shop:
    """A server on a temporary folder with an owner, two tables and a menu, for as long as the block lasts."""

    def __init__(self, program):
        self.program = program

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="salesync-proofs-")
        with open(self.folder + "/log", "w") as log:
            self.process = subprocess.Popen(
                [self.program, "serve", "--data", self.folder + "/data", "--port", "0", "--log-level", "error"],
                stdout=subprocess.PIPE, stderr=log, text=True)
        self.port = int(self.process.stdout.readline().split()[-1].rsplit(":", 1)[1])
        self._await_ready()
        self.owner = Till(self.port)
        self.owner.token = self.owner.must("POST", "/api/v1/stores", {
            "name": "카페", "ownerName": "주인", "phone": "02-123-4567", "type": "cafe", "username": "owner",
            "password": "proofs-password"})["accessToken"]
        category = self.owner.must("POST", "/api/v1/categories", {"name": "메뉴"})["id"]
        self.items = {
            name: self.owner.must("POST", "/api/v1/items", {
                "categoryId": category, "name": name, "price": price, "cost": price // 5})["id"]
            for name, price in PRICES.items()}
        self.tables = [new_id(), new_id()]
        tables = [{"id": table, "name": f"{number}번"} for number, table in enumerate(self.tables, 1)]
        floor = {"areas": [{"id": new_id(), "name": "홀", "tables": tables}]}
        self.owner.must("PUT", "/api/v1/floor", floor, {"If-Match": "*"})
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(30)
        with open(self.folder + "/log") as log:
            said = log.read()
        if said:
            print("the server's log:\n" + said[-2000:])
        shutil.rmtree(self.folder)

    def _await_ready(self):
        for _ in range(600):
            try:
                if urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/ready", timeout=5).status == 200:
                    return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the server did not become ready")

    def till(self):
        return Till(self.port, self.owner.token)

    def line(self, name, quantity=1, **more):
        return {"itemId": self.items[name], "quantity": quantity, **more}

    def order(self, *lines, table=0, **more):
        """A table's order whose lines went to the kitchen."""
        return self.owner.must("POST", "/api/v1/orders", {
            "id": new_id(), "channel": "table", "tableId": self.tables[table], "send": True, "lines": list(lines), **more})

    def read(self, order):
        return self.owner.must("GET", "/api/v1/orders/" + order)

    def pages(self, path):
        found, after = [], ""
        while True:
            page = self.owner.must("GET", f"{path}{'&' if '?' in path else '?'}limit=200{after}")
            found += page["data"]
            if not page["next"]:
                return found
            after = "&after=" + page["next"]

    def tickets(self, *orders):
        """The tickets of these orders that are not served yet."""
        return [each for each in self.owner.must("GET", "/api/v1/kitchen/tickets")["data"] if each["orderId"] in orders]

    def served(self, *orders):
        """The tickets of these orders that were served lately."""
        path = "/api/v1/kitchen/tickets?status=served"
        return [each for each in self.owner.must("GET", path)["data"] if each["orderId"] in orders]

    def clear(self, orders):
        """Serves what is left in the kitchen of these orders."""
        for ticket in self.tickets(*orders):
            self.owner.must("POST", f"/api/v1/kitchen/tickets/{ticket['id']}/serve", {})


def program_of(arguments):
    if not os.access(arguments.salesync, os.X_OK):
        raise SystemExit(f"{arguments.salesync} is not built; run make build")
    return arguments.salesync
