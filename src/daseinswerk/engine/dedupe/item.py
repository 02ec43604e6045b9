"""A document as the stories see it: what its source says about it, and what it speaks of."""

from dataclasses import dataclass
from datetime import date as Date


@dataclass(frozen=True, slots=True)
class Item:
    """`key`: the document. `source`: where we read it. `body`: the council or office that issued it, empty for the press.

    `paper`: official identifier of the matter (OParl paper), `reference`: its number as the body writes it ("2021/0973/1").
    `places`, `organisations`: keys of what it is linked to. `terms`: its index terms in order, compound parts included.
    `characters`, `sha256`: length and hash of its text, which say which of several is the original.
    """

    key: str
    title: str
    date: Date | None = None
    source: str = ""
    body: str = ""
    paper: str = ""
    reference: str = ""
    places: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    terms: tuple[str, ...] = ()
    characters: int = 0
    sha256: str = ""

    @property
    def age(self) -> tuple[str, int, str, str]:
        """Sorts the original of a story first: the earliest date, then the longest text, then what it says, then the key."""
        return (self.date.isoformat() if self.date else "9999", -(self.characters or len(self.terms)), self.sha256, self.key)
