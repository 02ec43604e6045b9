"""What of a document goes into the full-text index: its words, the title's three times."""

from daseinswerk.engine.text.words import index_terms

TITLE_WEIGHT = 3  # the title's terms stand three times in the body (engines.md § 3)


def body_terms(title: str, readable: str) -> str:
    """The terms of one document, separated by spaces, in reading order. `readable`: the cleaned text."""
    return " ".join(index_terms(title) * TITLE_WEIGHT + index_terms(readable))
