"""Moves a bakery's orders into a fresh shop, killing the import three times, and holds every figure against the file.

    check.py --salesync PROGRAM --orders FILE --prices FILE
"""
import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request

sys.path.insert(0, os.path.dirname(__file__))
import figures  # noqa: E402

ALIASES = {"vanila latte": "valina latte"}
SINGLE = {"croque monsieur": 5500, "mad garlic": 4500}
PASSWORD = "bakery-password-1"
passed = failed = 0


def check(name, good, detail=""):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    print(("ok    " if good else "FAIL  ") + name + ("" if good else f"  {detail}"), flush=True)


class Server:
    """A server on a data folder, for as long as the block lasts."""

    def __init__(self, program, data):
        self.process = subprocess.Popen(
            [program, "serve", "--data", data, "--port", "0", "--log-level", "warning"], stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().split()[-1]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(20)

    def call(self, method, path, body=None, token=None):
        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = "Bearer " + token
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self.url + path, data, headers, method=method)
        return json.loads(urllib.request.urlopen(request).read())


def open_shop(program, data):
    with Server(program, data) as server:
        server.call("POST", "/api/v1/stores", {
            "name": "빵집", "ownerName": "주인", "phone": "02-123-4567", "type": "bakery", "username": "bakery",
            "password": PASSWORD})


def run_import(arguments, data, report=None, kill_after=None):
    """Runs the import; with `kill_after` kills it so many seconds after it began to sell."""
    command = [arguments.salesync, "import", "history", arguments.orders, "--prices", arguments.prices,
               "--username", "bakery", "--data", data, "--log-level", "warning"]
    for name, other in ALIASES.items():
        command += ["--alias", f"{name}={other}"]
    for name, price in SINGLE.items():
        command += ["--price", f"{name}={price}"]
    if report:
        command += ["--report", report]
    environment = dict(os.environ, SALESYNC_PASSWORD=PASSWORD)
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    if kill_after is not None:
        time.sleep(kill_after)
        killed = process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()
        return killed
    output = process.communicate()[0]
    if process.returncode:
        sys.exit(f"the import failed:\n{output}")
    return output.strip().splitlines()[-1]


def compare(server, token, expected):
    days, items, hours, _ = expected
    got_days, got_hours, got_items = {}, {}, {}
    dates = sorted(days)
    for year in range(int(dates[0][:4]), int(dates[-1][:4]) + 1):
        query = f"?from={year}-01-01&to={year}-12-31"
        summary = server.call("GET", "/api/v1/dashboard/summary" + query, token=token)
        for day in summary["days"]:
            if day["orders"]:
                got_days[day["date"]] = {key: day[key] for key in ("gross", "discount", "sales", "tax", "orders")}
        for hour in server.call("GET", "/api/v1/dashboard/hours" + query, token=token)["data"]:
            if hour["orders"]:
                total = got_hours.setdefault(hour["hour"], {"sales": 0, "orders": 0})
                total["sales"] += hour["sales"]
                total["orders"] += hour["orders"]
        for item in server.call("GET", "/api/v1/dashboard/items" + query, token=token)["data"]:
            total = got_items.setdefault(item["name"], {"quantity": 0, "sales": 0})
            total["quantity"] += item["quantity"]
            total["sales"] += item["sales"]
    for name, got, wanted in (("day", got_days, days), ("hour", got_hours, hours), ("item", got_items, items)):
        wrong = {key: (got.get(key), wanted.get(key)) for key in got.keys() | wanted.keys()
                 if got.get(key) != wanted.get(key)}
        check(f"the {name} figures equal the file's ({len(wanted)} of them)", not wrong, list(wrong.items())[:3])


def fingerprint(program, data):
    return subprocess.run([program, "rebuild", "--fingerprint", "--data", data, "--log-level", "warning"],
                          capture_output=True, text=True, check=True).stdout.split()[-1]


def rebuilt(program, data):
    return subprocess.run([program, "rebuild", "--data", data, "--log-level", "warning"], capture_output=True,
                          text=True, check=True).stdout.split()


def audit(program, data):
    return subprocess.run([program, "audit", "--data", data, "--log-level", "warning"]).returncode == 0


def main():
    parser = argparse.ArgumentParser()
    for name in ("salesync", "orders", "prices"):
        parser.add_argument("--" + name, required=True)
    arguments = parser.parse_args()
    expected = figures.figures(arguments.orders, figures.price_list(arguments.prices, ALIASES, SINGLE))
    sold = sum(day["orders"] for day in expected[0].values())
    dice = random.Random(20261124)
    with tempfile.TemporaryDirectory() as folder:
        data, report = folder + "/data", folder + "/refused.json"
        open_shop(arguments.salesync, data)
        began = time.time()
        kills = [run_import(arguments, data, kill_after=dice.uniform(1, 4)) for _ in range(3)]
        check("the import was killed three times while it ran", all(kills))
        result = run_import(arguments, data, report)
        print(f"      {result} in {time.time() - began:.0f} s")
        with open(report) as file:
            refused = {entry["line"]: entry["reason"] for entry in json.load(file)}
        check(f"every row that cannot be an order is refused by its line ({len(refused)})", refused == expected[3],
              list(refused.items() ^ expected[3].items())[:4])
        before = fingerprint(arguments.salesync, data)
        again = run_import(arguments, data)
        check("run again, it changes nothing", again == f"sold 0, already there {sold}, refused {len(refused)}", again)
        with Server(arguments.salesync, data) as server:
            token = server.call("POST", "/api/v1/sessions", {"username": "bakery", "password": PASSWORD})["accessToken"]
            compare(server, token, expected)
        check("the figures after the second run are the same bytes", fingerprint(arguments.salesync, data) == before)
        check("counted again from the log they are the same bytes", rebuilt(arguments.salesync, data)[-1] == before)
        check("every journal's hash chain is whole", audit(arguments.salesync, data))
        whole = folder + "/whole"
        open_shop_like(arguments, data, whole)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


def open_shop_like(arguments, data, whole):
    """The same import without a kill, in a shop of its own, comes to the same figures."""
    open_shop(arguments.salesync, whole)
    run_import(arguments, whole)
    with Server(arguments.salesync, data) as one, Server(arguments.salesync, whole) as other:
        answers = []
        for server in (one, other):
            token = server.call("POST", "/api/v1/sessions", {"username": "bakery", "password": PASSWORD})["accessToken"]
            answer = []
            for path in ("summary", "hours", "payments", "channels"):
                answer.append(server.call("GET", f"/api/v1/dashboard/{path}?from=2019-07-01&to=2020-12-31", token=token))
            items = server.call("GET", "/api/v1/dashboard/items?from=2019-07-01&to=2020-12-31", token=token)["data"]
            answer.append(sorted((item["name"], item["quantity"], item["sales"]) for item in items))
            answers.append(json.dumps(answer, sort_keys=True))
        check("killed three times or not at all, the figures are the same bytes", answers[0] == answers[1])


main()
