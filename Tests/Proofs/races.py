"""Two tills act on one table at once, many times: each is told something defined, and afterwards the books are right.

    races.py --salesync PROGRAM [--rounds N] [--only WORDS] [--seed N]
"""
import argparse
import collections
import concurrent.futures
import os
import random
import re
import statistics
import sys
import threading
import time

import acts
from shop import Shop, check, finish, program_of

DOCUMENT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../docs/races.md")
VOID = ("removed", "cancelled", "loss")


class TwoTills(Shop):
    """The shop with two tills, a ledger of what was charged, and what people were told."""

    def open(self):
        self.tills = [self.till(), self.till()]
        self.pool = concurrent.futures.ThreadPoolExecutor(2)
        self.ledger, self.complaints, self.told = {}, [], set()

    def charge(self, sale, amount):
        """Keeps what a guest was charged; the same sale again is no second charge."""
        known = self.ledger.setdefault(sale["id"], sale)
        if known != sale or sale["total"] != amount:
            self.complaints.append(f"charged {amount}, but the sale is {sale}")

    def at_once(self, left, right, wait):
        """Both acts at the same moment, the right one `wait` seconds later (before, when negative)."""
        start = threading.Barrier(2)

        def run(till, act, delay):
            start.wait()
            if delay > 0:
                time.sleep(delay)
            return till.call(act.method, act.path, act.body)

        jobs = [self.pool.submit(run, till, act, delay) for till, act, delay in
                zip(self.tills, (left, right), (max(0, -wait), max(0, wait)))]
        answers = [job.result() for job in jobs]
        for act, answer in zip((left, right), answers):
            if answer.good and act.charge is not None:
                self.charge(answer.body, act.charge)
            if not answer.good:
                self.told.add((act.path.split("/")[3], answer.code, answer.body.get("title")))
        return answers

    def pay_again(self, act, answer):
        """The same payment sent once more, after all is over: the first answer again, and nothing charged."""
        if act.charge is None or not answer.good:
            return
        again = self.tills[0].call(act.method, act.path, act.body)
        if again.status != 200 or again.body != answer.body:
            self.complaints.append(f"a payment sent again: {again!r}, not {answer!r}")


def run(shop, race, rounds, reach, dice):
    """All rounds of a race: how often each outcome came, and what was wrong."""
    tally, wrong, defined = collections.Counter(), [], set()
    waits = [reach * (2 * number / (rounds - 1) - 1) for number in range(rounds)]
    dice.shuffle(waits)
    for number, wait in enumerate(waits):
        shop.complaints = []
        case = race.make(shop, number)
        answers = shop.at_once(case.left, case.right, wait)
        pair = tuple(answer.name for answer in answers)
        meaning = case.defined.get(pair)
        if meaning is None:
            shop.complaints.append(f"undefined: {race.left} {answers[0]!r}, {race.right} {answers[1]!r}")
        note = settle(shop, case, answers)
        if number % 5 == 0:
            shop.pay_again(case.left, answers[0])
        defined |= case.defined.keys()
        tally[pair, note or meaning or "UNDEFINED"] += 1
        wrong += [f"round {number}: {each}" for each in shop.complaints]
    print(f"\n      {race.name}, {rounds} rounds")
    for (pair, meaning), times in sorted(tally.items(), key=lambda each: -each[1]):
        print(f"      {times:4}  {race.left} {pair[0]}, {race.right} {pair[1]}: {meaning}")
    for pair in sorted(defined - {pair for pair, _ in tally}):
        print(f"         0  {race.left} {pair[0]}, {race.right} {pair[1]}: did not happen to come this time")
    check(f"{race.name}: every outcome is a defined one, and every order is right", not wrong,
          f"{len(wrong)}: " + " | ".join(wrong[:3]))
    books(shop, race.name)


def settle(shop, case, answers):
    """Looks at the orders, pays what is left of them, and looks again."""
    orders = [shop.read(order) for order in case.orders]
    for order in orders:
        look_at(shop, order)
    note = ""
    if case.after:
        complaints, note = case.after(answers, orders, shop.ledger)
        shop.complaints += complaints
        orders = [shop.read(order) for order in case.orders]
    added = {line["id"] for line in case.right.body.get("lines", [])} if isinstance(case.right.body, dict) else set()
    expected = case.lines - (added if not answers[1].good else set())
    look_for_lines(shop, case, orders, expected)
    for order in orders:
        pay_rest(shop, order)
    for order in orders:
        look_at_paid(shop, shop.read(order["id"]))
    shop.clear(case.orders)
    return note


def look_at(shop, order):
    """An order's own sums, and that its paid checks are sales of the same amount."""
    live = [line for line in order["lines"] if line["status"] not in VOID]
    owed = sum(line["amount"] - line["discount"] for line in live)
    checks = sum(each["total"] for each in order["checks"])
    if not order["total"] == owed == checks:
        shop.complaints.append(f"total {order['total']}, lines {owed}, checks {checks}: {order['id']}")
    for each in order["checks"]:
        sale = shop.ledger.get(each.get("saleId"))
        if each["status"] == "claimed":
            shop.complaints.append(f"check {each['letter']} is still held: {order['id']}")
        if (each["status"] == "paid") != (sale is not None) or sale and (
                (sale["checkId"], sale["total"]) != (each["id"], each["total"])):
            shop.complaints.append(f"check {each} and its sale {sale}")


def look_for_lines(shop, case, orders, expected):
    """Every line is in one of the orders, once, and went to the kitchen once."""
    found = collections.Counter(line["id"] for order in orders for line in order["lines"])
    live = {line["id"] for order in orders for line in order["lines"] if line["status"] not in VOID}
    if any(found[line] != 1 for line in expected) or any(times > 1 for times in found.values()):
        shop.complaints.append(f"lines lost or doubled: {found}, expected {expected}")
    if expected - live - case.voidable or live - expected:
        shop.complaints.append(f"lines taken back or new: {expected ^ live}")
    tickets = [each for each in shop.tickets(*case.orders) + shop.served(*case.orders) if each["kind"] == "add"]
    cooked = collections.Counter(line["lineId"] for ticket in tickets for line in ticket["lines"])
    if cooked != collections.Counter(expected):
        shop.complaints.append(f"cooked {cooked}, expected each of {expected} once")
    homes = {line["id"]: order["id"] for order in orders for line in order["lines"]}
    if any(homes.get(line["lineId"]) != ticket["orderId"] for ticket in tickets for line in ticket["lines"]):
        shop.complaints.append("a ticket is not with the order of its lines")


def holds(order, check):
    """Whether a check has something to pay."""
    live = [line for line in order["lines"] if line["status"] not in VOID]
    holders = {share["checkId"] for line in live for share in line.get("shares") or [line]}
    return check["id"] in holders


def pay_rest(shop, order):
    for place, each in enumerate(order["checks"]):
        if order["status"] == "open" and each["status"] == "open" and holds(order, each):
            act = acts.pay(order, place)
            if act.charge == 0:
                act.body["tenders"] = []
            shop.charge(shop.owner.must(act.method, act.path, act.body), act.charge)


def look_at_paid(shop, order):
    """After everything was paid: the order is closed, and each line was sold for exactly what it costs."""
    look_at(shop, order)
    wanted = "cancelled" if all(line["status"] in VOID for line in order["lines"]) else "paid"
    if order["status"] != wanted:
        shop.complaints.append(f"the order is {order['status']} in the end, not {wanted}: {order['id']}")
    sold = collections.Counter()
    for sale in (each for each in shop.ledger.values() if each["orderId"] == order["id"]):
        for line in sale["lines"]:
            sold[line["lineId"]] += line["amount"] - line["discount"]
    owed = {line["id"]: line["amount"] - line["discount"] for line in order["lines"] if line["status"] not in VOID}
    if collections.Counter(owed) != sold:
        shop.complaints.append(f"lines sold for {dict(sold)}, they cost {owed}: {order['id']}")


def books(shop, name):
    sales = shop.pages("/api/v1/sales")
    charged, total = sum(each["total"] for each in shop.ledger.values()), sum(each["total"] for each in sales)
    check(f"{name}: {len(sales)} sales, {total:,} won, are what was charged",
          total == charged and {each["id"] for each in sales} == set(shop.ledger), (charged, len(shop.ledger)))
    twice = [each for each, times in collections.Counter(sale["checkId"] for sale in sales).items() if times > 1]
    check(f"{name}: no check is paid twice", not twice, twice)
    numbers = sorted(each["receiptNumber"] for each in sales)
    prefix = numbers[0][:9] if numbers else ""
    check(f"{name}: receipt numbers have no gap",
          numbers == [f"{prefix}{n:04d}" for n in range(1, len(numbers) + 1)], numbers[-3:])
    totals = shop.owner.must("GET", "/api/v1/dashboard/live")["totals"]
    paid = len({sale["orderId"] for sale in sales})
    check(f"{name}: the dashboard equals the sales", (totals["sales"], totals["orders"]) == (total, paid), (totals, paid))


def reach_of(shop):
    """How far apart two acts may start and still meet: a payment and a half."""
    times = []
    for _ in range(12):
        order = acts.table_order(shop)
        act = acts.pay(order)
        answer = shop.tills[0].call(act.method, act.path, act.body)
        times.append(answer.heard - answer.asked)
        shop.charge(answer.body, act.charge)
        shop.clear([order["id"]])
    return 1.5 * statistics.median(times)


def told(shop):
    """Every refusal is in the till's language, and stands in the document with its sentence."""
    def plain(text):
        return re.sub(r"[\d,]*\d", "N", text or "?")

    foreign = sorted({f"{what} {code}: {title}" for what, code, title in shop.told if not (title or "").isascii()})
    check("a till that asks in English is answered in English", not foreign, foreign)
    with open(DOCUMENT) as file:
        rows = [plain(row) for row in file if row.startswith("|")]
    missing = sorted({f"{code}: {title}" for _, code, title in shop.told
                      if not any(f"`{code}`" in row and (plain(title) in row or not title.isascii()) for row in rows)})
    check(f"docs/races.md has the words of all {len({code for _, code, _ in shop.told})} refusals", not missing, missing)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--salesync", required=True)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--only", default="", help="races whose name holds these words")
    parser.add_argument("--seed", type=int, default=20261124)
    arguments = parser.parse_args()
    dice = random.Random(arguments.seed)
    with TwoTills(program_of(arguments)) as shop:
        shop.open()
        reach = reach_of(shop)
        print(f"      a payment takes {reach / 1.5 * 1000:.0f} ms; acts start up to {reach * 1000:.0f} ms apart")
        for race in acts.RACES:
            if arguments.only in race.name:
                run(shop, race, max(2, arguments.rounds), reach, dice)
        told(shop)
        shop.pool.shutdown()
    sys.exit(finish())


main()
