"""Screens of offerings that HR prepares: how to make one, the list of drafts, one draft."""

from datetime import datetime

from domain.catalogue.making.drafts import DraftCard, DraftField, DraftLine, NotTakenBack
from domain.catalogue.offerings import LONGEST_TITLE
from domain.ids import OfferingId
from domain.lists import PAGE, Page
from domain.seats.deciding import is_e_learning
from handlers.actions import catalogue as actions
from handlers.actions.announcements import AnnounceTraining
from handlers.actions.desk import OpenDesk
from handlers.actions.offerings import ListDraftSessions, OpenRun
from handlers.screens import dates, places
from handlers.screens.approval import approver
from handlers.screens.buttons import back_or_desk, counted, desk_button
from handlers.screens.lists import numbered
from handlers.screens.screen import Button, Row, Screen, danger, main
from handlers.screens.words import Html, Words, cut, joined, lines

TITLE_SHOWN, NAME_SHOWN, PLACE_SHOWN, GOALS_SHOWN = 80, 30, 50, 60
HOLIDAYS_SHOWN, HOLIDAY_SHOWN = 2, 25


def new(w: Words, *, drafts: int) -> Screen:
    """Asks how an offering is to be made."""
    ways: list[Row] = [
        (Button(w.label("Salin Angkatan"), actions.PickCopied()),),
        (Button(w.label("Dari Katalog"), actions.ListCatalogue(choosing=True)),),
        (Button(w.label("Pelatihan Baru"), actions.NewTraining()),),
    ]
    if drafts:
        ways.append((counted(w, w.label("Lanjutkan Draf"), drafts, actions.ListDrafts()),))
    text = w.t("Angkatan baru dibuat dengan cara apa?")
    return Screen(text, (*ways, back_or_desk(w, OpenDesk())))


def listing(w: Words, page: Page[DraftLine]) -> Screen:
    """The drafts of all officers: what, who made it, when it was last changed."""
    back = back_or_desk(w, actions.NewOffering())
    if not page.total:
        begin = (Button(w.label("Buat Angkatan"), actions.NewOffering()),)
        return Screen(w.t("Belum ada draf."), (begin, back))

    def line(place: int, one: DraftLine) -> Html:
        return w.t(
            "{no}. {judul}: {petugas}, {waktu}",
            no=place,
            judul=_titled(w, one),
            petugas=cut(one.author, NAME_SHOWN),
            waktu=dates.short_day(w, dates.local(one.changed_at, w.house.timezone).date()),
        )

    titles, rows = numbered(
        page,
        actions.ListDrafts,
        line=line,
        row=lambda place, one: (Button(str(place), actions.OpenDraft(one.id)),),
        across=PAGE,
    )
    head = w.t("<b>Draf angkatan</b>: {n}", n=w.number(page.total))
    return Screen(lines(head, *titles), (*rows, back))


def card(w: Words, facts: DraftCard, *, saved: bool, shifted: int, back_again: bool) -> Screen:
    """A draft as it stands, with what is missing before it can be opened.

    `shifted`: sessions of the copy that a holiday moved; `back_again`: it was an offering.
    """
    text = lines(
        w.t("✓ Draf disimpan.") if saved else None,
        w.t("✓ Diurungkan. Angkatan ini kembali menjadi draf.") if back_again else None,
        *described(w, facts),
        w.t("! {k} sesi bergeser karena hari libur.", k=w.number(shifted)) if shifted else None,
        hindrance(w, facts),
    )
    on = main(w.label("Buka Pendaftaran"), actions.StartDraft(facts.id, facts.revision))
    if facts.missing:
        on = main(w.label("Lanjutkan Pengisian"), actions.AskNext(facts.id))
    # Without a time there is no day from which a copy could take place, and no session.
    timed: tuple[Row, ...] = ()
    given: tuple[Button, ...] = ()
    if facts.sessions:
        timed = ((Button(w.label("Salin"), actions.OpenCopy(draft=facts.id)),),)
        if not is_e_learning(facts.kind or ""):
            to = ListDraftSessions(facts.id)
            given = (counted(w, w.label("Sesi", context="angkatan"), facts.sessions, to),)
    return Screen(
        text,
        (
            (on,),
            (Button(w.label("Ubah"), actions.EditDraft(facts.id)), *given),
            *timed,
            (danger(w.label("Hapus Draf"), actions.AskDeleteDraft(facts.id)),),
            back_or_desk(w, actions.ListDrafts()),
        ),
    )


def too_late(w: Words, facts: DraftCard, *, now: datetime) -> Screen:
    """It cannot be opened: it has begun, or sign-up would be closed already."""
    start = facts.content.starts_at
    if start is not None and start <= now:
        line = w.t("! Belum dapat dibuka: waktu pelaksanaannya sudah lewat.")
        does = actions.AskDraft(facts.id, actions.DraftQuestion.TIME)
        fix = main(w.label("Ubah Waktu"), does)
    else:
        line = w.t("Batas daftar sudah lewat. Sampai kapan dibuka?")
        does = actions.AskDraft(facts.id, actions.DraftQuestion.CLOSES)
        fix = main(w.label("Ubah Batas Daftar"), does)
    text = lines(line, *described(w, facts)[:2])
    return Screen(text, ((fix,), back_or_desk(w, actions.OpenDraft(facts.id))))


def ask_delete(w: Words, facts: DraftCard) -> Screen:
    """Asks once before a draft is deleted."""
    title = cut(facts.title, LONGEST_TITLE) if facts.title else w.label("tanpa judul")
    back = actions.OpenDraft(facts.id)
    does = actions.DeleteDraft(facts.id, facts.revision)
    return Screen(
        w.t("Hapus draf <b>{judul}</b>?", judul=title),
        ((danger(w.label("Ya, Hapus"), does), Button(w.label("Kembali"), back)),),
    )


def deleted(w: Words, rest: Screen) -> Screen:
    """The draft is gone; the others follow."""
    return rest.under(w.t("✗ Draf dihapus."))


def opened(w: Words, facts: DraftCard, offering: OfferingId) -> Screen:
    """People can sign up now; for a while it can be taken back."""
    closes_at = facts.closes_at() or facts.changed_at
    zone = facts.content.timezone or w.house.timezone
    text = lines(
        w.t("✓ Pendaftaran dibuka sampai {batas}.", batas=dates.moment(w, closes_at, zone)),
        *described(w, facts)[:2],
    )
    return Screen(
        text,
        (
            (
                main(w.label("Umumkan"), AnnounceTraining(offering)),
                Button(w.label("Urungkan"), actions.TakeBackOpening(facts.id, offering)),
            ),
            (Button(w.label("Lihat Angkatan"), OpenRun(offering)),),
            (desk_button(w),),
        ),
    )


def not_taken_back(w: Words, reason: NotTakenBack) -> Screen:
    """Why the offering does not become a draft again."""
    reasons = {
        NotTakenBack.LATE: w.t("waktunya sudah lewat"),
        NotTakenBack.PEOPLE: w.t("sudah ada yang mendaftar"),
        NotTakenBack.CHANGED: w.t("sudah diubah lagi"),
        NotTakenBack.ANNOUNCED: w.t("sudah diumumkan"),
    }
    text = w.t("Tidak dapat diurungkan: {sebab}.", sebab=reasons[reason])
    return Screen(text, ((desk_button(w),),))


def described(w: Words, facts: DraftCard) -> list[Html]:
    """What is known of a draft, one fact a line."""
    known = facts.content
    place = None
    if facts.mode is not None:
        place = places.where(w, facts.mode, known.place and cut(known.place, PLACE_SHOWN))
    closes_at, zone = facts.closes_at(), known.timezone or w.house.timezone
    found = [
        _title(w, facts),
        _time(w, facts, place),
        _size(w, facts),
        w.t("Kuota: {kuota}", kuota=w.number(known.quota)) if known.quota is not None else None,
        w.t("Penyetuju: {siapa}", siapa=approver(w, known.approval_by))
        if known.needs_approval
        else None,
        goals(w, facts.goals),
        w.t("Pendaftaran sampai {batas}", batas=dates.moment(w, closes_at, zone))
        if closes_at is not None
        else None,
        *on_holidays(w, facts),
        w.t(
            "Disusun {petugas}, terakhir diubah {waktu}.",
            petugas=cut(facts.author, NAME_SHOWN),
            waktu=dates.moment(w, facts.changed_at, w.house.timezone),
        ),
    ]
    return [line for line in found if line is not None]


def goals(w: Words, found: tuple[tuple[str, int], ...]) -> Html | None:
    """The competencies that the training leads to, with their levels."""
    if not found:
        return None
    names = ", ".join(f"{name} {level}" for name, level in found)
    return w.t("Kompetensi: {daftar}", daftar=cut(names, GOALS_SHOWN))


def on_holidays(w: Words, facts: DraftCard) -> list[Html]:
    """The public holidays on which it takes place."""
    return [
        w.t("! {tgl} hari libur: {ket}.", tgl=dates.day(w, day), ket=cut(name, HOLIDAY_SHOWN))
        for day, name in facts.holidays[:HOLIDAYS_SHOWN]
    ]


def hindrance(w: Words, facts: DraftCard) -> Html | None:
    """Why it cannot be opened yet."""
    if not facts.missing:
        return None
    names = [field_name(w, field) for field in facts.missing]
    listed = names[0]
    if len(names) > 1:
        listed = w.t("{daftar} dan {lain}", daftar=joined(", ", names[:-1]), lain=names[-1])
    return w.t("! Belum dapat dibuka: {kurang} belum diisi.", kurang=listed)


def field_name(w: Words, field: DraftField) -> Html:
    """What a question is about, within a sentence."""
    names = {
        DraftField.TITLE: w.t("judul"),
        DraftField.KIND: w.t("jenis"),
        DraftField.MODE: w.t("cara pelaksanaan"),
        DraftField.HOURS: w.t("JP"),
        DraftField.TIME: w.t("waktu"),
        DraftField.PLACE: w.t("tempat"),
        DraftField.URL: w.t("tautan"),
        DraftField.QUOTA: w.t("kuota"),
        DraftField.GOALS: w.t("kompetensi"),
        DraftField.CLOSES: w.t("batas daftar"),
        DraftField.DESCRIPTION: w.t("uraian"),
        DraftField.APPROVAL: w.t("persetujuan"),
    }
    return names[field]


def _title(w: Words, facts: DraftCard) -> Html:
    if facts.title is None:
        return w.t("<b>Angkatan tanpa judul</b>: draf")
    facts_said = {
        "judul": cut(facts.title, LONGEST_TITLE),
        "kode": facts.code,
        "angkatan": facts.label,
    }
    if facts.offering is not None:
        return w.t("<b>{judul}</b> ({kode}), Angkatan {angkatan}", **facts_said)
    return w.t("<b>{judul}</b> ({kode}), Angkatan {angkatan}: draf", **facts_said)


def _time(w: Words, facts: DraftCard, place: Html | None) -> Html | None:
    start, end = facts.content.starts_at, facts.content.ends_at
    if start is None or end is None:
        return place and w.t("Tempat: {lokasi}", lokasi=place)
    zone = facts.content.timezone or w.house.timezone
    when = dates.span(w, start, end, zone)
    if len(facts.content.sessions) > 1:
        # Their hours differ: they stand with the sessions.
        when = dates.days(w, *(dates.local(each, zone).date() for each in (start, end)))
    return Html(when if place is None else f"{when} {place}")


def _size(w: Words, facts: DraftCard) -> Html | None:
    if facts.hours is None:
        return w.t("{s} sesi", s=w.number(facts.sessions)) if facts.sessions else None
    hours = w.number(facts.hours)
    if not facts.sessions:
        return w.t("Lama: {jp} JP", jp=hours)
    return w.t("{s} sesi · {jp} JP", s=w.number(facts.sessions), jp=hours)


def _titled(w: Words, one: DraftLine) -> str:
    title = cut(one.title, TITLE_SHOWN) if one.title else w.label("tanpa judul")
    if one.starts_at is None:
        return title
    day = dates.local(one.starts_at, one.timezone or w.house.timezone).date()
    return w.label("{judul}, {mulai}", judul=title, mulai=dates.short_day(w, day))
