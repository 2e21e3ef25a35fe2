"""Checks that people know what stands of the offerings that HR changed, and heard it once."""

from collections import Counter, defaultdict
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from domain.outbox.messages import MessageKind
from storage.catalogue.tables import offering, offering_change
from storage.outbox.tables import message
from storage.seats.rows import is_open
from storage.seats.tables import enrolment
from tests.chaos.arrivals import first_of
from tests.chaos.city import City
from tests.chaos.ledger import Books

KINDS = (
    MessageKind.OFFERING_MOVED,
    MessageKind.OFFERING_CALLED_OFF,
    MessageKind.OFFERING_REOPENED,
)
OFF = "✗ Dibatalkan"


async def check(city: City, books: Books) -> None:
    """Compares the changes of each offering with what the people in it were told last."""
    now = city.sandbox.clock.now()
    seats = select(enrolment.c.id, enrolment.c.offering_id, enrolment.c.since).where(is_open())
    told = select(message).where(message.c.kind.in_(KINDS)).order_by(message.c.id)
    async with city.store.read() as session:
        changes = (await session.execute(select(offering_change))).all()
        runs = {row.id: row for row in await session.execute(select(offering))}
        people = (await session.execute(seats)).all()
        rows = (await session.execute(told)).all()
    heard = defaultdict(list)
    for row in rows:
        heard[row.facts["enrolment"]].append(row)
    of_run = defaultdict(list)
    for change in changes:
        of_run[change.offering_id].append(change)
    books.figures["changes of offerings"] = dict(Counter(change.event for change in changes))
    books.figures["of them undone"] = sum(change.undone_at is not None for change in changes)
    accounts = {phone.telegram_id: first_of(phone) for phone in [*city.officers, *city.citizens]}
    wrong: Counter[str] = Counter()
    for seat in people:
        # Who came after the first change saw what was planned then.
        mine = of_run[seat.offering_id]
        if not mine or seat.since > min(change.at for change in mine):
            continue
        if any(change.tell_at and change.tell_at > now for change in mine):
            continue
        if fault := _fault(runs[seat.offering_id], mine, heard[seat.id], accounts):
            wrong[fault] += 1
    for fault, times in wrong.items():
        books.expect(False, f"{times} people {fault}")


def _fault(run: Any, changes: Any, rows: Any, accounts: Any) -> str | None:
    """What is wrong with the messages of one person about one offering."""
    standing = [change for change in changes if change.undone_at is None and change.tell_at]
    undone = len(changes) - sum(change.undone_at is None for change in changes)
    tried = [row for row in rows if row.state != "cancelled"]
    sent = [row for row in tried if row.state == "sent"]
    if len(sent) < len(tried):
        return None  # what became of a message is not known, or it could reach no person
    if not tried:
        return "were not told of a change" if standing else None
    if len({row.dedupe_key for row in sent}) < len(sent) or len(sent) > len(changes) + undone:
        return "were told more often than was changed"
    said, _ = accounts.get(sent[-1].sent_chat_id, {}).get(sent[-1].telegram_message_id, ("", ""))
    if not said:
        return None
    if not _says(run, said):
        return "know of a change what does not stand" if standing else "know what was undone"
    return None


def _says(run: Any, said: str) -> bool:
    """Whether this message says what is planned now."""
    if run.called_off_at is not None or OFF in said:
        return (run.called_off_at is not None) == (OFF in said)
    begins = run.starts_at.astimezone(ZoneInfo(run.timezone))
    now = said.split("Menjadi:")[-1]
    return run.place in now and f"{begins:%H.%M}" in now
