import pytest

from domain.imports.layout.labels import offering_label
from domain.imports.sheets import SheetKind, recognise
from domain.imports.staff import ServiceStatus, position_key, standing


@pytest.mark.parametrize(
    "title",
    [
        "Perawat Terampil",
        "perawat  terampil",
        "Plt. Perawat Terampil",
        "PLH PERAWAT TERAMPIL",
        "TERAMPIL - PERAWAT",
        "Plt. Terampil - Perawat",
    ],
)
def test_a_post_is_matched_however_it_is_written(title):
    assert position_key(title) == "PERAWAT TERAMPIL"


def test_a_hyphen_inside_a_title_stays():
    assert position_key("Guru - Kelas") == "GURU - KELAS"


@pytest.mark.parametrize(
    ("status", "meaning"),
    [
        (None, ServiceStatus.AS_BEFORE),
        ("", ServiceStatus.ACTIVE),
        ("PNS Aktif", ServiceStatus.ACTIVE),
        ("Mutasi keluar", ServiceStatus.AS_BEFORE),
        ("aktif", ServiceStatus.ACTIVE),
        ("Pensiun BUP", ServiceStatus.LEFT),
        ("Meninggal Dunia", ServiceStatus.LEFT),
        ("Diberhentikan dengan hormat", ServiceStatus.LEFT),
        ("CLTN", ServiceStatus.LEFT),
        ("Cuti di luar tanggungan negara", ServiceStatus.LEFT),
        ("Tugas Belajar", ServiceStatus.AS_BEFORE),
        ("Masa Persiapan Pensiun", ServiceStatus.AS_BEFORE),
        ("Tidak Aktif", ServiceStatus.AS_BEFORE),
    ],
)
def test_what_a_legal_status_means(status, meaning):
    assert standing(status) is meaning


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (None, "I"),
        ("ii", "II"),
        ("Angkatan III", "III"),
        ("1", "I"),
        ("01", "I"),
        ("Angkatan 1", "I"),
        ("ANGKATAN I", "I"),
        ("Angkatan ke-4", "IV"),
        ("ke-1", "I"),
        ("Ke 9", "IX"),
        ("Angk. 14", "XIV"),
        ("Angkatan", "I"),
        ("99", "XCIX"),
        ("100", "100"),
        ("2026", "2026"),
        ("1/2026", "1/2026"),
        ("Kelas A", "KELAS A"),
        ("Kendari", "KENDARI"),
        ("Angkatanku", "ANGKATANKU"),
    ],
)
def test_labels_of_offerings(text, label):
    assert offering_label(text) == label


@pytest.mark.parametrize(
    ("titles", "kind"),
    [
        (("nip", "Nama Pegawai", "SKPD"), SheetKind.STAFF),
        (("NIP\nBARU*", "NAMA", "NAMA JABATAN"), SheetKind.STAFF),
        (("NIP", "NAMA", "JABATAN", "KODE PELATIHAN", "STATUS"), SheetKind.PARTICIPANT),
        (("NIP", "NAMA", "KODE KOMPETENSI", "LEVEL"), SheetKind.ASSESSMENT),
        (("JABATAN", "KODE KOMPETENSI", "LEVEL"), SheetKind.REQUIREMENT),
        (("KODE KOMPETENSI", "NAMA KOMPETENSI"), SheetKind.COMPETENCY),
        (("ID", "NAMA_UNOR", "ID_ATASAN"), SheetKind.UNIT),
        (("KODE_PELATIHAN", "Judul"), SheetKind.TRAINING),
    ],
)
def test_a_sheet_is_recognised_by_its_titles(titles, kind):
    layout = recognise(titles)
    assert layout is not None
    assert layout.kind is kind


@pytest.mark.parametrize("titles", [("NIP", "NAMA"), ("ID", "NAMA"), (), (None, 5)])
def test_other_rows_are_no_titles(titles):
    assert recognise(titles) is None


def test_what_a_sheet_does_not_need_is_ignored():
    layout = recognise(("NIP BARU", "NIP LAMA", "NAMA", "NIK", "AGAMA", "OPD", None))
    assert layout is not None
    assert layout.columns == ("NIP BARU", "NAMA", "UNOR NAMA")
    assert layout.ignored == 3
