"""Telegram's HTML: text and entities as its server makes them, and its complaints."""

import html
from html.parser import HTMLParser
from typing import Any

from sandbox.refusal import Refusal

_KINDS = {
    **{"b": "bold", "strong": "bold", "i": "italic", "em": "italic"},
    **{"u": "underline", "ins": "underline", "s": "strikethrough", "strike": "strikethrough"},
    **{"del": "strikethrough", "tg-spoiler": "spoiler", "code": "code", "pre": "pre"},
    **{"a": "text_link", "blockquote": "blockquote", "tg-time": "date_time"},
}

Entity = dict[str, Any]


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 units."""
    return len(text) + sum(ord(letter) > 0xFFFF for letter in text)


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Text and entities of Telegram HTML. Raises Refusal for what Telegram refuses."""
    parser = _Parser()
    parser.feed(source)
    parser.close()
    return parser.finish()


def complaint(words: str) -> Refusal:
    """Telegram's words for bad markup."""
    return Refusal(400, f"Bad Request: can't parse entities: {words}")


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.text = ""
        self.entities: list[Entity] = []
        self._open: list[tuple[str, Entity]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = _KINDS.get(tag)
        if kind is None:
            raise complaint(f'Unsupported start tag "{tag}" at byte offset {len(self.text)}')
        entity: Entity = {"type": kind, "offset": units(self.text)}
        named = dict(attrs)
        if tag == "a":
            entity["url"] = named.get("href") or ""
        if tag == "blockquote" and "expandable" in named:
            entity["type"] = "expandable_blockquote"
        self._open.append((tag, entity))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1][0] != tag:
            raise complaint(f'Unexpected end tag at byte offset {len(self.text)} ("{tag}")')
        _, entity = self._open.pop()
        entity["length"] = units(self.text) - entity["offset"]
        if entity["length"]:
            self.entities.append(entity)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_entityref(self, name: str) -> None:
        self.text += html.unescape(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.text += html.unescape(f"&#{name};")

    def finish(self) -> tuple[str, list[Entity]]:
        if self._open:
            raise complaint(
                f'Can\'t find end tag corresponding to start tag "{self._open[-1][0]}"'
            )
        return self.text, sorted(self.entities, key=lambda e: (e["offset"], -e["length"]))
