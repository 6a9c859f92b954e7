"""Splitting a bill, paying each part, moving and joining tables through the browser, against a running server.

    python split.py --url http://localhost:8080

Runs in Korean and English at phone and desktop size with axe on each screen; ends with `N passed, N failed`.
"""
import argparse
import json
import shutil
import sys
import uuid

from journey import AMOUNT, RUNS
from playwright.sync_api import expect, sync_playwright
from till import Till

CAKE = {"ko": "치즈케이크", "en": "Cheesecake"}
CROISSANT = {"ko": "크루아상", "en": "Croissant"}
EVENLY = {"ko": "2명은 6,367원, 나머지는 6,366원", "en": "2 pay ₩6,367, the others ₩6,366"}
JOIN = {"ko": "3번을 2번과 합칠까요? 합계 10,700원", "en": "Join table 3 to table 2? Total ₩10,700"}
MOVE = {"ko": "3번을 5번으로 옮길까요?", "en": "Move table 3 to table 5?"}
MOVE_BY_DRAG = {"ko": "2번을 6번으로 옮길까요?", "en": "Move table 2 to table 6?"}
MERGED = {"ko": "2번+3번", "en": "2+3"}
CLAIMED = "지금 결제하고 있는 계산서예요."
LATE = {"ko": "마감 뒤 추가", "en": "Added after closing"}
PAID_ELSEWHERE = {"ko": "결제가 끝난 계산서예요", "en": "This check is paid"}


def walk(journey):
    page, language = journey.page, journey.language
    won = AMOUNT[language]
    table, check, checks, order, confirm = journey.table, journey.bill, journey.bills, journey.place_order, journey.confirm
    from_sheet, to_tables, drag = journey.from_sheet, journey.to_tables, journey.drag

    journey.check("a shop with tables", journey.open_shop)

    def split_by_items():
        journey.order = order("1", CROISSANT[language], CROISSANT[language], CROISSANT[language], CAKE[language])
        from_sheet("split-order")
        page.wait_for_url("**/split")
        journey.see("left-to-pay", won(19_100))
        page.locator(f"[data-test=split-line][data-name='{CROISSANT[language]}']").click()
        journey.tap("split-minus")
        journey.tap("split-minus")
        journey.axe("split with a choice")
        journey.tap("split-move")
        checks(A=14_900, B=4_200)
    journey.check("one of three pieces on a check of its own", split_by_items)
    journey.axe("split")

    def split_by_fraction():
        check("A").locator("[data-test=split-part]").last.click()
        journey.axe("fractions")
        page.locator("[data-test=fraction][data-part='1/2']").click()
        journey.tap("split-move")
        checks(A=11_650, B=4_200, C=3_250)
        expect(check("C")).to_contain_text("1/2")
        journey.see("left-to-pay", won(19_100))
    journey.check("half a cake on a third check", split_by_fraction)

    def keyboard():
        check("A").locator("[data-test=split-line]").first.focus()
        page.keyboard.press("Space")
        expect(check("A").locator("[data-test=split-line]").first).to_have_attribute("aria-pressed", "true")
        check("A").locator("[data-test=split-line]").nth(1).focus()
        page.keyboard.press("Enter")
        expect(page.locator("[data-test=split-move]")).to_be_disabled()
        journey.tap("unchoose")
        expect(page.locator("[data-test=split-line][aria-pressed=true]")).to_have_count(0)
    journey.check("chosen by keyboard, and everything cannot leave a check", keyboard)

    def hold():
        line = check("A").locator("[data-test=split-line]").first
        line.hover()
        page.mouse.down()
        page.wait_for_selector("dialog [data-test=fraction]")
        page.mouse.up()
        page.keyboard.press("Escape")
        expect(page.locator("dialog")).to_have_count(0)
        expect(page.locator("[data-test=split-line][aria-pressed=true]")).to_have_count(0)
    journey.check("a long press asks for a fraction", hold)

    def put_back():
        check("C").locator("[data-test=put-back]").click()
        checks(A=14_900, B=4_200)
    journey.check("a check put back", put_back)

    def undo():
        journey.tap("undo")
        checks(A=19_100)
        expect(page.locator("[data-test=undo]")).to_have_count(0)
    journey.check("the split taken back", undo)

    def by_people():
        journey.tap("split-people")
        page.locator("[data-test=people-3]").click()
        journey.see("people-words", EVENLY[language])
        journey.axe("split by people")
        journey.tap("split-people-act")
        checks(A=6_367, B=6_367, C=6_366)
        journey.axe("three payers")
        journey.tap("undo")
        checks(A=19_100)
    journey.check("by three people, and taken back", by_people)

    def by_amount():
        journey.tap("split-amount-open")
        page.locator("[data-test=split-amount]").first.fill("5000")
        journey.see("split-rest", won(14_100))
        expect(page.locator("[data-test=split-amount-act]")).to_have_attribute("aria-disabled", "true")
        journey.axe("split by amount")
        journey.tap("fill-rest")
        journey.see("split-rest", won(0))
        journey.tap("split-amount-act")
        checks(A=5_000, B=14_100)
    journey.check("by amount until nothing is left over", by_amount)

    def on_the_pad():
        page.goto(f"{journey.base}/till/orders/{journey.order}")
        page.wait_for_selector("[data-test=item]")
        journey.open_cart()
        expect(page.locator("[data-test=line-checks]").first).to_have_text("A·B")
        journey.axe("order pad of a split order")
        journey.tap("pay")
        page.wait_for_url("**/split")
    journey.check("the order pad names the payers, and paying asks which", on_the_pad)

    def pay_first():
        check("A").locator("[data-test=pay-check]").click()
        journey.see("due", won(5_000))
        expect(page.locator("[data-test=payer]")).to_contain_text("1/2" if language == "ko" else "1 of 2")
        journey.axe("payment of a check")
        page.locator("[data-test=quick-cash]").last.click()
        journey.tap("take")
        journey.see("done-change")
        journey.axe("paid, with a next check")
        page.keyboard.press("Escape")
        page.goto(f"{journey.base}/till/orders/{journey.order}/split")
        journey.see("left-to-pay", won(14_100))
        journey.axe("partly paid")
        check("A").locator("[data-test=check-receipt]").click()
        expect(page.frame_locator("[data-test=receipt]").locator("body")).to_contain_text("5,000")
        page.keyboard.press("Escape")
    journey.check("the first check is paid and has its receipt", pay_first)

    def reload_keeps():
        check("B").locator("[data-test=pay-check]").click()
        journey.see("due", won(14_100))
        page.keyboard.type("4100")
        journey.see("rest-after", won(10_000))
        journey.tap("take")
        journey.see("due", won(10_000))
        page.reload()
        journey.see("due", won(10_000))
    journey.check("what was taken for a check survives a reload", reload_keeps)

    def pay_last():
        journey.tap("method-card")
        page.fill("[name=number]", "30001234")
        page.wait_for_timeout(700)
        journey.tap("take")
        journey.see("done-total", won(14_100))
        journey.tap("next-order")
        page.wait_for_url("**/till")
        expect(table("1")).to_have_class("table-tile free ")
        page.goto(f"{journey.base}/till/orders/{journey.order}/split")
        journey.see("left-to-pay", won(0))
        journey.axe("everything paid")
    journey.check("the last check is paid and nothing is left", pay_last)

    def history():
        page.goto(f"{journey.base}/orders/order/{journey.order}")
        expect(page.locator("[data-test=history-check]")).to_have_count(2)
        expect(page.locator("[data-test=history-check] [data-test=check-receipt]")).to_have_count(2)
        journey.axe("order with two receipts")
    journey.check("the history shows both receipts", history)

    def late():
        token = page.request.get(journey.base + "/bff/session").json()["csrfToken"]
        item = next(each["id"] for category in page.request.get(journey.base + "/bff/till").json()["menu"]["categories"]
                    for each in category["items"] if each["name"] == CAKE[language])
        answer = page.request.post(f"{journey.base}/bff/api/v1/orders/{journey.order}/lines", headers={"X-CSRF-Token": token},
                                   data={"lines": [{"id": str(uuid.uuid4()), "itemId": item, "quantity": 1}], "send": True})
        assert answer.status == 201, answer.text()
        page.goto(f"{journey.base}/till/orders/{journey.order}/split")
        journey.see("left-to-pay", won(6_500))
        expect(page.locator("[data-test=check]").last).to_contain_text(LATE[language])
        page.goto(f"{journey.base}/till/orders/{journey.order}/pay")
        journey.see("due", won(6_500))
        expect(page.locator(".pay-left")).to_contain_text(LATE[language])
        page.wait_for_timeout(700)
        journey.tap("take")
        journey.see("done-total", won(6_500))
    journey.check("a late line has a check of its own", late)

    def paid_elsewhere():
        journey.order = order("4", CAKE[language], CAKE[language])
        from_sheet("split-order")
        journey.tap("split-people")
        page.locator("[data-test=people-2]").click()
        journey.tap("split-people-act")
        checks(A=6_500, B=6_500)
        check("A").locator("[data-test=pay-check]").click()
        journey.see("due", won(6_500))
        page.keyboard.type("9000")
        other = page.context.new_page()
        try:
            other.goto(f"{journey.base}/till/orders/{journey.order}/pay?check=" + page.url.split("check=")[1])
            other.locator("[data-test=due]").wait_for()
            other.wait_for_timeout(700)
            other.locator("[data-test=take]").click()
            other.locator("[data-test=done-total]").wait_for()
        finally:
            other.close()
        expect(page.get_by_text(PAID_ELSEWHERE[language])).to_be_visible()
        journey.axe("a check paid elsewhere")
        journey.tap("next-check")
        check("B").locator("[data-test=pay-check]").click()
        page.wait_for_timeout(700)
        journey.tap("take")
        journey.see("done-total", won(6_500))
    journey.check("a check paid on another device is told in words", paid_elsewhere)

    def refused():
        journey.order = order("8", CROISSANT[language])
        journey.open_cart()
        journey.tap("pay")
        journey.tap("method-card")
        page.fill("[name=number]", "30001234")
        page.wait_for_timeout(700)
        problem = {"type": "check-claimed", "status": 409, "code": "check-claimed", "title": CLAIMED, "detail": CLAIMED}
        page.route("**/bff/api/v1/sales", lambda route: route.fulfill(status=409, content_type="application/problem+json", body=json.dumps(problem)), times=1)
        journey.tap("take")
        expect(page.locator("[data-test=toast]", has_text=CLAIMED)).to_be_visible()
        expect(page.locator("[name=number]")).to_have_value("30001234")
        journey.see("due", won(4_200))
        page.wait_for_timeout(700)
        journey.tap("take")
        journey.see("done-total", won(4_200))
    journey.check("a refusal is told in the server's words and nothing typed is lost", refused)

    def move_by_sheet():
        order("2", CROISSANT[language])
        order("3", CAKE[language])
        from_sheet("move-order")
        journey.axe("free tables")
        page.locator("dialog [data-test=move-to][data-name='5']").click()
        confirm(MOVE[language])
        expect(page.locator("order-pad h1")).to_contain_text("5")
        journey.undo_by_toast()
        expect(page.locator("order-pad h1")).to_contain_text("3")
    journey.check("moved by the sheet, and taken back", move_by_sheet)

    def merge_by_sheet():
        from_sheet("merge-order")
        page.wait_for_selector("dialog [data-test=confirm]")
        journey.axe("joining tables")
        confirm(JOIN[language])
        expect(page.locator("order-pad h1")).to_contain_text(MERGED[language])
        to_tables()
        expect(table("2").locator("[data-test=table-name]")).to_have_text(MERGED[language])
        expect(table("2")).to_contain_text(won(10_700))
        # Their guests still sit at the other table: it is not free, and leads to the one bill.
        expect(table("3").locator("[data-test=table-name]")).to_have_text(MERGED[language])
        journey.axe("floor with joined tables")
        table("3").click()
        page.wait_for_selector("[data-test=item]")
        from_sheet("undo-order")
        expect(page.locator("order-pad h1")).to_contain_text("2")
        to_tables()
        expect(table("2")).to_contain_text(won(4_200))
        expect(table("3")).to_contain_text(won(6_500))
    journey.check("joined by the sheet, and taken back", merge_by_sheet)

    def move_by_drag():
        to_tables()
        drag("2", "6")
        confirm(MOVE_BY_DRAG[language])
        expect(table("6")).to_contain_text(won(4_200))
        expect(table("2")).to_have_class("table-tile free ")
        journey.undo_by_toast()
        expect(table("2")).to_contain_text(won(4_200))
        assert page.url.endswith("/till"), page.url
    journey.check("a table dragged onto a free one, and taken back", move_by_drag)

    def merge_by_drag():
        to_tables()
        drag("3", "2")
        confirm(JOIN[language])
        expect(table("2").locator("[data-test=table-name]")).to_have_text(MERGED[language])
        journey.undo_by_toast()
        expect(table("3")).to_contain_text(won(6_500))
    journey.check("a table dragged onto a busy one, and taken back", merge_by_drag)

    def courses():
        to_tables()
        table("7").click()
        page.wait_for_selector("[data-test=item]")
        page.locator(".category-tabs .chip").last.click()
        for item, course in ((CROISSANT[language], "1"), (CAKE[language], "2")):
            journey.item(item).click()
            journey.open_cart()
            page.locator("[data-test=cart-line] .line-main", has_text=item).click()
            page.locator(f"dialog [data-value='{course}']").click()
            journey.axe("line with a course")
            journey.tap("add-line")
            bar = page.locator("[data-test=cart-bar]")
            if bar.is_visible():
                bar.click()
        journey.open_cart()
        journey.tap("send")
        expect(page.locator("[data-test=cart-line].is-draft")).to_have_count(1)
        journey.open_cart()
        expect(page.locator("[data-test=send]")).to_be_disabled()
        journey.axe("a course waiting")
        journey.tap("call-course")
        expect(page.locator("[data-test=cart-line].is-draft")).to_have_count(0)
        expect(page.locator("[data-test=call-course]")).to_have_count(0)
    journey.check("the second course waits until it is called", courses)

    journey.check("no script error", lambda: journey.errors and (_ for _ in ()).throw(AssertionError("; ".join(journey.errors))))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", required=True)
    parser.add_argument("--runs", type=int, default=len(RUNS), help="only the first so many of the four runs")
    options = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for size, width, height, language in RUNS[:options.runs]:
            context = browser.new_context(viewport={"width": width, "height": height}, locale={"ko": "ko-KR", "en": "en-GB"}[language], timezone_id="Asia/Seoul", color_scheme="light", has_touch=size == "phone")
            context.set_default_timeout(8_000)
            walk(Till(context.new_page(), options.url.rstrip("/"), f"{size}/{language}", language))
            context.close()
        browser.close()
    print(f"{Till.passed} passed, {Till.failed} failed")
    return 1 if Till.failed else 0


if __name__ == "__main__":
    sys.exit(main())
