"""Which organisations a text names: those of the register, and those whose name shows what they are.

One Aho-Corasick pass finds the names of the register, the legal forms and the words that open a name (`head_names`). From a
legal form we read left (`legal_form_names`), from a head right. Where finds overlap, the longest counts: "Stadtwerke Köln
Netz GmbH" is not the utility "Stadtwerke Köln". Work is bounded around each find, so the whole is linear in the text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick

from daseinswerk.engine.linking.companies import Companies, Company
from daseinswerk.engine.linking.head_names import HEAD_OF, Places, name_at
from daseinswerk.engine.linking.legal_form_names import FORM, FORM_STARTS, name_before
from daseinswerk.engine.linking.links import Link
from daseinswerk.engine.linking.organisation_names import fold, slug, split_legal_form
from daseinswerk.engine.linking.smoothing import Smoothed, smooth
from daseinswerk.engine.text.spans import Span

_MARKS = (
    "stadtwerke", "gemeindewerke", "stadtwerk", "gemeindewerk", "kreiswerke", "eigenbetrieb", "zweckverband", "abwasserzweckverband",
    "stadtentwaesserung", "abfallwirtschaftsbetrieb", "stadtreinigung",
)  # fmt: skip
_ADJECTIVE = re.compile(r"^([a-z]+(?:isch|lich|deutsch))(?:e[nmrs])\b")
_DATIVE = re.compile(r"((?:[Ww]erke|[Bb]etriebe))n(?= |$)")
_GENITIVE = re.compile(
    r"((?:[Vv]erein|[Kk]reis|[Vv]erband|[Bb]und|[Vv]erbund|[Kk]lub|[Cc]lub|[Ww]erk|[Ii]nstitut))(?:es|s)(?= )"
)


@dataclass(frozen=True, slots=True)
class _Find:
    """A candidate in the smooth text; `rank` breaks ties of length: the register before a rule."""

    start: int
    end: int
    rank: int
    key: str
    name: str
    score: float
    reason: str


class OrganisationLinker:
    """Finds organisations in German texts; built once per process (about 20 ms for a thousand companies)."""

    def __init__(self, companies: Companies, *, places: Iterable[str] = ()) -> None:
        """`places`: the names of all municipalities; without them the seats of the companies must do."""
        self._by_name = _unique_names(companies)
        towns = tuple(places)
        seats = (company.seat_place for company in companies)
        self._places = Places.of((*seats, *towns), are_all=bool(towns))
        self._automaton = ahocorasick.Automaton()
        for surface, company in _surfaces(companies, self._by_name):
            self._automaton.add_word(surface, ("company", surface, company))
        for form in HEAD_OF:
            self._automaton.add_word(form, ("head", form, None))
        for form in FORM_STARTS:
            self._automaton.add_word(form, ("form", form, None))
        self._automaton.make_automaton()

    def link(self, text: str, *, vetoes: frozenset[tuple[str, str]] = frozenset()) -> tuple[Link, ...]:
        """The organisations named in `text`, in order of place, not overlapping.

        `vetoes`: pairs ("organisation", key) that a person has rejected for this document; such a name is left out.
        """
        smoothed = smooth(text)
        finds = _longest(self._candidates(smoothed.text))
        return tuple(_link(find, smoothed) for find in finds if ("organisation", find.key) not in vetoes)

    def _candidates(self, text: str) -> Iterator[_Find]:
        for last, (kind, surface, company) in self._automaton.iter(text):
            start, end = last + 1 - len(surface), last + 1
            if kind == "form":
                found = self._with_form(text, start)
            elif _inside_word(text, start, end):
                continue
            elif kind == "company":
                reason = f"Der Name steht im Verzeichnis kommunaler Unternehmen ({company.evidence})."
                found = _Find(start, end, 0, company.slug, company.name, 0.95, reason)
            else:
                found = self._with_head(text, start, end)
            if found:
                yield found

    def _with_form(self, text: str, start: int) -> _Find | None:
        match = FORM.match(text, start)
        if not match or (start and (text[start - 1].isalnum() or text[start - 1] == "_")):
            return None
        begin = name_before(text, start, match.end())
        if begin is None or text[begin:start].strip() in self._places.names:
            return None  # "Köln GmbH" is the end of a name that the line cut
        name = text[begin : match.end()].strip('„“"»«')
        score = 0.6 if match.group() in ("AG", "KG", "SE") and " " not in text[begin:start].strip() else 0.8
        return self._named(begin, match.end(), name, score, f"Name mit Rechtsform: {match.group()}.")

    def _with_head(self, text: str, start: int, end: int) -> _Find | None:
        named = name_at(text, start, end, self._places)
        if named is None:
            return None
        return self._named(
            named.start, named.end, named.name, named.score, f"Name nach der Art „{HEAD_OF[text[start:end]].plain}“."
        )

    def _named(self, start: int, end: int, name: str, score: float, reason: str) -> _Find:
        name = " ".join(_DATIVE.sub(r"\1", _GENITIVE.sub(r"\1", name)).split())
        company = self._by_name.get(_folded(name)) or self._by_name.get(_bare(name))
        if company:
            known = f"{reason[:-1]}; steht im Verzeichnis kommunaler Unternehmen."
            return _Find(start, end, 1, company.slug, company.name, max(score, 0.9), known)
        return _Find(start, end, 2, slug(_folded(name)), name, score, reason)


def _inside_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return before.isalnum() or before in ("-", "_") or after.isalnum() or after in ("_",)


def _folded(name: str) -> str:
    """Folded, with the ending of a leading adjective levelled: "der Städtischen Werke" and "Städtische Werke" are one."""
    return _ADJECTIVE.sub(r"\1e", fold(name))


def _bare(name: str) -> str:
    """The folded name without its legal form, marked so that it never equals a full name by chance."""
    base, form = split_legal_form(_folded(name))
    return f"{base}|{form}"


def _unique_names(companies: Companies) -> dict[str, Company]:
    """Folded names to companies: the full name always, the name without form where only one company has it."""
    found: dict[str, Company | None] = {}
    for company in companies:
        found[_folded(company.name)] = None if _folded(company.name) in found else company
    for company in companies:
        base, form = split_legal_form(_folded(company.name))
        for alias in {f"{base}|", f"{base}|{form}", base} if _is_distinct(base, company) else {f"{base}|{form}"}:
            if alias in found and found[alias] is not company:
                found[alias] = None if alias != _folded(company.name) else found[alias]
            else:
                found[alias] = company
    return {name: company for name, company in found.items() if company}


def _is_distinct(base: str, company: Company) -> bool:
    """Whether the name without legal form still says who it is: a mark and the seat, not "Städtische Parkhäuser"."""
    words = base.split()
    seat = fold(company.seat_place).split()[:1]
    return (
        len(words) >= 2
        and any(word in _MARKS for word in words)
        and (not seat or any(seat[0] in word for word in words))
    )


def _surfaces(companies: Companies, names: dict[str, Company]) -> Iterator[tuple[str, Company]]:
    """The spellings to look for: the full name, the name without form, and the dative ("von den Stadtwerken X")."""
    for company in companies:
        full = company.name
        if names.get(_folded(full)) is not company:
            continue
        yield full, company
        if company.legal_form and full.endswith(company.legal_form):
            short = full[: -len(company.legal_form)].strip()
            if names.get(_folded(short)) is company:
                yield short, company
                full = short
        for nominative in ("Stadtwerke ", "Gemeindewerke "):
            if full.startswith(nominative):
                yield nominative.rstrip() + "n " + full[len(nominative) :], company


def _longest(finds: Iterable[_Find]) -> list[_Find]:
    """No two overlapping: the longest first, then the register, then the earliest."""
    kept: list[_Find] = []
    taken: set[int] = set()
    for find in sorted(finds, key=lambda f: (f.start - f.end, f.rank, f.start, f.key)):
        places = range(find.start, find.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(find)
    return sorted(kept, key=lambda f: f.start)


def _link(find: _Find, smoothed: Smoothed) -> Link:
    last = smoothed.original(find.end - 1) + 1
    return Link("organisation", find.key, find.name, Span(smoothed.original(find.start), last), find.score, find.reason)
