"""A visitor opens the demo and does the main tasks in the page."""

import io
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from playwright.async_api import Page, expect

from sandbox.sample.trainings import COURSES
from tests.browser.conftest import PATIENCE
from tests.browser.handset import Handset, move_clock

JAKARTA = ZoneInfo("Asia/Jakarta")
SECURITY, CARE = (
    next(course for course in COURSES if competency in course.aims)
    for competency in ("T.06", "T.08")
)


async def test_a_civil_servant_from_the_first_tap_to_hours_gained(page: Page) -> None:
    asn = Handset(page, "Contoh Satu")
    await asn.link()
    assert asn.taps == 3
    asn.taps = 0

    await asn.tap("Kompetensi Saya")
    gaps = await asn.sees("perlu ditingkatkan")
    assert asn.taps == 1
    await expect(gaps.get_by_role("img")).to_be_visible()
    drawn = await gaps.get_by_role("img").evaluate("image => image.decode().then(() => true)")
    assert drawn
    asn.taps = 0

    await asn.tap(re.compile("^1 · Keamanan"))
    await asn.sees("Pelatihan yang sesuai", SECURITY.title)
    await asn.tap(re.compile("^Daftar( 1)?$"))
    await asn.sees("terdaftar pada", SECURITY.title)
    assert asn.taps == 2
    asn.taps = 0

    today = await _today(page)
    begins, ends = SECURITY.dates(today.date())
    first_day = today + (begins - today.date())
    await move_clock(page, first_day - timedelta(days=1) + timedelta(hours=16))
    await asn.sees(SECURITY.title, "mohon tekan Saya Akan Hadir")
    await asn.tap("Saya Akan Hadir")
    await asn.sees("Terima kasih atas konfirmasinya")
    assert asn.taps == 1
    asn.taps = 0

    last_day = today + (ends - today.date())
    await move_clock(page, last_day + timedelta(hours=16, minutes=5))
    await asn.sees("telah selesai. Apakah", "(1/6)")
    for question in range(2, 7):
        await asn.tap("4")
        await asn.sees(f"({question}/6)")
    await asn.tap("5")
    await asn.sees("adakah saran")
    await asn.tap("Lewati")
    await asn.sees("Ringkasan", "1. Kesesuaian materi: 4 (Baik)", "5 (Sangat Baik)")
    assert asn.taps == 7

    hr = Handset(page, "Uji Coba Tiga")
    await hr.send_sample("hadir-asn-1.csv")
    await hr.sees("hadir-asn-1.csv", "Belum ada yang disimpan.")
    await hr.tap("Simpan")
    await hr.sees("Tersimpan dari hadir-asn-1.csv")
    await asn.sees("Kehadiran dicatat: 16 JP", "16 dari 20")


async def test_the_summary_of_a_jump_leaves_the_tabs_of_a_narrow_page_free(page: Page) -> None:
    await page.set_viewport_size({"width": 390, "height": 844})
    asn, officer = Handset(page, "Contoh Satu"), Handset(page, "Uji Coba Tiga")
    await asn.link()
    await page.get_by_role("button", name="+1 hari").click()
    news = page.locator("#news")
    await expect(news).to_contain_text("Jam maju", timeout=PATIENCE)
    tabs, summary = await page.get_by_role("tablist").bounding_box(), await news.bounding_box()
    assert tabs is not None
    assert summary is not None
    assert summary["y"] >= tabs["y"] + tabs["height"]
    await page.get_by_role("tab").last.click()
    await expect(officer.whole).to_be_visible(timeout=PATIENCE)


async def test_hr_loads_a_roster_and_announces_a_training(page: Page) -> None:
    asn, hr = Handset(page, "Fiktif Dua"), Handset(page, "Uji Coba Tiga")
    await asn.link()

    await hr.attach("pegawai.xlsx", _roster())
    await hr.sees("Baru 1", "Belum ada yang disimpan.")
    await hr.tap("Simpan")
    await hr.sees("Tersimpan dari pegawai.xlsx: 1 baru")
    assert hr.taps == 1

    await hr.tap("Menu HR")
    await hr.sees("dari 121 ASN")
    hr.taps = 0
    await hr.tap("Buat Pengumuman")
    choice = await hr.sees("Apa yang akan diumumkan?")
    number = re.search(rf"(\d)\. {re.escape(CARE.title)}", await choice.inner_text())
    assert number is not None, "the training is not on the first page"
    await hr.tap(re.compile(rf"^{number[1]} ·"))
    await hr.tap(re.compile("^Kesenjangan Terkait"))
    await hr.sees("Sasaran: kesenjangan terkait")
    await hr.tap("Pratinjau")
    await hr.sees("Pratinjau di atas sama dengan yang akan diterima.")
    await hr.tap("Kirim Sekarang")
    assert hr.taps == 5
    report = await hr.sees("Pengumuman selesai dikirim.")
    sent = re.search(r"Terkirim: (\d+) dari (\d+)", await report.inner_text())
    assert sent is not None
    assert int(sent[1]) == int(sent[2]) > 1

    asn.taps = 0
    await asn.sees("Pendaftaran", CARE.title, "telah dibuka")
    await asn.tap("Daftar")
    await asn.sees(CARE.title, "● Terdaftar")
    assert asn.taps == 1


async def _today(page: Page) -> datetime:
    """The day on the phones' clock, at midnight there."""
    state = await page.request.get("/desk/state", timeout=PATIENCE)
    now = datetime.fromisoformat((await state.json())["now"]).astimezone(JAKARTA)
    return now.replace(hour=0, minute=0, second=0, microsecond=0)


def _roster() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    newcomer = {
        "NIP BARU": "199505052022031996",
        "NAMA": "Contoh Baru",
        "NOMOR HP": "084000000901",
        "JENIS PEGAWAI NAMA": "PNS",
        "KEDUDUKAN HUKUM NAMA": "Aktif",
        "JABATAN NAMA": "Arsiparis Mahir",
        "UNOR ID": "C02",
        "UNOR NAMA": "Dinas Komunikasi dan Informatika",
    }
    sheet.append(list(newcomer))
    sheet.append(list(newcomer.values()))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
