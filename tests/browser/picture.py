"""`python -m tests.browser.picture`: draws docs/pictures/demo.png anew from a running demo."""

import asyncio
import re
from pathlib import Path

from sandbox.sample.trainings import COURSES
from tests.browser.handset import Handset
from tests.support.browsing import browser_started
from tests.support.demo import demo_running

ANNOUNCED = next(course.title for course in COURSES if "T.08" in course.aims)
PICTURE = Path(__file__).parents[2] / "docs" / "pictures" / "demo.png"


async def main() -> None:
    async with demo_running() as url, browser_started() as browser:
        page = await browser.new_page(viewport={"width": 1280, "height": 1010}, locale="id-ID")
        await page.goto(url)
        first, second = Handset(page, "Contoh Satu"), Handset(page, "Fiktif Dua")
        officer = Handset(page, "Uji Coba Tiga")
        await first.link()
        await first.tap("Kompetensi Saya")
        await first.sees("perlu ditingkatkan")
        await second.link()
        await officer.tap("Menu HR")
        await officer.tap("Buat Pengumuman")
        choice = await officer.sees("Apa yang akan diumumkan?")
        number = re.search(rf"(\d)\. {re.escape(ANNOUNCED)}", await choice.inner_text())
        if number is None:
            raise SystemExit("the training is not on the first page")
        await officer.tap(re.compile(rf"^{number[1]} ·"))
        await officer.tap(re.compile("^Kesenjangan Terkait"))
        await officer.tap("Pratinjau")
        await officer.tap("Kirim Sekarang")
        await officer.sees("Pengumuman selesai dikirim.")
        await second.tap("Daftar")
        await second.sees(ANNOUNCED, "● Terdaftar")
        await page.wait_for_timeout(1_500)
        await page.screenshot(path=PICTURE)


if __name__ == "__main__":
    asyncio.run(main())
