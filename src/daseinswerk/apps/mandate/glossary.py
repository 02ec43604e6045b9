"""The glossary page shows `GLOSSARY.md` itself: a term enters the file first, then the code and the screen."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.text import slugify

from daseinswerk.starter import starter_folder

HEAD = re.compile(r"^##\s+(?P<term>[^(\n]+?)(?:\s+\((?P<english>[^)\n]*)\))?\s*$", re.MULTILINE)

PARTS = re.compile(r"^(Englisch|Code|Quelle):", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Term:
    """One entry: the German word, the English term, what it means in both languages, its name in the code, where the meaning comes from, anchor."""

    term: str
    english: str
    meaning: str
    meaning_english: str
    code: str
    source: str
    anchor: str


@cache
def terms() -> tuple[Term, ...]:
    """All terms in the order of the German alphabet; empty where the file is not installed."""
    file = glossary_file()
    if not file.is_file():
        return ()
    text = file.read_text(encoding="utf-8")
    heads = list(HEAD.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    found = [_term(head, text[head.end() : end]) for head, end in zip(heads, ends, strict=True)]
    return tuple(sorted(found, key=lambda term: _sorting(term.term)))


def glossary_file() -> Path:
    """`GLOSSARY.md` beside the starter folder, in the repository as in an installation."""
    return starter_folder().parent / "GLOSSARY.md"


def _term(head: re.Match[str], body: str) -> Term:
    parts = PARTS.split(re.sub(r"[*`]{1,2}", "", body))
    named = {name: " ".join(text.split()).removesuffix(".") for name, text in zip(parts[1::2], parts[2::2], strict=True)}
    return Term(
        term=head["term"],
        english=head["english"] or "",
        meaning=" ".join(parts[0].split()),
        meaning_english=f"{named.get('Englisch', '')}.",
        code=named.get("Code", ""),
        source=named.get("Quelle", ""),
        anchor=slugify(head["term"]),
    )


def _sorting(word: str) -> str:
    """DIN 5007-1: umlauts as their base letters, ß as ss."""
    return word.casefold().translate(str.maketrans("äöü", "aou"))
