"""A quote: the archived words a claim rests on, and how to find them again when a document gets a new version.

The words are kept verbatim together with the hash of the text they come from, so that anybody can check them byte by byte. In a
newer version of a document line breaks, hyphens at line ends and page furniture may fall elsewhere; a quote still stands there if
its letters and figures follow each other in the same order with nothing but such white space and hyphens between. If a word or a
figure changed, it does not, and the claim is flagged. Selectors are those of the W3C Web Annotation Data Model (2017), § 4.2.4
and § 4.2.5.
"""

from dataclasses import dataclass

from daseinswerk.engine.text.spans import Span

_CONTEXT = 32  # characters of prefix and suffix, as annotation clients give them
_IGNORED = frozenset("-\u00ad\u2010\u2011\u200b\ufeff")


@dataclass(frozen=True, slots=True)
class Quote:
    """`words` stand at `span` in the archived text whose SHA-256 is `document_sha256`."""

    document_sha256: str
    span: Span
    words: str

    def __post_init__(self) -> None:
        if not self.words.strip():
            raise ValueError("a quote needs words")
        if len(self.words) != self.span.end - self.span.start:
            raise ValueError("the words of a quote are as long as its span")


def holds(quote: Quote, text: str) -> bool:
    """Whether the words stand verbatim at their place in this text."""
    return text[quote.span.start : quote.span.end] == quote.words


def find_again(quote: Quote, new_text: str) -> Span | None:
    """Where the same words stand in a newer version, None if they changed. Nearest to the old place if they occur twice.

    Runs of white space count as one, hyphens do not count; linear in the length of the new text.
    """
    if holds(quote, new_text):
        return quote.span
    wanted, _ = _core(quote.words)
    if not wanted:
        return None
    core, places = _core(new_text)
    best: Span | None = None
    at = core.find(wanted)
    while at >= 0:
        span = Span(places[at], places[at + len(wanted) - 1] + 1)
        nearer = best is None or abs(span.start - quote.span.start) < abs(best.start - quote.span.start)
        if nearer and _stands_alone(new_text, span):
            best = span
        at = core.find(wanted, at + 1)
    return best


def text_quote_selector(quote: Quote, text: str) -> dict[str, str]:
    """The quote as `TextQuoteSelector`: its words with 32 characters before and after."""
    start, end = quote.span.start, quote.span.end
    return {
        "type": "TextQuoteSelector",
        "exact": quote.words,
        "prefix": text[max(0, start - _CONTEXT) : start],
        "suffix": text[end : end + _CONTEXT],
    }


def text_position_selector(quote: Quote) -> dict[str, str | int]:
    """The quote as `TextPositionSelector`: start inclusive, end exclusive, in characters."""
    return {"type": "TextPositionSelector", "start": quote.span.start, "end": quote.span.end}


def _core(text: str) -> tuple[str, list[int]]:
    """The characters that carry words, and where each stands: white space and hyphens left out."""
    kept = [(char, place) for place, char in enumerate(text) if not char.isspace() and char not in _IGNORED]
    return "".join(char for char, _ in kept), [place for _, place in kept]


def _stands_alone(text: str, span: Span) -> bool:
    """A figure must not be part of a longer one: "35.000" does not stand in "135.000" or "35.0005"."""
    before_digit = text[span.start].isdigit() and text[span.start - 1 : span.start].isdigit()
    after_digit = text[span.end - 1].isdigit() and text[span.end : span.end + 1].isdigit()
    return not before_digit and not after_digit
