"""The page in a real browser: presses reach the bot, and its messages are shown."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import pytest
from playwright.async_api import expect

from sandbox import Sandbox
from tests.sandbox.browsing import page_at
from tests.sandbox.conftest import PNG, Caller

CONTACT = {
    "keyboard": [[{"text": "Bagikan Nomor HP", "request_contact": True}]],
    "resize_keyboard": True,
}
BUTTONS = {
    "inline_keyboard": [
        [
            {"text": "Setuju", "callback_data": "yes", "style": "success"},
            {"text": "Tidak Setuju", "callback_data": "no", "style": "danger"},
        ]
    ]
}


@pytest.fixture
async def small_bot(call: Caller) -> AsyncIterator[Caller]:
    """A bot of a few lines: greets, asks for the number, thanks."""

    async def on_message(message: dict[str, Any]) -> None:
        chat = message["chat"]["id"]
        if "contact" in message:
            gone = {"remove_keyboard": True}
            await call("sendMessage", chat_id=chat, text="Terhubung", reply_markup=gone)
        elif "document" in message:
            name = message["document"]["file_name"]
            await call("sendPhoto", chat_id=str(chat), photo=("a.png", PNG), caption=name)
        else:
            await call(
                "sendMessage",
                chat_id=chat,
                text="<b>Selamat datang</b> <blockquote>di sini</blockquote>",
                parse_mode="HTML",
                reply_markup=BUTTONS,
            )

    async def run() -> None:
        offset = 0
        while True:
            for update in await call("getUpdates", offset=offset, timeout=5):
                offset = update["update_id"] + 1
                if "message" in update:
                    await on_message(update["message"])
                if query := update.get("callback_query"):
                    await call("answerCallbackQuery", callback_query_id=query["id"], text="Baik")
                    here = {"chat_id": query["from"]["id"]}
                    number = query["message"]["message_id"]
                    await call("editMessageText", message_id=number, text="Disetujui", **here)
                    await call("sendMessage", text="Nomor?", reply_markup=CONTACT, **here)

    running = asyncio.create_task(run())
    yield call
    running.cancel()
    with suppress(asyncio.CancelledError, AssertionError):
        await running


@pytest.fixture
def people(sandbox: Sandbox) -> Sandbox:
    sandbox.phone("Contoh Satu", "+6284000000001", role="ASN 1")
    sandbox.phone("Contoh Dua", "+6284000000002", role="HR")
    return sandbox


async def test_a_conversation_by_hand(small_bot: Caller, people: Sandbox):
    phone = people.phone(number="+6284000000001")
    async with page_at(small_bot.url) as page:
        here = page.locator(f"[data-phone='{phone.telegram_id}']")
        await here.get_by_label("Isi ?start=").fill("p-1")
        await here.get_by_role("button", name="MULAI").click()
        await expect(here.locator("blockquote")).to_have_text("di sini")
        assert phone.messages[0].text == "/start p-1"
        await here.get_by_role("button", name="Setuju", exact=True).click()
        await expect(here.get_by_role("alert")).to_have_text("Baik")
        greeting = here.locator(f"[data-message-id='{phone.messages[1].id}']")
        await expect(greeting).to_contain_text("Disetujui")
        await expect(greeting).to_contain_text("diedit")
        await here.get_by_role("button", name="Bagikan Nomor HP").click()
        await page.get_by_role("button", name="Bagikan", exact=True).click()
        await expect(here.get_by_text("Terhubung")).to_be_visible()
        await expect(here.get_by_role("button", name="Bagikan Nomor HP")).to_be_hidden()
        await here.locator("input[type=file]").set_input_files(
            {"name": "data.csv", "mimeType": "text/csv", "buffer": b"a;b"}
        )
        await expect(here.locator(".photo img")).to_be_visible()
        other = page.locator("[data-phone]").nth(1)
        await expect(other.get_by_role("button", name="MULAI")).to_be_visible()


async def test_one_phone_at_a_time_on_a_narrow_screen(small_bot: Caller, people: Sandbox):
    second = people.phone(number="+6284000000002")
    async with page_at(small_bot.url, width=360, height=700) as page:
        first, other = page.locator("[data-phone]").nth(0), page.locator("[data-phone]").nth(1)
        await expect(first).to_be_visible()
        await expect(other).to_be_hidden()
        await second.start()
        await expect(page.locator(f"[data-tab='{second.telegram_id}'] .unread")).to_have_text("1")
        await page.get_by_role("tab", name="HR").click()
        await expect(other.get_by_text("Selamat datang")).to_be_visible()
        await expect(first).to_be_hidden()
        width = await page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360


async def test_the_menu_of_a_phone(small_bot: Caller, people: Sandbox):
    phone = people.phone(number="+6284000000001")
    await phone.start()
    async with page_at(small_bot.url) as page:
        here = page.locator(f"[data-phone='{phone.telegram_id}']")

        async def choose(item: str) -> None:
            await here.get_by_label("Menu ponsel").first.click()
            await here.get_by_role("menuitem", name=item).click()

        await choose("Kirim berkas contoh")
        await expect(here.get_by_text("pegawai-baru.csv").last).to_be_visible()
        await choose("Kirim kartu kontak HR")
        await expect(here.get_by_text("Contoh Dua")).to_be_visible()
        await choose("Blokir bot")
        await here.get_by_role("button", name="BUKA BLOKIR").click()
        await here.get_by_label("Pesan", exact=True).fill("**halo**")
        await here.get_by_label("Pesan", exact=True).press("Enter")
        await expect(here.locator(".outgoing b").last).to_have_text("halo")
    assert not phone.chat.blocked


async def test_the_clock_and_the_log(small_bot: Caller, people: Sandbox):
    before = people.clock.now()
    async with page_at(small_bot.url) as page:
        await page.get_by_role("button", name="+1 hari").click()
        await page.get_by_label("Majukan jam ke").fill("2100-01-02T08:30")
        await page.get_by_role("button", name="Majukan", exact=True).click()
        await expect(page.locator("#now")).to_have_text("Sab, 2 Jan 2100, 08.30 WIB")
        await people.phone(number="+6284000000001").start()
        await page.get_by_text("Panggilan Bot API").click()
        await expect(page.locator("#calls li").first).to_contain_text("sendMessage")
    assert before.year < people.clock.now().year
