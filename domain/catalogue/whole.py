"""All trainings and offerings as HR keeps them in a file."""

from dataclasses import dataclass

from domain.catalogue.offerings import Mode
from domain.imports.training import Goal, TrainingRow


@dataclass(frozen=True, slots=True)
class BareTraining:
    """A training without any offering."""

    code: str
    title: str
    kind: str
    mode: Mode
    hours: int
    organiser: str | None
    goals: tuple[Goal, ...]


@dataclass(frozen=True, slots=True)
class WholeCatalogue:
    """Every offering with its training, and the trainings that have none."""

    offerings: tuple[TrainingRow, ...]
    bare: tuple[BareTraining, ...]

    @property
    def trainings(self) -> int:
        """How many trainings there are."""
        return len({row.code for row in self.offerings}) + len(self.bare)
