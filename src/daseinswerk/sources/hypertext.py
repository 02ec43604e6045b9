"""The main text of a web page, and what its head says about title, date and publisher. Runs only inside the sandbox.

trafilatura finds the main text (F1 0.93 on 990 pages, measured in 2026); where it finds nothing, the visible text of the whole
body is taken, because short pages of small towns are often only a table. Dates are read where the page states one for machines;
they are never guessed from the text.
"""

import json
import re
from collections.abc import Iterator
from datetime import date as Date

import trafilatura
from lxml import etree, html

from daseinswerk.sources import reasons
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
    "script",
    "style",
    "noscript",
    "template",
    "head",
    "nav",
    "header",
    "footer",
    "form",
    "svg",
    "iframe",
    "object",
    "select",
)
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "caption",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tr",
        "ul",
    ]
)
CELLS = frozenset({"td", "th"})


def read(data: bytes, charset: str = "", address: str = "") -> Extracted:
    """Main text of a page; raises Refused when there is none, or when the page is a trap."""
    declared = DECLARED.search(data[:4096])
    named = charset or (next(group for group in declared.groups() if group).decode("ascii") if declared else "")
    source = settled(decoded(data, named))
    root = _tree(source)
    metadata = {key: value for key, value in _metadata(root)}
    text = settled(_main_text(source, root, address))
    if not text.strip():
        raise Refused(reasons.NO_TEXT)
    return Extracted(
        text=text,
        title=_first(metadata, TITLES) or _heading(root),
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
    found = trafilatura.extract(
        source,
        url=address or None,
        output_format="txt",
        include_comments=False,
        include_tables=True,
        deduplicate=False,
        with_metadata=False,
    )
    return found or _visible_text(root)


def _visible_text(root: html.HtmlElement) -> str:
    for element in list(root.iter(*UNSEEN)):
        element.drop_tree()
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            pieces.append("\n" if tag in BLOCKS else "")
            pieces.append(re.sub(r"\s+", " ", element.text or ""))
        else:
            pieces.append("\n" if tag in BLOCKS else "\t" if tag in CELLS else "")
            pieces.append(re.sub(r"\s+", " ", element.tail or ""))
    lines = (line.strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


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
    for item in found if isinstance(found, list) else [found]:
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
