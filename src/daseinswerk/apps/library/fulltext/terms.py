"""The terms under which a document stands in the index, and the version of the analysis that makes them."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from daseinswerk.apps.library.models import Document
from daseinswerk.apps.library.terms import body_terms
from daseinswerk.engine.text import compound_lists, compounds, words
from daseinswerk.engine.text.clean import clean
from daseinswerk.engine.text.words import index_terms


def terms_of_document(document: Document) -> str:
    """The terms of a stored document, separated by spaces in reading order; a paper of which only the title is known has its title alone."""
    if not document.has_text:
        return " ".join(index_terms(document.title))
    return body_terms(document.title, clean(document.text).text)


@cache
def analysis_version() -> str:
    """Twelve characters that change when the same text would give other terms: an index of another version must be built anew."""
    digest = hashlib.sha256(f"{version('simplemma')} {version('PyStemmer')}".encode())
    for module in (words, compounds, compound_lists):
        digest.update(Path(module.__file__).read_bytes())
    for file in sorted(Path(compounds.__file__).parent.joinpath("data").glob("lexicon*")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
