"""The sheets libur, kebijakan and sesi: previewed, saved, loaded again, taken back."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from domain.catalogue.editing import Edit, RunField
from domain.catalogue.trainings import TrainingField
from domain.imports.preview import LoadTally
from domain.office.holidays import Holiday
from domain.outbox.messages import MessageKind
from storage.catalogue import trainings
from storage.catalogue.hr import editing, stages
from storage.catalogue.tables import offering, speaker, training, training_session
from storage.imports import undo
from storage.imports.tables import import_log, staged_problem
from storage.office import holidays
from storage.office.tables import holiday, policy
from storage.outbox.tables import message
from tests.support.acts import act
from tests.support.builders import NOW, Builders
from tests.support.imports_desk import loaded, one, previewed, rows
from tests.support.times import at
from tests.support.workbooks import STAFF, TRAINING, nip, workbook
from tests.support.workbooks import person as staff_row

LIBUR = ("TANGGAL LIBUR", "KETERANGAN")
KEBIJAKAN = ("NAMA", "NILAI", "BERLAKU SEJAK")
SESI = ("KODE PELATIHAN", "ANGKATAN", "SESI", "MULAI", "SELESAI", "TEMPAT", "JP", "NARASUMBER")


@pytest.fixture
def make(store):
    return Builders(store)


async def taken_back(store) -> None:
    last = (await rows(store, select(import_log).order_by(import_log.c.id.desc())))[0].id
    assert await undo.undo(store, act(), last)


async def test_holidays_are_loaded_once_renamed_and_taken_back(store, tmp_path):
    first = workbook(
        tmp_path / "a.xlsx", libur=[LIBUR, ("25/12/2026", "Natal"), (date(2027, 1, 1), "Tahun")]
    )
    effects = await loaded(store, first)
    assert (effects.tally, effects.holidays) == (LoadTally(new=2), 2)
    again = await loaded(store, first)
    assert (again.tally, again.holidays) == (LoadTally(unchanged=2), 0)
    renamed = workbook(tmp_path / "b.xlsx", libur=[LIBUR, ("25/12/2026", "Hari Raya Natal")])
    _, preview = await previewed(store, renamed)
    assert [(c.column, c.examples) for c in preview.columns] == [
        ("KETERANGAN", (("Natal", "Hari Raya Natal"),))
    ]
    await loaded(store, renamed)
    await taken_back(store)
    kept = await rows(store, select(holiday.c.name).order_by(holiday.c.day))
    assert [row.name for row in kept] == ["Natal", "Tahun"]


async def test_a_holiday_that_was_removed_in_the_chat_comes_back_with_a_file(store, tmp_path):
    christmas = Holiday(date(2026, 12, 25), "Natal")
    await holidays.add(store, act(), christmas)
    await holidays.remove(store, act(), christmas.day, mark=christmas.mark)
    file = workbook(tmp_path / "a.xlsx", libur=[LIBUR, ("25/12/2026", "Natal")])
    assert (await loaded(store, file)).tally == LoadTally(new=1)
    assert await holidays.known(store, 2026)


async def days(store, of) -> list[int]:
    query = select(training_session.c.starts_at).where(training_session.c.offering_id == of)
    found = await rows(store, query.order_by(training_session.c.starts_at))
    return [row.starts_at.day for row in found]


async def test_an_offering_that_is_loaded_has_no_session_on_a_weekend_or_holiday(store, tmp_path):
    offered = ["P01", "Bimtek", "bimtek", "luring", 16, None, "I"]
    offered += ["23/12/2026", "28/12/2026", "Aula", 5]
    file = workbook(
        tmp_path / "a.xlsx",
        pelatihan=[TRAINING, offered],
        libur=[LIBUR, ("25/12/2026", "Natal")],
    )
    await loaded(store, file)
    of = (await one(store, offering)).id
    assert await days(store, of) == [23, 24, 28]
    await taken_back(store)
    assert not await rows(store, select(offering))
    assert not await rows(store, select(training_session))


async def test_a_holiday_that_is_taken_back_is_a_working_day_again(store, make, tmp_path):
    of = await make.offering(starts_at=at("2026-12-22 08:00"), ends_at=at("2026-12-25 16:00"))
    file = workbook(tmp_path / "a.xlsx", libur=[LIBUR, ("24/12/2026", "Cuti bersama")])
    await loaded(store, file)
    assert await days(store, of) == [22, 23, 25]
    await taken_back(store)
    assert await days(store, of) == []  # each day from first to last


async def test_people_hear_of_a_holiday_that_a_file_brings(store, make, tmp_path):
    of = await make.offering(starts_at=at("2026-12-22 08:00"), ends_at=at("2026-12-25 16:00"))
    await make.enrolment(await make.person(), of)
    file = workbook(tmp_path / "a.xlsx", libur=[LIBUR, ("24/12/2026", "Cuti bersama")])
    effects = (await previewed(store, file))[1].effects
    assert (effects.moved, effects.told) == (1, 1)
    await loaded(store, file)
    promised = select(message.c.kind, message.c.state)
    assert [tuple(row) for row in await rows(store, promised)] == [("offering_moved", "due")]
    await taken_back(store)
    assert [tuple(row) for row in await rows(store, promised)] == [("offering_moved", "cancelled")]


async def test_policies_are_loaded_and_what_is_not_known_is_refused(store, tmp_path):
    file = workbook(
        tmp_path / "a.xlsx",
        kebijakan=[
            KEBIJAKAN,
            ("urung_menit", 10, "1/1/2027"),
            ("Ubah Besar Persen", "20 %", "1/1/2027"),
            ("jam_sesi", "8.00–12.00; 13.00–15.30", "1/1/2027"),
            ("urung_menit", 61, "1/2/2027"),
            ("jam_sesi", "08.00-13.00/12.00-16.00", "1/2/2027"),
            ("warna", "merah", "1/1/2027"),
        ],
    )
    effects = await loaded(store, file)
    assert effects.tally == LoadTally(new=3)
    kept = await rows(store, select(policy.c.name, policy.c.value).order_by(policy.c.id))
    assert {tuple(row) for row in kept} == {
        ("urung_menit", "10"),
        ("ubah_besar_persen", "20"),
        ("jam_sesi", "08.00-12.00/13.00-15.30"),
    }
    refused = await rows(store, select(staged_problem.c.row, staged_problem.c.expected))
    assert sorted(map(tuple, refused)) == [(5, "undo"), (6, "hours"), (7, "policy")]
    assert (await loaded(store, file)).tally == LoadTally(unchanged=3)
    await taken_back(store)
    assert not await rows(store, select(policy))


async def with_offering(make: Builders):
    person = await make.person(nip=nip(1))
    of = await make.offering(training={"code": "P01"})
    await make.enrolment(await make.person("Contoh Dua"), of)
    return person, of


def sessions_file(path, *more):
    return workbook(
        path,
        sesi=[
            SESI,
            ("P01", 1, 1, "9/12/2026 08.00", "9/12/2026 12.00", None, 4, nip(1)),
            ("P01", 1, 2, "11/12/2026 13.00", "11/12/2026 16.00", "Ruang B", 3, "Contoh Luar"),
            *more,
        ],
    )


async def test_sessions_move_their_offering_and_its_people_are_told_once(store, make, tmp_path):
    person, of = await with_offering(make)
    file = sessions_file(tmp_path / "a.xlsx")
    _, preview = await previewed(store, file)
    assert [(c.column, c.examples) for c in preview.columns] == [("SESI", (("1 sesi", "2 sesi"),))]
    assert [each.people for each in preview.offerings] == [1]
    effects = await loaded(store, file)
    assert (effects.tally, effects.moved, effects.told) == (LoadTally(new=2), 1, 1)
    there = await one(store, offering, id=of)
    assert (there.session_plan, there.ends_at) == ("given", at("2026-12-11 16:00"))
    found = await rows(store, select(training_session).order_by(training_session.c.starts_at))
    assert [(row.place, row.hours) for row in found] == [(None, 4), ("Ruang B", 3)]
    spoken = await rows(store, select(speaker.c.person_id, speaker.c.name).order_by(speaker.c.id))
    assert [tuple(row) for row in spoken] == [(person, None), (None, "Contoh Luar")]
    again = await loaded(store, file)
    assert (again.tally, again.told) == (LoadTally(unchanged=2), 0)
    told = await rows(store, select(message.c.kind, message.c.person_id))
    assert {row.kind for row in told} == {MessageKind.OFFERING_MOVED, MessageKind.SPEAKER}
    assert len(told) == 2
    assert (MessageKind.SPEAKER, person) in map(tuple, told)


async def test_sessions_are_taken_back(store, make, tmp_path):
    _, of = await with_offering(make)
    before = await one(store, offering, id=of)
    await loaded(store, sessions_file(tmp_path / "a.xlsx"))
    await taken_back(store)
    there = await one(store, offering, id=of)
    for name in ("session_plan", "starts_at", "ends_at", "closes_at"):
        assert getattr(there, name) == getattr(before, name), name
    assert not await rows(store, select(training_session))


async def test_a_second_file_changes_the_sessions_that_differ(store, make, tmp_path):
    _, of = await with_offering(make)
    await loaded(store, sessions_file(tmp_path / "a.xlsx"))
    third = ("P01", 1, 3, "10/12/2026 08.00", "10/12/2026 12.00", None, None, None)
    other = ("P01", 1, 2, "11/12/2026 13.00", "11/12/2026 15.00", None, None, "-")
    first = ("P01", 1, 1, "9/12/2026 08.00", "9/12/2026 12.00", None, None, None)
    file = workbook(tmp_path / "b.xlsx", sesi=[SESI, first, other, third])
    assert (await loaded(store, file)).tally == LoadTally(new=1, changed=1, unchanged=1)
    assert await days(store, of) == [9, 10, 11]
    assert len(await rows(store, select(speaker))) == 1
    asked = select(message).where(message.c.kind == MessageKind.SPEAKER.value)
    assert len(await rows(store, asked)) == 1  # Who still speaks is not asked again.
    await taken_back(store)
    assert await days(store, of) == [9, 11]
    assert len(await rows(store, select(speaker))) == 2


async def test_sessions_that_a_file_moved_with_their_offering_are_taken_back(
    store, make, tmp_path
):
    await with_offering(make)
    await loaded(store, sessions_file(tmp_path / "a.xlsx"))
    before = await rows(store, select(training_session).order_by(training_session.c.id))
    await loaded(store, offered(tmp_path / "b.xlsx", day="16/12/2026"))
    of = (await one(store, offering)).id
    assert await days(store, of) == [16, 18]
    await taken_back(store)
    after = await rows(store, select(training_session).order_by(training_session.c.id))
    assert after == before
    assert (await one(store, offering)).ends_at == at("2026-12-11 16:00")


async def of_speakers(store) -> list[tuple[str, str]]:
    kinds = (MessageKind.SPEAKER.value, MessageKind.SPEAKER_FREED.value)
    query = select(message.c.kind, message.c.state).where(message.c.kind.in_(kinds))
    return [tuple(row) for row in await rows(store, query.order_by(message.c.id))]


async def all_sent(store) -> None:
    async with store.write() as session:
        due = update(message).where(message.c.state == "due")
        await session.execute(due.values(state="sent"))


async def test_speakers_hear_of_an_import_that_is_taken_back(store, make, tmp_path):
    await with_offering(make)
    await loaded(store, sessions_file(tmp_path / "a.xlsx"))
    await all_sent(store)
    elsewhere = ("P01", 1, 1, "9/12/2026 09.00", "9/12/2026 12.00", None, None, nip(1))
    none = ("P01", 1, 2, "11/12/2026 13.00", "11/12/2026 16.00", None, None, "-")
    await loaded(store, workbook(tmp_path / "b.xlsx", sesi=[SESI, elsewhere, none]))
    await all_sent(store)
    before = await of_speakers(store)
    log = (await rows(store, select(import_log).order_by(import_log.c.id.desc())))[0]
    # One participant, and one speaker who is asked about the old time again.
    assert (await undo.rehearse(store, log.id, now=NOW)).told == 2
    await taken_back(store)
    heard = (await of_speakers(store))[len(before) :]
    assert sorted(heard) == [("offerings.speaker", "due"), ("offerings.speaker_freed", "due")]


async def test_a_speaker_whom_an_undone_import_named_is_freed(store, make, tmp_path):
    await with_offering(make)
    await loaded(store, sessions_file(tmp_path / "a.xlsx"))
    await all_sent(store)
    await taken_back(store)
    assert await of_speakers(store) == [
        ("offerings.speaker", "sent"),
        ("offerings.speaker_freed", "due"),
    ]


async def test_speakers_who_were_not_told_yet_hear_nothing_of_an_undone_import(
    store, make, tmp_path
):
    await with_offering(make)
    await loaded(store, sessions_file(tmp_path / "a.xlsx"))
    await taken_back(store)
    assert await of_speakers(store) == [("offerings.speaker", "cancelled")]


async def test_rows_of_sessions_that_cannot_be_are_refused(store, make, tmp_path):
    await with_offering(make)
    file = sessions_file(
        tmp_path / "a.xlsx",
        ("P01", 1, 3, "9/12/2026 11.00", "9/12/2026 14.00", None, None, None),
        ("P01", 1, 2, "12/12/2026 08.00", "12/12/2026 12.00", None, None, None),
        ("P01", 1, 4, "12/12/2026 08.00", "12/12/2026 12.00", None, None, nip(7)),
        ("P99", 1, 1, "12/12/2026 08.00", "12/12/2026 12.00", None, None, None),
        ("P01", 1, 5, "14/12/2026 12.00", "14/12/2026 08.00", None, None, None),
    )
    await previewed(store, file, now=NOW)
    found = select(staged_problem.c.row, staged_problem.c.problem, staged_problem.c.title)
    assert sorted(map(tuple, await rows(store, found))) == [
        (4, "overlap", "SESI"),
        (5, "dup", "SESI"),
        (6, "unknown", "NARASUMBER"),
        (7, "unknown", "KODE PELATIHAN"),
        (8, "order", "SELESAI"),
    ]


def offered(path, *, place="Aula BKPSDM", day="9/12/2026"):
    row = ["P01", "Bimtek", "bimtek", "luring", 16, None, "I", day, day, place, 30]
    return workbook(path, pelatihan=[TRAINING, row])


async def test_a_title_changed_on_the_card_of_the_training_is_newer_than_the_file(
    store, make, tmp_path
):
    officer = await make.person("Contoh Petugas")
    runs = [
        ["P01", "Bimtek", "bimtek", "luring", 16, None, label, day, day, "Aula BKPSDM", 30]
        for label, day in (("I", "9/12/2026"), ("II", "16/12/2026"))
    ]
    file = workbook(tmp_path / "a.xlsx", pelatihan=[TRAINING, *runs])
    await loaded(store, file)
    of, later = (await one(store, training)).id, NOW + timedelta(hours=1)
    await trainings.change(
        store, act(officer, now=later), of, TrainingField.TITLE, old="Bimtek", new="Bimtek Baru"
    )
    # One value of the file, though two offerings show it.
    assert (await previewed(store, file, now=later))[1].newer == 1


async def test_a_file_that_sets_back_what_the_chat_changed_says_so(store, make, tmp_path):
    officer = await make.person("Contoh Petugas")
    file = offered(tmp_path / "a.xlsx")
    await loaded(store, file)
    of = (await one(store, offering)).id
    assert (await previewed(store, file))[1].newer == 0
    edit = Edit(RunField.PLACE, {"place": "Aula BKPSDM"}, {"place": "Ruang B"})
    later = NOW + timedelta(hours=1)
    changed = await editing.save(store, act(officer, now=later), of, edit)
    assert (await previewed(store, file, now=later))[1].newer == 1
    elsewhere = offered(tmp_path / "b.xlsx", place=None, day="10/12/2026")
    assert (await previewed(store, elsewhere, now=later))[1].newer == 0
    assert await stages.undo(store, act(officer, now=later), changed) is True
    assert (await previewed(store, file, now=later))[1].newer == 0
    await editing.save(store, act(officer, now=later), of, edit)
    # What is loaded now is newer than the chat.
    await loaded(store, elsewhere, now=later + timedelta(hours=1))
    assert (await previewed(store, file, now=later + timedelta(hours=2)))[1].newer == 0


async def test_how_many_changes_are_unusual_is_a_policy(store, tmp_path):
    people = [staff_row(number) for number in range(10)]
    await loaded(store, workbook(tmp_path / "a.xlsx", pegawai=[STAFF, *people]))
    for number in range(4):
        people[number] = (*people[number][:3], "Camat", *people[number][4:])
    moved = workbook(tmp_path / "b.xlsx", pegawai=[STAFF, *people])
    assert [c.column for c in (await previewed(store, moved))[1].large] == ["JABATAN NAMA"]
    rule = ("ubah_besar_persen", 40, "23/11/2026")
    await loaded(store, workbook(tmp_path / "c.xlsx", kebijakan=[KEBIJAKAN, rule]))
    assert (await previewed(store, moved))[1].large == ()
