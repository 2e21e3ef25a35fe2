"""Reads a person's name from a row of any query."""

from typing import Any

from domain.people.actors import full_name
from storage.people.tables import person

NAME_COLUMNS = (person.c.name, person.c.title_before, person.c.title_after)
"""The columns that a query selects for `name_of`."""


def name_of(row: Any) -> str:
    """The name with titles of the person whose NAME_COLUMNS a row holds."""
    return full_name(row.title_before, row.name, row.title_after)
