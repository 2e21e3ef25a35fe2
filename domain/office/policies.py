"""Values that the office sets by itself (sheet kebijakan): their names, bounds and defaults."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from enum import StrEnum
from itertools import pairwise

MOST_OFFER_HOURS, MOST_QUEUE_HOURS, MOST_RESERVE_DAYS = 168, 168, 60
MOST_UNDO_MINUTES, MOST_PERCENT, MOST_SESSION_TIMES = 60, 100, 6
_WHOLE = re.compile(r"(\d{1,3})\s*(?:%|menit|persen|jam|hari)?", re.IGNORECASE)
_SPAN = re.compile(r"(\d{1,2})[.:](\d{2})\s*(?:-|–|s\.?d\.?)\s*(\d{1,2})[.:](\d{2})")
_BETWEEN = re.compile(r"\s*[/;,]\s*")

SessionTimes = tuple[tuple[time, time], ...]


class Policy(StrEnum):
    """What the office can set; the words stand in the sheet and are stored."""

    UNDO_MINUTES = "urung_menit"
    """Minutes in which a change of an offering can be taken back before people are told."""
    LARGE_CHANGE = "ubah_besar_persen"
    """Percent of the known people of a file; if more change, saving asks once more."""
    OFFER_HOURS = "tawaran_jam"
    """Hours for which a free seat is offered; 0: it is given at once."""
    QUEUE_CUTOFF = "antrean_tutup_jam"
    """Hours before the start, from which on no free seat goes to the queue."""
    RESERVE_ENDS = "cadangan_hari"
    """Days before sign-up closes, from which on seats kept for units are everybody's."""
    LATE_CANCEL = "batal_telat_hari"
    """Working days before the start, in which a person who gives up may name a substitute."""
    SESSION_TIMES = "jam_sesi"
    """The hours of the sessions of one day."""


DEFAULTS: Mapping[Policy, str] = {
    Policy.UNDO_MINUTES: "5",
    Policy.LARGE_CHANGE: "10",
    Policy.OFFER_HOURS: "0",
    Policy.QUEUE_CUTOFF: "24",
    Policy.RESERVE_ENDS: "7",
    Policy.LATE_CANCEL: "3",
    Policy.SESSION_TIMES: "08.00-12.00/13.00-16.00",
}
"""What holds where the office has set nothing."""


@dataclass(frozen=True, slots=True)
class Policies:
    """The values of one day."""

    undo_for: timedelta
    large_change: int
    offer_for: timedelta
    """Zero: free seats are given at once."""
    queue_hours: int
    reserve_ends: timedelta
    late_cancel: int
    session_times: SessionTimes


def policies(values: Mapping[str, str]) -> Policies:
    """The values of a day by their names; the default where one is missing or no longer fits."""
    fit = {name: read_value(name, values.get(name, "")) or DEFAULTS[name] for name in Policy}
    return Policies(
        undo_for=timedelta(minutes=int(fit[Policy.UNDO_MINUTES])),
        large_change=int(fit[Policy.LARGE_CHANGE]),
        offer_for=timedelta(hours=int(fit[Policy.OFFER_HOURS])),
        queue_hours=int(fit[Policy.QUEUE_CUTOFF]),
        reserve_ends=timedelta(days=int(fit[Policy.RESERVE_ENDS])),
        late_cancel=int(fit[Policy.LATE_CANCEL]),
        session_times=_spans(fit[Policy.SESSION_TIMES]) or (),
    )


def read_name(text: str) -> Policy | None:
    """The policy with this name, whatever signs stand between its words."""
    word = re.sub(r"[\W_]+", "_", text.strip().lower())
    return Policy(word) if word in set(Policy) else None


def read_value(name: Policy, text: str) -> str | None:
    """A value as it is stored; None where it is none, or out of bounds."""
    match name:
        case Policy.UNDO_MINUTES:
            return _whole(text, 0, MOST_UNDO_MINUTES)
        case Policy.LARGE_CHANGE:
            return _whole(text, 1, MOST_PERCENT)
        case Policy.OFFER_HOURS:
            return _whole(text, 0, MOST_OFFER_HOURS)
        case Policy.QUEUE_CUTOFF:
            return _whole(text, 0, MOST_QUEUE_HOURS)
        case Policy.RESERVE_ENDS:
            return _whole(text, 0, MOST_RESERVE_DAYS)
        case Policy.LATE_CANCEL:
            return _whole(text, 0, MOST_RESERVE_DAYS)
        case Policy.SESSION_TIMES:
            spans = _spans(text)
            return "/".join(f"{a:%H.%M}-{b:%H.%M}" for a, b in spans) if spans else None


def _whole(text: str, least: int, most: int) -> str | None:
    found = _WHOLE.fullmatch(text.strip())
    return str(int(found[1])) if found and least <= int(found[1]) <= most else None


def _spans(text: str) -> SessionTimes | None:
    """Spans of hours, each after the one before."""
    found = [_SPAN.fullmatch(part) for part in _BETWEEN.split(text.strip())]
    if len(found) > MOST_SESSION_TIMES:
        return None
    spans = []
    for one in found:
        if one is None:
            return None
        try:
            spans.append((time(int(one[1]), int(one[2])), time(int(one[3]), int(one[4]))))
        except ValueError:
            return None
    in_order = all(one[1] <= other[0] for one, other in pairwise(spans))
    return tuple(spans) if in_order and all(opens < closes for opens, closes in spans) else None
