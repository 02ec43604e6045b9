"""Which database: the SQLite file in the home folder, or the PostgreSQL that `DASEINSWERK_DATABASE` names."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from daseinswerk.config.environment import ConfigurationError

FILE = "daseinswerk.sqlite3"
PATIENCE = 30  # seconds a writer waits for the one before it: a run stores in short transactions


def database(address: str, home: Path) -> dict[str, Any]:
    """The settings of the database. `address`: `postgresql://user:password@host:5432/name`, with `?sslmode=require` or, for a socket,
    `postgresql:///name?host=/run/postgresql`; empty for SQLite. Raises ConfigurationError with a sentence.
    """
    return _postgresql(address) if address else _sqlite(home)


def _sqlite(home: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": home / FILE,
        "OPTIONS": {
            # Writers queue instead of failing half-way; a reader never waits (WAL).
            "transaction_mode": "IMMEDIATE",
            "timeout": PATIENCE,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536; "
            "PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON;",
        },
    }


def _postgresql(address: str) -> dict[str, Any]:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in ("postgresql", "postgres") or not name:
        raise ConfigurationError(
            "DASEINSWERK_DATABASE nennt keine PostgreSQL-Datenbank. Form: postgresql://benutzer:passwort@rechner:5432/datenbank"
        )
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", parts.hostname or "")
    return {
        "ENGINE": "daseinswerk.config.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**options, "options": f"-c lock_timeout={PATIENCE}s"},
    }
