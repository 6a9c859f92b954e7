"""Measures how soon an order is on the kitchen's screens, and prints a row: figure, limit, ratio, verdict.

    kitchen.py --salesync PROGRAM [--screens N] [--rate N] [--seconds N] [--markdown FILE]

Screens are browsers with a session of their own that listen to /bff/live. They and the till share the machine's cores
with the server. `--markdown` adds the rows to the table that run.py wrote.
"""
import argparse
import http.client
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import uuid

PASSWORD = "bench-password-1"


class Client:
    """One connection that stays open, with a token or a browser's cookies."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Content-Type": "application/json"}

    def call(self, method, path, body=None, headers=None):
        """The answer's body, and the moments when it was asked and when it began."""
        sent = time.perf_counter()
        self.connection.request(method, path, None if body is None else json.dumps(body).encode(),
                                {**self.headers, **(headers or {})})
        response = self.connection.getresponse()
        began = time.perf_counter()
        content = response.read()
        if response.status == 429:
            time.sleep(float(response.getheader("Retry-After", "1")))
            return self.call(method, path, body, headers)
        if response.status not in (200, 201):
            sys.exit(f"{method} {path}: {response.status} {content[:300].decode()}")
        cookies = [each.split(";")[0] for each in response.msg.get_all("Set-Cookie") or []]
        if cookies:
            self.headers["Cookie"] = "; ".join(cookies)
        return json.loads(content or b"null"), sent, began


class Screen(threading.Thread):
    """A kitchen screen: notes when it reads of an order for the first time."""

    def __init__(self, port, heard):
        super().__init__(daemon=True)
        self.client, self.heard, self.ready = Client(port), heard, threading.Event()
        self.seen = {}
        self.client.call("POST", "/bff/sign-in", {"username": "bench", "password": PASSWORD})

    def run(self):
        self.client.connection.request("GET", "/bff/live", headers=self.client.headers)
        response = self.client.connection.getresponse()
        event = None
        try:
            for row in iter(response.readline, b""):
                if row.startswith(b"event: "):
                    event = row[7:].strip()
                    if event == b"hello":
                        self.ready.set()
                elif event == b"kitchen" and row.startswith(b"data: "):
                    order = json.loads(row[6:]).get("orderId")
                    if order not in self.seen:
                        self.seen[order] = time.perf_counter()
                        self.heard.release()
        except (OSError, ValueError, AttributeError, http.client.HTTPException):
            return  # the server has stopped


def open_shop(port):
    owner = Client(port)
    form = {"name": "Bench", "ownerName": "Bench", "phone": "02-000-0000", "type": "cafe", "username": "bench",
            "password": PASSWORD}
    owner.headers["Authorization"] = "Bearer " + owner.call("POST", "/api/v1/stores", form)[0]["accessToken"]
    category = owner.call("POST", "/api/v1/categories", {"name": "커피"})[0]["id"]
    items = [owner.call("POST", "/api/v1/items", {"categoryId": category, "name": f"메뉴 {number}", "price": 4000,
                                                 "cost": 700})[0]["id"] for number in range(3)]
    return owner, items


def send_orders(owner, items, rate, seconds):
    """Sends orders at an even rate; when each was asked for and when its answer began."""
    orders, late, begin = {}, 0.0, time.perf_counter() + 0.5
    for number in range(int(rate * seconds)):
        due = begin + number / rate
        time.sleep(max(0, due - time.perf_counter()))
        late = max(late, time.perf_counter() - due)
        order = str(uuid.uuid4())
        lines = [{"itemId": item, "quantity": 1} for item in items]
        _, *orders[order] = owner.call(
            "POST", "/api/v1/orders", {"id": order, "channel": "takeout", "send": True, "lines": lines})
    return orders, late


def measure(port, arguments):
    """Milliseconds to every screen: from the beginning of the answer, and from the order's sending; and what was missed."""
    owner, items = open_shop(port)
    heard = threading.Semaphore(0)
    screens = [Screen(port, heard) for _ in range(arguments.screens)]
    for screen in screens:
        screen.start()
    for screen in screens:
        if not screen.ready.wait(20):
            sys.exit("a screen could not connect")
    orders, late = send_orders(owner, items, arguments.rate, arguments.seconds)
    wanted = len(orders) * len(screens)
    deadline, got = time.monotonic() + 10, 0
    while got < wanted and heard.acquire(timeout=max(0, deadline - time.monotonic())):
        got += 1
    answered = sorted((screen.seen[order] - began) * 1000 for screen in screens
                      for order, (_, began) in orders.items() if order in screen.seen)
    asked = sorted((screen.seen[order] - sent) * 1000 for screen in screens
                   for order, (sent, _) in orders.items() if order in screen.seen)
    return answered, asked, wanted - len(answered), late


def main():
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--salesync", required=True)
    parser.add_argument("--screens", type=int, default=50)
    parser.add_argument("--rate", type=float, default=5)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--markdown")
    arguments, _ = parser.parse_known_args()  # bench.sh hands on what is meant for run.py, too
    folder = tempfile.mkdtemp(prefix="salesync-bench-", dir=os.environ.get("BENCH_FOLDER"))
    server = subprocess.Popen(
        [arguments.salesync, "serve", "--data", folder + "/data", "--port", "0", "--log-level", "error"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        port = int(server.stdout.readline().split()[-1].rsplit(":", 1)[1])
        answered, asked, missed, late = measure(port, arguments)
    finally:
        server.terminate()
        server.wait(30)
        shutil.rmtree(folder)
    rows = []

    def row(figure, value, limit, ratio, must, good):
        rows.append((figure, value, limit, ratio, must, "yes" if good else "NO"))
        print(f"{figure:46} {value:>16}   {limit:>34}   {ratio:>8}   must {must:10} {'ok' if good else 'MISSED'}", flush=True)

    def at(times, share):
        return times[min(len(times) - 1, int(len(times) * share))] if times else float("inf")

    p95, whole = at(answered, 0.95), at(asked, 0.95)
    row(f"kitchen: answer to {arguments.screens} screens, p95", f"{p95:.0f} ms",
        f"p50 {at(answered, 0.5):.0f}, p99 {at(answered, 0.99):.0f} ms", f"{p95 / 500:.2f}", "< 500 ms", p95 < 500)
    row(f"kitchen: order sent to {arguments.screens} screens, p95", f"{whole:.0f} ms",
        f"p50 {at(asked, 0.5):.0f}, p99 {at(asked, 0.99):.0f} ms", f"{whole / 500:.2f}", "< 500 ms", whole < 500)
    row("kitchen: orders that a screen missed", f"{missed}", f"{len(answered) + missed} to be heard", f"{missed}", "none",
        missed == 0 and bool(answered))
    if late > 1 / arguments.rate:
        print(f"the till fell {late:.1f} s behind its {arguments.rate:g} orders a second", flush=True)
    if arguments.markdown:
        with open(arguments.markdown, "a") as file:
            file.writelines("| " + " | ".join(each) + " |\n" for each in rows)
    sys.exit(0 if all(each[-1] == "yes" for each in rows) else 1)


main()
