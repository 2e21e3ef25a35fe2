"""Writes the copy of a person's data: a workbook to read, and JSON for other programs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from handlers.accounts.screens.data_words import NAMES, VALUES
from handlers.documents import workbooks
from handlers.documents.spreadsheets.writing import Value, WrittenSheet
from handlers.screens.screen import Document
from handlers.screens.words import Words

Subjects = Mapping[str, Sequence[Mapping[str, Any]]]

_UPRIGHT = ("person", "link")
"""Subjects of one row with many fields: a field is a line of the sheet, not a column."""


def workbook(w: Words, subjects: Subjects, *, now: datetime) -> Document:
    """All data as .xlsx: a sheet for each subject that has any, times on the local clock."""
    zone = w.house.timezone
    heading = w.label("Salinan data pribadi")
    sheets = []
    for subject, rows in _ordered(subjects):
        title = _named(subject).replace("_", " ")
        if not rows:
            continue
        fields = [_title(key) for key in rows[0]]
        cells = [[_cell(key, value, zone) for key, value in row.items()] for row in rows]
        if subject in _UPRIGHT:
            upright = zip(fields, cells[0], strict=True)
            sheets.append(WrittenSheet(title, ["DATA", "ISI"], [[*one] for one in upright]))
        else:
            sheets.append(WrittenSheet(title, fields, cells))
    headed = [replace(one, heading=(one.name.capitalize(), heading)) for one in sheets]
    return Document(f"{_name(now, zone)}.xlsx", workbooks.content(w, headed, now=now))


def as_json(subjects: Subjects, *, now: datetime, zone: str) -> Document:
    """All data by subject; times in UTC (ISO 8601), the local day in the file's name."""
    content = {"dibuat_pada": now.isoformat()} | {
        _named(subject): [
            {_named(key): _worded(key, value) for key, value in row.items()} for row in rows
        ]
        for subject, rows in _ordered(subjects)
    }
    text = json.dumps(content, ensure_ascii=False, indent=2, default=_plain)
    return Document(f"{_name(now, zone)}.json", text.encode())


def _ordered(subjects: Subjects) -> list[tuple[str, Sequence[Mapping[str, Any]]]]:
    order = [*NAMES]
    return sorted(subjects.items(), key=lambda item: order.index(item[0]))


def _name(now: datetime, zone: str) -> str:
    return f"data-saya-{now.astimezone(ZoneInfo(zone)):%Y%m%d}"


def _named(name: str) -> str:
    return NAMES.get(name, name)


def _title(field: str) -> str:
    return _named(field).replace("_", " ").upper()


def _worded(field: str, value: Any) -> Any:
    """A stored value in Indonesian, where it is one of a fixed set."""
    words = VALUES.get(field, {})
    if isinstance(value, str):
        return words.get(value, value)
    if isinstance(value, list):
        return [_worded(field, one) for one in value]
    return value


def _cell(field: str, value: Any, zone: str) -> Value:
    worded = _worded(field, value)
    if isinstance(worded, bool):
        return "ya" if worded else "tidak"
    if isinstance(worded, datetime):
        there = worded.astimezone(ZoneInfo(zone))
        return there.replace(tzinfo=None, second=0, microsecond=0)
    if isinstance(worded, date | None):
        return worded
    if isinstance(worded, list):
        return ", ".join(map(str, worded))
    if isinstance(worded, dict):
        return _text(worded)
    # A long number, such as the id of an account, would lose its last digits.
    return worded if isinstance(worded, int) and abs(worded) < 10**6 else str(worded)


def _text(value: Mapping[str, Any]) -> str:
    """The Indonesian wording of a question; any other record as JSON."""
    indonesian = value.get("id")
    if isinstance(indonesian, dict) and "long" in indonesian:
        return str(indonesian["long"])
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> str:
    return str(value.isoformat())
