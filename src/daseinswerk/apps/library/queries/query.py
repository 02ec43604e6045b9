"""What a person asks the library: words, narrowing, order, page; read from an address and written back to one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

MAX_LENGTH = 300
MAX_PAGE = 1_000
RELEVANCE, NEWEST, OLDEST = "relevanz", "neueste", "aelteste"
SORTS = {RELEVANCE: _("Am besten passend"), NEWEST: _("Neueste zuerst"), OLDEST: _("Älteste zuerst")}
# Field of `Query` and its name in the address. The order is the order of the facets on the page.
NARROWING = {
    "municipality": "gemeinde",
    "state": "land",
    "organisation": "organisation",
    "source": "quelle",
    "kind": "art",
    "year": "jahr",
}


@dataclass(frozen=True, slots=True)
class Query:
    """A question. Empty texts mean: not narrowed. `words` as typed; `municipality` an AGS, `state` two digits, `organisation`
    a slug, `source` the slug of a source, `kind` a kind of document, `year` four digits; `story` the number of a document: all
    that tells the same as it, each shown; `unfold` the facet whose values are all listed; `page` from 1.
    """

    words: str = ""
    municipality: str = ""
    state: str = ""
    organisation: str = ""
    source: str = ""
    kind: str = ""
    year: str = ""
    story: str = ""
    unfold: str = ""
    sort: str = RELEVANCE
    page: int = 1

    @classmethod
    def read(cls, sent: Mapping[str, str]) -> "Query":
        """From the parameters of an address. What makes no sense is left out: an old or broken address still gives a page."""
        values = {field: _clean(sent.get(name, ""))[:160] for field, name in NARROWING.items()}
        if not values["year"].isascii() or not values["year"].isdigit():
            values["year"] = ""
        story = sent.get("wie", "")
        sort = sent.get("sort", "")
        page = sent.get("seite", "")
        return cls(
            words=_clean(sent.get("q", ""))[:MAX_LENGTH],
            story=story if story.isascii() and story.isdigit() and len(story) < 12 else "",
            unfold=sent.get("alle", "") if sent.get("alle", "") in NARROWING.values() else "",
            sort=sort if sort in SORTS else RELEVANCE,
            page=min(max(int(page), 1), MAX_PAGE) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
            **values,
        )

    @property
    def narrowed(self) -> dict[str, str]:
        """The narrowing in force, by field."""
        return {field: getattr(self, field) for field in NARROWING if getattr(self, field)}

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Name and value of everything but the words and the page: what stays while other words are typed."""
        pairs = [(name, getattr(self, field)) for field, name in NARROWING.items()]
        pairs.append(("sort", "" if self.sort == RELEVANCE else self.sort))
        return [(name, value) for name, value in pairs if value]

    @property
    def order(self) -> str:
        """The order that applies: without words nothing can fit better, so the newest come first."""
        return NEWEST if self.sort == RELEVANCE and not self.words else self.sort

    def address(self, **changes: str | int) -> str:
        """The parameters (`?q=…`) of this question with some fields changed; it begins at page 1 again unless `page` is given."""
        other = replace(self, **{"page": 1, **changes})  # type: ignore[arg-type]
        pairs = [("q", other.words)] + [(name, getattr(other, field)) for field, name in NARROWING.items()]
        pairs += [("wie", other.story), ("alle", other.unfold), ("sort", "" if other.sort == RELEVANCE else other.sort)]
        pairs += [("seite", str(other.page) if other.page > 1 else "")]
        return "?" + urlencode([(name, value) for name, value in pairs if value])


def _clean(text: str) -> str:
    """Without control characters (a NUL ends a text inside SQLite) and lone surrogates, spaces folded."""
    kept = "".join(char if char.isprintable() else " " for char in text.replace("\u00ad", ""))
    return " ".join(kept.split())
