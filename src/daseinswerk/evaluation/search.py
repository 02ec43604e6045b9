"""How well a question finds the paragraph that answers it, among all paragraphs of the file: one index for all.

Measured is the ranking of the engine (any word, but not those of more than half of the paragraphs) on an index of the same kind as the
embedded one, which lives for this measurement only.
"""

import gzip
import json
import lzma
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pysqlite3

from daseinswerk.engine.text.clean import clean
from daseinswerk.engine.text.telling import documents_of, rare_terms, telling
from daseinswerk.engine.text.translation import ENGLISH, Languages
from daseinswerk.engine.text.weighing import weighed
from daseinswerk.engine.text.words import index_terms, query_terms, surfaces
from daseinswerk.evaluation.result import BadFile, Result, from_share

DEPTH = 10  # places of the list that count
_TOKENS = "unicode61 remove_diacritics 0 tokenchars '/._-+§$&@'"  # terms come ready-made: only spaces part them


@dataclass(frozen=True, slots=True)
class Question:
    """One question with the number of the paragraph that answers it."""

    key: str
    text: str
    paragraph: int


def evaluate(path: Path, questions: Path | None = None, english: Languages | None = None) -> Result:
    """acc@1 as the share, MRR@10 among the groups. `questions`: another file that asks the same (by id) in other words.

    `english`: the questions are in English, and these languages translate them.
    """
    paragraphs, asked = read(path)
    if questions is not None:
        other = {question.key: question.text for question in read(questions)[1]}
        asked = [Question(each.key, other[each.key], each.paragraph) for each in asked if each.key in other]
    index = Index(paragraphs)
    first, reciprocal, misses = 0, 0.0, []
    for question in asked:
        found = index.find(question.text) if english is None else index.find_english(question.text, english)
        first += found[:1] == [question.paragraph]
        reciprocal += 1 / (found.index(question.paragraph) + 1) if question.paragraph in found else 0.0
        if found[:1] != [question.paragraph]:
            got = _beginning(paragraphs[found[0]]) if found else "nichts"
            misses.append({"text": question.text, "expected": _beginning(paragraphs[question.paragraph]), "got": got})
    mrr = round(reciprocal / len(asked), 4) if asked else 0.0
    return from_share("search", len(asked), first, tuple(misses), {"acc@1": round(first / max(1, len(asked)), 4), "mrr@10": mrr, "paragraphs": len(paragraphs)})


class Index:
    """The paragraphs under their terms."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self.rows = pysqlite3.connect(":memory:")
        self.rows.execute(f'CREATE VIRTUAL TABLE body USING fts5(terms, content=\'\', tokenize="{_TOKENS}")')
        self.half = len(paragraphs) / 2
        self.documents: dict[str, int] = {}
        for number, paragraph in enumerate(paragraphs):
            terms = index_terms(clean(paragraph).text)
            for term in set(terms):
                self.documents[term] = self.documents.get(term, 0) + 1
            self.rows.execute("INSERT INTO body(rowid, terms) VALUES (?, ?)", [number, " ".join(terms)])

    def find(self, question: str) -> list[int]:
        """The best ten paragraphs, the best first."""
        words = list(dict.fromkeys(query_terms(question)))
        asked = telling([documents_of(terms, self.documents) for terms in words], self.half)
        wanted = [terms for terms, is_wanted in zip(words, asked, strict=True) if is_wanted]
        terms = dict.fromkeys(term for word in wanted for term in rare_terms(word, self.documents, self.half))
        if not terms:
            return []
        expression = " OR ".join('"' + term.replace('"', '""') + '"' for term in terms)
        sql = "SELECT rowid FROM body WHERE body MATCH ? ORDER BY rank, rowid LIMIT ?"
        return [number for (number,) in self.rows.execute(sql, [expression, DEPTH])]


    def find_english(self, question: str, languages: Languages) -> list[int]:
        """The best ten for a question in English: each word by the best of its own form and its translations."""
        surfaces_ = list(dict.fromkeys(surfaces(question)))
        words = []
        for start, end in languages.phrases(surfaces_):
            phrase = " ".join(surfaces_[start:end])
            if phrase.lower() not in ENGLISH:
                said = [(phrase, 1.0), *((each.word, each.weight) for each in languages.german_of(phrase))]
                words.append([(self._rare(word), weight) for word, weight in said])
        scores = weighed(words, self._scores)
        return sorted(scores, key=lambda number: (-scores[number], number))[:DEPTH]

    def _rare(self, words: str) -> tuple[str, ...]:
        terms = query_terms(words)
        known = terms[0] if len(terms) == 1 else [word[0] for word in terms]
        return tuple(term for term in known if 0 < self.documents.get(term, 0) <= self.half)

    def _scores(self, term: str) -> dict[int, float]:
        return dict(self.rows.execute("SELECT rowid, -rank FROM body WHERE body MATCH ?", ['"' + term.replace('"', '""') + '"']))


def read(path: Path) -> tuple[list[str], list[Question]]:
    """Paragraphs and questions of a file in the form of SQuAD, also packed with gzip or xz. Raises `BadFile`."""
    paragraphs: list[str] = []
    questions: list[Question] = []
    try:
        for context, asked in _parts(_content(path)):
            questions += [Question(str(each["id"]), str(each["question"]), len(paragraphs)) for each in asked]
            paragraphs.append(context)
    except (KeyError, TypeError, AttributeError) as error:
        raise BadFile(f"{path.name} hat nicht die Form data → paragraphs → context, qas → id, question.") from error
    return paragraphs, questions


def _parts(content: Any) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    for article in content["data"]:
        for paragraph in article["paragraphs"]:
            yield str(paragraph["context"]), paragraph["qas"]


def _content(path: Path) -> Any:
    opener = {".gz": gzip.open, ".xz": lzma.open}.get(path.suffix, open)
    try:
        with opener(path, "rt", encoding="utf-8-sig") as file:
            return json.load(file)
    except (ValueError, EOFError, OSError, lzma.LZMAError) as error:
        raise BadFile(f"{path.name} ist kein lesbares JSON.") from error


def _beginning(text: str) -> str:
    return " ".join(text.split())[:80]
