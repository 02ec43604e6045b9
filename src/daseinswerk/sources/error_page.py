"""Is this reply an error page that calls itself a success (a "soft 404")? Such a page must never become a new version of a document.

Content management systems answer 200 for pages that are gone, for maintenance, and for visitors they take for robots. Three signs
are enough, each with little to confuse it with: the heading or the title is an error message and nothing else; it holds one and
the page is nearly empty; or the address asked for led to the start page or to a page called 404.
"""

import html
import re
from urllib.parse import urlsplit

from daseinswerk.sources import plain, reasons
from daseinswerk.sources.extracted import Refused
from daseinswerk.sources.fetch import Fetched

# A whole heading that says: not here. "(Fehler) 404 – Seite nicht gefunden", "Page not found", "Diese Seite existiert nicht mehr".
PAGE = r"(?:(?:die|diese|the|this)\s+)?(?:(?:gesuchte|angeforderte|aufgerufene|gewünschte|requested)\s+)?(?:internet|web)?(?:seite|page|url|adresse|datei|dokument|file|inhalt)"
GONE = (
    r"(?:(?:konnte|kann|wurde|ist)\s+(?:leider\s+)?nicht\s+(?:gefunden|angezeigt|aufgerufen)(?:\s+werden)?|(?:leider\s+)?nicht\s+gefunden"
    r"|(?:existiert|gibt\s+es)\s+(?:leider\s+)?nicht(?:\s+mehr)?|(?:ist\s+)?(?:leider\s+)?nicht\s+(?:mehr\s+)?(?:verfügbar|vorhanden|erreichbar)"
    r"|(?:was\s+|could\s+)?not\s+(?:be\s+)?found|(?:is\s+)?(?:no\s+longer|not)\s+available|does\s+not\s+exist)"
)
NUMBER = r"(?:404|410|403|500|502|503)"
CODE = rf"(?:(?:http[\s-]*)?(?:fehler|error|status|code)[\s:-]*{NUMBER}|http[\s-]*{NUMBER}|{NUMBER}[\s:-]*(?:fehler|error))"
DENIED = (
    r"(?:just\s+a\s+moment\.*|access\s+denied|zugriff\s+verweigert|sitzung\s+abgelaufen|interner?\s+server[\s-]*(?:fehler|error)"
    r"|service\s+unavailable|bad\s+gateway|nicht\s+gefunden|not\s+found|forbidden)"
)
ERROR = rf"(?:(?:ups|oops|hoppla|sorry|entschuldigung)\W*)?(?:{CODE}|{PAGE}\s+{GONE}|{DENIED})"
WHOLE = re.compile(rf"\W*(?:{NUMBER}\W+)?{ERROR}(?:\W+(?:{ERROR}|{NUMBER}))?\W*", re.I)
WITHIN = re.compile(rf"\b(?:{PAGE}\s+{GONE}|{CODE}|{DENIED})", re.I)
# Headings that an article may have as well ("Wartungsarbeiten", "Fehler", "500"): they count on pages that hold hardly anything else.
PERHAPS = re.compile(
    rf"\W*(?:{NUMBER}|(?:ein\s+)?fehler(?:meldung|seite)?(?:\s+aufgetreten)?|error|wartungs(?:arbeiten|modus)|(?:site|server)?\s*(?:under\s+|down\s+for\s+)?maintenance)\W*",
    re.I,
)
SEPARATORS = re.compile(r"\s+[|–—·»«:-]+\s+|\s*[|»«]\s*")
NEARLY_EMPTY = 600  # characters of visible text outside of menus: an error message and some advice
# Both are bounded at each start, so that a page of nothing but opening tags costs no more than others.
HEADINGS = re.compile(r"<(title|h1)\b[^<>]{0,300}>(.{0,400}?)</\1\s*>", re.I | re.S)
UNSEEN = re.compile(r"<(?=(?:script|style|noscript|template|svg|title|nav|footer)\b)", re.I)
UNSEEN_END = re.compile(r"</(?:script|style|noscript|template|svg|title|nav|footer)\s*>", re.I)
TAG = re.compile(r"<[^<>]*>")
LOOKED_AT = 150_000  # characters: an error page is short
ERROR_PATH = re.compile(
    r"(?:^|/)(?:fehler|error)?[-_]?(?:404|not-?found|seite-nicht-gefunden|nicht-gefunden)(?:\.\w{2,5})?/?$", re.I
)
HTML_TYPES = ("text/html", "application/xhtml+xml", "")


def why_error_page(reply: Fetched) -> str:
    """The reason not to take this reply, one sentence; "" for a page as it should be."""
    if sentence := _led_astray(reply.address, reply.final_address):
        return sentence
    if reply.media_type not in HTML_TYPES or reply.body[:5] == b"%PDF-":
        return ""
    try:
        source = plain.decoded(reply.body[: LOOKED_AT * 2], reply.charset)[:LOOKED_AT]
    except Refused:
        return ""  # the reading says what is wrong with it
    headings = [
        " ".join(html.unescape(re.sub(r"<[^>]*>", " ", found[2])).split()) for found in HEADINGS.finditer(source)
    ][:5]
    said = next((heading for heading in headings if _says_nothing_but(WHOLE, heading)), "")
    weak = [heading for heading in headings if WITHIN.search(heading) or _says_nothing_but(PERHAPS, heading)]
    if not said and weak and len(_visible(source)) < NEARLY_EMPTY:
        said = weak[0]
    return reasons.ERROR_PAGE.format(said=said[:80]) if said else ""


def _says_nothing_but(pattern: re.Pattern[str], heading: str) -> bool:
    """The heading, or the part of a title before the name of the site, is such a message and nothing else."""
    return any(part and pattern.fullmatch(part) for part in (heading, SEPARATORS.split(heading)[0]))


def _visible(source: str) -> str:
    """What a person sees, roughly: cut at every element that is not shown, each piece taken from its end on."""
    first, *pieces = UNSEEN.split(source)
    shown = [first, *(piece[end.end() :] for piece in pieces if (end := UNSEEN_END.search(piece)))]
    return " ".join(html.unescape(TAG.sub(" ", " ".join(shown))).split())


def _led_astray(asked: str, final: str) -> str:
    """A page that is gone and leads to the start page instead, or to the page for errors."""
    try:
        before, after = urlsplit(asked), urlsplit(final)
    except ValueError:
        return ""
    if ERROR_PATH.search(after.path) and not ERROR_PATH.search(before.path):
        return reasons.ERROR_PAGE.format(said=after.path[-80:])
    deep = len([part for part in before.path.split("/") if part]) >= 2 or before.query
    if deep and after.path in ("", "/") and not after.query and before.path not in ("", "/"):
        return reasons.LED_TO_START
    return ""
