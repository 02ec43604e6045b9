"""What a database says when something is wrong, as one German sentence with the next step: for SQLite and for PostgreSQL.

SQLite is known by its words. PostgreSQL speaks the language of its server, so it is known by the codes of the SQL standard
(https://www.postgresql.org/docs/15/errcodes-appendix.html); where there is none, there was no answer at all.
"""

import sqlite3

from django.db import DatabaseError, OperationalError, connection

FULL = "Der Datenträger ist voll. Schaffen Sie Platz und rufen Sie den Befehl noch einmal auf."
BUSY = "Die Datenbank ist seit 30 Sekunden besetzt. Warten Sie, bis der andere Befehl fertig ist."
RIGHTS = "Der Benutzer aus DASEINSWERK_DATABASE darf das in dieser Datenbank nicht. Geben Sie ihm die Datenbank: ALTER DATABASE … OWNER TO …"
SILENT = "PostgreSQL antwortet nicht oder nimmt die Anmeldung nicht an. Prüfen Sie, ob es läuft, und die Adresse in DASEINSWERK_DATABASE."
STOPPED = "PostgreSQL wurde unterdessen angehalten oder neu gestartet. Was gespeichert ist, bleibt; rufen Sie den Befehl noch einmal auf."
WORDS = (  # what SQLite says, and what to do
    ("file is not a database", "Die Datenbank ist beschädigt oder keine SQLite-Datei. Spielen Sie eine Sicherung ein."),
    ("malformed", "Die Datenbank ist beschädigt. Spielen Sie eine Sicherung ein."),
    ("unable to open", "Die Datenbank lässt sich nicht öffnen. Prüfen Sie die Rechte am Ordner (--home)."),
    ("readonly", "Die Datenbank darf nur gelesen werden. Prüfen Sie die Rechte am Ordner (--home)."),
    ("locked", BUSY),
    ("full", FULL),
)
CODES = (  # how the code of PostgreSQL begins, and what to do
    ("53100", FULL),
    ("53", "PostgreSQL hat keine freien Verbindungen oder keinen Speicher mehr. Warten Sie, oder erhöhen Sie max_connections."),
    ("55P03", BUSY),
    ("42501", RIGHTS),
    ("28", SILENT),
    ("3D000", "Die Datenbank aus DASEINSWERK_DATABASE gibt es nicht. Legen Sie sie an: createdb …"),
    ("57P", STOPPED),
    ("08", STOPPED),
    ("XX", "Die Datenbank ist beschädigt. Spielen Sie eine Sicherung ein."),
)


def database_sentence(error: sqlite3.Error | DatabaseError) -> str:
    """The sentence for this error of either database."""
    known = _of_postgresql(error) if connection.vendor == "postgresql" else next((said for sign, said in WORDS if sign in str(error)), "")
    return known or f"Die Datenbank meldet: {str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__}"


def is_full(error: BaseException) -> bool:
    """Whether the database had no room left."""
    return isinstance(error, sqlite3.Error | DatabaseError) and database_sentence(error) == FULL


def _of_postgresql(error: BaseException) -> str:
    code = getattr(error.__cause__, "sqlstate", None)
    if code is None:
        return (STOPPED if connection.connection is not None else SILENT) if isinstance(error, OperationalError) else ""
    return next((said for start, said in CODES if code.startswith(start)), "")
