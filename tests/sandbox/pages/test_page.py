"""The page in a real browser: presses reach the bot, and its messages are shown."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, expect

import sandbox
from sandbox import Sandbox
from tests.sandbox.conftest import PNG, Caller
from tests.support.browsing import page_at

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


async def test_a_conversation_by_hand(small_bot: Caller, people: Sandbox, browser: Browser):
    phone = people.phone(number="+6284000000001")
    async with page_at(browser, small_bot.url) as page:
        here = page.locator(f"[data-phone='{phone.telegram_id}']")
        await here.get_by_label("Menu ponsel").first.click()
        await here.get_by_role("menuitem", name="Buka tautan").click()
        await page.get_by_role("dialog").get_by_role("textbox").fill("p-1")
        await page.get_by_role("button", name="OK").click()
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


async def test_one_phone_at_a_time_on_a_narrow_screen(
    small_bot: Caller, people: Sandbox, browser: Browser
):
    second = people.phone(number="+6284000000002")
    async with page_at(browser, small_bot.url, width=360, height=700) as page:
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


async def test_the_menu_of_a_phone(small_bot: Caller, people: Sandbox, browser: Browser):
    phone = people.phone(number="+6284000000001")
    await phone.start()
    async with page_at(browser, small_bot.url) as page:
        here = page.locator(f"[data-phone='{phone.telegram_id}']")

        async def choose(item: str) -> None:
            await here.get_by_label("Menu ponsel").first.click()
            await here.get_by_role("menuitem", name=item).click()

        await choose("Kirim berkas contoh (pegawai-baru.csv)")
        await expect(here.get_by_text("pegawai-baru.csv").last).to_be_visible()
        await choose("Kirim kartu kontak HR")
        await expect(here.get_by_text("Contoh Dua")).to_be_visible()
        await choose("Blokir bot")
        await here.get_by_role("button", name="BUKA BLOKIR").click()
        await here.get_by_label("Pesan", exact=True).fill("**halo**")
        await here.get_by_label("Pesan", exact=True).press("Enter")
        await expect(here.locator(".outgoing b").last).to_have_text("halo")
    assert not phone.chat.blocked


async def test_the_clock_and_the_log(small_bot: Caller, people: Sandbox, browser: Browser):
    before = people.clock.now()
    async with page_at(browser, small_bot.url) as page:
        await page.get_by_role("button", name="+1 hari").click()
        await page.get_by_label("Majukan jam ke").fill("2/1/2100 08.30")
        await page.get_by_role("button", name="Majukan", exact=True).click()
        await expect(page.locator("#now")).to_have_text("Sab, 2 Jan 2100, 08.30 WIB")
        await people.phone(number="+6284000000001").start()
        await page.get_by_text("Panggilan Bot API").click()
        await expect(page.locator("#calls li").first).to_contain_text("sendMessage")
    assert before.year < people.clock.now().year


async def test_what_a_person_can_do_with_messages(
    small_bot: Caller, people: Sandbox, browser: Browser
):
    phone = people.phone(number="+6284000000001")
    await phone.start()
    async with page_at(browser, small_bot.url) as page:
        here = page.locator(f"[data-phone='{phone.telegram_id}']")
        line = here.get_by_label("Pesan", exact=True)

        async def choose(said: str, item: str) -> None:
            bubble = here.locator(".bubble", has_text=said).first
            await bubble.locator(".body").hover()
            await bubble.get_by_label("Pilihan pesan").click()
            await here.get_by_role("menuitem", name=item).click()

        async def attach(item: str) -> None:
            await here.get_by_title("Lampirkan berkas").click()
            await here.get_by_role("menuitem", name=item).click()

        await choose("Selamat datang", "Balas")
        await expect(here.locator(".asking")).to_contain_text("MembalasSelamat datang")
        await line.fill("terima kasih </b> /menu")
        await line.press("Enter")
        mine = here.locator(".bubble.outgoing", has_text="terima kasih")
        await expect(mine.locator(".reply")).to_contain_text("Selamat datang")
        await expect(mine.locator(".command")).to_have_text(["/menu"])  # "/b" is none
        await choose("terima kasih", "Edit")
        await expect(line).to_have_value("terima kasih </b> /menu")
        await line.fill("terima kasih banyak")
        await line.press("Enter")
        await expect(mine).to_contain_text("terima kasih banyakdiedit")
        await attach("Pesan suara")
        await expect(here.locator(".outgoing .file", has_text="Pesan suara")).to_be_visible()
        await attach("Lokasi")
        await expect(here.locator(".outgoing .file", has_text="Lokasi")).to_be_visible()
        await attach("Foto contoh")
        await page.get_by_role("dialog").get_by_role("textbox").fill("ruang kelas")
        await page.get_by_role("button", name="Kirim", exact=True).click()
        photo = here.locator(".bubble.outgoing", has_text="ruang kelas")
        await photo.get_by_role("button", name="Buka gambar").click()
        await expect(page.locator("#viewer img")).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(page.locator("#viewer img")).to_be_hidden()
    voice, place, picture = [m for m in phone.messages if m.outgoing][-3:]
    assert voice.voice_file is not None
    assert place.location is not None
    assert (picture.said, picture.photo is not None) == ("ruang kelas", True)


async def test_a_jump_tells_what_it_caused_and_leads_there(
    call: Caller, people: Sandbox, browser: Browser
):
    first, second = (people.phone(number=f"+628400000000{n}") for n in (1, 2))
    for phone in (first, second):
        await phone.start()

    async def remind() -> None:
        if people.clock.ahead > timedelta(hours=20) and len(second.messages) == 1:
            for phone in (first, second):
                await call("sendMessage", chat_id=phone.telegram_id, text="Besok 08.00\ndi aula")

    people.clock.on_move(remind)
    async with page_at(browser, call.url, width=390, height=844) as page:
        await page.get_by_role("button", name="+1 hari").click()
        news = page.locator("#news")
        await expect(news).to_contain_text("Jam maju 1 hari. 2 pesan baru")
        await expect(news.get_by_role("button", name="Besok 08.00")).to_have_count(2)
        await news.get_by_role("button", name="HR").click()
        await expect(news).to_be_hidden()
        shown = page.locator(f"[data-phone='{second.telegram_id}']")
        await expect(shown.get_by_text("di aula")).to_be_visible()


async def test_a_time_that_cannot_be_read_is_said(call: Caller, people: Sandbox, browser: Browser):
    async with page_at(browser, call.url) as page:
        await page.get_by_label("Majukan jam ke").fill("besok")
        await page.get_by_role("button", name="Majukan", exact=True).click()
        await expect(page.get_by_role("dialog")).to_contain_text("9/12/2026 08.00")


@pytest.mark.parametrize("width", [360, 390])
async def test_a_phone_keeps_its_height_for_the_chat(
    call: Caller, people: Sandbox, browser: Browser, width: int
):
    async with page_at(browser, call.url, width=width, height=844) as page:
        await page.evaluate("localStorage.setItem('hint', 'open')")
        await page.reload()
        await expect(page.get_by_role("tab").first).to_be_visible()
        heights = await page.evaluate(
            "[...document.querySelectorAll('header.desk, .hint, .tabs')].map(e => e.offsetHeight)"
        )
        assert sum(heights) <= 100
        await page.get_by_label("Cara mencoba").click()
        await expect(page.locator("#hint")).to_contain_text("16 JP")


async def test_a_tablet_shows_that_there_are_more_phones(
    call: Caller, people: Sandbox, browser: Browser
):
    last = people.phone("Contoh Tiga", "+6284000000003", role="HR 2")
    async with page_at(browser, call.url, width=820, height=1180) as page:
        further = page.get_by_label("Ponsel berikutnya")
        await further.click()
        foot = page.locator(f"[data-phone='{last.telegram_id}'] .foot")
        await expect(foot).to_be_in_viewport(ratio=0.9)
        await expect(further).to_be_hidden()
        await page.get_by_role("tab", name="ASN 1").click()
        await expect(further).to_be_visible()


async def test_the_page_speaks_english(call: Caller, people: Sandbox, browser: Browser):
    async with page_at(browser, call.url) as page:
        await expect(page.locator("#hint")).to_contain_text("DEFAULT_LANGUAGE=en")
        await page.get_by_role("button", name="English").click()
        await expect(page.get_by_role("button", name="START").first).to_be_visible()
        await expect(page.get_by_text("How to try it")).to_be_visible()
        await expect(page.get_by_text("Cara mencoba")).to_be_hidden()
        await page.get_by_role("button", name="Bahasa Indonesia").click()
        await expect(page.get_by_role("button", name="MULAI").first).to_be_visible()


async def test_the_page_begins_in_the_language_of_the_demo(
    call: Caller, people: Sandbox, browser: Browser
):
    people.language = "en"
    async with page_at(browser, call.url) as page:
        await expect(page.get_by_role("button", name="START").first).to_be_visible()


def test_every_word_of_the_page_has_its_english():
    page = Path(sandbox.__file__).parent / "page"
    english = set(re.findall(r'^  "(.+?)": ', (page / "words.js").read_text(), re.MULTILINE))
    said = set()
    for part in page.glob("*.js"):
        said |= set(re.findall(r'\bt\((?:this\.editing \? )?"(.+?)"', part.read_text()))
    assert said - english == set()
    assert english - said == {"Membalas"}
