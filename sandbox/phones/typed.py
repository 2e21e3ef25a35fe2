"""How a client turns typed marks into formatting: **bold**, __italic__, ~~struck~~, `code`."""

import re

from sandbox.rules.markup import Entity, units

_KINDS = {"**": "bold", "__": "italic", "~~": "strikethrough", "`": "code"}
_MARKED = re.compile(r"(\*\*|__|~~|`)(?=\S)(.+?)(?<=\S)\1", re.DOTALL)
_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(?:@\w+)?(?=\s|$)")


def formatted(typed: str) -> tuple[str, list[Entity]]:
    """Text without the marks, and the entities they stand for."""
    text, entities, at = "", [], 0
    for found in _MARKED.finditer(typed):
        text += typed[at : found.start()]
        at = found.end()
        mark, words = found.groups()
        inner, within = (words, []) if mark == "`" else formatted(words)
        offset = units(text)
        entities.append({"type": _KINDS[mark], "offset": offset, "length": units(inner)})
        entities += [{**entity, "offset": entity["offset"] + offset} for entity in within]
        text += inner
    return text + typed[at:], entities


def command(text: str) -> list[Entity]:
    """The command at the beginning of a text."""
    found = _COMMAND.match(text)
    return [{"type": "bot_command", "offset": 0, "length": len(found.group())}] if found else []
