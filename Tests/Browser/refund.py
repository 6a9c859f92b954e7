"""Giving money back, a right lent by a higher PIN, the printed bill and what is worth a look, against a running server.

    python refund.py --url http://localhost:8080

Runs in Korean and English at phone and desktop size with axe on each screen; ends with `N passed, N failed`.
"""
import argparse
import re
import shutil
import sys
import uuid

from journey import AMOUNT, Journey, RUNS
from playwright.sync_api import expect, sync_playwright
from step_up import CASHIER, MANAGER, at_the_till
from till import Till

CROISSANT = {"ko": "크루아상", "en": "Croissant"}
TOO_MUCH = {"ko": "8,400원까지만", "en": "No more than ₩8,400"}
SERVER_TOO_MUCH = {"ko": "판매한 것보다 많이 환불할 수 없어요", "en": "No more can be refunded than was sold"}
REASON = {"ko": "이유를 입력해 주세요", "en": "Please give a reason"}
PARTLY, WHOLE = {"ko": "일부 환불", "en": "Partly refunded"}, {"ko": "환불", "en": "Refunded"}
MIXED = {"ko": "상품권 3,600원, 신한카드 취소 2,400원", "en": "voucher ₩3,600, 신한 card reversal ₩2,400"}
BY_HAND = {"ko": "카드는 단말기에서 취소해 주세요", "en": "reverse the card at the card terminal"}
BELOW = {"ko": "출력한 계산서보다 적게 결제", "en": "Paid less than the printed bill"}
REOPENED = {"ko": "환불 후 다시 열림", "en": "Reopened after a refund"}


class Desk(Till):
    """A till whose past is made over HTTP and whose refunds are given by hand."""

    def call(self, method, path, data=None, status=None, page=None):
        request = (page or self.page).request
        token = request.get(self.base + "/bff/session").json()["csrfToken"]
        answer = request.fetch(f"{self.base}/bff/api/v1{path}", method=method, data=data, headers={"X-CSRF-Token": token})
        assert answer.status == status if status else answer.ok, f"{method} {path}: {answer.status} {answer.text()}"
        return answer.json() if answer.text() else None

    def croissant(self):
        till = self.page.request.get(self.base + "/bff/till").json()
        return next(item["id"] for category in till["menu"]["categories"] for item in category["items"] if item["name"] == CROISSANT[self.language])

    def order(self, pieces, table=None):
        tables = [each for area in self.page.request.get(self.base + "/bff/till").json()["floor"]["areas"] for each in area["tables"]]
        place = {"channel": "table", "tableId": next(each["id"] for each in tables if each["name"] == table)} if table else {"channel": "takeout"}
        return self.call("POST", "/orders", {**place, "send": True, "lines": [{"itemId": self.croissant(), "quantity": pieces}]})

    def sold(self, pieces, tenders=None, table=None):
        order = self.order(pieces, table)
        return self.pay_check(order, order["checks"][0], tenders)

    def pay_check(self, order, check, tenders=None):
        tenders = tenders or [{"method": "cash", "amount": check["total"]}]
        return self.call("POST", "/sales", {"orderId": order["id"], "checkId": check["id"], "tenders": tenders})

    def open_refund(self, sale, page=None):
        page = page or self.page
        page.goto(f"{self.base}/orders/sale/{sale['id']}")
        page.locator("[data-test=refund]").click()
        expect(page.locator("dialog[data-test=refund]")).to_be_visible()

    def give(self, page=None):
        page = page or self.page
        page.locator("[data-test=refund-reason]").first.click()
        page.locator("[data-test=refund-act]").click()

    def done(self, amount):
        self.see("refund-done-total", AMOUNT[self.language](amount))
        expect(self.page.locator("[data-test=refund-number]")).to_have_text(re.compile(r"\d{6}-[A-Z]+-\d{4}"))

    def type_pin(self, pin, page=None):
        page = page or self.page
        for digit in pin:
            page.locator(f"[data-test=pin-{digit}]").click()
        if len(pin) < 8:
            page.locator("[data-test=pin-done]").click()


def walk(journey):
    page, language, base = journey.page, journey.language, journey.base
    won = AMOUNT[language]

    def shop():
        journey.open_shop()
        journey.call("POST", "/staff", {"name": "박점장", "role": "manager", "pin": MANAGER})
        journey.call("POST", "/staff", {"name": "이캐셔", "role": "cashier", "pin": CASHIER})
    journey.check("a shop with a manager and a cashier", shop)

    def by_pieces():
        journey.sale = journey.sold(3)
        journey.open_refund(journey.sale)
        journey.axe("refund, nothing chosen")
        expect(page.locator("[data-test=refund-act]")).to_have_attribute("aria-disabled", "true")
        journey.tap("refund-plus")
        journey.see("refund-total", won(4_200))
        expect(page.locator("[data-test=refund-back]")).to_contain_text(won(4_200))
        expect(page.locator("[data-test=refund-reopen]")).to_have_count(0)
        page.locator(".refund-goods [data-value=loss]").click()
        journey.tap("refund-act")
        expect(page.locator("dialog")).to_contain_text(REASON[language])
        journey.axe("refund without a reason")
        journey.give()
        journey.done(4_200)
        journey.axe("refunded")
        journey.tap("refund-close")
        expect(page.locator("[data-test=detail-tags]")).to_contain_text(PARTLY[language])
        expect(page.locator("[data-test=sale-refund]")).to_contain_text(won(4_200))
        journey.axe("a partly refunded sale")
        refund = journey.call("GET", f"/sales/{journey.sale['id']}")["refunds"][0]
        assert [(line["quantity"], line["restock"]) for line in refund["lines"]] == [(1, "loss")], refund
    journey.check("one piece of three, thrown away", by_pieces)

    def by_amount():
        journey.open_refund(journey.sale)
        page.locator("dialog [data-value=amount]").click()
        page.locator("dialog [name=amount]").fill("8401")
        expect(page.locator("dialog [name=amount]")).to_have_attribute("aria-invalid", "true")
        expect(page.locator("[data-test=refund-back]")).to_contain_text(TOO_MUCH[language])
        journey.axe("more than is left")
        journey.tap("refund-reason")
        page.locator("[data-test=refund-act]").click(force=True)
        assert len(journey.call("GET", f"/sales/{journey.sale['id']}")["refunds"]) == 1
        journey.tap("refund-rest")
        journey.see("refund-total", won(8_400))
        journey.tap("refund-act")
        journey.done(8_400)
        journey.tap("refund-close")
        expect(page.locator("[data-test=detail-tags]")).to_have_text(WHOLE[language])
        expect(page.locator("[data-test=refund]")).to_have_count(0)
        expect(page.locator("[data-test=sale-refund]")).to_have_count(2)
    journey.check("the rest by amount, never more", by_amount)

    def pieces_elsewhere():
        sale = journey.sold(2)
        journey.open_refund(sale)
        journey.tap("refund-all")
        line = sale["lines"][0]["id"]
        journey.call("POST", f"/sales/{sale['id']}/refunds", {"lines": [{"saleLineId": line, "quantity": 1}], "reason": "elsewhere"})
        journey.give()
        expect(page.locator("[data-test=toast]")).to_contain_text(SERVER_TOO_MUCH[language])
        expect(page.locator("dialog[data-test=refund]")).to_have_count(0)
        expect(page.locator("[data-test=detail-tags]")).to_contain_text(PARTLY[language])
        assert journey.call("GET", f"/sales/{sale['id']}")["refunded"] == 4_200
    journey.check("what another device refunded meanwhile is refused in words", pieces_elsewhere)

    def lost_answer():
        sale = journey.sold(1)
        path = f"**/sales/{sale['id']}/refunds"

        def lose(route):
            route.fetch()
            route.abort()
        page.route(path, lose)
        journey.open_refund(sale)
        journey.tap("refund-pick")
        journey.give()
        journey.see("refund-unknown", timeout=10_000)
        journey.axe("no answer")
        page.unroute(path)
        page.reload()
        journey.tap("refund")
        journey.see("refund-unknown")
        journey.tap("refund-again")
        journey.done(4_200)
        journey.tap("refund-close")
        assert len(journey.call("GET", f"/sales/{sale['id']}")["refunds"]) == 1
    journey.check("a lost answer is asked again and refunds once", lost_answer)

    def reopen():
        sale = journey.sold(2, table="1")
        journey.open_refund(sale)
        journey.tap("refund-all")
        journey.see("refund-reopen").check()
        journey.axe("refund of everything")
        journey.give()
        journey.done(8_400)
        journey.axe("refunded, to be paid again")
        journey.tap("pay-again")
        page.wait_for_url("**/pay?check=*")
        journey.see("due", won(8_400))
        expect(page.locator(".pay-left")).to_contain_text(REOPENED[language])
        page.wait_for_timeout(700)
        journey.tap("take")
        journey.see("done-total", won(8_400))
        order = journey.call("GET", f"/orders/{sale['orderId']}")
        assert order["status"] == "paid", order["status"]
        page.goto(f"{base}/orders/order/{sale['orderId']}")
        expect(page.locator("[data-test=history-check]").last).to_contain_text(REOPENED[language])
        journey.axe("an order paid again")
    journey.check("refunded in full, opened again and paid", reopen)

    def mixed():
        sale = journey.sold(3, [{"method": "cash", "amount": 4_000}, {"method": "card", "amount": 5_000, "approval": {"number": "30001234", "issuer": "신한"}}, {"method": "voucher", "amount": 3_600}])
        journey.open_refund(sale)
        page.locator("dialog [data-value=amount]").click()
        page.locator("dialog [name=amount]").fill("6000")
        expect(page.locator("[data-test=refund-back]")).to_contain_text(MIXED[language])
        expect(page.locator("[data-test=refund-back]")).to_contain_text(BY_HAND[language])
        journey.axe("back through card and voucher")
        journey.give()
        journey.done(6_000)
        expect(page.locator("[data-test=refund-done]")).to_contain_text(MIXED[language])
        refund = journey.call("GET", f"/sales/{sale['id']}")["refunds"][0]
        assert [(each["method"], each["amount"]) for each in refund["tenders"]] == [("voucher", 3_600), ("card", 2_400)], refund["tenders"]
    journey.check("a mixed payment goes back the latest first", mixed)

    def dutch():
        order = journey.order(1, table="2")
        order = journey.call("POST", f"/orders/{order['id']}/checks", {"id": str(uuid.uuid4()), "of": order["checks"][0]["id"], "by": "people", "count": 3})
        sales = [journey.pay_check(order, check) for check in order["checks"]]
        page.goto(f"{base}/orders/order/{order['id']}")
        page.locator("[data-test=check-sale]").nth(1).click()
        page.wait_for_url(f"**/orders/sale/{sales[1]['id']}")
        journey.tap("refund")
        expect(page.locator("[data-test=refund-line]")).to_contain_text("1/3")
        journey.tap("refund-pick")
        journey.see("refund-total", won(1_400))
        journey.give()
        journey.done(1_400)
        states = [journey.call("GET", f"/sales/{sale['id']}")["status"] for sale in sales]
        assert states == ["paid", "refunded", "paid"], states
    journey.check("one of three payers is refunded, the others are not", dutch)

    def history():
        page.goto(base + "/orders")
        expect(page.locator("[data-test=history-row]").first).to_be_visible()
        expect(page.locator(".history-list")).to_contain_text(PARTLY[language])
        page.locator("[data-value=refund]").click()
        expect(page.locator("[data-test=history-row]")).to_have_count(7)
        expect(page.locator("[data-test=history-row] .amount").first).to_have_text("−" + won(1_400))
        journey.axe("refunds of a day")
        page.locator("[data-test=history-row]").first.click()
        journey.see("refund-sale")
        journey.axe("a refund")
    journey.check("the history lists refunds by themselves", history)

    def guests():
        order = journey.order(1, table="6")
        page.goto(f"{base}/till/orders/{order['id']}")
        page.wait_for_selector("[data-test=item]")
        page.locator("[data-test=order-more]").click()
        journey.axe("more for an order")
        journey.tap("change-guests")
        journey.axe("how many guests")
        page.locator("dialog [data-test=guests-5]").click()
        expect(page.locator(".pad-title p")).to_contain_text("5")
        page.wait_for_timeout(500)
        assert journey.call("GET", f"/orders/{order['id']}")["guests"] == 5
    journey.check("guests are corrected after sending", guests)

    def new_code():
        made = journey.call("POST", "/terminals", {"name": "카운터", "kind": "till"})
        page.goto(base + "/settings/terminals")
        journey.tap("new-pairing-code")
        journey.tap("confirm")
        code = journey.see("new-code").inner_text().replace(" ", "")
        assert len(code) == 8 and code != made["pairingCode"], code
        expect(page.locator("dialog")).to_contain_text(made["letter"])
        assert [each["letter"] for each in journey.call("GET", "/terminals")["data"]] == [made["letter"]]
    journey.check("a pairing code again, under the same letter", new_code)

    def bill():
        journey.order(2, table="3")
        journey.to_tables()
        journey.table("3").click()
        page.wait_for_selector("[data-test=item]")
        journey.from_sheet("print-check")
        expect(page.frame_locator("[data-test=bill]").locator("pre")).to_contain_text("8,400")
        journey.axe("the bill")
        with page.expect_response(lambda response: response.url.endswith("/prints")) as told:
            journey.tap("print-bill")
        assert told.value.json()["prints"] == 1, told.value.text()
        page.keyboard.press("Escape")
        order = journey.call("GET", f"/orders/{page.url.split('/')[-1]}")
        order = journey.call("PUT", f"/orders/{order['id']}/discounts", [{"id": str(uuid.uuid4()), "kind": "amount", "value": 1_000, "reason": "x"}])
        sale = journey.pay_check(order, order["checks"][0])
        page.goto(f"{base}/orders/sale/{sale['id']}")
        expect(page.locator("[data-test=detail-tags]")).to_contain_text(BELOW[language])
    journey.check("a printed bill is counted, and paid with less it is told", bill)

    def alerts():
        page.goto(base + "/dashboard")
        expect(page.locator("[data-test=alert][data-kind=many-refunds]")).to_have_count(1)
        expect(page.locator("[data-test=alert][data-kind=below-printed]")).to_have_count(1)
        journey.see("figure-refunds", "−" + won(journey.refunded()))
        journey.axe("dashboard with alerts")
        page.locator("[data-test=alert][data-kind=many-refunds]").click()
        page.wait_for_url("**/orders/sale/*")
        page.go_back()
        page.locator("a.tile").first.click()
        page.wait_for_url("**/dashboard/receipts?*")
        expect(page.locator("[data-kind=refund]")).to_have_count(7)
        expect(page.locator("[data-kind=refund] .amount").first).to_have_text(re.compile("^−"))
        journey.axe("receipts behind a figure")
        page.locator("[data-kind=refund] a").first.click()
        page.wait_for_url("**/orders/refund/*")
    journey.refunded = lambda: sum(each["total"] for each in journey.call("GET", "/refunds?limit=200")["data"])
    journey.check("after three refunds the dashboard says so", alerts)

    at_the_till(journey)
    journey.check("no script error", lambda: journey.errors and (_ for _ in ()).throw(AssertionError("; ".join(journey.errors))))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", required=True)
    parser.add_argument("--runs", type=int, default=len(RUNS), help="only the first so many of the four runs")
    options = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for size, width, height, language in RUNS[:options.runs]:
            def fresh(_=None):
                context = browser.new_context(viewport={"width": width, "height": height}, locale={"ko": "ko-KR", "en": "en-GB"}[language], timezone_id="Asia/Seoul", color_scheme="light", has_touch=size == "phone")
                context.set_default_timeout(8_000)
                return context
            context = fresh()
            desk = Desk(context.new_page(), options.url.rstrip("/"), f"{size}/{language}", language)
            desk.others = fresh
            walk(desk)
            context.close()
        browser.close()
    print(f"{Journey.passed} passed, {Journey.failed} failed")
    return 1 if Journey.failed else 0


if __name__ == "__main__":
    sys.exit(main())
