"""The words of trainings, as a search finds them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import pairwise

from domain.catalogue.searching import english
from domain.ids import OfferingId
from domain.plain_words import folded
from storage.catalogue.finding.spelling import nearest

SHORTEST_PART = 3
"""Letters of a word that is found inside longer ones as well."""
MOST_MEANT = 3
"""Suggestions for a misspelt search."""
_WHOLE, _START, _PART = 3, 2, 1
_WORD_FOUND = 100
"""Weight of one more word that is found, above any way in which words are found."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """An offering of the index."""

    id: OfferingId
    title: str
    competencies: tuple[str, ...]
    starts_at: datetime
    closes_at: datetime


class WordIndex:
    """The words of offerings; those that start first come first."""

    def __init__(self, offerings: Iterable[Indexed]) -> None:
        self.offerings = tuple(offerings)
        self._texts: dict[tuple[str, tuple[str, ...]], int] = {}
        """Offerings of one training share one text."""
        self._text_of = [
            self._texts.setdefault((one.title, one.competencies), len(self._texts))
            for one in self.offerings
        ]
        self._words: dict[str, set[int]] = defaultdict(set)
        self._joined: dict[str, set[int]] = defaultdict(set)
        """Neighbouring words as one: `Kerja Sama` is found as `kerjasama`."""
        words_of = cache(_words_of)
        for (title, competencies), number in self._texts.items():
            for name in (title, *competencies):
                known, joined = words_of(name)
                for word in known:
                    self._words[word].add(number)
                for word in joined:
                    self._joined[word].add(number)
        often = Counter({word: len(texts) for word, texts in self._words.items()})
        self._spelt = [word for word, _ in often.most_common()]

    def found(self, words: tuple[str, ...]) -> list[Indexed]:
        """The offerings with more than half as many of the words as the best, the best first."""
        score: dict[int, int] = defaultdict(int)
        for ways in self._ways(words):
            for text, way in ways.items():
                score[text] += _WORD_FOUND + way
        if not score:
            return []
        half = max(score.values()) // _WORD_FOUND / 2
        ranked = [(score.get(text, 0), place) for place, text in enumerate(self._text_of)]
        kept = [one for one in ranked if one[0] // _WORD_FOUND > half]
        kept.sort(key=lambda one: -one[0])  # stable: the soonest first
        return [self.offerings[place] for _, place in kept]

    def meant(self, words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
        """The search with its unknown words replaced by the nearest ones that occur."""
        ways = self._ways(words)
        unknown = [place for place, found in enumerate(ways) if not found]
        near = {place: nearest(words[place], self._spelt, most=MOST_MEANT) for place in unknown}
        near = {place: found for place, found in near.items() if found}
        if not near:
            return ()
        best = {place: found[0] for place, found in near.items()}
        choices = [best]
        if len(near) == 1:
            ((place, found),) = near.items()
            choices += [{place: other} for other in found[1:]]
        return tuple(
            tuple(choice.get(place, word) for place, word in enumerate(words))
            for choice in choices
        )

    def _ways(self, words: tuple[str, ...]) -> list[dict[int, int]]:
        """For each word: the texts that have it, and how well."""
        ways = [self._texts_with(word) for word in words]
        for place, pair in enumerate(pairwise(words)):
            for text in self._words.get("".join(pair), ()):
                ways[place][text] = ways[place + 1][text] = _WHOLE
        return ways

    def _texts_with(self, word: str) -> dict[int, int]:
        found: dict[int, int] = {}
        if len(word) >= SHORTEST_PART:
            for known, texts in self._words.items():
                if word in known:
                    way = _START if known.startswith(word) else _PART
                    found |= dict.fromkeys(texts - found.keys(), way)
        for whole in (self._words.get(word), self._joined.get(word)):
            found |= dict.fromkeys(whole or (), _WHOLE)
        return found


def _words_of(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a title or a competency, and its neighbouring words as one."""
    words = folded(name)
    return (*words, *english(words)), tuple(map("".join, pairwise(words)))
