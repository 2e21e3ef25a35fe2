"""Whose data a person may see by a role."""

from dataclasses import dataclass

from domain.ids import UnitId


@dataclass(frozen=True, slots=True)
class Reach:
    """The units whose people an officer sees: those of an own tree, or all."""

    units: frozenset[UnitId] | None
    """None: all people, for HR."""
    name: str | None = None
    """Of the unit at the top of the own tree; of several, the first by name."""

    @property
    def empty(self) -> bool:
        """Whether the person is no officer at all."""
        return self.units is not None and not self.units


EVERYBODY = Reach(None)
