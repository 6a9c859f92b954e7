"""What two tills do to each other: every race with its set-up, its two acts and the outcomes that are defined.

docs/races.md tells the same in plain words. A race makes a case for each round; a case says which pairs of outcomes are right.
"""
import dataclasses
import typing

from shop import new_id

DONE = "done"
CHECK_CLAIMED, CHECK_PAID = "409 check-claimed", "409 check-already-paid"
ORDER_PAID, ORDER_CANCELLED, ORDER_MERGED = "409 order-already-paid", "409 order-cancelled", "409 order-merged"
CHECK_STALE, LINE_STALE, CHECK_GONE = "412 check-version-stale", "412 line-version-stale", "404 check-unknown"
UNDONE, SHARE_INVALID = "409 nothing-to-undo", "422 share-invalid"
SHORT, OVER = "422 tenders-do-not-cover", "422 tenders-exceed-total"


@dataclasses.dataclass
class Act:
    """A request of one till; `charge` is what it takes from the guest when it is a payment."""
    method: str
    path: str
    body: typing.Any
    charge: int | None = None


@dataclasses.dataclass
class Case:
    """One round: the orders, the lines that must be found in the end, both acts, and what may come of them."""
    orders: list
    lines: set
    left: Act
    right: Act
    defined: dict
    voidable: set = dataclasses.field(default_factory=set)
    after: typing.Callable | None = None


@dataclasses.dataclass
class Race:
    name: str
    left: str
    right: str
    make: typing.Callable


def pay(order, check=0, version=True, sale=None, named=True):
    chosen = order["checks"][check]
    body = {"id": sale or new_id(), "orderId": order["id"]}
    if named:
        body["checkId"] = chosen["id"]
    if version:
        body["checkVersion"] = chosen["version"]
    body["tenders"] = [{"method": "cash", "amount": chosen["total"], "received": chosen["total"] + 1000}]
    return Act("POST", "/api/v1/sales", body, chosen["total"])


def add(order, line):
    return Act("POST", f"/api/v1/orders/{order['id']}/lines", {"id": new_id(), "lines": [line], "send": True})


def merge(into, other):
    return Act("POST", f"/api/v1/orders/{into['id']}/merge", {"fromOrderId": other["id"]})


def move(order, table):
    return Act("POST", f"/api/v1/orders/{order['id']}/move", {"tableId": table})


def undo(order):
    return Act("POST", f"/api/v1/orders/{order['id']}/undo", {})


def split(order, by, check=0):
    body = {"id": new_id(), "of": order["checks"][check]["id"], "by": by}
    ways = {"people": {"count": 3}, "amount": {"amounts": [1000]},
            "items": {"shares": [{"lineId": order["lines"][0]["id"], "num": 1, "den": 2}]}}
    return Act("POST", f"/api/v1/orders/{order['id']}/checks", {**body, **ways[by]})


def void(order, quantity=None, version=True, action="cancel"):
    line = order["lines"][0]
    body = {"action": action, "reason": "손님 요청", "version": line["version"] if version else None, "quantity": quantity}
    path = f"/api/v1/orders/{order['id']}/lines/{line['id']}/void"
    return Act("POST", path, {key: value for key, value in body.items() if value is not None})


def ids(*orders):
    return {line["id"] for order in orders for line in order["lines"]}


def table_order(shop, table=0, **more):
    return shop.order(shop.line("아메리카노", 3), shop.line("치즈케이크"), table=table, guests=2, **more)


def split_order(shop, table=0):
    order = table_order(shop, table)
    act = split(order, "people")
    act.body["count"] = 2
    return shop.owner.must(act.method, act.path, act.body)


def pay_while_adding(shop, number):
    order = table_order(shop)
    line = shop.line("물" if number % 3 == 2 else "카페라떼", id=new_id())

    def after(answers, orders, sales):
        """The added line is paid for, or on a check of its own."""
        found = next(each for each in orders[0]["lines"] if each["id"] == line["id"])
        check = next(each for each in orders[0]["checks"] if each["id"] == found["checkId"])
        payment = sales.get(answers[0].body.get("id")) if answers[0].good else None
        if payment is None:
            return [], ""
        if any(each["lineId"] == line["id"] for each in payment["lines"]):
            return [], "the line is in the payment"
        wrong = check["id"] == payment["checkId"] or check["status"] != "open"
        late = "a new check flagged late" if "late" in check["flags"] else "a new check, opened while the other was being paid"
        return (["the added line is on the paid check, unpaid"] if wrong else []), f"the line is on {late}"

    version = number % 3 == 0
    defined = {(DONE, DONE): "both count"}
    if number % 3 != 2:
        defined[CHECK_STALE if version else SHORT, DONE] = "the payer sees the new amount first"
    return Case([order["id"]], ids(order) | {line["id"]}, pay(order, version=version), add(order, line), defined, after=after)


def pay_while_adding_to_takeout(shop, number):
    order = shop.order(shop.line("아메리카노", 2), channel="takeout", tableId=None)
    line = shop.line("카페라떼", id=new_id())
    return Case([order["id"]], ids(order) | {line["id"]}, pay(order), add(order, line), {
        (DONE, CHECK_CLAIMED): "too late: it is being paid", (DONE, ORDER_PAID): "too late: a pay-first order is closed", (CHECK_STALE, DONE): "the payer sees the new amount first"})


def both_pay(shop, number):
    way = number % 5
    order = split_order(shop) if way in (2, 3) else table_order(shop)
    if way == 3:
        return Case([order["id"]], ids(order), pay(order, 0), pay(order, 1), {(DONE, DONE): "two checks, two payments"})
    if way == 4:
        sale = new_id()
        return Case([order["id"]], ids(order), pay(order, sale=sale), pay(order, sale=sale),
                    {(DONE, DONE): "the same sale sent twice is one sale"})
    first, second = (pay(order, version=way != 1, named=way != 1) for _ in range(2))
    losers = [ORDER_PAID, CHECK_CLAIMED] + ([CHECK_PAID] if way == 2 else [])
    return Case([order["id"]], ids(order), first, second, {
        pair: "one pays, the other is told" for loser in losers for pair in ((DONE, loser), (loser, DONE))})


def merge_while_paying(shop, number):
    way = number % 4
    into = table_order(shop)
    other = split_order(shop, 1) if way == 3 else table_order(shop, 1)
    if way in (0, 3):
        refused = [CHECK_CLAIMED, ORDER_PAID if way == 0 else CHECK_PAID]
        defined = {(DONE, code): "who pays first, keeps the order where it is" for code in refused}
        defined[ORDER_MERGED, DONE] = "merged: the payer must pay at the other table"
        return Case([into["id"], other["id"]], ids(into, other), pay(other), merge(into, other), defined)
    return Case([into["id"], other["id"]], ids(into, other), pay(into, version=way == 1), merge(into, other), {
        (DONE, DONE): "the guests who came are on a new check", (DONE, ORDER_PAID): "paid and closed before they came",
        (CHECK_STALE if way == 1 else SHORT, DONE): "the payer sees the new amount first"})


def void_while_bumping(shop, number):
    way = number % 4
    order = table_order(shop)
    ticket = shop.tickets(order["id"])[0]
    line = order["lines"][0]["id"]
    step = "ready" if way == 3 else f"lines/{line}/bump"
    taken = 1 if way == 1 else 3
    defined = {(DONE, DONE): "taken back; the kitchen sees it struck"}
    if way != 2:
        defined[LINE_STALE, DONE] = "made already: look again, then write it off as loss"

    def after(answers, orders, _):
        complaints = kitchen_disagrees(shop, orders[0], line, taken if answers[0].good else 0)
        if not answers[0].good:
            again = void(orders[0], taken, action="loss")
            shop.owner.must(again.method, again.path, again.body)
            complaints += kitchen_disagrees(shop, shop.read(order["id"]), line, taken)
        return complaints, ""

    return Case([order["id"]], ids(order), void(order, taken if way == 1 else None, way != 2),
                Act("POST", f"/api/v1/kitchen/tickets/{ticket['id']}/{step}", {}), defined, {line}, after)


def kitchen_disagrees(shop, order, line_id, taken):
    """What of a line the order and its tickets tell differently."""
    tickets = shop.tickets(order["id"]) + shop.served(order["id"])
    made = [(ticket["kind"], line) for ticket in tickets for line in ticket["lines"] if line["lineId"] == line_id]
    added, struck = [line for kind, line in made if kind == "add"], [line for kind, line in made if kind == "void"]
    line = next(each for each in order["lines"] if each["id"] == line_id)
    live = line["status"] not in ("removed", "cancelled", "loss")
    left = line["quantity"] if live else 0
    complaints = []
    if len(added) != 1 or added[0]["struck"] != taken or added[0]["quantity"] - taken != left:
        complaints.append(f"{taken} taken, {left} left, but the ticket shows {added}")
    if sum(each["quantity"] for each in struck) != taken:
        complaints.append(f"{taken} taken, but the kitchen was told {struck}")
    if live and line["status"] != {"queued": "sent", "acknowledged": "sent"}.get(added[0]["status"], added[0]["status"]):
        complaints.append(f"the line is {line['status']}, its ticket {added[0]['status']}")
    return complaints


def split_while_paying(shop, number):
    way = number % 4
    if way == 3:
        order = split_order(shop)
        return Case([order["id"]], ids(order), pay(order, 1), split(order, "people", 0), {
            (DONE, DONE): "another check than the one that is split"})
    order = table_order(shop)
    act = split(order, ("people", "items", "amount")[way])
    defined = {(DONE, code): "who pays first, pays the whole" for code in (CHECK_CLAIMED, CHECK_PAID)}
    defined[OVER if way == 2 else CHECK_STALE, DONE] = "split: the payer sees the smaller amount first"
    return Case([order["id"]], ids(order), pay(order, version=way != 2), act, defined)


def undo_while_paying(shop, number):
    way = number % 5
    refused = {(DONE, code): "what is paid stays split or merged" for code in (CHECK_CLAIMED, CHECK_PAID)}
    if way in (0, 1, 2):
        order = split_order(shop)
        loser = (CHECK_STALE, CHECK_GONE, SHORT)[way]
        paying = pay(order, 1 if way == 1 else 0, version=way != 2)
        return Case([order["id"]], ids(order), paying, undo(order), {
            **refused, (loser, DONE): "undone: the payer looks at the bill again"})
    into = table_order(shop)
    if way == 3:
        other = table_order(shop, 1)
        act = merge(into, other)
        into = shop.owner.must(act.method, act.path, act.body)
        return Case([into["id"], other["id"]], ids(into), pay(into), undo(into), {
            **refused, (DONE, ORDER_PAID): "paid together is paid together",
            (CHECK_STALE, DONE): "undone: the payer looks at the bill again"})
    act = move(into, shop.tables[1])
    moved = shop.owner.must(act.method, act.path, act.body)
    return Case([into["id"]], ids(into), pay(moved), undo(moved), {
        (DONE, DONE): "a table is no money: both are done", (DONE, ORDER_PAID): "a paid order stays where it was paid"})


def tables_into_each_other(shop, number):
    one, two = table_order(shop, 0), table_order(shop, 1)
    orders, lines = [one["id"], two["id"]], ids(one, two)
    first = {(DONE, ORDER_MERGED): "who merges first, decides", (ORDER_MERGED, DONE): "who merges first, decides"}
    way = number % 4
    if way == 0:
        return Case(orders, lines, merge(one, two), merge(two, one), first)
    if way == 1:
        def after(_, found, __):
            wrong = [each["tableId"] for each in found] != shop.tables[::-1]
            return ["the orders did not change places"] if wrong else [], ""
        return Case(orders, lines, move(one, shop.tables[1]), move(two, shop.tables[0]), {
            (DONE, DONE): "they change places"}, after=after)
    if way == 2:
        return Case(orders, lines, move(one, shop.tables[1]), merge(two, one), {
            (DONE, DONE): "moved, then merged", (ORDER_MERGED, DONE): "merged before it could move"})
    return Case(orders, lines, merge(one, two), merge(one, two), first)


def cancel_while_paying(shop, number):
    order = table_order(shop)
    defined = {(DONE, code): "paid is paid" for code in (CHECK_CLAIMED, ORDER_PAID)}
    defined[ORDER_CANCELLED, DONE] = "nothing is left to pay"
    act = Act("POST", f"/api/v1/orders/{order['id']}/cancel", {"reason": "손님이 나감"})
    return Case([order["id"]], ids(order), pay(order), act, defined, ids(order))


def void_while_paying(shop, number):
    order = table_order(shop)
    version = number % 2 == 0
    defined = {(DONE, code): "paid is paid" for code in (CHECK_CLAIMED, CHECK_PAID)}
    defined[CHECK_STALE if version else OVER, DONE] = "the payer sees the smaller amount first"
    return Case([order["id"]], ids(order), pay(order, version=version), void(order), defined, {order["lines"][0]["id"]})


def discount_while_paying(shop, number):
    order = table_order(shop)
    version = number % 2 == 0
    act = Act("PUT", f"/api/v1/orders/{order['id']}/discounts",
              [{"id": new_id(), "kind": "percent", "value": 10, "reason": "단골"}])
    return Case([order["id"]], ids(order), pay(order, version=version), act, {
        (DONE, CHECK_CLAIMED): "paid is paid", (DONE, ORDER_PAID): "paid is paid",
        (CHECK_STALE if version else OVER, DONE): "the payer sees the smaller amount first"})


def both_change_the_bill(shop, number):
    way = number % 4
    if way == 0:
        order = table_order(shop)
        return Case([order["id"]], ids(order), split(order, "people"), split(order, "items"), {
            (DONE, DONE): "half a line first, then what is left over three people",
            (DONE, SHARE_INVALID): "over three people first: half a line is more than the check still holds"})
    if way == 1:
        order = split_order(shop)
        return Case([order["id"]], ids(order), undo(order), undo(order), {
            (DONE, UNDONE): "it is undone once", (UNDONE, DONE): "it is undone once"})
    into, other = table_order(shop), table_order(shop, 1)
    orders, lines = [into["id"], other["id"]], ids(into, other)
    if way == 2:
        return Case(orders, lines, split(other, "people"), merge(into, other), {
            (DONE, DONE): "split, then merged: the whole is one bill again",
            (ORDER_MERGED, DONE): "merged before it could be split"})
    added = shop.line("카페라떼", id=new_id())
    return Case(orders, lines | {added["id"]}, merge(into, other), add(other, added), {
        (DONE, DONE): "added, then merged",
        (DONE, ORDER_MERGED): "merged before it could be added: add it at the other table"})


RACES = [
    Race("pay while adding", "pay", "add", pay_while_adding),
    Race("pay while adding, takeout", "pay", "add", pay_while_adding_to_takeout),
    Race("both pay", "pay", "pay", both_pay),
    Race("merge while paying", "pay", "merge", merge_while_paying),
    Race("take a line back while the kitchen makes it", "void", "bump", void_while_bumping),
    Race("split while paying", "pay", "split", split_while_paying),
    Race("undo while paying", "pay", "undo", undo_while_paying),
    Race("two tables into each other", "till 1", "till 2", tables_into_each_other),
    Race("both change the bill", "till 1", "till 2", both_change_the_bill),
    Race("cancel while paying", "pay", "cancel", cancel_while_paying),
    Race("take a line back while paying", "pay", "void", void_while_paying),
    Race("discount while paying", "pay", "discount", discount_while_paying),
]
