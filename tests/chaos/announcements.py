"""Checks that each announcement was started once, with one row per person of its audience."""

from collections import Counter
from typing import Any

from sqlalchemy import select

from storage.announcements.tables import announcement
from storage.outbox.tables import message
from storage.people.tables import person
from storage.process.tables import handled_update
from tests.chaos.arrivals import first_of
from tests.chaos.citizens import Diary
from tests.chaos.city import City
from tests.chaos.ledger import Books

BEGUN = ("sending", "stopped", "done")


async def check(city: City, diary: Diary, books: Books) -> None:
    """Compares the diary of the officers with the announcements, and these with their rows."""
    async with city.store.read() as session:
        found = (await session.execute(select(announcement))).all()
        rows = (
            await session.execute(select(message).where(message.c.kind == "announcement"))
        ).all()
        active = select(person.c.id).where(person.c.active)
        everybody = set((await session.execute(active)).scalars())
        claimed = set((await session.execute(select(handled_update.c.update_id))).scalars())
    texts = Counter(one.text for one in found)
    begun = {one.text for one in found if one.state in BEGUN}
    books.figures["announced"] = len(diary.announced)
    books.figures["announcements begun"] = len(begun)
    twice = [text for text, times in texts.items() if times > 1]
    books.expect(not twice, f"{len(twice)} announcements exist twice: {twice[:3]}")
    foreign = [text for text in texts if diary.typed and text not in diary.typed]
    books.expect(not foreign, f"{len(foreign)} announcements that nobody typed: {foreign[:3]}")
    forgotten = [
        text
        for text, taps in diary.announced.items()
        if text not in begun
        and any(number in claimed and stale is False for number, stale in taps)
    ]
    books.expect(not forgotten, f"{len(forgotten)} announced and never begun: {forgotten[:3]}")
    untapped = [text for text in begun if diary.typed and not diary.announced.get(text)]
    books.expect(not untapped, f"{len(untapped)} begun that nobody sent: {untapped[:3]}")
    _recipients(found, rows, everybody, books)
    _doubles(city, found, rows, books)


def _recipients(found: Any, rows: Any, everybody: set[int], books: Books) -> None:
    to = {one.id: set() for one in found}
    for row in rows:
        to[row.announcement_id].add(row.person_id)
    begun = [one for one in found if one.state in BEGUN]
    lying = [one.id for one in begun if one.state == "sending" or not one.fanned_out]
    books.expect(not lying, f"{len(lying)} announcements are neither sent to all nor ended")
    short = [one.id for one in begun if one.fanned_out and not everybody <= to[one.id]]
    books.expect(not short, f"{len(short)} announcements left somebody out: {short[:3]}")
    early = [one.id for one in found if one not in begun and to[one.id]]
    books.expect(not early, f"{len(early)} announcements went out that were not begun")


def _doubles(city: City, found: Any, rows: Any, books: Books) -> None:
    """By text, whatever became of the row. Officers see their own previews: not theirs."""
    text = {one.id: one.text for one in found}
    heard = {
        city.numbers[phone.telegram_id]: Counter(said for said, _ in first_of(phone).values())
        for phone in city.citizens
    }
    mine = [
        (heard[row.person_id][text[row.announcement_id]], row)
        for row in rows
        if row.person_id in heard
    ]
    books.figures["announcements doubled"] = sum(times > 1 for times, _ in mine)
    unexplained = sum(times > max(1, row.attempts) for times, row in mine)
    books.expect(
        not unexplained, f"{unexplained} announcements doubled without an unknown outcome before"
    )
    silent = sum(row.state == "sent" and not times for times, row in mine)
    books.expect(not silent, f"{silent} announcements are called sent that nobody has")
