"""Hostile content from files and people, on every screen and in every export."""

import asyncio
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from bot.intake import patience
from domain.ids import OfferingId
from domain.imports.sheets import COLUMNS, SheetKind
from handlers.actions import decode, encode
from handlers.actions.accounts import SendCopy
from handlers.actions.imports import OpenPreview
from handlers.actions.seats import DownloadParticipants
from handlers.documents.spreadsheets.writing import WrittenSheet, write_workbook
from storage.outbox.tables import message as message_table
from storage.people.tables import person as person_table
from tests.support.town import Town
from tests.support.walking import walk
from tests.support.workbooks import nip

EVIL = '=HYPERLINK("http://jahat.example","x") <b>&lt;{0} %s _*[a](b)'
BREAK = "Judul <i>\r\nATTACH:http://jahat.example/\n=1+1"
HARMLESS = ("Bad Request: query is too old", "Bad Request: message is not modified")
IN_A_CALENDAR = {
    "BEGIN",
    "END",
    "PRODID",
    "VERSION",
    "METHOD",
    "UID",
    "DTSTAMP",
    "SEQUENCE",
    "SUMMARY",
    "DTSTART",
    "DTEND",
    "DESCRIPTION",
    "LOCATION",
    "URL",
    "ACTION",
    "TRIGGER",
    "TZID",
    "TZOFFSETFROM",
    "TZOFFSETTO",
    "TZNAME",
    "RRULE",
    "RDATE",
    "COMMENT",
}
MOST_ROUNDS = 20
PERSON = ("/menu", "/kompetensi", "/pelatihan", "/saya", "/umpanbalik", EVIL, "/menu")
OFFICER = ("/hr", "/pengumuman", "/menu")
NEVER = ("Ya, Hapus", "Cabut", "Bahasa", "English", "Hentikan")


@pytest.fixture(autouse=True)
def tireless(monkeypatch: pytest.MonkeyPatch) -> None:
    """No person presses so fast."""
    monkeypatch.setattr(patience, "BURST", 10_000)


def sheet(kind: SheetKind, *rows: dict[str, str]) -> WrittenSheet:
    """A sheet of the file; what begins with = is text there."""
    columns = COLUMNS[kind]
    return WrittenSheet(kind.value, columns, [[row.get(c, "") for c in columns] for row in rows])


def hostile_trainings() -> tuple[dict[str, str], ...]:
    """One that needs approval, one that does not, one with a link that no browser may follow."""
    common = {"JUDUL": EVIL, "JENIS": EVIL, "JP": "8", "PENYELENGGARA": EVIL, "DESKRIPSI": BREAK}
    offering = {
        **common,
        "KODE PELATIHAN": "K=1",
        "MODA": "Hibrida",
        "KOMPETENSI": "T.01:3",
        "ANGKATAN": "=I",
        "MULAI": "9/12/2026 08.00",
        "SELESAI": "9/12/2026 16.00",
        "TEMPAT": BREAK,
        "TAUTAN": 'https://kelas.example/?a="><script>',
        "KUOTA": "30",
        "PERLU PERSETUJUAN": "Ya",
    }
    second = {
        **offering,
        "KODE PELATIHAN": "K2",
        "JUDUL": BREAK,
        "PERLU PERSETUJUAN": "Tidak",
        "MULAI": "16/12/2026 08.00",
        "SELESAI": "16/12/2026 16.00",
    }
    forged = {**offering, "KODE PELATIHAN": "K3", "TAUTAN": "javascript:alert(1)"}
    return offering, second, forged


def hostile_file(citizen: str, officer: str) -> bytes:
    """All seven sheets."""
    person = {
        "NAMA": f"Contoh {EVIL}"[:100],
        "GELAR DEPAN": "<u>",
        "GELAR BELAKANG": "=1+1",
        "JABATAN NAMA": EVIL,
        "UNOR ID": "U=1",
        "GOL AKHIR NAMA": "III/<a>",
    }
    pages = (
        sheet(SheetKind.UNIT, {"UNOR ID": "U=1", "UNOR NAMA": EVIL}),
        sheet(
            SheetKind.COMPETENCY,
            {
                "KODE KOMPETENSI": "T.01",
                "NAMA KOMPETENSI": EVIL,
                "KELOMPOK": "Teknis",
                **{f"LEVEL {n}": EVIL for n in range(1, 6)},
            },
        ),
        sheet(
            SheetKind.REQUIREMENT,
            {"JABATAN NAMA": EVIL, "KODE KOMPETENSI": "T.01", "LEVEL": "3"},
        ),
        sheet(
            SheetKind.STAFF,
            {**person, "NIP BARU": nip(1), "NOMOR HP": citizen},
            {**person, "NIP BARU": nip(2), "NOMOR HP": officer},
            {**person, "NIP BARU": nip(3), "NOMOR HP": "=cmd|calc"},
        ),
        sheet(
            SheetKind.ASSESSMENT,
            {
                "NIP": nip(1),
                "KODE KOMPETENSI": "T.01",
                "LEVEL": "1",
                "TANGGAL PENILAIAN": "1/6/2026",
                "SUMBER": "Atasan",
            },
        ),
        sheet(SheetKind.TRAINING, *hostile_trainings()),
        sheet(
            SheetKind.PARTICIPANT,
            {"KODE PELATIHAN": "K2", "ANGKATAN": "=I", "NIP": nip(3), "STATUS": "terdaftar"},
        ),
    )
    return write_workbook(pages)


async def look_around(town: Town, phone: Any, commands: tuple[str, ...]) -> set[str]:
    """Presses every button that comes up after a command, once; the actions that were pressed."""
    pressed: set[str] = set()
    for command in commands:
        for _ in range(MOST_ROUNDS):
            known = len(pressed)
            await answered(phone, phone.send(command))
            while (found := new_button(phone, pressed)) is not None:
                message, data = found
                pressed.add(meaning(data))
                await answered(phone, phone.press(message, data))
                if asks(phone):
                    await answered(phone, phone.send(EVIL))
            if len(pressed) == known:
                break
    await town.settle()
    return {type(decode(data)).__name__ for data in pressed}


def meaning(data: str) -> str:
    """The button without the number of what its message showed, which changes with each press."""
    action = decode(data)
    return data if getattr(action, "seen", None) is None else encode(replace(action, seen=0))


def asks(phone: Any) -> bool:
    """Whether the last message wants something typed."""
    said = phone.last.said.lower()
    return any(word in said for word in ("ketik", "tuliskan", "silakan kirim isi", "alasan"))


def new_button(phone: Any, pressed: set[str]) -> tuple[int, str] | None:
    return next(
        (button for button in buttons(phone, 8) if meaning(button[1]) not in pressed), None
    )


def buttons(phone: Any, last: int) -> list[tuple[int, str]]:
    """Of the last messages, the newest first."""
    return [
        (message.id, button.data)
        for message in reversed(phone.messages[-last:])
        for row in message.buttons
        for button in row
        if button.data and not any(word in button.label for word in NEVER)
    ]


async def answered(phone: Any, act: Any) -> None:
    """Acts, and waits a moment for what it brings."""
    before = len(phone.world.calls)
    await act
    for _ in range(500):
        await asyncio.sleep(0.02)
        if len(phone.world.calls) > before:
            break
    await asyncio.sleep(0.05)


async def test_hostile_fields_stay_text_wherever_they_are_shown_or_exported(
    town: Town,
):
    citizen, hr = await town.citizen("Contoh Satu"), await town.citizen("Contoh Dua", hr=True)
    async with town.store.write() as session:
        for number, phone in ((1, citizen), (2, hr)):
            mine = person_table.c.id == town.person_of(phone)
            await session.execute(person_table.update().where(mine).values(nip=nip(number)))
    await hr.send_file("'=jahat <b>.xlsx", hostile_file(citizen.number, hr.number))
    await hr.hears("ditolak 1", timeout=30)
    await hr.tap("Rincian")
    await hr.hears("TAUTAN: javascript:alert(1)")
    await hr.tap("Unduh")
    await hr.hears("perlu diperiksa")
    await hr.press(*next(b for b in buttons(hr, 12) if type(decode(b[1])) is OpenPreview))
    await hr.hears("Belum ada yang disimpan")
    await hr.tap("Simpan")
    await hr.hears("Tersimpan")
    seen = await look_around(town, citizen, PERSON) | await look_around(town, hr, OFFICER)
    await announce(hr)
    await citizen.hears(EVIL)
    await hr.press(hr.last.id, encode(DownloadParticipants(OfferingId(2))))
    await citizen.press(citizen.last.id, encode(SendCopy()))
    await town.move_to(datetime(2026, 12, 16, 10, tzinfo=UTC))
    seen |= await look_around(town, citizen, ("/umpanbalik",))
    assert len(seen) > 50, f"not looked at much: {sorted(seen)}"
    for call in town.sandbox.calls:
        assert call.error is None or call.error.startswith(HARMLESS), (call.method, call.error)
    async with town.store.read() as session:
        states = set((await session.execute(select(message_table.c.state))).scalars())
    assert "sent" in states
    assert not states & {"parked", "unknown"}
    kinds = [check_file(*m.document) for p in (citizen, hr) for m in p.messages if is_file(m)]
    assert set(kinds) == {".ics", ".xlsx", ".json"}
    assert kinds.count(".xlsx") >= 4
    links = {
        b.url for p in (citizen, hr) for m in p.messages for r in m.buttons for b in r if b.url
    }
    assert all(link.startswith("https://") for link in links)


async def announce(hr: Any) -> None:
    """Free text to everybody."""
    await hr.send("/pengumuman")
    await walk(hr, "Teks Bebas")
    await hr.hears("kirim isi pengumuman")
    await hr.send(EVIL)
    await walk(hr, "Semua ASN", "Pratinjau", "Kirim Sekarang")


def is_file(message: Any) -> bool:
    return message.document is not None and not message.outgoing


def check_file(name: str, content: bytes) -> str:
    """That what was filled in is nothing but text in it; its kind."""
    kind = name[name.rindex(".") :]
    if kind == ".xlsx":
        for sheet_ in load_workbook(io.BytesIO(content)):
            for row in sheet_.iter_rows():
                assert all(cell.data_type in "snd" and not cell.hyperlink for cell in row), name
    elif kind == ".ics":
        lines = content.decode().replace("\r\n ", "").split("\r\n")
        found = {line.partition(":")[0].partition(";")[0] for line in lines if line}
        assert found <= IN_A_CALENDAR, found - IN_A_CALENDAR
    else:
        json.loads(content)
    return kind
