"""HR loads superiors and mandates in the chat; open requests go to the new superior."""

from sqlalchemy import select

from domain.decisions.states import DecisionKind, DecisionStep
from storage.decisions import asking, offices
from storage.decisions.tables import decision, mandate
from storage.people.tables import person
from tests.support.builders import NOW
from tests.support.imports_desk import one
from tests.support.kept import rows
from tests.support.officials import TODAY
from tests.support.town import Town
from tests.support.walking import tap, walk
from tests.support.workbooks import nip, sent, workbook

STAFF = ("NIP BARU", "NAMA", "JABATAN NAMA", "UNOR ID", "UNOR NAMA", "NIP ATASAN")
ATASAN = ("NIP", "NIP ATASAN", "JENIS", "MULAI", "SELESAI")
MANDAT = ("JABATAN NAMA", "UNOR ID", "NIP", "JENIS", "MULAI", "SELESAI", "NOMOR SURAT")
PEOPLE = (
    (nip(1), "Contoh Satu", "Analis", "U01", "Dinas Contoh", nip(2)),
    (nip(2), "Contoh Kepala", "Kepala Dinas", "U01", "Dinas Contoh", None),
    (nip(3), "Contoh Baru", "Kepala Bidang", "U01", "Dinas Contoh", None),
)


async def loaded(town: Town, hr, path, **sheets) -> None:
    await sent(hr, workbook(path, **sheets))
    await tap_when(hr, "Simpan", "✓ Tersimpan")


async def tap_when(hr, label: str, hears: str) -> None:
    await hr.until(lambda phone: label in phone.labels)
    await tap(hr, label, hears)


async def asked(town: Town, number: int) -> int:
    about = (await one(town.store, person, nip=nip(number))).id
    async with town.store.write() as session:
        return await asking.ask(
            session,
            kind=DecisionKind.SEAT,
            object_id=about,
            step=DecisionStep.SUPERIOR,
            person=about,
            by=about,
            due_at=None,
            now=NOW,
        )


async def deciders(town: Town, number: int) -> list[tuple[str, str | None]]:
    async with town.store.read() as session:
        row = (await session.execute(select(decision).where(decision.c.id == number))).one()
        found = await offices.deciders_of(session, row, day=TODAY)
        names = {
            each.id: each.name
            for each in await session.execute(select(person.c.id, person.c.name))
        }
    return [(names[each.person], each.post) for each in found if each.post]


async def test_a_file_of_superiors_moves_open_requests(both_towns: Town, tmp_path):
    town = both_towns
    hr = await town.citizen("Contoh Petugas", hr=True)
    await loaded(town, hr, tmp_path / "a.xlsx", pegawai=[STAFF, *PEOPLE])
    request = await asked(town, 1)
    assert await deciders(town, request) == [("Contoh Kepala", "Kepala Dinas")]
    file = workbook(
        tmp_path / "b.xlsx", atasan=[ATASAN, (nip(1), nip(3), None, "1/11/2026", None)]
    )
    await sent(hr, file)
    await hr.hears("atasan: atasan, 1 baris")
    assert "Atasan berubah 1: 1 permintaan berpindah\n" in hr.last.said
    await tap(hr, "Simpan", "✓ Tersimpan")
    assert await deciders(town, request) == [("Contoh Baru", "Kepala Bidang")]


async def test_a_roster_in_which_the_holder_changes_moves_open_requests(town: Town, tmp_path):
    hr = await town.citizen("Contoh Petugas", hr=True)
    await loaded(town, hr, tmp_path / "a.xlsx", pegawai=[STAFF, *PEOPLE])
    request = await asked(town, 1)
    titles = (*STAFF[:5], "KEDUDUKAN HUKUM NAMA")
    gone = (*PEOPLE[1][:5], "Pensiun")
    heir = (nip(3), "Contoh Baru", "Kepala Dinas", "U01", "Dinas Contoh", "Aktif")
    await sent(hr, workbook(tmp_path / "b.xlsx", pegawai=[titles, gone]))
    await hr.hears("1 ASN tidak aktif lagi")
    await tap(hr, "Simpan", "✓ Tersimpan")
    assert await deciders(town, request) == []
    await sent(hr, workbook(tmp_path / "c.xlsx", pegawai=[titles, heir]))
    await tap_when(hr, "Simpan", "✓ Tersimpan")
    assert await deciders(town, request) == [("Contoh Baru", "Kepala Dinas")]


async def test_a_file_of_mandates_tells_the_holder_and_moves_requests(town: Town, tmp_path):
    hr = await town.citizen("Contoh Petugas", hr=True)
    await loaded(town, hr, tmp_path / "a.xlsx", pegawai=[STAFF, *PEOPLE])
    request = await asked(town, 1)
    line = ("Kepala Dinas", "U01", nip(3), "Plh.", "23/11/2026", "30/11/2026", "800/1")
    file = workbook(tmp_path / "b.xlsx", mandat=[MANDAT, line])
    await sent(hr, file)
    await hr.hears("mandat: mandat, 1 baris")
    assert "Mandat 1\n" in hr.last.said
    await tap(hr, "Simpan", "✓ Tersimpan")
    assert await deciders(town, request) == [("Contoh Baru", "Plh. Kepala Dinas")]
    assert len(await rows(town, mandate)) == 1


async def test_a_circle_is_warned_of_in_the_preview(town: Town, tmp_path):
    hr = await town.citizen("Contoh Petugas", hr=True)
    await loaded(town, hr, tmp_path / "a.xlsx", pegawai=[STAFF, *PEOPLE])
    file = workbook(tmp_path / "b.xlsx", atasan=[ATASAN, (nip(2), nip(1), None, None, None)])
    await sent(hr, file)
    await hr.hears("peringatan 1")
    await tap(hr, "Rincian", "Rantai atasan kembali ke pegawai ini")


async def test_a_list_with_names_and_days_asks_whether_it_is_staff_data(town: Town, tmp_path):
    hr = await town.citizen("Contoh Petugas", hr=True)
    await loaded(town, hr, tmp_path / "a.xlsx", pegawai=[STAFF, *PEOPLE])
    titles = ("NIP", "NAMA", "JABATAN", "NIP ATASAN", "MULAI")
    line = (nip(1), "Contoh Satu", "Analis", nip(3), "1/11/2026")
    await sent(hr, workbook(tmp_path / "b.xlsx", daftar=[titles, line]))
    await hr.hears("daftar: atasan, 1 baris")
    assert "! daftar dibaca sebagai daftar atasan; nama, jabatan" in hr.last.said
    await tap(hr, "Bukan, Data Pegawai", "daftar: pegawai, 1 baris")
    assert "Bukan, Data Pegawai" not in hr.labels
    staff = ("NIP", "NAMA", "JABATAN", "NIP ATASAN")
    await sent(hr, workbook(tmp_path / "c.xlsx", daftar=[staff, line[:4]]))
    await hr.hears("daftar: pegawai, 1 baris")


async def test_the_comparison_names_superiors_before_and_after(town: Town, tmp_path):
    hr = await town.citizen("Contoh Petugas", hr=True)
    await loaded(town, hr, tmp_path / "a.xlsx", pegawai=[STAFF, *PEOPLE])
    line = (nip(1), nip(3), None, None, None)
    await sent(hr, workbook(tmp_path / "b.xlsx", atasan=[ATASAN, line]))
    await hr.hears("NIP ATASAN: 1 berubah")
    await walk(hr, "Perbandingan")
    await hr.until(lambda phone: any(m.document for m in phone.messages))
