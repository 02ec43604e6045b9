"""How far to trust the suggestions for practice records (`evaluate evidence`).

The gold file holds documents read by a person: whether there is a practice, its fields of action, its claims with their quotes.
A suggestion is right if it says the same as a claim in the sense of its field: figures by number, unit and period; dates by their
normal form; status, decision, municipality by code; title, problem, solution by quote; names by quote or name. Equal claims of
one document count once. A gold claim may accept another field (`alt`), and defensible further claims (`optional`) count neither way.
Main measure: all claims of all documents pooled; `groups` holds every field and the checks on honesty (quotes verbatim, figures
visible in their own quote, claims on documents that are no practice).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from daseinswerk.engine.evidence.extract import extract
from daseinswerk.engine.evidence.reading import Reading
from daseinswerk.engine.evidence.suggestion import Extraction
from daseinswerk.engine.text.document import analyse
from daseinswerk.evaluation.evidence_matching import (
    DATES,
    GROUPS,
    NUMBERS,
    Stated,
    distinct,
    group_of,
    is_visible,
    matches,
    says_distractor,
    year_of,
)
from daseinswerk.evaluation.result import BadFile, Result, json_lines
from daseinswerk.pipeline.instruments import instruments, links_of

Extractor = Callable[[Mapping[str, Any], str], Extraction]


@dataclass(slots=True)
class Counts:
    """True and false positives, misses of one row."""

    hit: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, hit: int, wrong: int, missed: int) -> None:
        self.hit, self.wrong, self.missed = self.hit + hit, self.wrong + wrong, self.missed + missed

    @property
    def precision(self) -> float:
        return self.hit / (self.hit + self.wrong) if self.hit + self.wrong else 0.0

    @property
    def recall(self) -> float:
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 0.0

    @property
    def f1(self) -> float:
        together = self.precision + self.recall
        return 2 * self.precision * self.recall / together if together else 0.0

    def as_row(self) -> dict[str, float | int]:
        row = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return {**{k: round(v, 4) for k, v in row.items()}, "tp": self.hit, "fp": self.wrong, "fn": self.missed}


@dataclass(slots=True)
class Tally:
    """Everything that is counted over the documents."""

    rows: dict[str, Counts] = field(default_factory=lambda: {name: Counts() for name in GROUPS})
    practice: Counts = field(default_factory=Counts)
    running: Counts = field(default_factory=Counts)
    organisations: Counts = field(default_factory=Counts)
    years: Counts = field(default_factory=Counts)
    document_f1: list[float] = field(default_factory=list)
    fields: dict[str, int] = field(default_factory=dict)
    status: list[bool] = field(default_factory=list)
    certainty: list[bool] = field(default_factory=list)
    overstated: int = 0
    negative_claims: int = 0
    negative_documents: int = 0
    distractors: int = 0
    distractor_hits: int = 0
    visible: list[bool] = field(default_factory=list)
    verbatim: list[bool] = field(default_factory=list)
    misses: list[dict[str, object]] = field(default_factory=list)


def evaluate(path: Path, texts: Path | None = None) -> Result:
    """Extracts from the documents of `path` and scores. `texts`: JSON lines `{file, text}`, `.xz` or not; needed.

    Raises `BadFile` where a file has not this form.
    """
    if texts is None:
        raise BadFile("Zu den Belegen gehören die Texte der Dokumente: --texts DATEI.")
    gold = list(json_lines(path, ("doc", "is_practice", "fields", "claims")))
    wanted = {str(row["doc"]) for row in gold}
    found = {str(entry["file"]): entry["text"] for entry in json_lines(texts, ("file", "text")) if str(entry["file"]) in wanted}
    return score(gold, found, read_document)


def read_document(row: Mapping[str, Any], text: str) -> Extraction:
    """What the machine says of one document, on the way every document takes."""
    document = analyse(text)
    day = row.get("date")
    reading = Reading(
        document=document,
        title=row.get("name") or "",
        date=date.fromisoformat(day) if day else None,
        links=links_of(document),
        kind=row.get("paper_type") or "",
    )
    return extract(reading, instruments().taxonomy)


def score(gold: Iterable[Mapping[str, Any]], texts: Mapping[str, str], extractor: Extractor) -> Result:
    """Counts over all gold documents; a document without text counts as an empty answer."""
    tally, n = Tally(), 0
    for row in gold:
        n += 1
        text = texts.get(str(row["doc"]), "")
        answer = extractor(row, text) if text else Extraction("no", (), ())
        _count_document(tally, row, answer, text)
    total = _pooled(tally, GROUPS)
    return Result("evidence", n, total.precision, total.recall, total.f1, tuple(tally.misses), groups=_groups(tally))


def _count_document(tally: Tally, row: Mapping[str, Any], answer: Extraction, text: str) -> None:
    said = [Stated(s.field.value, s.value, s.quote, s.certainty.value) for s in answer.suggestions]
    claims = distinct([_stated(claim) for claim in row["claims"]])
    suggestions = distinct(said)
    used, hit = _match(tally, claims, suggestions)
    optional = [_stated(claim) for claim in row.get("optional", [])]
    neutral = {
        number
        for number, suggestion in enumerate(suggestions)
        if number not in used and any(group_of(o.field) == group_of(suggestion.field) and matches(o, suggestion) for o in optional)
    }
    for number, claim in enumerate(claims):
        if number not in hit:
            tally.rows[group_of(claim.field)].missed += 1
            tally.misses.append({"id": row["doc"], "expected": f"{claim.field}: {claim.value}", "got": "-"})
    for number, suggestion in enumerate(suggestions):
        if number not in used and number not in neutral:
            tally.rows[group_of(suggestion.field)].wrong += 1
            tally.misses.append({"id": row["doc"], "expected": "-", "got": f"{suggestion.field}: {suggestion.value}"})
    if claims:
        own = Counts(len(hit), len(suggestions) - len(used) - len(neutral), len(claims) - len(hit))
        tally.document_f1.append(own.f1)
    _count_organisations(tally, claims, suggestions)
    _count_years(tally, claims, suggestions)
    _count_practice(tally, row, answer, suggestions)
    _count_honesty(tally, row, said, suggestions, text)


def _stated(claim: Mapping[str, Any]) -> Stated:
    return Stated(
        claim["field"],
        str(claim.get("value", "")),
        claim.get("quote") or "",
        claim.get("certainty") or "",
        tuple(claim.get("alt") or ()),
        tuple(claim.get("alt_quotes") or ()),
    )


def _match(tally: Tally, claims: list[Stated], suggestions: list[Stated]) -> tuple[set[int], set[int]]:
    """Pairs claims with suggestions, own field first, accepted other fields afterwards: numbers of both that are used."""
    used: set[int] = set()
    hit: set[int] = set()
    for own in (True, False):
        for number, claim in enumerate(claims):
            if number in hit:
                continue
            fields = {group_of(claim.field)} if own else {group_of(name) for name in claim.alt}
            for other, suggestion in enumerate(suggestions):
                if other in used or group_of(suggestion.field) not in fields or not matches(claim, suggestion):
                    continue
                used.add(other)
                hit.add(number)
                tally.rows[group_of(claim.field)].hit += 1
                tally.certainty.append(claim.certainty == suggestion.certainty)
                tally.overstated += claim.certainty != "stated" and suggestion.certainty == "stated"
                break
    return used, hit


def _count_organisations(tally: Tally, claims: list[Stated], suggestions: list[Stated]) -> None:
    """Operators and partners without regard to their role."""
    named = [claim for claim in claims if claim.field in ("operator", "partner")]
    free = [suggestion for suggestion in suggestions if suggestion.field in ("operator", "partner")]
    given = len(free)
    got = 0
    for claim in named:
        match = next((suggestion for suggestion in free if matches(claim, suggestion)), None)
        if match is not None:
            free.remove(match)
            got += 1
    tally.organisations.add(got, given - got, len(named) - got)


def _count_years(tally: Tally, claims: list[Stated], suggestions: list[Stated]) -> None:
    expected = {year for claim in claims if claim.field in DATES and (year := year_of(claim.value))}
    got = {year for suggestion in suggestions if suggestion.field in DATES and (year := year_of(suggestion.value))}
    tally.years.add(len(expected & got), len(got - expected), len(expected - got))


def _count_practice(tally: Tally, row: Mapping[str, Any], answer: Extraction, suggestions: list[Stated]) -> None:
    for counts, positive in ((tally.practice, ("yes", "partly")), (tally.running, ("yes",))):
        expected, got = row["is_practice"] in positive, answer.is_practice in positive
        counts.add(expected and got, got and not expected, expected and not got)
    if row["is_practice"] == "no":
        tally.negative_documents += 1
        tally.negative_claims += len(suggestions)
    if row["fields"]:
        _count_fields(tally.fields, list(row["fields"]), list(answer.fields_of_action))


def _count_fields(counts: dict[str, int], gold: list[str], got: list[str]) -> None:
    main = gold[0]
    rows = {
        "documents": True,
        "subfield first": got[:1] == [main],
        "subfield among three": main in got[:3],
        "field first": [code[:2] for code in got[:1]] == [main[:2]],
        "field among three": main[:2] in [code[:2] for code in got[:3]],
        "first in any gold subfield": bool(got) and got[0] in gold,
    }
    for name, right in rows.items():
        counts[name] = counts.get(name, 0) + bool(right)


def _count_honesty(tally: Tally, row: Mapping[str, Any], said: list[Stated], suggestions: list[Stated], text: str) -> None:
    statuses = [claim["value"] for claim in row["claims"] if claim["field"] == "status"]
    if statuses:
        tally.status.append([s.value for s in said if s.field == "status"][:1] == statuses[:1])
    for distractor in row.get("distractors", []):
        tally.distractors += 1
        tally.distractor_hits += any(says_distractor(suggestion, distractor["quote"]) for suggestion in suggestions)
    for suggestion in said:
        tally.verbatim.append(bool(suggestion.quote) and suggestion.quote in text)
        visible = is_visible(suggestion)
        if visible is not None:
            tally.visible.append(visible)


def _pooled(tally: Tally, names: Iterable[str]) -> Counts:
    total = Counts()
    for name in names:
        row = tally.rows[name]
        total.add(row.hit, row.wrong, row.missed)
    return total


def _groups(tally: Tally) -> dict[str, Any]:
    asked = [row.f1 for row in tally.rows.values() if row.hit + row.missed]
    documents = tally.fields.pop("documents", 0)
    rows: dict[str, Any] = {name: counts.as_row() for name, counts in tally.rows.items()}
    rows |= {
        "figures_and_dates": _pooled(tally, (*NUMBERS, *DATES)).as_row(),
        "organisation_any_role": tally.organisations.as_row(),
        "date_year": tally.years.as_row(),
        "practice_yes_or_partly": tally.practice.as_row(),
        "practice_yes": tally.running.as_row(),
        "macro_f1": _mean(asked),
        "mean_document_f1": _mean(tally.document_f1),
        "fields_of_action": {name: round(count / documents, 4) for name, count in tally.fields.items()} if documents else {},
        "status_main_accuracy": _mean(tally.status),
        "certainty_accuracy_on_matched": _mean(tally.certainty),
        "not_stated_presented_as_stated": tally.overstated,
        "claims_on_negative_documents": tally.negative_claims,
        "negative_documents": tally.negative_documents,
        "distractor_hits": tally.distractor_hits,
        "distractors": tally.distractors,
        "figures_visible_in_own_quote": _mean(tally.visible),
        "quotes_verbatim": _mean(tally.verbatim),
        "suggestions": len(tally.verbatim),
    }
    return rows


def _mean(values: list[float] | list[bool]) -> float | None:
    return round(sum(values) / len(values), 4) if values else None
