"""Screens of the catalogue: numbered titles in the text, the same numbers on the buttons."""

from collections.abc import Callable, Sequence

from domain.catalogue.listing import (
    CatalogueEntry,
    Filter,
    Listing,
    Mark,
    Results,
    Tab,
    search_mark,
)
from domain.ids import OfferingId
from domain.lists import PAGE, Page
from handlers.actions import Action
from handlers.actions.catalogue import ListFound, ListOthers, ListTrainings, SearchMeant
from handlers.actions.home import OpenMenu
from handlers.actions.seats import OpenOffering
from handlers.catalogue.screens import filters
from handlers.screens import dates, places
from handlers.screens.buttons import menu_row
from handlers.screens.lists import numbered
from handlers.screens.screen import Button, Row, Screen
from handlers.screens.words import Html, Words, cut, lines

WORD_SHOWN = 60
TITLE_SHOWN = 100
"""Letters of a title: five titles and the rest must fit under a picture."""
NEAREST = 3
"""Trainings that are shown if nothing was found."""


def listing(w: Words, found: Listing, tab: Tab, chosen: Filter) -> Screen:
    """One page of a tab."""
    if not found.total:
        return _empty(w, found, tab, chosen)
    if tab is Tab.MINE:
        head = w.t(
            "<b>Untuk Saya</b>: {n} pelatihan untuk kompetensi yang perlu ditingkatkan",
            n=w.number(found.total),
        )
    else:
        head = _all_head(w, found, filters.named(w, chosen, found.competencies))
    titles, rows = _page(w, found, lambda page: filters.list_with(chosen, tab=tab, page=page))
    below = (
        *filters.off_rows(w, chosen, found.competencies, tab),
        _tabs(w, found, tab, chosen),
        _filter_row(w, chosen),
    )
    return Screen(lines(head, *titles), (*rows, *below))


def others(w: Words, found: Listing, offering: OfferingId) -> Screen:
    """Other trainings: first other runs of the same, then those for its competencies."""
    if not found.total:
        return _empty(w, found, Tab.ALL, Filter())
    head = _all_head(w, found, ", ".join(found.competencies) or None)
    titles, rows = _page(w, found, lambda page: ListOthers(offering, page))
    below = (_tabs(w, found, None, Filter()), _filter_row(w, Filter()))
    return Screen(lines(head, *titles), (*rows, *below))


def searched(w: Words, results: Results) -> Screen:
    """One page of what a search found, and what else may have been meant."""
    found = results.found
    head = w.t(
        "Hasil pencarian <b>{kata}</b>: {n} pelatihan",
        kata=cut(results.text, WORD_SHOWN),
        n=w.number(found.total),
    )
    mark = search_mark(results.text)
    titles, rows = _numbered(w, found, lambda page: ListFound(page, mark))
    text = lines(head, *titles, _meant(w, results))
    return Screen(text, (*_meant_rows(results), *rows, *_leading_on(w)))


def nothing(w: Words, results: Results, mine: Sequence[CatalogueEntry]) -> Screen:
    """Nothing has these words: what may have been meant, and the nearest for this person."""
    back = ListFound(0, search_mark(results.text))
    titles, rows = _numbered(
        w, Page(tuple(mine), 0, len(mine)), lambda _: back, across=max(1, len(mine))
    )
    word = cut(results.text, WORD_SHOWN)
    text = lines(
        w.t("Tidak ada pelatihan dengan kata <b>{kata}</b>.", kata=word),
        _meant(w, results),
        w.t("Yang terdekat untuk Bapak/Ibu:") if mine else None,
        *titles,
        None
        if mine or results.meant
        else w.t("Silakan coba kata lain, misalnya nama kompetensi."),
    )
    return Screen(text, (*_meant_rows(results), *rows, *_leading_on(w)))


def _meant(w: Words, results: Results) -> Html | None:
    if not results.meant:
        return None
    meant = cut(", ".join(results.meant), WORD_SHOWN)
    return w.t("Mungkin maksud Bapak/Ibu: {kata}?", kata=meant)


def _meant_rows(results: Results) -> tuple[Row, ...]:
    mark = search_mark(results.text)
    return tuple(
        (Button(cut(words, filters.LABEL), SearchMeant(mark, choice)),)
        for choice, words in enumerate(results.meant)
    )


def _leading_on(w: Words) -> tuple[Row, ...]:
    return (Button(w.label("Cari Pelatihan"), ListTrainings()),), menu_row(w)


def _empty(w: Words, found: Listing, tab: Tab, chosen: Filter) -> Screen:
    off = filters.off_rows(w, chosen, found.competencies, tab)
    if tab is Tab.MINE and found.everything:
        text = lines(
            w.t("Belum ada pelatihan untuk kompetensi yang perlu Bapak/Ibu tingkatkan."),
            w.t("Pelatihan lain tetap dapat diikuti."),
        )
        label = w.label("Semua {n}", n=w.number(found.everything))
        every = Button(label, filters.list_with(chosen))
        return Screen(text, (*off, (every, *menu_row(w))))
    if chosen.any:
        named = filters.named(w, chosen, found.competencies)
        text = w.t("Tidak ada pelatihan untuk saringan {saringan}.", saringan=named)
        return Screen(text, (*off, (filters.clear_button(w),), menu_row(w)))
    return Screen(
        w.t("Saat ini belum ada pelatihan yang dibuka. {unit_hr} akan mengumumkannya di sini."),
        (menu_row(w),),
    )


def _all_head(w: Words, found: Listing, named: str | None) -> Html:
    total = w.number(found.total)
    if not named:
        return w.t("<b>Semua Pelatihan</b>: {n} dibuka", n=total)
    return w.t("<b>Semua Pelatihan</b>: {n} dibuka · {saringan}", n=total, saringan=named)


def _page(
    w: Words, found: Listing, to: Callable[[int], Action]
) -> tuple[list[Html], tuple[Row, ...]]:
    return _numbered(w, Page(found.entries, found.page, found.total), to)


def _numbered(
    w: Words, found: Page[CatalogueEntry], to: Callable[[int], Action], *, across: int = PAGE
) -> tuple[list[Html], tuple[Row, ...]]:
    """Titles, each above its day and seats, and one row of figures.

    [Kembali] of a training returns to `to`, the action of this page.
    """
    here = to(found.number)

    def line(place: int, entry: CatalogueEntry) -> Html:
        title = cut(entry.title, TITLE_SHOWN)
        return lines(
            w.t("{no}. <b>{judul}</b>", no=place, judul=title)
            if entry.run is None
            else w.t(
                "{no}. <b>{judul}</b>, angkatan {angkatan}",
                no=place,
                judul=title,
                angkatan=entry.run,
            ),
            _standing(w, entry),
        )

    def row(place: int, entry: CatalogueEntry) -> Row:
        return (Button(str(place), OpenOffering(entry.offering_id, back=here)),)

    return numbered(found, to, line=line, row=row, across=across)


def _standing(w: Words, entry: CatalogueEntry) -> Html:
    """The first day, and how the person stands, or how many seats are left."""
    day = dates.short_day(w, dates.local(entry.starts_at, entry.timezone).date())
    match entry.mark:
        case Mark.ENROLLED:
            return w.t("● {mulai} · terdaftar", mulai=day)
        case Mark.QUEUED:
            return w.t("◐ {mulai} · daftar tunggu, urutan {n}", mulai=day, n=entry.position or 1)
        case Mark.REQUESTED:
            return w.t("◐ {mulai} · menunggu persetujuan", mulai=day)
        case Mark.OFFERED:
            return w.t("◐ {mulai} · ditawari tempat", mulai=day)
        case Mark.INTERESTED:
            return w.t("◐ {mulai} · peminat", mulai=day)
        case Mark.REFUSED:
            return w.t("✗ {mulai} · belum dapat disetujui", mulai=day)
        case _:
            return places.seats_left(w, entry.starts_at, entry.timezone, entry.left)


def _tabs(w: Words, found: Listing, tab: Tab | None, chosen: Filter) -> Row:
    mine, every = w.label("Untuk Saya"), w.label("Semua {n}", n=w.number(found.everything))
    return (
        Button(f"✓ {mine}" if tab is Tab.MINE else mine, filters.list_with(chosen, tab=Tab.MINE)),
        Button(f"✓ {every}" if tab is Tab.ALL else every, filters.list_with(chosen)),
    )


def _filter_row(w: Words, chosen: Filter) -> Row:
    return (
        Button(w.label("Saring"), filters.open_filter(chosen)),
        Button(w.label("Menu Utama"), OpenMenu()),
    )
