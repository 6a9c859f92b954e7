"""Order and Item: what is counted is counted down by sending, put back by cancelling, and ends."""
import threading

from caller import same
from sales import order, pay


def run(shop):
    counting(shop)
    parts(shop)
    race(shop)


def add(shop, name, **form):
    return shop.owner.create("/api/v1/items", {"categoryId": shop.categories["기타"], "name": name, "price": 6000, **form})


def left(shop, item):
    """What the menu says: how many are left, and whether it is sold out."""
    found = next(each for shelf in shop.owner.get("/api/v1/menu").json["categories"] for each in shelf["items"] if each["id"] == item["id"])
    return found.get("stock"), found["soldOut"]


def ask(item, quantity=1, **more):
    return {"itemId": item["id"], "quantity": quantity, **more}


def void(shop, placed, action, **more):
    found = shop.owner.get(f"/api/v1/orders/{placed['id']}").json["lines"][0]
    body = {"action": action, "reason": "변심", "version": found["version"], **more}
    return shop.owner.post(f"/api/v1/orders/{placed['id']}/lines/{found['id']}/void", body, status=200)


def counting(shop):
    step, owner = shop.steps.step, shop.owner
    refused = lambda *lines, **more: owner.post(
        "/api/v1/orders", {"channel": "takeout", "lines": list(lines), **more}, status=409, code="item-sold-out")
    with step("a count goes down when something is sent, not when it is only ordered"):
        cake = add(shop, "당근 케이크", stock=5)
        same(left(shop, cake), (5, False), "counted")
        draft = order(shop, ask(cake, 3))
        same(left(shop, cake), (5, False), "a draft takes none")
        sent = order(shop, ask(cake, 3), send=True)
        same(left(shop, cake), (2, False), "three were sent")
        refused(ask(cake, 3), send=True)
        path = f"/api/v1/orders/{draft['id']}"
        answer = owner.post(f"{path}/send", {}, status=409, code="item-sold-out")
        assert "당근 케이크" in answer.text, f"what is sold out is not said: {answer.text}"
        owner.post(f"{path}/lines", {"lines": [ask(cake, 3)], "send": True}, status=409, code="item-sold-out")
        same((owner.get(path).json["lines"][0]["status"], left(shop, cake)), ("draft", (2, False)), "nothing was sent")
    with step("a cancelled piece is there again, a loss is not"):
        void(shop, sent, "cancel", quantity=1)
        same(left(shop, cake), (3, False), "one cancelled")
        void(shop, sent, "loss", quantity=1)
        same(left(shop, cake), (3, False), "one lost")
        owner.post(f"/api/v1/orders/{sent['id']}/cancel", {"reason": "노쇼"}, status=200)
        same(left(shop, cake), (4, False), "the order cancelled")
    with step("at 0 it is sold out, and what is paid is sold all the same"):
        owner.post(f"{path}/send", {}, status=200)
        other = order(shop, ask(cake, 2))
        order(shop, ask(cake), send=True)
        same(left(shop, cake), (0, True), "none are left")
        refused(ask(cake))
        owner.post(f"{path}/lines", {"lines": [ask(cake)]}, status=409, code="item-sold-out")
        pay(shop, other)
        same(owner.get(f"/api/v1/orders/{other['id']}").json["lines"][0]["status"], "sent", "what was paid")
        same(left(shop, cake), (-2, True), "owed")
        for reader in (shop.server, shop.till):
            assert '"stock"' not in reader.get("/api/v1/menu").text, f"{reader.name} sees how many are left"
    with step("counted again it starts from there, and without a count there is no end"):
        item = f"/api/v1/items/{cake['id']}"
        owner.patch(item, {"stock": 7})
        same(left(shop, cake), (7, False), "counted again")
        order(shop, ask(cake, 6), send=True)
        owner.patch(item, {"stock": 7})
        same(left(shop, cake), (7, False), "the same number, counted again")
        owner.patch(item, {"stock": None})
        order(shop, ask(cake, 900), send=True)
        same(left(shop, cake), (None, False), "not counted")
    with step("the menu's tag follows what is left"):
        owner.patch(item, {"stock": 9})
        tag = owner.get("/api/v1/menu").headers["etag"]
        owner.get("/api/v1/menu", headers={"If-None-Match": tag}, status=304)
        order(shop, ask(cake, 8), send=True)
        owner.get("/api/v1/menu", headers={"If-None-Match": tag})


def parts(shop):
    step, owner = shop.steps.step, shop.owner
    with step("sets take their parts, options are counted too"):
        tart = add(shop, "레몬 타르트", stock=5)
        box = add(shop, "타르트 상자", components=[{"itemId": tart["id"], "quantity": 2}])
        order(shop, ask(box, 2), send=True)
        same(left(shop, tart), (1, False), "two boxes of two")
        answer = owner.post("/api/v1/orders", {"channel": "takeout", "send": True, "lines": [ask(box)]}, status=409, code="item-sold-out")
        assert "레몬 타르트" in answer.text, f"which part is missing is not said: {answer.text}"
        group = owner.create("/api/v1/option-groups", {"name": "초", "options": [{"name": "긴 초", "price": 500, "stock": 2}]})
        candle = group["options"][0]["id"]
        cake = add(shop, "생일 케이크", optionGroupIds=[group["id"]])
        order(shop, ask(cake, 1, options=[candle]), send=True)
        owner.post("/api/v1/orders", {"channel": "takeout", "send": True, "lines": [ask(cake, 2, options=[candle])]}, status=409,
                   code="item-sold-out")
        order(shop, ask(cake, 1, options=[candle]), send=True)
        shown = next(each for shelf in owner.get("/api/v1/menu").json["categories"] for each in shelf["items"] if each["id"] == cake["id"])
        same([(each["stock"], each["soldOut"]) for each in shown["optionGroups"][0]["options"]], [(0, True)], "the option")
        owner.post("/api/v1/orders", {"channel": "takeout", "lines": [ask(cake, 1, options=[candle])]}, status=422, code="options-invalid")
        order(shop, ask(cake, 5), send=True)


def race(shop):
    with shop.steps.step("the last pieces are sold once, however many ask for them"):
        scone = add(shop, "스콘", stock=4)
        callers, answers = [shop.owner.twin() for _ in range(8)], []
        body = {"channel": "takeout", "send": True, "lines": [ask(scone)]}
        threads = [threading.Thread(target=lambda caller=caller: answers.append(
            caller.post("/api/v1/orders", body, status=(201, 409)).code)) for caller in callers]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        same((answers.count(None), answers.count("item-sold-out")), (4, 4), "who got one")
        same(left(shop, scone), (0, True), "none are left")
