"""Two lines of a document around the words asked for, with these words marked; pieces of text, never markup.

A long text is not analysed. A search for the beginnings of the terms in the folded text finds places that may be hits, the
place with the most different words wins, and only what stands around it is analysed as the index analysed it.
"""

from daseinswerk.apps.library.queries.asked import Asked
from daseinswerk.apps.library.queries.words_asked import Word
from daseinswerk.engine.text.clean import clean
from daseinswerk.engine.text.words import Word as TextWord
from daseinswerk.engine.text.words import words

Pieces = tuple[tuple[str, bool], ...]

BEFORE, LENGTH = 70, 230
SEARCHED = 200_000  # characters of a text in which places are looked for
PLACES = 5  # places looked at for each term
TRIED = 4  # of these, how many are analysed
_LEAST = 3  # letters of a term that is looked for
_FOLD = (("ä", "a"), ("ö", "o"), ("ü", "u"), ("ß", "s"))


def snippet(text: str, asked: Asked) -> Pieces:
    """Pieces of `text` (archived) with whether each is a hit; empty for an empty text."""
    if not text:
        return ()
    best: Pieces = ()
    most = -1
    for place, expected in _places(_folded(text[:SEARCHED]), asked):
        pieces = _around(text, place, asked)
        hits = len({words for words, is_hit in pieces if is_hit})
        if hits > most:
            best, most = pieces, hits
        if hits >= expected:
            break
    return best


def _around(text: str, place: int, asked: Asked) -> Pieces:
    start = _boundary(text, max(0, place - BEFORE))
    end = _boundary(text, min(len(text), start + LENGTH))
    pieces = marked(" ".join(clean(text[start:end]).text.split()), asked)
    if start > 0 and pieces:
        pieces = (("… ", False), *pieces)
    return (*pieces, (" …", False)) if end < len(text) else pieces


def marked(text: str, asked: Asked) -> Pieces:
    """`text` cut into pieces at the words asked for."""
    pieces: list[tuple[str, bool]] = []
    done = 0
    for word in _hit_words(words_in(text, _beginnings(asked.wanted)), asked):
        if word.span.start > done:
            pieces.append((text[done : word.span.start], False))
        pieces.append((text[word.span.start : word.span.end], True))
        done = word.span.end
    if done < len(text):
        pieces.append((text[done:], False))
    return tuple(pieces)


def _hit_words(found: list[TextWord], asked: Asked) -> list[TextWord]:
    """Words that are asked for; a mere part of a compound only where the other parts stand in the same passage."""
    here = {term for word in found for term in word.terms}
    readings = [terms for word in asked.wanted for terms, phrase in word.readings() if not phrase]
    parts = {part for terms in readings for part in terms[1:] if here.issuperset(terms[1:])}
    return [word for word in found if _is_meant(word.terms, asked) or not parts.isdisjoint(word.terms)]


def _is_meant(terms: tuple[str, ...], asked: Asked) -> bool:
    """Whether a word of a text, given by its terms, is a word asked for or a compound that holds one."""
    if any(terms[0].startswith(start) for start in asked.prefixes):
        return True
    for word in asked.wanted:
        for (whole, *parts), phrase in word.readings():
            if phrase and terms[0] in (whole, *parts):
                return True
            if not phrase and (whole in terms or (parts and all(part in terms for part in parts))):
                return True
    return False


def words_in(text: str, beginnings: tuple[str, ...]) -> list[TextWord]:
    """The words of `text` that may be hits, analysed; the others are not looked at, which saves most of the work."""
    if not beginnings:
        return []
    folded = _folded(text)
    if not any(beginning in folded for beginning in beginnings):
        return []
    return [word for word in words(text) if any(beginning in _folded(word.surface) for beginning in beginnings)]


def _beginnings(wanted: tuple[Word, ...]) -> tuple[str, ...]:
    """How the terms are written in a folded text; a stem is the beginning of its forms."""
    known = {term for word in wanted for terms, _phrase in word.readings() for term in terms}
    found = {term.replace("ss", "s") for term in known} | known
    return tuple(sorted(term for term in found if len(term) >= _LEAST)) or tuple(sorted(found))


def _folded(text: str) -> str:
    text = text.lower()
    for letter, plain in _FOLD:
        text = text.replace(letter, plain)
    return text


def _places(folded: str, asked: Asked) -> list[tuple[int, int]]:
    """Where to look, and how many words asked for seem to stand there, at least one.

    The best first: most different words close together, whole words before parts of compounds, the earliest of equals.
    """
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
    worth = sorted((*_worth(folded[max(0, place - BEFORE) : place + LENGTH - BEFORE], looked_for), place) for place in places)
    return [(place, max(1, -whole)) for _all, whole, place in worth[:TRIED]] or [(0, 0)]


def _worth(passage: str, looked_for: list[tuple[Word, tuple[str, ...]]]) -> tuple[float, int]:
    """How much a passage seems to hold, the least being the best: whole words and parts together, and the whole words alone."""
    worth, whole = 0.0, 0
    for word, beginnings in looked_for:
        if any(terms[0] in passage or terms[0].replace("ss", "s") in passage for terms, _phrase in word.readings()):
            worth, whole = worth + 2, whole + 1
        else:
            worth += sum(beginning in passage for beginning in beginnings) / len(beginnings)
    return -worth, -whole


def _boundary(text: str, place: int) -> int:
    """The next beginning of a word at or after `place`, within 30 characters."""
    if place <= 0 or place >= len(text) or text[place - 1].isspace():
        return place
    for step in range(min(30, len(text) - place)):
        if text[place + step].isspace():
            return place + step + 1
    return place
