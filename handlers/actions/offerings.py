"""Buttons of HR for offerings (Angkatan): the list, the card, and what is changed there."""

from enum import IntEnum

from domain.ids import OfferingId
from handlers.actions.codec import Action, action


class RunState(IntEnum):
    """Which offerings HR's list shows."""

    OPEN = 0
    CLOSED = 1
    RUNNING = 2
    OVER = 3
    CALLED_OFF = 4
    ARCHIVED = 5


@action("ol")
class ListRuns(Action):
    """Opens one page of the offerings in a state (Angkatan).

    `search` is the mark of a typed search, whose results have every state.
    """

    state: RunState = RunState.OPEN
    page: int = 0
    search: int | None = None


@action("oc")
class OpenRun(Action):
    """Opens the card of an offering."""

    offering: OfferingId
