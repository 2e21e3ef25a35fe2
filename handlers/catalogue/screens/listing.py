"""Screens of the catalogue: numbered titles in the text, the same numbers on the buttons."""

from collections.abc import Callable

from domain.catalogue.listing import (
    CatalogueEntry,
    Filter,
    Listing,
    Mark,
    Tab,
    search_mark,
)
from domain.ids import OfferingId
from domain.lists import Page
from handlers.actions import Action
from handlers.actions.catalogue import ListFound, ListOthers, ListTrainings
from handlers.actions.home import OpenMenu
from handlers.actions.seats import OpenOffering
from handlers.catalogue.screens import filters
from handlers.screens import dates
from handlers.screens.buttons import menu_row
from handlers.screens.lists import numbered
from handlers.screens.screen import Button, Row, Screen
from handlers.screens.words import Html, Words, cut, lines

WORD_SHOWN = 60
TITLE_SHOWN = 140
"""Letters of a title: five titles and the rest must fit under a picture."""


def listing(w: Words, found: Listing, tab: Tab, chosen: Filter) -> Screen:
    """One page of a tab."""
    if not found.total:
        return _empty(w, found, tab, chosen)
    if tab is Tab.MINE:
        head = w.t(
            "<b>Untuk Saya</b>: {n} pelatihan sesuai dengan kesenjangan kompetensi",
            n=w.number(found.total),
        )
    else:
        head = _all_head(w, found, filters.named(w, chosen, found.competencies))
    titles, rows = _page(w, found, lambda page: filters.list_with(chosen, tab=tab, page=page))
    below = (_tabs(w, found, tab), _filter_row(w, chosen))
    return Screen(lines(head, *titles), (*rows, *below))


def others(w: Words, found: Listing, offering: OfferingId) -> Screen:
    """Other trainings: first other runs of the same, then those for its competencies."""
    if not found.total:
        return _empty(w, found, Tab.ALL, Filter())
    head = _all_head(w, found, ", ".join(found.competencies) or None)
    titles, rows = _page(w, found, lambda page: ListOthers(offering, page))
    below = (_tabs(w, found, None), _filter_row(w, Filter()))
    return Screen(lines(head, *titles), (*rows, *below))


def searched(w: Words, text: str, found: Listing) -> Screen:
    """One page of what a search found."""
    word = cut(text, WORD_SHOWN)
    trainings = (Button(w.label("Daftar Pelatihan"), ListTrainings()),)
    if not found.total:
        nothing = lines(
            w.t("Tidak ada pelatihan dengan kata <b>{kata}</b>.", kata=word),
            w.t("Silakan coba kata lain, misalnya nama kompetensi."),
        )
        return Screen(nothing, (trainings, menu_row(w)))
    head = w.t("Hasil pencarian <b>{kata}</b>: {n} pelatihan", kata=word, n=w.number(found.total))
    mark = search_mark(text)
    titles, rows = _page(w, found, lambda page: ListFound(page, mark))
    return Screen(lines(head, *titles), (*rows, trainings, menu_row(w)))


def _empty(w: Words, found: Listing, tab: Tab, chosen: Filter) -> Screen:
    if tab is Tab.MINE and found.everything:
        text = lines(
            w.t("Belum ada pelatihan yang sesuai dengan kesenjangan kompetensi Bapak/Ibu."),
            w.t("Pelatihan lain tetap dapat diikuti."),
        )
        every = Button(w.label("Semua {n}", n=found.everything), ListTrainings(everything=True))
        return Screen(text, ((every, *menu_row(w)),))
    if chosen.any:
        named = filters.named(w, chosen, found.competencies)
        text = w.t("Tidak ada pelatihan untuk saringan {saringan}.", saringan=named)
        return Screen(text, ((filters.clear_button(w),), menu_row(w)))
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
    """Titles and buttons; [Kembali] of a training returns to `to`, the action of this page."""
    here = to(found.page)

    def line(place: int, entry: CatalogueEntry) -> Html:
        return w.t("{no}. {judul}", no=place, judul=cut(entry.title, TITLE_SHOWN))

    def row(place: int, entry: CatalogueEntry) -> Row:
        return (Button(_item(w, place, entry), OpenOffering(entry.offering_id, back=here)),)

    return numbered(Page(found.entries, found.page, found.total), to, line=line, row=row)


def _item(w: Words, place: int, entry: CatalogueEntry) -> str:
    day = dates.short_day(w, dates.local(entry.starts_at, entry.timezone).date())
    match entry.mark:
        case Mark.ENROLLED:
            return w.label("● {no} · {mulai} · terdaftar", no=place, mulai=day)
        case Mark.WAITING:
            return w.label("◐ {no} · {mulai} · menunggu", no=place, mulai=day)
        case _ if not entry.left:
            return w.label("{no} · {mulai} · penuh", no=place, mulai=day)
        case _:
            left = w.number(entry.left)
            return w.label("{no} · {mulai} · sisa {sisa}", no=place, mulai=day, sisa=left)


def _tabs(w: Words, found: Listing, tab: Tab | None) -> Row:
    mine, every = w.label("Untuk Saya"), w.label("Semua {n}", n=w.number(found.everything))
    return (
        Button(f"✓ {mine}" if tab is Tab.MINE else mine, ListTrainings()),
        Button(f"✓ {every}" if tab is Tab.ALL else every, ListTrainings(everything=True)),
    )


def _filter_row(w: Words, chosen: Filter) -> Row:
    return (
        Button(w.label("Saring"), filters.open_filter(chosen)),
        Button(w.label("Menu Utama"), OpenMenu()),
    )
