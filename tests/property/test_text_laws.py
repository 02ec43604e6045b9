"""Laws of the text engine: a quote survives cleaning, places are in order, hostile texts cost no more than long ones."""

import re
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daseinswerk.engine.text.clean import clean
from daseinswerk.engine.text.document import analyse
from daseinswerk.engine.text.sentences import sentences
from daseinswerk.engine.text.spans import Span
from daseinswerk.engine.text.values import values
from daseinswerk.engine.text.words import index_terms

WORDS = st.sampled_from(
    ["Die", "Stadt", "Auftrags-\nwert", "Straßen-\nund", "KA-Feedback-\nApp", "Digi\u00adtal", "35.000", "€.", "z.\xa0B.", "e\u0301n", "eﬃzient", "12.\n3.", "ab"]
)
GAPS = st.sampled_from([" ", "  ", " \n", "\n", "\n \n", "\xa0", "\r\n"])
TEXTS = st.lists(st.tuples(WORDS, GAPS), max_size=30).map(lambda pairs: "".join(word + gap for word, gap in pairs))


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


@given(TEXTS, st.data())
def test_a_quote_survives_cleaning(raw: str, data: st.DataObject) -> None:
    """The archived words of any run of clean words, cleaned again, are the clean words, white space apart."""
    cleaned = clean(raw)
    found = [match.span() for match in re.finditer(r"\S+", cleaned.text)]
    if not found:
        return
    first = data.draw(st.integers(0, len(found) - 1))
    last = data.draw(st.integers(first, len(found) - 1))
    span = Span(found[first][0], found[last][1])
    archived = cleaned.to_archive(span)
    assert bare(clean(archived.words(raw)).text) == bare(span.words(cleaned.text))
    back = cleaned.to_clean(archived)
    assert back is not None and back.contains(span)


@given(st.text(max_size=300))
def test_any_text_can_be_read_and_its_places_are_in_order(raw: str) -> None:
    cleaned = clean(raw)
    assert len(cleaned.origin) == len(cleaned.text)
    assert all(a <= b for a, b in pairwise(cleaned.origin))
    document = analyse(raw)
    for spans in (document.sentences, document.clean_sentences, tuple(value.span for value in document.values)):
        assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.end <= len(raw) for span in document.sentences)


@given(st.text(alphabet="0123456789.,-/ €%\nMioEuro§Nr.zehn", max_size=200))
def test_values_never_overlap(text: str) -> None:
    spans = [value.span for value in values(text)]
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize("piece", ["1", ".", "-", "1.", "a", "a-\n", "Seite 1\n\n", "z. B. ", ".“", "1 000 ", "§ 1, 2", "a@", "1/2"])
def test_a_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    """Eight times the text takes at most about eight times as long; quadratic code would take sixty-four times."""

    def cost(size: int) -> float:
        text = piece * (size // len(piece))
        start = process_time()
        analyse(text).values, sentences(text), index_terms(text)
        return process_time() - start

    cost(1_000)
    assert cost(80_000) < 24 * cost(10_000) + 0.5  # half a second, because other work may run beside
