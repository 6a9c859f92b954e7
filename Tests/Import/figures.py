"""Computes a bakery's figures straight from its file, by nothing but the file and the rules of the importer.

Independent of Salesync's code on purpose: it is what `check.py` holds the dashboard against.
"""
import csv
import datetime

OWN = {"datetime", "day of week", "total", "place", "order_id"}


def price_list(path, aliases, single):
    with open(path, newline="", encoding="utf-8-sig") as file:
        prices = {row["product_name"].strip(): int(float(row["price"])) for row in csv.DictReader(file)}
    prices.update(single)
    return lambda name: prices.get(name, prices.get(aliases.get(name)))


def spread(amount, weights):
    """Largest remainder; equal remainders in the order of the lines."""
    whole = sum(weights)
    if not whole or not amount:
        return [0] * len(weights)
    parts = [amount * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(amount * weights[i] % whole), i))
    for index in order[: amount - sum(parts)]:
        parts[index] += 1
    return parts


def tax(total):
    """VAT inside a price at 10 %: total - round(total * 100 / 110), halves up."""
    return total - (2 * total * 100 + 110) // 220


def figures(orders, prices, cutoff_hour=5):
    """Days, items, hours and refused lines of a file."""
    days, items, hours, refused, seen = {}, {}, {}, {}, set()
    with open(orders, newline="", encoding="utf-8-sig") as file:
        rows = csv.reader(file)
        header = [name.strip() for name in next(rows)]
        for fields in rows:
            line = rows.line_num
            row = {name: text.strip() for name, text in zip(header, fields) if text.strip()}
            if not row:
                continue
            reason, lines = refusal(row, header, prices, seen)
            if reason:
                refused[line] = reason
                continue
            seen.add(row["order_id"])
            count(row, lines, days, items, hours, cutoff_hour)
    return days, items, hours, refused


def refusal(row, header, prices, seen):
    if "order_id" not in row:
        return "no order_id", []
    if "datetime" not in row:
        return "no time", []
    lines = [(name, int(float(row[name]))) for name in header if name not in OWN and name in row]
    lines = [(name, quantity) for name, quantity in lines if quantity]
    if not lines:
        return "no item", []
    if "total" not in row:
        return "no total", []
    unknown = [name for name, _ in lines if prices(name) is None]
    if unknown:
        return "unknown price: " + unknown[0], []
    if row["order_id"] in seen:
        return "order_id stands twice in the file", []
    return None, [(name, quantity, prices(name) * quantity) for name, quantity in lines]


def count(row, lines, days, items, hours, cutoff_hour):
    total = int(float(row["total"]))
    extra = total - sum(amount for _, _, amount in lines)
    if extra > 0:
        lines.append(("delivery fee" if "place" in row else "difference", 1, extra))
    discount = max(0, -extra)
    at = datetime.datetime.strptime(row["datetime"], "%Y-%m-%d %H:%M")
    day = str((at - datetime.timedelta(hours=cutoff_hour)).date())
    figures = days.setdefault(day, {"gross": 0, "discount": 0, "sales": 0, "tax": 0, "orders": 0})
    figures["gross"] += total + discount
    figures["discount"] += discount
    figures["sales"] += total
    figures["tax"] += tax(total)
    figures["orders"] += 1
    hour = hours.setdefault(at.hour, {"sales": 0, "orders": 0})
    hour["sales"] += total
    hour["orders"] += 1
    for (name, quantity, amount), share in zip(lines, spread(discount, [line[2] for line in lines])):
        item = items.setdefault(name, {"quantity": 0, "sales": 0})
        item["quantity"] += quantity
        item["sales"] += amount - share
