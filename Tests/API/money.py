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
        "tenders": (sum(tender["amount"] for tender in sale["tenders"]), sale["total"]),
        "change": (sale["change"], sum(tender.get("received", tender["amount"]) - tender["amount"]
                                       for tender in sale["tenders"])),
        "rounding": (sale["rounding"], 0),
    }
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


def pieces(lines):
    """How many pieces the sales of one line paid for: fractions of it count when together they begin a piece."""
    whole = sum(line["quantity"] for line in lines if "num" not in line)
    shares = [line for line in lines if "num" in line]
    part = sum(Fraction(line["num"], line["den"]) for line in shares)
    return whole + (math.ceil(part * shares[0]["quantity"]) if shares else 0)
