"""Item: categories, option groups, items, the menu, import and export."""
import csv
import io

from caller import new_id, same


def run(shop):
    step, owner = shop.steps.step, shop.owner
    categories(shop)
    with step("option groups"):
        shop.heat = owner.create("/api/v1/option-groups", {
            "name": "온도", "min": 1, "max": 1, "options": [{"name": "HOT"}, {"name": "ICE", "price": 500, "cost": 100}]})
        shop.extra = owner.create("/api/v1/option-groups", {
            "name": "추가", "max": 2, "options": [{"name": "샷", "price": 500}, {"name": "시럽", "price": 300}]})
        path = f"/api/v1/option-groups/{shop.extra['id']}"
        shop.extra = owner.patch(path, {"name": "추가 선택", "version": 1}).json
        owner.patch(path, {"name": "옛날"}, headers={"If-Match": '"1"'}, status=412, code="version-stale")
        owner.patch(path, {"options": [{"id": shop.heat["options"][0]["id"], "name": "HOT"}], "max": 1}, status=409,
                    code="option-id-taken")
        owner.post("/api/v1/option-groups", {"name": "빈", "min": 2, "max": 1, "options": [{"name": "하나"}]}, status=422,
                   code="choices-invalid")
        owner.post("/api/v1/option-groups", {"min": 0}, status=422, code="field-missing")
        owner.post("/api/v1/option-groups", {"name": "비싼", "options": [{"name": "금", "price": -1}]}, status=422,
                   code="amount-out-of-range")
        owner.post("/api/v1/option-groups", {"name": "많은", "options": [{"name": "하나"}] * 101}, status=422,
                   code="list-too-long")
        owner.post("/api/v1/option-groups", {"id": shop.heat["id"], "name": "다른 것"}, status=409, code="id-reused")
        shop.server.post("/api/v1/option-groups", {"name": "몰래"}, status=403, code="right-missing")
        gone = owner.create("/api/v1/option-groups", {"name": "시즌", "options": [{"name": "봄"}]})
        owner.delete(f"/api/v1/option-groups/{gone['id']}", headers={"If-Match": '"9"'}, status=412)
        owner.delete(f"/api/v1/option-groups/{gone['id']}")
        owner.delete(f"/api/v1/option-groups/{gone['id']}", status=404, code="not-found")
        owner.patch(f"/api/v1/option-groups/{gone['id']}", {"name": "봄"}, status=404, code="not-found")
        shop.ice = shop.heat["options"][1]["id"]
        shop.hot = shop.heat["options"][0]["id"]
        shop.shot = shop.extra["options"][0]["id"]
    items(shop)
    menu(shop)
    sheets(shop)


def categories(shop):
    step, owner = shop.steps.step, shop.owner
    with step("categories: add, rename, order, hide"):
        shop.categories = {name: owner.create("/api/v1/categories", {"name": name})["id"]
                           for name in ("커피", "빵", "기타", "시즌")}
        path = f"/api/v1/categories/{shop.categories['기타']}"
        owner.post("/api/v1/categories", {"name": " 커피 "}, status=409, code="category-name-taken")
        owner.patch(path, {"name": "커피"}, status=409, code="category-name-taken")
        same(owner.patch(path, {"name": "그 밖에", "version": 1}).json["version"], 2, "the version")
        owner.patch(path, {"name": "옛날", "version": 1}, status=412, code="version-stale")
        owner.post("/api/v1/categories", {}, status=422, code="field-missing")
        owner.patch(path, {"position": -1}, status=422, code="position-out-of-range")
        owner.post("/api/v1/categories", {"name": "가" * 10_000}, status=422, code="text-invalid")
        shop.rival.patch(path, {"name": "내 것"}, status=404, code="not-found")
        listed = owner.get("/api/v1/categories")
        order = [each["id"] for each in listed.json["data"]][::-1]
        put = lambda body, **more: owner.put("/api/v1/categories/order", body, **more)
        put(order, status=428, code="version-required")
        put(order, headers={"If-Match": '"0"'}, status=412, code="version-stale")
        put(order[:2], headers={"If-Match": "*"}, status=422, code="category-order-incomplete")
        put(order[:1] * 4, headers={"If-Match": "*"}, status=422, code="repeated")
        moved = put(order, headers={"If-Match": listed.headers["etag"]})
        same([each["id"] for each in moved.json["data"]], order, "the new order")
        put(order[::-1], headers={"If-Match": "*"})
        season = f"/api/v1/categories/{shop.categories.pop('시즌')}"
        owner.delete(season, headers={"If-Match": '"99"'}, status=412, code="version-stale")
        owner.delete(season)
        owner.delete(season, status=404, code="not-found")
    with step("lists of the catalogue, of staff and of terminals honour limit and after"):
        for name in ("categories", "option-groups", "staff", "terminals", "sessions"):
            path = f"/api/v1/{name}"
            whole = owner.get(path).json["data"]
            for call in (lambda: same(owner.pages(path, 1), whole, f"{path} page by page"),
                         lambda: owner.get(f"{path}?limit=201", status=422, code="field-invalid", bad=True)):
                try:
                    call()
                except AssertionError as error:  # each list is its own complaint
                    shop.steps.complaints.append(str(error)[:150])


def items(shop):
    step, owner = shop.steps.step, shop.owner
    with step("items of every kind"):
        coffee, bread, other = shop.categories["커피"], shop.categories["빵"], shop.categories["기타"]
        groups = [shop.heat["id"], shop.extra["id"]]
        add = lambda **form: owner.create("/api/v1/items", form)
        shop.items = {
            "아메리카노": add(categoryId=coffee, name="아메리카노", price=4500, cost=900, optionGroupIds=groups, color="#6f4e37"),
            "카페라떼": add(categoryId=coffee, name="카페라떼", price=5000, cost=1500, station="바"),
            "크루아상": add(categoryId=bread, name="크루아상", price=3800, cost=1500, barcode="8801234567893", stock=24),
            "우유": add(categoryId=other, name="우유", price=2500, taxClass="exempt"),
            "컵 보증금": add(categoryId=other, name="컵 보증금", price=300, taxClass="deposit"),
            "시가 딸기": add(categoryId=other, name="시가 딸기", price=0, openPrice=True, description="그날 시세"),
        }
        parts = [{"itemId": shop.items[name]["id"], "quantity": 1} for name in ("아메리카노", "크루아상")]
        shop.items["모닝 세트"] = add(categoryId=coffee, name="모닝 세트", price=7500, components=parts)
        shop.rival_item = shop.rival.create("/api/v1/items", {
            "categoryId": shop.rival.create("/api/v1/categories", {"name": "차"})["id"], "name": "유자차", "price": 100})
    with step("which items are refused"):
        cup, new = shop.items["아메리카노"]["id"], {"categoryId": coffee, "name": "새 메뉴", "price": 1000}
        for change, code in [
            ({"price": -1}, "amount-out-of-range"), ({"price": 10_000_000_001}, "amount-out-of-range"),
            ({"price": 10**30}, "field-invalid"), ({"price": 4500.5}, "field-invalid"), ({"price": "4500"}, "field-invalid"),
            ({"cost": -1}, "amount-out-of-range"), ({"stock": -1}, "stock-out-of-range"), ({"position": -1}, "position-out-of-range"),
            ({"name": ""}, "text-invalid"), ({"name": "가" * 10_000}, "text-invalid"), ({"name": "종\u0007소리"}, "text-invalid"),
            ({"description": "가" * 10_000}, "text-invalid"), ({"categoryId": new_id()}, "category-unknown"),
            ({"categoryId": shop.rival_item["categoryId"]}, "category-unknown"), ({"taxClass": "free"}, "field-invalid"),
            ({"barcode": "8801234567893"}, "barcode-taken"), ({"optionGroupIds": [new_id()]}, "option-group-unknown"),
            ({"optionGroupIds": [shop.heat["id"]] * 2}, "repeated"),
            ({"components": [{"itemId": shop.rival_item["id"], "quantity": 1}]}, "component-unknown"),
            ({"components": [{"itemId": cup, "quantity": 0}]}, "component-quantity-out-of-range"),
            ({"components": [{"itemId": shop.items["모닝 세트"]["id"], "quantity": 1}]}, "set-inside-set"),
            ({"soldOutUntil": "내일"}, "field-invalid"),
        ]:
            try:
                owner.post("/api/v1/items", {**new, **change}, status=422, code=code)
            except AssertionError as error:  # every form is its own complaint
                shop.steps.complaints.append(f"{change}: {str(error)[:130]}")
        owner.post("/api/v1/items", {"name": "무명"}, status=422, code="field-missing")
        owner.patch(f"/api/v1/items/{cup}", {"components": [{"itemId": cup, "quantity": 1}]}, status=422)
        owner.post("/api/v1/items", {**new, "id": cup}, status=409, code="id-reused")
        shop.cashier.post("/api/v1/items", new, status=403, code="right-missing")
    with step("change, switch sold out, clear, hide"):
        path = f"/api/v1/items/{shop.items['카페라떼']['id']}"
        one = owner.get(path)
        changed = owner.patch(path, {"price": 5200}, headers={"If-Match": one.headers["etag"]})
        same(changed.json["price"], 5200, "the price")
        owner.patch(path, {"price": 1}, headers={"If-Match": one.headers["etag"]}, status=412, code="version-stale")
        owner.patch(path, {"price": 1, "version": 1}, status=412, code="version-stale")
        shop.items["카페라떼"] = owner.patch(path, {"price": 5000, "color": None, "station": None}).json
        same("station" in shop.items["카페라떼"], False, "a cleared field")
        same(shop.server.patch(path, {"soldOut": True}).json["soldOut"], True, "sold out by a server")
        shop.server.patch(path, {"price": 1}, status=403, code="right-missing")
        same(owner.patch(path, {"soldOutUntil": "2000-01-01T00:00:00Z"}).json["soldOut"], False, "back since then")
        owner.patch(path, {"soldOut": False})
        for method in ("get", "delete"):
            getattr(shop.rival, method)(path, status=404, code="not-found")
        shop.rival.patch(path, {"price": 1}, status=404, code="not-found")
        owner.delete(f"/api/v1/items/{shop.items['크루아상']['id']}", status=409, code="part-of-set")
        owner.delete(f"/api/v1/categories/{shop.categories['빵']}", status=409, code="part-of-set")
        gone = owner.create("/api/v1/items", {"categoryId": shop.categories["빵"], "name": "스콘", "price": 3000})
        owner.delete(f"/api/v1/items/{gone['id']}", headers={"If-Match": '"9"'}, status=412, code="version-stale")
        owner.delete(f"/api/v1/items/{gone['id']}")
        owner.get(f"/api/v1/items/{gone['id']}", status=404, code="not-found")
        shop.hidden_item = gone
    with step("items page by page"):
        listed = owner.pages("/api/v1/items", 3)
        same({each["id"] for each in listed}, {each["id"] for each in shop.items.values()}, "all of them")
        of_coffee = owner.pages(f"/api/v1/items?categoryId={shop.categories['커피']}", 2)
        same(sorted(each["name"] for each in of_coffee), ["모닝 세트", "아메리카노", "카페라떼"], "of one category")
        for query in ("limit=0", "limit=201", "limit=many", "after=yesterday", "categoryId=coffee"):
            owner.get(f"/api/v1/items?{query}", status=422, code="field-invalid")
    with step("costs of many items, all or none"):
        costs = lambda *changes, **more: owner.put("/api/v1/items/costs", list(changes), **more)
        change = {"itemId": shop.items["카페라떼"]["id"], "cost": 1600}
        costs(change, {"itemId": shop.rival_item["id"], "cost": 1}, status=422, code="item-unknown")
        same(owner.get(path).json["cost"], 1500, "nothing changed")
        same(costs(change).json, {"updated": 1, "unchanged": 0}, "updated")
        same(costs(change).json, {"updated": 0, "unchanged": 1}, "unchanged")
        costs(change, change, status=422, code="repeated")
        costs({**change, "cost": -5}, status=422, code="amount-out-of-range")
        shop.cashier.put("/api/v1/items/costs", [change], status=403, code="right-missing")


def menu(shop):
    step, owner = shop.steps.step, shop.owner
    with step("the menu: nested, tagged, without costs for those who may not see them"):
        answer = owner.get("/api/v1/menu")
        names = [each["name"] for each in answer.json["categories"]]
        same(names, ["커피", "빵", "그 밖에"], "the categories in order")
        cup = answer.json["categories"][0]["items"][0]
        same((cup["name"], cup["cost"], [each["name"] for each in cup["optionGroups"]]),
             ("아메리카노", 900, ["온도", "추가 선택"]), "the first item")
        owner.get("/api/v1/menu", headers={"If-None-Match": answer.headers["etag"]}, status=304)
        for reader in (shop.server, shop.cashier, shop.till):
            plain = reader.get("/api/v1/menu")
            assert plain.headers["etag"] != answer.headers["etag"], "two menus under one tag"
            for secret in ('"cost"', '"stock"'):
                assert secret not in plain.text, f"{reader.name} sees {secret}"
        assert '"cost"' not in shop.server.get("/api/v1/option-groups").text, "an option's cost is seen"
        assert '"cost"' not in shop.server.get(f"/api/v1/items/{cup['id']}").text, "an item's cost is seen"
        owner.patch(f"/api/v1/items/{cup['id']}", {"description": "진한 커피"})
        owner.get("/api/v1/menu", headers={"If-None-Match": answer.headers["etag"]}, status=200)
        same(shop.rival.get("/api/v1/menu").json["categories"][0]["items"][0]["name"], "유자차", "the rival's menu")


def sheets(shop):
    step, owner = shop.steps.step, shop.owner
    take = lambda text, query="", **more: owner.post(
        f"/api/v1/menu/import{query}", raw=text.encode(), media="text/csv", **{"status": 200, **more})
    head = "category,name,price,cost,taxClass,barcode,stock\r\n"
    with step("import a menu: dry, for real, again"):
        sheet = head + '케이크,"치즈, 진한",6500,2500,taxable,,12\r\n커피,아메리카노,4500,,,,\r\n'
        wanted = {"created": 1, "updated": 0, "unchanged": 1, "categories": 1}
        same(take(sheet, "?dryRun=true").json, wanted, "a dry run")
        assert "치즈" not in owner.get("/api/v1/menu").text, "a dry run changed the menu"
        key = {"Idempotency-Key": f"import-{shop.mark}"}
        same(take(sheet, headers=key).json, wanted, "the import")
        again = take(sheet, headers=key)
        same((again.json, again.headers.get("idempotency-replayed")), (wanted, "true"), "the first answer again")
        take(sheet + "커피,모카,1,,,,\r\n", headers=key, status=409, code="id-reused")
        same(take(sheet).json["unchanged"], 2, "nothing new in it")
    with step("a bad row changes nothing, and each is named"):
        bad = head + "케이크,당근,6000,,,,\r\n케이크,초코,육천,,,,\r\n케이크,바닐라,6000,,free,,\r\n케이크,딸기\r\n,무명,1,,,,\r\n"
        answer = take(bad, status=422, code="rows-invalid")
        same(answer.pointers, ["/rows/3", "/rows/4", "/rows/5", "/rows/6"], "the bad rows")
        assert "당근" not in owner.get("/api/v1/menu").text, "half an import was taken"
        take("name,price\r\n", status=422, code="column-missing")
        take('category,name,price\r\n"open', status=422, code="import-unreadable")
        owner.post("/api/v1/menu/import", raw=b"category,name,price\r\n\xff,\xfe,1", media="text/csv", status=422,
                   code="import-unreadable")
        take(head + "커피,아메리카노,4500,,,,\r\n" * 20_001, status=422, code="too-many-rows")
        shop.cashier.post("/api/v1/menu/import", raw=head.encode(), media="text/csv", status=403, code="right-missing")
    with step("an export is what an import reads"):
        text = owner.get("/api/v1/menu/export.csv").text
        rows = list(csv.DictReader(io.StringIO(text)))
        same(list(rows[0]), ["category", "name", "price", "cost", "taxClass", "barcode", "stock"], "the columns")
        same({row["name"]: row["price"] for row in rows}["치즈, 진한"], "6500", "a name with a comma")
        same(take(text).json, {"created": 0, "updated": 0, "unchanged": len(rows), "categories": 0}, "read back")
        plain = csv.DictReader(io.StringIO(shop.server.get("/api/v1/menu/export.csv").text))
        same({row["cost"] for row in plain}, {""}, "costs for a server")
