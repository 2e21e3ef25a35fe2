"""Screens of the participants of an offering (Peserta), and of their file."""

from datetime import date, datetime
from typing import Any

from domain.lists import PAGE, Page
from domain.seats.deciding import SeatState
from domain.seats.participants import OfferingLine, Participant, Participants
from handlers.actions import seats as actions
from handlers.screens import dates, places
from handlers.screens.buttons import back_to_desk, menu_row
from handlers.screens.lists import numbered
from handlers.screens.screen import Button, Document, Row, Screen
from handlers.screens.words import Html, Words, cut, lines

TITLE_SHOWN, REASON_SHOWN = 140, 60


def offerings(w: Words, page: Page[OfferingLine]) -> Screen:
    """Asks which offering: first those to come, then past ones."""
    if not page.total:
        return Screen(w.t("Belum ada angkatan."), (back_to_desk(w),))

    def line(place: int, one: OfferingLine) -> Html:
        facts: dict[str, Any] = {
            "no": place,
            "judul": cut(one.title, TITLE_SHOWN),
            "angkatan": one.label,
        }
        if one.called_off:
            return w.t("{no}. {judul}, angkatan {angkatan}: dibatalkan", **facts)
        return w.t("{no}. {judul}, angkatan {angkatan}", **facts)

    def row(place: int, one: OfferingLine) -> Row:
        label = w.label(
            "{no} · {mulai} · {n} peserta",
            no=place,
            mulai=dates.short_day(w, _first_day(one)),
            n=w.number(one.people),
        )
        mark = "✗ " if one.called_off else ""
        return (Button(f"{mark}{label}", actions.OpenParticipants(one.id, 0)),)

    listed, rows = numbered(page, actions.PickOffering, line=line, row=row)
    text = lines(w.t("Peserta angkatan mana yang ingin dilihat?"), *listed)
    return Screen(text, (*rows, back_to_desk(w)))


def participants(w: Words, facts: Participants, *, page: int) -> Screen:
    """Figures first, then the names, five a page."""
    waiting = facts.with_state(SeatState.REQUESTED)
    queued = facts.with_state(SeatState.QUEUED)
    out = facts.with_state(SeatState.CANCELLED, SeatState.REFUSED)
    attended = facts.with_attendance("attended", "passed")
    absent = facts.with_attendance("absent")
    offering = facts.offering.id

    def line(place: int, one: Participant) -> Html:
        return w.t("{no}. {nama}: {status}", no=place, nama=one.name, status=standing(w, one))

    names, rows = numbered(
        Page(facts.people, page, facts.total),
        lambda number: actions.OpenParticipants(offering, number),
        line=line,
        row=lambda place, one: (Button(str(place), actions.OpenParticipant(one.enrolment_id)),),
        across=PAGE,
    )
    text = lines(
        w.t(
            "<b>{judul}</b>, angkatan {angkatan}",
            judul=facts.offering.title,
            angkatan=facts.offering.label,
        ),
        Html(places.when(w, facts.offering)),
        called_off(w, facts.offering),
        w.t(
            "● Terdaftar: {n} dari {kuota}",
            n=w.number(facts.with_state(SeatState.ENROLLED)),
            kuota=w.number(facts.quota),
        ),
        w.t("◐ Menunggu keputusan: {n} · daftar tunggu: {m}", n=waiting, m=queued)
        if waiting or queued
        else None,
        w.t("✓ Hadir: {n} · tidak hadir: {m}", n=attended, m=absent)
        if attended or absent
        else None,
        w.t("✗ Batal atau ditolak: {n}", n=out) if out else None,
        *names,
    )
    back = (Button(w.label("Kembali"), actions.PickOffering(0)), *menu_row(w))
    if not facts.total:
        return Screen(text, (back,))
    file_row = (Button(w.label("Unduh"), actions.DownloadParticipants(offering)),)
    return Screen(text, (*rows, file_row, back))


def file(w: Words, document: Document, facts: Participants, *, now: datetime) -> Screen:
    """The list as a file, in a message of its own."""
    text = w.t(
        "{n} peserta <b>{judul}</b>, angkatan {angkatan}, per {waktu}.",
        n=w.number(facts.total),
        judul=facts.offering.title,
        angkatan=facts.offering.label,
        waktu=dates.moment(w, now, w.house.timezone),
    )
    text = lines(text, called_off(w, facts.offering))
    return Screen(text, document=document, new=True)


def called_off(w: Words, one: OfferingLine) -> Html | None:
    """Says that the organiser has called the offering off."""
    if not one.called_off:
        return None
    if not one.called_off_reason:
        return w.t("✗ Dibatalkan penyelenggara.")
    reason = cut(one.called_off_reason, REASON_SHOWN)
    return w.t("✗ Dibatalkan penyelenggara. Alasan: {alasan}", alasan=reason)


def standing(w: Words, one: Participant) -> Html:
    """The recorded attendance of a person, or else the state of the enrolment."""
    seated = one.state is SeatState.ENROLLED
    return (attendance(w, one.attendance) if seated else None) or state_words(w, one.state)


def state_words(w: Words, state: SeatState) -> Html:
    """The words for a state within a line."""
    match state:
        case SeatState.ENROLLED:
            return w.t("terdaftar", context="status")
        case SeatState.REQUESTED:
            return w.t("menunggu keputusan")
        case SeatState.QUEUED:
            return w.t("daftar tunggu", context="status")
        case SeatState.CANCELLED:
            return w.t("batal", context="status")
        case SeatState.REFUSED:
            return w.t("ditolak", context="status")


def attendance(w: Words, recorded: str | None) -> Html | None:
    """The attendance that HR recorded; None if there is none."""
    match recorded:
        case "attended":
            return w.t("hadir", context="status")
        case "absent":
            return w.t("tidak hadir", context="status")
        case "passed":
            return w.t("lulus", context="status")
        case _:
            return None


def _first_day(one: OfferingLine) -> date:
    return dates.local(one.starts_at, one.timezone).date()
