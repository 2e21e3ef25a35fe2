"""Screens of HR's offerings (Angkatan): the list and the card."""

from domain.catalogue.changes import OfferingState
from domain.catalogue.listing import search_mark
from domain.catalogue.offerings import Offering
from domain.catalogue.runs import LISTED, RunCard, RunLine, RunList
from domain.catalogue.sessions import daily
from domain.lists import PAGE
from domain.seats.deciding import is_e_learning
from domain.seats.filling import SeatFilling
from domain.seats.nominations import NominatorNumber
from handlers.actions import Action
from handlers.actions import offerings as actions
from handlers.actions.announcements import AnnounceTraining
from handlers.actions.catalogue import CatalogueFile, ListDrafts, NewOffering, OpenCopy
from handlers.actions.seating.hosts import ListHosts
from handlers.actions.seating.letters import OpenLetters
from handlers.actions.seating.nominations import BeginNomination
from handlers.actions.seats import OpenParticipants, PickTarget
from handlers.catalogue.screens.hr.values import filling_name, quota_words
from handlers.screens import dates, places
from handlers.screens.approval import approver
from handlers.screens.buttons import counted, desk_button
from handlers.screens.lists import in_pairs, numbered
from handlers.screens.screen import Button, Row, Screen, danger, main
from handlers.screens.words import Html, Words, cut, lines

TITLE_SHOWN, SEARCH_SHOWN, REASON_SHOWN, BY_SHOWN = 80, 40, 200, 60
HALF = 14
"""Characters of a label in a row of two."""
CHOICES = {
    OfferingState.OPEN: actions.RunState.OPEN,
    OfferingState.CLOSED: actions.RunState.CLOSED,
    OfferingState.RUNNING: actions.RunState.RUNNING,
    OfferingState.OVER: actions.RunState.OVER,
    OfferingState.CALLED_OFF: actions.RunState.CALLED_OFF,
    OfferingState.ARCHIVED: actions.RunState.ARCHIVED,
}
"""The choice in a button for each state of the list."""
STATES = {choice: state for state, choice in CHOICES.items()}


def listing(w: Words, found: RunList, state: OfferingState) -> Screen:
    """The offerings in one state, five a page; a typed text searches in all."""
    choice = CHOICES.get(state, actions.RunState.OPEN)

    def line(place: int, one: RunLine) -> Html:
        return w.t(
            "{no}. {judul}, Angkatan {angkatan}: {a} dari {kuota}, {mulai}",
            no=place,
            judul=cut(one.title, TITLE_SHOWN),
            angkatan=one.label,
            a=w.number(one.taken),
            kuota=w.number(one.quota),
            mulai=_first_day(w, one),
        )

    listed, rows = numbered(
        found.page,
        lambda number: actions.ListRuns(choice, number),
        line=line,
        row=_opening,
        across=PAGE,
    )
    name = state_name(w, state)
    if not found.page.total:
        text = w.t("Belum ada angkatan {status}.", status=name)
    else:
        head = w.t("<b>Angkatan</b>: {status} {n}", status=name, n=w.number(found.page.total))
        how = w.t("Untuk mencari, ketik judul, kode, atau angkatannya.")
        text = lines(head, *listed, how)
    new = main(w.label("Buat Angkatan"), NewOffering())
    this = Button(w.label("Unduh"), actions.DownloadRuns(choice))
    file = Button(w.label("Unduh Katalog"), CatalogueFile())
    begin = (new, this) if found.page.total else (new,)
    return Screen(text, (*rows, *_tabs(w, found, state), begin, (file,), (desk_button(w),)))


def searched(
    w: Words, found: RunList, state: OfferingState, *, text: str, back: Action | None = None
) -> Screen:
    """The offerings that a typed text finds in the list of a state, or in all; `back`: to where
    it leads back, if not to that list."""
    choice = CHOICES.get(state, actions.RunState.OPEN)

    def line(place: int, one: RunLine) -> Html:
        return w.t(
            "{no}. {judul}, Angkatan {angkatan}: {status}, {mulai}",
            no=place,
            judul=cut(one.title, TITLE_SHOWN),
            angkatan=one.label,
            status=state_name(w, one.state),
            mulai=_first_day(w, one),
        )

    mark = search_mark(text)
    listed, rows = numbered(
        found.page,
        lambda number: actions.ListRuns(choice, number, mark, within=found.within is not None),
        line=line,
        row=_opening,
        across=PAGE,
    )
    typed = cut(text, SEARCH_SHOWN)
    if found.within is not None:
        head = w.t(
            "{n} angkatan {status} cocok dengan <i>{teks}</i>. Ketik lagi untuk cari yang lain.",
            n=w.number(found.page.total),
            status=state_name(w, found.within),
            teks=typed,
        )
        every = counted(
            w, w.label("Semua Status"), found.everywhere, actions.ListRuns(choice, 0, mark)
        )
        rows = (*rows, (every,))
    elif found.page.total:
        head = w.t(
            "{n} angkatan cocok dengan <i>{teks}</i>. Ketik lagi untuk mencari yang lain.",
            n=w.number(found.page.total),
            teks=typed,
        )
    else:
        head = w.t("Tidak ada angkatan yang cocok dengan <i>{teks}</i>.", teks=typed)
    last = (Button(w.label("Kembali"), back or actions.ListRuns(choice)), desk_button(w))
    return Screen(lines(head, *listed), (*rows, last))


def card(w: Words, facts: RunCard, *, back: Action | None = None) -> Screen:
    """One offering, and what HR may do about it; `back`: the list from which it was opened."""
    return Screen(card_text(w, facts), (*_deeds(w, facts), _back(w, facts.state, back)))


def card_text(w: Words, facts: RunCard) -> Html:
    """What the card says about the offering."""
    there = facts.offering
    return lines(
        w.t(
            "<b>{judul}</b> ({kode}), Angkatan {angkatan}: {status}",
            judul=there.title,
            kode=facts.code,
            angkatan=there.label,
            status=state_name(w, facts.state),
        ),
        _reason(w, facts),
        places.when_where(w, there),
        w.t(
            "{s} sesi · {jp} JP · narasumber {m}",
            s=w.number(_sessions(there)),
            jp=w.number(there.hours),
            m=w.number(facts.speakers),
        )
        if facts.speakers
        else w.t("{s} sesi · {jp} JP", s=w.number(_sessions(there)), jp=w.number(there.hours)),
        w.t(
            "● Terisi {a} dari {kuota} · permintaan {r} · daftar tunggu {q}",
            a=w.number(facts.occupancy.taken),
            kuota=w.number(there.quota),
            r=w.number(facts.requests),
            q=w.number(facts.occupancy.waiting),
        ),
        _sign_up(w, facts),
        w.t("Penyetuju: {siapa}", siapa=approver(w, there.approval_by))
        if there.needs_approval
        else None,
        *_filling(w, facts),
        _last(w, facts),
    )


def _filling(w: Words, facts: RunCard) -> tuple[Html, ...]:
    """How seats are given, where it is not at once and in order."""
    there, found = facts.offering, []
    if there.filling is not SeatFilling.ORDER:
        cara = filling_name(w, there.filling)
        found.append(
            w.t("Pengisian: {cara} · peminat {n}", cara=cara, n=w.number(facts.interested))
        )
    if there.unit_quota is not None:
        found.append(w.t("Kuota unit: {kuota}", kuota=quota_words(w, there.unit_quota)))
    if there.offer_hours:
        found.append(w.t("Tawaran: {n} jam", n=w.number(there.offer_hours)))
    return tuple(found)


def state_name(w: Words, state: OfferingState) -> Html:
    """The word for a state within a line."""
    match state:
        case OfferingState.DRAFT:
            return w.t("draf", context="angkatan")
        case OfferingState.OPEN:
            return w.t("dibuka", context="angkatan")
        case OfferingState.CLOSED:
            return w.t("ditutup", context="angkatan")
        case OfferingState.RUNNING:
            return w.t("berjalan", context="angkatan")
        case OfferingState.OVER:
            return w.t("selesai", context="angkatan")
        case OfferingState.CALLED_OFF:
            return w.t("dibatalkan", context="angkatan")
        case OfferingState.ARCHIVED:
            return w.t("diarsipkan", context="angkatan")


def _sign_up(w: Words, facts: RunCard) -> Html | None:
    """Until when people can sign up, or since when they no longer can."""
    until = places.deadline(w, facts.offering)
    match facts.state:
        case OfferingState.OPEN:
            return w.t("Pendaftaran sampai {batas}", batas=until)
        case OfferingState.CLOSED:
            return w.t("Pendaftaran ditutup sejak {batas}", batas=until)
        case _:
            return None


def _tabs(w: Words, found: RunList, chosen: OfferingState) -> tuple[Row, ...]:
    """A button for each state with offerings in it, and for the one that is shown."""
    labels = {
        OfferingState.OPEN: w.label("Dibuka", context="angkatan"),
        OfferingState.CLOSED: w.label("Ditutup", context="angkatan"),
        OfferingState.RUNNING: w.label("Berjalan", context="angkatan"),
        OfferingState.OVER: w.label("Selesai", context="angkatan"),
        OfferingState.CALLED_OFF: w.label("Dibatalkan", context="angkatan"),
        OfferingState.ARCHIVED: w.label("Arsip", context="angkatan"),
    }
    tabs = []
    for state in LISTED:
        count = found.counts.get(state, 0)
        if not count and state is not chosen:
            continue
        name = f"✓ {labels[state]}" if state is chosen else labels[state]
        tab = counted(w, name, count, actions.ListRuns(CHOICES[state]))
        # The figure stands above as well: it goes where the row has no room for it.
        tabs.append(tab if len(tab.label) <= HALF else Button(name, tab.does))
    drafts = found.counts.get(OfferingState.DRAFT, 0)
    if drafts:
        tabs.append(Button(f"{w.label('Draf')} {w.number(drafts)}", ListDrafts()))
    return in_pairs(tabs)


def _deeds(w: Words, facts: RunCard) -> tuple[Row, ...]:
    there = facts.offering
    people = counted(w, w.label("Peserta"), facts.occupancy.taken, OpenParticipants(there.id, 0))
    change = Button(w.label("Ubah"), actions.AskChange(there.id))
    off = danger(w.label("Batalkan Angkatan"), actions.AskOffReason(there.id))
    archive = Button(w.label("Arsipkan"), actions.ArchiveRun(there.id))
    given = _sessions_button(w, there)
    past = (Button(w.label("Riwayat"), actions.ListHistory(there.id)),) if facts.last else ()
    copy = Button(w.label("Salin"), OpenCopy(offering=there.id))
    hosts = counted(w, w.label("Panitia"), facts.hosts, ListHosts(there.id))
    more = (*_row(*past), *_letters(w, facts))
    match facts.state:
        case OfferingState.OPEN:
            announce = main(w.label("Umumkan"), AnnounceTraining(there.id))
            close = Button(w.label("Tutup Pendaftaran"), actions.EndSignUp(there.id))
            named = _named(w, there, people)
            rows = ((announce,), (change, *given), named, (hosts, copy))
            return (*rows, *more, (close,), (off,))
        case OfferingState.CLOSED:
            resume = main(w.label("Buka Pendaftaran"), actions.ResumeSignUp(there.id))
            named = _named(w, there, people)
            rows = ((resume,), (change, *given), named, (hosts, copy))
            return (*rows, *more, (off,))
        case OfferingState.RUNNING:
            return ((people,), (change, *given), (hosts, copy), *more, (off,))
        case OfferingState.OVER:
            return ((people,), (archive, *given), (hosts, copy), *_row(*past))
        case OfferingState.CALLED_OFF:
            again = Button(w.label("Buka Lagi"), actions.HoldAgain(there.id, facts.shown))
            deeds = (again, archive) if facts.can_go_on else (archive,)
            move = main(
                w.label("Pindahkan Peserta {n}", n=w.number(facts.movable)), PickTarget(there.id)
            )
            moving = ((move,),) if facts.movable else ()
            return (*moving, (people,), deeds, (hosts, copy), *_row(*past))
        case _:
            back = Button(w.label("Aktifkan Lagi"), actions.RestoreRun(there.id))
            return ((people,), (back,), *_row(*past))


def _letters(w: Words, facts: RunCard) -> tuple[Row, ...]:
    """The door to the letters of assignment, once there is a person to send."""
    if not facts.occupancy.taken:
        return ()
    return ((Button(w.label("Surat Tugas"), OpenLetters(facts.offering.id)),),)


def _named(w: Words, there: Offering, people: Button) -> Row:
    """The people of the offering, and the door to naming more; the figure goes if it is long."""
    if len(people.label) > HALF:
        people = Button(w.label("Peserta"), people.does)
    return (people, Button(w.label("Calonkan"), BeginNomination(there.id, NominatorNumber.HR)))


def _sessions(there: Offering) -> int:
    """How many sessions it has; e-learning, which is open at any time, is one."""
    if there.sessions or is_e_learning(there.kind):
        return len(there.sessions) or 1
    hours = daily(there.starts_at, there.ends_at, there.timezone)
    return hours.days if hours else 1


def _sessions_button(w: Words, there: Offering) -> tuple[Button, ...]:
    if is_e_learning(there.kind):
        return ()
    return (counted(w, w.label("Sesi", context="angkatan"), _sessions(there), _listed(there)),)


def _listed(there: Offering) -> actions.ListSessions:
    return actions.ListSessions(there.id)


def _row(*buttons: Button) -> tuple[Row, ...]:
    return (buttons,) if buttons else ()


def _back(w: Words, state: OfferingState, back: Action | None) -> Row:
    to = back or actions.ListRuns(CHOICES.get(state, actions.RunState.OPEN))
    return (Button(w.label("Kembali"), to), desk_button(w))


def _opening(place: int, one: RunLine) -> Row:
    return (Button(str(place), actions.OpenRun(one.id)),)


def _first_day(w: Words, one: RunLine) -> str:
    return dates.short_day(w, dates.local(one.starts_at, one.timezone).date())


def _last(w: Words, facts: RunCard) -> Html | None:
    """Which officer changed it last."""
    if facts.last is None:
        return None
    zone = w.house.timezone
    return w.t(
        "Terakhir diubah {petugas}, {tgl} pukul {jam}",
        petugas=cut(facts.last.by, BY_SHOWN),
        tgl=dates.short_day(w, dates.local(facts.last.at, zone).date()),
        jam=dates.hour(w, facts.last.at, zone),
    )


def _reason(w: Words, facts: RunCard) -> Html | None:
    reason = facts.offering.called_off_reason
    if not facts.offering.called_off or not reason:
        return None
    return w.t("Alasan: {alasan}", alasan=cut(reason, REASON_SHOWN))
