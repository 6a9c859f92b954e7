"""The kitchen beside the till: tickets, stations, sold out and the pick-up board, against a running server, with axe.

    python kitchen.py --url http://localhost:8080

Each run signs up a shop of its own; Korean and English at phone and desktop size. One line a check, then `N passed, N failed`.
"""
import argparse
import shutil
import sys
import time

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from journey import RUNS, WIDER_THAN_THE_SCREEN
from small_shop import V1, Shop


class Kitchen:
    """What was checked so far, and the pages it is checked on."""

    passed = failed = 0

    def __init__(self, context, base, label, language):
        self.context, self.base, self.label = context, base, label
        self.errors = []
        self.shop = Shop(context, base, language)
        self.words = self.shop.words
        self.till, self.page = self.open("/till"), self.open("/kitchen")

    def open(self, path):
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(self.base + path)
        expect(page.get_by_role("heading", level=1).first).to_be_attached()
        return page

    def check(self, name, act):
        begun = time.monotonic()
        try:
            act()
        except Exception as error:
            Kitchen.failed += 1
            print(f"FAIL {self.label} {name}: {' / '.join(str(error).splitlines()[:3])[:400]}")
            return
        Kitchen.passed += 1
        print(f"ok   {self.label} {name} ({(time.monotonic() - begun) * 1000:.0f} ms)")

    def axe(self, name, page):
        def act():
            page.bring_to_front()
            page.wait_for_timeout(350)
            violations = Axe().run(page).response["violations"]
            assert not violations, "; ".join(f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in violations)
            wide = page.evaluate(WIDER_THAN_THE_SCREEN)
            assert not wide, f"scrolls sideways: {wide}"
        self.check(f"axe and width: {name}", act)

    def ticket(self, **marks):
        return self.page.locator("[data-test=ticket]" + "".join(f"[data-{name}='{value}']" for name, value in marks.items()))

    def tap(self, button):
        """A second tap within a blink counts as a slip, so that a test must not be faster than a hand."""
        self.page.wait_for_timeout(350)
        button.click()

    def step(self, ticket, name):
        expect(ticket.locator("[data-test=step]")).to_have_attribute("data-step", name)
        self.tap(ticket.locator("[data-test=step]"))

    def begin_takeout(self, page):
        page.bring_to_front()
        page.goto(self.base + "/till")
        page.locator("[data-test=new-takeout]").click()
        page.wait_for_selector("[data-test=item]")

    def item(self, page, name):
        return page.locator(f"[data-test=item][data-name='{self.words[name]}']")

    def open_cart(self, page):
        bar = page.locator("[data-test=cart-bar]")
        if bar.is_visible() and bar.get_attribute("aria-expanded") == "false":
            bar.click()
            page.wait_for_timeout(300)

    def category(self, page, name):
        page.locator(".category-tabs .chip", has_text=self.words[name]).click()


def stations(kitchen):
    shop, words = kitchen.shop, kitchen.words
    page = kitchen.open("/settings/stations")

    def add():
        page.locator("[data-test=add-station]").click()
        page.locator("dialog [name=name]").fill(words["bar"])
        page.locator("dialog .check", has_text=words["drinks"]).first.click()
        kitchen.axe("station sheet", page)
        page.locator("dialog [data-test=save]").click()
        expect(page.locator("[data-test=station-row]")).to_have_count(2)
        expect(page.locator(f"[data-test=station-row][data-name='{words['bar']}']")).to_contain_text(words["drinks"])
    kitchen.check("a station of its own for a category", add)
    kitchen.axe("stations", page)

    def stale():
        shop.plan(warnAfter=240)
        page.locator("[name=alarmAfter]").fill("2")
        page.locator("[data-test=save-times]").click()
        page.locator("[data-test=toast] button").click()
        expect(page.locator("[name=warnAfter]")).to_have_value("4")
        page.locator("[name=alarmAfter]").fill("2")
        page.locator("[data-test=save-times]").click()
        expect(page.locator("[data-test=toast].good")).to_be_visible()
        assert shop.call("GET", f"{V1}/kitchen/stations")["alarmAfter"] == 120
    kitchen.check("times are kept, and a plan changed elsewhere is seen first", stale)
    page.close()


def cooking(kitchen):
    till, page, words = kitchen.till, kitchen.page, kitchen.words

    def empty():
        expect(page.locator(".kitchen .empty h2")).to_be_visible()
        kitchen.axe("empty kitchen", page)
    kitchen.check("a kitchen without orders says so", empty)

    def arrive():
        till.bring_to_front()
        till.locator("[data-test=table]").click()
        till.wait_for_selector("[data-test=item]")
        for name in ("coffee", "coffee", "tea"):
            kitchen.item(till, name).click()
        kitchen.category(till, "food")
        kitchen.item(till, "bread").click()
        kitchen.open_cart(till)
        till.locator("[data-test=send]").click()
        expect(kitchen.ticket()).to_have_count(2, timeout=1_000)
        expect(page.locator("[data-test=counts]")).to_contain_text(words["coffee"])
        expect(kitchen.ticket().first.locator(".ticket-call")).to_contain_text("7")
    kitchen.check("an order sent at the till is in the kitchen within a second, a ticket a station", arrive)
    kitchen.axe("kitchen", page)

    def choose():
        page.bring_to_front()
        page.locator(".kitchen .segments button", has_text=words["bar"]).click()
        expect(kitchen.ticket()).to_have_count(1)
        page.reload()
        expect(kitchen.ticket()).to_have_count(1)
        page.locator(".kitchen .segments button").first.click()
        expect(kitchen.ticket()).to_have_count(2)
    kitchen.check("the chosen station is remembered", choose)
    bar = page.locator("[data-test=ticket]", has_text=words["coffee"]).and_(kitchen.ticket(kind="add"))

    def steps():
        kitchen.step(bar, "acknowledge")
        expect(bar).to_have_attribute("data-status", "acknowledged")
        kitchen.step(bar, "start")
        kitchen.tap(bar.locator(f"[data-test=ticket-line][data-name='{words['coffee']}']"))
        expect(bar.locator("[data-test=ticket-line][data-status=ready]")).to_have_count(1)
        expect(bar).to_have_attribute("data-status", "cooking")
        kitchen.step(bar, "ready")
        expect(bar).to_have_attribute("data-status", "ready")
        kitchen.step(bar, "serve")
        expect(bar).to_have_count(0)
    kitchen.check("acknowledged, begun, a line tapped, ready and served", steps)

    def recall():
        kitchen.tap(page.locator("[data-test=recall]"))
        expect(page.locator("[data-test=served]")).to_have_count(1)
        kitchen.axe("served tickets", page)
        page.locator("[data-test=served]").click()
        expect(bar).to_have_attribute("data-status", "cooking")
        kitchen.step(bar, "ready")
        kitchen.step(bar, "serve")
        expect(bar).to_have_count(0)
        page.keyboard.press("r")
        expect(bar).to_have_attribute("data-status", "cooking")
    kitchen.check("what was served comes back, by list and by key", recall)

    def at_once():
        number = kitchen.shop.order(tea=1)["number"]
        card = kitchen.ticket(number=number)
        expect(card).to_have_attribute("data-status", "queued")
        expect(card.locator("[data-test=step]")).to_have_attribute("data-step", "acknowledge")
        kitchen.tap(card.locator("[data-test=finish]"))
        expect(card).to_have_attribute("data-status", "ready")
        expect(card.locator("[data-test=finish]")).to_have_count(0)
        kitchen.step(card, "serve")
        expect(card).to_have_count(0)
    kitchen.check("ready in one tap", at_once)

    def keys():
        page.wait_for_timeout(350)
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("ArrowRight")
        first = kitchen.ticket().first
        expect(first.locator("[data-test=step]")).to_be_focused()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowLeft")
        step = first.locator("[data-test=step]").get_attribute("data-step")
        page.keyboard.press("Enter")
        expect(first.locator("[data-test=step]")).not_to_have_attribute("data-step", step)
        expect(first.locator("[data-test=step]")).to_be_focused()
    kitchen.check("arrows move and Enter takes the next step", keys)

    def refused():
        page.route("**/kitchen/tickets/*/ready", lambda route: route.fulfill(status=409, content_type="application/problem+json", body='{"code": "no", "title": "Not now", "status": 409}'))
        bread = page.locator("[data-test=ticket]", has_text=words["bread"])
        before = bread.get_attribute("data-status")
        for name in ("acknowledge", "start", "ready")[("queued", "acknowledged", "cooking").index(before):]:
            kitchen.step(bread, name)
        expect(page.locator("[data-test=toast]", has_text="Not now")).to_be_visible()
        expect(bread).to_have_attribute("data-status", "cooking")
        page.unroute("**/kitchen/tickets/*/ready")
    kitchen.check("a refused tap is taken back with the reason", refused)

    def void():
        till.bring_to_front()
        kitchen.open_cart(till)
        till.locator("[data-test=cart-line]", has_text=words["tea"]).locator(".line-main").click()
        till.locator("[data-test=void-line]").click()
        till.locator("dialog .chips .chip").first.click()
        till.locator("[data-test=confirm]").click()
        expect(kitchen.ticket(kind="void")).to_have_count(1, timeout=1_000)
        expect(bar.locator(".ticket-line.is-gone s").last).to_have_text(words["tea"])
        kitchen.axe("a void ticket", page)
        kitchen.step(kitchen.ticket(kind="void"), "acknowledge")
        expect(kitchen.ticket(kind="void")).to_have_count(0)
        expect(bar.locator(".ticket-line.is-gone")).to_have_count(1)
    kitchen.check("a voided line is struck in sight and told by a ticket", void)

    def split():
        before = [ticket["id"] for status in ("open", "served") for ticket in kitchen.shop.tickets(status)]
        order = kitchen.shop.call("GET", f"{V1}/orders?status=open")["data"][0]
        kitchen.shop.call("POST", f"{V1}/orders/{order['id']}/checks", {"of": order["checks"][0]["id"], "by": "people", "count": 2})
        page.wait_for_timeout(1_000)
        after = [ticket["id"] for status in ("open", "served") for ticket in kitchen.shop.tickets(status)]
        assert sorted(before) == sorted(after), f"{len(before)} tickets before, {len(after)} after"
        expect(kitchen.ticket()).to_have_count(2)
    kitchen.check("splitting the bill sends no ticket", split)

    def alarm():
        kitchen.shop.plan(alarmAfter=1)
        kitchen.shop.order(tea=1)
        expect(page.locator("kitchen-alarm")).to_be_visible(timeout=5_000)
        expect(page.locator("[data-test=sound]")).to_have_attribute("aria-pressed", "true")
        kitchen.axe("an alarm", page)
        page.locator("[data-test=see-alarm]").click()
        page.keyboard.press("Enter")
        expect(page.locator("kitchen-alarm")).to_be_hidden()
        page.locator("[data-test=sound]").click()
        expect(page.locator("[data-test=sound]")).to_have_attribute("aria-pressed", "false")
    kitchen.check("what nobody acknowledged raises the alarm, and the sound can be muted", alarm)


def sold_out(kitchen):
    till, words = kitchen.till, kitchen.words
    other = kitchen.open("/till")
    kitchen.begin_takeout(other)
    kitchen.begin_takeout(till)
    there = kitchen.item(other, "tea")

    def by_hand():
        kitchen.item(till, "tea").click(button="right")
        kitchen.axe("sold-out sheet", till)
        till.locator("[data-test=sold-out-hour]").click()
        expect(there).to_be_disabled(timeout=2_000)
        expect(there.locator(".item-foot .small")).to_be_visible()
        kitchen.axe("a pad with a sold-out item", other)
        till.bring_to_front()
        kitchen.item(till, "tea").click(force=True)
        till.locator("[data-test=sell-again]").click()
        expect(there).to_be_enabled(timeout=2_000)
    kitchen.check("sold out by hand and sold again, seen on the other till within 2 s", by_hand)

    def by_count():
        till.wait_for_timeout(500)
        box = kitchen.item(till, "tea").bounding_box()
        till.mouse.move(box["x"] + 30, box["y"] + 30)
        till.mouse.down()
        till.wait_for_timeout(700)
        till.mouse.up()
        till.locator("dialog [name=stock]").fill("2")
        till.locator("[data-test=save-count]").click()
        expect(there.locator("[data-test=few]")).to_have_text("2", timeout=2_000)
        kitchen.shop.order(tea=2)
        expect(there).to_be_disabled(timeout=2_000)
        expect(kitchen.item(till, "tea")).to_be_disabled(timeout=2_000)
    kitchen.check("counted down to none, seen on the other till within 2 s", by_count)

    def menu_screen():
        other.bring_to_front()
        other.goto(kitchen.base + "/menu")
        row = other.locator(f"[data-test=menu-item][data-name='{words['tea']}']")
        expect(row.get_by_role("switch")).not_to_be_checked()
        row.locator("[data-test=sale]").click()
        other.locator("[data-test=sell-again]").click()
        expect(row.get_by_role("switch")).to_be_checked()
        expect(kitchen.item(till, "tea")).to_be_enabled(timeout=2_000)
        kitchen.axe("menu", other)
    kitchen.check("the menu screen sells it again", menu_screen)
    other.close()


def board(kitchen):
    page = kitchen.open("/board")

    def moves():
        number = kitchen.shop.order(coffee=1)["number"]
        call = number.split("-")[-1]
        expect(page.locator(f"[data-test=board-preparing] [data-number='{call}']")).to_be_visible(timeout=2_000)
        kitchen.axe("board", page)
        kitchen.shop.step(number, "ready")
        expect(page.locator("[data-test=board-ready] li").first).to_have_text(call, timeout=2_000)
        expect(page.locator("[data-test=board-voice]")).to_contain_text(call)
        kitchen.shop.step(number, "serve")
        expect(page.locator(f"[data-number='{call}']")).to_have_count(0, timeout=2_000)
    kitchen.check("the board calls a number: preparing, ready, gone", moves)
    page.close()


def last_checks(kitchen):
    page = kitchen.page

    def offline():
        page.bring_to_front()
        kitchen.context.set_offline(True)
        kitchen.tap(page.locator("[data-test=step]").first)
        expect(page.locator(".kitchen .notice")).to_be_visible(timeout=8_000)
        assert kitchen.ticket().count() > 0
        kitchen.axe("offline kitchen", page)
        kitchen.context.set_offline(False)
        expect(page.locator(".kitchen .notice")).to_be_hidden(timeout=20_000)
    kitchen.check("offline: what is known stays, with the time", offline)

    def failed():
        page.route("**/kitchen/tickets?*", lambda route: route.fulfill(status=500, content_type="application/problem+json", body="{}"))
        page.reload()
        expect(page.locator("[role=alert] .button.primary")).to_be_visible()
        kitchen.axe("kitchen that could not be read", page)
        page.unroute("**/kitchen/tickets?*")
        page.locator("[role=alert] .button.primary").click()
        expect(kitchen.ticket().first).to_be_visible()
        page.locator("[data-test=theme]").click()
        kitchen.axe("kitchen in the dark", page)
    kitchen.check("a kitchen that cannot be read says why and tries again", failed)
    kitchen.check("no script error", lambda: kitchen.errors and (_ for _ in ()).throw(AssertionError("; ".join(kitchen.errors))))


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
            kitchen = Kitchen(context, options.url.rstrip("/"), f"{size}/{language}", language)
            for part in (stations, cooking, sold_out, board, last_checks):
                part(kitchen)
            context.close()
        browser.close()
    print(f"{Kitchen.passed} passed, {Kitchen.failed} failed")
    return 1 if Kitchen.failed else 0


if __name__ == "__main__":
    sys.exit(main())
