"""What HR wrote: text, its formatting as Telegram described it, and at most one file."""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MOST_TEXT = 4096
MOST_CAPTION = 1024
"""Characters of a message and of the words under a file, formatting not counted."""
Entity = Mapping[str, Any]
"""A piece of formatting: its type, offset and length in UTF-16 units, what its type needs."""
_TAG = re.compile(r"<[^>]*>")
_MENTIONED = ("id", "is_bot", "first_name")
"""What must be known of a person whom the text mentions without a @name."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The free text of an announcement with its formatting, perhaps with a file."""

    text: str
    entities: tuple[Entity, ...] | None = ()
    """None: the text is HTML; versions that knew no entities stored it so."""
    photo: str | None = None
    """The number by which Telegram knows the picture (file_id), as of the document."""
    document: str | None = None

    @property
    def has_file(self) -> bool:
        return self.photo is not None or self.document is not None

    @property
    def most(self) -> int:
        """The longest text allowed, in UTF-16 units; shorter under a file."""
        return MOST_CAPTION if self.has_file else MOST_TEXT

    @property
    def plain(self) -> str:
        """The text without formatting."""
        return self.text if self.entities is not None else html.unescape(_TAG.sub("", self.text))


def kept(entities: Sequence[Entity]) -> tuple[dict[str, Any], ...]:
    """The entities of a message as they are stored: of a mentioned person only what is needed."""
    return tuple(
        {
            name: {key: value[key] for key in _MENTIONED if key in value}
            if name == "user"
            else value
            for name, value in entity.items()
        }
        for entity in entities
    )


def within(entities: Sequence[Entity], length: int) -> tuple[Entity, ...]:
    """The formatting of the first `length` UTF-16 units of a text."""
    return tuple(
        {**one, "length": min(one["length"], length - one["offset"])}
        for one in entities
        if one["offset"] < length
    )


def length(text: str) -> int:
    """Characters as Telegram counts them: an emoji may be two."""
    return len(text.encode("utf-16-le")) // 2
