"""The screen of the one message a day."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.screens.buttons import menu_row
from handlers.screens.screen import Row, Said, Screen
from handlers.screens.words import Html, Words, lines


def bundle(w: Words, said: Sequence[Said]) -> Screen:
    """What is new today: a line and a button each, numbered where there are several."""
    if len(said) == 1:
        (one,) = said
        return Screen(lines(w.t("Hari ini:"), one.text), ((one.button,), menu_row(w)), new=True)
    texts = [Html(f"{no}. {one.text}") for no, one in enumerate(said, 1)]
    rows: list[Row] = [
        (replace(one.button, label=f"{one.button.label} {no}"),) for no, one in enumerate(said, 1)
    ]
    return Screen(lines(w.t("Hari ini:"), *texts), (*rows, menu_row(w)), new=True)
