"""The words and numbers of the roster, as HR's search finds people by them."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from domain.ids import PersonId
from domain.people.searched import digits_of, number_of
from domain.plain_words import folded
from storage.catalogue.finding.spelling import nearest
from storage.people.finding.word_sets import WordSets, places

MOST_WORDS = 8
"""Words of a search that are looked for."""
SHORTEST_PART = 3
"""Letters of a word that is found inside longer ones as well; shorter ones begin a word."""
MOST_NEAR = 5
"""Words that a misspelt one is taken for, one after the other, until people are found."""
_COUNTRY, _TRUNK = "62", "0"
"""How a phone number begins when it is written for abroad, and for this country."""


@dataclass(frozen=True, slots=True)
class Findable:
    """A person of the index."""

    id: PersonId
    active: bool
    name: str
    about: tuple[str, ...]
    """What else the person is found by: titles, post, unit."""
    nip: str
    phone: str | None


class PeopleIndex:
    """Who is found by what. Those in service come first, then by name."""

    def __init__(self, people: Iterable[Findable]) -> None:
        words: dict[str, array[int]] = defaultdict(lambda: array("I"))
        numbers: dict[str, array[int]] = defaultdict(lambda: array("I"))
        texts: dict[str, tuple[str, ...]] = {}
        """Many people share a post and a unit: each is folded once."""
        self._ids = array("q")
        named = [(not one.active, folded(one.name), one.id, one) for one in people]
        for place, (_, name, _, one) in enumerate(sorted(named, key=lambda line: line[:3])):
            self._ids.append(one.id)
            found = set(name)
            for text in one.about:
                if text not in texts:
                    texts[text] = folded(text)
                found.update(texts[text])
            for word in found:
                words[word].append(place)
            numbers[one.nip].append(place)
            if one.phone:
                numbers[_as_dialled(digits_of(one.phone) or "")].append(place)
        self._everybody = (1 << len(self._ids)) - 1
        self._words = WordSets(words, len(self._ids))
        self._numbers = WordSets(numbers, len(self._ids))

    def found(self, text: str) -> "PeopleFound":
        """The people who have every word, or the digits of a number; all if there is no text."""
        if not text:
            return PeopleFound(self._ids, self._everybody)
        digits = number_of(text)
        if digits is not None:
            spellings = {digits, _as_dialled(digits)}
            return PeopleFound(self._ids, reduce(or_, map(self._numbers.inside, spellings)))
        words = folded(text)[:MOST_WORDS]
        return PeopleFound(self._ids, self._all(words) if words else 0)

    def meant(self, text: str) -> str | None:
        """A search that finds nobody, with one word spelt otherwise so that it finds people."""
        words = folded(text)[:MOST_WORDS]
        if number_of(text) is not None or self._all(words):
            return None
        for place, word in enumerate(words):
            before, after = words[:place], words[place + 1 :]
            others = self._all(before + after)
            for near in self._near(word) if others else ():
                if others & self._all(near):
                    return " ".join((*before, *near, *after))
        return None

    def _near(self, word: str) -> Iterator[tuple[str, ...]]:
        """`Nurhayati` is near to `Nur Hayati`, and to what differs by a letter or two."""
        for place in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            yield word[:place], word[place:]
        yield from ((one,) for one in nearest(word, self._words.known(), most=MOST_NEAR))

    def _all(self, words: tuple[str, ...]) -> int:
        return reduce(and_, map(self._having, words), self._everybody)

    def _having(self, word: str) -> int:
        if len(word) < SHORTEST_PART:
            return self._words.starting(word)
        return self._words.inside(word)


class PeopleFound:
    """The people whom a search has found, in the order of the index."""

    def __init__(self, ids: "array[int]", marked: int) -> None:
        self._ids, self._marked = ids, marked

    def __len__(self) -> int:
        return self._marked.bit_count()

    def __iter__(self) -> Iterator[PersonId]:
        return (PersonId(self._ids[place]) for place in places(self._marked))


def _as_dialled(digits: str) -> str:
    return _TRUNK + digits.removeprefix(_COUNTRY) if digits.startswith(_COUNTRY) else digits
