"""What is done again and again at a drawer, and the close of a cashier who lacks a manager's rights."""
import datetime
import uuid

from journey import AMOUNT
from playwright.sync_api import expect
from till import Till

CAKE = {"ko": "치즈케이크", "en": "Cheesecake"}
UNREPORTED = {"ko": "매니저 확인이 필요해요", "en": "a manager has to sign this off"}
MAY_NOT_VOID = {"ko": "주문을 취소할 권한이 없어요", "en": "You may not cancel orders"}
V1 = "/bff/api/v1"
PASSWORD = "a-good-password"


class Drawer(Till):
    """A shop whose drawer is opened and closed, and what its server knows of it."""

    def api(self, method, path, body=None, page=None):
        request = (page or self.page).request
        token = request.get(self.base + "/bff/session").json()["csrfToken"]
        answer = request.fetch(self.base + path, method=method, data=body, headers={"X-CSRF-Token": token})
        assert answer.ok, f"{method} {path}: {answer.status} {answer.text()[:200]}"
        return answer.json()

    def type_amount(self, amount):
        for digit in str(amount):
            self.page.locator(f"[data-test=key-{digit}]").click()
        self.see("pad-amount", AMOUNT[self.language](amount))

    def count(self, **notes):
        for value, count in notes.items():
            self.page.locator(f"[data-test=count-{value[1:]}]").fill(str(count))

    def sell_takeout(self, item, method, given=None):
        page = self.page
        self.to_tables()
        self.tap("new-takeout")
        page.wait_for_selector("[data-test=item]")
        page.locator(".category-tabs .chip").last.click()
        self.item(item).click()
        self.open_cart()
        self.tap("pay")
        page.wait_for_url("**/pay")
        self.see("due")
        self.tap(f"method-{method}")
        if given:
            page.keyboard.type(str(given))
        page.wait_for_timeout(700)
        self.tap("take")
        page.locator(".pay-done").wait_for()

    def open_shift(self, amount):
        self.page.goto(self.base + "/shift")
        self.see("pad-amount")
        self.type_amount(amount)
        self.tap("open-shift")
        self.see("close-shift")

    def to_count(self):
        self.page.goto(self.base + "/shift/close")
        self.tap("to-count")
        self.see("count-sum")

    def close_with(self, **notes):
        self.to_count()
        self.count(**notes)
        self.tap("finish-close")
        self.tap("confirm")


def cashier(journey, browser, options):
    """Somebody without the rights of a manager, at a drawer whose till did not report its last receipt."""
    language, base = journey.language, journey.base
    name = f"cashier{uuid.uuid4().hex[:10]}"
    journey.api("POST", V1 + "/staff", {"name": "이바다", "role": "cashier", "username": name, "password": PASSWORD})
    journey.open_shift(100_000)
    shift = journey.api("GET", f"{V1}/shifts")["data"][0]
    item = next(each["id"] for category in journey.api("GET", "/bff/till")["menu"]["categories"] for each in category["items"] if each["name"] == CAKE[language])
    order = journey.api("POST", V1 + "/orders", {"channel": "takeout", "lines": [{"itemId": item, "quantity": 1}]})
    day = datetime.date.fromisoformat(shift["businessDate"]).strftime("%y%m%d")
    journey.api("POST", V1 + "/sales", {"orderId": order["id"], "terminalId": shift["terminalId"], "receiptNumber": f"{day}-B-0003", "tenders": [{"method": "card", "amount": order["total"]}]})
    context = browser.new_context(**options)
    context.set_default_timeout(8_000)
    other = Drawer(context.new_page(), base, journey.label + " cashier", language)
    page = other.page
    try:
        page.goto(base + "/sign-in")
        page.fill("[name=username]", name)
        page.fill("[name=password]", PASSWORD)
        other.tap("submit")
        page.wait_for_url("**/till")
        other.tap("shift-link")
        page.locator("[data-test=choose-drawer]").last.click()
        other.see("close-shift")
        expect(page.locator(".shift-x")).to_be_hidden()
        other.axe("an open shift, for a cashier")
        other.tap("close-shift")
        page.locator("[data-test=order-void]").first.click()
        page.locator("dialog .chip").first.click()
        other.tap("confirm")
        other.tap("to-count")
        other.count(n50000=2)
        other.tap("finish-close")
        other.tap("confirm")
        decline(page)
        expect(page.locator("[data-test=close-notice]")).to_contain_text(MAY_NOT_VOID[language])
        other.axe("a cashier may not cancel")
        page.locator("[data-test=order-carry]").first.click()
        other.tap("to-count")
        other.see("count-sum", AMOUNT[language](100_000))
        other.tap("finish-close")
        other.tap("confirm")
        decline(page)
        expect(page.locator("[data-test=close-notice]")).to_contain_text(UNREPORTED[language])
        other.axe("a cashier may not sign off")
    finally:
        context.close()


def decline(page):
    """Nobody lends the PIN that is asked for."""
    page.locator("[data-test=close-notice], dialog.sheet").first.wait_for()
    if page.locator("dialog[open]").count():
        page.keyboard.press("Escape")
