"""Screens of Privasi: see, copy and correct data, end the link, withdraw consent."""

from datetime import datetime

from domain.accounts.privacy import Correction, KeptData
from domain.people.identity import mask_nip, mask_phone
from handlers.actions import Action
from handlers.actions.accounts import (
    AskCorrection,
    AskField,
    AskUnlink,
    AskWithdraw,
    Field,
    OpenDataNotice,
    OpenKept,
    OpenLooks,
    OpenPrivacy,
    SendCopy,
    Unlink,
    Withdraw,
)
from handlers.screens import dates
from handlers.screens.buttons import menu_row
from handlers.screens.screen import Button, Document, Row, Screen, danger
from handlers.screens.words import Words, joined, lines

LOOKS_DAYS = 30
"""Days of [Siapa Melihat]."""


def privacy(w: Words) -> Screen:
    """What a person may do with the own data."""
    text = lines(
        w.t("<b>Privasi</b>"),
        w.t(
            "Bapak/Ibu dapat melihat, menyalin, dan memperbaiki data, melepas akun, atau "
            "mencabut persetujuan."
        ),
        w.t("Riwayat pelatihan resmi tetap menjadi arsip kepegawaian."),
    )
    return Screen(
        text,
        (
            (
                Button(w.label("Data Tersimpan"), OpenKept()),
                Button(w.label("Salinan Data"), SendCopy()),
            ),
            (Button(w.label("Siapa Melihat"), OpenLooks()),),
            (Button(w.label("Perbaiki Data"), AskField()),),
            (Button(w.label("Lepas Akun"), AskUnlink()),),
            (Button(w.label("Cabut Persetujuan"), AskWithdraw()),),
            menu_row(w),
        ),
    )


def kept(w: Words, one: KeptData) -> Screen:
    """Which data are stored, in figures; NIP and phone number are masked."""
    phone = w.t("HP {hp_samar}", hp_samar=mask_phone(one.phone)) if one.phone else None
    numbers = [w.t("NIP {nip_samar}", nip_samar=mask_nip(one.nip))]
    works = ", ".join(part for part in (one.position, one.unit) if part)
    since = dates.local(one.linked_at, w.house.timezone).date()
    text = lines(
        w.t("{nama}", nama=one.name),
        joined(" · ", [*numbers, *([phone] if phone else [])]),
        w.t("{jabatan_dan_unit}", jabatan_dan_unit=works) if works else None,
        w.t(
            "{a} penilaian kompetensi · {b} pelatihan · {c} umpan balik",
            a=w.number(one.assessments),
            b=w.number(one.trainings),
            c=w.number(one.forms),
        ),
        w.t("Terhubung sejak {tgl}", tgl=dates.day(w, since)),
    )
    return Screen(
        text,
        (
            (
                Button(w.label("Rincian"), OpenDataNotice(back=OpenKept())),
                Button(w.label("Salinan Data"), SendCopy()),
            ),
            (_back(w, OpenPrivacy()), *menu_row(w)),
        ),
    )


def looks(w: Words, number: int) -> Screen:
    """How often officers of HR opened or downloaded the data of this person alone."""
    days = w.number(LOOKS_DAYS)
    text = lines(
        w.t("{m} hari terakhir: {unit_hr} {n} kali.", m=days, n=w.number(number))
        if number
        else w.t("{m} hari terakhir: data Bapak/Ibu tidak dibuka.", m=days),
        w.t("Yang dihitung: data Bapak/Ibu dibuka tersendiri, bukan dalam daftar."),
        w.t("Waktunya ada dalam Salinan Data."),
    )
    return Screen(
        text,
        (
            (Button(w.label("Salinan Data"), SendCopy()),),
            (_back(w, OpenPrivacy()), *menu_row(w)),
        ),
    )


def copy(w: Words, book: Document, record: Document, *, now: datetime) -> Screen:
    """The copy as a workbook and then for other programs; both may be saved."""
    when = dates.moment(w, now, w.house.timezone)
    text = lines(
        w.t("Salinan data Bapak/Ibu per {waktu}.", waktu=when),
        w.t("Berkas ini memuat data pribadi; mohon disimpan dengan aman."),
    )
    line = w.t("Data yang sama untuk dibaca program lain (JSON).")
    return Screen(text, document=book, new=True, then=Screen(line, document=record, new=True))


def ask_field(w: Words) -> Screen:
    """Asks which field is wrong."""
    button = {field: Button(_field(w, field), AskCorrection(field)) for field in Field}
    return Screen(
        lines(
            w.t("Data mana yang keliru?"),
            w.t("Permintaan diproses paling lambat 3 × 24 jam."),
        ),
        (
            (button[Field.NAME],),
            (button[Field.POST],),
            (button[Field.PHONE], button[Field.ASSESSMENT]),
            (button[Field.TRAINING], _back(w, OpenPrivacy())),
        ),
    )


def ask_correction(w: Words, field: Field) -> Screen:
    """Asks for the right content of the field."""
    text = w.t(
        "Silakan tulis data yang benar untuk <b>{bidang}</b>. {unit_hr} akan memeriksanya.",
        bidang=_field(w, field),
    )
    return Screen(text, ((_back(w, AskField()),),))


def correction_sent(w: Words, one: Correction) -> Screen:
    """Says the number of the request and the time by which HR settles it."""
    text = lines(
        w.t("✓ Permintaan perbaikan nomor {no} sudah diterima.", no=one.number),
        w.t(
            "{unit_hr} akan memprosesnya paling lambat {waktu}.",
            waktu=dates.moment(w, one.due_at, w.house.timezone),
        ),
    )
    return Screen(text, ((_back(w, OpenPrivacy()), *menu_row(w)),))


def correction_done(w: Words, one: Correction) -> Screen:
    """Tells the person that HR has settled the request."""
    text = lines(
        w.t(
            "Bapak/Ibu {nama}, permintaan perbaikan nomor {no} sudah selesai diproses.",
            nama=one.name,
            no=one.number,
        ),
        w.t("{unit_hr}"),
    )
    return Screen(text, ((Button(w.label("Data Tersimpan"), OpenKept()), *menu_row(w)),), new=True)


def ask_unlink(w: Words) -> Screen:
    """Says what unlinking means and asks once."""
    text = lines(
        w.t("Lepas akun Telegram ini?"),
        w.t(
            "Pesan dan pengingat berhenti, data akun dihapus. Pelatihan yang diikuti tetap "
            "berlaku."
        ),
        w.t("Riwayat pelatihan resmi tetap menjadi arsip kepegawaian."),
    )
    return Screen(text, (_asked(w, danger(w.label("Ya, Lepas"), Unlink())),))


def unlinked(w: Words) -> Screen:
    """Says that the link has ended."""
    return Screen(
        lines(
            w.t("✓ Akun sudah dilepas."),
            w.t("Untuk menghubungkannya kembali, silakan kirim /start."),
        )
    )


def ask_withdraw(w: Words) -> Screen:
    """Says what withdrawing the consent means and asks once."""
    text = lines(
        w.t("Cabut persetujuan penggunaan data?"),
        w.t("Akun dilepas, data akun dihapus, dan {unit_hr} diberi tahu."),
        w.t("Riwayat pelatihan resmi tetap menjadi arsip kepegawaian."),
    )
    return Screen(text, (_asked(w, danger(w.label("Ya, Cabut"), Withdraw())),))


def withdrawn(w: Words, at: datetime) -> Screen:
    """Says that the consent is withdrawn and that no message is sent any more."""
    when = dates.moment(w, at, w.house.timezone)
    return Screen(
        lines(
            w.t("✓ Persetujuan dicabut pada {waktu}. Data akun sudah dihapus.", waktu=when),
            w.t("Bila kelak ingin menggunakan layanan ini lagi, silakan kirim /start."),
        )
    )


def _field(w: Words, field: Field) -> str:
    return {
        Field.NAME: w.label("Nama atau Gelar"),
        Field.POST: w.label("Jabatan atau Unit"),
        Field.PHONE: w.label("Nomor HP"),
        Field.ASSESSMENT: w.label("Penilaian"),
        Field.TRAINING: w.label("Pelatihan"),
    }[field]


def _asked(w: Words, yes: Button) -> Row:
    return (yes, _back(w, OpenPrivacy()))


def _back(w: Words, to: Action) -> Button:
    return Button(w.label("Kembali"), to)
