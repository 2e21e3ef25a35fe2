"""Long lists: entries numbered across all pages, their buttons, and the row to turn pages."""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import TypeVar

from domain.lists import Page
from handlers.actions import Action
from handlers.screens.screen import Button, Row
from handlers.screens.words import Html

T = TypeVar("T")


def numbered(
    page: Page[T],
    to: Callable[[int], Action],
    *,
    row: Callable[[int, T], Row],
    line: Callable[[int, T], Html] | None = None,
    across: int = 1,
) -> tuple[list[Html], tuple[Row, ...]]:
    """The lines of one page and its rows of buttons, the last of which turns the pages.

    `line` and `row` get an entry with its number in the whole list, from 1. `across` entries
    share a row of buttons; `to` makes the action of another page.
    """
    entries = list(enumerate(page.items, page.number * page.size + 1))
    texts = [line(place, one) for place, one in entries] if line is not None else []
    rows = _side_by_side([row(place, one) for place, one in entries], across)
    return texts, (*rows, *turning(page.number, page.pages, to))


def turning(page: int, pages: int, to: Callable[[int], Action]) -> tuple[Row, ...]:
    """[«] [2/7] [»]; no row if there is only one page. « on the first page goes to the last."""
    if pages <= 1:
        return ()
    return (
        (
            Button("«", to((page - 1) % pages)),
            Button(f"{page + 1}/{pages}", to(page)),
            Button("»", to((page + 1) % pages)),
        ),
    )


def in_pairs(buttons: Sequence[Button]) -> tuple[Row, ...]:
    """Two buttons a row; the last row has one if their number is odd."""
    return _side_by_side([(button,) for button in buttons], 2)


def _side_by_side(rows: Sequence[Row], across: int) -> tuple[Row, ...]:
    return tuple(
        tuple(chain.from_iterable(rows[start : start + across]))
        for start in range(0, len(rows), across)
    )
