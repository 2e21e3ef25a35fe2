"""Columns that were not recognised: HR says what their titles mean."""

from collections.abc import Sequence

from domain.ids import ImportId
from domain.imports.preview import ImportPreview
from domain.imports.sheets import COLUMNS, SheetKind
from domain.lists import Page, kept_within
from handlers.actions import imports as actions
from handlers.screens.lists import numbered
from handlers.screens.screen import Button, Screen
from handlers.screens.words import Words, cut, lines

PAGE = 6
_MOST_OF_A_TITLE = 26


def titles(w: Words, run: ImportId, preview: ImportPreview, *, page: int) -> Screen:
    """The titles as buttons."""
    found = [(place, title) for place, (title, _) in enumerate(preview.unmatched)]
    number = kept_within(page, len(found), PAGE)
    shown = Page(tuple(found[number * PAGE :][:PAGE]), number, len(found), PAGE)
    _, rows = numbered(
        shown,
        lambda other: actions.OpenTitles(run, other),
        row=lambda _, one: (
            Button(cut(one[1], _MOST_OF_A_TITLE), actions.OpenTitle(run, one[0])),
        ),
    )
    text = lines(
        w.t("Kolom mana yang perlu dipakai?"),
        w.t("Jawaban diingat untuk berkas berikutnya dengan judul yang sama."),
    )
    return Screen(text, (*rows, (Button(w.label("Kembali"), actions.OpenPreview(run)),)))


def columns(
    w: Words, run: ImportId, title: int, *, name: str, kind: SheetKind, can_mean: Sequence[str]
) -> Screen:
    """The columns that a title can mean: those that its sheet lacks."""
    buttons = [
        Button(column, actions.TeachTitle(run, title, place))
        for place, column in enumerate(COLUMNS[kind])
        if column in can_mean
    ]
    buttons.sort(key=lambda button: button.label != "NOMOR HP")
    text = w.t("Kolom <b>{judul}</b> berisi apa?", judul=name)
    back = Button(w.label("Kembali"), actions.OpenTitles(run, 0))
    return Screen(text, (*((button,) for button in buttons), (back,)))
