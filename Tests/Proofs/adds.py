"""Eight waiters add to one table's order at once, each sending a tenth of its adds again: nothing is lost, nothing doubled.

    adds.py --salesync PROGRAM [--writers N] [--adds N] [--seed N]
"""
import argparse
import collections
import random
import sys
import threading
import time

from shop import PRICES, Shop, check, finish, new_id, program_of

SENT_EVERY = 8


class Writer(threading.Thread):
    """One waiter: adds its lines one after the other, and sends some of them again."""

    def __init__(self, number, shop, order, adds, seed):
        super().__init__()
        self.number, self.shop, self.path, self.adds = number, shop, f"/api/v1/orders/{order}/lines", adds
        self.dice = random.Random(seed * 1000 + number)
        self.till, self.double = shop.till(), shop.till()
        self.expected, self.complaints, self.milliseconds = {}, [], []
        self.again = collections.Counter()

    def run(self):
        replays = set(self.dice.sample(range(self.adds), self.adds // 10))
        try:
            for turn in range(self.adds):
                self._add(turn, again=turn in replays)
        except Exception as error:  # a writer that breaks must fail the proof, not vanish
            self.complaints.append(f"writer {self.number} broke: {type(error).__name__} {error}")

    def _add(self, turn, again):
        name = self.dice.choice(list(PRICES))
        quantity, mark = self.dice.randint(1, 3), f"{self.number}/{turn}"
        line = self.shop.line(name, quantity, note=mark)
        if turn % 2:
            line["id"] = new_id()  # every other line is named by the client, the others by the server
        body = {"id": new_id(), "lines": [line], "send": turn % SENT_EVERY == 0}
        self.expected[mark] = (name, quantity, PRICES[name] * quantity, body["send"])
        if again:
            return self._send_twice(self.dice.choice(["answer lost", "sent later again", "sent twice at once"]), body)
        answer = self.till.call("POST", self.path, body)
        self.milliseconds.append((answer.heard - answer.asked) * 1000)
        self._judge(answer, 201, body)

    def _send_twice(self, how, body):
        self.again[how] += 1
        if how == "answer lost":
            self.till.call("POST", self.path, body, heard=False)
            self._judge(self.till.call("POST", self.path, body), None, body)
        elif how == "sent later again":
            first = self.till.call("POST", self.path, body)
            self._judge(first, 201, body)
            second = self.till.call("POST", self.path, body)
            self._judge(second, 200, body)
            if second.body != first.body or second.headers.get("idempotency-replayed") != "true":
                self.complaints.append(f"the second answer differs: {first!r} then {second!r}")
        else:
            answers = []
            other = threading.Thread(target=lambda: answers.append(self.double.call("POST", self.path, body)))
            other.start()
            answers.append(self.till.call("POST", self.path, body))
            other.join()
            if sorted(each.status for each in answers) != [200, 201] or answers[0].body != answers[1].body:
                self.complaints.append(f"sent twice at once: {answers}")

    def _judge(self, answer, status, body):
        lines = answer.body.get("lines", []) if answer.good else []
        if not answer.good or status not in (None, answer.status) or len(lines) != 1:
            self.complaints.append(f"{body}: {answer!r}, not {status or '200 or 201'}")
        elif lines[0]["id"] != body["lines"][0].get("id", lines[0]["id"]):
            self.complaints.append(f"another line's answer: {body}: {answer!r}")


def prove(shop, arguments):
    order = shop.order()
    writers = [Writer(number, shop, order["id"], arguments.adds, arguments.seed) for number in range(arguments.writers)]
    began = time.perf_counter()
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    seconds = time.perf_counter() - began
    complaints = [each for writer in writers for each in writer.complaints]
    again = sum((writer.again for writer in writers), collections.Counter())
    times = sorted(each for writer in writers for each in writer.milliseconds)
    wanted = arguments.writers * arguments.adds
    print(f"      {arguments.writers} writers x {arguments.adds} adds in {seconds:.1f} s, {wanted / seconds:.0f}/s; an add p50 "
          f"{times[len(times) // 2]:.0f} ms, p99 {times[int(len(times) * 0.99)]:.0f} ms; {sum(again.values())} sent again: "
          + ", ".join(f"{count} {how}" for how, count in sorted(again.items())))
    check("every add is answered, and a repeated one with the first answer", not complaints, complaints[:3])
    count(shop, order["id"], {mark: line for writer in writers for mark, line in writer.expected.items()}, wanted)


def count(shop, order_id, expected, wanted):
    order = shop.read(order_id)
    marks = collections.Counter(line.get("note") for line in order["lines"])
    lost = [mark for mark in expected if mark not in marks]
    doubled = [mark for mark, times in marks.items() if times > 1]
    check(f"{len(order['lines'])} lines of {wanted}, {len(lost)} lost, {len(doubled)} doubled",
          len(order["lines"]) == wanted and not lost and not doubled, (lost[:5], doubled[:5]))
    check("every line has an id of its own", len({line["id"] for line in order["lines"]}) == len(order["lines"]))
    wrong = [line for line in order["lines"]
             if (line["name"], line["quantity"], line["amount"]) != expected.get(line.get("note"), ())[:3]]
    check("every line is what its writer asked for", not wrong, wrong[:3])
    total = sum(amount for _, _, amount, _ in expected.values())
    sums = (order["total"], order["subtotal"], sum(line["amount"] for line in order["lines"]), order["checks"][0]["total"])
    check(f"the total is the sum of the lines: {total:,} won", set(sums) == {total}, sums)
    check("all of it is on the one check", len(order["checks"]) == 1
          and all(line["checkId"] == order["checks"][0]["id"] for line in order["lines"]), order["checks"])
    sent = {mark for mark, line in expected.items() if line[3]}
    cooked = collections.Counter(line["note"] for ticket in shop.tickets(order_id) for line in ticket["lines"])
    check(f"{len(sent)} lines went to the kitchen, each on one ticket", cooked == collections.Counter(sent),
          (cooked - collections.Counter(sent), collections.Counter(sent) - cooked))
    sale = shop.owner.must("POST", "/api/v1/sales", {
        "orderId": order_id, "checkId": order["checks"][0]["id"], "tenders": [{"method": "cash", "amount": total}]})
    check("it is paid in one sale of as many lines", (sale["total"], len(sale["lines"])) == (total, wanted))
    check("and the dashboard says the same",
          shop.owner.must("GET", "/api/v1/dashboard/live")["totals"]["sales"] == total)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--salesync", required=True)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--adds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20261124)
    arguments = parser.parse_args()
    with Shop(program_of(arguments)) as shop:
        prove(shop, arguments)
    sys.exit(finish())


main()
