"""Screens for giving up a seat, a place in the queue or a request."""

from datetime import datetime

from domain.catalogue.offerings import Offering
from domain.ids import EnrolmentId
from domain.seats import seen as shown
from domain.seats.deciding import SeatEndReason, SeatState
from domain.seats.moving import all_clashing
from domain.seats.standing import Detail, SeatStanding
from handlers.actions import Action
from handlers.actions.catalogue import ListTrainings
from handlers.actions.home import OpenMenu
from handlers.actions.seating.nominations import OpenSubstitutes
from handlers.actions.seats import (
    AskCancelReason,
    CancelAsk,
    CancelNow,
    CancelReason,
    Enrol,
    GiveReason,
    MoveNow,
    OpenOffering,
    SkipReason,
)
from handlers.screens import dates, places
from handlers.screens.buttons import menu_row
from handlers.screens.screen import Button, Row, Screen, danger
from handlers.screens.words import Html, Words, cut, lines
from handlers.seats.screens.reasons import offered
from handlers.seats.screens.signed import LEAVING_SHOWN, LEFT_SHOWN

KEPT = {
    CancelReason.DUTY: SeatEndReason.DUTY,
    CancelReason.PERSONAL: SeatEndReason.PERSONAL,
    CancelReason.CLASH: SeatEndReason.CLASH,
}
"""The stored reason for each button of the question."""


def ask(w: Words, there: Offering, mine: SeatStanding, *, back: Action | None) -> Screen:
    """Asks once; Kembali leads back to the message that had the button."""
    match mine.state:
        case SeatState.QUEUED:
            text = lines(
                w.t(
                    "Batalkan posisi di daftar tunggu <b>{judul}</b>?",
                    judul=places.title(w, there),
                ),
                w.t("Urutan {n} akan hilang.", n=w.number(mine.position or 1)),
            )
        case SeatState.REQUESTED | SeatState.INTERESTED:
            text = w.t("Batalkan pendaftaran untuk <b>{judul}</b>?", judul=places.title(w, there))
        case SeatState.OFFERED:
            text = lines(
                w.t(
                    "Lepas tempat yang ditawarkan pada <b>{judul}</b>?",
                    judul=places.title(w, there),
                ),
                w.t("Tempat akan diberikan kepada peserta lain."),
            )
        case _:
            text = lines(
                w.t(
                    "Batalkan keikutsertaan pada <b>{judul}</b>, {tgl}?",
                    judul=places.title(w, there),
                    tgl=places.days(w, there),
                ),
                w.t("Tempat akan diberikan kepada peserta lain."),
            )
    yes = danger(w.label("Ya, Batalkan"), CancelNow(there.id, shown.seen(there, mine.since)))
    return Screen(text, ((yes, Button(w.label("Kembali"), back or OpenOffering(there.id))),))


def ask_move(w: Words, facts: Detail, *, back: Action | None) -> Screen:
    """Asks once before the person leaves what takes place at the same time."""
    there = facts.offering
    leaving = all_clashing(there, facts.own)
    text = lines(
        w.t("Pindah ke <b>{judul}</b>?", judul=places.title(w, there)),
        Html(places.when(w, there)),
        *(
            w.t(
                "Ditinggalkan: <b>{lain}</b>, {waktu_lain}",
                lain=cut(one.title, LEFT_SHOWN),
                waktu_lain=dates.span(w, one.starts_at, one.ends_at, one.timezone),
            )
            for one in leaving[:LEAVING_SHOWN]
        ),
        w.t("Tempat lama dilepas setelah pendaftaran baru disetujui {unit_hr}.")
        if there.needs_approval
        else w.t("Tempat lama dilepas begitu tempat baru didapat."),
    )
    yes = danger(w.label("Ya, Pindah"), MoveNow(there.id, facts.seen_of_move, back=back))
    return Screen(text, ((yes, Button(w.label("Kembali"), OpenOffering(there.id, back=back))),))


def done(
    w: Words,
    there: Offering,
    was: SeatState,
    *,
    seen: int,
    late: EnrolmentId | None = None,
) -> Screen:
    """Says that it is given up; for a seat the person may tell the reason.

    `late`: the seat for which the person may name a substitute.
    """
    again = Button(w.label("Daftar Lagi"), Enrol(there.id, seen=seen))
    if was is SeatState.QUEUED:
        text = w.t(
            "✗ Posisi di daftar tunggu <b>{judul}</b> dibatalkan.",
            judul=places.title(w, there),
        )
        return Screen(text, ((again, *menu_row(w)),))
    if was in (SeatState.REQUESTED, SeatState.INTERESTED, SeatState.OFFERED):
        text = w.t("✗ Pendaftaran untuk <b>{judul}</b> dibatalkan.", judul=places.title(w, there))
        return Screen(text, ((again, *menu_row(w)),))
    text = lines(
        w.t("✗ Keikutsertaan pada <b>{judul}</b> dibatalkan.", judul=places.title(w, there)),
        w.t("Bila berkenan, silakan pilih alasannya."),
    )
    reasons = offered(w, KEPT, lambda reason: GiveReason(there.id, reason, seen))
    other = Button(w.label("Alasan Lain"), AskCancelReason(there.id))
    rows = (*_substitute(w, late), *reasons, (other,), (_skip(w), again), menu_row(w))
    return Screen(text, rows)


def ask_reason(w: Words) -> Screen:
    """Asks for the reason, which is the next text."""
    text = w.t("Silakan tulis alasannya dalam satu kalimat, tanpa keterangan kesehatan.")
    return Screen(text, ((_skip(w),),))


def thanks(w: Words, late: EnrolmentId | None = None) -> Screen:
    """Thanks for the reason."""
    others = (Button(w.label("Cari Pelatihan"), ListTrainings()),)
    return Screen(
        w.t("Terima kasih, alasan sudah dicatat."),
        (*_substitute(w, late), others, menu_row(w)),
    )


def too_late(w: Words, there: Offering) -> Screen:
    """The training has begun, so the person has to ask HR."""
    text = lines(
        w.t(
            "<b>{judul}</b> sudah dimulai, sehingga tidak dapat dibatalkan di sini.",
            judul=places.title(w, there),
        ),
        w.t("Mohon hubungi {unit_hr} ({kontak})."),
    )
    details = Button(w.label("Rincian"), OpenOffering(there.id))
    return Screen(text, ((details, Button(w.label("Menu Utama"), OpenMenu())),))


def confirmed(w: Words, there: Offering, *, back: Action | None, now: datetime) -> Screen:
    """Thanks for confirming; the Batalkan of this screen asks first."""
    row = (
        Button(w.label("Rincian"), OpenOffering(there.id, back=back)),
        Button(w.label("Batalkan"), CancelAsk(there.id, back=back)),
    )
    title = w.t("<b>{judul}</b>", judul=places.title(w, there))
    if now >= there.starts_at:
        text = lines(w.t("✓ Dicatat. Pelatihan sedang berlangsung."), title)
        return Screen(text, (row[:1], menu_row(w)))
    text = lines(w.t("✓ Terima kasih atas konfirmasinya."), title, _see_you(w, there))
    return Screen(text, (row, menu_row(w)))


def _see_you(w: Words, there: Offering) -> Html:
    """All days of the training, its hours and its place."""
    return w.t("Sampai jumpa {waktu_tempat}.", waktu_tempat=places.when_where(w, there))


def _substitute(w: Words, late: EnrolmentId | None) -> tuple[Row, ...]:
    if late is None:
        return ()
    return ((Button(w.label("Usulkan Pengganti"), OpenSubstitutes(late)),),)


def _skip(w: Words) -> Button:
    return Button(w.label("Lewati"), SkipReason())
