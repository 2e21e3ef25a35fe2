"""Buttons as a person could make them up, and which of them are HR's."""

from dataclasses import fields
from enum import IntEnum
from typing import Any, get_args, get_type_hints

from handlers import ROUTES
from handlers.actions import Action
from handlers.reception.routes import Right

PRESSES = [kind for kind, route in ROUTES.presses.items() if route.right is Right.HR]
FLOWS = [step for step, route in ROUTES.texts.items() if route.right is Right.HR]


def forged(kind: type[Action]) -> Action:
    """A button as somebody could make it up."""
    return kind(**{field.name: _made_up(kind, field.name) for field in fields(kind)})


def _made_up(kind: type[Action], name: str) -> Any:
    wanted = get_type_hints(kind)[name]
    first = (get_args(wanted) or (wanted,))[0]
    if name == "back":
        return None
    is_choice = isinstance(first, type) and issubclass(first, IntEnum)
    return min(first) if is_choice else first is bool or 1
