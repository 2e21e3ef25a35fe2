"""Kompetensi Saya as the chat page shows it on a phone."""

from typing import Any

import pytest
from playwright.async_api import Browser, expect

from tests.support.browsing import page_at
from tests.support.town import Town

NAMES = [
    "Pengelolaan Layanan TIK",
    "Keamanan Informasi",
    "Pengembangan Diri dan Orang Lain",
    "Penyusunan Rancangan Peraturan Perundang-undangan",
    "Komunikasi",
]


async def somebody_with(town: Town, gaps: int, met: int, language: str) -> Any:
    position = await town.make.position("Pranata Komputer Ahli Muda")
    phone = await town.citizen(position_id=position, language=language)
    for number in range(gaps + met):
        name = NAMES[number] if number < len(NAMES) else f"Kompetensi {number}"
        competency = await town.make.competency(name)
        await town.make.requires(position, competency, 3)
        await town.make.rated(
            town.person_of(phone), competency, number % 3 if number < gaps else 3
        )
    return phone


@pytest.mark.parametrize(
    ("gaps", "met", "language", "headline"),
    [
        (3, 8, "id", "3 dari 11 kompetensi perlu ditingkatkan."),
        (30, 0, "en", "30 of 30 competencies need improvement."),
    ],
)
async def test_picture_caption_and_buttons_are_seen_without_scrolling(
    town: Town, browser: Browser, gaps: int, met: int, language: str, headline: str
):
    phone = await somebody_with(town, gaps, met, language)
    await phone.send("/kompetensi")
    shown = await phone.hears(headline)
    served = str(town.app.bot.base_url).split("/bot")[0]
    async with page_at(browser, served, width=390, height=844) as page:
        bubble = page.locator(f"[data-message-id='{shown.id}']")
        image = bubble.get_by_role("img")
        await image.evaluate("image => image.decode().then(() => true)")
        await expect(image).to_be_in_viewport(ratio=1)
        await expect(bubble.get_by_text(headline)).to_be_in_viewport(ratio=1)
        buttons = await bubble.get_by_role("group").get_by_role("button").all()
        assert len(buttons) > 4
        for button in buttons:
            await expect(button).to_be_in_viewport(ratio=1)
