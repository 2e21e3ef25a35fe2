from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from domain.imports.preview import LoadTally
from storage.catalogue.tables import offering
from storage.competencies.tables import assessment
from storage.imports import report, runs
from storage.imports.tables import staged_problem, staged_staff
from storage.people import staff as people_staff
from storage.people.tables import audit, position, unit
from storage.people.tables import person as person_table
from storage.upkeep import pruning
from tests.support.acts import act, unrepeated
from tests.support.builders import NOW, Builders
from tests.support.imports_desk import loaded, one, previewed, rows
from tests.support.workbooks import STAFF, nip, phone, workbook

ALL = 600 + 12 + 19 + 157 + 5551 + 10


async def count(store, table):
    return (await rows(store, select(func.count()).select_from(table)))[0][0]


async def test_the_complete_example_loaded_twice_is_the_same_as_once(store, data_folder):
    path = data_folder / "contoh_lengkap.xlsx"
    first = await loaded(store, path)
    assert first.tally == LoadTally(new=ALL)
    assert await count(store, person_table) == 600
    assert await count(store, assessment) == 5551
    assert await count(store, offering) == 10
    ward = await one(store, unit, code="U06")
    district = await one(store, unit, code="U05")
    assert ward.parent_id == district.id
    again = await loaded(store, path)
    assert again.tally == LoadTally(unchanged=ALL)
    assert (again.moved, again.told, again.leaving) == (0, 0, 0)


async def test_the_spoilt_export_loads_its_good_rows(store, data_folder):
    await loaded(store, data_folder / "contoh_lengkap.xlsx")
    run, preview = await previewed(store, data_folder / "pegawai_kotor.xlsx")
    assert preview.effects.tally == LoadTally(new=1970)
    assert (preview.warned, preview.refused) == (24, 30)
    assert preview.effects.missing == 600
    assert (preview.used, preview.ignored) == (13, 12)
    spoilt = await report.spoilt_rows(store, run)
    assert len(spoilt) == 54
    assert sum(row.refused for row in spoilt) == 30
    assert len(await report.missing_people(store, run)) == 600
    await runs.save(store, run, by=None, now=NOW)
    assert await count(store, person_table) == 2570
    retired = await one(store, person_table, nip="197212132007022997")
    assert not retired.active
    acting = await one(store, person_table, nip="199407252016041990")
    post = await one(store, position, id=acting.position_id)
    assert (acting.position_title, post.name) == ("Plt. Arsiparis Mahir", "Arsiparis Mahir")


async def test_a_preview_saves_nothing_and_simpan_twice_saves_once(store, tmp_path):
    path = workbook(tmp_path / "a.xlsx", Data=[STAFF, person(1)])
    run, preview = await previewed(store, path)
    assert preview.effects.tally == LoadTally(new=1)
    assert await count(store, person_table) == 0
    for _ in range(2):
        outcome = await runs.save(store, run, by=None, now=NOW)
        assert outcome is not None
        assert outcome.saved
        assert outcome.preview.effects.tally == LoadTally(new=1)
    assert await count(store, person_table) == 1
    assert await count(store, audit) == 1


async def test_a_preview_older_than_the_data_is_made_anew(store, tmp_path):
    first = workbook(tmp_path / "a.xlsx", Data=[STAFF, person(1)])
    run, _ = await previewed(store, first)
    await loaded(store, workbook(tmp_path / "b.xlsx", Data=[STAFF, person(1), person(2)]))
    outcome = await runs.save(store, run, by=None, now=NOW)
    assert outcome is not None
    assert not outcome.saved
    assert outcome.preview.effects.tally == LoadTally(unchanged=1)
    assert outcome.preview.effects.missing == 1
    outcome = await runs.save(store, run, by=None, now=NOW)
    assert outcome is not None
    assert outcome.saved


async def test_columns_that_are_not_there_take_nothing_away(store, tmp_path):
    full = (*STAFF, "GELAR DEPAN", "KEDUDUKAN HUKUM NAMA")
    row = (*person(1), "Ir.", "Aktif")
    await loaded(store, workbook(tmp_path / "a.xlsx", Data=[full, row]))
    short = [("NIP", "NAMA", "OPD"), (nip(1), "Contoh Satu Baru", "Dinas Contoh")]
    effects = await loaded(store, workbook(tmp_path / "b.xlsx", Data=short))
    assert effects.tally == LoadTally(changed=1)
    kept = await one(store, person_table, nip=nip(1))
    assert kept.name == "Contoh Satu Baru"
    assert (kept.title_before, kept.legal_status) == ("Ir.", "Aktif")
    assert kept.phone == "+62" + phone(1)[1:]
    assert kept.position_title == "Lurah"
    assert (await one(store, unit, id=kept.unit_id)).code == "U01"


async def test_a_list_of_names_with_their_titles_changes_nothing(store, tmp_path):
    # As the lists given out here: of who is missing, of who is not linked.
    full = ("NIP", "NAMA", "GELAR DEPAN", "GELAR BELAKANG", "UNOR ID", "UNOR NAMA")
    people = [
        (nip(1), "Contoh Satu", "Hj.", "S.Kom.", "U01", "Subbagian Umum"),
        (nip(2), "Contoh Dua", "", "M.Si.", "U02", "Subbagian Umum"),
        (nip(3), "Contoh Tiga", "Dr.", "", "U03", "Subbagian Umum"),
    ]
    await loaded(store, workbook(tmp_path / "a.xlsx", Data=[full, *people]))
    before = await rows(store, select(person_table))
    listed = [
        ("NIP", "NAMA", "UNIT KERJA"),
        (nip(1), "Hj. Contoh Satu, S.Kom.", "Subbagian Umum"),
        (nip(2), "Contoh Dua, M.Si.", "Subbagian Umum"),
        (nip(3), "Dr. Contoh Tiga", "Subbagian Umum"),
    ]
    run, preview = await previewed(store, workbook(tmp_path / "b.xlsx", Data=listed))
    assert (preview.effects.tally, preview.warned) == (LoadTally(unchanged=3), 0)
    await runs.save(store, run, by=None, now=NOW)
    assert await rows(store, select(person_table)) == before


async def test_a_number_set_by_hand_outlives_an_empty_cell(store, tmp_path):
    path = workbook(tmp_path / "a.xlsx", Data=[STAFF, (nip(1), "Contoh Satu", None, None, None)])
    await loaded(store, path)
    async with store.write() as session:
        await session.execute(person_table.update().values(phone="+6284000000009"))
    assert (await loaded(store, path)).tally == LoadTally(unchanged=1)
    assert (await one(store, person_table, nip=nip(1))).phone == "+6284000000009"


async def test_an_unknown_status_keeps_what_was(store, tmp_path):
    header = ("NIP", "NAMA", "OPD", "KEDUDUKAN HUKUM")

    def file(name, *statuses):
        people = [(nip(n), f"Contoh {n}", "Dinas", status) for n, status in enumerate(statuses)]
        return workbook(tmp_path / name, Data=[header, *people])

    await loaded(store, file("a.xlsx", "Pensiun", "Aktif", None))
    effects = await loaded(store, file("b.xlsx", "Tugas Belajar", "Tugas Belajar", "Meninggal"))
    assert effects.leaving == 1
    people = await rows(store, select(person_table).order_by(person_table.c.nip))
    assert [each.active for each in people] == [False, True, False]
    assert [each.legal_status for each in people] == ["Pensiun", "Aktif", "Meninggal"]


async def test_a_number_set_by_hr_meanwhile_makes_the_preview_outdated(store, tmp_path):
    make = Builders(store)
    hr, one_ = await make.person(), await make.person()
    staff_file = workbook(tmp_path / "a.xlsx", Data=[STAFF, person(1)])
    run, _ = await previewed(store, staff_file)
    await people_staff.set_phone(
        store, act(hr, update=1), person_id=one_, phone="+6284000000071", although_taken=False
    )
    outcome = await runs.save(store, run, by=None, now=NOW)
    assert outcome is not None
    assert not outcome.saved


async def test_what_hr_stopped_is_never_saved(store, tmp_path):
    path = workbook(tmp_path / "a.xlsx", Data=[STAFF, person(1)])
    run, _ = await previewed(store, path)
    assert not await runs.stop(store, run)
    fresh = await runs.begin(store, unrepeated(), files=["a"], timezone="Asia/Jakarta")
    assert await runs.stop(store, fresh)
    assert not await runs.is_reading(store, fresh)
    assert await runs.save(store, fresh, by=None, now=NOW) is None


async def test_staged_rows_are_kept_a_day(store, tmp_path):
    path = workbook(tmp_path / "a.xlsx", Data=[STAFF, person(1), ("1", None, None, None, None)])
    run, _ = await previewed(store, path)
    assert await pruning.prune(store, now=NOW, real_now=NOW + timedelta(hours=24)) == 0
    late = NOW + timedelta(hours=24, seconds=1)
    assert await pruning.prune(store, now=NOW, real_now=late) == 1
    assert await runs.preview(store, run) is None
    assert await count(store, staged_staff) == 0
    assert await count(store, staged_problem) == 0


@pytest.mark.parametrize("damaged", ["b.pdf"])
async def test_a_refused_file_stands_beside_the_good_one(store, tmp_path, damaged):
    bad = tmp_path / damaged
    bad.write_bytes(b"%PDF")
    good = workbook(tmp_path / "a.xlsx", Data=[STAFF, person(1)])
    _, preview = await previewed(store, good, bad)
    assert [(file, refusal.problem.value) for file, refusal in preview.refusals] == [
        ("b.pdf", "kind")
    ]
    assert preview.effects.tally == LoadTally(new=1)


async def test_complaints_come_three_a_page_refused_first(store, tmp_path):
    spoilt = [("1", None, "5", None, None), (nip(1), "Contoh Satu", "6", None, None)]
    run, preview = await previewed(store, workbook(tmp_path / "a.xlsx", Data=[STAFF, *spoilt]))
    assert (preview.warned, preview.refused) == (1, 1)
    page = await report.complaints(store, run, page=0)
    assert [(each.row, each.found.problem.value) for each in page.items] == [
        (2, "nip17"),
        (2, "empty"),
        (2, "hpbad"),
    ]
    assert page.pages == 2
    last = await report.complaints(store, run, page=9)
    assert [each.row for each in last.items] == [3]


def person(number):
    return (nip(number), f"Contoh {number}", phone(number), "Lurah", "U01", "Dinas Contoh")


async def test_what_another_officer_saves_while_the_preview_is_made_anew_stays_saved(
    store, tmp_path, monkeypatch
):
    path = workbook(tmp_path / "a.xlsx", Data=[STAFF, person(1)])
    run, _ = await previewed(store, path)
    write, begun = store.write, []

    @asynccontextmanager
    async def saved_before_the_second(**options):
        begun.append(options)
        if len(begun) == 2:
            # Between the rehearsal and the preview that is kept of it.
            monkeypatch.setattr(store, "write", write)
            await runs.save(store, run, by=None, now=NOW)
        async with write(**options) as session:
            yield session

    monkeypatch.setattr(store, "write", saved_before_the_second)
    renewed = await runs.renew(store, run, now=NOW)
    assert renewed is not None
    assert renewed.saved
    kept = await runs.preview(store, run)
    assert kept is not None
    assert kept.saved
    assert await count(store, person_table) == 1
