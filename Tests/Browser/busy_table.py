"""A busy table on any journey: how many came, the last pieces of an item, and a late line on a check of its own."""
from playwright.sync_api import expect

ONLY_LEFT = {"ko": "2개 남았어요", "en": "Only 2 left"}
ON_CHECK = {"ko": "계산서 C에 추가했어요", "en": "Added to check C"}
THREE = {"ko": "3명", "en": "3 guests"}


def busy_table(journey, name):
    """At table 5, with an item of the last category."""
    page, language = journey.page, journey.language

    def call(method, path, body):
        token = page.request.get(journey.base + "/bff/session").json()["csrfToken"]
        answer = page.request.fetch(f"{journey.base}/bff/api/v1{path}", method=method, headers={"X-CSRF-Token": token}, data=body)
        assert answer.ok, f"{method} {path}: {answer.status} {answer.text()[:200]}"
        return answer.json()

    def order_id():
        return page.url.split("/")[-1]

    def guests():
        page.goto(journey.base + "/till")
        page.locator("[data-test=table][data-name='5']").click()
        journey.see("ask-guests")
        journey.tap("guests-3")
        expect(page.locator("[data-test=ask-guests]")).to_have_count(0)
        expect(page.locator(".pad-head")).to_contain_text(THREE[language])
    journey.check("a new table is asked how many came", guests)

    def few():
        page.locator(".category-tabs .chip").last.click()
        tile = journey.item(name)
        call("PATCH", f"/items/{tile.get_attribute('data-id')}", {"stock": 2})
        expect(tile.locator("[data-test=few]")).to_have_text("2")
        for _ in range(3):
            tile.click()
        expect(page.locator("[data-test=toast]", has_text=ONLY_LEFT[language])).to_be_visible()
        journey.open_cart()
        expect(page.locator("[data-test=cart-line] .stepper .number")).to_have_text("2")
        page.locator("[data-test=cart-line] .stepper button").last.click()
        expect(page.locator("[data-test=cart-line] .stepper .number")).to_have_text("2")
        journey.tap("send")
        expect(page.locator("[data-test=cart-line].is-draft")).to_have_count(0)
        order = call("GET", f"/orders/{order_id()}", None)
        assert order["guests"] == 3 and [line["quantity"] for line in order["lines"]] == [2], order
        call("PATCH", f"/items/{tile.get_attribute('data-id')}", {"stock": None, "soldOut": False})
        expect(tile.locator("[data-test=few]")).to_have_count(0)
        expect(tile).not_to_have_attribute("aria-disabled", "true")
    journey.check("no more than are left fit into the cart", few)

    def late():
        order = order_id()
        page.route("**/orders/*/lines", lambda route: route.abort())
        journey.item(name).click()
        journey.open_cart()
        journey.tap("send")
        expect(page.locator("[data-test=toast].bad")).to_be_visible()
        page.go_back()
        page.wait_for_url("**/till")
        check = call("GET", f"/orders/{order}", None)["checks"][0]["id"]
        for check in call("POST", f"/orders/{order}/checks", {"of": check, "by": "people", "count": 2})["checks"]:
            call("POST", "/sales", {"orderId": order, "checkId": check["id"], "tenders": [{"method": "cash", "amount": check["total"]}]})
        page.unroute("**/orders/*/lines")
        expect(page.locator("[data-test=toast]", has_text=ON_CHECK[language])).to_be_visible(timeout=15_000)
        assert [check["letter"] for check in call("GET", f"/orders/{order}", None)["checks"]] == ["A", "B", "C"]
    journey.check("a late line says on which check it is", late)
