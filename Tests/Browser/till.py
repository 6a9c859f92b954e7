"""What a cashier does again and again, for journeys at the till."""
import re
import uuid

from journey import AMOUNT, Journey
from playwright.sync_api import expect


class Till(Journey):
    """A shop of its own, its tables, orders and checks."""

    def open_shop(self):
        page = self.page
        page.goto(self.base + "/sign-up")
        page.fill("[name=name]", "온도 커피")
        self.tap("next")
        page.fill("[name=ownerName]", "김하늘")
        page.locator("[name=phone]").press_sequentially("01012345678")
        self.tap("next")
        page.locator("[name=username]").press_sequentially(f"owner{uuid.uuid4().hex[:10]}")
        expect(page.locator(".hint.good")).to_be_visible()
        page.fill("[name=password]", "a-good-password")
        self.tap("next")
        page.wait_for_url("**/start")
        self.tap("template-cafe")
        page.wait_for_url("**/till", timeout=30_000)
        self.tap("add-tables")
        expect(page.locator("[data-test=table]")).to_have_count(8)

    def table(self, name):
        return self.page.locator(f"[data-test=table][data-name='{name}']")

    def to_tables(self):
        if not self.page.url.endswith("/till"):
            self.page.goto(self.base + "/till")
        expect(self.page.locator("[data-test=table]")).to_have_count(8)

    def place_order(self, table, *items):
        """Orders of the last category at a table and sends it; answers the id."""
        self.to_tables()
        self.table(table).click()
        self.page.wait_for_selector("[data-test=item]")
        self.page.locator(".category-tabs .chip").last.click()
        for item in items:
            self.item(item).click()
        self.open_cart()
        self.tap("send")
        expect(self.page.locator("[data-test=cart-line].is-draft")).to_have_count(0)
        return self.page.url.split("/")[-1]

    def bill(self, letter):
        return self.page.locator(f"[data-test=check][data-letter={letter}]")

    def bills(self, **totals):
        """Exactly these checks, with these totals."""
        expect(self.page.locator("[data-test=check]")).to_have_count(len(totals))
        for letter, total in totals.items():
            expect(self.bill(letter).locator("[data-test=check-total]")).to_have_text(AMOUNT[self.language](total))

    def from_sheet(self, test):
        self.page.locator("[data-test=order-more]").click()
        self.page.locator(f"dialog [data-test={test}]").click()

    def confirm(self, sentence):
        expect(self.page.locator("dialog")).to_contain_text(sentence)
        self.tap("confirm")

    def undo_by_toast(self):
        self.page.locator("[data-test=toast] button").first.click()

    def drag(self, source, target):
        """Drags a table onto another: with the mouse on a desktop, after a long press with a finger on a phone."""
        page = self.page
        (x, y), (to_x, to_y) = (self.middle(self.table(each)) for each in (source, target))
        if self.label.startswith("desktop"):
            page.mouse.move(x, y)
            page.mouse.down()
            page.mouse.move((x + to_x) / 2, (y + to_y) / 2, steps=4)
            page.mouse.move(to_x, to_y, steps=4)
            expect(self.table(target)).to_have_class(re.compile("is-target"))
            page.mouse.up()
            return
        touch = page.context.new_cdp_session(page)
        touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
        page.wait_for_selector(".drag-ghost", state="attached")
        for step in range(1, 9):
            point = {"x": x + (to_x - x) * step / 8, "y": y + (to_y - y) * step / 8}
            touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    @staticmethod
    def middle(element):
        box = element.bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
