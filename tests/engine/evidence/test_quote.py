"""A quote is verbatim, and is found again in a newer text unless one of its words or figures changed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daseinswerk.engine.evidence.quote import Quote, find_again, holds, text_position_selector, text_quote_selector
from daseinswerk.engine.text.spans import Span

TEXT = "Vorwort.\nDie Kosten betragen für das Auftrags-\nvolumen rund 35.000 Euro im Jahr.\nSchluss."
WORDS = "Die Kosten betragen für das Auftrags-\nvolumen rund 35.000 Euro im Jahr."


def quote(words: str = WORDS, text: str = TEXT) -> Quote:
    start = text.index(words)
    return Quote("0" * 64, Span(start, start + len(words)), words)


def test_a_quote_holds_where_its_words_stand():
    assert holds(quote(), TEXT)
    assert not holds(quote(), "X" + TEXT)


CHANGES = {
    "the same text": (TEXT, True),
    "moved": ("Neue Einleitung.\n" + TEXT, True),
    "broken into other lines": (TEXT.replace("Auftrags-\nvolumen", "Auftragsvolumen").replace("rund 35.000", "rund\n35.000"), True),
    "another figure": (TEXT.replace("35.000", "36.000"), False),
    "a longer figure": (TEXT.replace("35.000", "135.000"), False),
    "another word": (TEXT.replace("betragen", "betrugen"), False),
    "taken out": (TEXT.replace(WORDS, ""), False),
}


@pytest.mark.parametrize(("new", "found"), CHANGES.values(), ids=CHANGES)
def test_a_newer_version_of_the_document(new, found):
    span = find_again(quote(), new)
    assert (span is not None) is found
    if span is not None:
        assert "".join(new[span.start : span.end].split()).replace("-", "") == "".join(WORDS.split()).replace("-", "")


def test_a_short_figure_is_not_found_inside_a_longer_one():
    assert find_again(quote("35.000", "kostet 35.000 Euro"), "kostet 135.000 Euro und 35.0005 Euro") is None


def test_of_two_places_the_nearest_is_taken():
    text = "Ja, sicher. " * 3
    old = Quote("0" * 64, Span(12, 23), "Ja, sicher.")
    assert find_again(old, "x" + text) == Span(13, 24)


def test_a_quote_without_words_or_with_a_wrong_span_cannot_be():
    with pytest.raises(ValueError, match="needs words"):
        Quote("0" * 64, Span(0, 2), "  ")
    with pytest.raises(ValueError, match="as long as its span"):
        Quote("0" * 64, Span(0, 3), "Wort")


def test_selectors_of_the_web_annotation_model():
    selector = text_quote_selector(quote(), TEXT)
    assert selector["exact"] == WORDS
    assert selector["prefix"] == "Vorwort.\n"
    assert selector["suffix"] == "\nSchluss."
    assert text_position_selector(quote()) == {"type": "TextPositionSelector", "start": 9, "end": 9 + len(WORDS)}


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["Die", "App", "kostet", "35.000", "Euro,", "Auftrags-", "wert", "(§", "15)"]), min_size=1, max_size=12), st.data())
def test_a_quote_survives_new_line_breaks_and_pages(words, data):
    """Whatever white space a newer extraction puts between the words, the same words are found."""
    old = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    start = len(" ".join(words[:first])) + (1 if first else 0)
    wanted = " ".join(words[first : last + 1])
    gaps = data.draw(st.lists(st.sampled_from([" ", "\n", " \n\n ", "\u00ad ", "\t"]), min_size=len(words), max_size=len(words)))
    new = "Seite 2\n" + "".join(word + gap for word, gap in zip(words, gaps, strict=True))
    span = find_again(Quote("0" * 64, Span(start, start + len(wanted)), wanted), new)
    assert span is not None
    assert new[span.start : span.end].replace("\u00ad", "").split() == wanted.split() or "-" in wanted
    assert old[start : start + len(wanted)] == wanted
