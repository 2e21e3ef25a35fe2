"""Checks that every promised message is settled, and arrived at most once for each try."""

from collections import Counter, defaultdict
from typing import Any

from sqlalchemy import select

from handlers.capabilities import notices as handlers_notices
from handlers.notices import Sending
from storage.outbox.tables import message
from tests.chaos.arrivals import Content, first_of
from tests.chaos.city import City
from tests.chaos.ledger import Books

FINAL = ("sent", "unknown", "unreachable", "expired", "dropped", "cancelled", "parked")


async def check(city: City, books: Books) -> None:
    """Messages of every kind."""
    due = select(message).where(message.c.not_before <= city.sandbox.clock.now())
    async with city.store.read() as session:
        rows = (await session.execute(due)).all()
    books.figures["promises"] = dict(Counter(row.state for row in rows))
    books.figures["kinds"] = dict(Counter(row.kind for row in rows))
    open_ = [row for row in rows if row.state not in FINAL]
    books.expect(not open_, f"{len(open_)} promises are neither sent nor accounted for")
    parked = [f"{row.kind}: {row.error}" for row in rows if row.state == "parked"]
    books.expect(not parked, f"{len(parked)} parked: {parked[:3]}")
    _arrivals(city, rows, books)


def _arrivals(city: City, rows: Any, books: Books) -> None:
    """A second copy needs a second try: after a crash or a lost answer, and only then."""
    phones = {phone.telegram_id: first_of(phone) for phone in [*city.citizens, *city.officers]}
    officers = {phone.telegram_id for phone in city.officers}
    maybe: Counter[tuple[int, str]] = Counter()
    for row in rows:
        if row.state != "sent":
            maybe[row.person_id, row.kind] += row.attempts
    alike: dict[tuple[int, Content], list[Any]] = defaultdict(list)
    silent = []
    for row in rows:
        chat = phones.get(row.sent_chat_id)
        if (
            row.state != "sent"
            or chat is None
            or handlers_notices.KINDS[row.kind].sending is not Sending.NEW
        ):
            continue
        content = chat.get(row.telegram_message_id)
        if content is None:
            silent.append(row.kind)
        elif row.kind != "announcement" or row.sent_chat_id not in officers:
            # An officer has the preview of an announcement as well.
            alike[row.sent_chat_id, content].append(row)
    books.expect(not silent, f"{len(silent)} are called sent that nobody has: {silent[:3]}")
    doubled: Counter[str] = Counter()
    unexplained: Counter[str] = Counter()
    for (account, content), same in alike.items():
        times = sum(each == content for each in phones[account].values())
        kind = same[0].kind
        tries = sum(max(1, row.attempts) for row in same) + maybe[same[0].person_id, kind]
        doubled[kind] += times - len(same)
        unexplained[kind] += max(0, times - tries)
    books.figures["doubled"] = dict(+doubled)
    books.expect(
        not +unexplained, f"doubled without an unknown outcome before: {dict(+unexplained)}"
    )
