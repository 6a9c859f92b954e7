"""WebGateway: the journals of all services as one, and a store that leaves and arrives as one file."""
import hashlib
import json

from caller import Caller, new_id, same
from people import PASSWORD


def run(shop):
    step, owner = shop.steps.step, shop.owner
    with step("the journals are one list, the newest first, and nothing private stands in it"):
        rows = owner.pages("/api/v1/audit?service=store", 200) + owner.pages("/api/v1/audit?service=item", 200)
        assert rows and all(each["seq"] > 0 for each in rows), "no rows"
        page = owner.get("/api/v1/audit?limit=50").json
        times = [each["at"] for each in page["data"]]
        same(times, sorted(times, reverse=True), "the order")
        second = owner.get(f"/api/v1/audit?limit=50&after={page['next']}").json["data"]
        assert not {(each["service"], each["seq"]) for each in page["data"]} & {(each["service"], each["seq"]) for each in second}
        for secret in (shop.form["phone"], PASSWORD, "scrypt$", "pbkdf2$"):
            assert secret not in json.dumps(rows, ensure_ascii=False), f"{secret} stands in the journal"
        for query in ("from=now", "service=gateway", "after=x", "limit=0"):
            owner.get(f"/api/v1/audit?{query}", status=422, code="field-invalid")
        shop.cashier.get("/api/v1/audit", status=403, code="right-missing")
    with step("every journal is whole"):
        verdict = owner.get("/api/v1/audit/verify").json
        same((verdict["ok"], verdict["firstAltered"]), (True, None), "the check")
        shop.cashier.get("/api/v1/audit/verify", status=403, code="right-missing")
    with step("a store is exported, the same each time, and imported only where it does not exist"):
        shop.cashier.get("/api/v1/export", status=403, code="right-missing")
        first, again = (shop.rival.get("/api/v1/export").body for _ in range(2))
        assert first == again, "two exports differ"
        take(shop, first, status=409, code="store-exists")
        take(shop, first[:-300], status=422, code="archive-damaged")
        take(shop, b"name,price\n", status=422, code="archive-unreadable")
        shop.cashier.post("/api/v1/import", raw=first, media="application/jsonl", status=403, code="right-missing")
    with step("under another id the same store is another one, whose owner signs in"):
        username = f"moved-{shop.mark}"
        arrived = take(shop, renamed(first, new_id(), username)).json["storeId"]
        session = shop.nobody.post("/api/v1/sessions", {"username": username, "password": PASSWORD}).json
        moved = Caller(shop.url, shop.document, shop.steps, session["accessToken"], "moved")
        same(moved.get("/api/v1/store").json["id"], arrived, "the store")
        same(moved.get("/api/v1/audit/verify").json["ok"], True, "its journals")
        take(shop, renamed(first, new_id(), username), status=409, code="archive-name-taken")


def take(shop, archive, status=201, code=None):
    return shop.owner.post("/api/v1/import", raw=archive, media="application/jsonl", status=status, code=code)


def renamed(archive, store, username):
    """The archive of another store with the same content: rows, chains and seal are written anew (ADR 24, ADR 25)."""
    lines, columns, table, last = [], [], None, ""
    for line in archive.decode().rstrip("\n").split("\n")[:-1]:
        value = json.loads(line)
        if isinstance(value, dict):
            columns, table = value.get("columns", columns), value.get("table", table)
            if "format" in value:
                value["store"] = store
            if table == "journal":
                last = ""
        else:
            row = dict(zip(columns, value))
            row["store_id"] = store
            if table == "refresh_tokens":
                continue
            if table == "staff":
                row["username"] = username if row["role"] == "owner" else None
            if table == "journal":
                last = row["hash"] = chained(last, row)
            if table == "store_head":
                row["hash"] = last
            value = [row[name] for name in columns]
        lines.append(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")
    body = "".join(lines).encode()
    seal = {"lines": len(lines), "sha256": hashlib.sha256(body).hexdigest()}
    return body + json.dumps(seal, separators=(",", ":")).encode() + b"\n"


def chained(previous, row):
    """The hash of a journal row after the one before it."""
    names = ("store_id", "seq", "id", "type", "at", "actor", "approver", "terminal", "data")
    digest = hashlib.sha256()
    for field in (previous, *(row[name] for name in names)):
        text = None if field is None else str(field).encode()
        digest.update(b"-:" if text is None else str(len(text)).encode() + b":" + text)
    return digest.hexdigest()
