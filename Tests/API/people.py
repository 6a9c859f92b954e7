"""Store: sign-up, sessions, profile, staff, PINs, terminals."""
from caller import Caller, new_id, same

PASSWORD = "봄날-비밀번호-1"


def sign_up(shop, name, username):
    """A new shop; answers its owner and what the server said."""
    caller = Caller(shop.url, shop.document, shop.steps, name="owner")
    form = {"id": new_id(), "name": name, "ownerName": "김하나", "phone": "010-1234-5678",
            "address": "서울 마포구 연남로 1", "businessNumber": "123-45-67890", "type": "cafe", "username": username,
            "password": PASSWORD}
    answer = caller.post("/api/v1/stores", form)
    caller.token = answer.json["accessToken"]
    return caller, form, answer.json


def run(shop):
    step = shop.steps.step
    nobody = shop.nobody
    with step("sign up a cafe, and its rival next door"):
        shop.username = f"bomnal-{shop.mark}"
        same(nobody.get(f"/api/v1/usernames/{shop.username}").json, {"available": True}, "before")
        shop.owner, shop.form, opened = sign_up(shop, "카페 봄날", shop.username)
        shop.store = opened["store"]
        same(shop.store["id"], shop.form["id"], "the store's id")
        same((shop.store["currency"], shop.store["timezone"], shop.store["businessDayStart"], shop.store["taxRate"]),
             ("KRW", "Asia/Seoul", "05:00", 10), "what a store is unless told")
        same(nobody.get(f"/api/v1/usernames/{shop.username.upper()}").json, {"available": False}, "after")
        shop.rival, _, _ = sign_up(shop, "카페 가을", f"gaeul-{shop.mark}")
    with step("the same sign-up signs in, another one is refused"):
        again = nobody.post("/api/v1/stores", shop.form, status=200)
        same(again.json["store"], shop.store, "the store")
        nobody.post("/api/v1/stores", {**shop.form, "name": "카페 겨울"}, status=409, code="id-reused")
        nobody.post("/api/v1/stores", {**shop.form, "id": new_id()}, status=409, code="username-taken")
        nobody.post("/api/v1/stores", {**shop.form, "password": "another-one-1"}, status=401, code="wrong-credentials")
    with step("a sign-up honours Idempotency-Key"):
        form = {**shop.form, "username": f"twice-{shop.mark}"}
        del form["id"]
        keyed = {"Idempotency-Key": f"sign-up-{shop.mark}"}
        first = nobody.post("/api/v1/stores", form, headers=keyed)
        again = nobody.post("/api/v1/stores", form, headers=keyed, status=200)
        same(again.json["store"], first.json["store"], "the store")
    with step("what a sign-up must look like"):
        for field, value, code in [
            ("name", "  ", "text-invalid"), ("name", "가" * 10_000, "text-invalid"), ("ownerName", "", "text-invalid"),
            ("phone", "0" * 31, "text-invalid"), ("type", "", "text-invalid"), ("currency", "원", "currency-unknown"),
            ("timezone", "Mars/Base", "timezone-unknown"), ("businessDayStart", "13:00", "business-day-start-invalid"),
            ("taxRate", 51, "tax-rate-out-of-range"), ("taxRate", -1, "tax-rate-out-of-range"),
            ("username", "한글", "username-invalid"),
            ("password", "short", "password-too-weak"), ("password", "x" * 10_000, "password-too-weak"),
            ("taxRate", "ten", "field-invalid"), ("id", "7", "field-invalid"), ("name", None, "field-invalid"),
        ]:
            form = {**shop.form, "id": new_id(), "username": f"new-{shop.mark}", field: value}
            answer = nobody.post("/api/v1/stores", form, status=422, code=code)
            same(answer.pointers, [f"/{field}"], "the field at fault")
        nobody.get("/api/v1/usernames/x", status=422, code="username-invalid")
    with step("the profile and its versions"):
        profile = shop.owner.get("/api/v1/store")
        same(profile.json, shop.store, "the profile")
        tag = profile.headers["etag"]
        changed = shop.owner.patch("/api/v1/store", {"phone": " 02-333-4444 "}, headers={"If-Match": tag})
        same((changed.json["phone"], changed.json["version"]), ("02-333-4444", shop.store["version"] + 1), "changed")
        shop.owner.patch("/api/v1/store", {"phone": "1"}, headers={"If-Match": tag}, status=412, code="version-stale")
        shop.owner.patch("/api/v1/store", {"phone": "1", "version": 1}, status=412, code="version-stale")
        shop.owner.patch("/api/v1/store", {"timezone": "Nowhere"}, status=422, code="timezone-unknown")
        shop.owner.patch("/api/v1/store", {"businessDayStart": "5시"}, status=422, code="business-day-start-invalid")
        same(shop.owner.get("/api/v1/store").json, changed.json, "nothing else changed")
    sessions(shop)
    staff(shop)
    terminals(shop)


def sessions(shop):
    step, nobody = shop.steps.step, shop.nobody
    with step("sign in, look at one's sessions, end one, sign out"):
        tokens = nobody.post("/api/v1/sessions", {"username": shop.username, "password": PASSWORD},
                             headers={"User-Agent": "tablet"}).json
        same(tokens["expiresIn"], 900, "seconds of an access token")
        other = shop.owner.twin(tokens["accessToken"])
        listed = other.get("/api/v1/sessions").json["data"]
        assert len(listed) >= 3, f"only {len(listed)} sessions"
        same([each["device"] for each in listed if each["current"]], ["tablet"], "the current session")
        third = nobody.post("/api/v1/sessions", {"username": shop.username, "password": PASSWORD}).json
        known = {each["id"] for each in other.get("/api/v1/sessions").json["data"]}
        ended = (known - {each["id"] for each in listed}).pop()
        other.delete(f"/api/v1/sessions/{ended}")
        other.delete(f"/api/v1/sessions/{ended}", status=404, code="not-found")
        shop.rival.delete(f"/api/v1/sessions/{listed[0]['id']}", status=404, code="not-found")
        nobody.post("/api/v1/sessions/refresh", {"refreshToken": third["refreshToken"]}, status=401,
                    code="refresh-token-invalid")
        other.delete("/api/v1/sessions/current")
        other.delete("/api/v1/sessions/current", status=404, code="not-found")
        nobody.post("/api/v1/sessions/refresh", {"refreshToken": tokens["refreshToken"]}, status=401,
                    code="refresh-token-invalid")
    with step("a refresh token turns once: the old one gives the same successor until that is used"):
        tokens = nobody.post("/api/v1/sessions", {"username": shop.username, "password": PASSWORD}).json
        def turn(token, **more):
            return nobody.post("/api/v1/sessions/refresh", {"refreshToken": token}, **more)
        first = turn(tokens["refreshToken"]).json
        same(turn(tokens["refreshToken"]).json["refreshToken"], first["refreshToken"], "the successor")
        second = turn(first["refreshToken"]).json
        turn(tokens["refreshToken"], status=401, code="refresh-token-invalid")
        turn(second["refreshToken"], status=401, code="refresh-token-invalid")
        turn("made-up", status=401, code="refresh-token-invalid")
    with step("replace the password"):
        change = {"oldPassword": PASSWORD, "newPassword": PASSWORD + "-new"}
        shop.owner.put("/api/v1/store/password", {**change, "oldPassword": "wrong-one-1"}, status=401,
                       code="wrong-credentials")
        shop.owner.put("/api/v1/store/password", {**change, "newPassword": "short"}, status=422,
                       code="password-too-weak")
        shop.owner.put("/api/v1/store/password", change, status=204)
        nobody.post("/api/v1/sessions", {"username": shop.username, "password": PASSWORD}, status=401,
                    code="wrong-credentials")
        nobody.post("/api/v1/sessions", {"username": f" {shop.username.upper()} ", "password": PASSWORD + "-new"})
        back = {"oldPassword": PASSWORD + "-new", "newPassword": PASSWORD}
        shop.owner.put("/api/v1/store/password", back, status=204)
    with step("wrong passwords lock a username for a while"):
        form = {"username": f"guess-{shop.mark}", "password": "wrong-one-1"}
        for _ in range(5):
            nobody.post("/api/v1/sessions", form, status=401, code="wrong-credentials")
        nobody.post("/api/v1/sessions", form, status=429, code="sign-in-locked")


def staff(shop):
    step, owner = shop.steps.step, shop.owner
    with step("hire a manager, a cashier and a server"):
        shop.manager_name = f"manager-{shop.mark}"
        shop.people = {
            "manager": owner.create("/api/v1/staff", {"name": "박서준", "role": "manager", "pin": "482100",
                                                      "username": shop.manager_name, "password": PASSWORD}),
            "cashier": owner.create("/api/v1/staff", {"name": "이도윤", "role": "cashier", "pin": "4821"}),
            "server": owner.create("/api/v1/staff", {"name": "최지우", "role": "server", "pin": "1234"}),
        }
        same(sorted(shop.people["cashier"]["rights"]), ["cook", "openPrice", "order", "readMenu", "sell", "voidLine"],
             "a cashier's rights")
        tokens = shop.nobody.post("/api/v1/sessions", {"username": shop.manager_name, "password": PASSWORD}).json
        shop.manager = owner.twin(tokens["accessToken"])
        shop.manager.name = "manager"
    with step("whom nobody can hire"):
        for form, status, code in [
            ({"name": "셋", "pin": "4821"}, 409, "pin-taken"), ({"name": "셋", "pin": "12"}, 422, "pin-invalid"),
            ({"name": "셋", "role": "manager", "pin": "4822"}, 422, "pin-invalid"), ({"pin": "9876"}, 422, "text-invalid"),
            ({"name": "셋", "username": shop.username}, 409, "username-taken"),
            ({"name": "셋", "username": "a b"}, 422, "username-invalid"),
            ({"name": "셋", "password": "short"}, 422, "password-too-weak"),
            ({"name": "셋", "role": "emperor"}, 422, "field-invalid"), ({"name": "가" * 51}, 422, "text-invalid"),
            ({"name": "셋", "role": "kitchen"}, 403, "above-own-rank"),
        ]:
            owner.post("/api/v1/staff", form, status=status, code=code)
        owner.post("/api/v1/staff", {"id": shop.people["server"]["id"], "name": "다른 사람"}, status=409,
                   code="id-reused")
        shop.manager.post("/api/v1/staff", {"name": "넷", "role": "owner"}, status=403, code="above-own-rank")
    with step("change somebody, never from an old version, never above oneself"):
        path = f"/api/v1/staff/{shop.people['server']['id']}"
        changed = owner.patch(path, {"name": "최지우 2", "version": 1})
        same((changed.json["name"], changed.json["version"]), ("최지우 2", 2), "changed")
        owner.patch(path, {"name": "셋", "version": 1}, status=412, code="version-stale")
        owner.patch(path, {"name": "셋"}, headers={"If-Match": '"1"'}, status=412, code="version-stale")
        owner.patch(path, {"pin": "4821"}, status=409, code="pin-taken")
        owner.patch(path, {"username": shop.username}, status=409, code="username-taken")
        owner.patch(path, {"pin": "1"}, status=422, code="pin-invalid")
        shop.manager.patch(path, {"role": "owner"}, status=403, code="above-own-rank")
        shop.rival.patch(path, {"name": "내 직원"}, status=404, code="not-found")
        own = next(each for each in owner.get("/api/v1/staff").json["data"] if each["role"] == "owner")
        shop.people["owner"] = own
        owner.patch(f"/api/v1/staff/{own['id']}", {"active": False}, status=409, code="last-owner")
        owner.delete(f"/api/v1/staff/{own['id']}", status=409, code="last-owner")
        shop.manager.delete(f"/api/v1/staff/{own['id']}", status=403, code="above-own-rank")
    with step("dismissing keeps the record"):
        gone = owner.create("/api/v1/staff", {"name": "단기 알바", "role": "server"})
        owner.delete(f"/api/v1/staff/{gone['id']}")
        kept = [each for each in owner.get("/api/v1/staff").json["data"] if each["id"] == gone["id"]]
        same([each["active"] for each in kept], [False], "still there, not active")
        owner.delete(f"/api/v1/staff/{new_id()}", status=404, code="not-found")
    with step("a dismissal from an old version is refused"):
        kept = owner.create("/api/v1/staff", {"name": "주말 알바", "role": "server"})
        owner.delete(f"/api/v1/staff/{kept['id']}", headers={"If-Match": '"99"'}, status=412, code="version-stale")


def terminals(shop):
    step, owner, nobody = shop.steps.step, shop.owner, shop.nobody
    with step("add a till, pair it once, let people switch by PIN"):
        till = owner.create("/api/v1/terminals", {"name": "카운터 포스", "kind": "till"})
        same((till["letter"], till["paired"]), ("A", False), "the first terminal")
        paired = nobody.post("/api/v1/terminals/pair", {"code": till["pairingCode"]}).json
        shop.till = owner.twin(paired["accessToken"])
        shop.till.name, shop.terminal = "till", paired["terminal"]
        nobody.post("/api/v1/terminals/pair", {"code": till["pairingCode"]}, status=422, code="pairing-code-invalid")
        same(shop.till.get("/api/v1/terminals/self").json, shop.terminal, "itself")
        owner.get("/api/v1/terminals/self", status=404, code="not-found")
        same(owner.get("/api/v1/terminals").json["data"], [shop.terminal], "the list, without a code")
        for role, pin in (("cashier", "4821"), ("server", "1234")):
            tokens = shop.till.post("/api/v1/sessions/pin", {"pin": pin}).json
            setattr(shop, role, owner.twin(tokens["accessToken"]))
            getattr(shop, role).name = role
        shop.till.post("/api/v1/sessions/pin", {"pin": "0000"}, status=401, code="wrong-pin")
        owner.post("/api/v1/sessions/pin", {"pin": "4821"}, status=403, code="terminal-required")
        shop.till.put("/api/v1/store/password", {"oldPassword": "x", "newPassword": PASSWORD}, status=404,
                      code="not-found")
        same(shop.till.get("/api/v1/sessions").json["data"], [], "a terminal's sessions")
    with step("who may not add or remove terminals"):
        shop.cashier.post("/api/v1/terminals", {"name": "몰래", "kind": "till"}, status=403, code="right-missing")
        shop.cashier.delete(f"/api/v1/terminals/{shop.terminal['id']}", status=403, code="right-missing")
        shop.rival.delete(f"/api/v1/terminals/{shop.terminal['id']}", status=404, code="not-found")
        owner.post("/api/v1/terminals", {"name": " ", "kind": "till"}, status=422, code="text-invalid")
        owner.post("/api/v1/terminals", {"name": "청소기", "kind": "robot"}, status=422, code="field-invalid")
        owner.post("/api/v1/terminals", {"id": shop.terminal["id"], "name": "다른 포스", "kind": "till"}, status=409,
                   code="id-reused")
    with step("a removed terminal signs nobody in, its letter is never given again"):
        second = owner.create("/api/v1/terminals", {"name": "보조 포스", "kind": "till"})
        tokens = nobody.post("/api/v1/terminals/pair", {"code": second["pairingCode"]}).json
        owner.delete(f"/api/v1/terminals/{second['id']}")
        nobody.post("/api/v1/sessions/refresh", {"refreshToken": tokens["refreshToken"]}, status=401,
                    code="refresh-token-invalid")
        third = owner.create("/api/v1/terminals", {"name": "주방 화면", "kind": "kitchen"})
        same((second["letter"], third["letter"]), ("B", "C"), "the letters")
    with step("five wrong PINs lock the place"):
        third = nobody.post("/api/v1/terminals/pair", {"code": third["pairingCode"]}).json
        kitchen = owner.twin(third["accessToken"])
        for _ in range(5):
            kitchen.post("/api/v1/approvals", {"pin": "0000", "act": "voidLine"}, status=401, code="wrong-pin")
        kitchen.post("/api/v1/approvals", {"pin": "482100", "act": "voidLine"}, status=429, code="sign-in-locked")
        kitchen.post("/api/v1/sessions/pin", {"pin": "4821"}, status=429, code="sign-in-locked")
        kitchen.get("/api/v1/staff", status=403, code="right-missing")
