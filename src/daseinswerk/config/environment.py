"""Typed reading of environment variables: a wrong value is one clear sentence, never a default in silence."""

import os
import secrets
from pathlib import Path


class ConfigurationError(Exception):
    """A setting is missing or wrong; the message says which and what to do."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool = False) -> bool:
    """`1`, `true`, `yes`, `ja` mean on; `0`, `false`, `no`, `nein`, and the empty string mean off."""
    value = os.environ.get(name)
    if value is None:
        return default
    value = value.strip().lower()
    if value in {"1", "true", "yes", "ja"}:
        return True
    if value in {"", "0", "false", "no", "nein"}:
        return False
    raise ConfigurationError(f"{name}={value!r} ist weder Ja noch Nein: Setzen Sie 1 oder 0.")


def choice(name: str, allowed: tuple[str, ...]) -> str:
    """One of the `allowed` values; the first of them where nothing is set."""
    value = text(name) or allowed[0]
    if value not in allowed:
        raise ConfigurationError(f"{name}={value!r} gibt es nicht. Möglich sind: {', '.join(filter(None, allowed))}.")
    return value


def words(name: str) -> list[str]:
    """A comma-separated list without empty parts."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def home() -> Path:
    """The one folder that holds database, originals and key: `DASEINSWERK_HOME`, default `~/.daseinswerk`."""
    return Path(text("DASEINSWERK_HOME") or Path.home() / ".daseinswerk").expanduser().absolute()


def secret_key(folder: Path) -> str:
    """The secret of this installation, made on first start in a file that only its owner can read."""
    file = folder / "secret.key"
    if file.is_file():
        return file.read_text().strip()
    folder.mkdir(parents=True, exist_ok=True)
    key = secrets.token_urlsafe(50)
    part = folder / f".secret.{secrets.token_hex(4)}"
    part.touch(mode=0o600)
    part.write_text(key)
    try:
        os.link(part, file)  # fails where another process was quicker: then its key holds
    except FileExistsError:
        return file.read_text().strip()
    finally:
        part.unlink()
    return key
