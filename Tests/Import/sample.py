"""Makes a file of the same form as another till's export, for checkouts that have no real one beside them."""
import csv
import random
import sys
import uuid


def write(folder, rows=400, seed=7):
    dice = random.Random(seed)
    prices = {"americano": 4000, "caffe latte": 4500, "croissant": 3500, "valina latte": 4500, "cheese cake": 5000}
    columns = ["americano", "caffe latte", "croissant", "vanila latte", "cheese cake", "croque monsieur"]
    with open(f"{folder}/prices.csv", "w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["product_name", "price", "calories"])
        out.writerows([name, price, 100] for name, price in prices.items())
    with open(f"{folder}/orders.csv", "w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["datetime", "day of week", "total", "place", *columns, "order_id"])
        for number in range(rows):
            out.writerow(one_row(dice, number, prices, columns))


def one_row(dice, number, prices, columns):
    order_id = uuid.UUID(int=dice.getrandbits(128)).hex
    if number % 40 == 39:
        return ["", "", "", "", *[""] * len(columns), order_id]
    quantities = [dice.choice([0, 0, 1, 1, 2]) for _ in columns]
    known = [prices.get(name, 5500 if name == "croque monsieur" else 4500) for name in columns]
    total = sum(price * quantity for price, quantity in zip(known, quantities))
    total = max(0, total + dice.choice([0, 0, 0, 2000, -300, 1]))
    day, minute = number // 20, dice.randrange(24 * 60)
    at = f"2020-{1 + day // 28:02d}-{1 + day % 28:02d} {minute // 60:02d}:{minute % 60:02d}"
    place = dice.choice(["", "", "역삼동"])
    return [at, "Mon", f"{total:.1f}", place, *[f"{q:.1f}" if q else "" for q in quantities], order_id]


if __name__ == "__main__":
    write(sys.argv[1])
