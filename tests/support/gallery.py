"""The gallery: every screen of the program, with generated, awkward facts.

Screens are pure, typed functions, so their facts are generated from the types alone: a new screen
is in the gallery without being named here.
"""

import dataclasses
import functools
import importlib
import inspect
import pkgutil
import random
import types
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from enum import Enum, StrEnum
from typing import Any

import handlers
from domain.announcements import announced
from domain.announcements.letter import Letter
from domain.catalogue.changes import Change, ChangeEvent
from domain.catalogue.editing import COLUMNS, Edit, RunField
from domain.catalogue.sessions import TrainingSession
from domain.catalogue.timetable import as_kept
from domain.competencies.profile import CompetencyStanding as Rating
from domain.competencies.profile import Group, Profile
from domain.evaluation import Form, Question, QuestionKind
from domain.ids import ChangeId, FormId, MessageId, OfferingId, QuestionId
from domain.imports.preview import Complaint
from domain.lists import PAGE, Page
from domain.seats.approvals import RequestLine
from handlers.actions import Action
from handlers.actions.catalogue import ListTrainings
from handlers.actions.seats import OpenNotice, OpenOffering
from handlers.screens.screen import Button, Document, Formatted, Picture, Screen
from handlers.screens.words import Html, Words, cut
from tests.support.builders import NOW

_hints = functools.cache(typing.get_type_hints)
BIG = 2**31 - 1
"""A long id, which leaves little room in the data of a button (64 bytes)."""


class Mood(StrEnum):
    """In which way the facts are awkward."""

    PLAIN = "plain"
    LONG = "long"
    SIGNS = "signs"
    STOPS = "stops"
    BARE = "bare"
    """All facts that are optional are missing."""


_TEXTS = {
    Mood.PLAIN: "Contoh Satu",
    Mood.LONG: ("Contoh Nama Yang Panjang Sekali " * 4)[:100],
    Mood.SIGNS: 'Contoh <b> & "Tujuh" \U0001f642 {0}',
    Mood.STOPS: "Contoh Delapan, S.Kom.",
    Mood.BARE: "Contoh Satu",
}
_BY_NAME = {
    "timezone": "Asia/Jakarta",
    "zone": "Asia/Jakarta",
    "url": "https://example.id/kelas",
    "nip": "199001012020011990",
    "phone": "+6284000000001",
    "scheme": "pengisian",
    "username": "contoh_bot",
    "code": "C0FFEE",
    "label": "XII",
    "run": "XII",
    "mode": "blended",
    "kind": "Bimbingan Teknis",
    "version": "2026-01",
    "consent_version": "2026-01",
    "employment": "PNS",
    "language": "id",
    "column": "NOMOR HP",
}
_LONG = {
    "title": ("Pelatihan Dengan Judul Yang Panjang " * 6)[:200],
    "reason": ("Karena tugas kedinasan yang lain. " * 9).strip(),
    "content": ("Nama yang benar tertulis pada surat. " * 13).strip(),
    "text": ("Semoga ada angkatan berikutnya. " * 15).strip(),
}
_THERE = ("label", "other", "scheduled_for", "linked_at")
"""Optional facts that the screens which show them always have."""
_SIZES = {RequestLine: 4, Complaint: 3}
"""Items on a page, where a page does not have the common size."""
_NEVER_SHOWN = (
    announced.AnnouncementState.DRAFT,
    announced.AnnouncementState.CANCELLED,
    RunField.SESSIONS,
)
"""States of an announcement that no list contains; a field whose screens are its own."""


@dataclasses.dataclass
class Maker:
    """Generates facts from types: the same ones for the same mood and seed."""

    mood: Mood
    seed: int
    words: Words

    def __post_init__(self) -> None:
        self.dice = random.Random(f"{self.mood}{self.seed}")

    def call(self, screen: Callable[..., Screen]) -> Screen:
        """Calls the function of a screen with generated facts."""
        hints = _hints(screen)
        names = inspect.signature(screen).parameters
        return screen(**{name: self.make(hints[name], name) for name in names})

    def make(self, hint: Any, name: str) -> Any:
        """Generates a value of this type for a field or parameter of this name."""
        hint = getattr(hint, "__value__", hint)
        hint = getattr(hint, "__supertype__", hint)
        origin, inner = typing.get_origin(hint), typing.get_args(hint)
        if origin in (typing.Union, types.UnionType):
            return self._one_of(inner, name)
        if inner == (int, int):
            return (self._number("month"), self._number("count"))
        if origin in (tuple, Sequence, list):
            return self._several(inner, name)
        if origin in (Mapping, dict):
            return {key: self.make(inner[1], name) for key in self._keys(inner[0])}
        if origin is frozenset:
            return frozenset()
        if origin is Page:
            return self._page(inner[0])
        if dataclasses.is_dataclass(hint):
            return self._record(typing.cast(type, hint))
        if isinstance(hint, type) and issubclass(hint, Enum):
            return self.dice.choice([one for one in hint if one not in _NEVER_SHOWN])
        return self._simple(hint, name)

    def _simple(self, hint: Any, name: str) -> Any:
        made: dict[Any, Callable[[], Any]] = {
            Html: lambda: Html("<b>Contoh</b>"),
            str: lambda: self._text(name),
            bool: lambda: self.dice.random() < 0.5,
            int: lambda: self._number(name),
            bytes: lambda: b"",
            datetime: lambda: NOW + timedelta(hours=self.dice.randint(-400, 400)),
            date: lambda: NOW.date() + timedelta(days=self.dice.randint(-9, 9)),
            time: lambda: time(self.dice.randint(0, 23)),
            timedelta: lambda: timedelta(seconds=self.dice.randint(1, 9000)),
        }
        return made[hint]()

    def _text(self, name: str) -> str:
        longer = _LONG.get(name) if self.mood is Mood.LONG else None
        return _BY_NAME.get(name) or longer or _TEXTS[self.mood]

    def _number(self, name: str) -> int:
        if name == "id" or name.endswith("_id"):
            return BIG
        if name == "month":
            return 2026 * 12 + self.dice.randint(0, 11)
        if name in ("page", "required", "actual", "number", "value"):
            return self.dice.randint(1, 5)
        return self.dice.choice([0, 1, 12])

    def _one_of(self, kinds: tuple[Any, ...], name: str) -> Any:
        missing = self.mood is Mood.BARE or self.dice.random() < 0.2
        if type(None) in kinds and missing and name not in _THERE:
            return None
        real = [kind for kind in kinds if kind is not type(None)]
        return self.make(self.dice.choice(real), name)

    def _several(self, inner: tuple[Any, ...], name: str) -> tuple[Any, ...]:
        if inner[-1] is not Ellipsis and len(inner) > 1:
            return tuple(self.make(kind, name) for kind in inner)
        size = 1 if self.mood is Mood.BARE or inner[0] is Button else self.dice.randint(1, 3)
        return tuple(self.make(inner[0], name) for _ in range(size))

    def _keys(self, kind: Any) -> Sequence[Any]:
        if isinstance(kind, type) and issubclass(kind, Enum):
            return list(kind)
        if typing.get_origin(kind) is tuple:
            first, _ = typing.get_args(kind)
            return [(one, None) for one in first]
        return range(1, 8)

    def _page(self, kind: Any) -> Page[Any]:
        size = _SIZES.get(kind, PAGE)
        total = self.dice.choice([size, 19] if kind is Complaint else [0, size, 19])
        return Page(
            tuple(self.make(kind, "item") for _ in range(min(size, total))), 0, total, size
        )

    def _record(self, kind: type) -> Any:
        special: dict[type, Callable[[], Any]] = {
            Words: lambda: self.words,
            Screen: lambda: Screen(Html("Contoh layar")),
            Action: self._way_back,
            Button: lambda: Button("Kembali", self._way_back()),
            Letter: lambda: Letter(self._text("text")),
            Formatted: lambda: Formatted(_TEXTS[self.mood]),
            Document: lambda: Document("contoh.xlsx", b""),
            Picture: lambda: Picture(b"", "contoh"),
            Form: self._form,
            Edit: self._edit,
            Change: self._change,
            Question: lambda: self.dice.choice(self._form().questions),
            Profile: lambda: Profile(
                self.make(str | None, "post"), self._ratings(), _TEXTS[self.mood]
            ),
        }
        if kind in special:
            return special[kind]()
        hints = _hints(kind)
        values = {field.name: hints[field.name] for field in dataclasses.fields(kind)}
        made = {name: self.make(hint, name) for name, hint in values.items()}
        return kind(**made)

    def _way_back(self) -> Action:
        return self.dice.choice(
            [
                OpenNotice(MessageId(BIG)),
                ListTrainings(True, 9),
                OpenOffering(OfferingId(BIG), OpenNotice(MessageId(BIG))),
            ]
        )

    def _edit(self) -> Edit:
        one = self.dice.choice(list(RunField))
        return Edit(one, self._values(one), self._values(one))

    def _change(self) -> Change:
        one = self.dice.choice(list(RunField))
        dated = {"closes_at": NOW}
        return Change(
            ChangeId(BIG),
            OfferingId(BIG),
            self.make(ChangeEvent, "event"),
            {**self._values(one), **dated},
            self._values(one),
            NOW,
            self._text("by"),
            self.make(datetime | None, "tell_at"),
            self.make(bool, "undone"),
        )

    def _values(self, one: RunField) -> dict[str, Any]:
        """The columns of a field of an offering."""
        made: dict[str, Any] = {
            "starts_at": NOW,
            "ends_at": NOW + timedelta(hours=8),
            "timezone": "Asia/Jakarta",
            "place": self.make(str | None, "place"),
            "url": self.make(str | None, "url"),
            "quota": self._number("quota"),
            "closes_at": NOW,
            "needs_approval": self.make(bool, "needs_approval"),
            "hours": self._number("hours"),
            "title": self._text("title"),
            "description": self.make(str | None, "content"),
            "sessions": as_kept(self.make(tuple[TrainingSession, ...], "sessions")),
        }
        return {name: made[name] for name in COLUMNS[one]}

    def _form(self) -> Form:
        words = {"long": _TEXTS[self.mood], "short": cut(_TEXTS[self.mood], 25)}
        both = {"id": words, "en": words}
        kinds = [QuestionKind.SCALE] * 6 + [QuestionKind.TEXT]
        questions = [Question(QuestionId(n), n, kind, both) for n, kind in enumerate(kinds, 1)]
        scale = {n: {"id": "Sangat Kurang", "en": "Very poor"} for n in range(1, 6)}
        return Form(FormId(1), scale, tuple(questions))

    def _ratings(self) -> tuple[Rating, ...]:
        groups = [Group.MANAGERIAL] * 8 + [Group.SOCIOCULTURAL] + [Group.TECHNICAL] * 5
        return tuple(
            dataclasses.replace(self.make(Rating, "rating"), group=group, id=BIG + number)
            for number, group in enumerate(groups)
        )


def painters() -> Iterator[tuple[str, Callable[..., Screen]]]:
    """Every public function that makes a screen, by its name."""
    for found in pkgutil.walk_packages(handlers.__path__, "handlers."):
        if found.ispkg or "screens" not in found.name.split("."):
            continue
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            own = inspect.isfunction(value) and value.__module__ == module.__name__
            if own and not name.startswith("_") and _paints(value):
                yield f"{found.name.removeprefix('handlers.')}.{name}", value


def _paints(function: Callable[..., Any]) -> bool:
    return typing.get_type_hints(function).get("return") is Screen


def parts(screen: Screen) -> Iterator[Screen]:
    """A screen, and the screens that follow or replace it."""
    yield screen
    for other in (screen.then, screen.instead):
        if other is not None:
            yield from parts(other)
