"""Metadata, naming convention and column types shared by all tables."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any, cast

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Date,
    DateTime,
    Dialect,
    Integer,
    MetaData,
    Text,
    and_,
    func,
    literal_column,
    or_,
    true,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_MOST_WORDS = 8
"""Words of a search that are compared; the rest of a long text is not."""
_JOINED_FROM = 6
"""Letters of a word that is also looked for in two words; shorter ones are found by chance."""


class Utc(TypeDecorator[datetime]):
    """An aware moment, stored in UTC on both engines (SQLite has no time zones)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def among(column: Any, words: Iterable[str]) -> ColumnElement[bool]:
    """SQL: the column holds one of these fixed words of the program.

    Bound values in a list would make SQLAlchemy write the statement anew at every execution.
    """
    return cast(ColumnElement[bool], column.in_([constant(word) for word in words]))


def constant(word: str) -> ColumnElement[str]:
    """SQL: a fixed word of the program, written into the statement.

    A partial index is used only if the statement holds the word itself, not a bound value.
    """
    return literal_column(f"'{word}'", Text)


def has_words(text: str, *columns: Any) -> ColumnElement[bool]:
    """SQL: each typed word occurs in one of the columns, whatever its case.

    A long word is also found across a space or a hyphen: `kerjasama` finds `Kerja Sama`.
    """
    words = text.split()[:_MOST_WORDS]
    return and_(true(), *(_has_word(word.strip(",;"), columns) for word in words))


def _has_word(word: str, columns: Iterable[Any]) -> ColumnElement[bool]:
    found = [column.icontains(word, autoescape=True) for column in columns]
    joined = word.replace("-", "")
    if len(joined) >= _JOINED_FROM:
        bare = (func.replace(func.replace(column, " ", ""), "-", "") for column in columns)
        found += [column.icontains(joined, autoescape=True) for column in bare]
    return or_(*found)


def own_number() -> int:
    """A key that is never used again, for rows that are deleted while other rows may name them.

    SQLite gives the number of a deleted last row to the next one, and a copy in another database
    starts counting again: an old button, or the key of a promise, would then mean another row.
    """
    return secrets.randbelow(2**31 - 1) + 1


# SQLite gives automatic keys to INTEGER PRIMARY KEY only.
Key = BigInteger().with_variant(Integer, "sqlite")
Json = JSON().with_variant(JSONB, "postgresql")


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of columns as JSON keeps them."""
    return {
        name: value.isoformat() if isinstance(value, datetime | date) else value
        for name, value in values.items()
    }


def typed(column: Column[Any], kept: Any) -> Any:
    """A value that `plain` made, as the column holds it."""
    if kept is None:
        return None
    if isinstance(column.type, Utc):
        return datetime.fromisoformat(kept)
    if isinstance(column.type, Date):
        return date.fromisoformat(kept)
    return bool(kept) if isinstance(column.type, Boolean) else kept
