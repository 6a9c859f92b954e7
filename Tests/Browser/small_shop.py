"""A shop of two categories and three items, signed up anew, and what its other devices do through the API."""
import os
import time
import uuid

V1 = "/bff/api/v1"
MENU = {
    "ko": {"drinks": "음료", "food": "음식", "coffee": "아메리카노", "tea": "얼그레이", "bread": "크루아상", "bar": "바"},
    "en": {"drinks": "Drinks", "food": "Food", "coffee": "Americano", "tea": "Earl Grey", "bread": "Croissant", "bar": "Bar"},
}


def new_id():
    """A UUID version 7."""
    raw = bytearray(int(time.time() * 1000).to_bytes(6, "big") + os.urandom(10))
    raw[6], raw[8] = 0x70 | raw[6] & 15, 0x80 | raw[8] & 63
    return str(uuid.UUID(bytes=bytes(raw)))


class Shop:
    """Signs up with the cookies of a browser context."""

    def __init__(self, context, base, language):
        self.request, self.base, self.words = context.request, base, MENU[language]
        self.csrf = ""
        owner = {"name": "온도 커피", "ownerName": "김하늘", "phone": "01012345678", "type": "cafe", "username": f"owner{uuid.uuid4().hex[:10]}", "password": "a-good-password"}
        self.csrf = self.call("POST", "/bff/sign-up", owner)["csrfToken"]
        self.categories = {each: new_id() for each in ("drinks", "food")}
        for position, (each, id) in enumerate(self.categories.items()):
            self.call("POST", f"{V1}/categories", {"id": id, "name": self.words[each], "position": position})
        self.items = {each: new_id() for each in ("coffee", "tea", "bread")}
        for each, id in self.items.items():
            home = self.categories["food" if each == "bread" else "drinks"]
            self.call("POST", f"{V1}/items", {"id": id, "name": self.words[each], "price": 4000, "categoryId": home})
        self.table = new_id()
        table = {"id": self.table, "name": "7", "seats": 4, "shape": "square", "x": 0, "y": 0, "w": 3, "h": 2}
        self.call("PUT", f"{V1}/floor", {"areas": [{"id": new_id(), "name": "홀", "tables": [table]}]}, {"If-Match": "*"})

    def call(self, method, path, body=None, headers=None):
        answer = self.request.fetch(self.base + path, method=method, data=body, headers={"X-CSRF-Token": self.csrf, **(headers or {})})
        assert answer.ok, f"{method} {path}: {answer.status} {answer.text()[:200]}"
        return answer.json() if answer.body() else None

    def order(self, **lines):
        """Sends a takeout order of so many pieces each."""
        return self.call("POST", f"{V1}/orders", {"id": new_id(), "channel": "takeout", "send": True, "lines": [{"id": new_id(), "itemId": self.items[each], "quantity": count} for each, count in lines.items()]})

    def tickets(self, status="open"):
        return self.call("GET", f"{V1}/kitchen/tickets?status={status}")["data"]

    def step(self, number, step):
        for ticket in self.tickets():
            if ticket["number"] == number:
                self.call("POST", f"{V1}/kitchen/tickets/{ticket['id']}/{step}", {})

    def plan(self, **change):
        plan = self.call("GET", f"{V1}/kitchen/stations")
        self.call("PUT", f"{V1}/kitchen/stations", {**plan, **change}, {"If-Match": f"\"{plan['version']}\""})
