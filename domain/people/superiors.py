"""The two kinds of superiors of a civil servant, and superiors who are above each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T")


class SuperiorKind(StrEnum):
    """JENIS of sheet `atasan`, as stored (PP 11/2017 Pasal 67)."""

    RATER = "penilai"
    """The formal superior, who decides."""
    TEAM_LEADER = "ketua tim"
    """Leads a team and is heard; decides nothing."""


@dataclass(frozen=True, slots=True)
class SuperiorToday:
    """Who is above a person today."""

    post: str | None
    """The title of the post, with Plt. or Plh. of who acts for it; None: it is not known."""
    names: tuple[str, ...]
    """Who decides for it; nobody if it is vacant, or if its holder is away."""
    away: bool
    """It has a holder, who is away, and no other person acts for it."""
    nip: str | None
    """What the file says, if the roster has neither the post nor the person."""


def circles(above: Mapping[T, T]) -> frozenset[T]:
    """Those whose superior, or the superior's superior and so on, is the person again."""
    found: set[T] = set()
    done: set[T] = set()
    for start in above:
        path: dict[T, int] = {}
        one: T | None = start
        while one is not None and one not in done and one not in path:
            path[one] = len(path)
            one = above.get(one)
        if one is not None and one in path:
            found |= set(list(path)[path[one] :])
        done |= path.keys()
    return frozenset(found)
