"""Screens on which HR moves the people of an offering that is called off, and their message."""

from datetime import datetime

from domain.catalogue.offerings import Offering
from domain.ids import MessageId
from domain.lists import PAGE, Page
from domain.seats.deciding import SeatState
from domain.seats.fair.transfers import Target, Transfer
from domain.seats.standing import SeatStanding
from handlers.actions.catalogue import NewOffering
from handlers.actions.offerings import DownloadUntold, OpenRun
from handlers.actions.seats import (
    CancelAsk,
    OpenNotice,
    OpenOffering,
    PickTarget,
    TransferTo,
    UndoTransfer,
)
from handlers.screens import dates, places
from handlers.screens.buttons import desk_button, menu_row
from handlers.screens.lists import numbered
from handlers.screens.reasons import reason_label
from handlers.screens.screen import Button, Row, Screen
from handlers.screens.words import Html, Words, cut, lines
from handlers.seats.screens.offers import offer_rows

TITLE_SHOWN, REASON_SHOWN = 80, 200


def pick(w: Words, left: Offering, people: int, found: Page[Target]) -> Screen:
    """Asks which offering the people may go to; the same training stands first."""

    def line(place: int, one: Target) -> Html:
        there = one.offering
        return w.t(
            "{no}. {judul}, Angkatan {angkatan}, {mulai}: {sisa} tempat",
            no=place,
            judul=cut(there.title, TITLE_SHOWN),
            angkatan=there.label,
            mulai=dates.short_day(w, dates.local(there.starts_at, there.timezone).date()),
            sisa=w.number(one.left),
        )

    def row(place: int, one: Target) -> Row:
        return (Button(str(place), TransferTo(left.id, one.offering.id)),)

    listed, rows = numbered(
        found, lambda page: PickTarget(left.id, page), line=line, row=row, across=PAGE
    )
    ask = w.t("Pindahkan {n} orang ke angkatan mana?", n=w.number(people))
    none = None if found.total else w.t("Belum ada angkatan lain yang akan datang.")
    new = (Button(w.label("Buat Angkatan"), NewOffering()),)
    back = (Button(w.label("Kembali"), OpenRun(left.id)), desk_button(w))
    return Screen(lines(ask, *listed, none), (*rows, new, back))


def done(w: Words, left: Offering, facts: Transfer, *, now: datetime) -> Screen:
    """How many people got an offer, and how many a place in the queue."""
    if not facts.offered and not facts.queued:
        text = w.t("Tidak ada yang perlu dipindahkan.")
        return Screen(text, ((Button(w.label("Kembali"), OpenRun(left.id)), desk_button(w)),))
    zone = facts.to.timezone
    until = dates.moment(w, facts.until, zone) if facts.until is not None else None
    text = lines(
        w.t("✓ {x} orang ditawari tempat sampai {batas}.", x=w.number(facts.offered), batas=until)
        if until is not None and not facts.queued
        else w.t(
            "✓ {x} orang ditawari tempat sampai {batas}, "
            "{y} masuk daftar tunggu menurut urutan semula.",
            x=w.number(facts.offered),
            batas=until,
            y=w.number(facts.queued),
        )
        if until is not None
        else w.t(
            "✓ {y} orang masuk daftar tunggu menurut urutan semula.", y=w.number(facts.queued)
        ),
        w.t("<b>{judul}</b>", judul=places.with_run(w, facts.to.title, facts.to.label)),
        w.t("! Jadwal {k} orang bersamaan; tetap ditawari.", k=w.number(facts.clashes))
        if facts.clashes
        else None,
        w.t("{u} orang belum terhubung; mohon sampaikan langsung.", u=w.number(facts.unlinked))
        if facts.unlinked
        else None,
    )
    beside = []
    if facts.told_at is not None and now < facts.told_at:
        beside.append(Button(w.label("Urungkan"), UndoTransfer(left.id, facts.number)))
    if facts.unlinked:
        beside.append(Button(w.label("Unduh"), DownloadUntold(left.id)))
    rows = (tuple(beside),) if beside else ()
    return Screen(text, (*rows, (Button(w.label("Kembali"), OpenRun(left.id)), desk_button(w))))


def undone(w: Words, left: Offering) -> Screen:
    """The transfer is taken back, and no person hears of it."""
    back = (Button(w.label("Kembali"), OpenRun(left.id)), desk_button(w))
    return Screen(w.t("✓ Pemindahan diurungkan."), (back,))


def not_undone(w: Words, left: Offering) -> Screen:
    """People have been told."""
    back = (Button(w.label("Kembali"), OpenRun(left.id)), desk_button(w))
    return Screen(w.t("Tidak dapat diurungkan: sudah diberitahukan."), (back,))


def impossible(w: Words, left: Offering) -> Screen:
    """The other offering begins too soon, or the people need not move."""
    back = (Button(w.label("Kembali"), OpenRun(left.id)), desk_button(w))
    return Screen(w.t("Pemindahan ke angkatan itu tidak dapat dilakukan lagi."), (back,))


def told(
    w: Words, left: Offering, there: Offering, mine: SeatStanding, *, notice: MessageId
) -> Screen:
    """To the person: what is called off, and the seat or the place in the queue instead."""
    other = there.title != left.title
    reason = left.called_off_reason
    where = places.when_where(w, there)
    text = lines(
        w.t(
            "✗ Dibatalkan: <b>{judul}</b>, {tgl}.",
            judul=places.title(w, left),
            tgl=places.days(w, left),
        ),
        w.t("Alasan: {alasan}", alasan=cut(reason_label(w, reason), REASON_SHOWN))
        if reason
        else None,
        w.t("Pengganti: <b>{judul}</b>, {waktu}", judul=places.title(w, there), waktu=where)
        if other
        else w.t("Pengganti: <b>{waktu}</b>", waktu=where),
        _standing(w, there, mine),
    )
    back = OpenNotice(notice)
    details = Button(w.label("Rincian"), OpenOffering(there.id, back=back))
    if mine.state is SeatState.OFFERED:
        return Screen(text, (*offer_rows(w, there, mine, back=back), (details,)), new=True)
    cancel = Button(w.label("Batalkan"), CancelAsk(there.id, back=back))
    return Screen(text, ((details, cancel), menu_row(w)), new=True)


def _standing(w: Words, there: Offering, mine: SeatStanding) -> Html | None:
    if mine.state is SeatState.OFFERED and mine.answer_by is not None:
        until = dates.moment(w, mine.answer_by, there.timezone)
        return w.t("Tempat ditahan sampai <b>{batas}</b>.", batas=until)
    if mine.state is SeatState.QUEUED:
        return w.t("◐ Daftar tunggu, urutan {n}", n=w.number(mine.position or 1))
    return None
