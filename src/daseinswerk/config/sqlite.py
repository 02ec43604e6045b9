"""Put a sound SQLite under Django before Django looks for one.

SQLite before 3.51.3 can corrupt a database in WAL mode when two connections write and checkpoint at once
(sqlite.org/wal.html#walresetbug); contentless deletes need 3.43. Debian 12 ships 3.40, so the package `pysqlite3`, which
bundles a newer one, takes the place of the module `sqlite3` unless the one of this Python is new enough.
"""

import sqlite3
import sys

import pysqlite3
import pysqlite3.dbapi2

SOUND = (3, 51, 3)


def use_sound_sqlite() -> None:
    """Make `import sqlite3` mean the bundled library where the system's is older than `SOUND`. Harmless when called twice."""
    if sqlite3.sqlite_version_info < SOUND:
        sys.modules["sqlite3"] = pysqlite3
        sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def version() -> tuple[int, ...]:
    """The version of the SQLite in use, as three numbers."""
    return tuple(sys.modules["sqlite3"].sqlite_version_info)
