"""Encodes and decodes all buttons: one dataclass per meaning, two letters and base-36 fields."""

import dataclasses
import types
import typing
from collections.abc import Callable
from enum import IntEnum
from typing import Any, ClassVar, TypeVar

MAX_BYTES = 64
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclasses.dataclass(frozen=True, slots=True)
class Action:
    """What a press means. An id in a button grants no right: each press is checked anew."""

    code: ClassVar[str] = ""


A = TypeVar("A", bound=Action)

REGISTRY: dict[str, type[Action]] = {}


@typing.dataclass_transform(frozen_default=True)
def action(code: str) -> Callable[[type[A]], type[A]]:
    """Registers a frozen dataclass under its two letters, which are never used again.

    Fields: whole numbers from 0, IntEnum, bool, each `| None`; last may be `back: Action | None`.
    A field that is added later goes before `back` and has a default, which buttons in chats take.
    """

    def register(cls: type[A]) -> type[A]:
        if len(code) != 2 or code in REGISTRY:
            raise ValueError(f"code {code!r} of {cls.__name__} is taken or not two letters")
        made = dataclasses.dataclass(frozen=True, slots=True)(cls)
        made.code = code
        REGISTRY[code] = made
        return made

    return register


def encode(action_: Action) -> str:
    """The callback data of an action; if it would be too long, `back` is left out.

    Raises ValueError if even that is over 64 bytes.
    """
    data = _encode(action_)
    if len(data) <= MAX_BYTES:
        return data
    back = getattr(action_, "back", None)
    if back is None:
        raise ValueError(f"{action_} does not fit into {MAX_BYTES} bytes")
    shorter = _without_back(back) if getattr(back, "back", None) is not None else None
    return encode(_with_back(action_, shorter))


def decode(data: str) -> Action | None:
    """The action of a button; None if this program does not know it (forged, outdated)."""
    head, _, rest = data.partition("~")
    code, *values = head.split(".")
    cls = REGISTRY.get(code)
    if cls is None or len(data) > MAX_BYTES:
        return None
    fields = [field for field in dataclasses.fields(cls) if field.name != "back"]
    has_back = len(fields) != len(dataclasses.fields(cls))
    known = fields[: len(values)]
    if len(values) > len(fields) or (rest and not has_back):
        return None
    if any(field.default is dataclasses.MISSING for field in fields[len(known) :]):
        return None
    kinds = typing.get_type_hints(cls)
    try:
        found = {f.name: _read(kinds[f.name], v) for f, v in zip(known, values, strict=True)}
    except ValueError:
        return None
    if has_back:
        back = decode(rest) if rest else None
        if rest and back is None:
            return None
        found["back"] = back
    return cls(**found)


def base36(value: int) -> str:
    """A whole number from 0 in the digits 0-9a-z."""
    if value < 0:
        raise ValueError(f"{value} is below zero")
    digits = ""
    while True:
        value, rest = divmod(value, 36)
        digits = _DIGITS[rest] + digits
        if not value:
            return digits


def _encode(action_: Action) -> str:
    parts = [action_.code]
    tail = ""
    for field in dataclasses.fields(action_):
        value = getattr(action_, field.name)
        if field.name == "back":
            tail = f"~{_encode(value)}" if value is not None else ""
        else:
            parts.append("" if value is None else base36(int(value)))
    return ".".join(parts) + tail


def _with_back(action_: Action, back: Action | None) -> Action:
    values = {f.name: getattr(action_, f.name) for f in dataclasses.fields(action_)}
    return type(action_)(**{**values, "back": back})


def _without_back(action_: Action) -> Action:
    return _with_back(action_, None)


def _read(kind: Any, value: str) -> Any:
    optional = typing.get_origin(kind) in (types.UnionType, typing.Union)
    if optional:
        if not value:
            return None
        kind = next(k for k in typing.get_args(kind) if k is not type(None))
    kind = getattr(kind, "__supertype__", kind)
    if not value or value.strip(_DIGITS):
        raise ValueError(value)
    number = int(value, 36)
    if isinstance(kind, type) and issubclass(kind, bool):
        return {0: False, 1: True}[number] if number < 2 else _refuse(value)
    if isinstance(kind, type) and issubclass(kind, IntEnum):
        return kind(number)
    if number >= 2**63:
        raise ValueError(value)
    return number


def _refuse(value: str) -> bool:
    raise ValueError(value)
