"""`reader serve` in a real browser: the page opens, is painted and takes keys; a copy arrives; q leaves."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.serving.chromium import Chromium, program
from tests.serving.serving import FIRST_WORDS, Serving

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.real, pytest.mark.timeout(180)]

QUOTATION = "Cet appareil coûte dix fois moins cher qu’une relève, et il ne dort jamais"


@pytest.fixture(autouse=True)
def _browser_wanted() -> None:
    if program() is None:
        reason = "needs Chromium, which is not installed here"
        if os.environ.get("CI") == "true":
            pytest.fail(f"{reason}, but CI must run every test")
        pytest.skip(reason)


async def test_reading_in_a_browser(tmp_path: Path) -> None:
    with Serving(tmp_path / "home") as serving:
        async with Chromium(tmp_path / "browser") as browser:
            origin = f"http://{serving.host}"
            allowed = ["clipboardReadWrite", "clipboardSanitizedWrite"]
            await browser("Browser.grantPermissions", to_browser=True, origin=origin, permissions=allowed)
            await browser.open(serving.address)
            await browser.until(lambda: FIRST_WORDS in browser.shown)
            await browser.until(lambda: "Quotations 13" in browser.shown)  # all has been found
            await browser.press("J")
            await browser.until(lambda: "▸ 1 L’automate" in browser.shown)
            await browser.press('"')
            await browser.until(lambda: "▸▌ Étienne Vasseur" in browser.shown)
            await browser.press("y")
            await browser.until(lambda: "as the browser says" in browser.shown)
            assert await browser.evaluate("navigator.clipboard.readText()") == QUOTATION
            assert len(await browser.picture()) > 30_000, "nothing is painted"
            await browser.press("q")
            sentence = "document.getElementById('ended')"
            await browser.until(lambda: not serving.sessions)
            for _ in range(100):
                if not await browser.evaluate(f"{sentence}.hidden"):
                    break
            assert await browser.evaluate(f"{sentence}.textContent") == (
                "Reader was left. Reload the page to open it again."
            )
            elsewhere = [url for url in browser.requested if not url.startswith((serving.address, "data:"))]
            assert elsewhere == []
            assert browser.complaints == []


async def test_a_copy_that_the_browser_refuses_is_not_said_to_be_made(tmp_path: Path) -> None:
    with Serving(tmp_path / "home") as serving:
        async with Chromium(tmp_path / "browser") as browser:
            refusal = "navigator.clipboard.writeText = () => Promise.reject(new Error('no clipboard today'))"
            await browser("Page.addScriptToEvaluateOnNewDocument", source=refusal)
            await browser.open(serving.address)
            await browser.until(lambda: "Quotations 13" in browser.shown)
            await browser.press('"')
            await browser.press("y")
            await browser.until(lambda: "Not copied" in browser.shown)
            assert "as the browser says" not in browser.shown
