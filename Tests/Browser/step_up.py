"""Working at a paired till with a PIN, and a right that a higher PIN lends for one act; a part of refund.py."""
import re

from journey import AMOUNT
from playwright.sync_api import expect

MANAGER, CASHIER = "482100", "1357"
WRONG = {"ko": "PIN이 맞지 않아요", "en": "The PIN is wrong"}
NO_RIGHT = {"ko": "점장 PIN을 눌러 주세요", "en": "Please use a manager’s"}
LOCKED = {"ko": re.compile(r"\d+(초|분)"), "en": re.compile(r"Try again in \d+")}
UNAPPROVED = {"ko": "승인받지 않아서", "en": "without an approval"}
PARTLY = {"ko": "일부 환불", "en": "Partly refunded"}


def at_the_till(journey):
    owner, language, base = journey.page, journey.language, journey.base
    made = journey.call("POST", "/terminals", {"name": "카운터", "kind": "till"})
    sale, order = journey.sold(2), journey.order(2, table="5")
    context = journey.others(owner)
    page = context.new_page()
    journey.page = page
    page.on("pageerror", lambda error: journey.errors.append(str(error)))

    def paired():
        page.goto(base + "/pair")
        page.locator("[name=code]").press_sequentially(made["pairingCode"])
        page.wait_for_url("**/pin*")
        journey.axe("who works here")
        journey.type_pin("9999")
        expect(page.locator("[data-test=pin-said]")).to_have_text(WRONG[language])
        journey.axe("a wrong PIN")
        page.keyboard.type(CASHIER)
        page.keyboard.press("Enter")
        page.wait_for_url("**/till")
        expect(page.locator("[data-test=table]")).to_have_count(8)
    journey.check("a paired till asks who works there", paired)

    def step_up():
        journey.open_refund(sale)
        journey.tap("refund-plus")
        journey.give()
        expect(page.locator("dialog[data-test=approval]")).to_be_visible()
        journey.axe("a manager is asked")
        boxes = [key.bounding_box() for key in page.locator("pin-pad .key").all()]
        assert all(box["width"] >= 44 and box["height"] >= 44 for box in boxes), boxes
        journey.type_pin("999999")
        expect(page.locator("[data-test=pin-said]")).to_have_text(WRONG[language])
        journey.type_pin(CASHIER)
        expect(page.locator("[data-test=pin-said]")).to_contain_text(NO_RIGHT[language])
        journey.axe("a PIN that may not")
        journey.type_pin(MANAGER)
        journey.done(4_200)
        assert MANAGER not in page.content() and MANAGER not in page.evaluate("JSON.stringify(localStorage)")
        journey.tap("refund-close")
        expect(page.locator("[data-test=detail-tags]")).to_contain_text(PARTLY[language])
    journey.check("a cashier refunds with a manager's PIN", step_up)

    def given_up():
        journey.open_refund(sale)
        journey.tap("refund-pick")
        journey.give()
        page.locator("dialog[data-test=approval] .sheet-head button").click()
        expect(page.locator("[data-test=toast]")).to_contain_text(UNAPPROVED[language])
        expect(page.locator("dialog[data-test=refund]")).to_be_visible()
        assert journey.call("GET", f"/sales/{sale['id']}")["refunded"] == 4_200
    journey.check("without an approval nothing happens and the refund stays open", given_up)

    def discount():
        page.goto(f"{base}/till/orders/{order['id']}")
        page.wait_for_selector("[data-test=item]")
        journey.open_cart()
        journey.tap("discount")
        page.locator("dialog [name=value]").fill("10")
        journey.tap("apply-discount")
        journey.type_pin(MANAGER)
        expect(page.locator("dialog")).to_have_count(0)
        journey.open_cart()
        journey.see("cart-total", AMOUNT[language](7_560))
    journey.check("a discount is lent too", discount)

    def locked():
        journey.from_sheet("cancel-order")
        page.locator("dialog .chips .chip").first.click()
        journey.tap("confirm")
        for _ in range(6):
            if page.locator("[data-test=pin-done]").is_disabled():
                break
            journey.type_pin("999999")
            page.wait_for_timeout(900)
        expect(page.locator("[data-test=pin-said]")).to_have_text(LOCKED[language])
        expect(page.locator("[data-test=pin-1]")).to_be_disabled()
        journey.axe("locked")
        assert journey.call("GET", f"/orders/{order['id']}")["status"] == "open"
        page.keyboard.press("Escape")
    journey.check("after five wrong PINs the pad says how long to wait", locked)

    def switch():
        page.goto(base + "/till")
        journey.tap("staff")
        journey.tap("switch-staff")
        page.wait_for_url("**/pin")
        journey.axe("another person takes over")
    journey.check("another person can take over", switch)
    context.close()
    journey.page = owner
