"""What of a document goes into the full-text index: its words, the title's three times."""

from daseinswerk.engine.text.words import index_terms, read_words

TITLE_WEIGHT = 3  # the title's terms stand three times in the body (engines.md § 3)


def body_terms(title: str, readable: str) -> str:
    """The terms of one document, separated by spaces, in reading order. `readable`: the cleaned text."""
    return with_title(title, read_words(readable).terms)


def with_title(title: str, terms: str) -> str:
    """The same where the terms of the text are known already (`engine.text.words.Reading.terms`)."""
    return " ".join([*index_terms(title) * TITLE_WEIGHT, terms]).rstrip()
