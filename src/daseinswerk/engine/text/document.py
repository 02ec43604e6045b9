"""One text, read: its language, its readable form, its sentences and its values, every place in archived characters."""

from bisect import bisect_right
from dataclasses import dataclass

from daseinswerk.engine.text.clean import Cleaned, clean
from daseinswerk.engine.text.language import language
from daseinswerk.engine.text.sentences import sentences
from daseinswerk.engine.text.spans import Span
from daseinswerk.engine.text.values import Value, in_archive, values


@dataclass(frozen=True, slots=True, eq=False)
class TextDocument:
    """What the engine knows of a text before it looks for anything in particular.

    `sentences` and `values` are places in `raw` (the archived text); `clean_sentences` are the same sentences, one for one, as
    places in `cleaned.text`. A sentence of `sentences` may contain page furniture that the clean one does not.
    """

    raw: str
    language: str
    cleaned: Cleaned
    sentences: tuple[Span, ...]
    clean_sentences: tuple[Span, ...]
    values: tuple[Value, ...]

    def sentence_at(self, offset: int) -> Span:
        """The sentence at an archived character; between two sentences the one before, in front of the first the first."""
        if not self.sentences:
            return Span(0, len(self.raw))
        return self.sentences[max(0, bisect_right(self.sentences, offset, key=lambda span: span.start) - 1)]


def analyse(raw: str, default_language: str = "de") -> TextDocument:
    """Reads an archived text; a pure function of its arguments."""
    cleaned = clean(raw)
    clean_sentences = sentences(cleaned.text)
    return TextDocument(
        raw=raw,
        language=language(cleaned.text, default_language),
        cleaned=cleaned,
        sentences=tuple(cleaned.to_archive(span) for span in clean_sentences),
        clean_sentences=clean_sentences,
        values=tuple(in_archive(value, cleaned) for value in values(cleaned.text)),
    )
