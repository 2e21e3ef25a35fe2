"""What was imported, and taking the last import back (Riwayat Impor)."""

from domain.imports.preview import LoggedImport, UndoFigures
from domain.lists import Page
from handlers.actions import imports as actions
from handlers.imports.screens.run import name_of
from handlers.screens import dates
from handlers.screens.buttons import desk_button
from handlers.screens.lists import turning
from handlers.screens.screen import Button, Screen, danger
from handlers.screens.words import Html, Words, cut, lines

FILES_SHOWN, NAME_SHOWN = 50, 30


def history(w: Words, page: Page[LoggedImport]) -> Screen:
    """One page, the latest first; the last import has a button."""
    first = page.number * page.size + 1
    told = [_line(w, place, one) for place, one in enumerate(page.items, first)]
    back = [one for one in page.items if one.undoable]
    rows = [
        (Button(w.label("Kembalikan Impor Terakhir"), actions.AskUndo(one.id)),) for one in back
    ]
    turn = turning(page.number, page.pages, actions.ListImports)
    text = lines(*told) if told else w.t("Belum ada impor.")
    return Screen(text, (*rows, *turn, (_back(w), desk_button(w))))


def ask(w: Words, one: LoggedImport, figures: UndoFigures) -> Screen:
    """Asks whether the import is to be taken back, with what that does."""
    text = lines(
        w.t("Kembalikan data ke keadaan sebelum <b>{berkas}</b>?", berkas=_files(one)),
        w.t("{x} baris kembali seperti semula.", x=w.number(figures.restored)),
        w.t("{y} baris tetap: sudah diubah atau dipakai sesudahnya.", y=w.number(figures.stayed))
        if figures.stayed
        else None,
        w.t("{s} orang akan diberi tahu.", s=w.number(figures.told)) if figures.told else None,
    )
    yes = danger(w.label("Ya, Kembalikan"), actions.UndoImport(one.id))
    return Screen(text, ((yes,), (Button(w.label("Kembali"), actions.ListImports(0)),)))


def one(w: Words, one: LoggedImport) -> Screen:
    """An import that was taken back, or that no longer can be."""
    text = (
        w.t("Hanya impor terakhir yang dapat dikembalikan, paling lama 7 hari.")
        if one.undone is None
        else w.t(
            "✓ {x} baris dari <b>{berkas}</b> dikembalikan.",
            x=w.number(one.undone),
            berkas=_files(one),
        )
    )
    return Screen(text, ((Button(w.label("Kembali"), actions.ListImports(0)), desk_button(w)),))


def _line(w: Words, place: int, one: LoggedImport) -> Html:
    facts = {
        "no": str(place),
        "berkas": _files(one),
        "waktu": dates.moment(w, one.at, w.house.timezone),
        "petugas": cut(one.officer, NAME_SHOWN) if one.officer else w.label("baris perintah"),
        "a": w.number(one.new),
        "b": w.number(one.changed),
    }
    if one.undone is not None:
        return w.t(
            "{no}. {berkas}, {waktu}, {petugas}: {a} baru, {b} berubah, dikembalikan", **facts
        )
    return w.t("{no}. {berkas}, {waktu}, {petugas}: {a} baru, {b} berubah", **facts)


def _files(one: LoggedImport) -> str:
    return cut(name_of(one.files), FILES_SHOWN)


def _back(w: Words) -> Button:
    return Button(w.label("Kembali"), actions.OpenImport())
