"""What the books must say, computed here once more, in whole won."""
import collections
import math
from fractions import Fraction


def vat(total, rate=10):
    """T - round(100 T / (100 + rate)), half up."""
    return total - (2 * 100 * total + 100 + rate) // (2 * (100 + rate))


def spread(amount, weights):
    """An amount over weights by the largest remainder; the earlier wins a tie."""
    whole = sum(weights)
    parts = [amount * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda index: (-(amount * weights[index] % whole), index))
    for index in order[:amount - sum(parts)]:
        parts[index] += 1
    return parts


def check_sale(sale, divided=()):
    """Everything that must hold within one sale; of `divided` lines it holds a share."""
    def by(tax_class):
        return sum(line["amount"] - line["discount"] for line in sale["lines"] if line["taxClass"] == tax_class)

    facts = {
        "subtotal": (sale["subtotal"], sum(line["amount"] for line in sale["lines"])),
        "discount": (sale["discount"], sum(line["discount"] for line in sale["lines"])),
        "total": (sale["total"], sale["subtotal"] - sale["discount"]),
        "taxable": (sale["taxable"], by("taxable")), "exempt": (sale["exempt"], by("exempt")),
        "deposit": (sale["deposit"], by("deposit")),
        "VAT": (sale["tax"], vat(sale["taxable"], sale["taxRate"])), "net": (sale["net"], sale["total"] - sale["tax"]),
        "tenders": (sum(tender["amount"] for tender in sale["tenders"]), sale["total"] + sale["rounding"]),
        "change": (sale["change"], sum(tender.get("received", tender["amount"]) - tender["amount"]
                                       for tender in sale["tenders"])),
    }
    if all(tender["method"] != "cash" for tender in sale["tenders"]):
        facts["rounding"] = (sale["rounding"], 0)
    wrong = [f"{name} {found}, not {expected}" for name, (found, expected) in facts.items() if found != expected]
    for line in sale["lines"]:
        whole = (line["unitPrice"] + sum(option["price"] for option in line["options"])) * line["quantity"]
        if line["amount"] != whole and line["lineId"] not in divided:
            wrong.append(f"{line['name']} {line['amount']}, not {whole}")
    assert not wrong, f"sale {sale['receiptNumber']}: " + ", ".join(wrong)


def divided_lines(sales):
    """The lines that several sales pay for; together they pay for each exactly once."""
    parts = collections.defaultdict(list)
    for sale in sales:
        for line in sale["lines"]:
            parts[line["lineId"]].append(line)
    return {key for key, lines in parts.items() if len(lines) > 1 or "num" in lines[0]}


def pieces(lines, back=()):
    """How many pieces the sales of one line paid for, less what came back: fractions count when together they begin a piece."""
    whole = sum(line["quantity"] for line in lines if "num" not in line) - sum(line["quantity"] for line in back if "num" not in line)
    shares = [line for line in lines if "num" in line]
    part = sum(Fraction(line["num"], line["den"]) for line in shares)
    part -= sum(Fraction(line["num"], line["den"]) for line in back if "num" in line and line["quantity"])
    return whole + (math.ceil(part * shares[0]["quantity"]) if shares else 0)


class Kept:
    """What is left of a sale, line by line and tender by tender, and what a refund of it must come to."""

    def __init__(self, sale):
        self.sale, self.taken = sale, collections.Counter()
        self.lines = {line["id"]: [line["quantity"], line["amount"] - line["discount"]] for line in sale["lines"]}
        self.tenders = {tender["id"]: tender["amount"] for tender in sale["tenders"]}

    def by(self, tax_class):
        return sum(self.lines[line["id"]][1] for line in self.sale["lines"] if line["taxClass"] == tax_class)

    def give(self, refund, form):
        """Takes a refund off and holds it against what it must be."""
        before = {name: self.by(name) for name in ("taxable", "exempt", "deposit")}
        if "lines" in form:
            given = []
            for each in form["lines"]:
                left, amount = self.lines[each["saleLineId"]]
                # A piece costs its part of what is left, half up; the last ones cost all of it.
                part = (2 * amount * each["quantity"] + left) // (2 * left)
                given.append((each["saleLineId"], each["quantity"], part, each.get("restock", "back")))
        else:
            parts = zip(self.lines, spread(form["amount"], [amount for _, amount in self.lines.values()]))
            given = [(key, 0, part, "loss") for key, part in parts if part]
        for key, quantity, amount, _ in given:
            self.lines[key] = [self.lines[key][0] - quantity, self.lines[key][1] - amount]
        total, left = sum(each[2] for each in given), sum(amount for _, amount in self.lines.values())
        money = sum(self.tenders.values()) if left == 0 else min(total, sum(self.tenders.values()))
        through, rest = [(each["tenderId"], each["amount"]) for each in form.get("tenders", [])], money
        if "tenders" not in form:
            for key, amount in reversed(self.tenders.items()):
                if min(rest, amount):
                    through.append((key, min(rest, amount)))
                    rest -= min(rest, amount)
        for key, amount in through:
            self.tenders[key] -= amount
        classes = {name: before[name] - self.by(name) for name in before}
        tax = vat(before["taxable"], self.sale["taxRate"]) - vat(self.by("taxable"), self.sale["taxRate"])
        wanted = {**classes, "total": total, "tax": tax, "net": total - tax, "rounding": money - total, "whole": left == 0,
                  "lines": given, "tenders": through, "saleReceiptNumber": self.sale["receiptNumber"]}
        found = {**refund, "lines": [(each["saleLineId"], each["quantity"], each["amount"], each["restock"]) for each in refund["lines"]],
                 "tenders": [(each["tenderId"], each["amount"]) for each in refund["tenders"]]}
        wrong = [f"{name} {found[name]}, not {value}" for name, value in wanted.items() if found[name] != value]
        assert not wrong, f"refund {refund['number']}: " + ", ".join(wrong)
        self.taken.update({name: refund[name] for name in ("total", "tax", "net", "taxable", "exempt", "deposit", "rounding")})
        return refund

    def check_all_given(self):
        """The refunds of a sale of which nothing is left add up to it, to the last won."""
        for name in ("total", "tax", "net", "taxable", "exempt", "deposit", "rounding"):
            assert self.taken[name] == self.sale[name], f"refunds give {name} {self.taken[name]}, not {self.sale[name]}"
        assert not any(self.tenders.values()), f"not given back: {self.tenders}"


def book(sales, refunds):
    """What sales and refunds come to: the totals of a report, and its sums by method."""
    total, methods = collections.Counter(), {}
    for sale in sales:
        revenue = [line for line in sale["lines"] if line["taxClass"] != "deposit"]
        total.update({"gross": sum(line["amount"] for line in revenue), "discount": sum(line["discount"] for line in revenue),
                      "saleCount": 1, **{name: sale[name] for name in ("tax", "exempt", "deposit", "rounding")}})
        for tender in sale["tenders"]:
            methods.setdefault(tender["method"], collections.Counter()).update({"amount": tender["amount"], "count": 1})
    for refund in refunds:
        total.update({"refunds": refund["total"] - refund["deposit"], "refundCount": 1,
                      **{name: -refund[name] for name in ("tax", "exempt", "deposit", "rounding")}})
        for tender in refund["tenders"]:
            methods.setdefault(tender["method"], collections.Counter())["refunded"] += tender["amount"]
    total["sales"] = total["gross"] - total["discount"] - total["refunds"]
    total["net"] = total["sales"] - total["tax"]
    names = ("gross", "discount", "refunds", "sales", "tax", "net", "exempt", "rounding", "deposit", "saleCount", "refundCount")
    sums = [{"method": method, "amount": methods[method]["amount"], "refunded": methods[method]["refunded"],
             "net": methods[method]["amount"] - methods[method]["refunded"], "count": methods[method]["count"]}
            for method in ("cash", "card", "transfer", "voucher") if method in methods]
    return {name: total[name] for name in names}, sums


def receipts_of(sales, refunds):
    """The sum of all receipts: what was asked for less what was given back."""
    return sum(each["total"] + each["rounding"] for each in sales) - sum(each["total"] + each["rounding"] for each in refunds)
