"""Screens of the participants of an offering (Peserta), and of their file."""

from datetime import date, datetime
from typing import Any

from domain.catalogue.listing import search_mark
from domain.lists import PAGE, Page
from domain.people.staff import StaffTraining
from domain.seats.deciding import SeatState
from domain.seats.participants import OfferingLine, Participant, Participants
from handlers.actions import seats as actions
from handlers.actions.desk import DeskGroup
from handlers.screens import dates, places
from handlers.screens.buttons import back_to_group, menu_row
from handlers.screens.lists import numbered
from handlers.screens.people import who
from handlers.screens.screen import Button, Document, Row, Screen
from handlers.screens.words import Html, Words, cut, lines

TITLE_SHOWN, REASON_SHOWN, SEARCH_SHOWN = 80, 60, 40


def offerings(w: Words, page: Page[OfferingLine], *, text: str | None = None) -> Screen:
    """Asks which offering, of all or of those that a typed text finds; those to come first."""
    if not page.total:
        return Screen(w.t("Belum ada angkatan."), (back_to_group(w, DeskGroup.TRAININGS),))

    def line(place: int, one: OfferingLine) -> Html:
        title = places.with_run(w, cut(one.title, TITLE_SHOWN), one.run)
        facts: dict[str, Any] = {"no": place, "judul": title, "kode": one.code}
        if one.called_off:
            return w.t("{no}. {judul} · {kode}: dibatalkan", **facts)
        return w.t("{no}. {judul} · {kode}", **facts)

    def row(place: int, one: OfferingLine) -> Row:
        label = w.label(
            "{no} · {mulai} · {n} peserta",
            no=place,
            mulai=dates.short_day(w, _first_day(one)),
            n=w.number(one.people),
        )
        mark = "✗ " if one.called_off else ""
        return (Button(f"{mark}{label}", actions.OpenParticipants(one.id, 0)),)

    mark = None if text is None else search_mark(text)
    listed, rows = numbered(
        page, lambda number: actions.PickOffering(number, mark), line=line, row=row
    )
    if text is None:
        ask = w.t("Peserta angkatan mana yang ingin dilihat?")
        how = w.t("Untuk mencari, ketik judul atau kode pelatihannya.")
        return Screen(lines(ask, how, *listed), (*rows, back_to_group(w, DeskGroup.TRAININGS)))
    head = w.t(
        "{n} angkatan cocok dengan <i>{teks}</i>. Ketik lagi untuk mencari yang lain.",
        n=w.number(page.total),
        teks=cut(text, SEARCH_SHOWN),
    )
    every = (Button(w.label("Semua Angkatan"), actions.PickOffering(0)),)
    return Screen(lines(head, *listed), (*rows, every, back_to_group(w, DeskGroup.TRAININGS)))


def not_found(w: Words, every: Page[OfferingLine], *, text: str) -> Screen:
    """No offering has the typed words: all of them are shown."""
    typed = cut(text, SEARCH_SHOWN)
    nothing = w.t("Tidak ada angkatan yang cocok dengan <i>{teks}</i>.", teks=typed)
    return offerings(w, every).under(nothing)


def participants(w: Words, facts: Participants, *, page: int) -> Screen:
    """Figures first, then the names, five a page."""
    waiting = facts.with_state(SeatState.REQUESTED)
    queued = facts.with_state(SeatState.QUEUED)
    offered = facts.with_state(SeatState.OFFERED)
    interested = facts.with_state(SeatState.INTERESTED)
    out = facts.with_state(SeatState.CANCELLED, SeatState.REFUSED)
    attended = facts.with_attendance("attended", "passed")
    absent = facts.with_attendance("absent")
    offering = facts.offering.id

    def line(place: int, one: Participant) -> Html:
        if one.state is SeatState.OFFERED and one.answer_by is not None:
            return _offered(w, place, one, facts)
        person = who(w, one, among=facts.people)
        return w.t("{no}. {nama}: {status}", no=place, nama=person, status=standing(w, one))

    names, rows = numbered(
        Page(facts.people, page, facts.total),
        lambda number: actions.OpenParticipants(offering, number),
        line=line,
        row=lambda place, one: (Button(str(place), actions.OpenParticipant(one.enrolment_id)),),
        across=PAGE,
    )
    text = lines(
        w.t(
            "<b>{judul}</b> · {kode}",
            judul=places.with_run(w, facts.offering.title, facts.offering.run),
            kode=facts.offering.code,
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
        w.t("◐ Ditawari tempat: {n}", n=offered) if offered else None,
        w.t("◐ Peminat: {n}", n=interested) if interested else None,
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
        "{n} peserta <b>{judul}</b>, per {waktu}.",
        n=w.number(facts.total),
        judul=places.with_run(w, facts.offering.title, facts.offering.run),
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


def standing(w: Words, one: Participant | StaffTraining) -> Html:
    """The recorded attendance of a person, or else the state of the enrolment."""
    seated = one.state is SeatState.ENROLLED
    return (attendance(w, one.attendance) if seated else None) or state_words(w, one.state)


def _offered(w: Words, place: int, one: Participant, facts: Participants) -> Html:
    """Until when the seat is held that is offered to a person."""
    zone = facts.offering.timezone
    until = one.answer_by or one.since
    day = dates.short_day(w, dates.local(until, zone).date())
    return w.t(
        "{no}. {nama}: ◐ ditawari s.d. {tgl} pukul {jam}",
        no=place,
        nama=who(w, one, among=facts.people),
        tgl=day,
        jam=dates.hour(w, until, zone),
    )


def state_words(w: Words, state: SeatState) -> Html:
    """The words for a state within a line."""
    match state:
        case SeatState.ENROLLED:
            return w.t("terdaftar", context="status")
        case SeatState.REQUESTED:
            return w.t("menunggu keputusan")
        case SeatState.QUEUED:
            return w.t("daftar tunggu", context="status")
        case SeatState.OFFERED:
            return w.t("ditawari", context="status")
        case SeatState.INTERESTED:
            return w.t("peminat", context="status")
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
