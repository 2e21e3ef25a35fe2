"""Screens of HR about people who are not linked: figures, a file, an invitation."""

from datetime import datetime

from domain.accounts.unlinked import UnlinkedSummary
from domain.people.staff import StaffOnly
from handlers.actions import accounts as actions
from handlers.actions.people import ListNarrowedStaff
from handlers.screens import dates
from handlers.screens.buttons import back_to_desk
from handlers.screens.screen import Button, Document, Row, Screen
from handlers.screens.words import Html, Words, joined, lines


def unlinked(w: Words, facts: UnlinkedSummary) -> Screen:
    """How many people are not linked, and the units where most of them work."""
    biggest = [Html(w.t("{unit} ({n})", unit=u, n=w.number(n))) for u, n in facts.biggest]
    text = lines(
        w.t("{n} ASN belum terhubung.", n=w.number(facts.total)),
        w.t("Terbanyak: {daftar}", daftar=joined(", ", biggest)) if biggest else None,
    )
    offers: tuple[Row, ...] = (
        (Button(w.label("Lihat Daftar"), ListNarrowedStaff(only=StaffOnly.UNLINKED)),),
        (
            Button(w.label("Unduh"), actions.DownloadUnlinked()),
            Button(w.label("Teks Undangan"), actions.ShowInvitation()),
        ),
    )
    return Screen(text, (*(offers if facts.total else ()), back_to_desk(w)))


def unlinked_file(w: Words, file: Document, *, total: int, now: datetime) -> Screen:
    """The list as a file, in a message of its own."""
    when = dates.moment(w, now, w.house.timezone)
    text = w.t("{n} ASN belum terhubung per {waktu}.", n=w.number(total), waktu=when)
    return Screen(text, document=file, new=True)


def invitation(w: Words, *, username: str) -> Screen:
    """A message to forward to people who are not linked; it names no person."""
    text = lines(
        w.t("Yth. Bapak/Ibu ASN {instansi},"),
        w.t(
            "melalui layanan Pengembangan Kompetensi ASN di Telegram, Bapak/Ibu dapat melihat "
            "kompetensi yang perlu ditingkatkan, mendaftar pelatihan, dan mengisi umpan balik."
        ),
        w.t("1. Silakan buka {tautan}, lalu tekan Mulai.", tautan=f"https://t.me/{username}"),
        w.t(
            "2. Tekan Setuju, lalu Bagikan Nomor HP. Nomor akun Telegram harus sama dengan nomor "
            "yang tercatat di {unit_hr}."
        ),
        w.t("Layanan ini tidak pernah meminta kata sandi, kode masuk Telegram, atau pembayaran."),
        w.t("{unit_hr} ({kontak})"),
    )
    return Screen(text, new=True)
