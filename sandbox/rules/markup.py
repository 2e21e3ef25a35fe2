"""Telegram's HTML: text and entities as its server makes them, and the texts of its errors.

Follows the parser of tdlib (MessageEntity.cpp): the same subset, the same texts; offsets of
entities in UTF-16 units, offsets in errors in bytes.
"""

import re
from dataclasses import dataclass
from typing import Any

from sandbox.rules.refusal import TelegramRefusal

Entity = dict[str, Any]

_KINDS = {
    **{"b": "bold", "strong": "bold", "i": "italic", "em": "italic"},
    **{"u": "underline", "ins": "underline", "s": "strikethrough", "strike": "strikethrough"},
    **{"del": "strikethrough", "tg-spoiler": "spoiler", "span": "spoiler"},
    **{"code": "code", "pre": "pre", "a": "text_link", "blockquote": "blockquote"},
    **{"tg-emoji": "custom_emoji", "tg-time": "date_time"},
}
_ARGUMENTS = {
    ("a", "href"): "url",
    ("tg-emoji", "emoji-id"): "custom_emoji_id",
    ("code", "class"): "language",
    ("tg-time", "unix"): "unix_time",
    ("tg-time", "format"): "date_time_format",
}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot))(?:;|(?=\W)|$)")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_TAG_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE_NAME = re.compile(r"[^\s=>]*")
_TOKEN = re.compile(r"[0-9A-Za-z.\-]*")
_SPACE = re.compile(r"\s*")


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 units."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def complaint(words: str) -> TelegramRefusal:
    """Telegram's text for wrong markup."""
    return TelegramRefusal(400, f"Bad Request: can't parse entities: {words}")


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Text and entities of Telegram HTML. Raises Refusal for what Telegram refuses."""
    return _Parser(source).parse()


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """The text without spaces at its ends, and the entities cut to it, as Telegram does."""
    kept = text.rstrip()
    first = min((e["offset"] for e in entities), default=len(kept))
    leading = len(kept) - len(kept.lstrip(" \n"))
    cut = min(leading, first)  # what is cut off is plain spaces: one unit each
    kept = kept[cut:]
    length = units(kept)
    fitting = []
    for entity in entities:
        offset = entity["offset"] - cut
        end = min(offset + entity["length"], length)
        if end > offset:
            fitting.append({**entity, "offset": offset, "length": end - offset})
    return kept, fitting


@dataclass(frozen=True, slots=True)
class _Open:
    tag: str
    facts: dict[str, Any]
    offset: int
    start: int


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.parts: list[str] = []
        self.length = 0
        self.entities: list[Entity] = []
        self.open: list[_Open] = []

    def parse(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            tag = self.source.find("<", self.at)
            if tag < 0:
                self._say(self.source[self.at :])
                break
            self._say(self.source[self.at : tag])
            self.at = tag + 1
            if self.source.startswith("/", self.at):
                self._end(tag)
            else:
                self._start(tag)
        if self.open:
            raise complaint(
                f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"'
            )
        ordered = sorted(self.entities, key=lambda e: (e["offset"], -e["length"]))
        return "".join(self.parts), ordered

    def _say(self, raw: str) -> None:
        if raw:
            text = _REFERENCE.sub(_letter, raw) if "&" in raw else raw
            self.parts.append(text)
            self.length += units(text)

    def _start(self, begin: int) -> None:
        tag = self._take(_TAG_NAME).lower()
        if self._letter() == "":
            raise complaint(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        kind = _KINDS.get(tag)
        if kind is None:
            raise complaint(f'Unsupported start tag "{tag}" at byte offset {self._bytes(begin)}')
        facts: dict[str, Any] = {"type": kind}
        while self._after_spaces() != ">":
            self._attribute(tag, begin, facts)
        self.at += 1
        if tag == "span" and facts.pop("class", None) != "tg-spoiler":
            raise complaint(
                f'Tag "span" must have class "tg-spoiler" at byte offset {self._bytes(begin)}'
            )
        self.open.append(_Open(tag, facts, self.length, len(self.parts)))

    def _attribute(self, tag: str, begin: int, facts: dict[str, Any]) -> None:
        name = self._take(_ATTRIBUTE_NAME).lower()
        if self._letter() == "":
            raise self._unclosed(tag, begin)
        if not name:
            raise complaint(
                f'Empty attribute name in the tag "{tag}" at byte offset {self._bytes(begin)}'
            )
        value = ""
        if self._after_spaces() == "=":
            self.at += 1
            value = self._value(tag, begin)
        if tag == "blockquote" and name == "expandable":
            facts["type"] = "expandable_blockquote"
        elif tag == "span" and name == "class":
            facts["class"] = value
        elif (tag, name) in _ARGUMENTS:
            if name == "unix" and not value.isdecimal():
                raise complaint(f"Invalid Unix time at byte offset {self._bytes(begin)}")
            facts[_ARGUMENTS[tag, name]] = int(value) if name == "unix" else value

    def _value(self, tag: str, begin: int) -> str:
        quote = self._after_spaces()
        if quote not in ("'", '"'):
            start = self.at
            value = self._take(_TOKEN).lower()
            if not self._letter().isspace() and self._letter() != ">":
                raise complaint(
                    f"Unexpected end of name token at byte offset {self._bytes(start)}"
                )
            return value
        end = self.source.find(quote, self.at + 1) if quote else -1
        if end < 0:
            raise self._unclosed(tag, begin)
        value = self.source[self.at + 1 : end]
        self.at = end + 1
        return _REFERENCE.sub(_letter, value)

    def _end(self, begin: int) -> None:
        if not self.open:
            raise complaint(f"Unexpected end tag at byte offset {self._bytes(begin)}")
        self.at += 1
        tag = self._take(_TAG_NAME).lower()
        if self._after_spaces() != ">":
            raise complaint(f"Unclosed end tag at byte offset {self._bytes(begin)}")
        self.at += 1
        opened = self.open.pop()
        if tag and tag != opened.tag:
            raise complaint(
                f"Unmatched end tag at byte offset {self._bytes(begin)}, expected "
                f'"</{opened.tag}>", found "</{tag}>"'
            )
        if self.length > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        facts = dict(opened.facts)
        if opened.tag == "a":
            facts["url"] = facts.get("url") or "".join(self.parts[opened.start :])
            if not re.match(r"(https?|tg|mailto|tel)://?.|[\w-]+(\.[\w-]+)+", facts["url"]):
                return  # Telegram drops a link that it cannot read, and keeps its text.
        whole = {"offset": opened.offset, "length": self.length - opened.offset}
        language = str(facts.pop("language", ""))
        if opened.tag == "code" and language.startswith("language-"):
            if self.open and self.open[-1].tag == "pre":
                self.open[-1].facts["language"] = language
            return
        if opened.tag == "pre" and language:
            facts["language"] = language.removeprefix("language-")
        self.entities.append({**facts, **whole})

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.source, self.at)
        taken = found.group() if found else ""
        self.at += len(taken)
        return taken

    def _letter(self) -> str:
        return self.source[self.at : self.at + 1]

    def _after_spaces(self) -> str:
        self._take(_SPACE)
        return self._letter()

    def _bytes(self, position: int) -> int:
        return len(self.source[:position].encode())

    def _unclosed(self, tag: str, begin: int) -> TelegramRefusal:
        return complaint(f'Unclosed start tag "{tag}" at byte offset {self._bytes(begin)}')


def _letter(found: re.Match[str]) -> str:
    sixteen, ten, name = found.groups()
    if name:
        return _NAMED[name]
    code = int(sixteen, 16) if sixteen else int(ten)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else found.group()
