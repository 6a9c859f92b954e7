"""A kiosk from pairing to the number, its card terminal at its worst, and guests who order by QR code, with axe.

    python kiosk.py --url http://localhost:8080

Each run signs up a shop of its own: Korean and English, the kiosk upright and as a tablet, guests on a phone.
One line a check, then `N passed, N failed`.
"""
import argparse
import shutil
import sys

from playwright.sync_api import expect, sync_playwright

from kiosk_device import Kiosk, Run
from kiosk_guests import guests
from small_shop import V1

RUNS = [("kiosk", 1080, 1920, "ko"), ("tablet", 1024, 768, "en"), ("tablet", 768, 1024, "ko"), ("kiosk", 1080, 1920, "en")]


def pairing(run):
    kiosk_context = run.context(run.width, run.height)

    def code(kind):
        page = run.page(run.staff, "/settings/terminals")
        page.locator("[data-test=add-terminal]").first.click()
        page.locator("dialog [name=name]").fill(kind)
        page.locator("dialog [name=kind]").select_option(kind)
        page.locator("dialog [data-test=save]").click()
        digits = page.locator("[data-test=new-code]").inner_text().replace(" ", "")
        page.close()
        return digits
    page = run.page(kiosk_context, "/kiosk")

    def refused():
        page.wait_for_url("**/pair")
        run.axe("pairing", page)
        page.locator("[name=code]").press_sequentially("00000000")
        expect(page.locator("[name=code]")).to_have_attribute("aria-invalid", "true")
        run.axe("a wrong code", page)
    run.check("a device that is not paired asks for its code, and a wrong one is told", refused)

    def paired():
        page.locator("[name=code]").fill("")
        page.locator("[name=code]").press_sequentially(code("kiosk"))
        page.wait_for_url("**/kiosk")
        for path in ("/", "/till", "/settings/staff", "/pair", "/sign-in"):
            page.goto(run.base + path)
            page.wait_for_url("**/kiosk")
            expect(page.locator("[data-test=start-ko]")).to_be_visible()
        assert page.request.get(f"{run.base}/bff/till").status == 403
    run.check("the right one makes it a kiosk that opens nothing else", paired)

    def kitchen():
        screen = run.page(run.context(1024, 768), "/pair")
        screen.locator("[name=code]").press_sequentially(code("kitchen"))
        screen.wait_for_url("**/kitchen")
        expect(screen.locator(".rail .nav-link")).to_have_count(1)
        run.axe("a paired kitchen", screen)
        screen.goto(run.base + "/settings")
        screen.wait_for_url("**/kitchen")
        screen.close()
    run.check("a kitchen's screen is paired and shows the kitchen alone", kitchen)
    return Kiosk(run, page)


def ordering(run, kiosk):
    page, won = kiosk.page, run.won

    def start():
        page.goto(run.base + "/kiosk")
        kiosk.axe("start")
        kiosk.tap(f"start-{run.language}")
        expect(page.locator("html")).to_have_attribute("lang", run.language)
        kiosk.axe("here or to go")
        kiosk.tap("place-to-go")
        kiosk.axe("menu, empty cart")
    run.check("language, then here or to go", start)

    def fill_cart():
        kiosk.item("coffee").click()
        expect(page.locator("[data-test=add-line]")).to_contain_text(won(4_000))
        page.locator("[data-test=option][data-name=ICE]").click()
        expect(page.locator("[data-test=add-line]")).to_contain_text(won(4_500))
        kiosk.axe("options")
        kiosk.tap("add-line")
        kiosk.item("tea").click()
        kiosk.item("tea").click()
        expect(page.locator("[data-test=pay]")).to_contain_text(won(12_500))
        line = page.locator(f"[data-test=cart-line][data-name='{run.words['tea']}']")
        line.locator("[data-test=less]").click()
        line.locator("[data-test=less]").click()
        expect(line).to_have_count(0)
        expect(page.locator("[data-test=pay]")).to_contain_text(won(4_500))
    run.check("options with a live price, quantities, and a line taken out", fill_cart)
    kiosk.axe("menu with a cart")

    def looks():
        for tool in ("tool-large", "tool-contrast", "tool-voice"):
            if page.locator(f"[data-test={tool}]").count():
                kiosk.tap(tool)
                expect(page.locator(f"[data-test={tool}]")).to_have_attribute("aria-pressed", "true")
        kiosk.axe("large letters and high contrast")
        kiosk.tap("tool-large")
        kiosk.tap("tool-contrast")
        kiosk.tap("tool-call")
        expect(page.locator("dialog[open] h2")).to_be_visible()
        kiosk.axe("staff called")
        kiosk.tap("call-done")
    run.check("large letters, high contrast, voice, and staff called", looks)

    def decline():
        kiosk.behave("decline")
        kiosk.tap("pay")
        kiosk.state("charging")
        kiosk.axe("at the card terminal")
        kiosk.state("declined")
        kiosk.axe("declined")
        kiosk.see("due", won(4_500))
        assert run.sales() == []
    run.check("a declined card is told", decline)

    def approve():
        kiosk.behave()
        kiosk.tap("pay-pay")
        expect(page.locator("[data-test=call-number]")).to_be_visible(timeout=10_000)
        kiosk.axe("number")
        number = page.locator("[data-test=call-number]").inner_text()
        sales = run.sales()
        assert len(sales) == 1 and sales[0]["total"] == 4_500 and sales[0]["channel"] == "kiosk", sales
        assert sales[0]["orderNumber"].endswith(f"-{number}"), (sales[0]["orderNumber"], number)
        order = run.shop.call("GET", f"{V1}/orders/{sales[0]['orderId']}")
        assert order["note"] == "포장" and order["status"] == "paid" and order["lines"][0]["status"] == "sent", order
        kiosk.tap("finish")
        kiosk.see("start-ko")
    run.check("tried again and approved: one sale, the number, the kitchen has it", approve)

    def same_order():
        kiosk.to_menu("decline")
        kiosk.item("bread").click()
        kiosk.tap("pay")
        kiosk.state("declined")
        kiosk.tap("pay-back")
        expect(page.locator("[data-test=cart-line]")).to_have_count(1)
        kiosk.behave()
        kiosk.tap("pay")
        expect(page.locator("[data-test=call-number]")).to_be_visible(timeout=10_000)
        assert len(run.sales()) == 2
        assert run.shop.call("GET", f"{V1}/orders?status=open")["data"] == [], "the first order was left behind"
        kiosk.tap("finish")
    run.check("back to the menu after a decline, and the same order is paid", same_order)


def terminal_trouble(run, kiosk):
    page = kiosk.page

    def charged():
        """How many tenders the simulated terminal charged."""
        return page.evaluate("Object.values(JSON.parse(localStorage.getItem('card terminal') ?? '{}')).filter((each) => each.isApproved).length")

    def reload():
        before, money = len(run.sales()), charged()
        kiosk.to_menu("timeout")
        kiosk.item("tea").click()
        kiosk.tap("pay")
        kiosk.state("charging")
        page.wait_for_timeout(300)
        page.reload()
        expect(page.locator("[data-test=call-number]")).to_be_visible(timeout=10_000)
        assert len(run.sales()) == before + 1 and charged() == money + 1, (len(run.sales()), charged())
        kiosk.tap("finish")
    run.check("silent terminal, reload: asked again, approved, exactly one sale", reload)

    def lost_answer():
        before, money = len(run.sales()), charged()
        kiosk.to_menu()
        kiosk.item("tea").click()
        page.route("**/tenders/*/result", lambda route: (route.fetch(), route.abort())[0])
        kiosk.tap("pay")
        kiosk.state("stuckPaid", timeout=15_000)
        kiosk.axe("paid, but the server's answer is lost")
        page.unroute("**/tenders/*/result")
        kiosk.tap("pay-ask")
        expect(page.locator("[data-test=call-number]")).to_be_visible(timeout=10_000)
        assert len(run.sales()) == before + 1 and charged() == money + 1
        kiosk.tap("finish")
    run.check("paid, but the server's answer was lost: the same result again, one sale", lost_answer)

    def unknown_and_staff(outcome):
        before, money = len(run.sales()), charged()
        kiosk.to_menu("timeout")
        kiosk.item("bread").click()
        # A terminal that stays silent for good: its journal cannot be read.
        page.clock.install()
        kiosk.tap("pay")
        kiosk.state("charging")
        page.evaluate("const all = JSON.parse(localStorage.getItem('card terminal')); for (const each of Object.values(all)) each.knownAt = 8e15; localStorage.setItem('card terminal', JSON.stringify(all))")
        page.clock.fast_forward(20_500)
        kiosk.state("unknown")
        kiosk.axe(f"unknown result ({outcome})")
        page.clock.fast_forward(120_000)
        expect(page.locator("[data-test=pay-state]")).to_be_visible()
        staff = run.page(run.staff, "/till")
        staff.locator("[data-test=area-takeout]").click()
        expect(staff.locator("[data-test=pending-notice]")).to_be_visible()
        expect(staff.locator("[data-test=channel]").first).to_be_visible()
        run.axe("a payment to check", staff)
        staff.locator("[data-test=open-pending]").click()
        expect(staff.locator("[data-test=pending-row]")).to_contain_text(run.won(4_000))
        run.axe("payments to check", staff)
        staff.locator(f"[data-test=pending-{outcome}]").click()
        run.axe(f"asked whether it was {outcome}", staff)
        staff.locator("[data-test=confirm]").click()
        expect(staff.locator("[data-test=pending-notice]")).to_have_count(0)
        staff.close()
        decided = page.locator("[data-test=call-number]" if outcome == "approved" else "[data-state=declined]")
        for _ in range(8):
            if decided.count():
                break
            page.clock.fast_forward(6_000)
            page.wait_for_timeout(300)
        expect(decided).to_be_visible()
        if outcome == "declined":
            kiosk.tap("pay-end")
            kiosk.see("start-ko")
        assert len(run.sales()) == before + (outcome == "approved") and charged() == money + 1
    run.check("an unknown result stays until staff says that it was approved", lambda: unknown_and_staff("approved"))
    kiosk.page.evaluate("localStorage.removeItem('card terminal')")
    run.check("or that it was declined", lambda: unknown_and_staff("declined"))

    def idle():
        kiosk.to_menu()
        kiosk.item("tea").click()
        page.clock.fast_forward(61_000)
        kiosk.see("go-on")
        kiosk.axe("still there?")
        kiosk.tap("go-on")
        expect(page.locator("dialog")).to_have_count(0)
        expect(page.locator("[data-test=cart-line]")).to_have_count(1)
        page.clock.fast_forward(61_000)
        kiosk.see("go-on")
        page.clock.fast_forward(10_500)
        kiosk.see("start-ko")
        kiosk.tap(f"start-{run.language}")
        kiosk.tap("place-here")
        expect(kiosk.item("tea")).to_be_visible()
        expect(page.locator("[data-test=cart-line]")).to_have_count(0)
    run.check("a minute without a touch asks, ten seconds later everything is cleared", idle)

    def sold_out():
        kiosk.item("tea").click()
        run.shop.call("PATCH", f"{V1}/items/{run.shop.items['tea']}", {"soldOut": True})
        expect(page.locator("[data-test=cart-line].is-gone")).to_have_count(1, timeout=4_000)
        expect(kiosk.item("tea")).to_be_disabled()
        kiosk.axe("sold out meanwhile")
        kiosk.tap("drop-gone")
        expect(page.locator("[data-test=cart-line]")).to_have_count(0)
        run.shop.call("PATCH", f"{V1}/items/{run.shop.items['tea']}", {"soldOut": False})
        expect(kiosk.item("tea")).to_be_enabled(timeout=4_000)
    run.check("sold out meanwhile: seen in the cart, taken out", sold_out)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", required=True)
    parser.add_argument("--runs", type=int, default=len(RUNS), help="only the first so many of the four runs")
    options = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for kind in RUNS[:options.runs]:
            run = Run(browser, options.url.rstrip("/"), *kind)
            kiosk = pairing(run)
            ordering(run, kiosk)
            terminal_trouble(run, kiosk)
            guests(run)
            run.check("no script error", lambda: run.errors and (_ for _ in ()).throw(AssertionError("; ".join(run.errors))))
            for context in run.contexts:
                context.close()
        browser.close()
    print(f"{Run.passed} passed, {Run.failed} failed")
    return 1 if Run.failed else 0


if __name__ == "__main__":
    sys.exit(main())
