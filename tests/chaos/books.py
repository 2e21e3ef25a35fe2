"""The books: what must be true when everything has come to rest."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from storage.tables import (
    announcement,
    enrolment,
    enrolment_event,
    handled_update,
    link,
    message,
    offering,
)
from tests.chaos.citizens import Diary
from tests.chaos.city import City

TAKEN = ("enrolled", "requested")
FINAL = ("sent", "unknown", "unreachable", "expired", "dropped", "cancelled", "parked")


@dataclass(slots=True)
class Books:
    """Figures, and what is wrong."""

    figures: dict[str, Any] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def expect(self, holds: bool, sentence: str) -> None:
        if not holds:
            self.wrong.append(sentence)


async def most_over_quota(city: City) -> int:
    """By how many the fullest offering is over its quota at this moment; 0 or less is right."""
    taken = (
        select(func.count())
        .where(enrolment.c.offering_id == offering.c.id, enrolment.c.state.in_(TAKEN))
        .scalar_subquery()
    )
    async with city.store.read() as session:
        found = await session.execute(select(func.max(taken - offering.c.quota)))
        return int(found.scalar_one())


async def check(city: City, diary: Diary, told_before: dict[int, int]) -> Books:
    """Reads everything. `told_before`: messages of those who left, when they left."""
    books = Books()
    await _updates(city, diary, books)
    await _seats(city, books)
    await _queues(city, books)
    await _messages(city, diary, books)
    for phone in city.leavers:
        got = sum(not m.outgoing for m in phone.messages) - told_before[phone.telegram_id]
        books.expect(got <= 0, f"somebody who left service got {got} messages")
    return books


async def _updates(city: City, diary: Diary, books: Books) -> None:
    async with city.store.read() as session:
        claimed = set((await session.execute(select(handled_update.c.update_id))).scalars())
    expired = city.sandbox.world.updates.expired
    missing = [
        number
        for number, (account, _) in diary.pressed.items()
        if number not in claimed
        and number not in expired
        and account not in {phone.telegram_id for phone in city.leavers}
    ]
    books.figures["acts of people"] = diary.acts
    books.figures["effects asked for"] = len(diary.pressed)
    books.figures["taps that expired with Telegram"] = len(expired & set(diary.pressed))
    books.figures["updates not confirmed"] = city.sandbox.pending_updates()
    lost = [(number, diary.pressed[number][1]) for number in missing[:5]]
    books.expect(not missing, f"{len(missing)} accepted updates have no effect: {lost}")
    books.expect(not city.sandbox.pending_updates(), "updates were never confirmed")


async def _seats(city: City, books: Books) -> None:
    async with city.store.read() as session:
        states = select(enrolment.c.state, func.count()).group_by(enrolment.c.state)
        books.figures["enrolments"] = dict((await session.execute(states)).all())
        linked = select(func.count()).select_from(link)
        books.figures["people linked"] = (await session.execute(linked)).scalar_one()
    over = await most_over_quota(city)
    books.expect(over <= 0, f"an offering is {over} over its quota")


async def _queues(city: City, books: Books) -> None:
    """Nobody overtakes; no state is entered twice in a row; the last one is the present one."""
    query = (
        select(enrolment_event, enrolment.c.offering_id, enrolment.c.state.label("present"))
        .join(enrolment, enrolment.c.id == enrolment_event.c.enrolment_id)
        .order_by(enrolment_event.c.id)
    )
    async with city.store.read() as session:
        events = (await session.execute(query)).all()
    waiting: dict[int, dict[int, int]] = defaultdict(dict)
    last: dict[int, Any] = {}
    overtaken = promoted = 0
    for event in events:
        before = last.get(event.enrolment_id)
        twice = before is not None and before.state == event.state
        books.expect(not twice, f"enrolment {event.enrolment_id} is {event.state} twice in a row")
        queue = waiting[event.offering_id]
        joined = queue.pop(event.enrolment_id, None)
        if event.state == "queued":
            queue[event.enrolment_id] = event.id
        elif event.state in TAKEN and joined is not None:
            promoted += 1
            overtaken += sum(other < joined for other in queue.values())
        last[event.enrolment_id] = event
    books.figures["promoted from a queue"] = promoted
    books.expect(not overtaken, f"{overtaken} people in a queue were overtaken")
    stale = [e.enrolment_id for e in last.values() if e.state != e.present]
    books.expect(not stale, f"{len(stale)} enrolments are not what their history says")


async def _messages(city: City, diary: Diary, books: Books) -> None:
    async with city.store.read() as session:
        rows = (
            await session.execute(
                select(message, announcement.c.text)
                .outerjoin(announcement, announcement.c.id == message.c.announcement_id)
                .where(message.c.not_before <= city.sandbox.clock.now())
            )
        ).all()
    states = Counter(row.state for row in rows)
    kinds = Counter(row.kind for row in rows)
    books.figures["promises"] = dict(states)
    books.figures["kinds"] = dict(kinds)
    open_ = [row for row in rows if row.state not in FINAL]
    books.expect(not open_, f"{len(open_)} promises are neither sent nor accounted for")
    parked = [f"{row.kind}: {row.error}" for row in rows if row.state == "parked"]
    books.expect(not parked, f"{len(parked)} parked: {parked[:3]}")
    accounts = {who: account for account, who in city.numbers.items()}
    chats = {phone.telegram_id: phone for phone in [*city.citizens, *city.officers]}
    doubles = silent = unexplained = 0
    for row in rows:
        if row.text is None or row.kind != "announcement" or row.person_id not in accounts:
            continue
        shown = chats[accounts[row.person_id]].messages
        previews = row.person_id <= len(city.officers)  # officers see their own preview, too
        heard = sum(m.said == row.text for m in shown if not m.outgoing)
        if previews:
            continue
        doubles += max(0, heard - 1)
        unexplained += heard > 1 and row.attempts <= 1 and not row.uncertain
        silent += row.state == "sent" and heard == 0
    books.figures["announced"] = len(diary.announced)
    books.figures["announcements doubled"] = doubles
    books.expect(not silent, f"{silent} messages are called sent that nobody has")
    books.expect(not unexplained, f"{unexplained} doubled without an unknown outcome before")
