"""Is this XML harmless? A pass of expat that stops at the first document type, at 200 levels and at a million elements.

A search for "<!DOCTYPE" in the bytes is no answer: UTF-16 hides it. expat decodes first and then tells us, and it needs no
memory for the tree, so it may look at anything before the real parser (lxml, with entities, network and huge trees off) does.
"""

import re
from xml.parsers import expat

from lxml import etree

from daseinswerk.sources import reasons
from daseinswerk.sources.extracted import Refused

MAX_DEPTH = 200
MAX_ELEMENTS = 1_000_000
FIRST_TAG = re.compile(r"<(?:[A-Za-z][\w.-]{0,40}:)?([A-Za-z][\w.-]{0,40})")


def parsed(data: bytes) -> etree._Element:
    """The root of the checked document; raises Refused for DTD, depth, size or damage."""
    _check(data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Refused(reasons.DAMAGED) from None


def looked_through(data: bytes) -> bool:
    """Whether this is well-formed XML, for readers that forgive errors (feeds). A document type is allowed here, as the oldest feeds
    have one; one that declares entities is not. Raises Refused for those, for depth and for size; what follows the first error is
    not looked at.
    """
    counter = _Counter()
    parser = expat.ParserCreate()
    parser.EntityDeclHandler = _refuse_doctype
    parser.StartElementHandler = counter.opens
    parser.EndElementHandler = counter.closes
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):
        return False
    return True


def root_name(text: str) -> str:
    """The name of the first element, lower case, without its prefix; "" where there is none. Works on XML that is broken elsewhere."""
    rest = text[:50_000].lstrip()
    while rest.startswith(("<!--", "<?", "<!")):
        inner = 0 <= rest.find("[") < rest.find(">")  # a document type with rules of its own
        ending = "-->" if rest.startswith("<!--") else "]>" if inner and rest.startswith("<!") else ">"
        end = rest.find(ending)
        if end < 0:
            return ""
        rest = rest[end + len(ending) :].lstrip()
    found = FIRST_TAG.match(rest)
    return found[1].lower() if found else ""


def _check(data: bytes) -> None:
    counter = _Counter()
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.EntityDeclHandler = _refuse_doctype
    parser.StartElementHandler = counter.opens
    parser.EndElementHandler = counter.closes
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise Refused(reasons.DAMAGED) from None


def _refuse_doctype(*_declaration: object) -> None:
    raise Refused(reasons.HAS_DTD)


class _Counter:
    """How deep we are and how much we saw."""

    __slots__ = ("depth", "elements")

    def __init__(self) -> None:
        self.depth = 0
        self.elements = 0

    def opens(self, _name: str, _attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > MAX_DEPTH or self.elements > MAX_ELEMENTS:
            raise Refused(reasons.TOO_DEEP)

    def closes(self, _name: str) -> None:
        self.depth -= 1
