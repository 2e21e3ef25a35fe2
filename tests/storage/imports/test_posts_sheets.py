"""The sheets atasan and mandat, and NIP ATASAN: previewed, saved, loaded again, taken back."""

from datetime import date, timedelta

import pytest
from sqlalchemy import insert, select

from domain.decisions.states import DecisionKind, DecisionState, DecisionStep
from domain.imports.preview import LoadTally
from domain.outbox.messages import MessageKind
from storage.decisions.tables import decision, mandate
from storage.imports import undo
from storage.imports.tables import import_log, staged_problem
from storage.outbox.tables import message
from storage.people.tables import person, position, superior, unit
from tests.support.acts import act
from tests.support.builders import NOW, Builders
from tests.support.imports_desk import loaded, one, previewed, rows
from tests.support.workbooks import nip, phone, workbook

STAFF = ("NIP BARU", "NAMA", "NOMOR HP", "JABATAN NAMA", "UNOR ID", "UNOR NAMA", "NIP ATASAN")
ATASAN = ("NIP", "NIP ATASAN", "JENIS", "MULAI", "SELESAI")
MANDAT = ("JABATAN NAMA", "UNOR ID", "NIP", "JENIS", "MULAI", "SELESAI", "NOMOR SURAT")
TODAY = date(2026, 11, 23)


@pytest.fixture
def make(store):
    return Builders(store)


def works(number, post="Analis", unit_code="U01", above=None):
    return (
        nip(number),
        f"Contoh {number}",
        phone(number),
        post,
        unit_code,
        f"Dinas {unit_code}",
        above,
    )


def roster(path, *people):
    return workbook(path, pegawai=[STAFF, *people])


async def town(store, tmp_path):
    """Person 1 below the head 2, a second head 3 elsewhere."""
    people = (works(1, above=nip(2)), works(2, "Kepala Dinas"), works(3, "Kepala Badan", "U02"))
    return await loaded(store, roster(tmp_path / "kota.xlsx", *people))


async def above(store):
    """Who is above whom: NIP of the person and of the superior, the post, since, until."""
    query = (
        select(person.c.nip, superior.c.nip, position.c.name, superior.c["since", "until"])
        .select_from(superior.join(person, person.c.id == superior.c.person_id))
        .outerjoin(position, position.c.id == superior.c.position_id)
        .order_by(superior.c.id)
    )
    return [tuple(row) for row in await rows(store, query)]


async def taken_back(store) -> None:
    last = (await rows(store, select(import_log).order_by(import_log.c.id.desc())))[0].id
    assert await undo.undo(store, act(), last)


async def problems(store, run):
    found = select(staged_problem.c.row, staged_problem.c.problem, staged_problem.c.title)
    of = (staged_problem.c.import_id == run, staged_problem.c.problem != "post")
    return sorted(map(tuple, await rows(store, found.where(*of))))


async def test_the_staff_sheet_says_who_is_above_even_if_named_later(store, tmp_path):
    await town(store, tmp_path)
    assert await above(store) == [(nip(1), nip(2), "Kepala Dinas", None, None)]
    unit_id = (await one(store, unit, code="U01")).id
    assert (await one(store, superior)).unit_id == unit_id
    again = await town(store, tmp_path)
    assert again.tally == LoadTally(unchanged=3)
    assert len(await above(store)) == 1


async def test_a_superior_whom_a_later_file_brings_has_the_post_from_then_on(store, tmp_path):
    await loaded(store, roster(tmp_path / "a.xlsx", works(1, above=nip(2))))
    assert await above(store) == [(nip(1), nip(2), None, None, None)]
    await loaded(store, roster(tmp_path / "b.xlsx", works(2, "Kepala Dinas")))
    assert await above(store) == [(nip(1), nip(2), "Kepala Dinas", None, None)]
    await taken_back(store)
    assert await above(store) == [(nip(1), nip(2), None, None, None)]


async def test_a_superior_who_gets_another_post_leaves_the_people_to_the_post(store, tmp_path):
    await town(store, tmp_path)
    await loaded(store, roster(tmp_path / "b.xlsx", works(2, "Kepala Badan", "U02")))
    assert await above(store) == [(nip(1), nip(2), "Kepala Dinas", None, None)]


async def test_another_superior_is_counted_with_the_requests_that_move(store, make, tmp_path):
    await town(store, tmp_path)
    await ask(store, 1)
    changed = roster(tmp_path / "b.xlsx", works(1, above=nip(3)))
    effects = await loaded(store, changed)
    assert (effects.superiors, effects.requests_moved) == (1, 1)
    assert await above(store) == [(nip(1), nip(3), "Kepala Badan", None, None)]
    await taken_back(store)
    assert await above(store) == [(nip(1), nip(2), "Kepala Dinas", None, None)]


async def ask(store, number):
    person_id = (await one(store, person, nip=nip(number))).id
    values = {
        "kind": DecisionKind.SEAT.value,
        "object_id": number,
        "step": DecisionStep.SUPERIOR.value,
        "state": DecisionState.OPEN.value,
        "person_id": person_id,
        "asked_at": NOW,
    }
    async with store.write() as session:
        await session.execute(insert(decision).values(values))


async def test_a_new_person_is_taken_back_with_the_superior(store, tmp_path):
    await town(store, tmp_path)
    await taken_back(store)
    assert await above(store) == []
    assert await rows(store, select(person)) == []


async def test_an_erased_superior_is_none_from_today_on(store, tmp_path):
    await town(store, tmp_path)
    file = roster(tmp_path / "b.xlsx", works(1, above="-"))
    effects = await loaded(store, file)
    assert effects.superiors == 1
    yesterday = TODAY - timedelta(days=1)
    assert await above(store) == [(nip(1), nip(2), "Kepala Dinas", None, yesterday)]
    assert (await loaded(store, file)).tally == LoadTally(unchanged=1)
    await loaded(store, roster(tmp_path / "c.xlsx", works(1, above=nip(2))))
    assert await above(store) == [(nip(1), nip(2), "Kepala Dinas", None, None)]


async def test_the_sheet_of_superiors_gives_days(store, tmp_path):
    await town(store, tmp_path)
    await ask(store, 1)
    file = workbook(
        tmp_path / "a.xlsx",
        atasan=[
            ATASAN,
            (nip(1), nip(3), "penilai", "1/11/2026", None),
            (nip(1), nip(3), "ketua tim", "1/11/2026", "31/12/2026"),
            (nip(2), nip(3), None, None, None),
        ],
    )
    _, preview = await previewed(store, file)
    assert [(sheet.name, sheet.kind.value) for sheet in preview.sheets] == [("atasan", "atasan")]
    effects = await loaded(store, file)
    assert effects.tally == LoadTally(new=3)
    assert (effects.superiors, effects.requests_moved) == (1, 1)
    first = (nip(1), nip(2), "Kepala Dinas", None, None)
    assert await above(store) == [
        first,
        (nip(1), nip(3), "Kepala Badan", date(2026, 11, 1), None),
        (nip(1), nip(3), "Kepala Badan", date(2026, 11, 1), date(2026, 12, 31)),
        (nip(2), nip(3), "Kepala Badan", None, None),
    ]
    again = await loaded(store, file)
    assert (again.tally, again.superiors) == (LoadTally(unchanged=3), 0)
    ended = workbook(
        tmp_path / "b.xlsx", atasan=[ATASAN, (nip(1), nip(3), None, "1/11/2026", "20/11/2026")]
    )
    effects = await loaded(store, ended)
    assert (effects.tally, effects.superiors) == (LoadTally(changed=1), 1)
    await taken_back(store)
    assert (await above(store))[1][-1] is None


async def test_the_sheet_of_superiors_is_taken_back(store, tmp_path):
    await town(store, tmp_path)
    before = await above(store)
    lines = [(nip(2), nip(3), None, None, None), (nip(1), nip(3), None, "1/1/2027", None)]
    await loaded(store, workbook(tmp_path / "a.xlsx", atasan=[ATASAN, *lines]))
    await taken_back(store)
    assert await above(store) == before


async def test_rows_of_superiors_that_cannot_be_are_refused(store, tmp_path):
    await town(store, tmp_path)
    file = workbook(
        tmp_path / "a.xlsx",
        atasan=[
            ATASAN,
            (nip(1), nip(1), None, None, None),
            (nip(1), nip(99), None, None, None),
            (nip(98), nip(2), None, None, None),
            (nip(1), nip(2), "bos", None, None),
            (nip(1), nip(2), None, "3/11/2026", "1/11/2026"),
            (nip(1), nip(2), None, "31 Feb", None),
        ],
    )
    run, _ = await previewed(store, file)
    assert await problems(store, run) == [
        (2, "oneself", "NIP ATASAN"),
        (3, "unknown", "NIP ATASAN"),
        (4, "unknown", "NIP"),
        (5, "value", "JENIS"),
        (6, "order", "SELESAI"),
        (7, "value", "MULAI"),
    ]


async def test_superiors_in_a_circle_are_warned_of(store, tmp_path):
    await town(store, tmp_path)
    lines = [(nip(2), nip(3), None, None, None), (nip(3), nip(1), None, None, None)]
    file = workbook(tmp_path / "a.xlsx", atasan=[ATASAN, *lines])
    run, preview = await previewed(store, file)
    assert preview.warned == 2
    assert await problems(store, run) == [(2, "circle", "NIP ATASAN"), (3, "circle", "NIP ATASAN")]


async def test_nobody_is_above_himself_by_the_staff_sheet(store, tmp_path):
    file = roster(tmp_path / "a.xlsx", works(1, above=nip(1)))
    run, _ = await previewed(store, file)
    assert await problems(store, run) == [(2, "ownsuperior", "NIP ATASAN")]
    await loaded(store, file)
    assert await above(store) == []


def acting(*lines):
    return [MANDAT, *lines]


async def test_mandates_are_loaded_once_changed_and_taken_back(store, tmp_path):
    await town(store, tmp_path)
    line = ("Kepala Dinas", "U01", nip(1), "Plt.", "1/11/2026", "31/1/2027", "800/1")
    file = workbook(tmp_path / "a.xlsx", mandat=acting(line))
    effects = await loaded(store, file)
    assert (effects.tally, effects.mandates) == (LoadTally(new=1), 1)
    there = await one(store, mandate)
    holder = (await one(store, person, nip=nip(1))).id
    assert (there.kind, there.holder_id, there.letter) == ("plt", holder, "800/1")
    assert (there.since, there.until) == (date(2026, 11, 1), date(2027, 1, 31))
    again = await loaded(store, file)
    assert (again.tally, again.mandates) == (LoadTally(unchanged=1), 0)
    told = await rows(store, select(message.c.kind, message.c.person_id))
    assert [tuple(row) for row in told] == [(MessageKind.MANDATE_BEGUN, holder)]
    longer = (*line[:5], "28/2/2027", None)
    changed = await loaded(store, workbook(tmp_path / "b.xlsx", mandat=acting(longer)))
    assert changed.tally == LoadTally(changed=1)
    there = await one(store, mandate)
    assert (there.until, there.letter) == (date(2027, 2, 28), "800/1")
    await taken_back(store)
    assert (await one(store, mandate)).until == date(2027, 1, 31)


async def test_a_mandate_is_taken_back(store, tmp_path):
    await town(store, tmp_path)
    line = ("kepala  badan", None, nip(1), "delegasi", "1/12/2026", "5/12/2026", None)
    await loaded(store, workbook(tmp_path / "a.xlsx", mandat=acting(line)))
    assert (await one(store, mandate)).unit_id == (await one(store, unit, code="U02")).id
    await taken_back(store)
    assert await rows(store, select(mandate)) == []


async def test_a_mandate_of_a_post_in_the_same_file_with_the_names_of_a_list(store, tmp_path):
    titles = ("NO", "NAMA", *MANDAT)
    line = (1, "Contoh 1", "Lurah", "U07", nip(1), "Plh", "1/12/2026", "5/12/2026", None)
    file = workbook(
        tmp_path / "a.xlsx",
        mandat=[titles, line],
        pegawai=[STAFF, works(1), works(7, "Lurah", "U07")],
    )
    effects = await loaded(store, file)
    assert effects.mandates == 1
    assert (await one(store, mandate)).unit_id == (await one(store, unit, code="U07")).id


async def test_rows_of_mandates_that_cannot_be_are_refused(store, tmp_path):
    await town(store, tmp_path)
    await loaded(
        store, roster(tmp_path / "c.xlsx", works(4, "Camat", "U03"), works(5, "Camat", "U04"))
    )
    days = ("1/12/2026", "5/12/2026", None)
    file = workbook(
        tmp_path / "a.xlsx",
        mandat=acting(
            ("Raja", "U01", nip(1), "Plt", *days),
            ("Kepala Dinas", "U99", nip(1), "Plt", *days),
            ("Kepala Dinas", "U01", nip(99), "Plt", *days),
            ("Kepala Dinas", "U01", nip(1), "pejabat", *days),
            ("Kepala Dinas", "U01", nip(1), "Plt", "5/12/2026", "1/12/2026", None),
            ("Camat", None, nip(1), "Plh", *days),
            ("Kepala Dinas", "U01", nip(1), "Plt", "1/12/2026", "31/3/2027", None),
        ),
    )
    run, _ = await previewed(store, file)
    assert await problems(store, run) == [
        (2, "unknown", "JABATAN NAMA"),
        (3, "unknown", "UNOR ID"),
        (4, "unknown", "NIP"),
        (5, "value", "JENIS"),
        (6, "order", "SELESAI"),
        (7, "unitofpost", "UNOR ID"),
        (8, "longterm", "SELESAI"),
    ]
