"""Two lines of a document around the words asked for, with these words marked; pieces of text, never markup.

A long text is not analysed. A search for the beginnings of the terms in the folded text finds places that may be hits, the
place with the most different words wins, and only what stands around it is analysed as the index analysed it.
"""

from daseinswerk.apps.library.queries.asked import Asked, Word
from daseinswerk.engine.text.clean import clean
from daseinswerk.engine.text.words import Word as TextWord
from daseinswerk.engine.text.words import words

Pieces = tuple[tuple[str, bool], ...]

BEFORE, LENGTH = 70, 230
SEARCHED = 200_000  # characters of a text in which places are looked for
PLACES = 5  # places looked at for each term
_LEAST = 3  # letters of a term that is looked for
_FOLD = (("ä", "a"), ("ö", "o"), ("ü", "u"), ("ß", "s"))


def snippet(text: str, asked: Asked) -> Pieces:
    """Pieces of `text` (archived) with whether each is a hit; empty for an empty text."""
    if not text:
        return ()
    place = _best_place(_folded(text[:SEARCHED]), asked)
    start = _boundary(text, max(0, place - BEFORE))
    end = _boundary(text, min(len(text), start + LENGTH))
    readable = " ".join(clean(text[start:end]).text.split())
    pieces = marked(readable, asked)
    if start > 0 and pieces:
        pieces = (("… ", False), *pieces)
    return (*pieces, (" …", False)) if end < len(text) else pieces


def marked(text: str, asked: Asked) -> Pieces:
    """`text` cut into pieces at the words asked for."""
    beginnings = _beginnings(asked.wanted)
    pieces: list[tuple[str, bool]] = []
    done = 0
    for word in words_in(text, beginnings):
        if not is_hit(word.terms, asked):
            continue
        if word.span.start > done:
            pieces.append((text[done : word.span.start], False))
        pieces.append((text[word.span.start : word.span.end], True))
        done = word.span.end
    if done < len(text):
        pieces.append((text[done:], False))
    return tuple(pieces)


def is_hit(terms: tuple[str, ...], asked: Asked) -> bool:
    """Whether a word of a text, given by its terms, is one of the words asked for (or a part of a compound asked for)."""
    if terms[0] in asked.terms or any(terms[0].startswith(start) for start in asked.prefixes):
        return True
    return any(_holds(terms, word) for word in asked.wanted)


def words_in(text: str, beginnings: tuple[str, ...]) -> list[TextWord]:
    """The words of `text` that may be hits, analysed; the others are not looked at, which saves most of the work."""
    if not beginnings:
        return []
    folded = _folded(text)
    if not any(beginning in folded for beginning in beginnings):
        return []
    return [word for word in words(text) if any(beginning in _folded(word.surface) for beginning in beginnings)]


def _holds(terms: tuple[str, ...], word: Word) -> bool:
    whole, *parts = word.terms
    return whole in terms or (bool(parts) and not word.phrase and all(part in terms for part in parts))


def _beginnings(wanted: tuple[Word, ...]) -> tuple[str, ...]:
    """How the terms are written in a folded text; a stem is the beginning of its forms."""
    found = {term.replace("ss", "s") for word in wanted for term in word.terms} | {term for word in wanted for term in word.terms}
    return tuple(sorted(term for term in found if len(term) >= _LEAST)) or tuple(sorted(found))


def _folded(text: str) -> str:
    text = text.lower()
    for letter, plain in _FOLD:
        text = text.replace(letter, plain)
    return text


def _best_place(folded: str, asked: Asked) -> int:
    """Where the most different words stand close together, whole words before parts of compounds; the earliest of the best."""
    looked_for = [(word, _beginnings((word,))) for word in asked.wanted]
    places: set[int] = set()
    for _word, beginnings in looked_for:
        for beginning in beginnings:
            place = -1
            for _ in range(PLACES):
                place = folded.find(beginning, place + 1)
                if place < 0:
                    break
                places.add(place)
    if not places:
        return 0
    return min(places, key=lambda place: (-_worth(folded[max(0, place - BEFORE) : place + LENGTH - BEFORE], looked_for), place))


def _worth(passage: str, looked_for: list[tuple[Word, tuple[str, ...]]]) -> float:
    worth = 0.0
    for word, beginnings in looked_for:
        if word.terms[0] in passage or word.terms[0].replace("ss", "s") in passage:
            worth += 2
        else:
            worth += sum(beginning in passage for beginning in beginnings) / len(beginnings)
    return worth


def _boundary(text: str, place: int) -> int:
    """The next beginning of a word at or after `place`, within 30 characters."""
    if place <= 0 or place >= len(text) or text[place - 1].isspace():
        return place
    for step in range(min(30, len(text) - place)):
        if text[place + step].isspace():
            return place + step + 1
    return place
