"""What the kiosk's and the guests' tests share: a shop of its own for each run, its checks, and the kiosk's controls."""
import time

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from journey import AMOUNT, WIDER_THAN_THE_SCREEN
from small_shop import V1, Shop, new_id

LOCALE = {"ko": "ko-KR", "en": "en-GB"}
SMALLER_THAN = """(least) => [...document.querySelectorAll("button, a[href], input")].filter((each) => each.checkVisibility() && !each.closest("p"))
    .map((each) => [each, each.getBoundingClientRect()]).filter(([, box]) => box.width > 0 && Math.min(box.width, box.height) < least - 0.5)
    .map(([each, box]) => `${each.className} ${each.textContent.trim().slice(0, 20)} ${Math.round(box.width)}x${Math.round(box.height)}`).join(" | ")"""
ABOVE_THE_MIDDLE = """() => [...document.querySelectorAll("button, a[href], input")].filter((each) => each.checkVisibility())
    .filter((each) => each.getBoundingClientRect().top < innerHeight / 2 - 1).map((each) => `${each.className} ${each.textContent.trim().slice(0, 20)}`).join(" | ")"""


class Run:
    """What was checked so far, and the shop it is checked in."""

    passed = failed = 0

    def __init__(self, browser, base, size, width, height, language):
        self.browser, self.base, self.size, self.language = browser, base, size, language
        self.width, self.height, self.label = width, height, f"{size} {width}x{height}/{language}"
        self.errors, self.contexts = [], []
        self.staff = self.context(1024, 768)
        self.shop = Shop(self.staff, base, language)
        self.words, self.won = self.shop.words, AMOUNT[language]
        group = {"id": new_id(), "name": "HOT/ICE", "min": 1, "max": 1, "options": [{"id": new_id(), "name": "HOT", "price": 0}, {"id": new_id(), "name": "ICE", "price": 500}]}
        self.shop.call("POST", f"{V1}/option-groups", group)
        self.shop.call("PATCH", f"{V1}/items/{self.shop.items['coffee']}", {"optionGroupIds": [group["id"]]})

    def context(self, width, height):
        context = self.browser.new_context(viewport={"width": width, "height": height}, locale=LOCALE[self.language], timezone_id="Asia/Seoul", color_scheme="light")
        context.set_default_timeout(8_000)
        self.contexts.append(context)
        return context

    def page(self, context, path="/"):
        page = context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(self.base + path)
        return page

    def check(self, name, act):
        begun = time.monotonic()
        try:
            act()
        except Exception as error:
            Run.failed += 1
            print(f"FAIL {self.label} {name}: {' / '.join(str(error).splitlines()[:6])[:500]}")
            return
        Run.passed += 1
        print(f"ok   {self.label} {name} ({(time.monotonic() - begun) * 1000:.0f} ms)")

    def axe(self, name, page, least=44):
        def act():
            page.wait_for_timeout(350)
            violations = Axe().run(page).response["violations"]
            assert not violations, "; ".join(f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in violations)
            wide = page.evaluate(WIDER_THAN_THE_SCREEN)
            assert not wide, f"scrolls sideways: {wide}"
            if least:
                small = page.evaluate(SMALLER_THAN, least)
                assert not small, f"smaller than {least} px: {small}"
        self.check(f"axe, width and targets: {name}", act)

    def item(self, page, name):
        """An item of the menu, in its category."""
        home = page.locator("[data-test=category]", has_text=self.words["food" if name == "bread" else "drinks"])
        if home.get_attribute("aria-pressed") == "false":
            home.click()
        return page.locator(f"[data-test=item][data-name='{self.words[name]}']")

    def sales(self):
        return self.shop.call("GET", f"{V1}/sales")["data"]


class Kiosk:
    """The device, from the start page to the number."""

    def __init__(self, run, page):
        self.run, self.page = run, page

    def axe(self, name):
        self.run.axe(name, self.page, least=72)
        if self.run.size == "kiosk":
            def low():
                high = self.page.evaluate(ABOVE_THE_MIDDLE)
                assert not high, f"out of reach: {high}"
            self.run.check(f"every control in the lower half: {name}", low)

    def tap(self, test):
        self.page.locator(f"[data-test={test}]").first.click()

    def see(self, test, text=None, timeout=8_000):
        element = self.page.locator(f"[data-test={test}]").first
        expect(element).to_be_visible(timeout=timeout)
        if text is not None:
            expect(element).to_have_text(text, timeout=timeout)

    def state(self, name, timeout=8_000):
        expect(self.page.locator(f"[data-test=pay-state][data-state={name}]")).to_be_visible(timeout=timeout)

    def item(self, name):
        return self.run.item(self.page, name)

    def to_menu(self, terminal="", place="place-to-go"):
        self.page.goto(f"{self.run.base}/kiosk{f'?terminal={terminal}' if terminal else ''}")
        self.tap(f"start-{self.run.language}")
        self.tap(place)
        expect(self.item("tea")).to_be_visible()

    def behave(self, terminal=""):
        """What the simulated terminal does from now on."""
        self.page.evaluate("(query) => history.replaceState({}, '', '/kiosk' + query)", f"?terminal={terminal}" if terminal else "")
