"""The result of the checks: figures, and the faults found."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Books:
    """Figures, and what is wrong."""

    figures: dict[str, Any] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def expect(self, holds: bool, sentence: str) -> None:
        if not holds:
            self.wrong.append(sentence)
