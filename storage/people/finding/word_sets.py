"""Which people have a word, a beginning of one, or a part of one.

People stand in one order. A set of them is a whole number, in which the bit of each is one: two
such sets are joined and counted at once, however many people they hold.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from struct import unpack

_COMMON = 64
"""A word of more than one person in so many is kept as a set, of others the places are listed."""


class WordSets:
    """Words with the places of the people who have them; sorted, so that all words of one
    beginning stand together."""

    def __init__(self, places_of: dict[str, "array[int]"], people: int) -> None:
        known = sorted(places_of)
        self._bytes = people // 8 + 1
        self._text = "".join(f"\n{word}" for word in known)
        """One text: to find a part in it is much faster than in many words."""
        self._starts = array("I", [0])
        self._places, self._bounds = array("I"), array("I", [0])
        self._common: list[int] = []
        self._sets: list[int] = []
        for number, word in enumerate(known):
            self._starts.append(self._starts[-1] + len(word) + 1)
            if len(places_of[word]) * _COMMON > people:
                self._common.append(number)
                self._sets.append(self._set(places_of[word]))
            else:
                self._places.extend(places_of[word])
            self._bounds.append(len(self._places))

    def known(self) -> list[str]:
        """All words."""
        return self._text.split("\n")[1:]

    def starting(self, part: str) -> int:
        """Who has a word that begins with this."""

        def beginning(word: int) -> str:
            start = self._starts[word] + 1
            return self._text[start : min(start + len(part), self._starts[word + 1])]

        every = range(len(self._bounds) - 1)
        first = bisect_left(every, part, key=beginning)
        return self._of(first, bisect_right(every, part, lo=first, key=beginning))

    def inside(self, part: str) -> int:
        """Who has a word that has this anywhere."""
        found = self.starting(part)
        rare = array("I")
        at = self._text.find(part)
        while at >= 0:
            word = bisect_right(self._starts, at) - 1
            if at > self._starts[word] + 1:
                if self._bounds[word] == self._bounds[word + 1]:
                    found |= self._of(word, word + 1)
                else:
                    rare += self._places[self._bounds[word] : self._bounds[word + 1]]
            at = self._text.find(part, self._starts[word + 1])
        return found | self._set(rare)

    def _of(self, first: int, end: int) -> int:
        """Who has a word of this range."""
        found = self._set(self._places[self._bounds[first] : self._bounds[end]])
        common = slice(bisect_left(self._common, first), bisect_left(self._common, end))
        for people in self._sets[common]:
            found |= people
        return found

    def _set(self, places: "array[int]") -> int:
        marks = bytearray(self._bytes if places else 0)
        for place in places:
            marks[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(marks, "little")


def places(people: int) -> Iterator[int]:
    """The places of the people in a set, in order."""
    eights = (people.bit_length() + 63) // 64
    # By eight bytes: one after the other would take as long as the set is wide.
    for number, bits in enumerate(unpack(f"<{eights}Q", people.to_bytes(eights * 8, "little"))):
        while bits:
            lowest = bits & -bits
            yield number * 64 + lowest.bit_length() - 1
            bits ^= lowest
