"""Descriptions of the commands and of the bot, and the answer to text for an expired question."""

from domain.catalogue.listing import LONGEST_SEARCH, search_mark
from handlers.actions.catalogue import ListFound
from handlers.reception.commands import ENGLISH_COMMANDS
from handlers.screens.buttons import menu_row
from handlers.screens.screen import Button, Screen
from handlers.screens.words import Words, cut, lines

SHOWN = 600
"""Letters of the text that are shown back; the person's own message has the whole text."""


def late_text(w: Words, text: str) -> Screen:
    """Shows the text back and offers what to do with it, so that no text is lost silently."""
    return Screen(
        lines(
            w.t("Pertanyaan tadi sudah kedaluwarsa, sehingga teks ini belum disimpan:"),
            w.t("<code>{teks}</code>", teks=cut(text, SHOWN)),
            w.t("Silakan buka kembali pertanyaannya, lalu kirim lagi, atau cari pelatihan."),
        ),
        (
            (Button(w.label("Cari Pelatihan"), ListFound(0, search_mark(text[:LONGEST_SEARCH]))),),
            menu_row(w),
        ),
        new=True,
    )


def outside(w: Words, unit: str) -> Screen:
    """The person whom a unit officer asks for works outside the own tree."""
    return Screen(w.t("Pegawai ini di luar {unit}.", unit=unit), (menu_row(w),))


def for_everybody(w: Words) -> list[tuple[str, str]]:
    """Name and description of each command that every person has."""
    listed = [
        ("start", w.label("Mulai", context="perintah")),
        ("menu", w.label("Menu utama", context="perintah")),
        ("kompetensi", w.label("Kompetensi saya dan yang perlu ditingkatkan")),
        ("pelatihan", w.label("Cari dan daftar pelatihan")),
        ("saya", w.label("Pelatihan yang saya ikuti")),
        ("umpanbalik", w.label("Isi umpan balik", context="perintah")),
        ("pengaturan", w.label("Bahasa dan pengingat")),
        ("privasi", w.label("Data pribadi saya")),
        ("bantuan", w.label("Bantuan")),
        ("batal", w.label("Batalkan pengisian")),
    ]
    return _named(w, listed)


def for_hr(w: Words) -> list[tuple[str, str]]:
    """Name and description of the commands that HR officers have besides."""
    listed = [
        ("hr", w.label("Menu HR")),
        ("permintaan", w.label("Permintaan yang menunggu keputusan")),
        ("angkatan", w.label("Angkatan pelatihan", context="perintah")),
        ("pengumuman", w.label("Buat pengumuman", context="perintah")),
        ("impor", w.label("Impor data", context="perintah")),
    ]
    return [*for_everybody(w), *_named(w, listed)]


def description(w: Words) -> str:
    """The text that Telegram shows in an empty chat, before the first message."""
    return w.label(
        "Layanan Pengembangan Kompetensi ASN {instansi}: lihat kompetensi yang perlu "
        "ditingkatkan, ikuti pelatihan, terima pengingat, dan sampaikan umpan balik. Tekan Mulai."
    )


def _named(w: Words, listed: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The commands under the names of the language; both names are understood."""
    if w.language != "en":
        return listed
    return [(ENGLISH_COMMANDS.get(name, name), words) for name, words in listed]
