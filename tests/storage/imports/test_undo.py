"""The last import is taken back row by row; what was changed or used since stays."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from domain.catalogue.making.drafts import OfferingDraft
from domain.imports.preview import UndoFigures
from storage.catalogue.drafts import reading, writing
from storage.catalogue.tables import offering, training, training_competency
from storage.competencies.tables import assessment, competency, requirement
from storage.imports import runs, undo
from storage.imports.tables import import_log
from storage.outbox.tables import message
from storage.people.tables import person, position, unit
from storage.seats.tables import enrolment
from tests.support.acts import act
from tests.support.builders import NOW, Builders
from tests.support.imports_desk import loaded, one, previewed, rows
from tests.support.workbooks import STAFF, TRAINING, nip, workbook
from tests.support.workbooks import person as staff_row

TABLES = (
    person,
    unit,
    position,
    competency,
    requirement,
    assessment,
    training,
    offering,
    enrolment,
)


@pytest.fixture
def make(store):
    return Builders(store)


async def stored(store) -> dict[str, list]:
    """All rows that an import may change."""
    tables = (*TABLES, training_competency)
    # The number of a calendar entry rises with every change, also with one that is taken back.
    # That it was moved stays known, as does the number for calendars.
    kept = (offering.c.sequence.name, offering.c.moved_at.name)
    columns = {table: [c for c in table.c if c.name not in kept] for table in tables}
    return {
        table.name: sorted(map(tuple, await rows(store, select(*columns[table]))), key=repr)
        for table in tables
    }


async def last(store):
    return (await rows(store, select(import_log).order_by(import_log.c.id.desc())))[0].id


def book(path, *, post="Lurah", level=2, day="9/12/2026", goals="T.01:3", status="hadir"):
    offered = ["P01", "Bimtek", "bimtek", "luring", 16, goals, "I", day, day, "Aula", 5]
    people = [staff_row(1), (*staff_row(2)[:3], post, *staff_row(2)[4:])]
    return workbook(
        path,
        unit=[
            ("UNOR ID", "UNOR NAMA", "UNOR ATASAN ID"),
            ("U00", "Kota", None),
            ("U01", "Dinas Contoh", "U00"),
        ],
        kompetensi=[
            ("KODE KOMPETENSI", "NAMA KOMPETENSI", "KELOMPOK"),
            ("T.01", f"Arsip {level}", "teknis"),
        ],
        standar=[("JABATAN NAMA", "KODE KOMPETENSI", "LEVEL"), ("Lurah", "T.01", level)],
        pegawai=[STAFF, *people],
        penilaian=[
            ("NIP", "KODE KOMPETENSI", "LEVEL", "TANGGAL PENILAIAN"),
            (nip(1), "T.01", level, "1/6/2026"),
        ],
        pelatihan=[TRAINING, offered],
        peserta=[("KODE PELATIHAN", "NIP", "STATUS"), ("P01", nip(1), status)],
    )


async def test_a_first_import_is_gone_and_a_second_one_is_as_before(store, tmp_path):
    await loaded(store, book(tmp_path / "a.xlsx"))
    first = await stored(store)
    await loaded(
        store,
        book(
            tmp_path / "b.xlsx",
            post="Camat",
            level=3,
            day="10/12/2026",
            goals="T.01:4",
            status="lulus",
        ),
        now=NOW + timedelta(hours=1),
    )
    assert await stored(store) != first
    log = await last(store)
    figures = await undo.rehearse(store, log, now=NOW)
    assert await undo.undo(store, act(None, now=NOW), log)
    assert await stored(store) == first
    entry = await undo.entry(store, log, now=NOW)
    assert (entry.undone, figures) == (figures.restored, UndoFigures(figures.restored, 0, 0))
    # The one before is not the last one: it stays.
    before = (await rows(store, select(import_log).order_by(import_log.c.id)))[0].id
    assert not await undo.undo(store, act(None, update=2, now=NOW), before)


async def test_what_an_import_brought_goes(store, tmp_path):
    await loaded(store, book(tmp_path / "a.xlsx"))
    assert await undo.undo(store, act(None, now=NOW), await last(store))
    assert not any((await stored(store)).values())


async def test_what_a_draft_names_stays_and_the_draft_can_be_opened(store, tmp_path, make):
    officer = await make.person()
    await loaded(store, book(tmp_path / "a.xlsx"))
    wanted = await one(store, competency, code="T.01")
    run = OfferingDraft(training=(await one(store, training, code="P01")).id)
    new = OfferingDraft(title="Bimtek Arsip", goals=((wanted.id, 3),))
    drafts = [await writing.begin(store, act(officer), each) for each in (run, new)]
    assert await undo.undo(store, act(None, now=NOW), await last(store))
    cards = [await reading.look(store, each.id) for each in drafts]
    assert [card.title for card in cards] == ["Bimtek", "Bimtek Arsip"]
    assert cards[1].goals == ((wanted.name, 3),)


async def test_a_post_or_unit_that_is_used_since_stays_uncounted(store, tmp_path, make):
    await loaded(store, workbook(tmp_path / "a.xlsx", Data=[STAFF, staff_row(1), staff_row(2)]))
    used = await one(store, position, name="Lurah")
    await make.person("Contoh Lain", position_id=used.id)
    log = await last(store)
    assert await undo.rehearse(store, log, now=NOW) == UndoFigures(2, 0, 0)
    assert await undo.undo(store, act(None, now=NOW), log)
    assert [row.name for row in await rows(store, select(position))] == ["Lurah"]
    assert await rows(store, select(unit)) == []


async def test_a_tree_of_units_is_as_before(store, tmp_path):
    def tree(name, *units):
        return workbook(tmp_path / name, unit=[("UNOR ID", "UNOR NAMA", "UNOR ATASAN ID"), *units])

    await loaded(store, tree("a.xlsx", ("U00", "Kota", None), ("U01", "Dinas Contoh", "U00")))
    first = await stored(store)
    new = [("U09", "Badan Contoh", "U00"), ("U08", "Bidang Contoh", "U09")]
    await loaded(store, tree("b.xlsx", *new, ("U01", "Dinas Contoh Baru", "U08")))
    log = await last(store)
    assert await undo.rehearse(store, log, now=NOW) == UndoFigures(3, 0, 0)
    assert await undo.undo(store, act(None, now=NOW), log)
    assert await stored(store) == first


@pytest.mark.parametrize(
    ("before", "message_is", "after", "told"),
    [
        (None, "sent", "cancelled", 1),
        (None, "unreachable", None, 0),
        ("cancelled", "sent", "cancelled", 1),
        ("cancelled", "due", "cancelled", 0),
        ("queued", "sent", "enrolled", 0),
        ("queued", "due", "queued", 0),
        ("requested", "sent", "enrolled", 0),
    ],
)
async def test_no_seat_of_which_a_person_was_told_is_taken_back_unnoticed(
    store, tmp_path, make, before, message_is, after, told
):
    row = ["P01", "Bimtek", "bimtek", "luring", 16, None, "I", *["9/12/2026"] * 2, "Aula", 5]
    await loaded(store, workbook(tmp_path / "a.xlsx", Data=[TRAINING, row]))
    who = await make.person(nip=nip(1))
    if before is not None:
        place = 1 if before == "queued" else None
        there = (await one(store, offering)).id
        await make.enrolment(who, there, state=before, place_in_queue=place)
    seats = [("KODE PELATIHAN", "NIP", "STATUS"), ("P01", nip(1), "terdaftar")]
    await loaded(store, workbook(tmp_path / "b.xlsx", peserta=seats))
    async with store.write() as session:
        await session.execute(update(message).values(state=message_is))
    log = await last(store)
    assert (await undo.rehearse(store, log, now=NOW)).told == told
    assert await undo.undo(store, act(None, now=NOW), log)
    assert [each.state for each in await rows(store, select(enrolment))] == [after] * bool(after)
    due = await rows(store, select(message).where(message.c.state == "due"))
    assert [each.kind for each in due] == ["note.removed"] * told


async def test_what_was_changed_or_used_since_stays_and_is_counted(store, tmp_path, make):
    await loaded(store, workbook(tmp_path / "a.xlsx", Data=[STAFF, *map(staff_row, range(1, 5))]))
    changed = [(*staff_row(n)[:3], "Camat", *staff_row(n)[4:]) for n in range(1, 3)]
    new = [staff_row(n) for n in (7, 8)]
    await loaded(store, workbook(tmp_path / "b.xlsx", Data=[STAFF, *changed, *new]))
    async with store.write() as session:
        mine = person.c.nip == nip(1)
        await session.execute(update(person).where(mine).values(phone="+6284000000077"))
        await session.execute(
            update(person).where(person.c.nip == nip(2)).values(position_title="Sekcam")
        )
    linked = (await one(store, person, nip=nip(7))).id
    await make.link(linked, 70_007)
    log = await last(store)
    assert await undo.rehearse(store, log, now=NOW) == UndoFigures(1, 3, 0)
    assert await undo.undo(store, act(None, now=NOW), log)
    kept = {row.nip: row.position_title for row in await rows(store, select(person))}
    assert kept == {
        nip(1): "Camat",
        nip(2): "Sekcam",
        **dict.fromkeys([nip(3), nip(4), nip(7)], "Lurah"),
    }


async def test_people_who_left_by_it_are_back_with_their_seats_where_these_are_free(
    store, tmp_path, make
):
    there = await make.offering(seats=2)
    full = await make.offering("Bimtek Penuh", seats=1)
    people = [await make.person(f"Contoh {n}", nip=nip(n)) for n in (1, 2)]
    for each, seat in zip(people, (there, full), strict=True):
        await make.enrolment(each, seat)
    titles = ("NIP BARU", "NAMA", "KEDUDUKAN HUKUM NAMA", "JABATAN NAMA")
    left = [(nip(n), f"Contoh {n}", "Pensiun", None) for n in (1, 2)]
    await loaded(store, workbook(tmp_path / "a.xlsx", Data=[titles, *left]))
    await make.enrolment(await make.person("Contoh Baru"), full)
    assert await undo.undo(store, act(None, now=NOW), await last(store))
    assert all(row.active for row in await rows(store, select(person)))
    states = {row.person_id: row.state for row in await rows(store, select(enrolment))}
    assert [states[each] for each in people] == ["enrolled", "cancelled"]


@pytest.mark.parametrize("sent", [True, False])
async def test_who_was_told_of_a_move_is_told_that_it_is_as_before(store, tmp_path, make, sent):
    def file(name, day):
        row = ["P01", "Bimtek", "bimtek", "luring", 16, None, "I", day, day, "Aula", 5]
        return workbook(tmp_path / name, Data=[TRAINING, row])

    await loaded(store, file("a.xlsx", "9/12/2026"))
    there = (await one(store, offering)).id
    await make.enrolment(await make.person(), there)
    await loaded(store, file("b.xlsx", "10/12/2026"))
    if sent:
        async with store.write() as session:
            await session.execute(update(message).values(state="sent"))
    log = await last(store)
    assert (await undo.rehearse(store, log, now=NOW)).told == int(sent)
    assert await undo.undo(store, act(None, now=NOW), log)
    states = [row.state for row in await rows(store, select(message).order_by(message.c.id))]
    assert states == (["sent", "due"] if sent else ["cancelled"])
    assert (await one(store, offering)).starts_at.day == 9
    assert (await one(store, offering)).sequence == 2, "a calendar takes the entry anew"


async def test_after_a_week_nothing_is_taken_back(store, tmp_path):
    await loaded(store, workbook(tmp_path / "a.xlsx", Data=[STAFF, staff_row(1)]))
    log, late = await last(store), NOW + timedelta(days=7)
    assert not await undo.undo(store, act(None, now=late), log)
    assert len(await rows(store, select(person))) == 1


async def test_an_import_that_changes_nothing_is_not_the_last_one(store, tmp_path):
    file = workbook(tmp_path / "a.xlsx", Data=[STAFF, staff_row(1)])
    await loaded(store, file)
    await loaded(store, file)
    assert await undo.undo(store, act(None, now=NOW), await last(store))
    assert await rows(store, select(person)) == []


async def test_a_second_delivery_and_a_second_officer_take_nothing_back_twice(store, tmp_path):
    await loaded(store, workbook(tmp_path / "a.xlsx", Data=[STAFF, staff_row(1)]))
    log = await last(store)
    done = await asyncio.gather(
        *(undo.undo(store, act(None, update=n, now=NOW), log) for n in (1, 1, 2))
    )
    assert sorted(done) == [False, False, True]


async def test_saving_and_undoing_at_once_never_mix(store, tmp_path):
    await loaded(store, workbook(tmp_path / "a.xlsx", Data=[STAFF, staff_row(1)]))
    log = await last(store)
    run, _ = await previewed(store, workbook(tmp_path / "b.xlsx", Data=[STAFF, staff_row(2)]))
    undone, saved = await asyncio.gather(
        undo.undo(store, act(None, now=NOW), log), runs.save(store, run, by=None, now=NOW)
    )
    # One was first: then the preview is old, or the import is not the last one any more.
    assert undone != saved.saved
    kept = [row.nip for row in await rows(store, select(person).order_by(person.c.nip))]
    assert kept == ([] if undone else sorted([nip(1), nip(2)]))
