"""What went wrong, as one German sentence with the next step: for errors of the machine a command runs on."""

import errno
import sqlite3

from django.db import DatabaseError

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
FULL = "Der Datenträger ist voll. Schaffen Sie Platz und rufen Sie den Befehl noch einmal auf."
DATABASE = (  # what SQLite says, and what to do
    ("file is not a database", "Die Datenbank ist beschädigt oder keine SQLite-Datei. Spielen Sie eine Sicherung ein."),
    ("malformed", "Die Datenbank ist beschädigt. Spielen Sie eine Sicherung ein."),
    ("unable to open", "Die Datenbank lässt sich nicht öffnen. Prüfen Sie die Rechte am Ordner (--home)."),
    ("readonly", "Die Datenbank darf nur gelesen werden. Prüfen Sie die Rechte am Ordner (--home)."),
    ("locked", "Die Datenbank ist seit 30 Sekunden besetzt. Warten Sie, bis der andere Befehl fertig ist."),
    ("full", FULL),
)


def sentence(error: BaseException) -> str:
    """The sentence for this error; an error nobody foresaw is named, with the way to see where it arose."""
    if isinstance(error, sqlite3.Error | DatabaseError):
        known = next((words for sign, words in DATABASE if sign in str(error)), "")
        return known or f"Die Datenbank meldet: {error}"
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return FULL
    if isinstance(error, OSError) and error.errno in REASONS and error.filename:
        return f"{error.filename} {REASONS[error.errno]}."
    own = type(error).__module__.startswith("daseinswerk.")
    return str(error) if own else f"{type(error).__name__}: {error} (DASEINSWERK_TRACE=1 zeigt, wo)"
