"""Guests who order by the QR code of their table, as a part of kiosk.py."""
import json

from playwright.sync_api import expect

from small_shop import V1, new_id


def guests(run):
    won = run.won
    codes = {}

    def sheet():
        page = run.page(run.staff, "/till/qr")
        expect(page.locator("[data-test=qr-card]")).to_have_count(1)
        run.axe("QR codes", page)
        codes["path"] = page.locator("[data-test=qr-card]").get_attribute("data-path")
        page.close()
    run.check("a sheet of QR codes", sheet)

    def phone():
        return run.page(run.context(390, 844), codes["path"])

    item = run.item

    def order(page):
        page.locator("[data-test=cart-bar]").click()
        page.locator("[data-test=order]").click()
    first, second = phone(), phone()

    def opens():
        expect(first.locator("[data-test=guest-table]")).to_contain_text("7")
        expect(item(first, "tea")).to_be_visible()
        run.axe("guest menu", first)
        item(first, "coffee").click()
        first.locator("[data-test=option][data-name=ICE]").click()
        first.locator("[data-test=add-line]").click()
        item(first, "tea").click()
        first.reload()
        expect(first.locator("[data-test=cart-bar]")).to_contain_text(won(8_500))
        first.locator("[data-test=cart-bar]").click()
        run.axe("guest cart", first)
        first.locator("[data-test=order]").click()
        expect(first.locator("[data-test=guest-line]")).to_have_count(2)
        expect(first.locator("[data-test=guest-total]")).to_have_text(won(8_500))
        run.axe("guest orders", first)
    run.check("a guest opens the code, the cart outlives a reload, and the order is sent", opens)

    def apart():
        item(second, "bread").click()
        order(second)
        expect(second.locator("[data-test=guest-line]")).to_have_count(1)
        expect(second.locator("[data-test=guest-total]")).to_have_text(won(4_000))
        expect(first.locator("[data-test=guest-line]")).to_have_count(2)
        mine = first.locator("[data-test=guest-order]").get_attribute("data-number")
        assert second.locator("[data-test=guest-order]").get_attribute("data-number") != mine
        orders = [each for each in run.shop.call("GET", f"{V1}/orders?status=open")["data"] if each["channel"] == "qr"]
        other = next(each for each in orders if each["number"] == mine)
        assert second.request.get(f"{run.base}{V1}/orders/{other['id']}").status == 404
        assert {each["tableId"] for each in orders} == {run.shop.table}
    run.check("two guests at one table, each sees only the own order", apart)

    def floor():
        staff = run.page(run.staff, "/till")
        staff.locator(".floor .segments button").first.click()
        tile = staff.locator("[data-test=table][data-name='7']")
        expect(tile.locator("[data-test=channel]")).to_have_text("QR")
        expect(tile).to_contain_text(won(12_500))
        run.axe("a table with QR orders", staff)
        staff.close()
    run.check("the floor shows the table with its tag", floor)

    def again():
        number = first.locator("[data-test=guest-order]").get_attribute("data-number")
        for ticket in run.shop.tickets():
            if ticket["number"] == number:
                run.shop.call("POST", f"{V1}/kitchen/tickets/{ticket['id']}/ready", {})
        expect(first.locator("[data-test=guest-line][data-state=ready]")).to_have_count(2, timeout=8_000)
        first.locator("[data-test=order-more]").click()
        item(first, "bread").click()
        order(first)
        expect(first.locator("[data-test=guest-line]")).to_have_count(3)
        expect(first.locator("[data-test=guest-order]")).to_have_count(1)
        expect(first.locator("[data-test=guest-total]")).to_have_text(won(12_500))
    run.check("how far each line is, and more is added to the same order", again)

    def lost():
        first.locator("[data-test=order-more]").click()
        item(first, "tea").click()
        arrived = []
        first.route("**/lines", lambda route: (arrived or arrived.append(route.fetch()), route.abort())[0])
        order(first)
        expect(first.locator("[data-test=toast].bad")).to_be_visible(timeout=15_000)
        run.axe("an order without an answer", first, least=0)
        first.unroute("**/lines")
        first.locator("[data-test=order]").click()
        expect(first.locator("[data-test=guest-line]")).to_have_count(4)
        expect(first.locator("[data-test=guest-total]")).to_have_text(won(16_500))
    run.check("an order without an answer is sent again and ordered once", lost)

    def sold_out():
        second.locator("[data-test=order-more]").click()
        item(second, "tea").click()
        item(second, "bread").click()
        # A phone that heard nothing of it: its menu is the one of before.
        stale = second.request.get(f"{run.base}{V1}/menu").text()
        second.route(f"**{V1}/menu", lambda route: route.fulfill(body=stale, content_type="application/json"))
        second.reload()
        run.shop.call("PATCH", f"{V1}/items/{run.shop.items['tea']}", {"soldOut": True})
        second.wait_for_timeout(1_000)
        second.unroute(f"**{V1}/menu")
        order(second)
        expect(second.locator("[data-test=toast]", has_text=run.words["tea"])).to_be_visible()
        expect(second.locator("[data-test=cart-line].is-gone")).to_have_count(1)
        run.axe("sold out meanwhile", second, least=0)
        second.locator("[data-test=order]").click()
        expect(second.locator("[data-test=cart-line]")).to_have_count(1)
        problem = {"type": "x", "status": 429, "code": "too-many-requests", "title": "19초 뒤에 다시 해 주세요."}
        second.route("**/lines", lambda route: route.fulfill(status=429, content_type="application/problem+json", body=json.dumps(problem)), times=1)
        second.locator("[data-test=order]").click()
        expect(second.locator("[data-test=toast]", has_text=problem["title"])).to_be_visible()
        expect(second.locator("[data-test=cart-line]")).to_have_count(1)
        # A table may order six times at once, then once every twenty seconds.
        second.wait_for_timeout(21_000)
        second.locator("[data-test=order]").click()
        expect(second.locator("[data-test=guest-line]")).to_have_count(2)
        run.shop.call("PATCH", f"{V1}/items/{run.shop.items['tea']}", {"soldOut": False})
    run.check("sold out meanwhile is told by name, too many orders too, and the rest is ordered", sold_out)

    def paid():
        mine = next(each for each in run.shop.call("GET", f"{V1}/orders?status=open")["data"] if each["channel"] == "qr" and each["total"] == 8_000)
        run.shop.call("POST", f"{V1}/sales", {"id": new_id(), "orderId": mine["id"], "tenders": [{"id": new_id(), "method": "card", "amount": 8_000}]})
        second.locator("[data-test=order-more]").click()
        item(second, "bread").click()
        second.wait_for_timeout(21_000)
        order(second)
        expect(second.locator("[data-test=guest-order]")).to_have_count(2)
        expect(second.locator("[data-test=guest-total]")).to_have_text(won(4_000))
        run.axe("a paid and an open order", second)
        second.locator("[data-test=language]").click()
        expect(second.locator("html")).to_have_attribute("lang", "en" if run.language == "ko" else "ko")
        run.axe("the other language", second)
    run.check("an order paid meanwhile begins a new one; the language can be switched", paid)

    def forged():
        page = run.page(run.context(390, 844), codes["path"][:-6] + "AAAAAA")
        expect(page.locator(".empty h2")).to_be_visible()
        run.axe("a forged code", page)
        assert page.request.get(f"{run.base}/bff/session").status == 401
        page.goto(run.base + "/till")
        page.wait_for_url("**/sign-in**")
        page.close()
    run.check("a forged code opens nothing", forged)

    def no_staff():
        second.goto(run.base + "/settings")
        second.wait_for_url("**/q/**")
        assert second.request.get(f"{run.base}/bff/till").status == 403
        staff = run.page(run.staff, codes["path"])
        expect(staff.locator("[data-test=as-guest]")).to_be_visible()
        run.axe("a code opened by staff", staff)
        staff.close()
    run.check("a guest reaches no screen of the staff, and staff is asked before it becomes a guest", no_staff)
