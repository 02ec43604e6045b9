"""One text, read: its language, its readable form, its sentences and its values, every place in archived characters."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from daseinswerk.engine.text.clean import Cleaned, clean
from daseinswerk.engine.text.language import language
from daseinswerk.engine.text.sentences import sentences
from daseinswerk.engine.text.spans import Span
from daseinswerk.engine.text.values import Value, in_archive, values


@dataclass(frozen=True, eq=False)  # no slots: each reading is made when it is first asked for and then kept
class TextDocument:
    """What the engine knows of a text before it looks for anything in particular.

    Nothing is computed before somebody asks: linking needs the readable form only, extraction the archived text only, and over
    a whole council that halves the work of both.
    """

    raw: str
    default_language: str = "de"

    @cached_property
    def cleaned(self) -> Cleaned:
        """The readable form, with the way back to the archive."""
        return clean(self.raw)

    @cached_property
    def language(self) -> str:
        """Two letters."""
        return language(self.cleaned.text, self.default_language)

    @cached_property
    def clean_sentences(self) -> tuple[Span, ...]:
        """The sentences as places in `cleaned.text`."""
        return sentences(self.cleaned.text)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The same sentences, one for one, as places in `raw`; they may contain page furniture that the clean ones do not."""
        return tuple(self.cleaned.to_archive(span) for span in self.clean_sentences)

    @cached_property
    def values(self) -> tuple[Value, ...]:
        """Dates, sums, shares and numbers as places in `raw`."""
        return tuple(in_archive(value, self.cleaned) for value in values(self.cleaned.text))

    def sentence_at(self, offset: int) -> Span:
        """The sentence at an archived character; between two sentences the one before, in front of the first the first."""
        if not self.sentences:
            return Span(0, len(self.raw))
        return self.sentences[max(0, bisect_right(self.sentences, offset, key=lambda span: span.start) - 1)]


def analyse(raw: str, default_language: str = "de") -> TextDocument:
    """Reads an archived text; what is found is a pure function of the arguments."""
    return TextDocument(raw, default_language)
