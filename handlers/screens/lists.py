"""Long lists: five a page, and the row that turns the pages."""

from collections.abc import Callable, Sequence

from handlers.actions import Action
from handlers.screens.screen import Button, Row


def turning(page: int, pages: int, to: Callable[[int], Action]) -> tuple[Row, ...]:
    """[«] [2/7] [»]; no such row when there is one page. « on the first page goes to the last."""
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
    """Two in a row, the last one alone where their number is odd."""
    return tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
