"""The full-text index: one row of analysed terms for each document, written in the transaction that stores the document.

The table `library_index` (migration 0003) keeps no text. Its rowid is the id of the document, so a document and its entry
appear and vanish together and one backup holds both.
"""

from django.db import connection


def index_document(document_id: int, terms: str) -> None:
    """Put the terms of one document into the index, in place of what stood there.

    `terms`: words of `engine/text/words.index_terms`, separated by spaces in reading order, the title's terms three times.
    Call it inside the transaction that stores the document.
    """
    with connection.cursor() as cursor:
        cursor.execute("INSERT OR REPLACE INTO library_index(rowid, body) VALUES (%s, %s)", [document_id, terms])


def remove_from_index(document_id: int) -> None:
    """Take one document out of the index; nothing happens where it was not in it."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM library_index WHERE rowid = %s", [document_id])
