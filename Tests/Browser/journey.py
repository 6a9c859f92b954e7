"""One shop from sign-up to advice through the browser, against a running server, with axe on every screen.

    python journey.py --url http://localhost:8080

Runs in Korean and English at phone and desktop size; prints one line a check, ends with `N passed, N failed`.
"""
import argparse
import re
import shutil
import sys
import time
import uuid

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from busy_table import busy_table

WIDER_THAN_THE_SCREEN = """() => document.documentElement.scrollWidth <= innerWidth ? "" :
    [...document.querySelectorAll("body *")].filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
        .slice(-4).map((each) => `${each.localName}.${each.className} ${each.textContent.trim().slice(0, 30)}`).join(" | ")"""
RUNS = [("desktop", 1440, 900, "ko"), ("phone", 390, 844, "ko"), ("phone", 390, 844, "en"), ("desktop", 1440, 900, "en")]
ITEM = {"ko": "크루아상", "en": "Croissant"}
CHOICE_ITEM = {"ko": "아메리카노", "en": "Americano"}
QUERY = {"ko": "ㅇㅁㄹ", "en": "ameri"}
SECONDS = {"ko": re.compile(r"\(\d초\)"), "en": re.compile(r"\(\d s\)")}
AMOUNT = {"ko": lambda won: f"{won:,}원", "en": lambda won: f"₩{won:,}"}


class Journey:
    """What was checked so far, and the page it is checked on."""

    passed = failed = 0

    def __init__(self, page, base, label, language):
        self.page, self.base, self.label, self.language = page, base, label, language
        self.errors = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def check(self, name, act):
        begun = time.monotonic()
        try:
            act()
        except Exception as error:
            Journey.failed += 1
            print(f"FAIL {self.label} {name}: {' / '.join(str(error).splitlines()[:3])[:400]}")
            return False
        Journey.passed += 1
        print(f"ok   {self.label} {name} ({(time.monotonic() - begun) * 1000:.0f} ms)")
        return True

    def axe(self, screen):
        def act():
            self.page.wait_for_timeout(350)
            violations = Axe().run(self.page).response["violations"]
            assert not violations, "; ".join(f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in violations)
            wide = self.page.evaluate(WIDER_THAN_THE_SCREEN)
            assert not wide, f"scrolls sideways: {wide}"
        self.check(f"axe and width: {screen}", act)

    def tap(self, test, **more):
        self.page.locator(f"[data-test={test}]", **more).first.click()

    def see(self, test, text=None, timeout=5000):
        element = self.page.locator(f"[data-test={test}]").first
        expect(element).to_be_visible(timeout=timeout)
        if text is not None:
            expect(element).to_have_text(text, timeout=timeout)
        return element

    def open_cart(self):
        bar = self.page.locator("[data-test=cart-bar]")
        if bar.is_visible() and bar.get_attribute("aria-expanded") == "false":
            bar.click()

    def item(self, name):
        return self.page.locator(f"[data-test=item][data-name='{name}']")


def walk(journey, username, password):
    page, base, language = journey.page, journey.base, journey.language
    won = AMOUNT[language]

    def welcome():
        page.goto(base + "/")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator("html")).to_have_attribute("lang", language)
    journey.check("welcome", welcome)
    journey.axe("welcome")

    def sign_up():
        journey.tap("sign-up")
        page.fill("[name=name]", "온도 커피" if language == "ko" else "Ondo Coffee")
        journey.tap("next")
        page.fill("[name=ownerName]", "김하늘" if language == "ko" else "Haneul Kim")
        page.locator("[name=phone]").press_sequentially("01012345678")
        expect(page.locator("[name=phone]")).to_have_value("010-1234-5678")
        page.locator("[name=businessNumber]").press_sequentially("1248100998")
        expect(page.locator("[name=businessNumber]")).to_have_value("124-81-00998")
        journey.tap("next")
        page.locator("[name=username]").press_sequentially(username)
        expect(page.locator(".hint.good")).to_be_visible()
        page.fill("[name=password]", "short")
        journey.tap("next")
        expect(page.locator("[name=password]")).to_have_attribute("aria-invalid", "true")
        page.fill("[name=password]", password)
    journey.check("sign-up in three steps", sign_up)
    journey.axe("sign-up")

    def template():
        journey.tap("next")
        page.wait_for_url("**/start")
        journey.axe("start")
        journey.tap("template-cafe")
        page.wait_for_url("**/till", timeout=30_000)
    journey.check("a template menu", template)

    def tables():
        journey.tap("add-tables")
        expect(page.locator("[data-test=table]")).to_have_count(8)
    journey.check("eight tables", tables)
    journey.axe("floor")

    def editor():
        journey.tap("edit-floor")
        journey.tap("add-table")
        expect(page.locator(".table-tile.editing")).to_have_count(9)
        journey.axe("floor editor")
        journey.tap("save-floor")
        page.wait_for_url("**/till")
        expect(page.locator("[data-test=table]")).to_have_count(9)
    journey.check("the table editor", editor)

    def order():
        page.locator("[data-test=table][data-name='1']").click()
        page.wait_for_url("**/till/orders/*")
        page.locator("[data-test=search]").fill(QUERY[language])
        journey.item(CHOICE_ITEM[language]).click()
        page.locator("[data-test=option]").nth(1).click()
        journey.axe("options")
        journey.tap("add-line")
        page.locator("[data-test=search]").fill("")
        page.locator(".category-tabs .chip").last.click()
        journey.item(ITEM[language]).click()
        journey.item(ITEM[language]).click()
        journey.open_cart()
        journey.see("cart-total", won(4_500 + 2 * 4_200))
    journey.check("an order with options, found by search", order)
    journey.axe("order pad")

    def reload_keeps():
        page.reload()
        page.wait_for_selector("[data-test=item]")
        journey.open_cart()
        journey.see("cart-total", won(12_900))
    journey.check("a reload loses nothing", reload_keeps)

    def send():
        journey.tap("send")
        expect(page.locator("[data-test=cart-line].is-draft")).to_have_count(0)
        expect(page.locator("[data-test=cart-line]")).to_have_count(2)
        page.go_back()
        page.wait_for_url("**/till")
        expect(page.locator("[data-test=table][data-name='1']")).to_contain_text(won(12_900))
        page.locator("[data-test=table][data-name='1']").click()
        page.wait_for_selector("[data-test=item]")
    journey.check("sent to the kitchen, seen on the floor", send)

    def discount():
        journey.open_cart()
        journey.tap("discount")
        journey.axe("discount")
        page.locator("dialog [name=value]").fill("10")
        journey.tap("apply-discount")
        journey.see("cart-total", won(11_610))
    journey.check("a discount with its reason", discount)

    def strike():
        page.locator("[data-test=cart-line]").last.locator(".line-main").click()
        journey.tap("void-line")
        page.locator("dialog .chips .chip").first.click()
        journey.tap("confirm")
        expect(page.locator("[data-test=cart-line].is-struck")).to_have_count(1)
        journey.see("cart-total", won(4_050))
    journey.check("a sent line is struck with a reason", strike)

    def pay():
        journey.tap("pay")
        page.wait_for_url("**/pay")
        journey.see("due", won(4_050))
        page.locator("[data-test=quick-cash]").nth(2).click()
        journey.see("change", won(5_950))
        journey.axe("payment")
        journey.tap("take")
        journey.see("done-change", won(5_950))
        expect(journey.see("next-order")).not_to_contain_text("5")
        expect(page.locator("[data-test=done-call]")).to_have_count(0)
        page.wait_for_timeout(6_000)
        journey.see("done-change", won(5_950))
    journey.check("cash with change, in sight until somebody taps", pay)

    def receipt():
        journey.tap("show-receipt")
        journey.see("receipt")
        expect(page.frame_locator("[data-test=receipt]").locator("body")).to_contain_text("4,050")
        journey.axe("receipt")
        page.keyboard.press("Escape")
        journey.tap("next-order")
        page.wait_for_url("**/till")
        expect(page.locator("[data-test=table][data-name='1']")).to_have_class("table-tile free ")
    journey.check("the receipt, then the next order", receipt)

    def mixed():
        journey.tap("new-takeout")
        page.wait_for_selector("[data-test=item]")
        page.locator(".category-tabs .chip").last.click()
        journey.item(ITEM[language]).click()
        journey.open_cart()
        journey.tap("pay")
        page.wait_for_url("**/pay")
        journey.see("due", won(4_200))
        page.keyboard.type("2000")
        journey.see("rest-after", won(2_200))
        journey.tap("take")
        journey.see("due", won(2_200))
        journey.tap("method-card")
        journey.see("card-first")
        page.fill("[name=number]", "30001234")
        journey.axe("payment by card")
        journey.tap("take")
        journey.see("done-total", won(4_200))
        expect(page.locator("[data-test=done-call]")).to_have_text(re.compile(r"^\d{3}$"))
        expect(page.locator("[data-test=next-order]")).to_contain_text(SECONDS[language])
        expect(page.locator("[data-test=table]").first).to_be_visible(timeout=9_000)
    journey.check("takeout, part cash and part card, back by itself", mixed)

    def dashboard():
        page.goto(base + "/dashboard")
        journey.see("live-sales", won(8_250))
        journey.axe("dashboard")
    journey.check("the dashboard shows both sales", dashboard)

    def dashboard_moves():
        other = page.context.new_page()
        try:
            sell_elsewhere(other)
            expect(page.locator("[data-test=live-sales]")).to_have_text(won(12_450), timeout=1_000)
        finally:
            other.close()

    def sell_elsewhere(other):
        other.goto(base + "/till")
        other.locator("[data-test=new-takeout]").click()
        other.wait_for_selector("[data-test=item]")
        other.locator(".category-tabs .chip").last.click()
        other.locator(f"[data-test=item][data-name='{ITEM[language]}']").click()
        bar = other.locator("[data-test=cart-bar]")
        if bar.is_visible():
            bar.click()
        other.locator("[data-test=pay]").click()
        other.locator("[data-test=due]").wait_for()
        other.locator("[data-test=take]").click()
        other.locator("[data-test=done-total]").wait_for()
    journey.check("the dashboard moves within a second of a payment", dashboard_moves)

    def history():
        page.goto(base + "/orders")
        expect(page.locator("[data-test=history-row]")).to_have_count(3)
        journey.axe("history")
        page.locator("[data-test=history-row]").last.click()
        expect(page.locator(".history-detail")).to_contain_text(won(4_050))
        journey.axe("sale")
        journey.tap("show-receipt")
        journey.see("receipt")
    journey.check("the history with its receipts", history)

    def menu():
        page.goto(base + "/menu")
        row = page.locator(f"[data-test=menu-item][data-name='{CHOICE_ITEM[language]}']")
        row.locator(".row-main").click()
        page.locator("dialog [name=price]").fill("4300")
        journey.axe("item editor")
        journey.tap("save")
        expect(row).to_contain_text(won(4_300))
        row.get_by_role("switch").uncheck()
        expect(row.get_by_role("switch")).not_to_be_checked()
        page.wait_for_timeout(400)
        journey.axe("menu")
        page.goto(base + "/till")
        page.locator("[data-test=table]").first.click()
        expect(journey.item(CHOICE_ITEM[language])).to_be_disabled()
    journey.check("a price change and a sold-out item", menu)

    def leave_unsent():
        page.locator(".category-tabs .chip").last.click()
        journey.item(ITEM[language]).click()
        page.go_back()
        page.wait_for_url("**/till")
        expect(page.locator("[data-test=table]").first).to_contain_text(won(4_200))
        expect(page.locator("[data-test=table].draft")).to_have_count(1)
    journey.check("leaving keeps unsent lines", leave_unsent)

    for path, name in (("/menu/options", "option groups"), ("/menu/import", "import"), ("/settings/store", "settings"), ("/settings/staff", "staff"), ("/settings/terminals", "terminals"), ("/settings/stations", "stations"), ("/kitchen", "kitchen"), ("/settings/sessions", "sessions"), ("/settings/device", "device")):
        page.goto(base + path)
        journey.check(f"opens: {name}", lambda: expect(page.get_by_role("heading", level=1)).to_be_visible())
        page.wait_for_timeout(500)
        journey.axe(name)

    def terminal():
        page.goto(base + "/settings/terminals")
        journey.tap("add-terminal")
        page.locator("dialog [name=name]").fill("카운터")
        page.locator("dialog [data-test=save]").click()
        journey.see("new-code")
    journey.check("a terminal with its pairing code", terminal)

    def consulting():
        page.goto(base + "/consulting")
        journey.tap("start-consulting")
        journey.see("summary", timeout=30_000)
        journey.axe("consulting")
    journey.check("an analysis from start to report", consulting)

    busy_table(journey, ITEM[language])

    def language_and_theme():
        page.goto(base + "/till")
        journey.tap("language")
        expect(page.locator("html")).to_have_attribute("lang", "en" if language == "ko" else "ko")
        journey.tap("theme")
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        journey.axe("floor in the other language and theme")
    journey.check("language and theme by one tap", language_and_theme)

    def sign_out():
        journey.tap("staff")
        journey.tap("sign-out")
        page.wait_for_url("**/sign-in")
        journey.axe("sign-in")
        page.fill("[name=username]", username)
        page.fill("[name=password]", password)
        journey.tap("submit")
        page.wait_for_url("**/till")
    journey.check("sign-out and sign-in", sign_out)
    journey.check("no script error", lambda: journey.errors and (_ for _ in ()).throw(AssertionError("; ".join(journey.errors))))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", required=True)
    parser.add_argument("--runs", type=int, default=len(RUNS), help="only the first so many of the four runs")
    options = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for size, width, height, language in RUNS[:options.runs]:
            context = browser.new_context(viewport={"width": width, "height": height}, locale={"ko": "ko-KR", "en": "en-GB"}[language], timezone_id="Asia/Seoul", color_scheme="light")
            context.set_default_timeout(8_000)
            walk(Journey(context.new_page(), options.url.rstrip("/"), f"{size}/{language}", language), f"owner{uuid.uuid4().hex[:10]}", "a-good-password")
            context.close()
        browser.close()
    print(f"{Journey.passed} passed, {Journey.failed} failed")
    return 1 if Journey.failed else 0


if __name__ == "__main__":
    sys.exit(main())
