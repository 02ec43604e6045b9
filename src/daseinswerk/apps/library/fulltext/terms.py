"""The terms under which a stored document stands in the index."""

from daseinswerk.apps.library.models import Document
from daseinswerk.apps.library.terms import body_terms
from daseinswerk.engine.text.clean import clean
from daseinswerk.engine.text.words import index_terms


def terms_of_document(document: Document) -> str:
    """Separated by spaces, in reading order; a paper of which only the title is known has its title alone."""
    if not document.has_text:
        return " ".join(index_terms(document.title))
    return body_terms(document.title, clean(document.text).text)
