"""Areas and tables in the floor editor through the browser, against a running server.

    python floor.py --url http://localhost:8080

Runs in Korean and English at phone (by finger) and desktop size (by mouse), with axe; ends with `N passed, N failed`.
"""
import argparse
import re
import shutil
import sys

from journey import RUNS
from playwright.sync_api import expect, sync_playwright
from till import Till

WORDS = {
    "undo": ("되돌리기", "Undo"), "done": ("완료", "Done"), "delete": ("삭제", "Delete"), "back": ("뒤로", "Back"), "reload": ("새로 불러오기", "Reload"),
    "add area": ("구역 추가", "Add area"), "name area": ("구역 이름", "Rename area"), "remove area": ("테라스 구역을 삭제할까요?", "Delete the area 테라스?"),
    "leave": ("저장하지 않고 나갈까요?", "Leave without saving?"), "elsewhere": ("다른 기기에서 배치를 바꿨어요", "The layout was changed on another device"),
    "in use": ("진행 중인 주문이 있는 테이블이에요: 1", "This table has an open order: 1"), "croissant": ("크루아상", "Croissant"),
}
TILES = """() => Object.fromEntries([...document.querySelectorAll('.table-tile.editing')].map((tile) => [tile.querySelector('.table-name').textContent,
    [...['--x', '--y', '--w', '--h'].map((key, at) => Number(tile.style.getPropertyValue(key)) - (at < 2)),
     Number(tile.querySelector('.table-note').textContent.match(/\\d+/)[0]), tile.classList.contains('is-round') ? 'round' : 'square']]))"""


def equal(found, wanted):
    assert found == wanted, f"{found} is not {wanted}"


class Editor(Till):
    """The floor editor: its tiles, its sheets and what the server knows."""

    def word(self, key):
        return WORDS[key][self.language == "en"]

    def named(self, key, within=None):
        return (within or self.page).get_by_role("button", name=self.word(key), exact=True)

    def tile(self, name, page=None):
        return (page or self.page).locator(f".table-tile.editing:has(.table-name:text-is('{name}'))")

    def shown(self):
        """Place, seats and shape of every table of the open area, by name, as the editor shows them."""
        return self.page.evaluate(TILES)

    def saved(self, area=0):
        floor = self.page.evaluate("() => fetch('/bff/api/v1/floor').then((answer) => answer.json())")
        return {each["name"]: [each[key] for key in ("x", "y", "w", "h", "seats", "shape")] for each in floor["areas"][area]["tables"]}

    def open_editor(self, page=None):
        (page or self.page).goto(self.base + "/till/edit")
        expect(self.tile("1", page)).to_be_visible()

    def save(self):
        before = self.shown()
        self.tap("save-floor")
        self.page.wait_for_url("**/till")
        return before

    def untouched(self):
        self.page.wait_for_timeout(200)
        equal(self.shown(), self.saved())
        expect(self.named("undo")).to_be_disabled()

    def in_sheet(self, button, shape=None, **values):
        dialog = self.page.locator("dialog[open]")
        [dialog.locator(f"[name={name}]").fill(value) for name, value in values.items()]
        dialog.locator("[name=shape]").select_option(shape) if shape else None
        self.named(button, dialog).click()

    def carry(self, name, right, down, midway=lambda: None):
        """Drags a table so many cells: with the mouse on a desktop, with a finger on a phone."""
        tile, mouse, cdp = self.tile(name), self.page.mouse, self.page.context.new_cdp_session(self.page)
        tile.scroll_into_view_if_needed()
        (x, y), wide = self.middle(tile), tile.evaluate("(tile) => tile.parentElement.clientWidth / 12")
        path = [{"x": x + right * wide * step / 6, "y": y + down * 60 * step / 6} for step in range(7)]
        finger = lambda kind, *points: cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        is_mouse = self.label.startswith("desktop")
        (mouse.move(**path[0]), mouse.down()) if is_mouse else finger("touchStart", path[0])
        [mouse.move(**point) if is_mouse else finger("touchMove", point) for point in path[1:]]
        midway()
        mouse.up() if is_mouse else finger("touchEnd")

    def stay(self, leave):
        """Leaving this way asks; staying keeps screen and work."""
        before = self.shown()
        leave()
        expect(self.page.locator("dialog[open]")).to_contain_text(self.word("leave"))
        self.in_sheet("back")
        self.page.wait_for_timeout(200)
        equal((self.page.url, self.shown()), (self.base + "/till/edit", before))


def walk(journey):
    page, tile, shown, saved = journey.page, journey.tile, journey.shown, journey.saved
    toast, back, areas, tiles = page.locator("[data-test=toast]"), page.locator("[data-back]"), page.locator("floor-editor .segments button"), page.locator(".table-tile.editing")
    undo, asked, journey.stays = journey.named("undo").click, [], False
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss() if journey.stays else dialog.accept()))
    journey.check("a shop with an order at a table", lambda: (journey.open_shop(), journey.place_order("1", journey.word("croissant"))))
    journey.check("the editor shows what the server knows", lambda: (journey.open_editor(), journey.untouched()))
    journey.axe("editor")
    def drag():
        journey.carry("8", -6.3, 3.3, midway=lambda: expect(tile("8")).to_have_attribute("style", re.compile("translate")))
        moved, above = (tile(name).bounding_box() for name in "86")
        equal({**moved, "y": round(moved["y"] - 3 * 60)}, {**above, "y": round(above["y"])})
        equal((shown()["8"][:4], saved()["8"][:4]), ([3, 5, 3, 2], [9, 2, 3, 2]))
        journey.axe("a table moved")
        undo()
        journey.untouched()
    journey.check("a table is dragged, snaps to the grid, and undo takes it back", drag)
    vain = ("8", -9, -2), ("1", -.4, -.4), ("8", -5, 3, lambda: page.keyboard.press("Escape"))
    drag_back = lambda: ([journey.carry(*each) for each in vain], journey.untouched())
    journey.check("dropped on another table, beside the wall or let go by Escape it stays, with nothing to undo", drag_back)
    def arrows():
        for key, place in (("Down", [0, 3]), ("Right", [0, 3]), ("Down", [0, 4]), ("Right", [1, 4]), ("Left", [0, 4]), ("Left", [0, 4]), ("Up", [0, 3])):
            tile("5").press(f"Arrow{key}")
            equal(shown()["5"][:2], place)
            expect(tile("5")).to_be_focused()
        [undo() for _ in range(5)]
        journey.untouched()
        # The floor draws 48 rows; of a table beyond them it would arrange the whole area anew.
        [tile("8").press("ArrowDown") for _ in range(50)]
        equal(shown()["8"][:4], [9, 46, 3, 2])
    journey.check("arrow keys move, walls hold, each step is taken back", arrows)
    def edit():
        journey.open_editor()
        journey.carry("8", -5, 3)
        tile("8").press("Enter")
        journey.axe("sheet of a table")
        journey.in_sheet("done", name="창가", seats="6", shape="round")
        for typed, kept in (("150", 99), ("-3", 1), ("2.6", 3)):
            tile("창가").click()
            journey.in_sheet("done", name=" ", seats=typed)
            equal(shown()["창가"][4], kept)
            undo()
        journey.tap("add-table")
        equal((shown()["창가"], shown()["8"]), ([4, 5, 3, 2, 6, "round"], [9, 2, 3, 2, 4, "square"]))
        for name, again in (("8", True), ("7", False)):
            tile(name).click()
            journey.in_sheet("delete")
            again and undo()
        equal(sorted(shown()), ["1", "2", "3", "4", "5", "6", "8", "창가"])
        journey.axe("a round table")
    journey.check("a table gets a name, seats and a shape, nonsense is not taken; one is added, removed, brought back", edit)
    def leaving():
        journey.stays = True
        before = shown()
        for lang in ({"ko": "en", "en": "ko"}[journey.language], journey.language):
            journey.tap("language")
            expect(page.locator(f"html[lang={lang}] .table-tile.editing")).to_have_count(8)
        equal(shown(), before)
        journey.stay(lambda: tile("2").press("Escape"))
        journey.stay(lambda: page.locator(".nav-link[href='/orders']:visible").click())
        asked.clear()
        page.evaluate("() => { setTimeout(() => location.reload(), 0) }")
        page.wait_for_timeout(500)
        equal((asked, shown()), (["beforeunload"], before))
        journey.stay(lambda: (back.click(), journey.axe("leaving asks")))
    journey.check("leaving with unsaved changes asks, another language keeps them", leaving)
    def save():
        before = journey.save()
        equal(saved(), before)
        page.reload()
        journey.tap("edit-floor")
        expect(tiles).to_have_count(8)
        journey.untouched()
        back.click()
        journey.tap("edit-floor")
        tile("6").press("ArrowDown")
        [journey.stay(page.go_back) for _ in range(2)]
        page.go_back()
        journey.tap("confirm")
        page.wait_for_url("**/till")
        equal(saved(), before)
    journey.check("loaded anew the places are those that were saved; the way back asks, and drops what was not", save)
    def area():
        journey.open_editor()
        journey.named("add area").click()
        journey.axe("sheet of an area")
        journey.in_sheet("done", name="마당")
        expect(areas.last).to_have_attribute("aria-pressed", "true")
        journey.axe("an empty area")
        journey.tap("add-table")
        journey.named("name area").click()
        journey.in_sheet("done", name="테라스")
        journey.save()
        # No two tables are called alike by themselves.
        equal(saved(1), {"9": [0, 0, 3, 2, 4, "square"]})
        journey.tap("edit-floor")
        areas.filter(has_text="테라스").click()
        journey.named("name area").click()
        journey.in_sheet("delete")
        expect(page.locator("dialog[open]").last).to_contain_text(journey.word("remove area"))
        journey.axe("removing an area")
        journey.tap("confirm")
        expect(areas).to_have_count(1)
        undo()
        expect(areas).to_have_count(2)
    journey.check("an area is added, named, filled; it asks before it goes with its tables, and comes back", area)
    def in_use():
        journey.open_editor()
        tile("1").click()
        journey.in_sheet("delete")
        journey.tap("save-floor")
        expect(toast.filter(has_text=journey.word("in use"))).to_be_visible()
        journey.axe("a table in use")
        undo()
        journey.untouched()
    journey.check("a table with an open order is refused in words", in_use)
    def two_editors():
        other = page.context.new_page()
        journey.open_editor(other)
        tile("5", other).press("ArrowDown")
        other.locator("[data-test=save-floor]").click()
        other.wait_for_url("**/till")
        other.close()
        tile("창가").press("ArrowRight")
        theirs, mine = saved(), shown()
        journey.tap("save-floor")
        expect(toast.filter(has_text=journey.word("elsewhere"))).to_be_visible()
        journey.axe("changed elsewhere")
        equal((theirs["5"][:2], saved(), shown()), ([0, 3], theirs, mine))
        journey.named("reload", toast).click()
        expect(tile("5")).to_have_attribute("style", re.compile("--y: ?4"))
        journey.untouched()
    journey.check("of two editors the second is refused in words and nothing is lost", two_editors)
    journey.check("no script error", lambda: equal(journey.errors, []))


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
            walk(Editor(context.new_page(), options.url.rstrip("/"), f"{size}/{language}", language))
            context.close()
    print(f"{Till.passed} passed, {Till.failed} failed")
    return 1 if Till.failed else 0


if __name__ == "__main__":
    sys.exit(main())
