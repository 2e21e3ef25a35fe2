"""Forged buttons, as an attacker could send them, and a list of those for HR only."""

from dataclasses import fields
from enum import IntEnum
from typing import Any, get_args, get_type_hints

from handlers.actions import Action
from handlers.capabilities import ROUTES
from handlers.reception.routes import Right

OFFICERS = (Right.HR, Right.OFFICER)
PRESSES = [kind for kind, route in ROUTES.presses.items() if route.right in OFFICERS]
FLOWS = [step for step, route in ROUTES.texts.items() if route.right in OFFICERS]


def forged(kind: type[Action]) -> Action:
    """A button of this kind with made-up values."""
    return kind(**{field.name: _made_up(kind, field.name) for field in fields(kind)})


def _made_up(kind: type[Action], name: str) -> Any:
    wanted = get_type_hints(kind)[name]
    first = (get_args(wanted) or (wanted,))[0]
    if name == "back":
        return None
    is_choice = isinstance(first, type) and issubclass(first, IntEnum)
    return min(first) if is_choice else first is bool or 1
