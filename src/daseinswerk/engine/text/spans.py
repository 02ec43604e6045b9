"""A place in a text. Everything the engine finds says where it stands, so that a person can look.

There is one coordinate system: **characters of the archived text** (`Document.text`), exactly as a reader extracted it,
counted as Python counts them. Cleaning makes a text readable but keeps a map back (see `clean.py`), so a span can always be
given in archived characters and the words of a quote can be checked against the archive byte by byte.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where something stands: `start` inclusive, `end` exclusive, in characters, `0 <= start <= end`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span cannot run from {self.start} to {self.end}")

    def words(self, text: str) -> str:
        """The characters of `text` this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end
