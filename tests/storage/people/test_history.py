"""The audit log as HR searches it: by person, event and day, the newest first, by an index."""

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event as listened
from sqlalchemy import insert, text

from domain.ids import PersonId
from domain.people.audit import (
    EVENTS,
    MOST_LISTED,
    Access,
    AuditChange,
    AuditObject,
    AuditQuery,
)
from storage.accounts.tables import data_request
from storage.database.store import Store
from storage.people import audit as people_audit
from storage.people import history
from storage.people.tables import audit
from tests.support.acts import act
from tests.support.builders import NOW, Builders

HOUR = timedelta(hours=1)
YEARS = 20_000
"""Entries of a log of years: so many that a plan without an index would be slow."""


@pytest.fixture
def make(store: Store) -> Builders:
    return Builders(store)


async def noted(store: Store, event: str, by: PersonId | None, about: int | None, hours=0) -> None:
    async with store.write() as session:
        at = NOW + hours * HOUR
        await people_audit.record(session, event, actor=by, about=about, at=at)


async def said(store: Store, page: int = 0, **facts: Any) -> list[tuple[str, str | None]]:
    found = await history.search(store, AuditQuery(**facts), page=page)
    return [(one.event, one.about) for one in found.items]


async def test_a_person_is_found_as_the_one_who_acted_and_as_the_one_it_was_about(store, make):
    officer, one, other = [
        await make.person(name) for name in ("Contoh A", "Contoh B", "Contoh C")
    ]
    seat = await make.enrolment(one, await make.offering())
    async with store.write() as session:
        wish = {"person_id": one, "kind": "correction", "created_at": NOW, "due_at": NOW}
        await session.execute(insert(data_request).values(id=77, **wish))
    await noted(store, "person_seen", officer, one)
    await noted(store, "person_seen", officer, other, hours=1)
    await noted(store, "participant_removed", officer, seat, hours=2)
    await noted(store, "data_request_seen", officer, 77, hours=3)
    await noted(store, "linked", one, one, hours=4)
    await noted(store, "participants_seen", officer, int(one), hours=5)  # an offering's number
    assert await said(store, person=one) == [
        ("linked", "Contoh B"),
        ("data_request_seen", "Contoh B"),
        ("participant_removed", "Contoh B"),
        ("person_seen", "Contoh B"),
    ]
    assert await said(store, person=other) == [("person_seen", "Contoh C")]
    assert [event for event, _ in await said(store, person=officer)] == [
        "participants_seen",
        "data_request_seen",
        "participant_removed",
        "person_seen",
        "person_seen",
    ]
    assert await said(store, person=one, access=Access.CHANGED) == [
        ("linked", "Contoh B"),
        ("participant_removed", "Contoh B"),
    ]


async def test_entries_are_narrowed_by_event_kind_and_day(store, make):
    officer = await make.person("Contoh Petugas")
    there = await make.offering("Bimtek Contoh", label="II")
    await noted(store, "participants_downloaded", officer, int(there), hours=0)
    await noted(store, "unlinked_downloaded", officer, None, hours=1)
    await noted(store, "offerings.closed", officer, int(there), hours=2)
    await noted(store, "hr_granted", None, int(officer), hours=30)
    downloads = await history.search(store, AuditQuery(access=Access.DOWNLOADED), page=0)
    assert [(one.event, one.title, one.label) for one in downloads.items] == [
        ("unlinked_downloaded", None, None),
        ("participants_downloaded", "Bimtek Contoh", "II"),
    ]
    assert await said(store, event="offerings.closed") == [("offerings.closed", None)]
    assert [one for one, _ in await said(store, since=NOW + HOUR, until=NOW + 24 * HOUR)] == [
        "offerings.closed",
        "unlinked_downloaded",
    ]
    by_nobody = (await history.search(store, AuditQuery(event="hr_granted"), page=0)).items[0]
    assert (by_nobody.actor, by_nobody.about, by_nobody.own) == (None, "Contoh Petugas", False)
    assert await history.oldest(store) == NOW


async def test_pages_stay_as_they_were_while_entries_are_added(store, make):
    officer, one = await make.person("Contoh Petugas"), await make.person("Contoh Satu")
    for hours in range(7):
        await noted(store, "person_seen", officer, one, hours=hours)
    first = await history.search(store, AuditQuery(person=one), page=0)
    assert (first.total, first.more, first.number) == (7, False, 0)
    await noted(store, "person_seen", officer, one, hours=8)
    later = AuditQuery(person=one, newest=first.newest)
    second = await history.search(store, later, page=1)
    assert [one.at for one in second.items] == [NOW + HOUR, NOW]
    assert second.total == 7
    assert (await history.search(store, later, page=99)).number == 1
    assert (await history.search(store, AuditQuery(person=one), page=0)).total == 8


async def test_a_change_says_the_old_and_the_new_value(store, make):
    officer, there = await make.person("Contoh Petugas"), int(await make.offering())
    changes = [AuditChange("quota", "30", "40"), AuditChange("place", None, "Aula Contoh")]
    async with store.effect(act(officer)) as tx:
        await people_audit.noted(tx, "offerings.made", about=there)
    async with store.effect(act(officer, now=NOW + HOUR)) as tx:
        await people_audit.noted(tx, "offerings.changed", about=there, changes=changes)
    await noted(store, "participants_seen", officer, there, hours=2)
    await noted(store, "number_set", officer, there, hours=3)  # a person's number
    async with store.read() as session:
        last = await history.last_changes(session, AuditObject.OFFERING, there, most=5)
        of_nothing = await history.last_changes(session, AuditObject.TRAINING, there)
    assert [(one.event, one.actor, one.change) for one in last] == [
        ("offerings.changed", "Contoh Petugas", changes[1]),
        ("offerings.changed", "Contoh Petugas", changes[0]),
        ("offerings.made", "Contoh Petugas", None),
    ]
    assert last[0].at == NOW + HOUR
    assert of_nothing == []
    lines, more = await history.for_file(store, AuditQuery(access=Access.CHANGED))
    assert [one.change for one in lines] == [None, *reversed(changes), None]
    assert not more


async def test_a_person_is_told_how_often_others_looked(store, make):
    officer, one = await make.person("Contoh Petugas"), await make.person("Contoh Satu")
    seat = await make.enrolment(one, await make.offering())
    await noted(store, "person_seen", officer, one, hours=-24 * 31)
    await noted(store, "person_seen", officer, one)
    await noted(store, "participant_seen", officer, seat)
    await noted(store, "number_set", officer, one)
    await noted(store, "person_seen", one, one)
    await noted(store, "person_seen", officer, officer)
    assert await history.looks(store, one, since=NOW - timedelta(days=30)) == 2


QUERIES = {
    "everything": ({}, {"ix_audit_at"}),
    "days": ({"since": NOW + HOUR, "until": NOW + 9 * HOUR}, {"ix_audit_at"}),
    "event": ({"event": "hr_granted"}, {"ix_audit_event_at"}),
    "rare kind": ({"access": Access.DOWNLOADED}, {"ix_audit_event_at"}),
    "changes": ({"access": Access.CHANGED}, {"ix_audit_event_at"}),
    "person": ({"person": 2}, {"ix_audit_actor_id_at", "ix_audit_object_id_at"}),
}


@pytest.mark.parametrize("name", QUERIES)
async def test_a_log_of_years_is_searched_by_an_index(store: Store, make: Builders, name: str):
    people = [await make.person() for _ in range(3)]
    rows = [
        {
            "actor_id": people[0] if number % 1000 else people[1],
            "event": "person_seen" if number % 100 else "imported",
            "object_id": number % 700,
            "at": NOW + number * timedelta(minutes=1),
        }
        for number in range(YEARS)
    ]
    heard: list[tuple[str, Any]] = []

    def hear(_connection: Any, _cursor: Any, sql: str, given: Any, *_: Any) -> None:
        heard.append((sql, given))

    async with store.write() as session:
        await session.execute(insert(audit), rows)
        await session.execute(text("ANALYZE"))
    facts, indexes = QUERIES[name]
    listened.listen(store.engine.sync_engine, "before_cursor_execute", hear)
    found = await history.search(store, AuditQuery(**facts), page=0)
    listened.remove(store.engine.sync_engine, "before_cursor_execute", hear)
    assert found.total <= MOST_LISTED
    plans = ""
    async with store.engine.connect() as connection:
        for sql, given in heard:
            explain = "EXPLAIN QUERY PLAN " if store.is_sqlite else "EXPLAIN "
            plan = await connection.exec_driver_sql(explain + sql, given)
            plans += "\n".join(str(row[-1]) for row in plan) + "\n"
        await connection.rollback()
    assert not re.search(r"Seq Scan on audit\b|SCAN audit(?! USING)", plans), plans
    used = set(re.findall(r"ix_audit\w*", plans))
    assert indexes <= used, plans


def test_every_event_has_a_number_of_its_own():
    numbers = [one.number for one in EVENTS.values()]
    assert len(set(numbers)) == len(numbers)
