"""Screens of the filters (Saring): one choice a screen."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from domain.catalogue.listing import Choice, Filter, Tab
from domain.catalogue.offerings import Mode
from domain.lists import Page
from handlers.actions.catalogue import (
    ChooseCompetency,
    ChooseMode,
    ChooseMonth,
    ListTrainings,
    ModeChoice,
    OpenFilter,
)
from handlers.actions.home import OpenMenu
from handlers.screens import dates, places
from handlers.screens.lists import in_pairs, numbered
from handlers.screens.screen import Button, Row, Screen
from handlers.screens.words import Words, cut

MODES = {
    ModeChoice.ONSITE: Mode.ONSITE,
    ModeChoice.ONLINE: Mode.ONLINE,
    ModeChoice.BLENDED: Mode.BLENDED,
}
_CHOICES = {mode: choice for choice, mode in MODES.items()}
NAMES_SHOWN = 120
LABEL = 28


def mode_choice(chosen: Filter) -> ModeChoice | None:
    """The mode of a filter as buttons carry it."""
    return _CHOICES[chosen.mode] if chosen.mode is not None else None


def open_filter(chosen: Filter) -> OpenFilter:
    """The button's action: opens the filters with these choices."""
    return OpenFilter(chosen.month, mode_choice(chosen), chosen.competency)


def list_with(chosen: Filter, *, tab: Tab = Tab.ALL, page: int = 0) -> ListTrainings:
    """The button's action: opens the list with these choices."""
    return ListTrainings(
        everything=tab is Tab.ALL,
        page=page,
        month=chosen.month,
        mode=mode_choice(chosen),
        competency=chosen.competency,
    )


def named(w: Words, chosen: Filter, competencies: Sequence[str]) -> str:
    """The choices in words: `Desember 2026, daring`."""
    parts: list[str] = []
    if chosen.month is not None:
        parts.append(_month(w, chosen.month))
    if chosen.mode is not None:
        parts.append(places.mode_name(w, chosen.mode))
    return cut(", ".join([*parts, *competencies]), NAMES_SHOWN)


def clear_button(w: Words) -> Button:
    """The button that removes all choices ([Hapus Saringan])."""
    return Button(w.label("Hapus Saringan"), ListTrainings(everything=True))


def off_rows(w: Words, chosen: Filter, competencies: Sequence[str], tab: Tab) -> tuple[Row, ...]:
    """A button for each choice, which takes that one off."""
    rows: list[Row] = []
    if chosen.month is not None:
        rest = replace(chosen, month=None)
        rows.append((_off(_short_month(w, chosen.month), rest, tab),))
    if chosen.mode is not None:
        rest = replace(chosen, mode=None)
        rows.append((_off(_mode_label(w, chosen.mode), rest, tab),))
    if chosen.competency is not None:
        rest = replace(chosen, competency=None)
        rows.append((_off(", ".join(competencies), rest, tab),))
    return tuple(rows)


def menu(w: Words, chosen: Filter) -> Screen:
    """Asks which filter to set."""
    mode = mode_choice(chosen)
    kinds = (
        Button(w.label("Bulan"), ChooseMonth(mode, chosen.competency)),
        Button(w.label("Pelaksanaan"), ChooseMode(chosen.month, chosen.competency)),
    )
    by_competency = Button(w.label("Kompetensi"), ChooseCompetency(0, chosen.month, mode))
    last = (
        Button(w.label("Kembali"), list_with(chosen)),
        Button(w.label("Menu Utama"), OpenMenu()),
    )
    clear: tuple[Row, ...] = ((clear_button(w),),) if chosen.any else ()
    return Screen(w.t("Saring pelatihan menurut:"), (kinds, (by_competency,), *clear, last))


def months(w: Words, found: Sequence[tuple[int, int]], chosen: Filter) -> Screen:
    """The months in which an offering starts."""
    mode = mode_choice(chosen)
    buttons = [
        Button(
            w.label("{bulan} · {n}", bulan=_short_month(w, number), n=w.number(count)),
            ListTrainings(True, 0, number, mode, chosen.competency),
        )
        for number, count in found
    ]
    return Screen(w.t("Pilih bulan pelaksanaan."), (*in_pairs(buttons), _back(w, chosen)))


def modes(w: Words, found: Mapping[Mode, int], chosen: Filter) -> Screen:
    """How trainings are held: on site, online, both."""

    def button(label: str, mode: ModeChoice) -> Button:
        to = ListTrainings(True, 0, chosen.month, mode, chosen.competency)
        return Button(f"{label} {w.number(found.get(MODES[mode], 0))}", to)

    single = (
        button(_mode_label(w, Mode.ONSITE), ModeChoice.ONSITE),
        button(_mode_label(w, Mode.ONLINE), ModeChoice.ONLINE),
    )
    both = (button(_mode_label(w, Mode.BLENDED), ModeChoice.BLENDED),)
    return Screen(w.t("Pilih cara pelaksanaan."), (single, both, _back(w, chosen)))


def competencies(w: Words, found: Page[Choice], chosen: Filter) -> Screen:
    """The competencies that open trainings develop."""
    mode = mode_choice(chosen)

    def button(choice: Choice) -> Button:
        count = f" {w.number(choice.offerings)}"
        to = ListTrainings(True, 0, chosen.month, mode, choice.competency)
        return Button(cut(choice.name, LABEL - len(count)) + count, to)

    _, rows = numbered(
        found,
        lambda page: ChooseCompetency(page, chosen.month, mode),
        row=lambda _, choice: (button(choice),),
    )
    return Screen(w.t("Pilih kompetensi."), (*rows, _back(w, chosen)))


def _off(label: str, rest: Filter, tab: Tab) -> Button:
    return Button(cut(f"✗ {label}", LABEL), list_with(rest, tab=tab))


def _mode_label(w: Words, mode: Mode) -> str:
    return {
        Mode.ONSITE: w.label("Tatap Muka"),
        Mode.ONLINE: w.label("Daring"),
        Mode.BLENDED: w.label("Tatap Muka dan Daring"),
    }[mode]


def _back(w: Words, chosen: Filter) -> Row:
    return (Button(w.label("Kembali"), open_filter(chosen)),)


def _month(w: Words, number: int) -> str:
    return dates.month(w, date(number // 12, number % 12 + 1, 1))


def _short_month(w: Words, number: int) -> str:
    return dates.short_month(w, date(number // 12, number % 12 + 1, 1))
