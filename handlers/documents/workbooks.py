"""Makes every workbook that goes out: each sheet says what it is, by whom, of when, how much."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers.documents.spreadsheets.writing import WrittenSheet, write_workbook
from handlers.screens import dates
from handlers.screens.screen import Document
from handlers.screens.words import Words

MADE_ROW = 2
"""The row of each sheet that says of when it is."""


async def workbook(
    w: Words, name: str, pages: Sequence[WrittenSheet], *, now: datetime, dated: bool = True
) -> Document:
    """`<name>-<day>.xlsx`, or `<name>.xlsx`; written in a thread, so that the bot goes on."""
    day = f"-{dates.local(now, w.house.timezone):%Y%m%d}" if dated else ""
    written = await asyncio.to_thread(content, w, pages, now=now)
    return Document(f"{name}{day}.xlsx", written)


def content(w: Words, pages: Sequence[WrittenSheet], *, now: datetime) -> bytes:
    """The sheets under their headings, as an .xlsx."""
    return write_workbook([_headed(w, page, now) for page in pages])


def _headed(w: Words, page: WrittenSheet, now: datetime) -> WrittenSheet:
    title, *others = page.heading or (page.name.capitalize(),)
    made = w.label("{unit_hr}, per {waktu}", waktu=dates.stamp(w, now, w.house.timezone))
    return replace(page, heading=(title, made, *others, _extent(w, page)))


def _extent(w: Words, page: WrittenSheet) -> str:
    """How many rows there are, and what the list was narrowed to."""
    if page.blank and (page.example or not page.rows):
        return w.label("Kolom bertanda * wajib diisi.")
    n = w.number(len(page.rows))
    if page.narrowed:
        return w.label("{n} baris, {saringan}", n=n, saringan=page.narrowed)
    return w.label("{n} baris", n=n)
