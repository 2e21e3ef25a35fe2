"""Screens on which an officer or a superior chooses whom to name for an offering."""

from typing import Any

from domain.announcements.audience import Kind, Option, Seen
from domain.catalogue.listing import search_mark
from domain.catalogue.runs import RunLine, RunList
from domain.lists import PAGE, Page
from domain.seats.nominations import (
    MOST_NOMINATED,
    NUMBERS,
    NominatedBy,
    NominationDraft,
    NominatorNumber,
    Nominee,
    Weighed,
)
from handlers.actions import Action
from handlers.actions.desk import DeskGroup
from handlers.actions.offerings import OpenRun
from handlers.actions.seating import nominations as actions
from handlers.announcements.screens.audience import audience_words
from handlers.screens import dates, places
from handlers.screens.buttons import back_to_group, counted, desk_button, menu_row
from handlers.screens.lists import numbered
from handlers.screens.people import short_nip
from handlers.screens.screen import Button, Row, Screen, main
from handlers.screens.words import Html, Words, cut, lines, plain

TITLE_SHOWN, SEARCH_SHOWN, GROUP_SHOWN = 80, 40, 300
NAME_SHOWN, POST_SHOWN = 45, 35
NIPS_SHOWN = 3
WIDTH = 28


def offerings(w: Words, found: RunList, office: NominatorNumber, *, text: str | None) -> Screen:
    """Asks for which offering people are named; a typed text searches."""

    def line(place: int, one: RunLine) -> Html:
        return w.t(
            "{no}. {judul}, Angkatan {angkatan}: {a} dari {kuota}, {mulai}",
            no=place,
            judul=cut(one.title, TITLE_SHOWN),
            angkatan=one.label,
            a=w.number(one.taken),
            kuota=w.number(one.quota),
            mulai=dates.short_day(w, dates.local(one.starts_at, one.timezone).date()),
        )

    mark = None if text is None else search_mark(text)
    listed, rows = numbered(
        found.page,
        lambda number: actions.PickNominated(office, number, mark),
        line=line,
        row=lambda place, one: (Button(str(place), actions.BeginNomination(one.id, office)),),
        across=PAGE,
    )
    if found.page.total:
        head = w.t("Calonkan untuk angkatan mana? Untuk mencari, ketik judul atau kodenya.")
    elif text is None:
        head = w.t("Belum ada angkatan yang dibuka.")
    else:
        typed = cut(text, SEARCH_SHOWN)
        head = w.t("Tidak ada angkatan yang cocok dengan <i>{teks}</i>.", teks=typed)
    every = actions.PickNominated(office)
    more = ((Button(w.label("Semua Angkatan"), every),),) if text is not None else ()
    return Screen(lines(head, *listed), (*rows, *more, _home(w, office)))


def who(w: Words, draft: NominationDraft, seen: Seen, *, unknown: tuple[str, ...] = ()) -> Screen:
    """Who is chosen so far, and how to choose more; HR chooses groups, too."""
    chosen = draft.chosen
    text = lines(
        w.t("Calonkan siapa untuk <b>{judul}</b>?", judul=places.title(w, draft.offering)),
        *_chosen(w, draft, seen),
        *_weighed(w, draft.weighed),
        _unknown(w, unknown),
    )
    label = w.label("Kesenjangan Terkait {n}", n=w.number(draft.related))
    on = chosen.audience.related
    related = Button(_ticked(label, on=on), actions.SetRelatedNominated(draft.id, on=not on))
    rows: list[Row] = [(related,)] if draft.related or on else []
    if draft.office is NominatedBy.HR:
        rows.append((_group(w, draft, Kind.UNIT), _group(w, draft, Kind.POSITION)))
        rows.append((Button(w.label("Tempel NIP"), actions.AskNips(draft.id)),))
    else:
        people = actions.ListPeople(draft.id, 0, fresh=True)
        rows.append((Button(w.label("Pilih Orang"), people),))
    if draft.weighed.able and draft.until is not None:
        go_on = w.label("Lanjut {n}", n=w.number(draft.weighed.able))
        rows.append((main(go_on, actions.AskNominationReason(draft.id)),))
    return Screen(text, (*rows, *_named(w, draft), _last(w, draft, _before(draft))))


def group(
    w: Words, draft: NominationDraft, kind: Kind, page: Page[Option], *, search: str
) -> Screen:
    """A list of units or posts; a tap switches an entry."""
    if kind is Kind.UNIT:
        ask = w.t(
            "Pilih unit kerja; subunit ikut terpilih. Untuk mencari, ketik sebagian namanya."
        )
    else:
        ask = w.t("Pilih jabatan. Untuk mencari, ketik sebagian namanya.")

    def row(place: int, one: Option) -> Row:
        does = actions.SetGroup(draft.id, kind, one.id, on=not one.on, page=page.number)
        return (Button(_ticked(str(place), on=one.on), does),)

    listed, rows = numbered(
        page,
        lambda number: actions.PickGroup(draft.id, kind, number, fresh=False),
        line=lambda place, one: w.t("{no}. {judul}", no=place, judul=cut(one.name, TITLE_SHOWN)),
        row=row,
        across=PAGE,
    )
    nothing = w.t("Tidak ada yang cocok dengan <i>{kata}</i>.", kata=cut(search, SEARCH_SHOWN))
    text = lines(ask, *listed, nothing if search and not page.items else None)
    return Screen(text, (*rows, _last(w, draft, actions.OpenNominated(draft.id))))


def people(w: Words, draft: NominationDraft, page: Page[Nominee], *, search: str) -> Screen:
    """The people who can be named, with ticks; those with a related gap come first."""

    def line(place: int, one: Nominee) -> Html:
        facts: dict[str, Any] = {
            "no": place,
            "nama": cut(one.name, NAME_SHOWN),
            "nip": short_nip(one.nip),
            "jabatan": cut(one.position or "–", POST_SHOWN),
        }
        if one.enrolled:
            return w.t("{no}. ● {nama} · NIP {nip}, {jabatan} (sudah terdaftar)", **facts)
        if one.clash:
            return w.t("{no}. ! {nama} · NIP {nip}, {jabatan} (jadwal bersamaan)", **facts)
        if one.gap:
            return w.t("{no}. ▼ {nama} · NIP {nip}, {jabatan}", **facts)
        return w.t("{no}. {nama} · NIP {nip}, {jabatan}", **facts)

    def row(place: int, one: Nominee) -> Row:
        does = actions.SetPerson(draft.id, one.id, on=not one.on, page=page.number)
        return (Button(_ticked(str(place), on=one.on), does),)

    listed, rows = numbered(
        page,
        lambda number: actions.ListPeople(draft.id, number),
        line=line,
        row=row,
        across=PAGE,
    )
    if search:
        head = w.t(
            "Pegawai yang cocok dengan <i>{kata}</i>: {n}",
            kata=cut(search, SEARCH_SHOWN),
            n=w.number(page.total),
        )
    else:
        head = w.t(
            "Siapa yang dicalonkan untuk <b>{judul}</b>? Untuk mencari, ketik sebagian namanya.",
            judul=places.title(w, draft.offering),
        )
    chosen = w.t("Dipilih: {n} orang", n=w.number(draft.weighed.able))
    more: list[Row] = []
    if draft.weighed.able and draft.until is not None:
        go_on = w.label("Lanjut {n}", n=w.number(draft.weighed.able))
        more.append((main(go_on, actions.AskNominationReason(draft.id)),))
    back = _before(draft) if draft.office is NominatedBy.SUPERIOR else _who(draft)
    named = _named(w, draft) if draft.office is NominatedBy.SUPERIOR else ()
    return Screen(lines(head, *listed, chosen), (*rows, *more, *named, _last(w, draft, back)))


def ask_nips(w: Words, draft: NominationDraft) -> Screen:
    """Asks for numbers of people, or for a part of a name."""
    text = w.t(
        "Silakan tempel NIP, satu atau banyak, misalnya satu per baris. "
        "Dapat juga ketik sebagian nama untuk mencari."
    )
    return Screen(text, (_last(w, draft, _who(draft)),))


def no_right(w: Words) -> Screen:
    """The person does not hold the office any more, or no people belong to it."""
    text = w.t(
        "Belum ada pegawai yang dapat Bapak/Ibu calonkan. "
        "Bila keliru, mohon hubungi {unit_hr} ({kontak})."
    )
    return Screen(text, (menu_row(w),))


def too_late(w: Words) -> Screen:
    """No person can be named for this offering any more."""
    text = w.t("Pelatihan ini sudah dimulai atau dibatalkan; tidak ada lagi yang dicalonkan.")
    return Screen(text, (menu_row(w),))


def _chosen(w: Words, draft: NominationDraft, seen: Seen) -> list[Html | None]:
    chosen = draft.chosen
    found: list[Html | None] = []
    if not chosen.audience.empty:
        group = cut(plain(audience_words(w, seen)), GROUP_SHOWN)
        found.append(w.t("Kelompok: <b>{sasaran}</b>", sasaran=group))
    if chosen.people:
        found.append(w.t("Dipilih satu per satu: {n} orang", n=w.number(len(chosen.people))))
    return found


def _weighed(w: Words, one: Weighed) -> list[Html | None]:
    if one.many:
        most = w.number(MOST_NOMINATED)
        return [w.t("! Lebih dari {n} orang. Mohon dipersempit.", n=most)]
    against = [
        (one.clashing, w.t("{k} jadwal bersamaan", k=w.number(one.clashing))),
        (one.enrolled, w.t("{d} sudah terdaftar", d=w.number(one.enrolled))),
        (one.asked, w.t("{e} sudah dicalonkan", e=w.number(one.asked))),
    ]
    passed = Html(" · ".join(text for count, text in against if count))
    figures = w.t(
        "{n} orang · {g} dengan kesenjangan terkait",
        n=w.number(one.able),
        g=w.number(one.with_gap),
    )
    return [
        figures if one.able or passed else None,
        w.t("! {alasan}, dilewati", alasan=passed) if passed else None,
        w.t("! {u} belum terhubung", u=w.number(one.unlinked)) if one.unlinked else None,
    ]


def _unknown(w: Words, nips: tuple[str, ...]) -> Html | None:
    if not nips:
        return None
    shown = ", ".join(short_nip(one) for one in nips[:NIPS_SHOWN])
    if len(nips) <= NIPS_SHOWN:
        return w.t("! NIP tidak ditemukan: {nip}", nip=shown)
    more = w.number(len(nips) - NIPS_SHOWN)
    return w.t("! NIP tidak ditemukan: {nip} dan {n} lainnya", nip=shown, n=more)


def _group(w: Words, draft: NominationDraft, kind: Kind) -> Button:
    label = w.label("Unit Kerja") if kind is Kind.UNIT else w.label("Jabatan")
    on = bool(draft.chosen.audience.chosen(kind))
    return Button(_ticked(label, on=on), actions.PickGroup(draft.id, kind, 0, fresh=True))


def _named(w: Words, draft: NominationDraft) -> tuple[Row, ...]:
    """The door to the answers of those who were named before."""
    if not draft.named:
        return ()
    answers = actions.OpenNominations(draft.offering.id, NUMBERS[draft.office])
    return ((counted(w, w.label("Pencalonan"), draft.named, answers),),)


def _ticked(label: str, *, on: bool) -> str:
    return f"✓ {label}" if on else label


def _who(draft: NominationDraft) -> Action:
    return actions.OpenNominated(draft.id)


def _before(draft: NominationDraft) -> Action:
    """From where the choice was opened."""
    if draft.office is NominatedBy.HR:
        return OpenRun(draft.offering.id)
    return actions.PickNominated(NUMBERS[draft.office])


def _last(w: Words, draft: NominationDraft, back: Action) -> Row:
    home = (desk_button(w),) if draft.office is NominatedBy.HR else menu_row(w)
    return (Button(w.label("Kembali"), back), *home)


def _home(w: Words, office: NominatorNumber) -> Row:
    if office is NominatorNumber.HR:
        return back_to_group(w, DeskGroup.TRAININGS)
    return menu_row(w)
