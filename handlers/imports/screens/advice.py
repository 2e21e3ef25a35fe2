"""What HR can do about a row or a file that cannot be loaded as it is."""

from domain.imports.problems import Expected, FileProblem, FileRefusal, Found, RowProblem
from domain.imports.sheets import SheetKind
from domain.office.policies import (
    DEFAULTS,
    MOST_OFFER_HOURS,
    MOST_PERCENT,
    MOST_QUEUE_HOURS,
    MOST_RESERVE_DAYS,
    MOST_UNDO_MINUTES,
    Policy,
)
from handlers.screens.words import Html, Words, cut, lines

_MOST_OF_TITLES = 300
_NIPS = ("NIP BARU", "NIP")


def advice(w: Words, found: Found) -> Html:
    """One or two sentences: what is wrong with the row, and what to do."""
    match found.problem:
        case RowProblem.NIP_LENGTH:
            return w.t("NIP harus 18 digit. Periksa digit yang kurang atau berlebih.")
        case RowProblem.NIP_SPOILT:
            return w.t(
                "NIP rusak karena tersimpan sebagai angka. Ubah kolom NIP menjadi Teks, "
                "lalu isi ulang dari data asal."
            )
        case RowProblem.NIP_SHAPE:
            return w.t(
                "NIP tidak sesuai bentuk baku. Periksa tanggal lahir, tahun pengangkatan, "
                "dan digit ke-15."
            )
        case RowProblem.DUPLICATE if found.other is None:
            return w.t("Data ini sudah ada pada lembar lain. Hapus salah satu.")
        case RowProblem.DUPLICATE if found.elsewhere and found.column in _NIPS:
            return w.t(
                "NIP ini sudah ada pada lembar {lembar} baris {lain}. Hapus salah satu.",
                lembar=found.elsewhere,
                lain=found.other,
            )
        case RowProblem.DUPLICATE if found.elsewhere:
            return w.t(
                "Data ini sudah ada pada lembar {lembar} baris {lain}. Hapus salah satu.",
                lembar=found.elsewhere,
                lain=found.other,
            )
        case RowProblem.DUPLICATE if found.column in _NIPS:
            return w.t("NIP ini sudah ada pada baris {lain}. Hapus salah satu.", lain=found.other)
        case RowProblem.DUPLICATE:
            return w.t("Data ini sudah ada pada baris {lain}. Hapus salah satu.", lain=found.other)
        case RowProblem.EMPTY:
            return w.t("Kolom {kolom} wajib diisi.", kolom=found.column)
        case RowProblem.VALUE if found.expected is Expected.WHOLE_YEAR:
            return w.t("Tahun perlu ditulis lengkap, misalnya 1/2/2027 atau 1 Feb 2027.")
        case RowProblem.VALUE if found.expected is Expected.WEEKDAY:
            return w.t("Nama hari tidak sesuai dengan tanggalnya. Periksa hari atau tanggal itu.")
        case RowProblem.VALUE:
            return w.t(
                "Nilai tidak dikenali. Yang dapat dipakai: {contoh}.",
                contoh=_example(w, found.expected),
            )
        case RowProblem.ORDER:
            return w.t("Waktu selesai mendahului waktu mulai. Periksa MULAI dan SELESAI.")
        case RowProblem.OVERLAP:
            return w.t(
                "Sesi ini bersamaan dengan baris {lain}. Periksa waktunya.", lain=found.other
            )
        case RowProblem.DIFFER:
            return w.t("Waktu pada MULAI dan SELESAI saling bertentangan. Samakan keduanya.")
        case RowProblem.UNKNOWN:
            return w.t(
                "{jenis} ini belum ada dalam data. Impor data induknya lebih dahulu.",
                jenis=_kind(w, found.column),
            )
        case _:
            return _of_the_cell(w, found)


def _of_the_cell(w: Words, found: Found) -> Html:
    match found.problem:
        case RowProblem.CALLED_OFF:
            return w.t("Angkatan ini dibatalkan, sehingga tidak menerima peserta atau kehadiran.")
        case RowProblem.BEGUN:
            return w.t(
                "Angkatan ini sudah atau segera dimulai, sehingga calon tidak dapat ditanya lagi. "
                "Tulis terdaftar, atau hapus barisnya."
            )
        case RowProblem.UNMARKED:
            return w.t("Tidak ada tanda hadir pada baris ini, sehingga tidak dicatat.")
        case RowProblem.TWO_MARKS:
            return w.t("Ada tanda hadir dan tanda tidak hadir pada baris ini. Sisakan satu.")
        case RowProblem.PARTLY:
            return w.t(
                "Hadir {n} hari saja. Mohon catat sendiri pada kolom STATUS di lembar peserta.",
                n=w.number(found.other or 0),
            )
        case RowProblem.LONG:
            return w.t(
                "Teks terlalu panjang; paling banyak {maks} karakter. Mohon diringkas.",
                maks=w.number(found.other or 0),
            )
        case RowProblem.ONESELF:
            return w.t("Seseorang tidak menjadi atasan dirinya sendiri. Periksa NIP ATASAN.")
        case RowProblem.UNIT_OF_POST:
            return w.t(
                "Jabatan ini ada di {n} unit. Isi UNOR ID unitnya.",
                n=w.number(found.other or 0),
            )
        case RowProblem.NO_NAME:
            return w.t("Ini bukan nama orang. Isi NAMA dengan nama pegawai.")
        case RowProblem.NIP_TWO:
            return w.t("Ada NIP lain di samping nama. Sisakan satu NIP yang benar.")
        case RowProblem.MERGED:
            return w.t(
                "Sel gabungan {sel} menutupi beberapa kolom atau nama. "
                "Pisahkan, lalu isi tiap sel.",
                sel=found.value,
            )
        case RowProblem.SURPLUS:
            return w.t(
                "Baris ini lebih panjang daripada judulnya: ada tanda pemisah di dalam sel. "
                "Beri tanda kutip pada sel itu, atau kirim sebagai Excel (.xlsx)."
            )
        case RowProblem.FILLING:
            return w.t("Sudah ada peminat; cara pengisian tidak diubah lagi.")
        case RowProblem.FORMULA:
            return w.t("Sel berisi rumus tanpa hasil. Tempel sebagai nilai, lalu kirim lagi.")
        case _:
            return _warning(w, found)


def _warning(w: Words, found: Found) -> Html:
    match found.problem:
        case RowProblem.PHONE_TWO:
            return w.t("Ada dua nomor HP; keduanya tidak dipakai. Pilih satu.")
        case RowProblem.PHONE_BAD:
            return w.t("Nomor HP tidak sah dan tidak dipakai.")
        case RowProblem.PHONE_SHARED if found.other is None:
            return w.t("Nomor HP sama dengan ASN lain. Keduanya belum dapat menghubungkan akun.")
        case RowProblem.PHONE_SHARED if found.elsewhere:
            return w.t(
                "Nomor HP sama dengan lembar {lembar} baris {lain}. "
                "Keduanya belum dapat menghubungkan akun.",
                lembar=found.elsewhere,
                lain=found.other,
            )
        case RowProblem.PHONE_SHARED:
            return w.t(
                "Nomor HP sama dengan baris {lain}. Keduanya belum dapat menghubungkan akun.",
                lain=found.other,
            )
        case RowProblem.POST:
            return w.t("Jabatan ini belum dipetakan ke standar kompetensi.")
        case RowProblem.TYPE:
            return w.t("Bentuk NIP tidak sesuai dengan jenis pegawai {jenis}.", jenis=found.value)
        case RowProblem.STATUS:
            return w.t("Kedudukan hukum ini tidak dikenali; yang tersimpan tidak diubah.")
        case RowProblem.LEAVING:
            return w.t(
                "Apakah ASN ini sudah keluar? Ia tetap aktif; bila sudah, tulis Diberhentikan "
                "atau Pensiun."
            )
        case RowProblem.OWN_SUPERIOR:
            return w.t("NIP atasan adalah NIP pegawai ini sendiri dan tidak dipakai.")
        case RowProblem.CIRCLE:
            return w.t(
                "Rantai atasan kembali ke pegawai ini; permintaannya diputuskan {unit_hr}.",
                unit_hr=w.house.hr_unit,
            )
        case RowProblem.LONG_TERM:
            return w.t("Mandat Plt. lazimnya paling lama 3 bulan.")
        case RowProblem.SUPERIOR:
            return w.t("NIP atasan tidak sah dan tidak dipakai.")
        case RowProblem.NAME:
            return w.t("Nama berbeda dari yang tersimpan. Pastikan NIP-nya benar.")
        case RowProblem.NO_WORD:
            return w.t("Ini bukan nama jabatan atau unit, sehingga tidak dipakai.")
        case RowProblem.DITTO:
            return w.t("Tanda sama tanpa isi di atasnya, sehingga tidak dipakai. Tulis isinya.")
        case RowProblem.CLOSES_LATE:
            return w.t("BATAS DAFTAR sesudah MULAI; pendaftaran tetap ditutup saat mulai.")
        case RowProblem.EARLY:
            return w.t("Pelatihan ini belum mulai. Pastikan pelatihan dan kehadirannya benar.")
        case RowProblem.NO_REASON:
            return w.t("Pembatalan tanpa alasan. Isi ALASAN; peserta membacanya.")
        case _:
            return w.t("Peserta ({n}) melebihi kuota; semua tetap tersimpan.", n=found.other)


def _example(w: Words, expected: Expected | None) -> Html:
    match expected:
        case Expected.LEVEL_1_5:
            return w.t("1 sampai 5")
        case Expected.LEVEL_0_5:
            return w.t("0 sampai 5")
        case Expected.DATE:
            return w.t(
                "7/12/2026, 7 Des 2026, atau 7–9 Des 2026, dengan jam 00.00–23.59 bila perlu"
            )
        case Expected.YEAR:
            return w.t("tanggal dari tahun 2000 sampai 2100")
        case Expected.YES_NO:
            return w.t("ya atau tidak")
        case Expected.GROUP:
            return w.t("manajerial, sosial kultural, atau teknis")
        case Expected.MODE:
            return w.t("luring, daring, atau blended")
        case Expected.OFFERING_STATUS:
            return w.t("buka atau batal")
        case Expected.ATTENDANCE:
            return w.t("calon, terdaftar, hadir, tidak hadir, atau lulus")
        case Expected.PRESENCE:
            return w.t("√, hadir, atau tidak hadir")
        case Expected.WORD:
            return w.t("nama jabatan atau unit")
        case Expected.GOALS:
            return Html("T.06:3; M.03:2")
        case Expected.ADDRESS:
            return Html("https://example.id/kelas")
        case Expected.SUPERIOR:
            return w.t("penilai atau ketua tim")
        case Expected.MANDATE:
            return Html("Plt, Plh, delegasi")
        case Expected.POLICY:
            return Html(", ".join(Policy))
        case Expected.UNDO_MINUTES:
            return w.t("0 sampai {n} menit", n=MOST_UNDO_MINUTES)
        case Expected.LARGE_CHANGE:
            return w.t("1 sampai {n} persen", n=MOST_PERCENT)
        case Expected.FILLING:
            return w.t("urutan, prioritas, atau undian")
        case Expected.UNIT_QUOTA:
            return w.t("2 atau Dinas A:5; Dinas B:2, dengan nama unit yang tersimpan")
        case Expected.OFFER_HOURS:
            return w.t("0 sampai {n} jam", n=MOST_OFFER_HOURS)
        case Expected.QUEUE_HOURS:
            return w.t("0 sampai {n} jam", n=MOST_QUEUE_HOURS)
        case Expected.RESERVE_DAYS:
            return w.t("0 sampai {n} hari", n=MOST_RESERVE_DAYS)
        case Expected.SESSION_TIMES:
            return Html(DEFAULTS[Policy.SESSION_TIMES])
        case Expected.WORK_DAYS:
            return w.t("1-5, 1-6, atau 1-7")
        case Expected.DECISION_DAYS:
            return w.t("tiga bilangan yang naik, misalnya 2/4/6")
        case Expected.APPROVAL:
            return w.t("tidak, ya, atasan, atau atasan+hr")
        case _:
            return w.t("bilangan bulat, misalnya 30")


def _kind(w: Words, column: str) -> Html:
    match column:
        case "KODE KOMPETENSI" | "KOMPETENSI":
            return w.t("Kode kompetensi")
        case "KODE PELATIHAN":
            return w.t("Angkatan pelatihan")
        case "UNOR ATASAN ID":
            return w.t("Unit atasan")
        case "UNOR ID":
            return w.t("Unit")
        case "JABATAN NAMA":
            return w.t("Jabatan")
        case _:
            return Html("NIP")


def file_advice(w: Words, refusal: FileRefusal, *, megabytes: int) -> Html:
    """Why a file is refused as a whole, and what to do."""
    match refusal.problem:
        case FileProblem.SIZE:
            return lines(
                w.t("Berkas {mb} MB terlalu besar; paling besar 20 MB.", mb=w.number(megabytes)),
                w.t("Mohon bagi menjadi beberapa berkas."),
            )
        case FileProblem.KIND:
            return lines(
                w.t("Berkas ini bukan .xlsx, .xls, atau .csv."),
                w.t("Mohon simpan sebagai Excel (.xlsx), lalu kirim lagi."),
            )
        case FileProblem.LOCKED:
            return lines(
                w.t("Berkas terkunci dengan kata sandi."),
                w.t("Mohon simpan salinan tanpa kata sandi, lalu kirim lagi."),
            )
        case FileProblem.BROKEN:
            return lines(
                w.t("Berkas rusak atau tidak lengkap."),
                w.t("Mohon buka di Excel, simpan ulang, lalu kirim lagi."),
            )
        case FileProblem.BOMB:
            return lines(
                w.t("Isi berkas menjadi terlalu besar saat dibuka, sehingga tidak dibaca."),
                w.t("Mohon ekspor ulang dari aplikasi asalnya."),
            )
        case FileProblem.HEADER:
            return _missing_titles(w, refusal)
        case FileProblem.HIDDEN:
            return lines(
                w.t("Data hanya ada pada lembar tersembunyi ({lembar}).", lembar=refusal.sheet),
                w.t("Mohon tampilkan lembar itu, lalu kirim lagi."),
            )
        case FileProblem.EMPTY:
            return w.t("Tidak ada data di bawah judul kolom.")
        case FileProblem.PRESENCE:
            return lines(
                w.t(
                    "Lembar {lembar} adalah daftar hadir atau daftar peserta.",
                    lembar=refusal.sheet,
                ),
                w.t(
                    "Mohon kirim melalui chat dan pilih angkatannya, "
                    "atau isi kolom KODE PELATIHAN dan STATUS."
                ),
            )
        case FileProblem.MERGED:
            return lines(
                w.t(
                    "Lembar {lembar}: judul kolom memakai sel gabungan ({sel}).",
                    lembar=refusal.sheet,
                    sel=refusal.cells,
                ),
                w.t("Mohon pisahkan sel itu, lalu kirim lagi."),
            )


def _missing_titles(w: Words, refusal: FileRefusal) -> Html:
    titles = [title for title in refusal.cells.split(" | ") if title]
    read = w.t("Yang terbaca: {kolom}.", kolom=cut(", ".join(titles), _MOST_OF_TITLES))
    near = refusal.near
    if near is None:
        return lines(
            w.t("Judul kolom tidak ditemukan dalam 40 baris pertama."),
            read if titles else None,
            w.t("Mohon pakai judul dari templat (Unduh Templat), lalu kirim lagi."),
        )
    return lines(
        w.t("Judul kolom belum lengkap."),
        read,
        w.t(
            "Untuk data {jenis} masih diperlukan: {kolom}.",
            jenis=kind_of_sheet(w, near.kind),
            kolom=", ".join((*near.missing, *filter(None, (" / ".join(near.any_of),)))),
        ),
    )


def kind_of_sheet(w: Words, kind: SheetKind) -> Html:
    """What a sheet holds, in HR's words."""
    match kind:
        case SheetKind.STAFF:
            return w.t("pegawai", context="sheet")
        case SheetKind.UNIT:
            return w.t("unit", context="sheet")
        case SheetKind.COMPETENCY:
            return w.t("kompetensi", context="sheet")
        case SheetKind.REQUIREMENT:
            return w.t("standar", context="sheet")
        case SheetKind.ASSESSMENT:
            return w.t("penilaian", context="sheet")
        case SheetKind.TRAINING:
            return w.t("pelatihan", context="sheet")
        case SheetKind.PARTICIPANT:
            return w.t("peserta", context="sheet")
        case SheetKind.SESSION:
            return w.t("sesi", context="sheet")
        case SheetKind.HOLIDAY:
            return w.t("libur", context="sheet")
        case SheetKind.POLICY:
            return w.t("kebijakan", context="sheet")
        case SheetKind.SUPERIOR:
            return w.t("atasan", context="sheet")
        case SheetKind.MANDATE:
            return w.t("mandat", context="sheet")
