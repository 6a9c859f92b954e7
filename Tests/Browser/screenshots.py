"""Every screen x {phone, tablet, desktop} x {ko, en} x {light, dark} of a seeded shop, with axe on each.

    python screenshots.py --url http://localhost:8080 --username ondo --password ... --out docs/screens
"""
import argparse
import pathlib
import shutil
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

SIZES = {"small": (320, 640), "phone": (390, 844), "tablet": (1024, 768), "desktop": (1440, 900)}


def wait_calm(page):
    # Polled from outside: wait_for_function would need eval, which the policy of the page forbids.
    for _ in range(150):
        if page.evaluate("!document.querySelector('.skeleton') && Boolean(document.querySelector('h1'))"):
            break
        page.wait_for_timeout(100)
    else:
        raise TimeoutError("the screen stays empty")
    page.wait_for_timeout(250)


def busy_table(page):
    first_area(page)
    tile = page.locator(".table-tile:is(.busy, .long, .draft)")
    if tile.count():
        tile.nth(min(1, tile.count() - 1)).click()
    else:
        page.locator("[data-test=new-takeout]").click()
    page.wait_for_selector("[data-test=item]")
    wait_calm(page)


def pull_cart(page):
    bar = page.locator("[data-test=cart-bar]")
    if bar.is_visible():
        bar.click()
        page.wait_for_timeout(300)


def pad(page):
    busy_table(page)


def cart(page):
    busy_table(page)
    pull_cart(page)


def options(page):
    busy_table(page)
    page.locator("[data-test=item]:not([aria-disabled])").first.click()
    page.wait_for_timeout(350)


def payment(page):
    busy_table(page)
    pull_cart(page)
    page.locator("[data-test=pay]").click()
    page.wait_for_selector("[data-test=due]")
    page.locator("[data-test=quick-cash]").last.click()


def card(page):
    payment(page)
    page.locator("[data-test=method-card]").click()


def split(page):
    busy_table(page)
    page.locator("[data-test=order-more]").click()
    page.locator("[data-test=split-order]").click()
    page.wait_for_selector("[data-test=check]")
    page.locator("[data-test=split-line]").first.click()


def split_people(page):
    split(page)
    page.locator("[data-test=unchoose]").click()
    page.locator("[data-test=split-people]").click()


def takeout(page):
    page.goto(base + "/till")
    wait_calm(page)
    page.locator("[data-test=area-takeout]").click()


def first_area(page):
    page.goto(base + "/till")
    wait_calm(page)
    page.locator(".screen-head [data-test^=area-]").first.click()


def item_editor(page):
    page.goto(base + "/menu")
    wait_calm(page)
    page.locator("[data-test=menu-item] .row-main").first.click()
    page.wait_for_selector("dialog[open]")
    page.wait_for_timeout(300)


def sold_out(page):
    busy_table(page)
    page.locator("[data-test=item]").first.click(button="right")
    page.wait_for_timeout(350)


def sale_detail(page):
    page.goto(base + "/orders")
    wait_calm(page)
    page.locator("[data-test=history-row]").first.click()
    page.wait_for_selector("[data-test=show-receipt]")


def receipt(page):
    sale_detail(page)
    page.locator("[data-test=show-receipt]").click()
    page.wait_for_selector("[data-test=receipt]")
    page.wait_for_timeout(500)


def at(path):
    def open_path(page):
        page.goto(base + path)
    return open_path


GUEST = {"welcome": at("/"), "sign-in": at("/sign-in"), "sign-up": at("/sign-up")}
SCREENS = {
    "floor": first_area, "takeout": takeout, "floor-editor": at("/till/edit"), "order-pad": pad, "cart": cart, "options": options, "payment": payment, "payment-card": card, "split": split, "split-people": split_people, "sold-out": sold_out, "kitchen": at("/kitchen"), "board": at("/board"),
    "history": at("/orders"), "sale": sale_detail, "receipt": receipt, "menu": at("/menu"), "item-editor": item_editor, "option-groups": at("/menu/options"), "import": at("/menu/import"),
    "dashboard": at("/dashboard"), "consulting": at("/consulting"), "start": at("/start"),
    "settings": at("/settings/store"), "staff": at("/settings/staff"), "terminals": at("/settings/terminals"), "stations": at("/settings/stations"), "sessions": at("/settings/sessions"), "device": at("/settings/device"),
}


def sideways(page):
    return page.evaluate("document.documentElement.scrollWidth > innerWidth || (document.querySelector('main')?.scrollWidth ?? 0) > (document.querySelector('main')?.clientWidth ?? 0)")


def main():
    global base
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", required=True)
    parser.add_argument("--username", required=True)
    parser.add_argument("--password", required=True)
    parser.add_argument("--out", default="docs/screens")
    parser.add_argument("--only", default="", help="screens, separated by commas")
    parser.add_argument("--sizes", default="phone,tablet,desktop", help="also: small (320 pixels)")
    parser.add_argument("--languages", default="ko,en")
    parser.add_argument("--themes", default="light,dark")
    options_ = parser.parse_args()
    base = options_.url.rstrip("/")
    out = pathlib.Path(options_.out)
    out.mkdir(parents=True, exist_ok=True)
    only = [name for name in options_.only.split(",") if name]
    faults = shots = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for size in options_.sizes.split(","):
            width, height = SIZES[size]
            for language in options_.languages.split(","):
                for theme in options_.themes.split(","):
                    context = browser.new_context(viewport={"width": width, "height": height}, locale={"ko": "ko-KR", "en": "en-GB"}[language], timezone_id="Asia/Seoul", color_scheme=theme, reduced_motion="reduce")
                    page = context.new_page()
                    page.on("pageerror", lambda error: print(f"ERROR {error}"))
                    page.on("console", lambda message: message.type == "error" and "401" not in message.text and print(f"CONSOLE {message.text}"))

                    def shoot(name, open_screen):
                        nonlocal faults, shots
                        if only and name not in only:
                            return
                        label = f"{name}-{size}-{language}-{theme}"
                        try:
                            open_screen(page)
                            wait_calm(page)
                        except Exception as error:  # the picture of what went wrong is worth more than stopping here
                            print(f"FAILED {label}: {str(error).splitlines()[0]}")
                            faults += 1
                        page.screenshot(path=out / f"{label}.png")
                        shots += 1
                        for violation in Axe().run(page).response["violations"]:
                            faults += 1
                            print(f"AXE {label}: {violation['id']}: {violation['nodes'][0]['html'][:160]} | {violation['nodes'][0].get('failureSummary', '')[:300]!r}")
                        if sideways(page):
                            faults += 1
                            print(f"SIDEWAYS {label}")

                    for name, open_screen in GUEST.items():
                        shoot(name, open_screen)
                    page.goto(base + "/sign-in")
                    page.fill("[name=username]", options_.username)
                    page.fill("[name=password]", options_.password)
                    page.click("[data-test=submit]")
                    page.wait_for_url("**/till")
                    wait_calm(page)
                    for name, open_screen in SCREENS.items():
                        shoot(name, open_screen)
                    context.close()
        browser.close()
    print(f"{shots} pictures in {out}, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
