from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from domain.imports.preview import LoadTally
from storage.catalogue.tables import offering, training_competency
from storage.imports import runs, staging
from storage.outbox.tables import message
from storage.seats.tables import enrolment
from storage.upkeep import pruning
from tests.support.builders import NOW, Builders
from tests.support.imports_desk import loaded, one, previewed
from tests.support.imports_desk import rows as support_rows
from tests.support.workbooks import TRAINING, nip, workbook

PARTICIPANTS = ("KODE PELATIHAN", "ANGKATAN", "NIP", "STATUS", "NOMOR SERTIFIKAT")


def row(**other):
    values = {
        "KODE PELATIHAN": "P01",
        "JUDUL": "Bimtek Arsip",
        "JENIS": "bimtek",
        "JP": 16,
        "MULAI": "9/12/2026",
        "SELESAI": "10/12/2026",
        "TEMPAT": "Aula A",
        "KUOTA": 2,
        **{name.replace("_", " "): value for name, value in other.items()},
    }
    return [values.get(column) for column in TRAINING]


@pytest.fixture
def make(store):
    return Builders(store)


@pytest.fixture
def load(store, tmp_path):
    async def load(*rows, name="a.xlsx"):
        return await loaded(store, workbook(tmp_path / name, Data=[TRAINING, *rows]))

    return load


async def messages(store):
    query = select(message).order_by(message.c.id)
    return [(each.kind, each.person_id) for each in await support_rows(store, query)]


async def states(store):
    return [
        each.state for each in await support_rows(store, select(message).order_by(message.c.id))
    ]


async def sent(store):
    """What is due has reached its people."""
    due = message.c.state == "due"
    async with store.write() as session:
        await session.execute(update(message).where(due).values(state="sent"))


@pytest.mark.parametrize("how", ["terminal", "chat"])
async def test_a_second_move_is_told_as_well(store, tmp_path, make, how):
    async def moved_to(day, *, at):
        file = workbook(tmp_path / "a.xlsx", Data=[TRAINING, row(MULAI=day, SELESAI=day)])
        run, _ = await previewed(store, file, now=at)
        await runs.save(store, run, by=None, now=at)
        if how == "terminal":
            await staging.discard(store, run)
        else:
            a_day_on = at + timedelta(hours=25)
            await pruning.prune(store, now=a_day_on, real_now=a_day_on)

    await moved_to("9/12/2026", at=NOW)
    there = (await one(store, offering)).id
    await make.enrolment(await make.person(), there)
    await moved_to("10/12/2026", at=NOW + timedelta(days=2))
    await sent(store)
    await moved_to("11/12/2026", at=NOW + timedelta(days=4))
    assert [kind for kind, _ in await messages(store)] == ["offering_moved"] * 2


async def test_missing_hours_get_the_usual_ones(store, load):
    await load(row(BATAS_DAFTAR="7 Des 2026"))
    made = await one(store, offering, label="I")
    assert made.starts_at == datetime(2026, 12, 9, 1, 0, tzinfo=UTC)
    assert made.ends_at == datetime(2026, 12, 10, 9, 0, tzinfo=UTC)
    assert made.closes_at == datetime(2026, 12, 7, 16, 59, tzinfo=UTC)
    assert made.timezone == "Asia/Jakarta"


async def test_a_moved_offering_tells_everybody_who_counts_on_it(store, load, make):
    await load(row())
    there = (await one(store, offering)).id
    in_, waiting, out = [await make.person(f"Contoh {n}") for n in range(3)]
    await make.enrolment(in_, there)
    await make.enrolment(waiting, there, state="queued", place_in_queue=1)
    await make.enrolment(out, there, state="cancelled")
    effects = await load(row(MULAI="10/12/2026", TEMPAT="Aula B"))
    assert (effects.tally, effects.moved, effects.told) == (LoadTally(changed=1), 1, 2)
    assert await messages(store) == [("offering_moved", in_), ("offering_moved", waiting)]
    told = (await support_rows(store, select(message.c.facts)))[0].facts["old"]
    assert told["place"] == "Aula A"
    assert told["starts_at"] == "2026-12-09T01:00:00+00:00"
    effects = await load(row(MULAI="10/12/2026", TEMPAT="Aula B"))
    assert effects.tally == LoadTally(unchanged=1)
    assert len(await messages(store)) == 2


async def test_a_moved_offering_asks_anew_who_comes(store, load, make):
    await load(row())
    there = (await one(store, offering)).id
    await make.enrolment(await make.person(), there, confirmed_at=NOW)
    await load(row(JUDUL="Bimtek Arsip Dinamis"))
    assert (await one(store, enrolment)).confirmed_at == NOW
    await load(row(JUDUL="Bimtek Arsip Dinamis", MULAI="10/12/2026"))
    assert (await one(store, enrolment)).confirmed_at is None


async def test_another_title_or_deadline_tells_nobody(store, load, make):
    await load(row())
    there = (await one(store, offering)).id
    await make.enrolment(await make.person(), there)
    effects = await load(row(JUDUL="Bimtek Arsip Dinamis", BATAS_DAFTAR="1/12/2026"))
    assert (effects.tally, effects.moved) == (LoadTally(changed=1), 0)
    assert await messages(store) == []


async def test_what_is_over_is_corrected_in_silence(store, load, make):
    await load(row(MULAI="2/11/2026", SELESAI="2/11/2026"))
    there = (await one(store, offering)).id
    await make.enrolment(await make.person(), there)
    effects = await load(row(MULAI="3/11/2026", SELESAI="3/11/2026"))
    assert (effects.tally, effects.moved) == (LoadTally(changed=1), 0)


async def test_batal_calls_off_with_its_reason_and_buka_opens_again(store, load, make):
    await load(row())
    there = (await one(store, offering)).id
    person = await make.person()
    await make.enrolment(person, there)
    off = row(STATUS_ANGKATAN="batal", ALASAN="Narasumber berhalangan", MULAI="10/12/2026")
    effects = await load(off)
    assert (effects.moved, effects.told) == (1, 1)
    assert await messages(store) == [("offering_called_off", person)]
    kept = await one(store, offering)
    assert (kept.called_off_at, kept.called_off_reason) == (NOW, "Narasumber berhalangan")
    assert (await load(off)).tally == LoadTally(unchanged=1)
    assert (await load(row(MULAI="10/12/2026"))).tally == LoadTally(unchanged=1)
    assert (await load(row(STATUS_ANGKATAN="buka", MULAI="10/12/2026"))).tally == LoadTally(
        changed=1
    )
    assert (await one(store, offering)).called_off_at is None
    # The call-off had not reached the person, who hears of the new date alone.
    told = ("offering_called_off", person), ("offering_moved", person)
    assert await messages(store) == list(told)
    assert await states(store) == ["cancelled", "due"]
    await sent(store)
    await load(off)
    await sent(store)
    await load(row(STATUS_ANGKATAN="buka", MULAI="10/12/2026"))
    assert (await messages(store))[2:] == [
        ("offering_called_off", person), ("offering_reopened", person),
    ]  # fmt: skip


async def test_a_higher_quota_moves_the_queue_up_and_a_lower_one_keeps_the_seats(
    store, load, make, tmp_path
):
    await load(row())
    there = (await one(store, offering)).id
    people = [await make.person(f"Contoh {n}") for n in range(4)]
    for person in people[:2]:
        await make.enrolment(person, there)
    for place, person in enumerate(people[2:], 1):
        await make.enrolment(person, there, state="queued", place_in_queue=place)
    await load(row(KUOTA=3))
    assert await messages(store) == [("note.promoted", people[2])]
    path = workbook(tmp_path / "b.xlsx", Data=[TRAINING, row(KUOTA=1)])
    _, preview = await previewed(store, path)
    assert preview.warned == 1
    await load(row(KUOTA=1))
    states = await support_rows(store, select(enrolment.c.state).order_by(enrolment.c.id))
    assert [each.state for each in states] == ["enrolled", "enrolled", "enrolled", "queued"]


async def test_goals_are_replaced_where_the_column_is_there(store, load, make):
    first = await make.competency(code="T.01")
    second = await make.competency(code="T.02")
    query = select(training_competency.c.competency_id, training_competency.c.level)
    await load(row(KOMPETENSI="t.01:2; T.02:3"))
    assert sorted(await support_rows(store, query)) == sorted([(first, 2), (second, 3)])
    assert (await load(row(KOMPETENSI="T.01:2"))).tally == LoadTally(changed=1)
    assert await support_rows(store, query) == [(first, 2)]


async def test_participants_are_what_hr_says(store, load, make, tmp_path):
    await load(row(KUOTA=1))
    there = (await one(store, offering)).id
    people = [await make.person(f"Contoh {n}", nip=nip(n)) for n in range(4)]
    await make.enrolment(people[0], there)
    await make.enrolment(people[1], there, state="cancelled")
    path = workbook(
        tmp_path / "p.xlsx",
        Data=[
            PARTICIPANTS,
            ("p01", None, nip(0), "lulus", "S-1"),
            ("P01", "I", nip(1), "tidak hadir", None),
            ("P01", "I", nip(2), "Hadir", None),
            ("P01", "I", nip(3), "terdaftar", None),
        ],
    )
    _, preview = await previewed(store, path)
    assert (preview.warned, preview.refused) == (3, 0)
    assert (await loaded(store, path)).tally == LoadTally(new=2, changed=1, unchanged=1)
    assert (await loaded(store, path)).tally == LoadTally(unchanged=4)
    e = enrolment
    found = await support_rows(
        store, select(e.c.person_id, e.c.state, e.c.attendance, e.c.certificate)
    )
    assert sorted(found) == [
        (people[0], "enrolled", "passed", "S-1"),
        (people[1], "cancelled", None, None),
        (people[2], "enrolled", "attended", None),
        (people[3], "enrolled", None, None),
    ]


async def test_who_leaves_service_gives_the_seat_up(store, load, make, tmp_path):
    await load(row(KUOTA=1))
    there = (await one(store, offering)).id
    leaving = await make.person("Contoh Satu", nip=nip(1))
    waiting = await make.person("Contoh Dua", nip=nip(2))
    await make.link(leaving, 42)
    await make.enrolment(leaving, there)
    await make.enrolment(waiting, there, state="queued", place_in_queue=1)
    staff = [
        ("NIP", "NAMA", "OPD", "KEDUDUKAN HUKUM"),
        (nip(1), "Contoh Satu", "Dinas", "Pensiun"),
    ]
    path = workbook(tmp_path / "s.xlsx", Data=staff)
    effects = await loaded(store, path)
    assert (effects.leaving, effects.missing) == (1, 1)
    assert (await one(store, enrolment, person_id=leaving)).state == "cancelled"
    assert (await one(store, enrolment, person_id=waiting)).state == "enrolled"
    assert await messages(store) == [("note.promoted", waiting)]


async def test_an_offering_keeps_the_zone_that_its_file_names(store, load):
    await load(
        row(MULAI="9/12/2026 08.00 WITA", SELESAI="9/12/2026 16.00 WITA"),
        row(ANGKATAN="II", MULAI="9/12/2026 08.00 WIT", SELESAI="9/12/2026 16.00 WIT"),
        row(ANGKATAN="III", MULAI="9/12/2026 08.00 WIB", SELESAI="9/12/2026 16.00 WIB"),
        row(ANGKATAN="IV", MULAI="2026-12-09T08:00:00+08:00", SELESAI="2026-12-09T16:00:00+08:00"),
    )
    found = await support_rows(
        store,
        select(offering.c.label, offering.c.starts_at, offering.c.timezone).order_by(
            offering.c.id
        ),
    )
    midnight = datetime(2026, 12, 9, tzinfo=UTC)
    assert [tuple(each) for each in found] == [
        ("I", midnight, "Asia/Makassar"),
        ("II", midnight - timedelta(hours=1), "Asia/Jayapura"),
        ("III", midnight + timedelta(hours=1), "Asia/Jakarta"),
        ("IV", midnight, "Asia/Makassar"),
    ]


async def test_a_later_file_without_a_zone_keeps_the_zone_and_the_clock(store, load, make):
    await load(
        row(MULAI="9/12/2026 08.00 WITA", SELESAI="9/12/2026 16.00", BATAS_DAFTAR="1/12/2026")
    )
    there = await one(store, offering)
    await make.enrolment(await make.person(), there.id)
    effects = await load(
        row(MULAI="9/12/2026 08.00", SELESAI="9/12/2026 16.00", BATAS_DAFTAR="1/12/2026")
    )
    assert effects.tally == LoadTally(unchanged=1)
    assert await one(store, offering) == there
    effects = await load(row(MULAI="9/12/2026 09.00", SELESAI="9/12/2026 16.00"))
    assert (effects.moved, effects.told) == (1, 1)
    assert (await one(store, offering)).starts_at == datetime(2026, 12, 9, 1, tzinfo=UTC)


async def test_another_zone_for_the_same_moment_tells_nobody(store, load, make):
    await load(row(MULAI="9/12/2026 08.00 WIB", SELESAI="9/12/2026 16.00 WIB"))
    await make.enrolment(await make.person(), (await one(store, offering)).id)
    effects = await load(row(MULAI="9/12/2026 09.00 WITA", SELESAI="9/12/2026 17.00 WITA"))
    assert (effects.tally, effects.moved) == (LoadTally(changed=1), 0)
    assert (await one(store, offering)).timezone == "Asia/Makassar"


async def test_a_range_in_mulai_moves_the_end_too(store, load):
    await load(row(MULAI="7-9 Desember 2026", SELESAI=None))
    assert (await one(store, offering)).ends_at == datetime(2026, 12, 9, 9, tzinfo=UTC)
    await load(row(MULAI="7 s.d. 10 Desember 2026", SELESAI=None, JP="16 JP", KUOTA="30 orang"))
    kept = await one(store, offering)
    assert (kept.ends_at, kept.quota) == (datetime(2026, 12, 10, 9, tzinfo=UTC), 30)


async def test_the_number_of_the_calendar_entry_rises_with_what_a_calendar_shows(store, load):
    numbers = []
    for facts in (
        {},
        {},
        {"KUOTA": 5, "BATAS_DAFTAR": "1/12/2026"},
        {"SELESAI": "11/12/2026"},
        {"SELESAI": "11/12/2026", "JUDUL": "Bimtek Arsip Dinamis"},
        {"SELESAI": "11/12/2026", "JUDUL": "Bimtek Arsip Dinamis", "TEMPAT": "Aula B"},
    ):
        await load(row(**facts))
        numbers.append((await one(store, offering)).sequence)
    assert numbers == [0, 0, 0, 1, 2, 3]
