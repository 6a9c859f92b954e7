"""Drives a running server through a cafe's life and holds every answer against docs/api/openapi.yaml.

    python contract.py --url http://127.0.0.1:8080 [--openapi FILE] [--data FOLDER]

Every answer is checked: path, method, status, media type, headers, JSON Schema (closed, so that a field nobody documented
fails) and problem code. In the end it fails when a documented operation was never called or a documented success never
seen. With --data, the server's own SQLite folder, a properly signed token that has expired is tried too.
One line a step; the last line is `N passed, N failed`.
"""
import argparse
import pathlib
import sys
import time
import types

sys.dont_write_bytecode = True

import audit
import bills
import browser
import figures
import guests
import kitchen
import menu
import orders
import people
import receipts
import details
import refunds
import refusals
import sales
import shifts
import stock
from caller import Caller, Steps
from document import Document

ROOT = pathlib.Path(__file__).resolve().parents[2]


def operations(shop):
    """Health, metrics and the document itself."""
    with shop.steps.step("health, metrics and the document"):
        shop.nobody.get("/health/live")
        shop.nobody.get("/health/ready")
        assert "salesync_http_requests_total" in shop.nobody.get("/metrics").text, "no requests are counted"
        served = shop.nobody.get("/api/v1/openapi.yaml").text
        assert served == pathlib.Path(shop.openapi).read_text(encoding="utf-8"), "the server serves another document"
        lost = shop.nobody.exchange("GET", "/api/v1/nothing", None, {})
        assert (lost.status, lost.code) == (404, "not-found"), f"an unknown path answers {lost.status} {lost.code}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", required=True)
    parser.add_argument("--openapi", default=str(ROOT / "docs/api/openapi.yaml"))
    parser.add_argument("--data", help="the server's data folder, to sign a token that has expired")
    arguments = parser.parse_args()
    steps, document = Steps(), Document(arguments.openapi)
    shop = types.SimpleNamespace(
        url=arguments.url, openapi=arguments.openapi, data=arguments.data, steps=steps, document=document,
        nobody=Caller(arguments.url, document, steps, name="nobody"), mark=format(time.time_ns() // 1000, "x"))
    with steps.step(f"the document is closed and its examples fit ({len(document.operations)} operations)"):
        steps.complaints += list(document.flaws())
    for part in (operations, people.run, menu.run, orders.run, sales.run, bills.run, kitchen.run, stock.run, guests.run, refunds.run,
                 shifts.run, figures.run, browser.run, audit.run, receipts.run, details.run, refusals.run):
        try:
            part(shop)
        except Exception as error:  # what a part stands on failed before
            with steps.step(f"{part.__module__}.{part.__name__}"):
                raise AssertionError(f"cannot go on: {error!r}") from error
    with steps.step("every answer with a version carries it as ETag"):
        steps.complaints += [f"no ETag: {each}" for each in sorted(document.unversioned)]
    with steps.step("every documented operation was called, every documented success seen"):
        steps.complaints += list(document.unseen())
    print("      {} of {} documented refusals were answered".format(*document.unseen_refusals()))
    print(f"{steps.passed} passed, {steps.failed} failed")
    return 1 if steps.failed else 0


if __name__ == "__main__":
    sys.exit(main())
