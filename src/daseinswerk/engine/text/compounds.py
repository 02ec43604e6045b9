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
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from daseinswerk.engine.text.compound_lists import (
    FRONT_WORDS,
    LAST_WORDS,
    NEVER_FRONT,
    NEVER_LAST,
    PREFIX_STARTS,
    SHORT_PARTS,
    VERB_PREFIX,
    WHOLE,
)

_CACHED = 200_000  # words; about 30 MB when full
_LEAST, _LONGEST = 3, 24  # letters of a part
_LONGEST_WORD = 80  # letters: longer "words" are tables or addresses without spaces
_PART = 4.0  # what each part costs beside its rarity, in Zipf steps
_COMMON = 7.0  # Zipf frequency from which a part costs nothing more
_RARE = 1.0  # what a form made up by rule (linking s, lost e) costs in addition
_LEAST_ZIPF = {4: 3.0, 5: 2.4}  # a short part must be common; longer ones need _LEAST_ZIPF_LONG
_LEAST_ZIPF_LONG = 1.3
_RARER = 1.2  # Zipf steps a part may be rarer than the whole noun: "Feuerwehr" is made of "Wehr", "Infrastruktur" not of "Infra"
_LINKING_S = ("ung", "heit", "keit", "schaft", "ion", "tät", "tum", "ling", "at", "ik")
_ENDINGS = ("", "s", "es", "e", "en", "n")


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """What may stand where, and at what cost."""

    front: dict[str, float]
    last: dict[str, float]
    lemmas: frozenset[str]  # nouns in their first form: they lose no s and may lose an e
    shortened: frozenset[str]  # those that end in e and may stand in front, without it
    verbs: frozenset[str]  # verb stems, with and without their e
    reach: dict[str, int]  # how long a part can be that begins with these four letters
    whole: frozenset[str]  # names, nouns made from prefixed verbs, lexicalised words


@dataclass(frozen=True, slots=True)
class _Roles:
    """What a string of roles ("Nv", see the lexicon's README) says about a word."""

    noun: bool
    lemma: bool
    verb: bool
    front: bool
    whole: bool
    rare: float

    @classmethod
    def of(cls, roles: str) -> "_Roles":
        noun = bool(set("Nnp") & set(roles))
        whole = "d" in roles or ("t" in roles and not noun)
        return cls(noun, "N" in roles, "v" in roles, noun or "v" in roles or "a" in roles, whole, _RARE if "p" in roles else 0.0)


@cache
def _lexicon() -> _Lexicon:
    data = lzma.decompress(files(__package__).joinpath("data", "lexicon-de.tsv.xz").read_bytes()).decode()
    front: dict[str, float] = {}
    last: dict[str, float] = {}
    lemmas: set[str] = set()
    verbs: set[str] = set()
    whole: set[str] = set()
    meanings: dict[str, _Roles] = {}  # the same few strings of roles stand on 200,000 lines
    scale = {str(tenths): tenths / 10 for tenths in range(100)}
    least = [0.0, 0.0, 0.0, 0.0, *(_LEAST_ZIPF.get(size, _LEAST_ZIPF_LONG) for size in range(_LEAST + 1, 100))]
    for line in data.splitlines():
        word, roles, tenths = line.split("\t")
        zipf, size = scale[tenths], len(word)
        meaning = meanings.get(roles) or meanings.setdefault(roles, _Roles.of(roles))
        if meaning.whole:
            whole.add(word)
        if zipf < least[size] or (size == _LEAST and word not in SHORT_PARTS):
            continue
        cost = _PART + _COMMON - zipf if zipf < _COMMON else _PART
        if meaning.lemma:
            lemmas.add(word)
        if meaning.verb:
            verbs.add(word)
        if meaning.noun and word not in NEVER_LAST:
            last[word] = cost
        if meaning.front and word not in NEVER_FRONT:
            front[word] = cost + meaning.rare
    lexicalised = {word + ending for word in WHOLE for ending in _ENDINGS}
    for word in WHOLE | FRONT_WORDS:
        front[word] = min(front.get(word, 9.0), 6.5)
    lemmas |= WHOLE
    last.update(dict.fromkeys(LAST_WORDS, 6.5))
    for word in lexicalised:
        last.setdefault(word, 7.0)
    shortened = frozenset(word[:-1] for word in lemmas if word[-1] == "e" and word in front)
    return _Lexicon(front, last, frozenset(lemmas), shortened, frozenset(verbs), _reach(front), frozenset(whole | lexicalised))


def _reach(front: dict[str, float]) -> dict[str, int]:
    reach: dict[str, int] = {}
    for word in front:
        size = len(word) + len("es")
        if size > reach.get(word[:4], 0):
            reach[word[:4]] = size
    return reach


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
    lexicon = _lexicon()
    if len(word) < 2 * _LEAST or word in lexicon.whole:
        return (word,)
    best = _best_cut(word, lexicon)
    if len(best) < 2 or _only_looks_like_one(word, best, lexicon):
        return (word,)
    return tuple(piece for part in best for piece in _parts(part))


def forget() -> None:
    """Empty the cache, for measuring."""
    _parts.cache_clear()


def _only_looks_like_one(word: str, parts: tuple[str, ...], lexicon: _Lexicon) -> bool:
    """Whether a noun of the lexicon is much more common than the rarest of its would-be parts, and so not made of it."""
    own = lexicon.last.get(word)
    if own is None:
        return False
    rarest = max(min(lexicon.front.get(part, 99.0), lexicon.last.get(part, 99.0)) for part in parts)
    return rarest - own > _RARER


def _best_cut(word: str, lexicon: _Lexicon) -> tuple[str, ...]:
    """The cheapest way to write `word` as two or more parts; empty where there is none."""
    size, last = len(word), lexicon.last
    # Most words are no compounds, and most of those do not even end in a noun.
    nouns = [(start, last[word[start:]]) for start in range(max(_LEAST, size - _LONGEST), size - _LEAST + 1) if word[start:] in last]
    if not nouns:
        return ()
    furthest = nouns[-1][0]
    cheapest: list[tuple[float, int, str] | None] = [None] * (size + 1)
    cheapest[0] = (0.0, 0, "")
    reach = lexicon.reach
    for start in range(furthest - _LEAST + 1):
        before = cheapest[start]
        if before is None:
            continue
        # A part of six letters or more has a word of the lexicon under its first four, whatever it lost or took on.
        longest = max(5, reach.get(word[start : start + 4], 0))
        stem = 0
        if word[start : start + 2] in PREFIX_STARTS and (prefix := VERB_PREFIX.match(word, start)):
            stem = prefix.end()
            longest = max(longest, stem - start + reach.get(word[stem : stem + 4], 0))
        longest = min(longest, _LONGEST, furthest - start)
        for end, cost, part in _fronts(word, start, start + longest, lexicon, stem):
            known = cheapest[end]
            if known is None or before[0] + cost < known[0]:
                cheapest[end] = (before[0] + cost, start, part)
    final: tuple[float, int] | None = None
    for start, cost in nouns:
        before = cheapest[start]
        if before is not None and (final is None or before[0] + cost < final[0]):
            final = (before[0] + cost, start)
    if final is None:
        return ()
    parts, place = [word[final[1] :]], final[1]
    while place:
        _, start, part = cheapest[place]
        parts.append(part)
        place = start
    return tuple(reversed(parts))


def _fronts(word: str, start: int, furthest: int, lexicon: _Lexicon, stem: int) -> list[tuple[int, float, str]]:
    """Where a part may end that begins at `start`, what it costs and what it is: the word itself, without a linking s, or with its
    final e put back. `stem`: where the verb begins behind a separable prefix, 0 without one."""
    front, lemmas, shortened = lexicon.front, lexicon.lemmas, lexicon.shortened
    found = []
    for end in range(start + _LEAST, furthest + 1):
        form = word[start:end]
        cost, part = front.get(form), form
        if word[end - 1] == "s" and form not in lemmas:
            for lemma in (form[:-1], form[:-2] if form[-2] == "e" else ""):
                if lemma in lemmas and (linked := front.get(lemma)) is not None:
                    linked += 0.0 if lemma.endswith(_LINKING_S) else _RARE
                    cost, part = linked if cost is None or linked < cost else cost, lemma
        if cost is None and form in shortened and end - start > _LEAST:
            part = form + "e"
            cost = front[part] + _RARE
        if cost is None and stem and end - stem > _LEAST and word[stem:end] in lexicon.verbs and (verb := front.get(word[stem:end])):
            cost = verb + _RARE  # "Ablesekarte", "Umspannwerk": a rare verb made of two that are there
        if cost is not None:
            found.append((end, cost, part))
    return found
