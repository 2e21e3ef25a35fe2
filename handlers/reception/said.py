"""What people type instead of pressing: a label, a command, a greeting, with small mistakes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from domain.plain_words import folded, squeezed
from handlers.actions import Action
from handlers.actions.accounts import (
    AskField,
    AskUnlink,
    AskWithdraw,
    OpenDataRequests,
    OpenFailed,
    OpenKept,
    OpenLanguage,
    OpenLooks,
    OpenReminders,
    OpenUnlinked,
    OpenView,
    SendCopy,
)
from handlers.actions.announcements import ListAnnouncements, NewAnnouncement
from handlers.actions.catalogue import CatalogueFile, ListCatalogue, ListTrainings, NewOffering
from handlers.actions.competencies import ShowAll, ShowProfile
from handlers.actions.decisions.absences import OpenAbsence
from handlers.actions.decisions.mandates import ListMandates
from handlers.actions.desk import DeskGroup, OpenDesk, OpenGroup, OpenHolidays, OpenUnitDesk
from handlers.actions.evaluation import OpenForms
from handlers.actions.home import AskHelp, OpenHelp, OpenMenu, Topic
from handlers.actions.imports import ListImports, OpenImport
from handlers.actions.offerings import ListRuns
from handlers.actions.people import FindStaff, OpenAudit
from handlers.actions.seats import ListMine, OpenRequests, PickOffering
from handlers.reception.commands import ENGLISH_COMMANDS
from handlers.reception.routes import Right, Route, Routes
from handlers.screens.words import catalogue
from storage.catalogue.finding.spelling import nearest

_NO = ("Tidak", "Gak", "Nggak", "Enggak", "Tak")
_COME = ("Hadir", "Datang", "Dateng", "Ikut", "Jadi Ikut")
"""Ways to say that one does not come: a word of the first before one of the second."""
LABELS: dict[Action, tuple[str, ...]] = {
    OpenMenu(): ("Menu Utama",),
    ShowProfile(): (
        "Kompetensi Saya",
        "Kesenjangan",
        "Level Saya",
        "JPM Saya",
        "Nilai Saya",
        "Hasil Penilaian",
        "Hasil Penilaian Saya",
    ),
    ShowAll(): ("Semua Kompetensi",),
    ListTrainings(): (
        "Cari Pelatihan",
        "Daftar Pelatihan",
        "Untuk Saya",
        "Daftar",
        "Pelatihan Cocok",
        "Rekomendasi Pelatihan",
    ),
    ListTrainings(everything=True): ("Semua Pelatihan", "Pelatihan Lain", "All Trainings"),
    ListMine(): (
        "Pelatihan Saya",
        "Jadwal",
        "Jadwal Saya",
        "JP Saya",
        "Batalkan Pelatihan",
        "Batal Pelatihan",
        "Batal Ikut",
        "Batal Daftar",
        "Salah Daftar",
        "Pendaftaran Saya",
        "Status Pendaftaran",
        "Daftar Tunggu",
        "Sisa JP",
        "Jam Berapa",
        "Di Mana Tempatnya",
        "Link Zoom",
        "Schedule",
        "My Schedule",
        "My Hours",
        "Cancel Training",
    ),
    ListMine(past=True): (
        "Riwayat",
        "Sertifikat",
        "Unduh Sertifikat",
        "Download Sertifikat",
        "Certificate",
        "Certificates",
    ),
    OpenForms(): ("Umpan Balik", "Isi Umpan Balik"),
    OpenLanguage(): (
        "Bahasa",
        "Ganti Bahasa",
        "Ubah Bahasa",
        "Ganti Bahasa Inggris",
        "Language",
        "Change Language",
        "English",
    ),
    OpenReminders(): ("Pengingat", "Matikan Pengingat", "Matikan Notifikasi"),
    OpenView(): ("Tampilan Kompetensi", "Gambar atau Teks"),
    OpenKept(): ("Data Tersimpan",),
    SendCopy(): ("Salinan Data",),
    OpenLooks(): ("Siapa Melihat",),
    AskField(): ("Perbaiki Data",),
    AskUnlink(): ("Lepas Akun", "Putuskan Tautan", "Hapus Akun", "Keluar Akun"),
    AskWithdraw(): ("Cabut Persetujuan",),
    AskHelp(Topic.TERMS): ("Apa Itu JPM?", "JP", "JPM", "Level"),
    AskHelp(Topic.SIGNING_UP): (
        "Cara Mendaftar",
        "Cara Daftar",
        "Cara Mendaftar Pelatihan",
        "Cara Daftar Pelatihan",
        "How to Sign Up",
        "How Do I Sign Up",
    ),
    AskHelp(Topic.ABSENCE): (
        "Berhalangan Hadir",
        "Berhalangan",
        "Tidak Bisa Hadir",
        "Cara Membatalkan",
        "Cara Membatalkan Pelatihan",
        *(f"{no} {come}" for no in _NO for come in _COME),
    ),
    OpenHelp(): (
        "Hubungi Admin",
        "Hubungi BKPSDM",
        "Nomor BKPSDM",
        "Siapa Dihubungi",
        "Kamu Siapa",
        "Siapa Kamu",
        "Ini Bot Apa",
        "Kamu Lakukan",
        "What Can You Do",
        "Who Are You",
    ),
    AskHelp(Topic.MARKS): ("Arti Tanda",),
    AskHelp(Topic.NUMBER): ("Ganti Nomor", "Ganti Nomor HP", "Change Number"),
    OpenDesk(): ("Menu HR",),
    OpenUnitDesk(): ("Menu Unit",),
    NewAnnouncement(): ("Buat Pengumuman",),
    ListAnnouncements(0): ("Daftar Pengumuman",),
    OpenRequests(0): ("Permintaan",),
    OpenImport(): ("Impor Data",),
    CatalogueFile(): ("Unduh Katalog", "Berkas Katalog", "Download Catalogue"),
    OpenUnlinked(): ("Belum Terhubung",),
    OpenFailed(0): ("Gagal Terhubung",),
    FindStaff(): ("Cari Pegawai",),
    OpenAudit(): ("Riwayat Akses", "Audit"),
    PickOffering(0): ("Peserta",),
    ListRuns(): ("Angkatan", "Daftar Angkatan"),
    NewOffering(): ("Buat Angkatan",),
    ListCatalogue(): ("Katalog",),
    OpenGroup(DeskGroup.PEOPLE): ("Pegawai",),
    OpenGroup(DeskGroup.DATA): ("Data",),
    OpenGroup(DeskGroup.REPORTS): ("Laporan",),
    ListImports(0): ("Riwayat Impor",),
    OpenHolidays(): ("Hari Libur",),
    OpenAbsence(): ("Tidak di Tempat", "Cuti", "Away"),
    ListMandates(): ("Mandat", "Daftar Mandat"),
    OpenDataRequests(0): ("Permintaan Data",),
}
"""Labels of buttons that make sense without their screen, today's and former ones; English labels
are the translations of these."""
COMMANDS = {"menu": ("Mulai", "Kembali"), "batal": ("Batalkan", "Berhenti", "Stop")}
"""Other words for a command. Its own names are understood anyway."""

GREETINGS = frozenset(
    folded(
        "halo helo hai hi hei hey selamat pagi siang sore malam good morning afternoon evening "
        "ok oke baik siap"
    )
)
"""A person who greets, or only agrees, wants nothing yet: the menu offers all there is."""
PEACE = frozenset(folded("asalamualaikum asalamu alaikum as wr wb warahmatulahi wabarakatuh"))
THANKS = frozenset(folded("terima kasih terimakasih makasih trims thanks thank you"))
POLITE = frozenset(
    folded(
        "pak bu bapak ibu kak min admin bot ya dong nih banyak semua semuanya atas bantuanya "
        "infonya tolong mohon maf izin ijin buka lihat please very much open show"
    )
)
"""Words that change nothing about what is meant."""
ASKING = frozenset(
    folded(
        "apa apakah saja aja bagaimana gimana berapa kapan mana yang mau ingin pengen bisa boleh "
        "dapat ada adakah sih kah untuk tentang itu ini saya aku kami sakit besok nanti karena "
        "i want to can how do the a is are what when my me your"
    )
)
"""Words that make a label a sentence: `bagaimana cara mendaftar?`, `nomor saya ganti`. Between
telling words they change nothing either, nor does the order of the words."""


LONGEST = 100
"""Letters of a text that are looked at."""
SHORTEST = 5
"""Letters of a phrase that is understood with a mistake."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a text means: a route, and the button that would have led there."""

    route: Route
    action: Action | None = None
    leaves: bool = False
    """Whether it is understood also while a question is open, which it then closes."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The routes of what is neither a button nor a command."""

    greeting: Route
    peace: Route
    """The greeting that has an answer of its own (assalamualaikum)."""
    thanks: Route


class Phrases:
    """All that is understood, in both languages."""

    def __init__(self, routes: Routes, answers: Answers) -> None:
        self._answers = answers
        self._known: dict[str, Meant] = {}
        self._in_any_order: dict[tuple[str, ...], Meant] = {}
        for phrase, meant in self._phrases(routes):
            words = folded(phrase)
            self._known.setdefault(" ".join(words), meant)
            self._in_any_order.setdefault(tuple(sorted(words)), meant)
        self._spelt = tuple(one for one in self._known if len(one) >= SHORTEST)

    def meant(self, text: str, *, hr: bool, officer: bool = False) -> Meant | None:
        """What the text means; None if it is anything else. Officers' words are for officers."""
        held = {right for right, mine in ((Right.HR, hr), (Right.OFFICER, hr or officer)) if mine}
        words = folded(text[:LONGEST])
        if (answer := self._answer(words)) is not None:
            return Meant(answer)
        short = tuple(word for word in words if squeezed(word) not in POLITE)
        for phrase in (" ".join(words), " ".join(short)):
            found = self._known.get(phrase)
            if found is None and (near := nearest(phrase, self._spelt)):
                found = self._known[near[0]]
                if abs(len(phrase) - len(near[0])) > 1:
                    # A prefix makes it another word: `dibatalkan` closes no open question.
                    found = replace(found, leaves=False)
            if found is not None and _is_for(found, held):
                return found
        return self._told_in_a_sentence(short, held)

    def _told_in_a_sentence(self, words: tuple[str, ...], held: set[Right]) -> Meant | None:
        telling = tuple(word for word in words if word not in ASKING)
        mine = tuple(word for word in words if word in telling or word in ("saya", "my"))
        for said in (words, mine, telling):
            found = self._in_any_order.get(tuple(sorted(said)))
            if found is not None and _is_for(found, held):
                # Only the words alone close an open question.
                return replace(found, leaves=False)
        return None

    def _answer(self, words: tuple[str, ...]) -> Route | None:
        said = {squeezed(word) for word in words} - POLITE
        if not words or (said and said <= PEACE | GREETINGS):
            return self._answers.peace if said & PEACE else self._answers.greeting
        return self._answers.thanks if said and said <= THANKS else None

    def _phrases(self, routes: Routes) -> Iterator[tuple[str, Meant]]:
        english = catalogue("en")
        for action, labels in LABELS.items():
            meant = Meant(routes.presses[type(action)], action, leaves=action == OpenMenu())
            for label in labels:
                yield label, meant
                yield english.get((None, label), label), meant
        for name, route in routes.commands.items():
            meant = Meant(route, leaves=name in COMMANDS)
            for phrase in (name, ENGLISH_COMMANDS.get(name, name), *COMMANDS.get(name, ())):
                yield phrase, meant
                yield english.get((None, phrase), phrase), meant


def _is_for(found: Meant, held: set[Right]) -> bool:
    """Whether the words lead where everybody may go, or where a person with these rights may."""
    right = found.route.right
    return right not in (Right.HR, Right.OFFICER) or right in held
