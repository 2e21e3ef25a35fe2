"""Who decides today: the superior by post, who acts for them, the next one, and HR at last.

Pure rules over facts of one day. They are worked out at each look and never stored, so that a
person who moves, a mandate that begins and a superior who goes away count at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from domain.decisions.states import DecisionStep, MandateKind
from domain.ids import MandateId, PersonId, PositionId, UnitId

LEVELS = 3
"""Superiors that are looked at: the direct one, the next one, and the one above."""


class Via(StrEnum):
    """Why a person decides."""

    HOLDER = "holder"
    """Holds the post of the direct superior."""
    MANDATE = "mandate"
    """Acts for the holder of a post."""
    NEXT = "next"
    """Holds the post of a superior further up."""
    UNIT_OFFICER = "unit officer"
    HR = "hr"


@dataclass(frozen=True, slots=True, order=True)
class PostKey:
    """A post: the position in a unit. No unit: the position exists once."""

    position: PositionId
    unit: UnitId | None


@dataclass(frozen=True, slots=True)
class Official:
    """A person in service who may hold an office today."""

    person: PersonId
    linked: bool = True
    """Whether a message can reach the person."""
    away: bool = False
    """Whether the person is away today."""


@dataclass(frozen=True, slots=True)
class MandateToday:
    """A mandate for a post that holds today."""

    id: MandateId
    kind: MandateKind
    holder: Official


@dataclass(frozen=True, slots=True)
class Office:
    """One superior, as a post or, where no post is known, as a person."""

    title: str | None
    """Of the post; None if it is not known."""
    holders: tuple[Official, ...] = ()
    """Who holds the post today."""
    named: PersonId | None = None
    """The person whom HR's file names; decides alone where several hold the post."""
    mandates: tuple[MandateToday, ...] = ()
    post: PostKey | None = None


@dataclass(frozen=True, slots=True)
class HandedToUnit:
    """The decision was handed over to the officers of a unit."""

    officers: tuple[Official, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class HandedToHr:
    """The decision was handed over to HR."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides about who decides."""

    step: DecisionStep
    about: PersonId | None
    """Whose matter it is: this person never decides."""
    chain: tuple[Office, ...] = ()
    """The direct superior first; at most LEVELS."""
    circle: bool = False
    """The superiors lead back to one of themselves: HR decides until the file is mended."""
    escalated: bool = False
    """The next superior decides as well."""
    handed: Office | HandedToUnit | HandedToHr | None = None
    unit_officers: tuple[Official, ...] = ()
    """Of the unit of the person, or of the nearest unit above that has one."""
    unit: str | None = None
    """The name of that unit."""
    hr: tuple[Official, ...] = ()


@dataclass(frozen=True, slots=True)
class Decider:
    """A person who can decide today, and in which office."""

    person: PersonId
    post: str | None
    """The title with Plt. or Plh., or the name of the unit of a unit officer. None: HR, or a
    superior whose post is not known."""
    via: Via
    linked: bool
    mandate: MandateId | None = None


def deciders(facts: Facts) -> tuple[Decider, ...]:
    """Who is asked today, the first office first. HR may decide as well, asked or not."""
    asked = _asked(facts)
    return tuple({one.person: one for one in reversed(asked)}.values())[::-1]


def acting(kind: MandateKind, title: str | None) -> str | None:
    """The title of who acts for a post: `Plt. Kepala Dinas`."""
    word = {MandateKind.VACANT: "Plt.", MandateKind.ABSENT: "Plh."}.get(kind)
    return f"{word} {title}" if word and title else title


def of_office(office: Office, about: PersonId | None, via: Via) -> tuple[Decider, ...]:
    """Who decides for one office: its holder, or who acts for the post; nobody about himself."""
    there = _holders(office)
    present = [one for one in there if not one.away]
    found: list[Decider] = []
    for one in office.mandates:
        fits = one.kind is MandateKind.DELEGATE or one.kind is MandateKind.ABSENT or not there
        if fits and not one.holder.away:
            post = acting(one.kind, office.title)
            through = Via.MANDATE if via is Via.HOLDER else via
            holder = one.holder
            found.append(Decider(holder.person, post, through, holder.linked, one.id))
    # A letter of Plh. says that the holder is away, also where the holder has not said so.
    acted = any(one.kind is MandateKind.ABSENT and not one.holder.away for one in office.mandates)
    own = [] if acted else [Decider(one.person, office.title, via, one.linked) for one in present]
    return tuple(one for one in (*own, *found) if one.person != about)


def _asked(facts: Facts) -> list[Decider]:
    if facts.step is DecisionStep.HR:
        hr = _hr(facts)
        if hr:
            return hr
        # The only HR officer asks for a seat: the superior answers.
    if isinstance(facts.handed, HandedToHr):
        return _hr(facts)
    if isinstance(facts.handed, HandedToUnit):
        officers = _officers(facts.handed.officers, facts.handed.unit, facts.about)
        return _with_hr(officers, facts)
    if facts.circle:
        return _hr(facts)
    levels = [
        of_office(office, facts.about, Via.HOLDER if level == 0 else Via.NEXT)
        for level, office in enumerate(facts.chain)
    ]
    if facts.handed is not None:
        levels = [of_office(facts.handed, facts.about, Via.HOLDER), *levels]
    filled = [level for level in levels if level]
    if not filled:
        return _with_hr(_officers(facts.unit_officers, facts.unit, facts.about), facts)
    asked = [one for level in filled[: 2 if facts.escalated else 1] for one in level]
    if any(one.linked for one in asked):
        return asked
    # No message reaches them: others are asked at once, and they as soon as they are linked.
    return [*asked, *_officers(facts.unit_officers, facts.unit, facts.about), *_hr(facts)]


def _holders(office: Office) -> tuple[Official, ...]:
    named = tuple(one for one in office.holders if one.person == office.named)
    return named if named and len(office.holders) > 1 else office.holders


def _with_hr(officers: list[Decider], facts: Facts) -> list[Decider]:
    return officers if any(one.linked for one in officers) else [*officers, *_hr(facts)]


def _officers(
    officers: Iterable[Official], unit: str | None, about: PersonId | None
) -> list[Decider]:
    return [
        Decider(one.person, unit, Via.UNIT_OFFICER, one.linked)
        for one in officers
        if one.person != about and not one.away
    ]


def _hr(facts: Facts) -> list[Decider]:
    return [
        Decider(one.person, None, Via.HR, one.linked)
        for one in facts.hr
        if one.person != facts.about
    ]
