"""What the books must say, computed here once more, in whole won."""


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


def check_sale(sale):
    """Everything that must hold within one sale."""
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
        if line["amount"] != whole:
            wrong.append(f"{line['name']} {line['amount']}, not {whole}")
    assert not wrong, f"sale {sale['receiptNumber']}: " + ", ".join(wrong)
