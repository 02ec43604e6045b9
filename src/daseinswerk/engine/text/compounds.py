"""What a German compound is made of: "Straßenbeleuchtung" is "Straßen" and "Beleuchtung".

German writes as one word what a reader searches for in parts. A word is cut by dynamic programming over a lexicon of noun
forms, verb stems and adjectives: every part but the last must be able to stand in front (a noun form, a noun with a linking s
or without its final e, a verb stem, an adjective), the last must be a noun. Each part costs a fixed amount and more the rarer
it is, so few, common, long parts win; the parts are then cut again in the same way ("Gemeinderat" inside
"Gemeinderatssitzung"). A word for which no cut exists is simplex and stays whole.

What looks like a noun but only forms nouns ("-schaft", "-tum"), and what only looks like a compound ("Vorsorge"), is in the
lists of `compound_lists`. Results are kept per process; the cache changes speed, never a result.
"""

import lzma
from functools import cache, lru_cache
from importlib.resources import files

from daseinswerk.engine.text.compound_lists import FRONT_WORDS, NEVER_FRONT, NEVER_LAST, SHORT_PARTS, WHOLE

_CACHED = 200_000  # words; about 30 MB when full
_LEAST, _LONGEST = 3, 24  # letters of a part
_LONGEST_WORD = 80  # letters: longer "words" are tables or addresses without spaces
_PART = 4.0  # what each part costs beside its rarity, in Zipf steps
_COMMON = 7.0  # Zipf frequency from which a part costs nothing more
_RARE = 1.0  # what a form made up by rule (linking s, lost e) costs in addition
_LEAST_ZIPF = {4: 3.0, 5: 2.4}  # a short part must be common; longer ones need _LEAST_ZIPF_LONG
_LEAST_ZIPF_LONG = 1.5
_LINKING_S = ("ung", "heit", "keit", "schaft", "ion", "tät", "tum", "ling", "at", "ik")

_Choice = tuple[float, str]


@cache
def _lexicon() -> tuple[dict[str, float], dict[str, float], frozenset[str], frozenset[str]]:
    """Cost of each word in front, cost of each word at the end, names, and all nouns."""
    data = lzma.decompress(files(__package__).joinpath("data", "lexicon-de.tsv.xz").read_bytes()).decode()
    front: dict[str, float] = {}
    last: dict[str, float] = {}
    names: set[str] = set()
    for line in data.splitlines():
        word, roles, tenths = line.split("\t")
        zipf = int(tenths) / 10
        if "t" in roles:
            names.add(word)
        if len(word) == _LEAST and word not in SHORT_PARTS:
            continue
        if zipf < _LEAST_ZIPF.get(len(word), _LEAST_ZIPF_LONG if len(word) > _LEAST else 0.0):
            continue
        cost = _PART + max(0.0, _COMMON - zipf)
        if "n" in roles and word not in NEVER_LAST:
            last[word] = cost
        if set(roles) & set("nva") and word not in NEVER_FRONT:
            front[word] = cost
    for word in FRONT_WORDS:
        front[word] = min(front.get(word, 9.0), 6.0)
    return front, last, frozenset(names - last.keys()), frozenset(last)


def split(word: str) -> tuple[str, ...]:
    """The parts of `word` as words, in order; one part (the word itself) for a simplex word.

    A hyphen always parts. A linking s is left out ("Arbeitszeit": Arbeit, Zeit), a lost e is put back ("Schulbau": Schule, Bau).
    """
    if "-" in word:
        return tuple(part for piece in word.split("-") if piece for part in split(piece)) or (word,)
    if not 2 * _LEAST <= len(word) <= _LONGEST_WORD or not word.isalpha() or word.isupper():
        return (word,)
    parts = _parts(word.lower())
    return (word,) if len(parts) == 1 else tuple(part.capitalize() for part in parts)


@lru_cache(maxsize=_CACHED)
def _parts(word: str) -> tuple[str, ...]:
    if word in WHOLE or len(word) < 2 * _LEAST:
        return (word,)
    if word in _lexicon()[2]:
        return (word,)
    best = _best_cut(word)
    if len(best) < 2:
        return (word,)
    return tuple(piece for part in best for piece in _parts(part))


def _best_cut(word: str) -> tuple[str, ...]:
    """The cheapest way to write `word` as two or more parts; empty where there is none."""
    front, last, _, _ = _lexicon()
    size = len(word)
    cheapest: list[tuple[float, int, str] | None] = [None] * (size + 1)
    cheapest[0] = (0.0, 0, "")
    for end in range(_LEAST, size - _LEAST + 1):
        for start in range(max(0, end - _LONGEST), end - _LEAST + 1):
            before = cheapest[start]
            if before is None:
                continue
            choice = _front(word[start:end], front)
            if choice and (cheapest[end] is None or before[0] + choice[0] < cheapest[end][0]):
                cheapest[end] = (before[0] + choice[0], start, choice[1])
    final: tuple[float, int] | None = None
    for start in range(max(_LEAST, size - _LONGEST), size - _LEAST + 1):
        cost = last.get(word[start:])
        if cost is not None and cheapest[start] and (final is None or cheapest[start][0] + cost < final[0]):
            final = (cheapest[start][0] + cost, start)
    if final is None:
        return ()
    parts, place = [word[final[1] :]], final[1]
    while place:
        _, start, part = cheapest[place]
        parts.append(part)
        place = start
    return tuple(reversed(parts))


def _front(form: str, front: dict[str, float]) -> _Choice | None:
    """What stands in front as `form`, and its cost: the word itself, with a linking s, or without its final e."""
    best: _Choice | None = None
    cost = front.get(form)
    if cost is not None:
        best = (cost, form)
    if form[-1] == "s" and (cost := front.get(form[:-1])) is not None:
        cost += 0.0 if form[:-1].endswith(_LINKING_S) else _RARE
        if best is None or cost <= best[0]:
            best = (cost, form[:-1])
    if best is None and len(form) > _LEAST and (cost := front.get(form + "e")) is not None and (form + "e") in _lexicon()[3]:
        best = (cost + _RARE, form + "e")
    return best
