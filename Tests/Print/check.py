"""Prints kitchen tickets through `salesync print-agent` on pretended printers, and receipts, and reads the paper.

    check.py --salesync PROGRAM --url http://127.0.0.1:8080 [--pictures FOLDER]

The server holds the demo cafe and knows its public address (SALESYNC_PUBLIC_URL). What the printers receive is drawn by
render_escpos.py, which knows the commands that we send and no others. With --pictures the papers are kept as PNG files (needs Pillow and fonts-noto-cjk).
"""
import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

USER, PASSWORD = "demo", "demo-cafe-1"
passed = failed = 0


def check(name, good, detail=""):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    print(("ok    " if good else "FAIL  ") + name + ("" if good else f"  {detail}"), flush=True)


class Printer:
    """Listens like a printer on port 9100 and keeps what it gets; one that is `off` is not there."""

    def __init__(self):
        self.pages = []
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]

    def switch_on(self):
        self.socket.listen(8)
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        while True:
            connection, _ = self.socket.accept()
            data = b""
            while chunk := connection.recv(65536):
                data += chunk
            connection.close()
            self.pages.append(data)


class Shop:
    def __init__(self, url):
        self.url, self.token = url, None
        self.token = self.call("POST", "/api/v1/sessions", {"username": USER, "password": PASSWORD})["accessToken"]

    def call(self, method, path, body=None, **headers):
        headers = {"Content-Type": "application/json", **{name.replace("_", "-"): value for name, value in headers.items()}}
        if self.token:
            headers["Authorization"] = "Bearer " + self.token
        request = urllib.request.Request(
            self.url + path, json.dumps(body).encode() if body is not None else None, headers, method=method)
        return json.loads(urllib.request.urlopen(request, timeout=20).read() or b"null")


    def receipt(self, path, columns):
        """The bytes of a receipt for a printer of so many columns."""
        headers = {"Accept": "application/vnd.escpos", "Authorization": "Bearer " + self.token}
        request = urllib.request.Request(f"{self.url}/api/v1/{path}/receipt?columns={columns}", headers=headers)
        return urllib.request.urlopen(request, timeout=20).read()


def receipts(shop, item, picture):
    """A sale's and a refund's receipt, on paper of both widths, first and printed again."""
    placed = shop.call("POST", "/api/v1/orders", {"channel": "takeout", "lines": [{"itemId": item["id"], "quantity": 3}]})
    total = placed["total"]
    sale = shop.call("POST", "/api/v1/sales", {"orderId": placed["id"], "tenders": [
        {"method": "card", "amount": 1000, "approval": {"number": "30019283", "issuer": "신한카드"}},
        {"method": "cash", "amount": total - 1000, "received": total}]})
    link = shop.call("POST", f"/api/v1/sales/{sale['id']}/link")
    for columns in (42, 32):
        text = paper(shop.receipt(f"sales/{sale['id']}", columns), columns, picture(f"receipt-sale-{columns}"))
        check(f"a sale's receipt fits {columns} columns",
              all(each in text for each in (sale["receiptNumber"], "크루아상", "합계", "승인번호 30019283", "거스름돈", "<cut>")), text)
        check("its total is large", any("합계" in row and "wide tall" in row for row in text.splitlines()), text)
        check("it carries the customer's link", f"<code https://pos.example.com{link['url']} 5 1>" in text, text)
        check("it is no reprint", "재발행" not in text, text)
    for _ in range(2):
        shop.call("POST", f"/api/v1/sales/{sale['id']}/prints")
    check("the second print is a reprint", "[재발행]" in paper(shop.receipt(f"sales/{sale['id']}", 32), 32))
    refund = shop.call("POST", f"/api/v1/sales/{sale['id']}/refunds", {
        "lines": [{"saleLineId": sale["lines"][0]["id"], "quantity": 1, "restock": "loss"}], "reason": "탄 빵"})
    for columns in (42, 32):
        text = paper(shop.receipt(f"refunds/{refund['id']}", columns), columns, picture(f"receipt-refund-{columns}"))
        check(f"a refund's receipt fits {columns} columns",
              all(each in text for each in ("[환불]", refund["number"], "원 영수증 " + sale["receiptNumber"], "환불 금액", "<cut>")), text)
        check("it says nothing of the reason", "탄 빵" not in text, text)


def paper(data, columns, picture=None):
    """The rows that come out, or the reason why a printer would not print this."""
    here = os.path.dirname(os.path.abspath(__file__))
    with tempfile.NamedTemporaryFile(suffix=".bin") as file:
        file.write(data)
        file.flush()
        arguments = [sys.executable, f"{here}/render_escpos.py", "--columns", str(columns), file.name]
        if picture:
            subprocess.run(arguments + [picture], check=True)
        done = subprocess.run(arguments, capture_output=True, text=True)
    return done.stdout if done.returncode == 0 else "unprintable: " + done.stdout + done.stderr


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--salesync", required=True)
    parser.add_argument("--url", required=True)
    parser.add_argument("--pictures")
    options = parser.parse_args()
    shop = Shop(options.url)
    first, second = Printer(), Printer()

    def agent():
        return subprocess.run(
            [options.salesync, "print-agent", "--url", options.url, "--username", USER, "--once"],
            env=dict(os.environ, SALESYNC_PRINT_PASSWORD=PASSWORD), capture_output=True, text=True, timeout=60)

    def until(done):
        """A failed job waits a little longer after each try."""
        for _ in range(40):
            agent()
            if done():
                return
            time.sleep(1)

    def picture(name):
        return f"{options.pictures}/{name}.png" if options.pictures else None

    plan = shop.call("GET", "/api/v1/kitchen/stations")
    for station in plan["stations"]:
        station["printer"] = {"host": "127.0.0.1", "port": first.port, "columns": 42}
        station["alternatePrinter"] = {"host": "127.0.0.1", "port": second.port, "columns": 32}
    shop.call("PUT", "/api/v1/kitchen/stations", plan, If_Match="*")
    item = next(each for each in shop.call("GET", "/api/v1/items?limit=50")["data"] if each["name"] == "크루아상")

    def order(quantity):
        return shop.call("POST", "/api/v1/orders", {
            "channel": "takeout", "send": True, "note": "따뜻하게 주세요",
            "lines": [{"itemId": item["id"], "quantity": quantity, "note": "반으로 잘라서"}]})

    first.switch_on()
    placed = order(2)
    done = agent()
    check("the agent ends well", done.returncode == 0, done.stderr)
    check("one ticket comes out", len(first.pages) == 1, len(first.pages))
    text = paper(first.pages[0], 42, picture("ticket-add"))
    check("it says what and for whom",
          all(each in text for each in ("크루아상", "반으로 잘라서", "따뜻하게", "호출 " + placed["number"].split("-")[1])), text)
    check("it is no reprint", "재출력" not in text, text)
    agent()
    check("what was printed is not printed again", len(first.pages) == 1, len(first.pages))

    line = placed["lines"][0]
    shop.call("POST", f"/api/v1/orders/{placed['id']}/lines/{line['id']}/void",
              {"action": "cancel", "quantity": 1, "reason": "변심"})
    agent()
    text = paper(first.pages[-1], 42, picture("ticket-void")) if len(first.pages) == 2 else "nothing"
    check("a voided piece comes out as such", "취소" in text and "-1 크루아상" in text, text)

    # The agent dies between the paper and its answer: the job is leased, and nobody says how it went.
    lost = order(1)
    job = shop.call("GET", "/api/v1/print-jobs")["data"][0]
    leased = shop.call("POST", f"/api/v1/print-jobs/{job['id']}/lease", {})
    try:
        shop.call("POST", f"/api/v1/print-jobs/{job['id']}/lease", {})
        check("nobody else takes a job that is held", False)
    except urllib.error.HTTPError as error:
        check("nobody else takes a job that is held", json.load(error)["code"] == "print-job-taken")
    shop.call("POST", f"/api/v1/print-jobs/{job['id']}/failed", {"token": leased["token"], "reason": "lost"})
    until(lambda: len(first.pages) == 3)
    text = paper(first.pages[-1], 42, picture("ticket-reprint"))
    check("what may be on paper already is marked as a reprint", "재출력" in text and lost["number"] in text, text)

    # The first printer's cable is pulled; a shop whose printer is off still cooks.
    plan = shop.call("GET", "/api/v1/kitchen/stations")
    absent = Printer()
    for station in plan["stations"]:
        station["printer"]["port"] = absent.port
    shop.call("PUT", "/api/v1/kitchen/stations", plan, If_Match="*")
    second.switch_on()
    order(3)
    until(lambda: second.pages)
    text = paper(second.pages[0], 32, picture("ticket-narrow")) if second.pages else "nothing"
    check("after three tries the other printer takes over", "크루아상" in text, text)
    check("nothing of that is a reprint, since nothing came out before", "재출력" not in text, text)
    receipts(shop, item, picture)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
