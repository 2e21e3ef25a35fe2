"""Trainings of the catalogue as HR sees them."""

from dataclasses import dataclass
from enum import StrEnum

from domain.catalogue.offerings import Mode
from domain.ids import CompetencyId, TrainingId


class TrainingField(StrEnum):
    """What HR changes of a training in the chat; the words are those of its columns."""

    TITLE = "title"
    DESCRIPTION = "description"
    HOURS = "hours"
    KIND = "kind"
    MODE = "mode"


@dataclass(frozen=True, slots=True)
class TrainingLine:
    """A training in HR's list."""

    id: TrainingId
    code: str
    title: str
    runs: int
    """How many offerings it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingCard:
    """A training with its aims, and how many offerings it has."""

    id: TrainingId
    code: str
    title: str
    kind: str
    mode: Mode
    hours: int
    description: str | None
    goals: tuple[tuple[str, int], ...]
    """Names of competencies, with the level that the training leads to."""
    runs: int
    open_runs: int
    """Offerings that can be signed up for now."""
    archived: bool

    def value(self, field: TrainingField) -> str | int | None:
        """What a column says now, as it is stored."""
        found: str | int | None = getattr(self, field.value)
        return found


@dataclass(frozen=True, slots=True)
class GoalOption:
    """A competency that a training may lead to, in a list."""

    id: CompetencyId
    name: str
    level: int | None
    """The level that it leads to; None: it does not."""


@dataclass(frozen=True, slots=True)
class GoalLevels:
    """A competency with what each of its five levels means."""

    id: CompetencyId
    name: str
    level: int | None
    """The level that the training leads to; None: it does not."""
    meanings: tuple[str, ...]
    """From level 1; empty where HR's file has none."""
