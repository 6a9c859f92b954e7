"""Sale: receipts of refunds and on paper, a customer's link, cash receipts."""
import json

from caller import same
from orders import line
from sales import CARD, order, pay


def run(shop):
    refunds(shop)
    paper(shop)
    link(shop)
    cash_receipts(shop)


def refund(shop, sale, **form):
    """A refund that only has to be there: its own answer is another part's matter."""
    answer = shop.owner.exchange("POST", f"/api/v1/sales/{sale['id']}/refunds", json.dumps({"reason": "변심", **form}).encode(),
                                 {"Authorization": f"Bearer {shop.owner.token}", "Content-Type": "application/json"})
    same(answer.status, 201, "a refund")
    return answer.json


def sold(shop, *tenders, quantity=2):
    return pay(shop, order(shop, line(shop, "아메리카노", quantity)), *tenders).json


def refunds(shop):
    with shop.steps.step("a refund's receipt as JSON, page, text and bytes, and its prints"):
        sale = sold(shop, {"method": "card", "amount": 2000, "approval": CARD}, {"method": "cash", "amount": 7000})
        given = refund(shop, sale, amount=8000)
        path = f"/api/v1/refunds/{given['id']}"
        as_json = shop.cashier.get(path + "/receipt", headers={"Accept": "application/json"}).json
        same((as_json["refund"]["number"], as_json["sale"]["id"], as_json["reprint"]), (given["number"], sale["id"], False), "the refund")
        assert "cost" not in str(as_json), "a receipt tells costs"
        for accept in ("text/html", "text/plain"):
            text = shop.cashier.get(path + "/receipt", headers={"Accept": accept}).text
            for word in ("환불", given["number"], sale["receiptNumber"], "−8,000", "30019283", "카페 봄날"):
                assert word in text, f"{word} is missing"
        for columns in (42, 32):
            shop.cashier.get(f"{path}/receipt?columns={columns}", headers={"Accept": "application/vnd.escpos"})
        shop.cashier.get(path + "/receipt?columns=40", status=422, code="columns-invalid")
        key = {"Idempotency-Key": f"refund-print-{shop.mark}"}
        same(shop.cashier.post(path + "/prints", headers=key).json, {"prints": 1}, "the first print")
        same(shop.cashier.post(path + "/prints", headers=key, status=200).json, {"prints": 1}, "the same print again")
        same(shop.cashier.post(path + "/prints").json, {"prints": 2}, "the second print")
        assert "[재발행]" in shop.cashier.get(path + "/receipt", headers={"Accept": "text/plain"}).text, "no reprint mark"
        shop.rival.get(path + "/receipt", status=404, code="not-found")
        shop.server.get(path + "/receipt", status=403, code="right-missing")
        after = shop.cashier.get(f"/api/v1/sales/{sale['id']}/receipt", headers={"Accept": "application/json"}).json
        same([each["id"] for each in after["refunds"]], [given["id"]], "the sale's receipt names its refunds")


def paper(shop):
    with shop.steps.step("a receipt for a printer: bytes of CP949, cut at the end"):
        for columns in (42, 32):
            answer = shop.cashier.get(f"/api/v1/sales/{shop.sale['id']}/receipt?columns={columns}",
                                      headers={"Accept": "application/vnd.escpos"})
            assert answer.body.startswith(b"\x1b@\x1c&") and answer.body.endswith(b"\x1dVB\x00"), "no page"
            assert "합계".encode("cp949") in answer.body, "no total"
            assert b"-" * columns + b"\n" in answer.body and b"-" * (columns + 1) not in answer.body, f"not {columns} columns"


def link(shop):
    with shop.steps.step("a customer opens a receipt's link, and learns of the refund"):
        sale = sold(shop)
        path = f"/api/v1/sales/{sale['id']}/link"
        made = shop.cashier.post(path).json
        same(shop.owner.post(path, headers={"Idempotency-Key": f"link-{shop.mark}"}).json, made, "the same link")
        same(made["url"], "/r/" + made["token"], "the link")
        shop.rival.post(path, status=404, code="not-found")
        shop.server.post(path, status=403, code="right-missing")
        for place in (f"/api/v1/receipt-links/{made['token']}", made["url"]):
            page = shop.nobody.get(place, headers={"Accept": "text/html"})
            assert sale["receiptNumber"] in page.text and "환불" not in page.text, "the page"
            same(page.headers["cache-control"], "no-store", "kept nowhere")
            assert "style-src" in page.headers["content-security-policy"], "no policy"
            receipt = shop.nobody.get(place, headers={"Accept": "application/json"}).json
            same((receipt["receiptNumber"], receipt["refunds"]), (sale["receiptNumber"], []), "as JSON")
            for secret in ("cost", "staff", sale["id"], sale["orderId"], "이도윤"):
                assert secret not in json.dumps(receipt, ensure_ascii=False), f"{secret} is told"
            assert "영 수 증" in shop.nobody.get(place, headers={"Accept": "text/plain"}).text, "as text"
        refund(shop, sale, amount=sale["total"], reason="진상 손님")
        text = shop.nobody.get(made["url"], headers={"Accept": "text/plain"}).text
        assert "[환불됨]" in text and "진상" not in text, text
        for token in ("AAAAAAAAAAAAAAAAAAAAAA", "x"):
            shop.nobody.get(f"/api/v1/receipt-links/{token}", status=404, code="not-found")
            shop.nobody.get(f"/r/{token}", status=404, code="not-found")
        shop.nobody.get(f"/api/v1/receipt-links/{made['token']}?columns=40", status=422, code="columns-invalid")


def cash_receipts(shop):
    step, cashier = shop.steps.step, shop.cashier
    with step("a cash receipt: asked for, listed, issued by hand, cancelled"):
        sale = sold(shop, {"method": "card", "amount": 1000, "approval": CARD}, {"method": "cash", "amount": 8000})
        path = f"/api/v1/sales/{sale['id']}/cash-receipt"
        form, key = {"purpose": "income-deduction", "number": "010-1234-5678"}, {"Idempotency-Key": f"cash-{shop.mark}"}
        asked = cashier.post(path, form, headers=key).json
        same((asked["state"], asked["amount"], asked["maskedNumber"], "number" in asked), ("requested", 8000, "*******5678", False), "it")
        same(cashier.post(path, form, headers=key, status=200).json, asked, "the first answer again")
        cashier.post(path, form, status=409, code="cash-receipt-exists")
        waiting = [each for each in cashier.pages("/api/v1/cash-receipts", 1) if each["saleId"] == sale["id"]]
        same([each["number"] for each in waiting], ["01012345678"], "whoever issues it sees the number")
        own = f"/api/v1/cash-receipts/{sale['id']}"
        cashier.post(own + "/issued", {"approvalNumber": "G-1"}, status=422, code="approval-number-invalid", bad=True)
        issued = cashier.post(own + "/issued", {"approvalNumber": "G12345678"}, status=200).json
        same((issued["state"], issued["approvalNumber"]), ("issued", "G12345678"), "issued")
        cashier.post(own + "/failed", {"reason": "늦음"}, status=409, code="cash-receipt-closed")
        cashier.delete(path, status=403, code="right-missing")
        shop.owner.delete(path)
        same([each["approvalNumber"] for each in cashier.pages("/api/v1/cash-receipts?state=cancelled", 50)
              if each["saleId"] == sale["id"]], ["G12345678"], "cancelled")
        cashier.post(path, {"purpose": "expense-proof", "number": "120-81-47521", "amount": 5000})
        same(cashier.post(own + "/failed", {"reason": "번호 오류"}, status=200).json["reason"], "번호 오류", "failed")
    with step("which cash receipts are refused"):
        sale = sold(shop)
        path = f"/api/v1/sales/{sale['id']}/cash-receipt"
        for form, code in (({"amount": sale["total"] + 1}, "cash-receipt-too-large"), ({"number": "02-123-4567"}, "cash-receipt-number-invalid"),
                           ({"purpose": "expense-proof"}, "cash-receipt-number-missing"), ({"purpose": "gift"}, "field-invalid")):
            cashier.post(path, {"purpose": "income-deduction", **form}, status=422, code=code, bad=True)
        card = sold(shop, {"method": "card", "amount": sale["total"], "approval": CARD})
        cashier.post(f"/api/v1/sales/{card['id']}/cash-receipt", {"purpose": "income-deduction"}, status=409,
                     code="nothing-for-cash-receipt")
        shop.rival.post(path, {"purpose": "income-deduction"}, status=404, code="not-found")
        shop.server.post(path, {"purpose": "income-deduction"}, status=403, code="right-missing")
        for query in ("state=none", "after=x", "limit=0"):
            cashier.get(f"/api/v1/cash-receipts?{query}", status=422, code="field-invalid", bad=True)
    with step("a refund reduces the cash receipt; sales of 100,000 won and more without one are missing"):
        cashier.post(path, {"purpose": "income-deduction"})
        refund(shop, sale, amount=2000)
        same([each["amount"] for each in cashier.pages("/api/v1/cash-receipts", 50) if each["saleId"] == sale["id"]],
             [sale["total"] - 2000], "reduced")
        large = sold(shop, quantity=30)
        missing = [each["saleId"] for each in cashier.pages("/api/v1/cash-receipts?state=missing", 50)]
        assert large["id"] in missing and sale["id"] not in missing, missing
