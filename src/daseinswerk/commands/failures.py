"""What went wrong, as one German sentence with the next step: for errors of the machine a command runs on."""

import errno
import sqlite3

from django.db import DatabaseError

from daseinswerk.apps.office.database_errors import FULL, database_sentence

REASONS = {
    errno.ENOENT: "gibt es nicht",
    errno.EACCES: "darf hier nicht gelesen oder geschrieben werden",
    errno.EPERM: "darf hier nicht gelesen oder geschrieben werden",
    errno.EROFS: "liegt auf einem Datenträger, der nur gelesen werden kann",
    errno.EEXIST: "ist kein Ordner",
    errno.ENOTDIR: "liegt nicht in einem Ordner",
    errno.EISDIR: "ist ein Ordner",
    errno.ENAMETOOLONG: "hat einen zu langen Namen",
}


def sentence(error: BaseException) -> str:
    """The sentence for this error; an error nobody foresaw is named, with the way to see where it arose."""
    if isinstance(error, sqlite3.Error | DatabaseError):
        return database_sentence(error)
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return FULL
    if isinstance(error, OSError) and error.errno in REASONS and error.filename:
        return f"{error.filename} {REASONS[error.errno]}."
    own = type(error).__module__.startswith("daseinswerk.")
    return str(error) if own else f"{type(error).__name__}: {error} (DASEINSWERK_TRACE=1 zeigt, wo)"
