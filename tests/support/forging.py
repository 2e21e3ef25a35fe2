"""Buttons as a person could make them up, and which of them are HR's."""

from dataclasses import fields
from enum import IntEnum
from typing import Any, get_args, get_type_hints

from handlers import TYPED
from handlers.actions import REGISTRY, Action, announcements, desk, imports, people

OF_HR = (
    "OpenUnlinked DownloadUnlinked ShowInvitation OpenFailed OpenFailure ReleaseFailure "
    "SettleFailure OpenDataRequests OpenDataRequest SettleDataRequest OpenRequests "
    "OpenRequest Approve AskRefusalReason Refuse PickOffering OpenParticipants "
    "DownloadParticipants OpenParticipant AskRemoval Remove"
)
"""HR's buttons in modules that hold others' as well."""
PRESSES = [
    kind
    for kind in REGISTRY.values()
    if kind.__module__ in {m.__name__ for m in (announcements, desk, imports, people)}
    or kind.__name__ in OF_HR.split()
]
FLOWS = [step for step in TYPED if step[0] in ("announcement", "removal", "request", "staff")]


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
