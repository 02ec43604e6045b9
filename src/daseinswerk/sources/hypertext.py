"""The main text of a web page, and what its head says about title, date and publisher. Runs only inside the sandbox.

trafilatura finds the main text (F1 0.93 on 990 pages, measured in 2026, the best of six; docs/decisions/0013). Where it finds
nothing, or would need more than six seconds (it needs about 0.06 ms for each element, ten times what we need), the visible text of
the page is taken without menus: short pages of small towns are often only a table, and very long ones are lists. Dates are read where the page states one for machines;
they are never guessed from the text.
"""

import json
import re
from collections.abc import Iterator
from datetime import date as Date
from itertools import chain

import trafilatura
from lxml import etree, html

from daseinswerk.sources import allowance, reasons
from daseinswerk.sources.extracted import Extracted, Refused
from daseinswerk.sources.plain import decoded, settled

MEDIA_TYPE = "text/html"
MAX_DEPTH = 1_000
MAX_TAGS = 1_000_000
DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{1,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{1,40})""",
    re.I,
)
DATES = (
    "article:published_time",
    "dcterms.issued",
    "dcterms.date",
    "dcterms.created",
    "dc.date.issued",
    "dc.date",
    "dc.date.created",
    "datepublished",
    "date",
)
TITLES = ("og:title", "dcterms.title", "dc.title", "twitter:title")
PUBLISHERS = ("og:site_name", "dcterms.publisher", "dc.publisher", "publisher", "application-name")
UNSEEN = (
    "script", "style", "noscript", "template", "head", "nav", "header", "footer", "aside", "form", "svg", "iframe", "object", "select",
)  # fmt: skip
# Blocks of HTML, and of the tree trafilatura makes (its last five).
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tr", "ul",
    "head", "item", "lb", "quote", "row",
})  # fmt: skip
CELLS = frozenset({"td", "th", "cell"})
SECONDS = 6.0  # of CPU for the main text: about 100,000 elements; the sandbox ends a file at 20
SPACES = re.compile(r"[ \t\n\r\f]+")  # what HTML folds; a no-break space stays


def read(data: bytes, charset: str = "", address: str = "") -> Extracted:
    """Main text of a page; raises Refused when there is none, or when the page is a trap."""
    declared = DECLARED.search(data[:4096])
    named = charset or (next(group for group in declared.groups() if group).decode("ascii") if declared else "")
    source = settled(decoded(data, named))
    root = _tree(source)
    metadata = dict(_metadata(root))
    title = _first(metadata, TITLES) or _heading(root)
    text = settled(_main_text(source, root, address))
    if not text.strip():
        raise Refused(reasons.NO_TEXT)
    return Extracted(
        text=text,
        title=title,
        date=_date(metadata),
        media_type=MEDIA_TYPE,
        kind="html",
        publisher=_first(metadata, PUBLISHERS),
    )


def _tree(source: str) -> html.HtmlElement:
    if source.count("<") > MAX_TAGS:
        raise Refused(reasons.TOO_DEEP)
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        # An XML declaration in a str is an error for lxml; the encoding is settled already.
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", source), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise Refused(reasons.NO_TEXT) from None
    if _deeper_than(root, MAX_DEPTH):
        raise Refused(reasons.TOO_DEEP)
    return root


def _deeper_than(root: html.HtmlElement, limit: int) -> bool:
    depth = 0
    for event, _element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limit:
            return True
    return False


def _main_text(source: str, root: html.HtmlElement, address: str) -> str:
    """What trafilatura takes for the main part, in our own layout; else all that is visible."""
    found = allowance.within(
        SECONDS,
        lambda: trafilatura.bare_extraction(
            source, url=address or None, include_comments=False, include_tables=True, with_metadata=False
        ),
    )
    main = getattr(found, "body", None)
    if main is None or _is_last_resort(main):
        return _laid_out(_visible_part(root))
    return _laid_out(main)


def _is_last_resort(main: etree._Element) -> bool:
    """trafilatura found no structure and put every snippet between two marks on a line of its own, in one paragraph."""
    parts = list(main)
    return len(parts) == 1 and parts[0].tag == "p" and not len(parts[0]) and "\n" in (parts[0].text or "")


def _visible_part(root: html.HtmlElement) -> html.HtmlElement:
    """The page without menu, scripts and forms; only its main element where it has exactly one."""
    for element in list(root.iter(*UNSEEN)):
        element.drop_tree()
    main = list(root.iter("main", "article"))
    return main[0] if len(main) == 1 and main[0].text_content().strip() else root


def _laid_out(root: etree._Element) -> str:
    """Blocks parted by a blank line, cells by a tab, everything else on its line."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            pieces.append("\n" if tag in BLOCKS else "")
            pieces.append(SPACES.sub(" ", element.text or ""))
        else:
            pieces.append("\n" if tag in BLOCKS else "\t" if tag in CELLS else "")
            pieces.append(SPACES.sub(" ", element.tail or "") if element is not root else "")
    lines = (re.sub(r" *\t[\t ]*", "\t", line).strip() for line in "".join(pieces).split("\n"))
    return "\n\n".join(line for line in lines if line)


def _metadata(root: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Names and contents of the meta elements, the first of a name winning, then what JSON-LD says."""
    seen: set[str] = set()
    for element in root.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        content = " ".join((element.get("content") or "").split())
        if name and content and name not in seen:
            seen.add(name)
            yield name, content
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            yield from ((key, value) for key, value in _linked_data(script.text or "") if key not in seen)


def _linked_data(text: str) -> Iterator[tuple[str, str]]:
    """schema.org's date and publisher of the page, read as plain JSON: no context is ever fetched."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return
    items = found if isinstance(found, list) else [found]
    graphs = [item["@graph"] for item in items if isinstance(item, dict) and isinstance(item.get("@graph"), list)]
    for item in chain(items, *graphs):
        if not isinstance(item, dict):
            continue
        if isinstance(item.get("datePublished"), str):
            yield "datepublished", item["datePublished"]
        publisher = item.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            yield "publisher", " ".join(publisher["name"].split())


def _first(metadata: dict[str, str], names: tuple[str, ...]) -> str:
    return settled(next((metadata[name] for name in names if metadata.get(name)), ""))


def _heading(root: html.HtmlElement) -> str:
    for tag in ("title", "h1"):
        for element in root.iter(tag):
            words = " ".join(element.text_content().split())
            if words:
                return settled(words)
    return ""


def _date(metadata: dict[str, str]) -> Date | None:
    for name in DATES:
        match = re.match(r"(\d{4})-(\d{2})-(\d{2})|(\d{1,2})\.(\d{1,2})\.(\d{4})", metadata.get(name, ""))
        if not match:
            continue
        year, month, day = match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)
        try:
            return Date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None
