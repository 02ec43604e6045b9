"""Find a municipality while somebody types: "Koeln", "Frankfurt Oder", "0821", "76133", "hombu", "Tübigen".

Names are folded (lower case, umlauts written out, signs gone), once with and once without small words, and kept sorted by every word they
contain. A typed beginning is then one binary search; parts inside words are sought in one long string; only where that
is not enough, names at a small edit distance are compared. Exact before beginning before inside before similar; larger places first.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from daseinswerk.engine.linking.names import full_forms, take_apart
from daseinswerk.engine.linking.register import Municipality, Register

_FOLD = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "-": " ", "/": " ", "(": " ", ")": " ", ",": " ", ".": " ", "'": " "})
_SMALL = frozenset({"a", "am", "an", "auf", "b", "bei", "d", "der", "den", "i", "im", "in", "ob", "unter", "v", "vor", "vorm"})
_LONGEST_TYPED = 80
_SIMILAR_FROM = 4  # letters; below that everything is similar to everything


@dataclass(frozen=True, slots=True)
class Found:
    """One answer: the municipality, why it is one (German, short), and what of it the typed words met."""

    municipality: Municipality
    reason: str
    matched: str


def fold(typed: str) -> str:
    """Lower case, "ä" as "ae", signs as spaces, one space between words: "Frankfurt (Oder)" and "frankfurt  oder" are the same."""
    words = typed.lower().translate(_FOLD).split()
    return " ".join("sankt" if word == "st" else word for word in words)


class MunicipalityIndex:
    """Answers within a few milliseconds; built from a register in about a tenth of a second."""

    def __init__(self, register: Register) -> None:
        self._places = sorted(register.municipalities.values(), key=lambda each: (-each.population, each.ags))
        self._keys = sorted((each.ags, rank) for rank, each in enumerate(self._places))
        self._postcodes = sorted((each.postcode_seat, rank) for rank, each in enumerate(self._places) if each.postcode_seat)
        folded: dict[tuple[str, int], None] = {}
        for rank, each in enumerate(self._places):
            for form in _forms(each):
                folded.setdefault((form, rank))
        self._names = sorted(folded)
        self._words = sorted({(form[at:], rank) for form, rank in folded for at in _later_words(form)})
        self._long = "\n".join(form for form, _ in self._names)
        self._starts = [0]
        for form, _ in self._names[:-1]:
            self._starts.append(self._starts[-1] + len(form) + 1)
        bases: dict[str, list[int]] = {}
        for rank, each in enumerate(self._places):
            bases.setdefault(fold(take_apart(each.name).base), []).append(rank)
        self._bases = bases
        self._base_names = list(bases)

    def find(self, typed: str, limit: int = 10) -> tuple[Found, ...]:
        """The municipalities meant by what has been typed so far, best first; empty for nothing typed or nothing found."""
        asked = typed.strip()[:_LONGEST_TYPED]
        if not asked or limit < 1:
            return ()
        ranked: dict[int, Found] = {}
        for rank, reason, matched in self._answers(asked, limit):
            ranked.setdefault(rank, Found(self._places[rank], reason, matched))
            if len(ranked) >= limit:
                break
        return tuple(ranked.values())

    def _answers(self, asked: str, limit: int) -> Iterator[tuple[int, str, str]]:
        digits = asked.replace(" ", "")
        if digits.isdecimal():
            yield from self._numbers(digits)
            return
        typed = fold(asked)
        if not typed:
            return
        found = 0
        exact = self._exact(typed)
        for ranks, reason in ((exact, "Name"), (self._beginning(self._names, typed), "Anfang des Namens"),
                              (self._beginning(self._words, typed), "Wort im Namen"), (self._inside(typed), "Teil des Namens")):
            for rank in sorted(ranks):
                found += 1
                yield rank, reason, asked
        for rank, name in () if exact or found >= limit else self._similar(typed):
            yield rank, "ähnlich geschrieben", name

    def _numbers(self, digits: str) -> Iterator[tuple[int, str, str]]:
        if len(digits) <= 5:
            for rank in sorted(self._beginning(self._postcodes, digits)):
                if len(digits) == 5 or self._places[rank].population:
                    yield rank, "Postleitzahl des Rathauses", self._places[rank].postcode_seat
        for rank in sorted(self._beginning(self._keys, digits[:8])):
            yield rank, "Amtlicher Gemeindeschlüssel", self._places[rank].ags

    def _exact(self, typed: str) -> set[int]:
        named = self._names[bisect_left(self._names, (typed, -1)) : bisect_right(self._names, (typed, len(self._places)))]
        return {rank for _, rank in named} | set(self._bases.get(typed, ()))

    def _beginning(self, table: list[tuple[str, int]], typed: str) -> set[int]:
        first, last = bisect_left(table, (typed, -1)), bisect_left(table, (typed + "\U0010ffff", -1))
        return {rank for _, rank in table[first:last]}

    def _inside(self, typed: str) -> set[int]:
        if len(typed) < 3:
            return set()
        found = (bisect_right(self._starts, match.start()) - 1 for match in re.finditer(re.escape(typed), self._long))
        return {self._names[position][1] for position in found}

    def _similar(self, typed: str) -> Iterator[tuple[int, str]]:
        if len(typed) < _SIMILAR_FROM:
            return
        allowed = 1 if len(typed) < 8 else 2
        near = process.extract(typed, self._base_names, scorer=OSA.distance, score_cutoff=allowed, limit=30)
        ranked = sorted((distance, rank, name) for name, distance, _ in near for rank in self._bases[name])
        for _, rank, name in ranked:
            yield rank, name


def _forms(each: Municipality) -> set[str]:
    """The folded names of a municipality: as in the register, written out, and both without small words."""
    written = f"{take_apart(each.name).base} {take_apart(each.name).rest}".strip()
    folded = {fold(each.name), fold(written)} | {fold(form) for form in full_forms(each.name) if "Hannoversch" in form}
    return folded | {" ".join(word for word in form.split() if word not in _SMALL) or form for form in folded}


def _later_words(form: str) -> Iterator[int]:
    return (match.end() for match in re.finditer(" ", form))
