"""Which web addresses in a file are accepted as the link of a button."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from domain.imports.cells import Cells


def address(cell: str) -> tuple[str | None, int]:
    cells = Cells({"TAUTAN": cell}, today=date(2026, 11, 23), zone=ZoneInfo("Asia/Jakarta"))
    return cells.address("TAUTAN"), len(cells.found)


@pytest.mark.parametrize(
    ("cell", "link"),
    [
        ("https://kelas.example/a?b=1#c", "https://kelas.example/a?b=1#c"),
        ("kelas.example", "https://kelas.example"),
        ("HTTP://Kelas.Example:8080/a", "HTTP://Kelas.Example:8080/a"),
        ("https://kelas.example?x", "https://kelas.example?x"),
    ],
)
def test_an_address_is_taken(cell: str, link: str):
    assert address(cell) == (link, 0)


@pytest.mark.parametrize(
    "cell",
    [
        "javascript:alert(1.2)",
        "data://a.b/c",
        "https://kelas.example@jahat.example/",
        "https://kelas..example/",
        "https://kelas",
        "https://kelas.example:port/",
        "https://kelas.example/a b",
        "https://kelas.example/\nx",
        "https://<b>.example/",
    ],
)
def test_what_is_no_plain_address_is_noted_and_not_taken(cell: str):
    assert address(cell) == (None, 1)
