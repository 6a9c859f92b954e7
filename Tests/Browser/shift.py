"""Opening and closing a drawer, its Z, and settling the day through the browser, against a running server.

    python shift.py --url http://localhost:8080

Runs in Korean and English at phone and desktop size with axe on each screen; ends with `N passed, N failed`.
"""
import argparse
import re
import shutil
import sys

from drawer import CAKE, V1, Drawer, cashier
from journey import AMOUNT, RUNS
from playwright.sync_api import expect, sync_playwright

CROISSANT = {"ko": "크루아상", "en": "Croissant"}
NOT_OPEN = {"ko": "영업 시작 전", "en": "Not open yet"}
OPEN = {"ko": re.compile(r"영업 중 \d\d:\d\d~"), "en": re.compile(r"Open \d\d:\d\d–")}
SHORT = {"ko": "2,000원 모자라요", "en": "₩2,000 short"}
EVEN = {"ko": "딱 맞아요", "en": "Exactly right"}
OVER = {"ko": "500원 남아요", "en": "₩500 over"}
ALREADY = {"ko": "이미 마감한 영업이에요", "en": "This shift is already closed"}
FIRST = {"ko": "센 현금을 입력해 주세요", "en": "Please enter what you counted"}
MISSING = {"ko": "빠진 영수증 2장: ", "en": "2 receipts missing: "}
SIGNED_OFF = {"ko": "매니저가 확인했어요", "en": "a manager signed it off"}
SETTLED = {"ko": "오늘은 정산했어요.", "en": "Today is settled."}
STILL_OPEN = {"ko": "아직 마감하지 않은 영업이 있어요.", "en": "A shift of this day is still open."}
LEFT_TODAY = {"ko": "지난 마감 금액", "en": "Left last time"}


def second_page(journey, act):
    """What another tab of this browser, or another device, does meanwhile."""
    page = journey.page.context.new_page()
    try:
        return act(page)
    finally:
        page.close()


def walk(journey, browser, options):
    page, language, base = journey.page, journey.language, journey.base
    won = AMOUNT[language]

    journey.check("a shop with tables", journey.open_shop)

    def rounding():
        page.goto(base + "/settings/store")
        page.locator("[name=cashRounding]").select_option("100")
        journey.tap("save-store")
        journey.see("toast")
        page.reload()
        expect(page.locator("[name=cashRounding]")).to_have_value("100")
    journey.check("cash is rounded to whole hundreds by the settings", rounding)
    journey.axe("settings with the rounding of cash")

    def without_drawer():
        journey.see("shift-link", NOT_OPEN[language])
        journey.sell_takeout(CROISSANT[language], "cash")
        assert not journey.api("GET", V1 + "/sales")["data"][0].get("terminalId")
    journey.check("without a drawer one sells as before", without_drawer)

    def to_shift():
        if journey.label.startswith("phone"):
            page.goto(base + "/till")
            page.locator(".tabbar button").click()
            journey.axe("more screens with the shift")
            page.locator("dialog").get_by_role("link", name=NOT_OPEN[language]).click()
        else:
            page.goto(base + "/till")
            journey.tap("shift-link")
        page.wait_for_url("**/shift")
        journey.see("add-drawer")
    journey.check("the shift's state leads to its screen", to_shift)
    journey.axe("no drawer yet")

    def choose_drawer():
        journey.tap("add-drawer")
        journey.axe("adding a counter")
        page.locator("dialog [data-test=save]").click()
        journey.see("pad-amount", won(0))
        journey.api("POST", V1 + "/terminals", {"name": "테라스", "kind": "till"})
        journey.tap("change-drawer")
        expect(page.locator("dialog [data-test=choose-drawer]")).to_have_count(2)
        journey.axe("choosing a drawer")
        page.locator("dialog [data-test=choose-drawer]").last.click()
        expect(page.locator("[data-test=drawer-name]")).to_contain_text("테라스")
        page.reload()
        expect(page.locator("[data-test=drawer-name]")).to_contain_text("(B)")
    journey.check("a drawer is added, another one chosen and remembered", choose_drawer)
    journey.axe("before opening")

    def open_shift():
        page.locator("[data-test=quick-amount][data-sum='100000']").click()
        journey.see("pad-amount", won(100_000))
        page.locator("[data-test=key-back]").click()
        journey.see("pad-amount", won(10_000))
        page.keyboard.press("0")
        journey.see("pad-amount", won(100_000))
        journey.tap("open-shift")
        journey.see("close-shift")
        journey.see("shift-link", OPEN[language])
    journey.check("opened with a float", open_shift)
    journey.axe("an open shift")

    def sell():
        journey.sell_takeout(CROISSANT[language], "card")
        journey.to_tables()
        journey.place_order("1", CROISSANT[language])
        journey.open_cart()
        journey.tap("discount")
        page.locator("dialog [name=value]").fill("5")
        journey.tap("apply-discount")
        journey.see("cart-total", won(3_990))
        journey.tap("pay")
        page.wait_for_url("**/pay")
        journey.see("due", won(3_990))
        journey.see("received", won(3_900))
        journey.see("rounding", won(-90).replace("-", "−").replace("₩−", "−₩"))
        journey.axe("payment with the rounding of cash")
        journey.tap("method-card")
        journey.see("received", won(3_990))
        expect(page.locator("[data-test=rounding]")).to_have_count(0)
        journey.tap("method-cash")
        page.keyboard.type("5000")
        journey.see("change", won(1_100))
        page.wait_for_timeout(700)
        journey.tap("take")
        journey.see("done-change", won(1_100))
        sales = journey.api("GET", V1 + "/sales")["data"]
        assert [sale["rounding"] for sale in sales] == [-90, 0, 0], sales
        shift = journey.api("GET", f"{V1}/shifts")["data"][0]
        assert [sale.get("shiftId") for sale in sales] == [shift["id"], shift["id"], None], sales
    journey.check("card and rounded cash land in the drawer's shift", sell)

    def movements():
        page.goto(base + "/shift")
        journey.tap("cash-out")
        journey.type_amount(30_000)
        journey.tap("save-movement")
        expect(page.locator("dialog [name=reason]")).to_have_attribute("aria-invalid", "true")
        page.locator("dialog [data-test=movement-reason]").first.click()
        journey.axe("taking cash out")
        journey.tap("save-movement")
        expect(page.locator("[data-test=movement]")).to_have_count(1)
        journey.tap("cash-in")
        journey.type_amount(50_000)
        page.locator("dialog [data-test=movement-reason]").nth(1).click()
        journey.tap("save-movement")
        expect(page.locator("[data-test=movement]")).to_have_count(2)
        journey.see("report-expected", won(123_900))
        journey.see("report-sales", won(4_200 + 3_990))
    journey.check("cash in and out with a reason, and the X", movements)
    journey.axe("an open shift with its X")

    def count_first():
        journey.order = journey.place_order("2", CROISSANT[language])
        journey.place_order("3", CAKE[language])
        page.goto(base + "/shift")
        journey.tap("close-shift")
        orders = page.locator("[data-test=close-order]")
        expect(orders).to_have_count(2)
        expect(orders.first.locator("[data-test=order-carry]")).to_have_attribute("aria-pressed", "true")
        orders.last.locator("[data-test=order-void]").click()
        page.locator("dialog .chip").first.click()
        journey.axe("why an order is cancelled")
        journey.tap("confirm")
        expect(orders.last.locator("[data-test=order-void]")).to_have_attribute("aria-pressed", "true")
        journey.axe("open orders at the close")
        journey.tap("to-count")
        journey.tap("finish-close")
        journey.see("close-notice")
        expect(page.locator("[data-test=close-notice]")).to_contain_text(FIRST[language])
        journey.axe("nothing counted")
    journey.check("each open order is carried over or cancelled with a reason", count_first)

    def reload_keeps():
        journey.count(n50000=2, n10000=1)
        page.locator("[data-test=more-10000]").click()
        journey.see("count-of-10000", won(20_000))
        page.reload()
        journey.see("count-sum", won(120_000))
        expect(page.locator("[data-test=count-50000]")).to_have_value("2")
        page.locator("[data-test=count-1000]").focus()
        page.keyboard.type("1")
        page.keyboard.press("Enter")
        expect(page.locator("[data-test=count-500]")).to_be_focused()
        page.keyboard.type("1")
        journey.count(n100=4)
        journey.see("count-sum", won(121_900))
        journey.axe("the count")
        page.goto(base + "/till")
        page.goto(base + "/shift/close")
        journey.see("count-sum", won(121_900))
        journey.tap("to-orders")
        expect(page.locator("[data-test=close-order]").last.locator("[data-test=order-void]")).to_have_attribute("aria-pressed", "true")
        journey.tap("to-count")
    journey.check("a reload in the middle of counting loses nothing", reload_keeps)

    def close_short():
        keys = []
        page.route("**/shifts/*/close", lambda route: (keys.append(route.request.headers["idempotency-key"]), route.fetch(), route.abort()))
        journey.tap("finish-close")
        journey.axe("asking before the close")
        journey.tap("confirm")
        journey.see("retry-close", timeout=15_000)
        journey.axe("a close without an answer")
        page.unroute("**/shifts/*/close")
        page.on("request", lambda request: request.url.endswith("/close") and request.method == "POST" and keys.append(request.headers["idempotency-key"]))
        page.reload()
        page.wait_for_url("**/shift/past/*")
        assert len(keys) >= 2 and len(set(keys)) == 1, keys
        journey.see("balance")
        expect(page.locator("[data-test=balance]")).to_contain_text(SHORT[language])
        expect(page.locator("[data-test=balance]")).to_contain_text("−")
        shifts = journey.api("GET", f"{V1}/shifts")["data"]
        assert [shift["number"] for shift in shifts] == [1], shifts
    journey.check("a close whose answer was lost is asked again with the same key: one Z, counted short", close_short)
    journey.axe("the Z")

    def read_z():
        journey.see("report-number", {"ko": "마감 Z1", "en": "Z1"}[language])
        journey.see("report-expected", won(123_900))
        journey.see("report-counted", won(121_900))
        expect(page.locator("[data-test=report-tender]")).to_have_count(2)
        expect(page.locator("[data-test=report-open]")).to_have_count(2)
        expect(page.locator("[data-test=report-hash]")).to_have_text(re.compile(r"^[0-9a-f]{12}$"))
        expect(page.locator("[data-test=report-series]")).to_contain_text("-S-0001")
        journey.see("shift-link", NOT_OPEN[language])
        page.emulate_media(media="print")
        width = page.locator(".slip").evaluate("slip => slip.getBoundingClientRect().width / 96 * 25.4")
        assert 60 <= width <= 80, f"{width} mm wide on paper"
        expect(page.locator(".topbar")).to_be_hidden()
        expect(page.locator("[data-test=print-report]")).to_be_hidden()
        page.emulate_media(media="screen")
        journey.to_tables()
        expect(journey.table("2")).to_contain_text(won(4_200))
        expect(journey.table("3")).to_have_class("table-tile free ")
    journey.check("the Z tells all, one order is carried over and one cancelled", read_z)

    def second_close():
        page.goto(base + "/shift")
        expect(page.get_by_text(LEFT_TODAY[language]).first).to_be_visible()
        page.locator("[data-test=quick-amount][data-sum='121900']").click()
        journey.tap("open-shift")
        journey.see("close-shift")
        journey.to_count()
        journey.count(n10000=12, n1000=1, n500=1, n100=4)

        def elsewhere(other):
            shift = journey.api("GET", f"{V1}/shifts")["data"][0]
            journey.api("POST", f"{V1}/shifts/{shift['id']}/close", {"counted": 122_400}, other)
        # The live stream would tell this page of the close at once; here it has to find out by its own.
        page.route("**/shifts/current*", lambda route: route.abort())
        second_page(journey, elsewhere)
        journey.tap("finish-close")
        journey.tap("confirm")
        journey.see("already-closed")
        expect(page.locator("[data-test=already-closed]")).to_contain_text(ALREADY[language])
        page.unroute("**/shifts/current*")
        journey.axe("closed elsewhere")
        journey.tap("see-z")
        expect(page.locator("[data-test=balance]")).to_contain_text(OVER[language])
        page.goto(base + "/shift/past")
        expect(page.locator("[data-test=past-shift]")).to_have_count(2)
        journey.axe("past shifts")
    journey.check("a second close is refused in words, and the Z of the first is shown", second_close)

    journey.check("the cashier's close", lambda: cashier(journey, browser, options))

    def settle():
        page.goto(base + "/shift/days")
        expect(page.locator(".settle-today").first).to_contain_text(STILL_OPEN[language])
        expect(page.locator("[data-test=settle-today]")).to_have_count(0)
        page.goto(base + "/shift/close")
        journey.tap("to-count")
        page.locator("close-count [data-value=sum]").click()
        journey.type_amount(100_000)
        journey.axe("counted as one sum")
        journey.tap("finish-close")
        journey.tap("confirm")
        expect(page.locator("[data-test=balance]")).to_contain_text(EVEN[language])
        expect(page.locator("[data-test=report-series]").first).to_contain_text(MISSING[language])
        expect(page.locator("[data-test=report-series]").first).to_contain_text(SIGNED_OFF[language])
        journey.axe("a Z with missing receipts")
        page.goto(base + "/shift/days")
        journey.tap("settle-today")
        journey.axe("asking before settling")
        journey.tap("confirm")
        page.wait_for_url("**/shift/days/*")
        journey.see("settled-date")
        expect(page.locator("[data-test=report-series]").first).to_contain_text(MISSING[language])
        expect(page.locator("[data-test=message-state]")).to_be_visible()
        journey.axe("a settled day")
        journey.sell_takeout(CAKE[language], "card")
        page.goto(base + "/shift/days")
        expect(page.locator(".settle-today").first).to_contain_text(SETTLED[language])
        journey.tap("settled-day")
        expect(page.locator("[data-test=addendum]")).to_have_count(1)
        journey.axe("a settled day with an addendum")
    journey.check("the day is settled, and what came late is named", settle)

    journey.check("no script error", lambda: journey.errors and (_ for _ in ()).throw(AssertionError("; ".join(journey.errors))))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", required=True)
    parser.add_argument("--runs", type=int, default=len(RUNS), help="only the first so many of the four runs")
    options = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for size, width, height, language in RUNS[:options.runs]:
            how = {"viewport": {"width": width, "height": height}, "locale": {"ko": "ko-KR", "en": "en-GB"}[language], "timezone_id": "Asia/Seoul", "color_scheme": "light"}
            context = browser.new_context(**how)
            context.set_default_timeout(8_000)
            walk(Drawer(context.new_page(), options.url.rstrip("/"), f"{size}/{language}", language), browser, how)
            context.close()
        browser.close()
    print(f"{Drawer.passed} passed, {Drawer.failed} failed")
    return 1 if Drawer.failed else 0


if __name__ == "__main__":
    sys.exit(main())
