"""Measures the product beside what the machine can do, and prints a table: figure, limit, ratio, verdict.

    run.py --salesync PROGRAM [--sales N] [--markdown FILE]

The load generator (wrk) shares the machine's cores with the server; so do the ceilings, which run alone.
"""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request

sys.path.insert(0, os.path.dirname(__file__))
import ceiling  # noqa: E402

PASSWORD = "bench-password-1"


class Server:
    def __init__(self, program, data, under=()):
        began = time.perf_counter()
        self.process = subprocess.Popen(
            [*under, program, "serve", "--data", data, "--port", "0", "--log-level", "error"], stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True)
        self.url = self.process.stdout.readline().split()[-1]
        while True:
            try:
                if urllib.request.urlopen(self.url + "/health/ready").status == 200:
                    break
            except OSError:
                time.sleep(0.002)
        self.ready_ms = (time.perf_counter() - began) * 1000
        self.token = None

    def call(self, method, path, body=None):
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = "Bearer " + self.token
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self.url + path, data, headers, method=method)
        return json.loads(urllib.request.urlopen(request).read() or b"null")

    def open(self):
        """Signs in to the bench's shop, or opens it; the ids of three items."""
        if self.call("GET", "/api/v1/usernames/bench")["available"]:
            self.token = self.call("POST", "/api/v1/stores", {
                "name": "Bench", "ownerName": "Bench", "phone": "02-000-0000", "type": "cafe", "username": "bench",
                "password": PASSWORD})["accessToken"]
            category = self.call("POST", "/api/v1/categories", {"name": "커피"})["id"]
            for number in range(3):
                self.call("POST", "/api/v1/items", {
                    "categoryId": category, "name": f"메뉴 {number}", "price": 4000, "cost": 700})
        else:
            self.token = self.call("POST", "/api/v1/sessions", {"username": "bench", "password": PASSWORD})["accessToken"]
        return [item["id"] for item in self.call("GET", "/api/v1/items?limit=3")["data"]]

    @property
    def cpu_ms(self):
        with open(f"/proc/{self.process.pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")

    @property
    def memory_mb(self):
        with open(f"/proc/{self.process.pid}/status") as file:
            return int(re.search(r"VmRSS:\s+(\d+)", file.read())[1]) / 1024

    def stop(self):
        self.process.terminate()
        self.process.wait(30)


def load(server, items, clients, seconds, run, script="checkout.lua"):
    """Runs wrk; what it saw, with the checkouts that the dashboard counted meanwhile and their CPU time."""
    folder = os.path.dirname(os.path.abspath(__file__))
    environment = dict(os.environ, BENCH_TOKEN=server.token, BENCH_ITEMS=",".join(items), BENCH_RUN=f"{run:04x}")
    sold, cpu = orders(server), server.cpu_ms
    output = subprocess.run(
        ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--latency", "-s", f"{folder}/{script}", server.url],
        env=environment, capture_output=True, text=True, check=True)
    result = json.loads(output.stdout.strip().splitlines()[-1])
    result["checkouts"] = orders(server) - sold
    result["rate"] = result["checkouts"] / result["seconds"]
    result["cpu"] = (server.cpu_ms - cpu) / max(1, result["checkouts"])
    if result["errors"]:
        sys.exit(f"{result['errors']} requests failed:\n{output.stderr[:500]}")
    return result


def orders(server):
    """Orders of all time, once the dashboard has followed."""
    before = -1
    while True:
        now = server.call("GET", "/api/v1/dashboard/live")["totals"]["orders"]
        if now == before:
            return now
        before = now
        time.sleep(0.2)


def syncs(program, folder, seconds=4):
    """Disk syncs per checkout at 32 clients, counted by strace on a run of its own."""
    log = folder + "/strace"
    server = Server(program, folder + "/syncs", ("strace", "-f", "-c", "-e", "trace=fsync,fdatasync", "-o", log))
    items = server.open()
    result = load(server, items, 32, seconds, 0x515)
    pid = subprocess.run(["pgrep", "-P", str(server.process.pid)], capture_output=True, text=True).stdout.split()
    for child in pid:
        os.kill(int(child), 15)
    server.process.wait(30)
    with open(log) as file:
        counted = sum(int(line.split()[3]) for line in file if line.strip().endswith(("fsync", "fdatasync")))
    return counted / result["checkouts"]


def month(server):
    """p50 and p99 of a month's summary, in ms."""
    today = server.call("GET", "/api/v1/dashboard/live")["businessDate"]
    path = f"/api/v1/dashboard/summary?from={today[:8]}01&to={today}"
    times = []
    for _ in range(300):
        began = time.perf_counter()
        server.call("GET", path)
        times.append((time.perf_counter() - began) * 1000)
    times.sort()
    return times[len(times) // 2], times[int(len(times) * 0.99)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--salesync", required=True)
    parser.add_argument("--sales", type=int, default=1_000_000, help="the shop's old age; 0 leaves that part out")
    parser.add_argument("--markdown")
    arguments = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="salesync-bench-", dir=os.environ.get("BENCH_FOLDER"))
    rows = []

    def row(figure, value, limit, ratio, must, good):
        rows.append((figure, value, limit, ratio, must, "yes" if good else "NO"))
        print(f"{figure:46} {value:>16}   {limit:>34}   {ratio:>8}   must {must:10} {'ok' if good else 'MISSED'}", flush=True)

    try:
        single, grouped = ceiling.measure(folder=folder)
        young = Server(arguments.salesync, folder + "/young")
        items = young.open()
        load(young, items, 32, 2, 1)
        busy = load(young, items, 32, 8, 2)
        share = busy["rate"] / grouped
        row("checkouts/s, 32 clients", f"{busy['rate']:.0f}/s", f"SQLite, groups of 32: {grouped:.0f}/s", f"{share:.1%}",
            ">= 8 %", share >= 0.08)
        row("CPU-ms per checkout, server", f"{busy['cpu']:.2f} ms", "2.0 ms", f"{busy['cpu'] / 2:.2f}", "<= 2.0",
            busy["cpu"] <= 2)
        row("p99 at 32 clients, a request", f"{busy['p99']:.1f} ms", f"p50 {busy['p50']:.1f} ms",
            f"{busy['p99'] / busy['p50']:.1f}", "<= 3x p50", busy["p99"] <= 3 * busy["p50"])
        alone = load(young, items, 1, 4, 3, "order.lua")
        row("POST order p99, one client", f"{alone['p99']:.1f} ms", f"one SQLite commit {1000 / single:.1f} ms",
            f"{alone['p99'] * single / 1000:.1f}", "<= 10 ms", alone["p99"] <= 10)
        per = syncs(arguments.salesync, folder)
        row("disk syncs per checkout, 32 clients", f"{per:.2f}", "1 a checkout", f"{per:.2f}", "<= 1.0", per <= 1)
        thin, _ = month(young)
        young.stop()
        if arguments.sales:
            old_age(arguments, folder, busy["rate"], thin, row)
    finally:
        shutil.rmtree(folder)
    if arguments.markdown:
        with open(arguments.markdown, "w") as file:
            file.write("| figure | measured | limit of the same run | ratio | must | met |\n|---|---|---|---|---|---|\n")
            file.writelines("| " + " | ".join(each) + " |\n" for each in rows)
    sys.exit(0 if all(each[-1] == "yes" for each in rows) else 1)


def old_age(arguments, folder, young_rate, thin, row):
    print(f"selling {arguments.sales:,} orders; this takes a while", flush=True)
    data = folder + "/old"
    subprocess.run([arguments.salesync, "fill", "--sales", str(arguments.sales), "--data", data, "--log-level", "error"],
                   check=True)
    old = Server(arguments.salesync, data)
    row(f"start to ready, {arguments.sales:,} sales", f"{old.ready_ms:.0f} ms", "500 ms", f"{old.ready_ms / 500:.2f}",
        "<= 500 ms", old.ready_ms <= 500)
    items = old.open()
    load(old, items, 32, 2, 4)
    busy = load(old, items, 32, 8, 5)
    ratio = busy["rate"] / young_rate
    row(f"checkouts/s with {arguments.sales:,} sales", f"{busy['rate']:.0f}/s", f"empty: {young_rate:.0f}/s",
        f"{ratio:.2f}", ">= 0.8x", ratio >= 0.8)
    p50, p99 = month(old)
    row("month's summary, p50", f"{p50:.1f} ms", f"young shop: {thin:.1f} ms", f"{p50 / thin:.2f}", "<= 1.5x",
        p50 <= 1.5 * thin)
    row("month's summary, p99", f"{p99:.1f} ms", "10 ms", f"{p99 / 10:.2f}", "(aim)", True)
    row("memory after that", f"{old.memory_mb:.0f} MB", "200 MB", f"{old.memory_mb / 200:.2f}", "<= 200 MB",
        old.memory_mb <= 200)
    old.stop()


main()
