"""One phone on the demo's page, used as a visitor uses it; counts the taps."""

import re
from datetime import datetime
from re import Pattern

from playwright.async_api import FilePayload, Locator, Page, expect

from tests.browser.conftest import PATIENCE

WALK = 4 * PATIENCE
"""Milliseconds: the clock passes every hour on its way."""


class Handset:
    """The phone of one person; `taps` are those since it was last set to 0."""

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        self.whole = page.get_by_role("region", name=f"Ponsel {name}")
        self.taps = 0

    def button(self, label: str | Pattern[str]) -> Locator:
        """The newest button with this label."""
        exact = isinstance(label, str)
        return self.whole.get_by_role("button", name=label, exact=exact).last

    async def tap(self, label: str | Pattern[str]) -> None:
        """One tap."""
        await self.button(label).click(timeout=PATIENCE)
        self.taps += 1

    async def sees(self, *words: str) -> Locator:
        """Waits for the newest message that holds all the words."""
        bubble = self.whole.get_by_role("article")
        for word in words:
            bubble = bubble.filter(has_text=re.compile(re.escape(word)))
        await expect(bubble.last).to_be_visible(timeout=PATIENCE)
        return bubble.last

    async def attach(self, name: str, content: bytes) -> None:
        """Sends a file with the attach button."""
        async with self.page.expect_file_chooser() as choosing:
            await self.whole.get_by_title("Lampirkan berkas").click()
            await self.whole.get_by_role("menuitem", name="Berkas atau foto…").click()
        chooser = await choosing.value
        kind = "application/octet-stream"
        await chooser.set_files(FilePayload(name=name, mimeType=kind, buffer=content))

    async def send_sample(self, name: str) -> None:
        """Sends one of the sample files of the page."""
        await self.whole.get_by_label("Menu ponsel").first.click()
        await self.whole.get_by_role("menuitem", name=name).click()

    async def link(self) -> None:
        """MULAI, Setuju, Bagikan Nomor HP, and the question Telegram itself asks."""
        await self.tap("MULAI")
        await self.tap("Setuju")
        await self.tap("Bagikan Nomor HP")
        await self.page.get_by_role("dialog").get_by_role("button", name="Bagikan").click()
        await self.sees("Akun terhubung")


async def move_clock(page: Page, moment: datetime) -> None:
    """Moves everybody's clock to a local moment."""
    await page.get_by_label("Majukan jam ke").fill(f"{moment:%d/%m/%Y %H.%M}")
    async with page.expect_response("**/desk/clock", timeout=WALK) as moving:
        await page.get_by_role("button", name="Majukan", exact=True).click()
    assert (await moving.value).ok
