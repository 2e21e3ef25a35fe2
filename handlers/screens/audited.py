"""The words of the audit log: what was done, and which field was changed.

The sources stand here once, for HR's list, its file, the command line and the copy of a person's
data; their English in en.po beside this file.
"""

import re
from datetime import datetime

from domain.announcements.announced import FollowUp
from domain.people.audit import BY_RULE, TIMES_APART, AuditChange, LastChange
from handlers.screens import dates
from handlers.screens.words import Html, Words, cut

DEEDS = {
    "person_seen": "melihat kartu pegawai",
    "staff_searched": "mencari pegawai",
    "staff_downloaded": "mengunduh daftar pegawai",
    "number_set": "mengubah nomor HP",
    "linked": "menghubungkan akun",
    "unlinked": "melepas akun",
    "withdrawn": "mencabut persetujuan",
    "link_released": "melepas akun lama",
    "link_code_issued": "membuat kode penghubung",
    "link_code_used": "memakai kode penghubung",
    "hr_granted": "memberi peran HR",
    "hr_revoked": "mencabut peran HR",
    "roles.given": "menunjuk pengelola unit",
    "roles.accepted": "menerima tugas pengelola unit",
    "roles.revoked": "mengakhiri tugas pengelola unit",
    "failures_seen": "melihat daftar gagal terhubung",
    "failure_seen": "melihat kegagalan terhubung",
    "failure_settled": "menyelesaikan kegagalan terhubung",
    "unlinked_downloaded": "mengunduh yang belum terhubung",
    "data_requests_seen": "melihat daftar permintaan data",
    "data_request_seen": "melihat permintaan data",
    "data_request_settled": "menyelesaikan permintaan data",
    "requests_seen": "melihat daftar permintaan",
    "request_seen": "melihat permintaan",
    "participants_seen": "melihat daftar peserta",
    "participant_seen": "melihat peserta",
    "participants_downloaded": "mengunduh daftar peserta",
    "participant_removed": "membatalkan keikutsertaan",
    "imported": "mengimpor data",
    "import_comparison_downloaded": "mengunduh perbandingan impor",
    "import_undone": "membatalkan impor",
    "import_changes_seen": "melihat perubahan impor",
    "refused_rows_seen": "melihat baris yang ditolak",
    "refused_rows_downloaded": "mengunduh baris yang ditolak",
    "title_matched": "mencocokkan judul kolom",
    "status_matched": "mengartikan kedudukan hukum",
    "audience_seen": "melihat sasaran pengumuman",
    "unreached_downloaded": "mengunduh yang tidak terjangkau",
    "announcement_sent": "mengirim pengumuman",
    "announcement_scheduled": "menjadwalkan pengumuman",
    "announcement_cancelled": "membatalkan pengumuman",
    "announcement_stopped": "menghentikan pengumuman",
    "announcement_changed": "mengubah pengumuman",
    f"announcement_{FollowUp.EDIT}": "memperbaiki pengumuman terkirim",
    f"announcement_{FollowUp.DELETE}": "menarik pengumuman",
    "announcement_resent": "mengirim ulang pengumuman",
    "offerings.made": "membuat angkatan",
    "offerings.changed": "mengubah angkatan",
    "offerings.opened": "membuka pendaftaran",
    "offerings.closed": "menutup pendaftaran",
    "offerings.called_off": "membatalkan angkatan",
    "offerings.reopened": "membuka lagi angkatan",
    "offerings.speaker_answered": "menjawab permintaan sebagai narasumber",
    "seats.taken": "mengambil tempat yang ditawarkan",
    "seats.passed": "melewati tempat yang ditawarkan",
    "seats.allotted": "membagi tempat kepada peminat",
    "seats.order_downloaded": "mengunduh urutan peminat",
    "seats.transferred": "memindahkan peserta ke angkatan lain",
    "seats.transfer_undone": "mengurungkan pemindahan peserta",
    "offerings.undone": "mengurungkan perubahan angkatan",
    "offerings.archived": "mengarsipkan angkatan",
    "offerings.restored": "mengaktifkan lagi angkatan",
    "letters.drafted": "mengunduh draf surat tugas",
    "letters.numbered": "mencatat nomor surat tugas",
    "seats.substituted": "mengusulkan pengganti",
    "nominations.made": "mencalonkan pegawai",
    "nominations.answered": "menjawab pencalonan",
    "nominations.seen": "melihat jawaban pencalonan",
    "nominations.people_seen": "melihat daftar yang dapat dicalonkan",
    "drafts.deleted": "menghapus draf angkatan",
    "catalogue.downloaded": "mengunduh katalog",
    "trainings.made": "membuat pelatihan",
    "trainings.changed": "mengubah pelatihan",
    "trainings.archived": "mengarsipkan pelatihan",
    "trainings.restored": "mengaktifkan lagi pelatihan",
    "holidays_changed": "mengubah hari libur",
    "mandates.set": "menetapkan mandat",
    "mandates.ended": "mengakhiri mandat",
    "people.away": "mengubah hari tidak di tempat",
    "audit.searched": "mencari dalam riwayat akses",
    "audit.downloaded": "mengunduh riwayat akses",
}
"""Every event of domain/people/audit.py."""
FIELDS = {
    "title": "judul",
    "description": "uraian",
    "kind": "jenis",
    "mode": "cara pelaksanaan",
    "hours": "JP",
    "organiser": "penyelenggara",
    "label": "angkatan",
    "time": "waktu",
    "starts_at": "mulai",
    "ends_at": "selesai",
    "place": "tempat",
    "url": "tautan",
    "quota": "kuota",
    "closes_at": "batas daftar",
    "needs_approval": "persetujuan",
    "filling": "pengisian",
    "offer_hours": "tawaran tempat (jam)",
    "unit_quota": "kuota unit",
    "key": "kunci undian",
    "sessions": "sesi",
    "speaker": "narasumber",
    "letter": "nomor surat tugas",
    "reason": "alasan",
    "holiday": "hari libur",
}
"""Fields of offerings and trainings, by their columns; a public holiday."""
NAME_SHOWN, VALUE_SHOWN = 22, 29
DEED_SHOWN = 34
_SPANS = re.compile(r"(?:\d{4}-\d\d-\d\dT\S+/\d{4}-\d\d-\d\dT\S+ ?)+")
"""The sessions of an offering, each by its start and end."""
_YES_NO = {"true": "ya", "false": "tidak"}


def deed(w: Words, event: str) -> str:
    """What was done; the stored name of an event that only a newer program knows."""
    return w.label(DEEDS[event]) if event in DEEDS else event


def no_actor(w: Words, event: str) -> str:
    """What stands in place of a name where no person did it."""
    return w.label("otomatis") if event in BY_RULE else w.label("baris perintah")


def changed(w: Words, last: LastChange) -> Html:
    """Who changed a thing last, when and how, for the card of that thing."""
    return w.t(
        "Terakhir diubah {waktu}: {petugas} {tindakan}",
        waktu=dates.short_stamp(w, last.at, w.house.timezone),
        petugas=_actor(w, last),
        tindakan=cut(deed(w, last.event), DEED_SHOWN),
    )


def changed_value(w: Words, last: LastChange, change: AuditChange) -> Html:
    """As `changed`, with the field and both of its values."""
    return w.t(
        "Terakhir diubah {waktu}: {petugas} ({bidang}: {lama} → {baru})",
        waktu=dates.short_stamp(w, last.at, w.house.timezone),
        petugas=_actor(w, last),
        bidang=cut(field_name(w, change), NAME_SHOWN),
        lama=cut(value(w, change.old), VALUE_SHOWN),
        baru=cut(value(w, change.new), VALUE_SHOWN),
    )


def _actor(w: Words, last: LastChange) -> str:
    return cut(last.actor or no_actor(w, last.event), NAME_SHOWN)


def field_name(w: Words, change: AuditChange) -> str:
    """The changed field."""
    return w.label(FIELDS[change.field]) if change.field in FIELDS else change.field


def value(w: Words, stored: str | None) -> str:
    """A stored value as people read it; `–` if there was none."""
    if not stored:
        return "–"
    if stored in _YES_NO:
        return w.label(_YES_NO[stored])
    if _SPANS.fullmatch(stored):
        return w.label("{n} sesi", n=w.number(len(stored.split())))
    try:
        moments = [datetime.fromisoformat(one) for one in stored.split(TIMES_APART)]
    except ValueError:
        return stored
    if not all(one.tzinfo for one in moments):
        return stored
    if len(moments) == 2:
        return dates.short_span(w, moments[0], moments[1], w.house.timezone)
    return dates.short_stamp(w, moments[0], w.house.timezone)
